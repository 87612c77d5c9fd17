"""Where a notice names private persons or gives their numbers, so that no statement quotes them and pages can mask them.

Only the label before a passage makes a word a person's name; organisations that stand in a contact field stay visible.
"""

from __future__ import annotations

import re
from functools import lru_cache

from enduse.model.document import Document
from enduse.statements.notices.dictionary import load, squeeze
from enduse.statements.notices.outline import Outline, outline
from enduse.statements.notices.passage import Passage

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[-—– ]{0,3}\d{7,8}(?:[-—转]\d{1,5})?(?!\d)")
_HOTLINE = re.compile(r"(?<!\d)[48]00[-— ]?\d{3,4}[-— ]?\d{3,4}(?!\d)")
_IDENTITY = re.compile(r"(?<![0-9A-Z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![0-9A-Z])")
_DIGITS = re.compile(r"(?<!\d)\d(?:[-—–\d]{5,17})\d")
_NAME = re.compile(r"[\u4e00-\u9fff](?:[·\u4e00-\u9fff]{1,3}|·?[\u4e00-\u9fff·]{2,12})")
_SEPARATORS = re.compile(r"[、,;/ \n()|及和与]|\d[\d-]*")

Found = tuple[int, int, str]

LONGEST_NOTICE = 1_000_000
"""Characters of the longest text taken for a notice; the longest known have under 100,000. What is longer is not searched."""


def private_spans(document: Document) -> list[Found]:
    """Passages ``(start, end, kind)`` that concern private persons; kind is ``person``, ``phone``, ``email`` or ``id``.

    Sorted, without overlaps. What the patterns miss they miss: this is a screen, and a reviewer still reads what is published.
    A text longer than any notice is one passage of kind ``unread``: nothing of it is shown.
    """
    if len(document.text) > LONGEST_NOTICE:
        return [(0, len(document.text), "unread")]
    return spans_in(document, outline(document))


def spans_in(document: Document, found: Outline) -> list[Found]:
    """As ``private_spans``, for an outline already cut."""
    spans: list[Found] = []
    waiting = False
    for passage in _passages(document):
        numbers = _numbers(passage)
        spans += [*numbers, *_beside_numbers(passage, numbers), *_persons(passage)]
        if waiting:
            spans += _listed(passage, 0, len(passage.text), experts=False)
        waiting = _ends_with_label(passage.text)
    for passage, section in found.lines:
        if section in load("private")["expert-sections"]:
            spans += _listed(passage, 0, len(passage.text), experts=True)
    spans += _cells(document)
    return _without_overlaps(spans)


def _passages(document: Document) -> list[Passage]:
    at, passages = 0, []
    for line in document.text.splitlines(keepends=True):
        if line.strip():
            passages.append(Passage.of(document.text, at, at + len(line)))
        at += len(line)
    return passages


def _numbers(passage: Passage) -> list[Found]:
    spans = []
    for kind, pattern in (("email", _EMAIL), ("id", _IDENTITY), ("phone", _MOBILE), ("phone", _LANDLINE), ("phone", _HOTLINE)):
        for match in pattern.finditer(passage.text):
            spans.append(_place(passage, match.start(), match.end(), kind))
    for label in _labels("phones").finditer(passage.text):
        end = label.end()
        while gap := re.compile(r"[ 、,;/或:]{0,3}").match(passage.text, end):
            number = _DIGITS.match(passage.text, gap.end())
            if number is None:
                break
            spans.append(_place(passage, number.start(), number.end(), "phone"))
            end = number.end()
    return spans


def _beside_numbers(passage: Passage, numbers: list[Found]) -> list[Found]:
    """A short word right before or after a number, where nothing but a label or a bracket stands around it: whose number it is."""
    text, spans = passage.text, []
    stop = re.compile(load("private")["not-a-person"])
    for start, end, kind in numbers:
        if kind != "phone":
            continue
        first, last = passage.folded.at(start - passage.base), passage.folded.at(end - passage.base)
        before = re.search(r"(?:^|[:|,、;] ?)([\u4e00-\u9fff]{2,3})[ :]?$", text[:first])
        after = re.match(r"[ (]{1,2}([\u4e00-\u9fff]{2,3})(?=[) 。、,;|]|$)", text[last:])
        for match, offset in ((before, 0), (after, last)):
            if match and not stop.search(match[1]) and match[1] not in _known_words():
                spans.append(_place(passage, offset + match.start(1), offset + match.end(1), "person"))
    return spans


def _ends_with_label(text: str) -> bool:
    matches = list(_labels("persons").finditer(text.rstrip() + ":" if not text.rstrip().endswith(":") else text.rstrip()))
    return bool(matches) and matches[-1].end() >= len(text.rstrip())


def _persons(passage: Passage) -> list[Found]:
    spans = []
    for label in _labels("persons").finditer(passage.text):
        end = _end_of_value(passage.text, label.end())
        spans += _listed(passage, label.end(), end, experts=False)
    titled = re.compile(rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{1,3}}){load('private')['titles']}(?![\u4e00-\u9fff])")
    for match in titled.finditer(passage.text):
        if not re.search(load("private")["not-a-person"], match[1]):
            spans.append(_place(passage, match.start(), match.end(), "person"))
    return spans


def _end_of_value(text: str, start: int) -> int:
    """Where the value of a label ends: at the next label with its colon, at a sentence end, or at the end of the line."""
    ends = [match.start() for match in re.finditer(r"[。|\n]|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]、", text) if match.start() > start]
    ends += [match.start() for match in _stops().finditer(text, start) if match.start() > start]
    for match in re.finditer(r"[\u4e00-\u9fff()/]{1,10}:", text):
        if match.start() >= start:
            ends.append(_label_start(text, match.start(), match.end()))
            break
    return max(start, min([*ends, len(text)]))


def _label_start(text: str, start: int, end: int) -> int:
    """Where a label before a colon begins when a name is glued to it: the longest known label, else the whole run."""
    run = text[start : end - 1]
    known = [word for word in _known_words() if run.endswith(word)]
    return end - 1 - max(map(len, known)) if known else start


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    """Words that follow a name without any sign between."""
    persons = {squeeze(word) for word in load("private")["persons"]}
    words = sorted((word for word in _known_words() if len(word) > 1 and word not in persons), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=1)
def _known_words() -> tuple[str, ...]:
    data = load("private")
    words = {squeeze(str(label)) for synonyms in load("labels").values() for label in synonyms}
    return tuple(sorted(words | {squeeze(word) for word in [*data["persons"], *data["phones"], *data["after-names"]]}))


def _listed(passage: Passage, start: int, end: int, *, experts: bool) -> list[Found]:
    """Names in a list of names; a part that is an organisation, a heading or a sentence is left alone."""
    text, spans = passage.text, []
    position = start
    stop = re.compile(load("private")["not-a-person"])
    for separator in [*_SEPARATORS.finditer(text, start, end), None]:
        last = separator.start() if separator else end
        first, part = position, text[position:last]
        lead = len(part) - len(part.lstrip(" :"))
        name = part.strip(" :。.;")
        if _NAME.fullmatch(name) and not stop.search(name) and (len(name) <= 4 or "·" in name):
            spans.append(_place(passage, first + lead, first + lead + len(name), "person"))
        position = separator.end() if separator else end
        if not experts and separator is None:
            break
    return spans


def _cells(document: Document) -> list[Found]:
    """Names and numbers in the cell beside (or below) a label cell."""
    spans: list[Found] = []
    persons, phones = (frozenset(squeeze(word) for word in load("private")[kind]) for kind in ("persons", "phones"))
    for table in document.tables:
        texts = {(cell.row, cell.column): cell for cell in table.cells}
        for (row, _), cell in texts.items():
            label = squeeze(document.text[cell.start : cell.end])
            if label not in persons and label not in phones:
                continue
            beside = [other for (other_row, column), other in texts.items() if other_row == row and column == cell.column + cell.colspan]
            for other in beside:
                if other.start >= other.end:
                    continue
                passage = Passage.of(document.text, other.start, other.end)
                if label in persons:
                    spans += _listed(passage, 0, len(passage.text), experts=True)
                else:
                    spans += [_place(passage, match.start(), match.end(), "phone") for match in _DIGITS.finditer(passage.text)]
    return spans


@lru_cache(maxsize=4)
def _labels(kind: str) -> re.Pattern[str]:
    words = sorted((squeeze(word) for word in load("private")[kind]), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:\([^()]{{0,12}}\))?(?: ?[:|]+ ?(?:\| ?)?| (?=[\d\u4e00-\u9fff]))")


def _place(passage: Passage, start: int, end: int, kind: str) -> Found:
    first, last = passage.folded.span(start, end)
    return passage.base + first, passage.base + last, kind


def _without_overlaps(spans: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for start, end, kind in sorted(set(spans), key=lambda span: (span[0], -span[1], span[2])):
        if kept and start < kept[-1][1]:
            first, last, known = kept[-1]
            kept[-1] = (first, max(last, end), known)
        else:
            kept.append((start, end, kind))
    return kept

"""Where a paper names private persons or gives their numbers, so that nothing made of it holds them.

A word is a person's name where a label before it, a list of panel members, a number beside it or a byline makes it one; organisations that
stand in a contact field stay. It is a screen: what it misses it misses, and a reviewer still reads what is published. Words: private.yml.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from enduse.language.bylines import find_bylines
from enduse.language.latin_contacts import Found, find_latin_contacts, latin_names_at
from enduse.language.person_names import any_of, called, is_transliterated, personal, private_words, says_no_person, surname
from enduse.language.scripts import Folded, fold
from enduse.model.document import Document, Table
from enduse.model.extraction import MASK_SIGN

VERSION = "8"
"""Raise it with every change of a rule in this module; a change of private.yml is seen without it."""

_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_NUMBER = re.compile(
    r"(?<![\d.A-C])(?:(?P<landline>\(?0\d{2,3}\)?[-—– ]{0,3}\d{7,8}(?:[-—转]\d{1,5})?)"
    r"|(?P<mobile>(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2})|(?P<hotline>[48]00[- ]?\d{3,4}[- ]?\d{3,4}))(?!\d)"
)
_ENDS_OF_ADDRESSES = frozenset("厦楼座栋幢号室层区院园场")
_DIGIT_RUN = re.compile(r"[\d(+][\d() —–转+-]{6,}")
"""Where a telephone number or the number of a person or account can stand: looked for first, since most of a paper is no digits."""
_SHORTEST_IDENTITY = 16
"""Digits of the shortest number of an account; the last sign of a person's number may be a letter behind its digits."""
_LIST_NUMBER = re.compile(r"\d[.、](?:采购|项目|招标|代理|集中|联系|监督|财政|公告)")
_IDENTITY = re.compile(r"(?<![0-9A-Z])(?:\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|62\d{14,17})(?![0-9A-Z])")
_DIGITS = re.compile(r"\+?(?<!\d)\d[-—–\d]{4,17}\d")
_GAP = re.compile(r"[ 、,;/或:()|]{0,4}(?:([\u4e00-\u9fff]{2,4})[ :(]{0,2})?")
_NAME = re.compile(r"[\u4e00-\u9fff](?:[·\u4e00-\u9fff]{1,3}|·?[\u4e00-\u9fff·]{2,12}|[*×]{1,2}[\u4e00-\u9fff]?)")
_SEPARATORS = re.compile(r"[、,;/ \n\t()|【】\[\]]+|第[一二三四五1-5]名:?|\d[\d-]*|先生|女士|老师")
_SECTION_END = re.compile(
    r"(?:^|(?<=[^第一二三四五六七八九十、]))[一二三四五六七八九十]{1,3}、|\n\s?\d{1,2}[、.](?!\d)|\n\s?\([一二三四五六七八九十]\)"
)
_END_OF_VALUE = re.compile(r"[。|\n]|(?<![\d-])\d{1,2}[.、](?!\d)|(?<=[^第])[一二三四五六七八九十]、")
_NUMERALS = "一二三四五六七八九十"
_LABELLED_LINE = re.compile(r"\n ?([\u4e00-\u9fff、()]{4,30}):")
"""A line that begins with a label ends a list of names, unless the label is one of persons (``组长:``)."""
_ROLE = re.compile(r"\([\u4e00-\u9fff]{2,8}\)(?=[、,;/ \n。]|$)")
_AND = re.compile(r"[及和与]")
_RANK = re.compile(r"第[一二三四五1-5]名:")
"""``项目经理 第一名:甲 第二名:乙``: a rank before each name of a list."""
_MASKED = MASK_SIGN + " \n"
_SPACED = 3
"""Characters of the longest label that may stand letter-spaced inside a line: ``电 话``."""
_HAN_RUN = re.compile(r"[\u4e00-\u9fff()]+")
_BODY_WORD = re.compile(r"公司|中心|事务所|研究院|设计院|管理处|办公室|委员会|协会|集团|医院|学校|学院|大学|工作室|经营部|商行|厂")
_BODY = re.compile(r"(?:公司|中心|事务所|研究院|设计院|管理处|办公室|委员会|协会|集团)$")
_LONGEST_VALUE, _LONGEST_PANEL = 90, 1_500
_WORDS_AT_LABEL = re.compile(r"(?:\([^()\n]{0,12}\))? ?(?:[:|]+[ |]*\n{0,3} ?|为[:【\[]?|[ \n](?=[\u4e00-\u9fff]))")


def private_spans(document: Document) -> list[Found]:
    """Passages ``(start, end, kind)`` of the document's text that concern private persons: sorted, without overlaps."""
    return find_private(fold(document.text), document)


def mask(text: str, spans: Sequence[Found]) -> str:
    """The text with a mark for each sign of these passages; spaces and line ends stay.

    >>> mask("电话：139", [(3, 6, "phone")])
    '电话：▇▇▇'
    """
    pieces, at = [], 0
    for start, end, _ in spans:
        pieces += [text[at:start], re.sub(r"\S", MASK_SIGN, text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


@lru_cache(maxsize=1)
def finder() -> str:
    """Which finder this is: its version and its words, so that a document can say by which one it was searched."""
    words = files("enduse.language").joinpath("private.yml").read_bytes()
    return f"private {VERSION} {hashlib.sha256(words).hexdigest()[:12]}"


def find_numbers(folded: Folded) -> list[Found]:
    """Only numbers of persons, telephones and mail: the quick second look at a text in which ``find_private`` has left marks."""
    text = folded.text
    kept = [span for span in _numbers(text) if text[span[0] : span[1]].strip(_MASKED)]
    return _without_overlaps([(*folded.span(start, end), kind) for start, end, kind in kept])


def find_private(folded: Folded, document: Document) -> list[Found]:
    """As ``private_spans``, where the text is folded already."""
    text = folded.text
    spans = [*_numbers(text), *_labelled(text), *_panels(text), *_ranked(text), *find_bylines(text), *find_latin_contacts(text)]
    spans += _beside_numbers(text, [span for span in spans if span[2] == "phone"])
    for table in document.tables:
        spans += _cells(folded, table)
    spans += _again(text, spans)
    kept = [span for span in spans if text[span[0] : span[1]].strip(_MASKED)]
    return _without_overlaps([(*folded.span(start, end), kind) for start, end, kind in kept])


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], dict[str, set[str]], frozenset[str]]:
    """Labels of every kind, which kinds a label is of, and the signs they begin with."""
    kinds: dict[str, set[str]] = {}
    for kind in ("persons", "phones", "homes", "accounts", "panels-alone"):
        for word in private_words()[kind]:
            kinds.setdefault(str(word), set()).add(kind)
    rest: dict[str, list[str]] = {}
    for word in sorted(kinds, key=lambda word: (-len(word), word)):
        signs = " ?".join(map(re.escape, word)) if len(word) <= _SPACED else re.escape(word)
        rest.setdefault(word[0], []).append(signs.removeprefix(re.escape(word[0])))
    # By first signs, so that at each place only the labels are tried that can begin there.
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(ends)})" for first, ends in sorted(rest.items()))), kinds, frozenset(rest)


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    words = private_words()
    return re.compile(any_of([*words["after-names"], *words["phones"], *words["persons"], *words["homes"], *words["accounts"]]))


def _numbers(text: str) -> Iterator[Found]:
    if "@" in text:
        yield from ((match.start(), match.end(), "email") for match in _EMAIL.finditer(text))
    for run in _DIGIT_RUN.finditer(text):
        if run.end() - run.start() >= _SHORTEST_IDENTITY:
            yield from ((match.start(), match.end(), "id") for match in _IDENTITY.finditer(text, run.start(), run.end() + 2))
        yield from _telephones(text, run.start(), run.end())


def _telephones(text: str, first: int, last: int) -> Iterator[Found]:
    for match in _NUMBER.finditer(text, first, last):
        end = match.end()
        if match["landline"] and _LIST_NUMBER.match(text, end - 1):
            end -= 1
        if match["mobile"] and text[match.start() - 1 : match.start()] in _ENDS_OF_ADDRESSES and _ends_in_a_sum(text, match[0]):
            continue
        yield match.start(), end, "phone"


def _ends_in_a_sum(text: str, digits: str) -> bool:
    """Whether the last of these digits are a sum that stands elsewhere: a room number and a sum that run together look like a telephone."""
    return any(re.search(rf"(?<!\d){digits[cut:]}(?:\.\d\d|元)", text) for cut in range(1, 6) if digits[cut] != "0")


def _labelled(text: str) -> Iterator[Found]:
    pattern, kinds, _ = _labels()
    for match in pattern.finditer(text):
        after = _WORDS_AT_LABEL.match(text, match.end())
        if after is None:
            continue
        for kind in kinds[match[0].replace(" ", "")]:
            if kind == "panels-alone" and {":", "|"} & set(after[0]):
                yield from _listed(text, after.end(), _end_of_value(text, after.end()))
            elif kind == "persons":
                yield from _listed(text, after.end(), _end_of_value(text, after.end()))
                yield from latin_names_at(text, after.end())
                addressed = called().match(text, after.end())
                if addressed is not None and not says_no_person(addressed[1]):
                    yield addressed.start(), addressed.end(), "person"
            elif kind == "phones":
                yield from _listed_numbers(text, after.end())
            elif kind in {"homes", "accounts"} and ":" in after[0]:
                yield from _private_value(text, after.end(), kind)


def _listed_numbers(text: str, at: int) -> Iterator[Found]:
    """Numbers behind a label, with short words (whose number it is) between them."""
    for _ in range(12):
        gap = _GAP.match(text, at)
        if gap is None or (gap[1] and not _is_name(gap[1])):
            return
        number = _DIGITS.match(text, gap.end())
        if number is None:
            return
        end = number.end()
        if _LIST_NUMBER.match(text, end - 1) and len(number[0]) > 8:
            end -= 1
        yield number.start(), end, "phone"
        at = number.end()


def _private_value(text: str, start: int, kind: str) -> Iterator[Found]:
    found = re.compile(r"[^\n|;。,、:]{1,60}").match(text, start)
    if found is None:
        return
    end = found.end()
    stop = re.compile(r" [^ ]{1,8}$").search(found[0]) if text.startswith(":", end) else None
    stop = stop or (_stops().search(found[0]) if kind == "homes" else re.compile(r"[\u4e00-\u9fff]").search(found[0]))
    if stop is not None and stop.start() > 0:
        end = start + stop.start()
    if kind == "homes" or re.search(r"[\dA-Za-z]", text[start:end]):
        yield start, end, "address" if kind == "homes" else "id"


def _end_of_value(text: str, start: int) -> int:
    """Where the value of a label ends: at the next label, at a sentence end, or at the end of the line."""
    limit = min(len(text), start + _LONGEST_VALUE)
    last = next((end.start() for end in _END_OF_VALUE.finditer(text, start, limit) if not _ends_a_name(text, end)), limit)
    stop = next((stop for stop in _stops().finditer(text, start, last) if not _goes_on(text, stop)), None)
    if stop is None:
        return last
    run = _HAN_RUN.match(text, stop.start())
    return start if run is not None and _BODY.search(run[0]) and text[stop.start() - 1] not in " 、,:" else stop.start()


def _ends_a_name(text: str, end: re.Match[str]) -> bool:
    """Whether a numeral before a comma of lists is the last sign of a name and opens no section: ``:刘样一、翁本``."""
    return text[end.start()] in _NUMERALS and _name_before().search(text[max(0, end.start() - 4) : end.start()]) is not None


@lru_cache(maxsize=1)
def _name_before() -> re.Pattern[str]:
    return re.compile(rf"[、,;:) ]{surname()}[\u4e00-\u9fff]$")


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a list of names goes on behind a word: a rank before the next name, or what one of them is, in brackets behind it."""
    if _RANK.match(text, stop.start()):
        return True
    opened = text.rfind("(", max(0, stop.start() - 8), stop.start())
    return opened >= 0 and _ROLE.match(text, opened) is not None


def _listed(text: str, start: int, end: int, *, known_only: bool = False) -> Iterator[Found]:
    """Names in a list of names; a part that is an organisation, a heading or a sentence is left alone."""
    position = start
    for separator in [*_SEPARATORS.finditer(text, start, end), None]:
        begins, last = position, separator.start() if separator else end
        position = separator.end() if separator else end
        part = text[begins:last]
        name = part.strip(" :。.;")
        if len(name) < 2:  # no name is shorter
            continue
        first = begins + part.find(name)
        if (both := _AND.search(name, 1, len(name) - 1)) and len(name) > 2 and not personal().fullmatch(name):
            for half in (name[: both.start()], name[both.end() :]):
                if personal().fullmatch(half) and not says_no_person(half):
                    at = text.find(half, first)
                    yield at, at + len(half), "person"
        if text[first - 1 : first] == "(" and text[last : last + 1] == ")" and _HAN_RUN.match(text, last + 1):
            continue  # a place inside the name of a company
        if len(name) > 2 and name.endswith("等"):
            name = name[:-1]
        if _NAME.fullmatch(name) and (len(name) <= 4 or "·" in name or is_transliterated(name)) and not says_no_person(name):
            sure = not known_only or "·" in name or "*" in name or personal().fullmatch(name) or is_transliterated(name)
            if sure or _in_list(text, first, first + len(name)):
                yield first, first + len(name), "person"


def _in_list(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start] in {"、", ";", ","} or text[end : end + 1] in {"、", ";", ","}


@lru_cache(maxsize=1)
def _panel_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = private_words()
    glued = rf"(?:{words['posts']})\s?([\u4e00-\u9fff]{{2,4}}?)\s?(?={words['chosen']})"
    return re.compile(words["panels"]), re.compile(glued)


def _panels(text: str) -> Iterator[Found]:
    """Names below a heading that opens a list of panel members."""
    heading, glued = _panel_patterns()
    for match in heading.finditer(text):
        ends = _SECTION_END.finditer(text, match.end(), match.end() + _LONGEST_PANEL)
        last = next((end.start() for end in ends if not _ends_a_name(text, end)), min(len(text), match.end() + _LONGEST_PANEL))
        last = next((line.start() for line in _LABELLED_LINE.finditer(text, match.end(), last) if not _labels()[0].search(line[1])), last)
        yield from _listed(text, match.end(), last, known_only=True)
        for row in glued.finditer(text, match.end(), last):
            if not says_no_person(row[1]):
                yield row.start(1), row.end(1), "person"


def _ranked(text: str) -> Iterator[Found]:
    """Names before what the person is: ``甲某某(高级工程师,某大学)``, or in a cell before the number of a certificate.

    What the person is stands rarely in a text and is looked for first; the name is then read backwards from it.
    """
    in_brackets, credentials = _rank_patterns()
    for rank in in_brackets.finditer(text):
        match = _NAME_ENDS.search(text, max(0, rank.start() - 4), rank.start())
        if match is None:
            continue
        listed = len(match[1]) == 3 and text[match.start(1) - 1 : match.start(1)] in {"、", ":"}
        if (listed or personal().fullmatch(match[1])) and _may_be_name(match[1]):
            yield match.start(1), match.end(1), "person"
    for held in credentials.finditer(text) if "|" in text else ():
        match = _CELL_ENDS.search(text, max(0, held.start() - 7), held.start())
        if match is not None and _is_name(match[1]):
            yield match.start(1), match.end(1), "person"


_NAME_ENDS = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3})$")
_CELL_ENDS = re.compile(r"\| ?([\u4e00-\u9fff]{2,3}) ?$")


@lru_cache(maxsize=1)
def _rank_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = private_words()
    return re.compile(rf"\({words['ranks-in-brackets']}(?=[,、)])"), re.compile(rf"\| ?{words['credentials']} ?:")


_BEFORE = re.compile(r"(?:^|[:|,、;(\n \"] ?)([\u4e00-\u9fff·]{2,8})[ :,、(/]{0,2}$")
_AFTER = re.compile(r"[ (]{1,2}([\u4e00-\u9fff·]{2,8})(?=[) 。、,;|\n]|$)")
_AFTER_OFFICE = re.compile(r" ?\(([\u4e00-\u9fff]{2,8}) ([\u4e00-\u9fff]{2,3})\)")
"""``(学院纪委 某某)`` beside a number: an office and who answers there."""
_REACH = 12


def _beside_numbers(text: str, numbers: list[Found]) -> Iterator[Found]:
    """A short word right before or after a number, with nothing but a label or a bracket around it: whose number it is."""
    for start, end, _ in numbers:
        first = max(0, start - _REACH)
        before = _BEFORE.search(text[first:start])
        after = _AFTER.match(text, end)
        if before and (_is_name(before[1]) or (before[0][0] in ":|" and len(before[1]) <= 3 and _may_be_name(before[1]))):
            yield first + before.start(1), first + before.end(1), "person"
        if after and (_is_name(after[1]) or (after[0][0] == "(" and len(after[1]) <= 3 and _may_be_name(after[1])) or _is_titled(after)):
            yield after.start(1), after.end(1), "person"
        office = _AFTER_OFFICE.match(text, end)
        if office and _may_be_name(office[2]) and not _is_name(office[1]):
            yield office.start(2), office.end(2), "person"


def _is_titled(after: re.Match[str]) -> bool:
    """``(马所)`` beside a number: a family name and a short title."""
    return "(" in after[0] and re.fullmatch(rf"{surname()}(?:{private_words()['short-titles']})", after[1]) is not None


def _is_name(word: str) -> bool:
    return _may_be_name(word) and (personal().fullmatch(word) is not None or is_transliterated(word))


def _may_be_name(word: str) -> bool:
    return not says_no_person(word) and not _stops().search(word)


def _again(text: str, spans: list[Found]) -> Iterator[Found]:
    """Further places of a name of three signs or more that was found once, where it is not part of a longer name."""
    names = {text[start:end] for start, end, kind in spans if kind == "person" and end - start >= 3}
    for name in sorted(names):
        at = text.find(name)
        while at >= 0:
            if not _inside_a_body(text, at + len(name)):
                yield at, at + len(name), "person"
            at = text.find(name, at + len(name))


def _inside_a_body(text: str, end: int) -> bool:
    """Whether the characters that follow make the name part of an organisation's name, with no label between."""
    run = _HAN_RUN.match(text, end)
    if run is None:
        return False
    body = _BODY_WORD.search(run[0])
    stop = _stops().search(run[0])
    return body is not None and (stop is None or body.start() < stop.start())


def _cells(folded: Folded, table: Table) -> Iterator[Found]:
    """Names and numbers in the cells beside or below a label cell of a real table."""
    text, (_, kinds, begins) = folded.text, _labels()
    cells = {(cell.row, cell.column): (cell, folded.at(cell.start), folded.at(cell.end)) for cell in table.cells}
    columns: dict[int, list[tuple[int, int, int]]] = {}
    for (row, column), (cell, start, end) in cells.items():
        sign = text[start : start + 1]  # most cells begin as no label does
        label = "".join(text[start:end].split()).rstrip(":") if sign in begins or sign.isspace() else ""
        if label not in kinds:
            continue
        if not columns:
            for (other, below), (_, first, last) in cells.items():
                columns.setdefault(below, []).append((other, first, last))
        beside = cells.get((row, column + cell.colspan))
        places = [(beside[1], beside[2], False)] if beside is not None else []
        places += [(first, last, True) for other, first, last in columns[column] if other > row]
        for kind in kinds[label]:
            for first, last, below in places:
                if first >= last:
                    continue
                if kind in {"persons", "panels-alone"}:
                    yield from _listed(text, first, last, known_only=below)
                elif kind == "phones":
                    yield from ((match.start(), match.end(), "phone") for match in _DIGITS.finditer(text, first, last))


def _without_overlaps(spans: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for start, end, kind in sorted(set(spans), key=lambda span: (span[0], -span[1], span[2])):
        if kept and start < kept[-1][1]:
            first, last, known = kept[-1]
            kept[-1] = (first, max(last, end), known)
        else:
            kept.append((start, end, kind))
    return kept

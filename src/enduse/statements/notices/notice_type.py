"""Which type of notice a document is: its title and its body vote, and where they disagree nobody chooses silently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from enduse.language.first_look import FirstLook
from enduse.statements.notices.dictionary import find_labels, load
from enduse.statements.notices.parts import Outline
from enduse.statements.notices.passage import Span

_TITLE_LINES = 14
_SHORTEST_TITLE = 8
_FRAGMENT = 500
"""Characters; a longer text in which no type can be read is not called a fragment: its layout may be new."""
_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}、")
"""A numbered section may end as titles do (``四、处理依据及结果``) and is none."""
_COMPATIBLE = {
    ("tender", "requirement"),
    ("candidate", "award"),
    ("single-source", "requirement"),
    ("failed", "award"),
    ("correction", "tender"),
}
"""Title and body pairs where the title says it more exactly: the body of a candidate notice reads like that of an award."""


@dataclass(frozen=True, slots=True)
class TypeVote:
    """``conflict`` names both where title and body disagree; ``evidence`` is the passage that speaks for the type."""

    type: str | None
    evidence: Span | None
    title: Span | None
    conflict: tuple[str, str] | None = None


def vote(found: Outline) -> TypeVote:
    """Decide the type of notice.

    A title and a body that agree, or one of them alone, decide. A body speaks only where exactly one type has its voice. Where they
    disagree nothing is decided, but for two cases: a body that asks for offers, or ranks candidates, and says nothing else is a tender or
    a notice of candidates, whatever its title (colleges reuse the page of an earlier notice; construction portals call candidates
    winners before they are); the conflict is reported all the same.
    """
    title = find_title(found)
    said = _by_title(title.text) if title else None
    spoken = said[0] if said else None
    if spoken is not None and _by_body(found, spoken):  # title and body agree: what else the body says changes nothing
        return TypeVote(spoken, title, title)
    bodies = _by_body(found) or ({} if said else _around_news(found))
    if spoken is None:
        if len(bodies) == 1:
            ((kind, evidence),) = bodies.items()
            return TypeVote(kind, evidence, title)
        fragment = None if bodies else _fragment(found)
        return TypeVote("fragment" if fragment else None, fragment, title)
    if not bodies or any((spoken, other) in _COMPATIBLE for other in bodies):
        return TypeVote(spoken, title, title)
    conflict = (spoken, " or ".join(sorted(bodies)))
    ((kind, evidence), *others) = bodies.items()
    if not others and (kind == "tender" or (spoken, kind) == ("award", "candidate")):
        return TypeVote(kind, evidence, title, conflict)
    return TypeVote(None, title, title, conflict)


def find_title(found: Outline) -> Span | None:
    """The first line near the top that ends as titles of notices do, visible lines first; else what a page put on one line begins with.

    A line that says nothing but the kind of notice (``流标公告``) is the end of the title that stands above it.
    """
    declared = next((pair.value for pair in found.pairs if pair.field == "title"), None)
    if declared is not None:
        return declared
    lines = [passage for passage, _ in found.lines if passage.text.strip() and "|" not in passage.text]
    for hidden in (False, True):
        shown = [passage for passage in lines if passage.hidden is hidden][:_TITLE_LINES]
        above: Span | None = None
        for passage in shown:
            span = passage.whole()
            if span is not None and _is_title(span.text):
                return span
            if span is not None and above is not None and _kind_alone().match(span.text) and _may_be_title(above.text):
                return found.page.folded(above.at, span.at + len(span.text)).whole()
            above = span
    first = lines[0] if lines else None
    alone = first.whole() if first is not None else None
    if alone is not None and _kind_alone().match(alone.text):  # construction portals head a page with the kind of notice only
        return alone
    begins = _title_begins().match(first.text) if first is not None else None
    if first is None or begins is None or not _is_title(begins[1]):
        return None
    return first.cut(begins.start(1), begins.end(1))


def _may_be_title(text: str) -> bool:
    if not 6 <= len(text) <= 140 or "," in text[:-30] or "发出" in text or ":" in text[:-24]:
        return False
    return not text.startswith(("当前位置", "首页")) and not _begins_with_label(text)


def _is_title(text: str) -> bool:
    long_enough = len(text) >= _SHORTEST_TITLE and len(text) <= 140
    if not long_enough or "," in text[:-30] or "发出" in text or not _title_ends().search(text):
        return False
    return not text.startswith(("当前位置", "首页")) and not _SECTION.match(text) and not _begins_with_label(text)


@lru_cache(maxsize=1)
def _title_begins() -> re.Pattern[str]:
    """The title at the head of a page put on one line: up to the first space behind a word that titles end with."""
    return re.compile(r"((?:[^ :。|]{2,80} ){0,2}[^ :。|]{0,80}?(?:公告|公示|通知书?|结果))(?= )")


@lru_cache(maxsize=1)
def _kind_alone() -> re.Pattern[str]:
    return re.compile(load("types")["kind-alone"])


@lru_cache(maxsize=1)
def _title_ends() -> re.Pattern[str]:
    return re.compile(load("types")["title-ends"])


def _begins_with_label(text: str) -> bool:
    found = find_labels(text)
    return bool(found) and found[0].start == 0


def _by_title(title: str) -> tuple[str, str] | None:
    for type_, pattern in _patterns()[0]:
        match = pattern.search(title)
        if match:
            return type_, match[0]
    return None


@dataclass(frozen=True, slots=True)
class _Voice:
    """What a body says of its type, and what takes it back."""

    type: str
    look: FirstLook
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], tuple[_Voice, ...]]:
    data = load("types")
    titles = tuple((str(row["type"]), re.compile(row["pattern"])) for row in data["title"])
    return titles, tuple(map(_voice, data["body"]))


def _voice(row: dict[str, Any]) -> _Voice:
    unless = re.compile(row["unless"], re.MULTILINE) if "unless" in row else None
    return _Voice(str(row["type"]), FirstLook(row.get("needs", ("",))), re.compile(_begun(row), re.MULTILINE), unless)


def _begun(row: dict[str, Any]) -> str:
    return f"(?=[{row['begins']}])(?:{row['pattern']})" if "begins" in row else row["pattern"]


def _by_body(found: Outline, only: str | None = None) -> dict[str, Span]:
    """Types the body speaks for, each with the passage where it first does; of one type where only that is asked for."""
    text = found.page.text
    voices: dict[str, Span] = {}
    for voice in _patterns()[1]:
        match = voice.pattern.search(text) if (only is None or only == voice.type) and voice.look.finds(text) else None
        if match is None or (voice.unless is not None and voice.unless.search(text)):
            continue
        span = found.page.folded(match.start(), match.end()).whole()
        if span is not None:
            voices[voice.type] = span
    return voices


def _around_news(found: Outline) -> dict[str, Span]:
    """What stands around news, where a text speaks of no type."""
    match = re.compile(load("types")["around-news"], re.MULTILINE).search(found.page.text)
    span = found.page.folded(match.start(), match.end()).whole() if match else None
    return {"not-a-notice": span} if span is not None else {}


def _fragment(found: Outline) -> Span | None:
    """The first labelled value of a short text that speaks of no type: a piece of a notice, such as its contacts."""
    length = sum(len(passage.text) for passage, _ in found.lines)
    if length > _FRAGMENT or found.sections & {"award", "candidates", "bidders", "items"} or found.of("budget", "project-number"):
        return None
    return next((pair.value for pair in found.pairs if pair.field in {"buyer", "agency", "name", "project-name"}), None)

"""Which type of notice a document is: its title and its body vote, and where they disagree nobody chooses silently."""

from __future__ import annotations

import re
from dataclasses import dataclass

from enduse.statements.notices.dictionary import find_labels, load
from enduse.statements.notices.outline import Outline
from enduse.statements.notices.passage import Passage, Span

_TITLE_LINES = 14
_FRAGMENT = 500
"""Characters; a longer text in which no type can be read is not called a fragment: its layout may be new."""
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
    """``type`` is None where title and body disagree (``conflict`` names both); ``evidence`` is the passage that speaks for the type."""

    type: str | None
    evidence: Span | None
    title: Span | None
    conflict: tuple[str, str] | None = None


def vote(found: Outline) -> TypeVote:
    """Decide the type of notice.

    A title and a body that agree, or one of them alone, decide. A body speaks only where exactly one type has its voice.
    """
    title = find_title(found)
    said = _by_title(title.text) if title else None
    bodies = _by_body(found)
    spoken = said[0] if said else None
    if spoken is None:
        if len(bodies) == 1:
            ((kind, evidence),) = bodies.items()
            return TypeVote(kind, evidence, title)
        fragment = None if bodies else _fragment(found)
        return TypeVote("fragment" if fragment else None, fragment, title)
    if not bodies or spoken in bodies or any((spoken, other) in _COMPATIBLE for other in bodies):
        return TypeVote(spoken, title, title)
    return TypeVote(None, title, title, (spoken, " or ".join(sorted(bodies))))


def find_title(found: Outline) -> Span | None:
    """The first line near the top that ends as titles of notices do, visible lines first."""
    ends = re.compile(load("types")["title-ends"])
    lines = [passage for passage, _ in found.lines if passage.text.strip() and "|" not in passage.text]
    for hidden in (False, True):
        shown = [passage for passage in lines if passage.hidden is hidden][:_TITLE_LINES]
        for passage in shown:
            span = passage.whole()
            if span is None or not 8 <= len(span.text) <= 140 or _begins_with_label(span.text):
                continue
            if ends.search(span.text) and not span.text.startswith(("当前位置", "首页")):
                return span
    return None


def _begins_with_label(text: str) -> bool:
    found = find_labels(text)
    return bool(found) and found[0].start == 0


def _by_title(title: str) -> tuple[str, str] | None:
    for row in load("types")["title"]:
        match = re.search(row["pattern"], title)
        if match:
            return row["type"], match[0]
    return None


def _by_body(found: Outline) -> dict[str, Span]:
    """Types the body speaks for, each with the line where it first does."""
    lines = [passage for passage, _ in found.lines]
    text = "\n".join(passage.text for passage in lines)
    voices: dict[str, Span] = {}
    for row in load("types")["body"]:
        if "unless" in row and re.search(row["unless"], text, re.MULTILINE):
            continue
        match = re.search(row["pattern"], text)
        if match is None:
            continue
        span = _span_at(lines, match.start(), match.end())
        if span is not None:
            voices[row["type"]] = span
    return voices


def _span_at(lines: list[Passage], start: int, end: int) -> Span | None:
    position = 0
    for passage in lines:
        length = len(passage.text)
        if position <= start < position + length:
            return passage.cut(start - position, min(end - position, length))
        position += length + 1
    return None


def _fragment(found: Outline) -> Span | None:
    """The first labelled value of a short text that speaks of no type: a piece of a notice, such as its contacts."""
    length = sum(len(passage.text) for passage, _ in found.lines)
    if length > _FRAGMENT or found.sections & {"award", "candidates", "bidders", "items"} or found.of("budget", "project-number"):
        return None
    return next((pair.value for pair in found.pairs if pair.field in {"buyer", "agency", "name", "project-name"}), None)

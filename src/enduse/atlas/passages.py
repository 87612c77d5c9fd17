"""Passages inside their text: every quote a statement rests on is marked where it stands, under the statement's id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from enduse.atlas.identity import id_of
from enduse.atlas.markup import filled
from enduse.atlas.plaintext import visible
from enduse.model.statement import Statement


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A quote's place and the ids of the statements that rest on it."""

    start: int
    back: int
    """Minus the end, so that of two spans with one beginning the longer comes first."""
    ids: tuple[str, ...]

    @property
    def end(self) -> int:
        return -self.back


def spans_of(statements: Iterable[Statement]) -> list[Span]:
    """One span for each distinct quote, outer before inner."""
    found: dict[tuple[int, int], list[str]] = {}
    for statement in statements:
        found.setdefault((statement.start, -statement.end), []).append(id_of(statement))
    return sorted(Span(start, back, tuple(sorted(ids))) for (start, back), ids in found.items())


class Marker:
    """Marks spans in pieces of one text and knows which could not be marked in any piece."""

    def __init__(self, text: str, statements: Iterable[Statement]) -> None:
        self._text = text
        self._waiting = spans_of(statements)

    def mark(self, start: int, end: int) -> Markup:
        """``text[start:end]`` with every waiting span that lies wholly inside; a span that crosses another keeps waiting."""
        inside = [span for span in self._waiting if span.start >= start and span.end <= end]
        nested: list[Span] = []
        open_: list[Span] = []
        for span in inside:
            while open_ and open_[-1].end <= span.start:
                open_.pop()
            if open_ and span.end > open_[-1].end:
                continue
            open_.append(span)
            nested.append(span)
        self._waiting = [span for span in self._waiting if span not in set(nested)]
        return self._render(start, end, nested)

    @property
    def left(self) -> list[Span]:
        """Spans not yet marked anywhere."""
        return list(self._waiting)

    def alone(self, span: Span, around: int = 160) -> Markup:
        """One span with a little of the text around it, for a passage that no single piece holds."""
        before, after = max(0, span.start - around), min(len(self._text), span.end + around)
        self._waiting = [other for other in self._waiting if other != span]
        return self._render(before, after, [span])

    def _render(self, start: int, end: int, spans: list[Span]) -> Markup:
        parts: list[Markup] = []
        position = start
        rest = list(spans)
        while rest:
            span = rest.pop(0)
            inner = [other for other in rest if other.end <= span.end and other.start < span.end]
            rest = rest[len(inner) :]
            parts.append(Markup.escape(visible(self._text[position : span.start])))
            parts.append(_wrapped(self._render(span.start, span.end, inner), span.ids))
            position = span.end
        parts.append(Markup.escape(visible(self._text[position:end])))
        return Markup("").join(parts)


def _wrapped(inner: Markup, ids: tuple[str, ...]) -> Markup:
    for ident in ids[1:]:
        inner = filled('<span id="s-%s">%s</span>', ident, inner)
    return filled('<mark id="s-%s">%s</mark>', ids[0], inner)

"""Values to be stated, each with the passage that says it."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from enduse.language.scripts import fold_name
from enduse.statements.notices.passage import Span

HIDDEN = 0.5
"""Confidence of a value that stands only where a reader of the page does not see it."""


class Value(Struct, frozen=True):
    """A value to be stated: normal form, and the passage that says it; ``normal`` says the text is not the passage's own."""

    text: str
    span: Span
    confidence: float = 1.0
    normal: bool = False


def value_of(span: Span, confidence: float | None = None, text: str | None = None) -> Value:
    """The value a span says; its own text where no normal form is given."""
    certainty = (1.0 if confidence is None else confidence) * (HIDDEN if span.hidden else 1.0)
    return Value(span.text if text is None else text, span, certainty, text is not None)


@dataclass(slots=True)
class NoticeFields:
    """What was read, and what was left out with the reason: ``(field, reason, passage)``."""

    values: dict[str, list[Value]] = field(default_factory=dict)
    refused: list[tuple[str, str, Span]] = field(default_factory=list)

    def first(self, name: str) -> Value | None:
        """The value of a field, if it has one."""
        values = self.values.get(name)
        return values[0] if values else None

    def keep(self, name: str, spans: list[Span], *, conflict: bool = True) -> None:
        """State the first value; a second, different one is reported, because two labels of one notice should agree."""
        if not spans:
            return
        self.values[name] = [value_of(spans[0])]
        key = fold_name(spans[0].text)
        other = next((span for span in spans[1:] if fold_name(span.text) != key), None)
        if other is not None and conflict:
            self.refused.append((name, "conflict", other))

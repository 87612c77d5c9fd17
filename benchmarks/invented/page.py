"""A page in the making: text and the statements whose quotes stand in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from enduse.model.statement import Statement, neighbours


@dataclass(frozen=True, slots=True)
class Layout:
    """How a family of pages writes a label and its value."""

    name: str
    before: str
    after: str


LAYOUTS = (Layout("labels", "{}：", "\n"), Layout("table", "| {} | ", " |\n"), Layout("prose", "本次采购的{}为", "。"))


class Page:
    """Text put down piece by piece. Entities are named by what they are on the page (``buyer``); the page's hash comes before it."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._text: list[str] = []
        self._length = 0
        self._said: list[tuple[str, str, str, str, bool, int, int]] = []

    def put(self, text: str) -> tuple[int, int]:
        """Put text down; where it stands."""
        start = self._length
        self._text.append(text)
        self._length += len(text)
        return start, self._length

    def field(self, label: str, quote: str) -> tuple[int, int]:
        """A value with its label, as the layout writes it; where the value stands."""
        self.put(self.layout.before.format(label))
        place = self.put(quote)
        self.put(self.layout.after)
        return place

    def say(self, place: tuple[int, int], entity: str, schema: str, name: str, value: str) -> None:
        """A value that stands at this place."""
        self._said.append((entity, schema, name, value, False, *place))

    def link(self, place: tuple[int, int], entity: str, schema: str, name: str, target: str) -> None:
        """A value that names another entity of the page."""
        self._said.append((entity, schema, name, target, True, *place))

    def finish(self, source: str = "paper") -> tuple[str, str, list[Statement]]:
        """The hash, the text, and the statements in the order they were said."""
        text = "".join(self._text)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        head = f"paper:{sha256[:16]}:" if source == "paper" else ""
        statements = []
        for entity, schema, name, value, link, start, end in self._said:
            prefix, suffix = neighbours(text, start, end)
            statements.append(
                Statement(
                    entity=head + entity,
                    schema=schema,
                    property=name,
                    value=head + value if link else value,
                    document=sha256,
                    start=start,
                    end=end,
                    quote=text[start:end],
                    prefix=prefix,
                    suffix=suffix,
                    source=source,
                    method="invented",
                    method_version="1",
                    specimen=True,
                )
            )
        return sha256, text, statements

"""Tables: rows that show themselves in a notebook and go into any library of data frames, none of which is needed."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, overload

from enduse.atlas.plaintext import visible
from enduse.model.errors import UsageError

SHOWN = 20
"""Rows that a notebook shows."""
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, repr=False)
class Table(Sequence[dict[str, Cell]]):
    """Rows of named cells, in order; a row is a dictionary."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> dict[str, Cell]: ...
    @overload
    def __getitem__(self, at: slice) -> Table: ...
    def __getitem__(self, at: int | slice) -> dict[str, Cell] | Table:
        if isinstance(at, slice):
            return Table(self.columns, self.rows[at])
        return dict(zip(self.columns, self.rows[at], strict=True))

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries."""
        return list(self)

    def to_columns(self) -> dict[str, list[Cell]]:
        """The cells by column, the form every library of data frames takes: ``polars.DataFrame(table.to_columns())``."""
        return {name: [row[at] for row in self.rows] for at, name in enumerate(self.columns)}

    def to_frame(self) -> Any:
        """A data frame of pandas, or of polars where there is no pandas.

        Raises:
            UsageError: neither is installed.
        """
        for library in ("pandas", "polars"):
            try:
                module = importlib.import_module(library)
            except ModuleNotFoundError:
                continue
            return module.DataFrame(self.to_columns())
        raise UsageError(
            "A data frame needs pandas or polars, which Enduse does not bring:  pip install pandas   (to_columns() needs neither)"
        )

    def __repr__(self) -> str:
        return f"<Table: {self}>"

    def __str__(self) -> str:
        return f"{len(self)} rows of {', '.join(self.columns)}"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{_shown(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{_shown(cell)}</td>' for cell in row)}</tr>" for row in self.rows[:SHOWN])
        more = f"<p>{len(self) - SHOWN} further rows</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _shown(cell: Cell) -> str:
    return "" if cell is None else escape(visible(str(cell)))

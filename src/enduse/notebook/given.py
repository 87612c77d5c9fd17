"""What a user gives to be screened: a file, names, rows, or a data frame, each as one kind of table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec

from enduse.model.errors import UsageError
from enduse.screening.table_files import Row, TableFile, open_table


@runtime_checkable
class PandasFrame(Protocol):
    """What of pandas is used."""

    def to_dict(self, orient: str) -> list[dict[object, object]]:
        """``records``: the rows."""
        ...


@runtime_checkable
class PolarsFrame(Protocol):
    """What of polars is used."""

    def to_dicts(self) -> list[dict[str, object]]:
        """The rows."""
        ...


Given = str | Path | PandasFrame | PolarsFrame | Iterable[str] | Iterable[Mapping[str, object]]


def table_of(given: Given) -> TableFile:
    """A path (text or ``Path``) is a file; anything else is walked once: texts are names, mappings are rows.

    Raises:
        UsageError: the file cannot be read, there are no rows, or a row is neither a text nor a mapping.
    """
    if isinstance(given, str | Path):
        return open_table(Path(given))
    if isinstance(given, PolarsFrame):
        return _table(given.to_dicts())
    return _table(given.to_dict("records") if isinstance(given, PandasFrame) else given)


def _table(given: Iterable[object]) -> TableFile:
    rows = [_row(at, each) for at, each in enumerate(given, 1)]
    if not rows:
        raise UsageError("There are no rows; give a path, names, or rows such as {'name': …, 'date': …}")
    columns = tuple(dict.fromkeys(name for row in rows for name in row))

    def walk() -> Iterator[Row]:
        return iter(enumerate(rows, 1))

    digest = hashlib.sha256(b"\n".join(map(msgspec.json.encode, rows))).hexdigest()
    return TableFile(Path("rows"), "rows", digest, columns, walk)


def _row(at: int, given: object) -> dict[str, str]:
    if isinstance(given, str):
        return {"name": given}
    if isinstance(given, Mapping):
        return {str(name): _text(value) for name, value in given.items()}
    raise UsageError(f"row {at}: found {type(given).__name__}; expected a name or a mapping such as {{'name': …, 'date': …}}")


def _text(value: object) -> str:
    missing = value is None or value != value  # a missing value of a data frame is not equal to itself
    return "" if missing else str(value).strip()

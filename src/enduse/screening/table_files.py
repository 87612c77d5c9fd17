"""Tables a user brings: CSV, XLSX and JSON lines with any columns, read row by row.

CSV and JSON lines are streamed, so that a file of any size needs the memory of one row. A workbook is parsed in the jail, as every file
of that kind is; its first sheet that can be seen counts.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from enduse.documents.delimiter import best_delimiter
from enduse.documents.encoding import decode
from enduse.documents.notes import Notes
from enduse.model.document import Document
from enduse.model.errors import UsageError

FORMS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xls": "xlsx",
    ".ods": "xlsx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_HEAD = 1 << 18
_LONGEST_CELL = 1 << 20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of a compound file: an older workbook, or one with a password."""
_ZIP, _ZIP_END, _ZIP_TAIL = b"PK\x03\x04", b"PK\x05\x06", (1 << 16) + 22
"""First bytes of a ZIP, what its end begins with, and within how many bytes of the end that stands (APPNOTE 6.3.10, `zip_directory.py`)."""

Row = tuple[int, dict[str, str]]
"""The number of a row in its file, counted as a spreadsheet counts (the header is 1; in JSON lines the first line), and its cells."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table: what it is, the hash of its bytes, its columns in order, and a way to walk its rows (as often as wanted)."""

    path: Path
    form: str
    sha256: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]


def open_table(path: Path) -> TableFile:
    """Open a table by the extension of its file.

    Raises:
        UsageError: another kind of file, an unreadable one, or one without a header.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"{path.name}: expected a table as {', '.join(sorted(FORMS))}; save it as one of these")
    if not path.is_file():
        raise UsageError(f"{path.name}: no such file")
    digest = _sha256(path)
    if form == "xlsx":
        columns, rows = _open_workbook(path, digest)
    else:
        columns, rows = _open_csv(path) if form == "csv" else _open_lines(path)
    if not columns:
        raise UsageError(f"{path.name}: no header was found; the first row must name the columns")
    return TableFile(path, form, digest, columns, rows)


def _open_csv(path: Path) -> tuple[tuple[str, ...], Callable[[], Iterator[Row]]]:
    with path.open("rb") as file:
        head = decode(file.read(_HEAD), Notes("", path.name))
    delimiter = best_delimiter(head.text, preferred="\t" if path.suffix.lower() == ".tsv" else ",") or ","

    @contextmanager
    def reader() -> Iterator[Iterator[list[str]]]:
        csv.field_size_limit(_LONGEST_CELL)
        with path.open(encoding=head.encoding, newline="") as file:
            yield csv.reader(file, delimiter=delimiter)

    def walk() -> Iterator[Row]:
        with _named(path), reader() as lines:
            columns = _columns(next(lines, []))
            for number, cells in enumerate(lines, 2):
                if any(cell.strip() for cell in cells):
                    yield number, dict(zip(columns, (cell.strip() for cell in cells), strict=False))

    with _named(path), reader() as lines:
        return _columns(next(lines, [])), walk


def _open_lines(path: Path) -> tuple[tuple[str, ...], Callable[[], Iterator[Row]]]:
    def walk() -> Iterator[Row]:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, {str(key): _text(value) for key, value in _record(path, number, line).items()}

    columns: dict[str, None] = {}
    for number, (_, row) in enumerate(walk()):
        columns.update(dict.fromkeys(row))
        if number == 1_000:  # later lines may name further columns; which are looked at is settled by then
            break
    return tuple(columns), walk


def _record(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} line {number}: not JSON ({error}); expected one object a line") from error
    if not isinstance(found, dict):
        raise UsageError(f'{path.name} line {number}: expected an object such as {{"name": "…"}}, found {type(found).__name__}')
    return found


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_text(each) for each in value)
    return "" if value is None or isinstance(value, dict) else str(value).strip()


def _open_workbook(path: Path, digest: str) -> tuple[tuple[str, ...], Callable[[], Iterator[Row]]]:
    data = path.read_bytes()
    _refuse_no_workbook(path, data)
    from enduse.documents.reading import read_stored  # the readers take long to load, and only a workbook needs them

    reading = read_stored(data, digest, path.suffix.lower(), ocr=False)
    if reading.document is None:
        raise UsageError(f"{path.name}: {reading.rejected.message if reading.rejected else 'cannot be read'}")
    rows = list(_sheet_rows(reading.document))
    if not rows:
        return (), lambda: iter(())
    columns = _columns([rows[0][1].get(at, "") for at in range(max(rows[0][1]) + 1)])

    def walk() -> Iterator[Row]:
        for number, cells in rows[1:]:
            yield number, {column: cells.get(at, "") for at, column in enumerate(columns)}

    return columns, walk


def _refuse_no_workbook(path: Path, data: bytes) -> None:
    """Refuse by its first bytes, and a ZIP by its last, what no reader would take for a workbook: to start the jail and to guess the
    encoding of noise takes a second. Some programs write a page or a text and call it ``.xls``; that is for the readers to say.

    Raises:
        UsageError: the bytes are those of no workbook, or the file is cut short.
    """
    if data.startswith(_COMPOUND):
        return
    if data.startswith(_ZIP):
        if _ZIP_END not in data[-_ZIP_TAIL:]:
            raise UsageError(f"{path.name}: the end of the file is missing; send it again, or save it again")
        return
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if path.suffix.lower() != ".xls" or (b"\0" in data[:_HEAD] and not marked):
        raise UsageError(
            f"{path.name}: its bytes are no workbook; save it as one, or name it after what it is ({', '.join(sorted(FORMS))})"
        )


def _sheet_rows(document: Document) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows of the first sheet that can be seen, each with its cells by column; empty rows are left out."""
    table = next((each for each in document.tables if not each.hidden and each.cells), None)
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells if table else ():
        text = document.text[cell.start : cell.end].strip()
        if text:
            rows.setdefault(cell.row, {})[cell.column] = text
    return ((row + 1, cells) for row, cells in sorted(rows.items()))


def _columns(cells: list[str]) -> tuple[str, ...]:
    """Names of columns, each once: an empty one is called by its place, a second one of a name gets a number."""
    found: dict[str, None] = {}
    for at, cell in enumerate(cells, 1):
        name = cell.strip().lstrip("\ufeff") or f"column {at}"
        while name in found:
            name = f"{name} ({at})"
        found[name] = None
    return tuple(found) if any(cell.strip() for cell in cells) else ()


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name}: not readable as {error.encoding} from byte {error.start} on; save it in UTF-8") from error
    except csv.Error as error:
        raise UsageError(f"{path.name}: not a CSV ({error}); save it as CSV in UTF-8") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

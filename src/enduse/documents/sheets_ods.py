"""OpenDocument spreadsheets (ods): every sheet as a table, with the values the file stores (OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.documents.notes import Notes
from enduse.documents.package import ODS, open_package
from enduse.documents.reader import Stored, register
from enduse.documents.sheets_book import MOST_CELLS, Sheet, book
from enduse.documents.sheets_values import number
from enduse.documents.xml_parts import parse
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument

_UNSEEN = frozenset({"collapse", "filter"})
_NUMBERS = frozenset({"float", "currency", "percentage"})
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


@register(ODS, title="an OpenDocument spreadsheet (ods)", extensions=(".ods",))
def read_ods(stored: Stored, notes: Notes) -> Document:
    """Read one file.

    Raises:
        UnreadableDocument: ``broken``, ``encrypted``, ``xml-declarations`` or ``limit:…``.
    """
    package = open_package(stored.data)
    manifest = package.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise UnreadableDocument("encrypted", "the spreadsheet is protected by a password")
    content = _Content()
    parse(package.text_part("content.xml"), content, "content.xml")
    if any(name.startswith(("Basic/", "Scripts/", "Object ")) for name in package.names):
        notes.add(
            "active-content", "the spreadsheet holds programs or other files; none was run or read", "never open it outside of a sandbox"
        )
    return book(stored, content.sheets, notes)


@dataclass(slots=True)
class _Content:
    """Takes the events of ``content.xml``."""

    sheets: list[Sheet] = field(default_factory=list)
    _unseen_styles: set[str] = field(default_factory=set)
    _style: str = ""
    _row: int = 0
    _column: int = 0
    _rows: int = 1
    _unseen_row: bool = False
    _tables: int = 0
    _cell: Mapping[str, str] | None = None
    _lines: list[list[str]] = field(default_factory=list)
    _aside: int = 0
    _in_text: int = 0
    _columns: int = 0
    _filled: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "annotation":
            self._aside += 1
        elif name == "style":
            self._style = attributes.get("name", "") if attributes.get("family") == "table" else ""
        elif name == "table-properties" and attributes.get("display") == "false":
            self._unseen_styles.add(self._style)
        elif name == "table":
            self._tables += 1
            if self._tables == 1:
                hidden = attributes.get("style-name", "") in self._unseen_styles
                self.sheets.append(Sheet(attributes.get("name", ""), "hidden" if hidden else "visible"))
                self._row = self._columns = 0
        elif self._tables == 1:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table-column":
            count = _count(attributes.get("number-columns-repeated"))
            if attributes.get("visibility") in _UNSEEN:
                self.sheets[-1].hidden_columns.append((self._columns, self._columns + count - 1))
            self._columns += count
        elif name == "table-row":
            self._rows, self._column = _count(attributes.get("number-rows-repeated")), 0
            self._unseen_row = attributes.get("visibility") in _UNSEEN
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._lines = attributes, []
        elif self._cell is not None and not self._aside:
            if name in ("p", "h"):
                self._in_text += 1
                self._lines.append([])
            elif self._lines and name in ("s", "tab", "line-break"):
                self._lines[-1].append("\n" if name == "line-break" else " " * _count(attributes.get("c")))

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "annotation":
            self._aside -= 1
        elif name == "table":
            self._tables -= 1
        elif self._tables == 1:
            if name in ("p", "h") and self._cell is not None and not self._aside:
                self._in_text -= 1
            elif name in ("table-cell", "covered-table-cell"):
                self._end_cell()
            elif name == "table-row":
                self._row += self._rows

    def text(self, text: str) -> None:
        """Characters of a paragraph in a cell."""
        if self._in_text and not self._aside and self._tables == 1:
            self._lines[-1].append(text)

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        repeated = _count(cell.get("number-columns-repeated"))
        value = _value(cell, "\n".join("".join(parts) for parts in self._lines))
        sheet = self.sheets[-1]
        if value or cell.get("formula"):
            self._filled += repeated * self._rows
            if self._filled > MOST_CELLS or self._row + self._rows > _MOST_ROWS or self._column + repeated > _MOST_COLUMNS:
                raise UnreadableDocument("limit:cells", f"the sheet {sheet.name!r} has more than {MOST_CELLS:,} filled cells")
            for row in range(self._row, self._row + self._rows):
                for column in range(self._column, self._column + repeated):
                    self._keep(sheet, row, column, value, cell)
        self._column += repeated

    def _keep(self, sheet: Sheet, row: int, column: int, value: str, cell: Mapping[str, str]) -> None:
        sheet.put(row, column, value)
        if self._unseen_row:
            sheet.hidden_rows.add(row)
        if cell.get("formula"):
            (sheet.formulas if value else sheet.empty_formulas).append((row, column))
        down, across = _count(cell.get("number-rows-spanned")), _count(cell.get("number-columns-spanned"))
        if down > 1 or across > 1:
            sheet.merges.append((row, column, min(down, _MOST_ROWS), min(across, _MOST_COLUMNS)))


def _value(cell: Mapping[str, str], text: str) -> str:
    """A cell's value: numbers and dates as stored, everything else as its text."""
    kind = cell.get("value-type", "")
    if kind in _NUMBERS and cell.get("value"):
        return number(cell["value"])
    if kind == "date" and cell.get("date-value"):
        return cell["date-value"].removesuffix("T00:00:00")
    if kind == "boolean":
        return cell.get("boolean-value", text).upper()
    return text or cell.get("string-value", "")


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and len(text) < 9 and text.isascii() and text.isdigit() else 1

"""Excel files (xlsx, xlsm): every sheet as a table, numbers as stored, formulas by the value stored with them.

Element names are those of ECMA-376 part 1 (SpreadsheetML). Our own reader, so that what is stored is what is read (docs/decisions/0023).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.documents.notes import Notes
from enduse.documents.package import XLSX, Package, open_package
from enduse.documents.reader import Stored, register
from enduse.documents.relations import note_outside, relations_of
from enduse.documents.sheets_book import Sheet, book
from enduse.documents.sheets_values import day, number, shows
from enduse.documents.xml_parts import parse
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument

_WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_SHEETS = 1000
_ON = frozenset({"1", "true", "on"})


@register(XLSX, title="an Excel file (xlsx)", extensions=(".xlsx", ".xlsm"))
def read_xlsx(stored: Stored, notes: Notes) -> Document:
    """Read one file.

    Raises:
        UnreadableDocument: ``broken``, ``encrypted``, ``xml-declarations`` or ``limit:…``.
    """
    package = open_package(stored.data)
    workbook = _Workbook()
    parse(package.text_part(_WORKBOOK), workbook, _WORKBOOK)
    if len(workbook.sheets) > _MOST_SHEETS:
        raise UnreadableDocument("limit:sheets", f"the file has {len(workbook.sheets):,} sheets; at most {_MOST_SHEETS:,} are read")
    relations = {relation.ident: relation for relation in relations_of(package, _WORKBOOK)}
    strings = _Strings()
    for relation in relations.values():
        if relation.kind == "sharedstrings":
            parse(package.text_part(relation.target), strings, relation.target)
    styles = _styles(package)
    sheets = []
    for name, state, ident in workbook.sheets:
        found = relations.get(ident)
        if found is None or found.external or (data := package.part(found.target)) is None:
            notes.add("sheet-unread", f"the sheet {name!r} has no part in the file and was not read", "get the file again", f"sheet {name}")
            continue
        sheet = Sheet(name, state)
        if found.kind == "worksheet":
            parse(data, _Cells(sheet, strings.found, styles, since_1904=workbook.since_1904), found.target)
            sheets.append(sheet)
        else:
            notes.add("sheet-unread", f"the sheet {name!r} is a {found.kind}, not a table", "look at it in the file", f"sheet {name}")
    note_outside(package, notes)
    return book(stored, sheets, notes)


@dataclass(slots=True)
class _Workbook:
    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), attributes.get("id", "")))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "").lower() in _ON

    def end(self, name: str) -> None:
        """Nothing ends."""

    def text(self, text: str) -> None:
        """There is no text."""


@dataclass(slots=True)
class _Strings:
    """The texts that cells refer to by number; readings beside characters (``rPh``) are left out."""

    found: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _aside: int = 0
    _inside: bool = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside += 1
        self._inside = name == "t" and not self._aside

    def end(self, name: str) -> None:
        self._inside = False
        if name == "rPh":
            self._aside -= 1
        elif name == "si":
            self.found.append("".join(self._parts))

    def text(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)


@dataclass(slots=True)
class _Formats:
    """Number formats, and for each style of cells what its format shows."""

    codes: dict[int, str] = field(default_factory=dict)
    used: list[int] = field(default_factory=list)
    _inside: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self.codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.used.append(_whole(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        self._inside = self._inside and name != "cellXfs"

    def text(self, text: str) -> None:
        """There is no text."""


def _styles(package: Package) -> list[str]:
    formats = _Formats()
    data = package.part("xl/styles.xml")
    if data:
        parse(data, formats, "xl/styles.xml")
    return [shows(ident, formats.codes.get(ident, "")) for ident in formats.used]


class _Cells:
    """Takes the events of one sheet."""

    def __init__(self, sheet: Sheet, strings: list[str], styles: list[str], *, since_1904: bool) -> None:
        self.sheet, self.strings, self.styles, self.since_1904 = sheet, strings, styles, since_1904
        self.row = self.column = -1
        self.kind = self.style = ""
        self.value: list[str] = []
        self.formula = False
        self.has_value = False
        self.inside = ""
        self.aside = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self.row = _whole(attributes.get("r"), self.row + 2) - 1
            self.column = -1
            if attributes.get("hidden", "").lower() in _ON:
                self.sheet.hidden_rows.add(self.row)
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.aside += 1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden", "").lower() in _ON:
            self.sheet.hidden_columns.append((_whole(attributes.get("min"), 1) - 1, _whole(attributes.get("max"), 1) - 1))
        self.inside = name if name in ("v", "t") and not self.aside else ""

    def end(self, name: str) -> None:
        """An element ends."""
        self.inside = ""
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self.aside -= 1

    def text(self, text: str) -> None:
        """Characters of a value."""
        if self.inside:
            self.value.append(text)
            self.has_value = True

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        at = _REFERENCE.fullmatch(attributes.get("r", ""))
        self.column = _column(at[1]) if at else self.column + 1
        if at:
            self.row = int(at[2]) - 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.value, self.formula, self.has_value = [], False, False

    def _end_cell(self) -> None:
        at = (self.row, self.column)
        if self.formula:
            (self.sheet.formulas if self.has_value else self.sheet.empty_formulas).append(at)
        if self.has_value:
            self.sheet.put(*at, self._shown("".join(self.value)))

    def _shown(self, stored: str) -> str:
        if self.kind == "s":
            index = _whole(stored.strip(), -1)
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if self.kind == "b":
            return "TRUE" if stored.strip() == "1" else "FALSE"
        if self.kind != "n":
            return stored
        style = _whole(self.style)
        shown = self.styles[style] if style < len(self.styles) else ""
        return day(stored, since_1904=self.since_1904, time_only=shown == "time") if shown else number(stored)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if begin and end and len(self.sheet.merges) < 50_000:
            row, column = int(begin[2]) - 1, _column(begin[1])
            self.sheet.merges.append((row, column, max(1, int(end[2]) - row), max(1, _column(end[1]) - column + 1)))


def _column(letters: str) -> int:
    number_of = 0
    for letter in letters:
        number_of = number_of * 26 + ord(letter) - 64
    return number_of - 1


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise

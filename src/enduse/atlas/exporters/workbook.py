"""A workbook (XLSX) of plain texts and numbers: no cell can be a formula, and the same rows give the same bytes.

The parts follow ECMA-376 (Office Open XML), SpreadsheetML: texts stand inline (``t="inlineStr"``), which no program computes. Rows are
written as they come, so that a sheet of any length needs the memory of one row and of its links. A link is a relation of the sheet beside a
cell of plain text, never a formula; nothing is loaded by opening it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from enduse.atlas.exporters.packing import member
from enduse.atlas.plaintext import visible


class Link(str):
    """A cell whose text is an address that can be followed."""

    __slots__ = ()


Cell = str | int | float
LINKS = 65_530
"""Links of a sheet, the most a spreadsheet takes (Excel specifications and limits); further ones stay text."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767
"""Characters of a cell, the most a spreadsheet takes (Excel specifications and limits)."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> None:
    """Write sheets in their order; the first row of each is its header and stays in sight. Names of sheets have 31 characters at most."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number, rows in enumerate(sheets.values(), 1):
            with package.open(member(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as part:
                part.write((_HEAD + f'<worksheet xmlns="{_MAIN}">' + _FROZEN + "<sheetData>").encode())
                links: dict[str, str] = {}
                for at, row in enumerate(rows, 1):
                    part.write(_row(at, row).encode("utf-8", "replace"))
                    links |= _links(at, row) if len(links) < LINKS else {}
                part.write(f"</sheetData>{_linked(links)}</worksheet>".encode("utf-8", "replace"))
            if links:
                package.writestr(member(f"xl/worksheets/_rels/sheet{number}.xml.rels"), _HEAD + _targets(links.values()))
        for name, text in _frame(list(sheets)).items():
            package.writestr(member(name), _HEAD + text)


_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews>"
)


def _row(number: int, cells: Sequence[Cell]) -> str:
    return f'<row r="{number}">' + "".join(map(_cell, cells)) + "</row>"


def _cell(value: Cell) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value!r}</v></c>"
    return _text_cell(str(value))


@lru_cache(maxsize=1 << 14)
def _text_cell(value: str) -> str:
    """A cell of text; most columns hold few different ones."""
    text = visible(value)
    text = (text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text))[:_LONGEST]
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _links(number: int, cells: Sequence[Cell]) -> dict[str, str]:
    """The addresses of a row by cell."""
    return {f"{_letters(at)}{number}": str(cell) for at, cell in enumerate(cells) if isinstance(cell, Link) and cell}


def _letters(column: int) -> str:
    """How a spreadsheet calls a column counted from 0.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def _linked(links: Mapping[str, str]) -> str:
    """The links of a sheet, each by the number of its relation."""
    if not links:
        return ""
    each = "".join(f'<hyperlink ref="{cell}" r:id="rId{n}"/>' for n, cell in enumerate(links, 1))
    return f'<hyperlinks xmlns:r="{_RELATED}">{each}</hyperlinks>'


def _targets(addresses: Iterable[str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
        for n, address in enumerate(addresses, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _frame(names: Sequence[str]) -> dict[str, str]:
    """The parts that say which sheets there are."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(f'<sheet name={quoteattr(name[:31])} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True))
    parts = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET}.worksheet+xml"/>' for n in numbers)
    links = "".join(f'<Relationship Id="rId{n}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>{parts}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }

"""Small Office files for tests, part by part: Word, Excel (new and old) and OpenDocument."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from xml.sax.saxutils import escape

from enduse.documents.rehearsal import packed

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r" xmlns:mc="m"'
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r"'
_O = 'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relations(*targets: tuple[str, str, str, bool]) -> str:
    """A relations part of (id, kind, target, external)."""
    rows = "".join(
        '<Relationship Id="{}" Type="{}{}" Target="{}"{}/>'.format(i, _KIND, kind, target, ' TargetMode="External"' if outside else "")
        for i, kind, target, outside in targets
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run; ``properties`` are those of the run."""
    return f'<w:p><w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(rows: Sequence[Sequence[str]]) -> str:
    """A table of plain cells."""
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row) + '</w:tr>' for row in rows)}</w:tbl>"


def docx(body: str, parts: dict[str, str | bytes] | None = None, head: str = "") -> bytes:
    """A Word file with that body and further parts."""
    main = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {_W}><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": main, **(parts or {})})


def word_part(name: str, body: str) -> str:
    """A part beside the main one, such as ``hdr``."""
    return f"<w:{name} {_W}>{body}</w:{name}>"


def xlsx(sheets: Sequence[tuple[str, str, str]], styles: str = "", strings: Sequence[str] = (), workbook: str = "") -> bytes:
    """An Excel file of (name, state, inside of the worksheet)."""
    listed = "".join(f'<sheet name="{name}" state="{state}" r:id="r{at}"/>' for at, (name, state, _) in enumerate(sheets))
    linked = [(f"r{at}", "worksheet", f"worksheets/s{at}.xml", False) for at in range(len(sheets))]
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f"<workbook {_X}>{workbook}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(*linked, ("s", "sharedStrings", "sharedStrings.xml", False)),
        "xl/styles.xml": f"<styleSheet {_X}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {_X}>{''.join(f'<si>{text}</si>' for text in strings)}</sst>",
    }
    parts |= {f"xl/worksheets/s{at}.xml": f"<worksheet {_X}>{inside}</worksheet>" for at, (_, _, inside) in enumerate(sheets)}
    return packed(parts)


def xlsx_rows(rows: Sequence[Sequence[str]]) -> str:
    """Plain texts as rows of a worksheet."""
    cells = ("".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) for row in rows)
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in cells)}</sheetData>"


def ods(tables: str, styles: str = "") -> bytes:
    """An OpenDocument spreadsheet."""
    content = (
        f"<office:document-content {_O}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_table(name: str, rows: Sequence[Sequence[str]], more: str = "") -> str:
    """A sheet of plain texts."""
    lines = (
        "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>' for cell in row)
        for row in rows
    )
    return (
        f'<table:table table:name="{name}" {more}>{"".join(f"<table:table-row>{line}</table:table-row>" for line in lines)}</table:table>'
    )


def xls(sheets: Sequence[tuple[str, int, Sequence[Sequence[str | float]]]]) -> bytes:
    """An old Excel file (BIFF8 in a compound file) of (name, state 0 to 2, rows)."""
    bodies = [_sheet(rows) for _, _, rows in sheets]
    heads = [_record(0x85, struct.pack("<IBBBB", 0, state, 0, len(name), 1) + name.encode("utf-16-le")) for name, state, _ in sheets]
    begin = _record(0x809, struct.pack("<4HII", 0x600, 5, 0, 0, 0, 0))
    place = len(begin) + sum(map(len, heads)) + 4
    out = begin
    for head, body in zip(heads, bodies, strict=True):
        out += head[:4] + struct.pack("<I", place) + head[8:]
        place += len(body)
    return _compound(b"".join([out, _record(0x0A, b""), *bodies]))


def _sheet(rows: Sequence[Sequence[str | float]]) -> bytes:
    out = _record(0x809, struct.pack("<4HII", 0x600, 16, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                out += _record(0x204, struct.pack("<4HB", row, column, 0, len(value), 1) + value.encode("utf-16-le")) if value else b""
            else:
                out += _record(0x203, struct.pack("<3Hd", row, column, 0, value))
    return out + _record(0x0A, b"")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<2H", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """One stream ``Workbook`` in a compound file of 512-byte sectors ([MS-CFB])."""
    stream += bytes(max(0, 4096 - len(stream)))
    stream += bytes(-len(stream) % 512)
    count = len(stream) // 512
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    fat = [0xFFFFFFFD, end, *range(3, count + 2), end]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    names = (("Root Entry", 5, free, 1, end, 0), ("Workbook", 2, free, free, 2, len(stream)))
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB3I", 2 * len(name) + 2, kind, 1, free, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
        for name, kind, right, child, start, size in names
    )
    return header + struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff") + directory.ljust(512, b"\0") + stream

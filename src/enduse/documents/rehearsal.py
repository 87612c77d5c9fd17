"""Small files of every kind, read once before the jail is locked: readers load parts of themselves when first needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

_TEXTS = (
    ("<html><head><title>t</title><style>.x{display:none}</style></head><p hidden>&amp;a&nbsp;\x00<table><tr><td rowspan=2>测", ".html"),
    ('a,"b\n1,"x""y"\n1', ".csv"),
    ('{"a": ["\\u4e2d", 1, null], "a": 2}', ".json"),
    ('{"a": 1}\n{"a": 2}', ".jsonl"),
    ('<?xml version="1.0"?><a b="&amp;"><c>\u6d4b&lt;</c></a>', ".xml"),
    ("<!DOCTYPE a><a/>", ".xml"),
    ("plain", ".txt"),
    ("{", ".json"),
    ("", ""),
)


def samples() -> Iterator[tuple[bytes, str]]:
    """Bytes and extension of each file."""
    for text, extension in _TEXTS:
        for encoding in ("utf-8", "gb18030", "big5"):
            yield text.encode(encoding, "replace"), extension
    yield _pdf(b"BT /F1 12 Tf 72 700 Td (a) Tj ET 10 10 m 90 10 l S 9 9 99 99 re f"), ".pdf"

    for extension, parts in _PACKAGES.items():
        yield packed(parts), extension
    yield _OLE, ".xls"


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PACKAGES: dict[str, dict[str, str | bytes]] = {
    ".docx": {
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>',
        "word/é.xml": "<!DOCTYPE a><a/>",
    },
    ".xlsx": {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="r"><sheets><sheet name="a" r:id="1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="1" Type="/worksheet" Target="a.xml"/></Relationships>'
        ),
        "xl/a.xml": f'<worksheet xmlns="{_SHEET}"><sheetData><row><c><v>1E3</v></c></row></sheetData></worksheet>',
    },
    ".ods": {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a>"},
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 22 + b"\x09\x00" + b"\xff" * 600 + "Workbook".encode("utf-16-le") + bytes(600)
"""A container whose chains are in order and whose directory is not, so that the library that reads it is loaded."""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of those parts."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stored.getvalue()


def _pdf(content: bytes) -> bytes:
    """A page of one line. It has no xref, so that the path by which damaged files are rebuilt is walked too."""
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%%%EOF" % (len(content), content)
    )

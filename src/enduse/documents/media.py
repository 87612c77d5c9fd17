"""What a file is, told from its bytes; its extension is only a hint.

First bytes decide for binary formats (https://mimesniff.spec.whatwg.org and the formats' own specifications); for text the markup or
the structure decides, and only between plain text and a table of values does the extension have a say.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from enduse.documents import package, sheets_xls
from enduse.documents.delimiter import agreed_delimiter
from enduse.documents.reader import readers

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", "a PDF"),
    (b"PK\x03\x04", "application/zip", "a ZIP archive"),
    (b"PK\x05\x06", "application/zip", "an empty ZIP archive"),
    (b"\x1f\x8b", "application/gzip", "a gzip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", "an old Office file (doc, xls, ppt)"),
    (b"Rar!\x1a\x07", "application/vnd.rar", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "a 7z archive"),
    (b"\xfd7zXZ\x00", "application/x-xz", "an xz file"),
    (b"BZh", "application/x-bzip2", "a bzip2 file"),
    (b"\x28\xb5\x2f\xfd", "application/zstd", "a zstd file"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "a PNG picture"),
    (b"\xff\xd8\xff", "image/jpeg", "a JPEG picture"),
    (b"GIF8", "image/gif", "a GIF picture"),
    (b"II*\x00", "image/tiff", "a TIFF picture"),
    (b"MM\x00*", "image/tiff", "a TIFF picture"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3", "an SQLite database"),
    (b"PAR1", "application/vnd.apache.parquet", "a Parquet file"),
    (b"\x7fELF", "application/x-executable", "a program"),
    (b"WARC/", "application/warc", "a WARC web archive"),
    (b"{\\rtf", "application/rtf", "an RTF document"),
)
_EXTENSIONS = {
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".odt": "application/zip",
    ".wacz": "application/zip",
    ".gz": "application/gzip",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".warc": "application/warc",
    ".rtf": "application/rtf",
}
_INSIDE: dict[str, Callable[[bytes], str | None]] = {
    "application/zip": package.kind_of,
    "application/x-ole-storage": sheets_xls.kind_of,
}
"""Containers, and what tells the kind of file they hold."""
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|table|div|title|meta|h[1-6]|center|font|article|section|p|ul)[\s>/]", re.I)
_ROOT = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<![A-Za-z][^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)", re.DOTALL)
_TAG = re.compile(r"</?(?:p|div|table|t[rdh]|br|span|li|ul|a|b|strong|h[1-6]|body|font|img)(?:\s[^<>]{0,300})?/?>", re.I)
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")


def of_bytes(data: bytes) -> str | None:
    """The media type of a binary format, or None for what may be text."""
    for reader in readers():
        if data.startswith(reader.magic):
            return reader.media_type
    for magic, media_type, _ in _MAGIC:
        if data.startswith(magic):
            return _INSIDE[media_type](data) or media_type if media_type in _INSIDE else media_type
    if data.find(b"%PDF-", 0, 1024) >= 0:
        return "application/pdf"
    return None


def of_text(text: str, extension: str) -> str:
    """The media type of a decoded text: page, JSON, JSON lines, XML, table of values, or plain text."""
    body = text[:4096].lstrip("\ufeff \t\r\n\x00")
    if body.startswith("<"):
        if body.startswith("<?xml") or extension == ".xml":
            root = _ROOT.match(body)  # an element <title> far below does not make a page of an XML file
            page = (root and root[1].lower() == "html") or ((root is None or extension in _PAGE_NAMES) and _PAGE.search(body))
            return "text/html" if page else "application/xml"
        if _PAGE.search(body):
            return "text/html"
    if extension in _PAGE_NAMES and _TAG.search(text, 0, 1 << 20):
        return "text/html"
    if body[:1] in ("{", "["):
        found = _of_braces(text, extension)
        if found:
            return found
    if extension in (".csv", ".tsv", ".tab"):
        return "text/csv"
    if extension in (".txt", ".text", ".md", *_PAGE_NAMES):
        return "text/plain"
    return "text/csv" if agreed_delimiter(text) else "text/plain"


def title(media_type: str) -> str:
    """A media type in words: ``a PDF``."""
    for reader in readers():
        if reader.media_type == media_type:
            return reader.title
    return next((words for _, found, words in _MAGIC if found == media_type), f"{media_type.rpartition('/')[2]} data")


def expected(extension: str) -> str | None:
    """The media type an extension promises, or None for an extension that promises nothing."""
    for reader in readers():
        if extension in reader.extensions:
            return reader.media_type
    return _EXTENSIONS.get(extension)


def _of_braces(text: str, extension: str) -> str | None:
    """JSON or JSON lines for a text that begins with a brace; other names than .json need the whole text to be JSON."""
    begin = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    first, _, rest = text[begin:].partition("\n")
    several = rest.lstrip()[:1] in ("{", "[") and _is_json(first)
    if extension in (".jsonl", ".ndjson") or (several and extension in (".json", "")):
        return "application/x-ndjson"
    if extension in (".json", ".geojson"):
        return "application/json"
    if several:
        return "application/x-ndjson"
    return "application/json" if text.rstrip()[-1:] in ("}", "]") and _is_json(text[begin:]) else None


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return False
    return True

"""Broken feeds, made from the samples: cut, an error page in place of the list, entries taken away, one name of the form changed.

Nothing here knows a source: only how rows, objects and elements stand in csv, JSON, JSON lines, XML, html and xlsx.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

ERROR_PAGE = b"""<!doctype html><html lang="en"><head><title>Service unavailable</title></head>
<body><h1>We will be back soon</h1><p>The page you asked for is not there at the moment. Try again later.</p></body></html>"""
Which = Callable[[int, int], bool]
"""Whether the entry at a place (from 0), of so many, is taken away."""
Drop = Callable[[bytes, Which], bytes]


def cut(data: bytes) -> bytes:
    """The first half of a file, as a download that broke off leaves it."""
    return data[: len(data) // 2]


def without_entries(data: bytes, suffix: str, which: Which) -> bytes:
    """The file without some of its entries, in good form otherwise."""
    return _DROPS[suffix](data, which)


def last(number: int) -> Which:
    """The last so many."""
    return lambda at, of: at >= of - number


def every_third(at: int, of: int) -> bool:
    """A third, evenly over the file, so that each list of a file of several loses much."""
    return at % 3 == 0


def renamed(data: bytes, suffix: str) -> Iterator[tuple[str, bytes]]:
    """For each column, key, element or attribute of the form: its name, and the file in which it is called otherwise."""
    yield from _RENAMES[suffix](data)


def _csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _csv_bytes(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _kept(entries: list[Any], which: Which) -> list[Any]:
    return [each for at, each in enumerate(entries) if not which(at, len(entries))]


def _drop_csv(data: bytes, which: Which) -> bytes:
    header, *rows = _csv_rows(data)
    return _csv_bytes([header, *_kept(rows, which)])


def _drop_lines(data: bytes, which: Which) -> bytes:
    return b"".join(_kept(data.splitlines(keepends=True), which))


def _drop_json(data: bytes, which: Which) -> bytes:
    whole = json.loads(data)
    longest = max((value for value in whole.values() if isinstance(value, list)), key=len)
    longest[:] = _kept(longest, which)
    if "count" in whole:
        whole["count"] = len(longest)
    return json.dumps(whole, ensure_ascii=False).encode()


_XML_ENTRY = re.compile(rb"<(sanctionEntity|Designation|ENTITY)\b.*?</\1>\s*", re.DOTALL)
_ROW = re.compile(rb"<(tr|row)\b.*?</\1>\s*", re.DOTALL)


def _drop_matches(pattern: re.Pattern[bytes], data: bytes, which: Which) -> bytes:
    found = [match for match in pattern.finditer(data) if b"<th" not in match[0]]
    for at in reversed(range(len(found))):
        if which(at, len(found)):
            data = data[: found[at].start()] + data[found[at].end() :]
    return data


def _drop_xml(data: bytes, which: Which) -> bytes:
    return _drop_matches(_XML_ENTRY, data, which)


def _drop_html(data: bytes, which: Which) -> bytes:
    return _drop_matches(_ROW, data, which)


def _drop_xlsx(data: bytes, which: Which) -> bytes:
    return _rezipped(data, lambda part: _drop_matches(_ROW, part, lambda at, of: at > 0 and which(at - 1, of - 1)))


def _rezipped(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with its first sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.startswith("xl/worksheets/") else part)
    return out.getvalue()


def _rename_csv(data: bytes) -> Iterator[tuple[str, bytes]]:
    header, *rows = _csv_rows(data)
    for at, name in enumerate(header):
        yield name, _csv_bytes([[*header[:at], f"{name}_new", *header[at + 1 :]], *rows])


def _rename_keys(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {(f"{key}_new" if key == name else key): _rename_keys(each, name) for key, each in value.items()}
    return [_rename_keys(each, name) for each in value] if isinstance(value, list) else value


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(each)


def _rename_json(data: bytes) -> Iterator[tuple[str, bytes]]:
    whole = json.loads(data)
    for name in dict.fromkeys(_keys(whole)):
        yield name, json.dumps(_rename_keys(whole, name), ensure_ascii=False).encode()


def _rename_lines(data: bytes) -> Iterator[tuple[str, bytes]]:
    lines = [json.loads(line) for line in data.splitlines()]
    for name in dict.fromkeys(key for line in lines for key in line):
        yield name, "".join(json.dumps(_rename_keys(line, name), ensure_ascii=False) + "\n" for line in lines).encode()


def _rename_xml(data: bytes) -> Iterator[tuple[str, bytes]]:
    for name in dict.fromkeys(re.findall(rb"<([A-Za-z][\w.-]*)", data)):
        yield name.decode(), re.sub(rb"(</?)" + re.escape(name) + rb"(?=[\s/>])", rb"\1" + name + b"New", data)
    for name in dict.fromkeys(re.findall(rb"\s([A-Za-z][\w-]*)=\"", data)):
        if name not in (b"version", b"encoding", b"standalone", b"xmlns"):
            yield f"@{name.decode()}", re.sub(rb"(\s)" + re.escape(name) + rb"(?==\")", rb"\1" + name + b"New", data)


def _rename_html(data: bytes) -> Iterator[tuple[str, bytes]]:
    for match in re.finditer(rb"<th\b[^>]*>(.*?)</th>", data, re.DOTALL):
        yield match[1].decode(), data[: match.end(1)] + b" (new)" + data[match.end(1) :]
    yield "every heading", re.sub(rb"(</th>)", rb" (new)\1", data)


def _rename_xlsx(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = next(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/"))
    first = _ROW.search(sheet)
    for cell in re.findall(rb"<t[^>]*>([^<]+)</t>", first[0] if first else b""):
        yield cell.decode(), _rezipped(data, lambda part, was=cell: part.replace(b">" + was + b"<", b">" + was + b" new<", 1))


_DROPS: dict[str, Drop] = {
    ".csv": _drop_csv,
    ".json": _drop_json,
    ".jsonl": _drop_lines,
    ".xml": _drop_xml,
    ".html": _drop_html,
    ".xlsx": _drop_xlsx,
}
_RENAMES: dict[str, Callable[[bytes], Iterator[tuple[str, bytes]]]] = {
    ".csv": _rename_csv,
    ".json": _rename_json,
    ".jsonl": _rename_lines,
    ".xml": _rename_xml,
    ".html": _rename_html,
    ".xlsx": _rename_xlsx,
}

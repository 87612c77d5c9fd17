"""Web archive records (WARC 1.1, ISO 28500) and their index (CDXJ), the same bytes every time."""

from __future__ import annotations

import gzip
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

UNDATED = "1970-01-01T00:00:00Z"
"""The date of a record whose document carries no day: the form wants one, and when a document came in is told by its custody record."""
_SPACE = uuid.UUID("0a4f2f0e-6d3c-5f0b-8c55-0d0c8e5c7a11")


@dataclass(frozen=True, slots=True)
class Record:
    """One document: ``kind`` is ``resource`` (as stored) or ``conversion`` (a text made of it)."""

    kind: str
    address: str
    date: str
    media_type: str
    content: bytes
    title: str


@dataclass(frozen=True, slots=True)
class Archive:
    """A web archive and the lines of its index, in the order of their keys."""

    data: bytes
    index: tuple[str, ...]


def warc_date(day: str | None) -> str:
    """The instant a record carries for a day of any precision.

    >>> warc_date("2020-06"), warc_date(None)
    ('2020-06-01T00:00:00Z', '1970-01-01T00:00:00Z')
    """
    return f"{f'{day}-01-01'[:10] if len(day) == 4 else f'{day}-01'[:10]}T00:00:00Z" if day else UNDATED


def archive(records: Sequence[Record], info: Mapping[str, str]) -> Archive:
    """The records, each packed by itself, after one that says what wrote them (``info``)."""
    about = "".join(f"{name}: {value}\r\n" for name, value in info.items()).encode()
    data = _packed("warcinfo", {"WARC-Date": UNDATED, "Content-Type": "application/warc-fields"}, about)
    lines = []
    for record in records:
        digest = f"sha256:{hashlib.sha256(record.content).hexdigest()}"
        fields = {
            "WARC-Target-URI": record.address,
            "WARC-Date": record.date,
            "WARC-Payload-Digest": digest,
            "Content-Type": record.media_type,
        }
        packed = _packed(record.kind, fields, record.content)
        entry = {
            "url": record.address,
            "mime": record.media_type.partition(";")[0],
            "status": "200",
            "digest": digest,
            "length": str(len(packed)),
            "offset": str(len(data)),
            "filename": "data.warc.gz",
        }
        stamp = "".join(sign for sign in record.date if sign.isdigit())
        lines.append(f"{record.address} {stamp} {json.dumps(entry)}\n")
        data += packed
    return Archive(data, tuple(sorted(lines)))


def _packed(kind: str, fields: Mapping[str, str], content: bytes) -> bytes:
    digest = hashlib.sha256(content).hexdigest()
    ident = uuid.uuid5(_SPACE, f"{kind} {fields.get('WARC-Target-URI', '')} {digest}")
    head = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{ident}>"} | dict(fields)
    head |= {"WARC-Block-Digest": f"sha256:{digest}", "Content-Length": str(len(content))}
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    return gzip.compress("\r\n".join(lines).encode() + content + b"\r\n\r\n", 9, mtime=0)


def packed_index(lines: Iterable[str]) -> tuple[bytes, bytes]:
    """The index packed (``index.cdx.gz``), and the file that says where in it a key begins (``index.idx``)."""
    written = list(lines)
    data = gzip.compress("".join(written).encode(), 9, mtime=0)
    head = json.dumps({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"})
    first = written[0].partition("{")[0].strip() if written else ""
    block = f"{first} {json.dumps({'offset': 0, 'length': len(data)})}\n" if written else ""
    return data, f"!meta 0 {head}\n{block}".encode()

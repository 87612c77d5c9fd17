"""Containers as tests need them, made here; and their unpacking without a jail, so that a test may look at every frame."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import tarfile
import zipfile
import zlib
from base64 import b32encode
from functools import partial
from gzip import compress as gzip_compress
from pathlib import Path

import msgspec

from enduse.documents.containers.jail import _Collector
from enduse.documents.containers.limits import Budget, Limits, load_limits
from enduse.documents.containers.listing import Listing
from enduse.documents.containers.member import End, Note, Outlet
from enduse.documents.containers.opening import unpack
from enduse.documents.containers.streams import BytesSource, Damaged
from enduse.model.errors import UnreadableDocument

compress = partial(gzip_compress, mtime=0)  # no time of day in what is compared

PAGE = "<!doctype html><p>采购人：样本市公安局（样本 specimen）</p>".encode()
SMALL = msgspec.structs.replace(
    load_limits(), total_bytes=1 << 21, member_bytes=1 << 20, ratio_from_bytes=1 << 16, entries=50, held_bytes=1 << 19
)


def opened(data: bytes, limits: Limits | None = None) -> tuple[Listing, dict[str, list[bytes]]]:
    """The listing of a container and its members' bytes by name, unpacked in this process."""
    limits = limits or load_limits()
    output = io.BytesIO()
    collector = _Collector(hashlib.sha256(data).hexdigest(), output, limits)
    outlet = Outlet(collector.take, Budget(limits, len(data)))
    try:
        listing = collector.listing(End(kind=unpack(BytesSource(data), outlet), checks=tuple(outlet.checks)))
    except (UnreadableDocument, Damaged) as error:
        listing = collector.rejected(Note(code=error.code, message=str(error), rejected=True))
    found: dict[str, list[bytes]] = {}
    for one in listing.members:
        stored = output.getvalue()[one.offset : one.offset + one.size]
        assert hashlib.sha256(stored).hexdigest() == one.sha256
        found.setdefault(one.member.name, []).append(stored)
    return listing, found


def noise(length: int) -> bytes:
    """Bytes that do not shrink, always the same."""
    return hashlib.shake_128(b"noise").digest(length)


def codes(listing: Listing) -> list[str]:
    """Codes of the notes."""
    return [note.code for note in listing.notes]


def why(listing: Listing) -> str:
    """The code a container was rejected by."""
    assert listing.rejected is not None
    assert not listing.members
    return listing.rejected.code


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of files by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, method)
    return made.getvalue()


def raw_zip(files: list[tuple[bytes, bytes]], flags: int = 0) -> bytes:
    """A ZIP archive whose names are the given bytes, stored."""
    body, directory = b"", b""
    for name, data in files:
        common = struct.pack("<4H3L2H", flags, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<2H", 20, 20) + common + struct.pack("<3H2L", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + struct.pack("<H", 20) + common + name + data
    return body + directory + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, len(files), len(files), len(directory), len(body), 0)


def tarred(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive of files by name."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An HTTP response."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def record(
    block: bytes, url: str = "http://example.test/notice.html", kind: str = "response", *fields: str, length: int | None = None
) -> bytes:
    """A WARC record."""
    content = ["Content-Type: application/http; msgtype=response"] if kind == "response" else []
    lines = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2024-05-06T07:08:09Z", *content, *fields]
    return "\r\n".join([*lines, f"Content-Length: {len(block) if length is None else length}", "", ""]).encode() + block + b"\r\n\r\n"


def sha1(payload: bytes) -> str:
    """A payload digest as archives write it."""
    return "WARC-Payload-Digest: sha1:" + b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


def wacz(changed: dict[str, bytes | None] | None = None, page: bytes = PAGE) -> bytes:
    """A WACZ; ``changed`` replaces files after the digests were made, or takes them away (None)."""
    files: dict[str, bytes | None] = {
        "archive/data.warc.gz": compress(record(http(page, "Content-Type: text/html"))),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
        "indexes/index.cdx": b"",
    }
    listed = [
        {"path": name, "hash": "sha256:" + hashlib.sha256(data or b"").hexdigest(), "bytes": len(data or b"")}
        for name, data in files.items()
    ]
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}).encode()
    files["datapackage.json"] = package
    files["datapackage-digest.json"] = json.dumps({"hash": "sha256:" + hashlib.sha256(package).hexdigest()}).encode()
    files.update(changed or {})
    return zipped({name: data for name, data in files.items() if data is not None}, zipfile.ZIP_STORED)


def write(folder: Path, name: str, data: bytes) -> Path:
    """A file of that name."""
    path = folder / name
    path.write_bytes(data)
    return path

"""A fuzz target: damaged and made-up files through every registered reader and every unpacker, in the jails, for as long as asked.

    python benchmarks/fuzz_readers.py [--seconds 20] [--files N] [--seed 1] [--keep FOLDER] [--json]

Seeds are made here (invented). A file is changed at random, in places that formats care about, and read; containers are changed outside
and inside and packed again, so that checksums hold. Right is: a document, members, or a rejection that says why. Wrong, with exit code 1,
is a crash of a reader (whatever the jail makes of it), or more than ten seconds. With the same seed the same files are made; how many
of them fit into the time depends on the machine, unless their number is given. There is no floor: this script counts faults, not speed.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import struct
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from gzip import compress
from pathlib import Path

from enduse.documents import read
from enduse.documents.containers.jail import UnpackJail
from enduse.documents.containers.listing import Listing
from enduse.documents.jail import Jail, Limits
from enduse.documents.reader import readers

SLOW = 10.0
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>样本</title><style>.x{display:none}</style></head>'
    "<body><h1>样本公告（specimen）</h1>"
    '<table><tr><th rowspan=2>名称<td colspan="3">数量</table><p hidden>隐藏&amp;&#x4e2d;</p><!-- x --><script>a<b</script><pre>1\n2</pre>'
).encode()
OPEN = b"http://schemas.openxmlformats.org/"
OOXML_TYPES = (
    b'<Types xmlns="' + OPEN + b'package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OOXML_RELATIONS = (
    b'<Relationships xmlns="'
    + OPEN
    + b'package/2006/relationships"><Relationship Id="r" Target="word/document.xml" Type="'
    + OPEN
    + b"officeDocument/"
    b'2006/relationships/officeDocument"/></Relationships>'
)
PARTS = [
    b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"<", b"<!--",
    b"<table>", b"</", b"<td rowspan=99999999>", b"&#x110000;", b"&#0;", b'"', b"'", b"{", b"[", b"[" * 500, b"\\ud800",
    b"\\u0000", b"\r\n\r\n", b"\n", b",", b"\t", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"\x1f\x8b\x08\x00",
    b"WARC/1.1\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n", b"fffffff\r\n", b"=?utf-8?B?AAA?=", b"=?a?q?=",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", b"filename*0*=utf-8''%ff", b"begin 666 a\n", b"obj<<",
    b"endstream", b"/Length 9999999", "中".encode("gbk"), "中".encode("utf-16le"), b"\xef\xbb\xbf", b"\xff\xfe", b"1e999999", b"-",
    b"99999999999999999999", b"000", b"x" * 300,
]  # fmt: skip


def seeds() -> dict[str, bytes]:
    """One or more small files for every format, by extension; several under one extension have a number in front."""
    made = {
        "1.html": PAGE,
        "2.html": PAGE.decode().replace("utf-8", "gbk").encode("gbk"),
        "1.txt": "采购人：样本\r\n金额：１２３元".encode(),
        "2.txt": "採購機關：樣本".encode("big5"),
        "1.csv": '名称,数量,单价\n"样本""a",2,3.5\n乙,,\n'.encode(),
        "2.csv": "a\tb\tc\n1\t2\t3\n".encode("utf-16"),
        "1.json": '{"results": [{"name": "样本", "n": [1, 2.5e3, null, true], "u": "\\u4e2d\\ud83d\\ude00"}]}'.encode(),
        "1.jsonl": b'{"a": 1}\n{"a": [2]}\n',
        "1.xml": '<?xml version="1.0"?><l:L xmlns:l="u" d=\'1 &amp; 2\'><E n="样本"><![CDATA[x < y]]>&#x41;</E><E/>z</l:L>'.encode(),
        "1.pdf": pdf(),
        "1.docx": zipped(
            {
                "[Content_Types].xml": OOXML_TYPES,
                "_rels/.rels": OOXML_RELATIONS,
                "word/document.xml": b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
                b"<w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>",
            }
        ),
        "1.tar": tarred({"a.html": PAGE, "长/" * 60 + "b": b"b"}),
        "1.eml": mail(),
        "1.warc": warc(),
        "1.wacz": wacz(),
        "1.zip": zipped({"a.html": PAGE, "b/公告.txt": b"x" * 400}),
    }
    made["1.gz"], made["2.gz"], made["3.gz"] = compress(PAGE), compress(made["1.tar"]), compress(made["1.warc"])
    return made


def pdf() -> bytes:
    """A one-line PDF."""
    content = b"BT /F1 12 Tf 20 20 Td (specimen) Tj ET"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """A tar archive."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def mail() -> bytes:
    """A mail with two bodies and two attachments."""
    made, inner = EmailMessage(), EmailMessage()
    made["From"], made["Message-ID"], made["Subject"] = "a@example.test", "<1@example.test>", "样本"
    made.set_content("样本")
    made.add_alternative("<p>样本", subtype="html", charset="gb18030")
    made.add_attachment(PAGE, maintype="text", subtype="html", filename="附件.html")
    inner["From"], inner["Subject"] = "b@example.test", "inner"
    inner.set_content("=inner=", cte="quoted-printable")
    made.add_attachment(inner)
    return made.as_bytes()


def warc() -> bytes:
    """Two responses, chunked and compressed."""
    body = compress(PAGE, mtime=0)
    blocks = [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
    ]
    head = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.test/%d\r\nContent-Type: application/http\r\n"
    return b"".join(head % n + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n" for n, block in enumerate(blocks))


def wacz(records: bytes | None = None) -> bytes:
    """A package with its digests."""
    archive = compress(warc() if records is None else records, mtime=0)
    stated = [{"path": "archive/d.warc.gz", "hash": "sha256:" + hashlib.sha256(archive).hexdigest()}]
    return zipped({"archive/d.warc.gz": archive, "datapackage.json": json.dumps({"resources": stated}).encode()})


def changed(data: bytes, other: bytes, by: random.Random) -> bytes:
    """The file with one to eight random changes."""
    made = bytearray(data)
    for _ in range(by.choice((1, 1, 2, 3, 8))):
        at = by.randrange(len(made) + 1)
        length = by.choice((1, 2, 4, 16, 200))
        way = by.randrange(8)
        if way == 0 and made:
            made[at % len(made)] ^= 1 << by.randrange(8)
        elif way == 1:
            del made[at : at + length]
        elif way == 2:
            made[at:at] = by.choice(PARTS)
        elif way == 3:
            part = by.choice(PARTS)
            made[at : at + len(part)] = part
        elif way == 4:
            made[at:at] = made[at : at + length] * by.choice((1, 5, 300))
        elif way == 5:
            start = by.randrange(len(other) + 1)
            made[at : at + length] = other[start : start + length]
        elif way == 6 and len(made) > 4:
            at = by.randrange(len(made) - 4)
            struct.pack_into(by.choice("<>") + "L", made, at, by.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, by.getrandbits(32))))
        elif way == 7:
            del made[at:]
    return bytes(made)


PACKINGS: tuple[Callable[[bytes], bytes], ...] = (
    compress,
    lambda data: zipped({"a.html": data, "b": PAGE}),
    lambda data: compress(tarred({"a": data})),
    lambda data: b"".join(compress(part) for part in data.split(b"\r\n\r\n", 2)),
    lambda data: warc().replace(PAGE, data),
    wacz,
)


@dataclass(slots=True)
class Outcome:
    """What was read and what went wrong."""

    files: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


def fuzz(seconds: float, most: int | None, seed: int, keep: Path) -> Outcome:
    """Read damaged files until the time is over or ``most`` of them are read."""
    by, made, outcome = random.Random(seed), seeds(), Outcome()  # noqa: S311  # a fuzzer wants to repeat itself
    extensions = sorted({ending for reader in readers() for ending in reader.extensions} | {"", ".zip", ".eml"})
    missing = {reader.media_type for reader in readers()} - {_media_type(data, name) for name, data in made.items()}
    if missing:
        print(f"no seed of its own for {', '.join(sorted(missing))}: reached by extension and splicing only", file=sys.stderr)
    stop = time.monotonic() + seconds
    with Jail(Limits(seconds=4 * SLOW)) as jail, UnpackJail() as unpacker, tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "object")
        while time.monotonic() < stop and (most is None or outcome.files < most):
            name = by.choice(sorted(made))
            data = changed(made[name], by.choice(sorted(made.values())), by)
            if by.random() < 0.3:
                data = by.choice(PACKINGS)(data)
            extension = "." + name.rpartition(".")[2] if by.random() < 0.8 else by.choice(extensions)
            begun = time.monotonic()
            codes = [*_read(jail, data, extension), *_unpack(unpacker, path, data)]
            _judge(outcome, codes, time.monotonic() - begun, data, extension, keep)
    return outcome


def _media_type(data: bytes, name: str) -> str:
    reading = read.read_bytes(data, sha256="0" * 64, extension="." + name.rpartition(".")[2])
    return reading.document.media_type if reading.document else ""


def _read(jail: Jail, data: bytes, extension: str) -> list[str]:
    sha256 = hashlib.sha256(data).hexdigest()
    reading = jail.read(data, sha256=sha256, extension=extension)
    if reading.rejected is None:
        return ["read"]
    return [f"crashed: {reading.rejected.message}" if reading.rejected.code == "crashed" else f"read {reading.rejected.code}"]


def _unpack(jail: UnpackJail, path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    with tempfile.TemporaryFile() as output:
        listing: Listing = jail.unpack(path, hashlib.sha256(data).hexdigest(), output)
    if listing.rejected is not None:
        return [f"crashed: {listing.rejected.message}" if listing.rejected.code == "crashed" else f"unpack {listing.rejected.code}"]
    return [f"unpacked {listing.kind}"] if listing.kind else []


def _judge(outcome: Outcome, codes: list[str], seconds: float, data: bytes, extension: str, keep: Path) -> None:
    outcome.files += 1
    outcome.slowest = max(outcome.slowest, seconds)
    outcome.codes.update(code for code in codes if not code.startswith("crashed"))
    wrong = [code for code in codes if code.startswith("crashed") or code.endswith(("limit:time", "limit:cpu"))]
    wrong += [f"slow: {seconds:.1f} s"] if seconds > SLOW else []
    if wrong:
        keep.mkdir(parents=True, exist_ok=True)
        kept = keep / f"{hashlib.sha256(data).hexdigest()[:12]}{extension}"
        kept.write_bytes(data)
        outcome.faults += [f"{kept}: {what}" for what in wrong]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="Feed damaged files to every reader and unpacker.")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--files", type=int, help="end after so many files, where the time has not ended before")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, default=Path(tempfile.gettempdir()) / "enduse-fuzz", help="where files that broke a reader are kept"
    )
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    outcome = fuzz(given.seconds, given.files, given.seed, given.keep)
    if given.json:
        counted = dict(sorted(outcome.codes.items()))
        print(json.dumps({"files": outcome.files, "faults": outcome.faults, "outcomes": counted, "slowest_seconds": outcome.slowest}))
    else:
        print(f"{outcome.files:,} files, {len(outcome.faults)} faults, slowest {outcome.slowest:.2f} s")
        print(", ".join(f"{code} {count}" for code, count in sorted(outcome.codes.items())))
        print("\n".join(outcome.faults[:50]))
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())

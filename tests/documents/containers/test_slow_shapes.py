"""Shapes that make careless readers take the square of a file's length: each is read or refused in seconds."""

from __future__ import annotations

import time
from functools import partial
from gzip import compress as gzip_compress

import pytest

from tests.documents.containers.given import PAGE, http, opened, record, tarred, wacz, zipped

compress = partial(gzip_compress, mtime=0)  # no time of day in what is compared

HEAD = b"From: a@example.test\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"
TINY = b"WARC/1.1\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n"

SHAPES = {
    "blank lines before a record": (lambda: b"WARC/1.1\r\nContent-Length: 0\r\n" + b"\r\n" * (16 << 20), ""),
    "records without content": (lambda: TINY * 300_000, "limit:parts"),
    "streams without content": (lambda: compress(b"", mtime=0) * 300_000, "limit:parts"),
    "chunks of one byte": (lambda: record(http(b"1\r\na\r\n" * 400_000 + b"0\r\n\r\n", "Transfer-Encoding: chunked")), "limit:parts"),
    "a header folded without end": (lambda: record(http(PAGE, "A: b" + "\r\n c" * 80_000)), ""),
    "a record's head without end": (lambda: record(PAGE, "http://x/", "response", "A: b" + "\r\n c" * 500_000), "corrupt"),
    "encoded words without end": (lambda: HEAD + b"Subject: " + b"=?a?q?" * 400_000 + b"\r\n\r\ntext", ""),
    "parameters without end": (lambda: HEAD + b'Content-Type: text/plain; a="' + b";" * 2_000_000 + b"\r\n\r\ntext", ""),
    "a mail of line ends": (lambda: HEAD + b"\r\n" + b"\n" * (20 << 20), "limit:lines"),
    "parts in parts": (
        lambda: HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(100_000)),
        "limit:depth",
    ),
    "names without end": (lambda: compress(tarred({f"{n}/" + "x" * 900_000: b"" for n in range(60)})), "limit:ratio"),
    "a file listed often": (lambda: wacz({"datapackage.json": listed(), "datapackage-digest.json": None}), "corrupt"),
    "many small files": (lambda: zipped({f"{n}.txt": b"" for n in range(25_000)}), "limit:entries"),
}


def listed() -> bytes:
    return b'{"resources": [' + b",".join([b'{"path": "archive/data.warc.gz", "hash": "sha256:00"}'] * 50_000) + b"]}"


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_slow_shape_is_read_or_refused_in_seconds(shape: str) -> None:
    make, code = SHAPES[shape]
    data = make()
    begun = time.process_time()
    listing, _ = opened(data)
    assert time.process_time() - begun < 10
    if code:
        assert listing.rejected is not None
        assert listing.rejected.code == code

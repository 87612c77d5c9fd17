"""Web archives: responses with their address, digests compared, damage named by its byte."""

from __future__ import annotations

import zlib
from functools import partial
from gzip import compress as gzip_compress

import pytest

from tests.documents.containers.given import PAGE, SMALL, codes, http, opened, record, sha1, wacz, why

compress = partial(gzip_compress, mtime=0)  # no time of day in what is compared

HTML = "Content-Type: text/html; charset=utf-8"


@pytest.mark.parametrize("packed", [False, True])
def test_a_response_brings_where_it_came_from(packed: bool) -> None:
    parts = [
        record(b"software: none\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\nCookie: secret=1\r\n\r\n", kind="request"),
        record(http(PAGE, HTML, "Set-Cookie: secret=1"), "http://example.test/n?id=5", "response", sha1(PAGE)),
    ]
    listing, found = opened(b"".join(map(compress, parts)) if packed else b"".join(parts))
    assert found == {"http://example.test/n?id=5": [PAGE]}
    member = listing.members[0].member
    assert (member.url, member.status, member.date) == ("http://example.test/n?id=5", 200, "2024-05-06T07:08:09Z")
    assert member.headers == (("Content-Type", "text/html; charset=utf-8"),)
    assert member.checks[0].startswith("warc-payload-digest sha1:")
    assert codes(listing) == []


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"5\r\n" + PAGE[:5] + b"\r\n%x;x=y\r\n" % len(PAGE[5:]) + PAGE[5:] + b"\r\n0\r\n\r\n", ["Transfer-Encoding: chunked"]),
        (PAGE, ["Transfer-Encoding: chunked"]),
        (compress(PAGE), ["Content-Encoding: gzip"]),
        (PAGE, ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (zlib.compress(PAGE)[2:-4], ["Content-Encoding: deflate"]),
        (b"%x\r\n" % len(compress(PAGE)) + compress(PAGE) + b"\r\n0\r\n\r\n", ["Transfer-Encoding: chunked", "Content-Encoding: x-gzip"]),
    ],
)
def test_transfer_and_content_coding_are_undone(body: bytes, headers: list[str]) -> None:
    listing, found = opened(record(http(body, HTML, *headers), "http://example.test/", "response", sha1(body)))
    assert found == {"http://example.test/": [PAGE]}
    assert codes(listing) == []


def test_a_changed_payload_is_never_used() -> None:
    listing, found = opened(record(http(PAGE + b"x", HTML), "http://example.test/a", "response", sha1(PAGE)) + record(http(PAGE, HTML)))
    assert list(found) == ["http://example.test/notice.html"]
    assert [(note.code, note.name, note.rejected) for note in listing.notes] == [("digest-mismatch", "http://example.test/a", True)]
    wrong = record(http(PAGE, HTML), "http://example.test/a", "response", "WARC-Block-Digest: sha256:" + "0" * 64)
    assert codes(opened(wrong)[0]) == ["digest-mismatch"]
    nonsense = record(http(PAGE, HTML), "http://example.test/a", "response", "WARC-Payload-Digest: sha1:no digest")
    assert codes(opened(nonsense)[0]) == ["digest-mismatch"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_archive_keeps_what_is_whole(packed: bool) -> None:
    parts = [record(http(PAGE, HTML), f"http://example.test/{n}") for n in range(3)]
    data = b"".join(map(compress, parts)) if packed else b"".join(parts)
    listing, found = opened(data[:-60])
    assert list(found) == ["http://example.test/0", "http://example.test/1"]
    assert codes(listing) == ["cut"]
    assert "byte" in listing.notes[0].message


@pytest.mark.parametrize(("length", "code"), [(-1, "corrupt"), (10**9, "cut"), (10**30, "corrupt")])
def test_a_stated_length_is_not_believed(length: int, code: str) -> None:
    listing, found = opened(record(http(PAGE, HTML)) + record(http(PAGE, HTML), length=length))
    assert len(found) == 1
    assert codes(listing) == [code]
    assert why(opened(record(http(PAGE, HTML), length=length))[0]) == code


def test_what_is_no_paper_is_left_out_and_counted() -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(50)
    listing, found = opened(
        record(http(png, "Content-Type: image/png"))
        + record(http(b"a{}", "Content-Type: text/css"))
        + record(http(b"gone", HTML, status="404 Not Found"))
        + record(http(b"", HTML))
        + record(b"", kind="revisit")
        + record(http(PAGE, "Content-Type: image/png"), "http://example.test/spoofed")
    )
    assert listing.left_out == {"answer 404": 1, "empty answer": 1, "image/png": 1, "revisit record": 1, "text/css": 1}
    assert list(found) == ["http://example.test/spoofed"], "the bytes decide, not the server's word"


def test_redirects_lead_to_the_page() -> None:
    listing, _ = opened(
        record(http(b"", "Location: /b", status="301 Moved"), "http://example.test/a")
        + record(http(b"", "Location: http://example.test/c", status="302 Found"), "http://example.test/b")
        + record(http(PAGE, HTML), "http://example.test/c")
    )
    assert listing.members[0].member.redirects == ("http://example.test/a", "http://example.test/b")


def test_a_bomb_inside_a_response_is_stopped() -> None:
    bomb = record(http(compress(bytes(40 << 20)), HTML, "Content-Encoding: gzip"))
    assert why(opened(bomb)[0]) == "limit:ratio"
    assert why(opened(compress(record(bytes(40 << 20))))[0]) == "limit:ratio"
    assert codes(opened(record(http(PAGE * 10_000, HTML)), SMALL)[0]) == ["limit:member-bytes"]


@pytest.mark.parametrize(
    ("block", "headers", "code"),
    [
        (PAGE, ["Content-Encoding: br"], "unsupported-compression"),
        (compress(PAGE)[:-9], ["Content-Encoding: gzip"], "cut"),
        (b"ff\r\nshort", ["Transfer-Encoding: chunked"], "cut"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_named(block: bytes, headers: list[str], code: str) -> None:
    listing, found = opened(record(http(block, HTML, *headers)) + record(http(PAGE, HTML), "http://example.test/good"))
    assert codes(listing) == [code]
    assert list(found) == ["http://example.test/good"]


def test_a_wacz_is_compared_before_anything_is_taken_out() -> None:
    listing, found = opened(wacz())
    assert listing.kind == "wacz"
    assert found == {"http://example.test/notice.html": [PAGE]}
    assert len(listing.checks) == 4
    assert "datapackage.json sha256:" in listing.checks[0]


@pytest.mark.parametrize(
    ("changed", "code", "named"),
    [
        ({"archive/data.warc.gz": b"other"}, "digest-mismatch", "archive/data.warc.gz"),
        ({"archive/data.warc.gz": None}, "missing-member", "archive/data.warc.gz"),
        ({"indexes/index.cdx": None}, "missing-member", "indexes/index.cdx"),
        ({"datapackage.json": b'{"resources": []}'}, "digest-mismatch", "datapackage.json"),
        ({"datapackage.json": None}, "missing-member", "datapackage.json"),
        ({"datapackage.json": b"[", "datapackage-digest.json": None}, "corrupt", "datapackage.json"),
        ({"archive/more.warc": b""}, "digest-mismatch", "archive/more.warc"),
        ({"datapackage-digest.json": b"{}"}, "corrupt", "datapackage-digest.json"),
    ],
)
def test_a_changed_wacz_is_refused_naming_the_file(changed: dict[str, bytes | None], code: str, named: str) -> None:
    listing, _ = opened(wacz(changed))
    assert why(listing) == code
    assert listing.rejected is not None
    assert named in listing.rejected.message

"""Each container of the hostile collection that is there behaves as its manifest says."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.documents.containers.jail import UnpackJail

CONTENT = "e01_utf8_control.html"
EXPECTED: dict[str, tuple[str, list[str], int]] = {
    # file: why it is rejected whole, codes of its notes, members that come out
    "archive/a01_zip_bomb_flat.zip": ("limit:ratio", [], 0),
    "archive/a02_zip_bomb_overlap.zip": ("limit:overlap", [], 0),
    "archive/a04_zip_slip_names.zip": ("", [], 18),
    "archive/a05_zip_symlink.zip": ("", ["unsupported-member", "unsupported-member"], 1),
    "archive/a07_zip_duplicate_names.zip": ("", ["duplicate-name"], 2),
    "archive/a11_zip_gbk_names_control.zip": ("", [], 1),
    "archive/a14_truncated.html.gz": ("cut", [], 0),
    "archive/a16_trailing_garbage.html.gz": ("", ["trailing-bytes"], 1),
    "warc/b01_control.warc.gz": ("", [], 2),
    "warc/b02_truncated.warc.gz": ("", ["cut"], 1),
    "warc/b03_payload_digest_wrong.warc": ("", ["digest-mismatch"], 0),
    "warc/b05_clen_negative.warc": ("corrupt", [], 0),
    "warc/b14_type_spoof.warc": ("", [], 1),
    "wacz/b20_control.wacz": ("", [], 2),
    "wacz/b21_warc_replaced.wacz": ("digest-mismatch", [], 0),
    "wacz/b22_digest_wrong.wacz": ("digest-mismatch", [], 0),
}
NAMED = {"wacz/b21_warc_replaced.wacz": "archive/data.warc.gz", "wacz/b22_digest_wrong.wacz": "datapackage.json"}
AS_CONTROL = ("a11", "a16", "b01", "b02", "b20")


@pytest.fixture(scope="module")
def jail() -> Iterator[UnpackJail]:
    with UnpackJail() as made:
        yield made


@pytest.mark.shared
@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_a_hostile_container_behaves_as_its_manifest_says(jail: UnpackJail, shared: Path, file: str) -> None:
    path = shared / "hostile" / file
    rejected, codes, members = EXPECTED[file]
    begun = time.monotonic()
    with tempfile.TemporaryFile() as output:
        listing = jail.unpack(path, hashlib.sha256(path.read_bytes()).hexdigest(), output)
        output.seek(0)
        stored = output.read()
    assert time.monotonic() - begun < 10
    assert (listing.rejected.code if listing.rejected else "") == rejected
    assert [note.code for note in listing.notes] == codes
    assert len(listing.members) == members
    assert NAMED.get(file, "") in (listing.rejected.message if listing.rejected else "")
    assert b"root:" not in stored
    if path.name.startswith(AS_CONTROL):
        control = hashlib.sha256((shared / "hostile" / "encoding" / CONTENT).read_bytes()).hexdigest()
        assert {one.sha256 for one in listing.members} == {control}


@pytest.mark.shared
def test_every_hostile_container_that_is_there_is_tested(shared: Path) -> None:
    there = {
        path.relative_to(shared / "hostile").as_posix()
        for group in ("archive", "warc", "wacz")
        for path in (shared / "hostile" / group).iterdir()
    }
    assert there == set(EXPECTED)


@pytest.mark.shared
def test_gbk_names_and_spoofed_types(jail: UnpackJail, shared: Path) -> None:
    for file, name in (
        ("archive/a11_zip_gbk_names_control.zip", "中标公告/测试市公安局.html"),
        ("warc/b14_type_spoof.warc", "http://zfcg.example.test/2021/0001.html"),
    ):
        path = shared / "hostile" / file
        with tempfile.TemporaryFile() as output:
            listing = jail.unpack(path, hashlib.sha256(path.read_bytes()).hexdigest(), output)
        assert [one.member.name for one in listing.members] == [name]

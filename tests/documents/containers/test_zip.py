"""ZIP archives: what the directory says is compared with what is there, and every file comes out or is named."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from tests.documents.containers.given import PAGE, SMALL, codes, noise, opened, raw_zip, why, zipped


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_files_come_out_as_they_went_in(method: int) -> None:
    files = {"a/公告.html": PAGE, "b.txt": b"x" * 70_000, "empty.txt": b"", "folder/": b""}
    listing, found = opened(zipped(files, method))
    assert listing.kind == "zip"
    assert found == {name: [data] for name, data in files.items() if not name.endswith("/")}
    assert codes(listing) == []


def test_a_flat_bomb_is_stopped_long_before_its_end() -> None:
    listing, _ = opened(zipped({"a.txt": bytes(40 << 20)}))
    assert why(listing) == "limit:ratio"


def test_limits_name_themselves() -> None:
    data = noise(900_000)
    assert why(opened(zipped({f"{n}": data for n in range(4)}), SMALL)[0]) == "limit:bytes"
    assert why(opened(zipped({f"{n}": b"" for n in range(51)}), SMALL)[0]) == "limit:entries"
    listing, found = opened(zipped({"large.bin": data + data[:300_000], "small.txt": b"s"}), SMALL)
    assert codes(listing) == ["limit:member-bytes"]
    assert found == {"small.txt": [b"s"]}


def test_entries_that_share_bytes_are_refused_before_anything_is_inflated() -> None:
    data = bytearray(zipped({"a": PAGE, "b": PAGE}))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, second + 42, 0)  # the second file is said to begin where the first does
    assert why(opened(bytes(data))[0]) == "limit:overlap"


@pytest.mark.parametrize(
    ("name", "flags", "shown"),
    [
        ("中标公告/样本.html".encode("gbk"), 0, "中标公告/样本.html"),
        ("得標公告／樣本機關採購案.html".encode("big5"), 0, "得標公告／樣本機關採購案.html"),
        ("中标.html".encode(), 0x800, "中标.html"),
        ("中标.html".encode(), 0, "中标.html"),
        (b"\xff\xfe.html", 0x800, "\\xff\\xfe.html"),
        ("déjà vu.html".encode("cp437"), 0, "déjà vu.html"),
    ],
)
def test_names_in_any_encoding(name: bytes, flags: int, shown: str) -> None:
    _, found = opened(raw_zip([(name, PAGE)], flags))
    assert list(found) == [shown]


def test_a_unicode_name_beside_the_other_is_used() -> None:
    raw = b"\x81\x82.html"
    field = struct.pack("<BL", 1, zlib.crc32(raw)) + "公告.html".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    data = bytearray(raw_zip([(raw, PAGE)]))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 30, len(extra))
    data[at + 46 + len(raw) : at + 46 + len(raw)] = extra
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<L", data, end + 12, end - at)
    assert list(opened(bytes(data))[1]) == ["公告.html"]


def test_two_files_of_one_name_both_stand() -> None:
    listing, found = opened(raw_zip([(b"n.html", b"first"), (b"n.html", b"second")]))
    assert found == {"n.html": [b"first", b"second"]}
    assert codes(listing) == ["duplicate-name"]


def test_links_and_encrypted_files_are_named_and_not_made() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("page.html", PAGE)
    listing, found = opened(made.getvalue())
    assert [(note.code, note.name, note.rejected) for note in listing.notes] == [("unsupported-member", "link", True)]
    assert list(found) == ["page.html"]
    listing, found = opened(raw_zip([(b"secret.html", PAGE)], flags=1))
    assert [(note.code, note.name) for note in listing.notes] == [("encrypted", "secret.html")]
    listing, _ = opened(zipped({"a": PAGE}, zipfile.ZIP_BZIP2))
    assert codes(listing) == ["unsupported-compression"]


def test_damage_is_told_file_by_file() -> None:
    data = bytearray(raw_zip([(b"good.html", PAGE), (b"bad.html", PAGE)]))
    data[data.rindex(PAGE)] ^= 1
    listing, found = opened(bytes(data))
    assert list(found) == ["good.html"]
    assert [(note.code, note.name) for note in listing.notes] == [("digest-mismatch", "bad.html")]


def test_bytes_that_belong_to_no_file_are_told() -> None:
    inner = zipped({"seen.html": PAGE})
    assert codes(opened(zipped({"hidden.html": PAGE}) + inner)[0]) == ["uncovered-bytes"]
    assert codes(opened(inner + b"behind the end")[0]) == ["uncovered-bytes"]


@pytest.mark.parametrize("keep", [10, 40, 0.5, -10])
def test_a_cut_archive_is_no_archive(keep: float) -> None:
    whole = zipped({"a.html": PAGE, "b.html": PAGE})
    cut = whole[: int(len(whole) * keep)] if isinstance(keep, float) else whole[:keep]
    assert why(opened(cut)[0]) in ("cut", "corrupt")


def test_another_name_at_the_file_than_in_the_directory_is_told() -> None:
    data = zipped({"aaaa.html": PAGE}).replace(b"aaaa.html", b"bbbb.html", 1)
    assert codes(opened(data)[0]) == ["names-differ"]


def test_office_files_are_no_containers() -> None:
    docx = zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"", "word/document.xml": b""})
    odf = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}, zipfile.ZIP_STORED)
    assert opened(docx)[0].kind == ""
    assert opened(odf)[0].kind == ""
    assert opened(zipped({"mimetype": b"application/epub+zip", "a.html": PAGE}, zipfile.ZIP_STORED))[0].kind == "zip"


def test_an_empty_archive_says_so() -> None:
    assert why(opened(zipped({}))[0]) == "empty"


def test_zip64_is_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, archive.open("big.html", "w", force_zip64=True) as file:
        file.write(PAGE)
    assert opened(made.getvalue())[1] == {"big.html": [PAGE]}

"""tar and gzip: read forward, nothing made on disk, every byte counted when it appears."""

from __future__ import annotations

import gzip
import io
import tarfile
from gzip import compress

import pytest

from tests.documents.containers.given import PAGE, SMALL, codes, noise, opened, tarred, why

LONG = "很长的目录/" * 30 + "公告.html"


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
@pytest.mark.parametrize("packed", [False, True])
def test_files_come_out_as_they_went_in(form: int, packed: bool) -> None:
    files = {"a.html": PAGE, LONG: b"x" * 1500, "中标公告.txt": b"", "../../up": b"u", "/root": b"r"}
    data = tarred(files, form)
    listing, found = opened(compress(data) if packed else data)
    assert listing.kind == ("tar.gz" if packed else "tar")
    assert found == {name: [stored] for name, stored in files.items()}
    assert codes(listing) == []


def test_links_devices_and_sparse_files_are_named() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in (("soft", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("dev", tarfile.CHRTYPE), ("folder", tarfile.DIRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("sparse")
        info.type = tarfile.GNUTYPE_SPARSE
        archive.addfile(info)
        page = tarfile.TarInfo("page.html")
        page.size = len(PAGE)
        archive.addfile(page, io.BytesIO(PAGE))
    listing, found = opened(made.getvalue())
    assert [note.name for note in listing.refused] == ["soft", "hard", "dev", "sparse"]
    assert list(found) == ["page.html"]


def test_a_cut_tar_keeps_what_is_whole_and_says_where() -> None:
    data = tarred({"a.html": PAGE, "b.html": PAGE * 40})
    for cut in (data[:2300], compress(data, 0)[:2300]):
        listing, found = opened(cut)
        assert found == {"a.html": [PAGE]}
        assert {"cut"} == set(codes(listing))
        assert any("byte" in note.message for note in listing.notes)


def test_a_wrong_header_ends_the_archive() -> None:
    data = tarred({"a.html": PAGE, "b.html": PAGE})
    listing, found = opened(data[:1024] + b"\x01" * 512 + data[1536:])
    assert list(found) == ["a.html"]
    assert codes(listing) == ["corrupt"]


def test_bombs_are_stopped() -> None:
    assert why(opened(compress(bytes(40 << 20)))[0]) == "limit:ratio"
    assert why(opened(compress(tarred({"a": bytes(40 << 20)})))[0]) == "limit:ratio"
    assert codes(opened(compress(noise(3 << 20)), SMALL)[0]) == ["limit:member-bytes"]
    assert why(opened(compress(tarred({str(n): noise(900_000) for n in range(3)})), SMALL)[0]) == "limit:bytes"
    assert why(opened(tarred({str(n): b"" for n in range(60)}), SMALL)[0]) == "limit:entries"


def test_a_stated_size_is_not_believed() -> None:
    head = bytearray(tarred({"a": b""})[:512])
    head[124:136] = b"77777777777\0"
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    listing, _ = opened(bytes(head) + b"only this")
    assert codes(listing) == ["cut", "cut"]


def test_a_gzip_of_one_file() -> None:
    listing, found = opened(compress(PAGE))
    assert (listing.kind, found) == ("gzip", {"": [PAGE]})
    made = io.BytesIO()
    with gzip.GzipFile("公告.html", "wb", fileobj=made, mtime=0) as file:
        file.write(PAGE)
    assert opened(made.getvalue())[1][""] == [PAGE]  # a name that is not Latin-1 is left out by the writer
    assert opened(compress(PAGE) + compress(PAGE))[1] == {"": [PAGE + PAGE]}


def test_a_gzip_name_is_used() -> None:
    data = bytearray(compress(PAGE))
    data[3] |= 8
    data[10:10] = b"notice.html\0"
    assert list(opened(bytes(data))[1]) == ["notice.html"]


def test_a_cut_or_wrong_gzip_gives_nothing() -> None:
    data = compress(PAGE * 50)
    assert why(opened(data[:-20])[0]) == "cut"
    assert why(opened(data[:-8] + b"\0" * 8)[0]) == "corrupt"
    assert why(opened(data[:4])[0]) == "cut"


def test_bytes_behind_a_gzip_are_told() -> None:
    listing, found = opened(compress(PAGE) + b"<script>")
    assert codes(listing) == ["trailing-bytes"]
    assert found == {"": [PAGE]}
    assert codes(opened(compress(PAGE) + bytes(500))[0]) == []

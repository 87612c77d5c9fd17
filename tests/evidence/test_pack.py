"""A pack holds what was put into it, says what was changed in it, and is never taken for whole when it breaks off."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from enduse.evidence.capture import capture
from enduse.evidence.custody import Custody
from enduse.evidence.pack import Pack, PackWriter
from enduse.evidence.page_pack import Page, PagePacker, check_pack, read_index
from enduse.evidence.vault import Vault
from enduse.evidence.verify import verify
from enduse.model.errors import DamagedVault

PAGES = [f"<p>样本 {number} ".encode() * 50 for number in range(40)] + [b"", b"\x00\x01", bytes(range(256))]


def packed(folder: Path) -> tuple[Vault, Path]:
    """A vault with one file and one pack."""
    vault = Vault(folder / "vault")
    (folder / "a.txt").write_text("a paper")
    capture([("a.txt", folder / "a.txt")], vault, received_from="a test")
    with (folder / "made.pack").open("wb") as file:
        packer = PagePacker(file)
        for place, data in enumerate([*PAGES, PAGES[3]]):
            packer.take(data, Page(place=place, name=f"page {place}"))
        packer.close("all of it")
    with Pack(folder / "made.pack") as pack:
        name, _ = read_index(pack)
    assert vault.keep_pack(folder / "made.pack", name)
    assert not vault.keep_pack(folder / "made.pack", name)
    said = {"captured_at": "2026-01-01T00:00:00Z", "received_from": "a test", "operator": "a", "tool": "b"}
    vault.append_custody(Custody(sha256=name, name="pages", size=1, **said))
    return vault, vault.pack_path(name)


def change(path: Path, place: int, data: bytes) -> None:
    path.chmod(0o644)
    whole = bytearray(path.read_bytes())
    whole[place : place + len(data)] = data
    path.unlink()  # the file has a second name outside of the vault
    path.write_bytes(whole)


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    vault, path = packed(tmp_path)
    for data in PAGES:
        assert vault.read(hashlib.sha256(data).hexdigest()) == data
    assert vault.read(hashlib.sha256(b"a paper").hexdigest()) == b"a paper"
    assert vault.read(hashlib.sha256(b"other").hexdigest()) is None
    with Pack(path) as pack:
        assert len(pack) == len(PAGES)
        assert len(read_index(pack)[1].pages) == len(PAGES) + 1
    found = verify(vault)
    assert found.ok
    assert found.checked == len(PAGES) + 1


def test_a_disk_without_second_names_gets_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr("os.link", refused)
    vault, path = packed(tmp_path)
    assert path.stat().st_nlink == 1
    assert verify(vault).ok
    assert list(vault.incoming.iterdir()) == []


def test_many_processes_verify_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault, path = packed(tmp_path)
    change(path, 40, b"\xff\xff\xff")
    monkeypatch.setattr("enduse.evidence.verify._FEW_BYTES", 0)
    assert verify(vault, 2) == verify(vault, 1)


def test_each_damaged_page_is_named_and_no_other(tmp_path: Path) -> None:
    vault, path = packed(tmp_path)
    stored = path.read_bytes()
    binary = stored.index(bytes(range(256)))
    change(path, binary + 9, b"\xff")
    change(path, 20, b"\xff\xff\xff\xff")  # in the first page
    found = verify(vault)
    wanted = {hashlib.sha256(PAGES[0]).hexdigest(): "page 0", hashlib.sha256(PAGES[-1]).hexdigest(): f"page {len(PAGES) - 1}"}
    assert len(found.damaged_packs) == 2
    for sha256, name in wanted.items():
        (said,) = [fault for fault in found.damaged_packs if sha256 in fault]
        assert f"({name})" in said
        with pytest.raises(DamagedVault):
            vault.read(sha256)
    assert vault.read(hashlib.sha256(PAGES[1]).hexdigest()) == PAGES[1]
    assert (found.damaged, found.missing, found.misplaced) == ((), (), ())


def test_a_flip_anywhere_is_found_or_changes_no_page(tmp_path: Path) -> None:
    _, path = packed(tmp_path)
    whole = path.read_bytes()
    other = tmp_path / path.name
    unseen = 0
    for place in range(16, len(whole), 7):  # the mark at the front finds nothing; the one at the end is what counts
        flipped = bytearray(whole)
        flipped[place] ^= 0x10
        other.write_bytes(flipped)
        if not check_pack(other)[1]:
            unseen += 1  # a bit that fills the last byte of a deflated page up
            with Pack(other) as pack:
                assert [pack.get(hashlib.sha256(data).digest()) for data in PAGES] == PAGES
    assert unseen < len(PAGES)


@pytest.mark.parametrize("left", [0, 10, 60, 2000, -1])
def test_a_pack_that_breaks_off_is_none(tmp_path: Path, left: int) -> None:
    _, path = packed(tmp_path)
    cut = tmp_path / path.name
    cut.write_bytes(path.read_bytes()[:left])
    with pytest.raises(DamagedVault):
        Pack(cut)
    assert check_pack(cut)[0] == 0
    assert "breaks off" in check_pack(cut)[1][0]


def test_a_lost_pack_is_missing_and_a_strange_one_misplaced(tmp_path: Path) -> None:
    vault, path = packed(tmp_path)
    (vault.packs / "notes.txt").write_text("left here")
    path.rename(path.with_name("0" * 64 + ".pack"))
    found = verify(vault)
    assert found.missing == (path.stem,)
    assert found.misplaced == (f"packs/{path.parent.name}/{'0' * 64}.pack", "packs/notes.txt")


def test_a_key_is_written_once(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        writer = PackWriter(file)
        assert writer.put(bytes(32), b"one")
        assert not writer.put(bytes(32), b"two")
        writer.close(b"{}")
    with Pack(tmp_path / "x") as pack:
        assert (pack.get(bytes(32)), pack.index(), len(pack)) == (b"one", b"{}", 1)


def test_a_table_held_in_memory_finds_the_same_files(tmp_path: Path) -> None:
    _, path = packed(tmp_path)
    keys = [hashlib.sha256(data).digest() for data in [*PAGES, b"another"]]
    with Pack(path) as pack:
        looked_up = [pack.get(key) for key in keys]
        pack.hold_table()
        assert [pack.get(key) for key in keys] == looked_up == [*PAGES, None]

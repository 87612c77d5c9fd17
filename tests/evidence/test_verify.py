"""Verify names exactly what was tampered with, and nothing else."""

from __future__ import annotations

from pathlib import Path

from enduse.evidence.capture import capture
from enduse.evidence.vault import Vault
from enduse.evidence.verify import verify

OBJECTS, FLIPPED, DELETED = 120, 20, 5


def filled(folder: Path) -> tuple[Vault, list[str]]:
    vault = Vault(folder / "vault")
    files = []
    for number in range(OBJECTS):
        path = folder / f"{number}.txt"
        path.write_bytes(f"paper {number} ".encode() * 20)
        files.append((path.name, path))
    return vault, sorted(item.sha256 for item in capture(files, vault, received_from="a test"))


def rewrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def test_flips_deletions_and_a_swap_are_each_named_once(tmp_path: Path) -> None:
    vault, hashes = filled(tmp_path)
    assert verify(vault).ok
    assert verify(vault).checked == OBJECTS
    flipped, deleted, swapped = hashes[:FLIPPED], hashes[FLIPPED : FLIPPED + DELETED], hashes[-2:]
    for number, name in enumerate(flipped):
        data = bytearray(vault.path(name).read_bytes())
        data[number * 7 % len(data)] ^= 1 << number % 8
        rewrite(vault.path(name), bytes(data))
    for name in deleted:
        vault.path(name).unlink()
    one, other = (vault.path(name).read_bytes() for name in swapped)
    rewrite(vault.path(swapped[0]), other)
    rewrite(vault.path(swapped[1]), one)
    found = verify(vault)
    assert found.damaged == tuple(flipped)
    assert found.missing == tuple(deleted)
    assert found.misplaced == tuple(f"{name[:2]}/{name}" for name in swapped)
    assert not found.ok


def test_an_object_without_custody_and_a_stranger_are_misplaced(tmp_path: Path) -> None:
    vault, hashes = filled(tmp_path)
    vault.custody_path(hashes[0]).unlink()
    (vault.objects / "aa").mkdir(exist_ok=True)
    (vault.objects / "aa" / "notes.txt").write_text("left here")
    moved = vault.objects / "zz" / hashes[1]
    moved.parent.mkdir()
    vault.path(hashes[1]).rename(moved)
    (vault.objects / "link").symlink_to(tmp_path)
    found = verify(vault)
    assert found.missing == (hashes[1],)
    assert set(found.misplaced) == {f"{hashes[0][:2]}/{hashes[0]}", "aa/notes.txt", f"zz/{hashes[1]}", "link"}
    assert found.damaged == ()


def test_a_truncated_object_is_damaged_and_an_empty_vault_is_whole(tmp_path: Path) -> None:
    assert verify(Vault(tmp_path / "nothing")).ok
    vault, hashes = filled(tmp_path)
    rewrite(vault.path(hashes[3]), b"")
    assert verify(vault).damaged == (hashes[3],)

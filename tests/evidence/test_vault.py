"""The vault keeps what it was given, once, under the hash of the bytes and under nothing else."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from enduse.evidence.capture import capture
from enduse.evidence.custody import Custody, instant
from enduse.evidence.vault import Vault
from enduse.evidence.verify import verify
from enduse.model.errors import DamagedVault, UnreadableDocument
from enduse.model.issue import Issue

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_an_object_is_kept_once_read_only_and_byte_for_byte(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    data = b"notice" * 400_000
    first = vault.store(write(tmp_path / "a.html", data))
    again = vault.store(write(tmp_path / "b.html", data))
    assert first.sha256 == hashlib.sha256(data).hexdigest()
    assert (first.new, again.new) == (True, False)
    assert vault.path(first.sha256).read_bytes() == data
    assert vault.path(first.sha256).stat().st_mode & 0o222 == 0
    assert list(vault.incoming.iterdir()) == []


@pytest.mark.parametrize("name", ["../../CANARY.html", "/tmp/CANARY", "a\nb", "名.html", "\u202egpj.html", "con", "x" * 4000])  # noqa: S108
def test_a_file_name_is_data_and_never_a_path(tmp_path: Path, name: str) -> None:
    vault = Vault(tmp_path / "vault")
    source = write(tmp_path / "source", name.encode())
    taken = capture([(name, source)], vault, received_from="a desk", operator="op", at=AT)
    assert [record.name for record in vault.custody(taken[0].sha256)] == [name]
    names = {path.name for path in tmp_path.rglob("*")}
    assert not any("CANARY" in found for found in names)
    assert verify(vault).ok


def test_custody_says_who_when_and_how_and_grows_only_by_what_is_new(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    source = write(tmp_path / "paper.txt", b"text")
    files = [("papers/one.txt", source), ("papers/two.txt", source)]
    first = capture(files, vault, received_from="archive of the town", operator="desk", at=AT)
    assert [item.new for item in first] == [True, False]
    before = vault.custody_path(first[0].sha256).read_bytes()
    again = capture(files, vault, received_from="archive of the town", operator="desk")
    assert [item.new for item in again] == [False, False]
    assert vault.custody_path(first[0].sha256).read_bytes() == before
    records = vault.custody(first[0].sha256)
    assert [record.name for record in records] == ["papers/one.txt", "papers/two.txt"]
    assert records[0].captured_at == "2026-01-02T03:04:05Z"
    assert records[0].size == 4
    assert records[0].tool.startswith("enduse")
    assert all(record.complete for record in records)


def test_a_record_of_an_address_is_complete_only_with_status_and_headers() -> None:
    known = {"sha256": "0" * 64, "name": "n", "size": 1, "captured_at": instant(AT), "received_from": "web", "operator": "o", "tool": "t"}
    bare = Custody(**known, url="https://example.org/n")  # type: ignore[arg-type]  # one dict of several types
    whole = Custody(**known, url="https://example.org/n", status=200, headers=(("content-type", "text/html"),))  # type: ignore[arg-type]
    assert not bare.complete
    assert whole.complete


def test_links_folders_and_pipes_are_refused_and_the_rest_is_taken(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    good = write(tmp_path / "good.txt", b"good")
    link = tmp_path / "link.txt"
    link.symlink_to(good)
    os.mkfifo(tmp_path / "pipe")
    refused: list[Issue] = []
    names = ["link.txt", "pipe", "folder", "absent.txt", "good.txt"]
    (tmp_path / "folder").mkdir()
    taken = capture([(name, tmp_path / name) for name in names], vault, received_from="x", refused=refused.append)
    assert [item.path for item in taken] == ["good.txt"]
    assert [(issue.place, issue.code) for issue in refused] == [
        ("link.txt", "symlink"),
        ("pipe", "not-a-file"),
        ("folder", "not-a-file"),
        ("absent.txt", "unreadable"),
    ]
    with pytest.raises(UnreadableDocument, match=r"link\.txt"):
        capture([("link.txt", link)], vault, received_from="x")


def test_a_damaged_copy_is_never_taken_for_the_same_bytes(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    source = write(tmp_path / "a", b"evidence")
    stored = vault.store(source)
    vault.path(stored.sha256).chmod(0o644)
    vault.path(stored.sha256).write_bytes(b"evidenze")
    with pytest.raises(DamagedVault, match=stored.sha256):
        vault.store(source)


def test_only_a_hash_makes_a_path(tmp_path: Path) -> None:
    for wrong in ("", "../" + "a" * 61, "A" * 64, "a" * 63):
        with pytest.raises(ValueError, match="not a SHA-256"):
            Vault(tmp_path).path(wrong)


def test_a_custody_file_cut_inside_a_line_is_not_written_to(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    taken = capture([("a", write(tmp_path / "a", b"a"))], vault, received_from="x", at=AT)
    path = vault.custody_path(taken[0].sha256)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(DamagedVault, match="custody"):
        capture([("b", tmp_path / "a")], vault, received_from="x", at=AT)
    assert len(verify(vault).unreadable_custody) == 1

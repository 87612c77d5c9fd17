"""Members are stored like files, and their custody says which container they came out of."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from enduse.evidence.members import MemberPart, capture_members
from enduse.evidence.vault import Vault
from enduse.evidence.verify import verify
from enduse.model.errors import DamagedVault

OUTER = "ab" * 32


def part(data: bytes, offset: int, name: str = "inner/公告.html", **facts: object) -> MemberPart:
    return MemberPart(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data), offset=offset, **facts)  # type: ignore[arg-type]


def test_members_are_evidence_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"firstsecond")
    vault = Vault(tmp_path / "vault")
    parts = [
        part(b"first", 0),
        part(b"second", 5, url="http://example.test/", status=200, headers=(("A", "b"),), fetched_at="2024-01-01T00:00:00Z"),
    ]
    assert capture_members(tmp_path / "out", parts, vault, container=OUTER) == 2
    assert capture_members(tmp_path / "out", parts, vault, container=OUTER) == 0
    first, second = (vault.custody(one.sha256) for one in parts)
    assert [record.received_from for record in first] == [f"member inner/公告.html of {OUTER}"]
    assert (second[0].url, second[0].status, second[0].fetched_at) == ("http://example.test/", 200, "2024-01-01T00:00:00Z")
    assert second[0].complete
    assert vault.path(parts[1].sha256).read_bytes() == b"second"
    assert verify(vault).ok
    assert list(vault.incoming.iterdir()) == []


def test_the_same_member_of_another_container_has_two_records(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"first")
    vault = Vault(tmp_path / "vault")
    capture_members(tmp_path / "out", [part(b"first", 0)], vault, container=OUTER)
    capture_members(tmp_path / "out", [part(b"first", 0)], vault, container="cd" * 32)
    assert len(vault.custody(part(b"first", 0).sha256)) == 2


def test_what_was_changed_after_unpacking_is_not_filed(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"fIrst")
    with pytest.raises(DamagedVault, match="changed between"):
        capture_members(tmp_path / "out", [part(b"first", 0)], Vault(tmp_path / "vault"), container=OUTER)


def test_a_name_that_is_no_unicode_is_kept_as_codes(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"first")
    vault = Vault(tmp_path / "vault")
    one = part(b"first", 0, name="a\udcff.html")
    capture_members(tmp_path / "out", [one], vault, container=OUTER)
    assert vault.custody(one.sha256)[0].name == "a\\udcff.html"

"""Unpacking in its jail: locked, bounded, the next container is read whatever the last one did."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator
from gzip import compress
from pathlib import Path

import msgspec
import pytest

from enduse.documents.containers import jail as jail_module
from enduse.documents.containers.jail import UnpackJail
from enduse.documents.containers.limits import load_limits
from enduse.documents.containers.listing import Listing, read_listing, settle
from enduse.documents.containers.unpack import unpack_task
from enduse.documents.lockdown import LAYERS
from tests.documents.containers.given import PAGE, noise, tarred, wacz, write, zipped
from tests.documents.containers.test_mail import mail


@pytest.fixture(scope="module")
def jail() -> Iterator[UnpackJail]:
    with UnpackJail() as made:
        yield made


def unpacked(jail: UnpackJail, path: Path) -> tuple[Listing, bytes]:
    with tempfile.TemporaryFile() as output:
        listing = jail.unpack(path, hashlib.sha256(path.read_bytes()).hexdigest(), output)
        output.seek(0)
        return listing, output.read()


def test_every_kind_works_behind_the_lock(jail: UnpackJail, tmp_path: Path) -> None:
    made = mail(Subject="样本")
    made.set_content("样本")
    made.add_attachment(PAGE, maintype="text", subtype="html", filename="附件.html")
    kinds = {
        "zip": zipped({"中.html": PAGE}),
        "tar": tarred({"a.html": PAGE}),
        "tar.gz": compress(tarred({"a.html": PAGE})),
        "gzip": compress(PAGE),
        "mail": made.as_bytes(),
        "wacz": wacz(),
        "": b"<p>no container",
    }
    for kind, data in kinds.items():
        listing, stored = unpacked(jail, write(tmp_path, "x", data))
        assert listing.kind == kind
        assert listing.rejected is None
        assert (PAGE in stored) == bool(kind)
    assert "system-call filter" in jail.layers or set(jail.layers) < set(LAYERS)


def test_the_child_dies_and_the_next_container_is_read(jail: UnpackJail, tmp_path: Path) -> None:
    path = write(tmp_path, "x", zipped({"a.html": PAGE}))
    assert unpacked(jail, path)[0].kind == "zip"
    assert jail._child is not None
    jail._child.kill()
    jail._child.wait()
    assert unpacked(jail, path)[0].kind == "zip"


def test_too_long_is_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    limits = msgspec.structs.replace(load_limits(), seconds=0)
    path = write(tmp_path, "x", zipped({"a.html": noise(5 << 20)}))
    with UnpackJail(limits) as short:
        listing, stored = unpacked(short, path)
        assert listing.rejected is not None
        assert listing.rejected.code == "limit:time"
        assert stored == b""


def test_a_large_container_is_read_by_a_child_of_its_own(jail: UnpackJail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail_module, "_COPIED_MOST", 100)
    data = noise(1 << 20)
    listing, stored = unpacked(jail, write(tmp_path, "x", zipped({"a.bin": data})))
    assert stored == data
    assert listing.members[0].sha256 == hashlib.sha256(data).hexdigest()


def test_a_bomb_takes_little_memory_and_time(jail: UnpackJail, tmp_path: Path) -> None:
    path = write(tmp_path, "x", zipped({"a.txt": bytes(100 << 20)}))
    unpacked(jail, write(tmp_path, "y", zipped({"a": PAGE})))
    begun = time.monotonic()
    listing, stored = unpacked(jail, path)
    assert time.monotonic() - begun < 10
    assert listing.rejected is not None
    assert listing.rejected.code == "limit:ratio"
    assert stored == b""
    assert jail._child is not None
    status = Path(f"/proc/{jail._child.pid}/status")
    if status.exists():
        peak = int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1])
        assert peak < 256 << 10


def test_the_task_writes_one_file_that_settles(tmp_path: Path) -> None:
    path = write(tmp_path, "object", zipped({"a.html": PAGE}))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    first, second = tmp_path / "one.members", tmp_path / "two.members"
    for output in (first, second):
        unpack_task([path], {"sha256": sha256}, output)
    assert first.read_bytes() == second.read_bytes()
    listing = read_listing(first)
    assert first.read_bytes().startswith(PAGE)
    settle(first, listing)
    settled = read_listing(first)
    assert settled.settled
    assert settled.members == listing.members
    assert PAGE not in first.read_bytes()
    unpack_task([path], {"sha256": "0" * 64}, first)
    damaged = read_listing(first).rejected
    assert damaged is not None
    assert damaged.code == "damaged"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["object", "one.members", "two.members"]

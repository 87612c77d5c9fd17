"""Whatever a reader does, it is stopped, the file is marked, and the next file is read."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.documents import reading
from enduse.documents.jail import Jail, Limits
from enduse.model.extraction import Reading
from enduse.model.storage import read_json
from tests.documents.hostile_readers import hostile

ROOT = Path(__file__).parent.parent.parent
LIMITS = Limits(memory_bytes=1_000_000_000, cpu_seconds=2, seconds=4.0)
PAGE = "<p>采购人：测试市公安局</p>".encode()


@pytest.fixture(scope="module")
def jail() -> Iterator[Jail]:
    with Jail(LIMITS, readers=("tests.documents.hostile_readers",), folder=ROOT) as made:
        yield made


def read(jail: Jail, data: bytes, extension: str = ".html") -> Reading:
    return jail.read(data, sha256=hashlib.sha256(data).hexdigest(), extension=extension)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("fork", {"crashed"}),
        ("memory", {"limit:memory"}),
        ("sleep", {"limit:time"}),
        ("spin", {"limit:cpu", "limit:time"}),
        ("write", {"crashed"}),
        ("segfault", {"crashed"}),
        ("exit", {"crashed"}),
        ("run", {"crashed"}),
        ("recursion", {"crashed"}),
        ("babble", {"crashed"}),
    ],
)
def test_a_reader_that_misbehaves_is_stopped_and_the_next_file_is_read(jail: Jail, name: str, codes: set[str]) -> None:
    begun = time.monotonic()
    result = read(jail, hostile(name))
    assert time.monotonic() - begun < LIMITS.seconds + 5
    assert result.document is None
    assert result.rejected is not None
    assert result.rejected.code in codes
    assert result.rejected.rejected
    assert result.rejected.message
    after = read(jail, PAGE)
    assert after.document is not None
    assert after.document.text == "采购人：测试市公安局"


def test_no_connection_leaves_the_jail(jail: Jail) -> None:
    with socket.socket() as canary:
        canary.bind(("127.0.0.1", 0))
        canary.listen()
        canary.settimeout(0.5)
        result = read(jail, hostile("socket") + str(canary.getsockname()[1]).encode())
        with pytest.raises(TimeoutError):
            canary.accept()
    assert result.rejected is not None
    assert result.rejected.code == "crashed"


@pytest.mark.parametrize("name", ["write", "quiet"])
def test_nothing_is_written_even_by_a_reader_that_hides_it(jail: Jail, name: str) -> None:
    canary = Path.home() / "CANARY_enduse_jail"
    assert not canary.exists()
    read(jail, hostile(name))
    assert not canary.exists()


def test_a_child_that_died_between_files_is_replaced(jail: Jail) -> None:
    assert read(jail, PAGE).document is not None
    child = jail._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert read(jail, PAGE).document is not None


def test_the_jail_says_which_layers_hold(jail: Jail) -> None:
    read(jail, PAGE)
    assert "interpreter watch" in jail.layers
    assert "no files" in jail.layers
    assert set(jail.layers).isdisjoint(jail.missing_layers)


def test_the_memory_limit_holds_for_real_readers() -> None:
    with Jail(Limits(memory_bytes=200_000_000)) as small:
        data = b"<p>" + b"x " * 30_000_000
        result = read(small, data)
        assert result.rejected is not None
        assert result.rejected.code == "limit:memory"
        assert read(small, PAGE).document is not None


def test_the_task_writes_the_reading_and_marks_damaged_objects(tmp_path: Path) -> None:
    source = tmp_path / "object"
    source.write_bytes(PAGE)
    sha256 = hashlib.sha256(PAGE).hexdigest()
    reading.read_task([source], {"sha256": sha256, "extension": ".html"}, tmp_path / "out.json")
    again = tmp_path / "again.json"
    reading.read_task([source], {"sha256": sha256, "extension": ".html"}, again)
    result = read_json(tmp_path / "out.json", Reading)
    assert result.document is not None
    assert result.document.sha256 == sha256
    assert again.read_bytes() == (tmp_path / "out.json").read_bytes()
    source.write_bytes(PAGE + b" ")
    reading.read_task([source], {"sha256": sha256, "extension": ".html"}, again)
    damaged = read_json(again, Reading)
    assert damaged.document is None
    assert damaged.rejected is not None
    assert damaged.rejected.code == "damaged"

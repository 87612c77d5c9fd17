"""A site printed by two processes is the site printed by one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from casebuilder import small_world

from conftest import CLAIMS
from enduse.atlas import printing_pool
from enduse.atlas.context import SiteContext
from enduse.atlas.site import build_site


@contextmanager
def opened(folder: Path) -> Iterator[SiteContext]:
    context = small_world().context(folder / str(os.getpid()), claims=CLAIMS, languages=("en", "zh"))
    with context.resolved:
        yield context


def test_two_processes_write_the_same_bytes(site: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "build") as context:
        counts = build_site(context, tmp_path / "site", again=partial(opened, tmp_path / "again"), hands=2)
    written = {path.relative_to(tmp_path / "site"): path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert written == {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert (counts.files, counts.pages > 100, counts.passages > 20) == (len(written), True, True)
    assert printing_pool._held == []  # this process has printed nothing


def test_a_process_that_is_killed_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with opened(tmp_path / "build") as context, pytest.raises(OSError, match="was killed"):
        build_site(context, tmp_path / "site", again=killed, hands=2)


def killed() -> AbstractContextManager[SiteContext]:
    os._exit(9)

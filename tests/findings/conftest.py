"""Fixtures that open small cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.model.entity import Resolution
from enduse.model.statement import Statement

from .builder import OpenCase, case_parts, with_parents, write_case


@pytest.fixture
def open_case(tmp_path: Path) -> OpenCase:
    """Open a case of these statements and this resolution."""
    opened: list[Path] = []

    def open_(statements: Sequence[Statement], resolution: Resolution) -> Resolved:
        opened.append(tmp_path / f"case-{len(opened)}")
        opened[-1].mkdir()
        return write_case(opened[-1], statements, resolution)

    return open_


@pytest.fixture
def open_folder(open_case: OpenCase) -> Callable[[Path], Resolved]:
    """Open a case folder of ``cases/``."""

    def open_(folder: Path) -> Resolved:
        statements, resolution = case_parts(folder)
        return open_case(statements, with_parents(resolution, statements))

    return open_

"""Fixtures every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists, gold sets and hostile inputs beside a developer's checkout."""
    if not SHARED.is_dir():
        pytest.skip("the material folder is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT

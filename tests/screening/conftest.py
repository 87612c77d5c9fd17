"""A built case of its own, since screening keeps its index in the case's build folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.case.layout import Case, open_case
from enduse.screening.index import Index
from enduse.screening.run import index_of
from tests.conftest import copy_built


@pytest.fixture(scope="session")
def case(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy of the built example."""
    copy = tmp_path_factory.mktemp("screening") / "case"
    copy_built(example, copy)
    return open_case(copy)


@pytest.fixture(scope="session")
def index(case: Case) -> Iterator[Index]:
    """The index of the case."""
    with Index(index_of(case)) as opened:
        yield opened

"""What the script takes over from the fact base, and what it leaves there."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_source_law", root / "scripts/make_source_law.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("Goods of a region. Found at the port.", "Goods of a region. Found at the port."),
        ("recipients of money (recalled); makers", "makers"),
        ("everybody (recalled)", ""),
        ("none by itself (other laws attach effects: EF12 to EF17)", "none by itself"),
        ("Use. FACT CHECK: our measures.csv says otherwise.", "Use."),
        ("It is illegal to sell. Owning stays free.", "Owning stays free."),
    ],
)
def test_a_piece_that_is_recalled_goes_as_a_whole(script: ModuleType, cell: str, kept: str) -> None:
    assert script.kept(cell) == kept


def test_a_row_that_was_not_read_is_refused(script: ModuleType) -> None:
    with pytest.raises(ValueError, match="marked 'reported'"):
        script.rule({"effect_id": "EF99", "verification": "reported"}, {})

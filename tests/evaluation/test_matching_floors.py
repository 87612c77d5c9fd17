"""Matching on every set that can be made here: floors that may rise, never fall, each held to the hash of its set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enduse.entities.matching.compare import compare_names
from enduse.entities.matching.thresholds import load_thresholds
from enduse.evaluation.matching import judge
from enduse.evaluation.matching_report import report
from enduse.evaluation.pairs import read_pairs

FLOORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "floors.json").read_text("utf-8"))["matching"]
OWN = ("police-bodies", "probes", "official-pairs")


def worse(name: str, root: Path, shared: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is measured below its floor or above its ceiling, as sentences."""
    monkeypatch.syspath_prepend(str(root / "scripts"))
    from matching_sets import SETS
    from matching_sets.rows import write_pairs

    write_pairs(SETS[name](shared), out)
    read = read_pairs(out)
    assert read.sha256 == FLOORS[name]["pairs_sha256"], "the set changed: measure again and write new floors beside its new hash"
    figures = report(read, judge(read.pairs, compare_names), load_thresholds().match)
    below = [f"{key} {figures[key]:.4f} < {floor}" for key, floor in FLOORS[name]["at_least"].items() if figures[key] < floor]
    above = [f"{key} {figures[key]} > {most}" for key, most in FLOORS[name]["at_most"].items() if figures[key] > most]
    return below + above


@pytest.mark.shared
@pytest.mark.parametrize("name", [name for name in FLOORS if name not in OWN])
def test_a_set_of_the_material_is_matched_no_worse_than_its_floor(
    name: str, root: Path, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert worse(name, root, shared, tmp_path / "pairs.csv", monkeypatch) == []


@pytest.mark.parametrize("name", OWN)
def test_a_set_kept_here_is_matched_no_worse_than_its_floor(name: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert worse(name, root, tmp_path, tmp_path / "pairs.csv", monkeypatch) == []


def test_a_floor_that_is_missed_is_told(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FLOORS, "probes", {**FLOORS["probes"], "at_least": {"auc": 1.01}, "at_most": {"pairs": 1}})
    found = worse("probes", root, tmp_path, tmp_path / "pairs.csv", monkeypatch)
    assert found[0].startswith("auc ")
    assert found[1] == "pairs 80 > 1"

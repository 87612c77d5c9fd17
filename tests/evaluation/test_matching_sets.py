"""The sets are what their page says: made from the material as it is, the same each time, and no pair both a match and none."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from enduse.evaluation.pairs import Pair, read_pairs

MATERIAL = {
    "name-bench": (266, 171),
    "name-bench-all": (826, 425),
    "listed": (7214, 3607),
    "listed-hard": (7203, 3607),
    "entity-list-bilingual": (680, 348),
    "short-names": (683, 0),
}
"""Set -> pairs, of which one body's."""
CONTRADICTED = {"name-bench": 1, "name-bench-all": 2}
"""Set -> pairs that nomenklatura's bench has under both labels, such as BWI and BAE Industries, Inc."""
TABLES = {"police-bodies": "police_bodies", "probes": "probes", "official-pairs": "official_pairs"}


def make(root: Path, name: str, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts" / "make_matching_pairs.py"), name, "--out", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def made(root: Path, name: str, out: Path, *more: str) -> tuple[Pair, ...]:
    done = make(root, name, out, *more)
    assert done.returncode == 0, done.stderr
    return read_pairs(out).pairs


@pytest.mark.shared
@pytest.mark.parametrize("name", MATERIAL)
def test_a_set_made_from_the_material(name: str, shared: Path, root: Path, tmp_path: Path) -> None:
    pairs = made(root, name, tmp_path / "one.csv", "--shared", str(shared))
    assert (len(pairs), sum(pair.match for pair in pairs)) == MATERIAL[name]
    both = {(pair.left, pair.right) for pair in pairs if pair.match} & {(pair.left, pair.right) for pair in pairs if not pair.match}
    assert len(both) == CONTRADICTED.get(name, 0)
    made(root, name, tmp_path / "two.csv", "--shared", str(shared))
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.shared
def test_hard_negatives_are_nearer_than_chance_ones(shared: Path, root: Path, tmp_path: Path) -> None:
    english = {pair.left: pair.right for pair in made(root, "listed", tmp_path / "a.csv", "--shared", str(shared)) if pair.match}
    shares = {}
    for name in ("listed", "listed-hard"):
        negatives = [pair for pair in made(root, name, tmp_path / "b.csv", "--shared", str(shared)) if not pair.match]
        shares[name] = sum(pair.right.split()[0] == english[pair.left].split()[0] for pair in negatives) / len(negatives)
    assert shares["listed-hard"] > 3 * shares["listed"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_kept_here_has_both_kinds_and_no_pair_twice(name: str, root: Path, tmp_path: Path) -> None:
    pairs = made(root, name, tmp_path / "out.csv")
    counted = Counter(frozenset((pair.left, pair.right)) for pair in pairs)
    assert [sorted(names) for names, count in counted.items() if count > 1] == []
    labels = Counter(pair.match for pair in pairs)
    assert min(labels[True], labels[False]) >= 30
    with (root / "tests" / "entities" / "matching" / f"{TABLES[name]}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["match"] for row in rows} == {"true", "false"}
    assert all(row["kind"] for row in rows)
    assert all(row.get("source") or row.get("basis") for row in rows) or name == "probes"


def test_without_the_material_the_script_says_what_is_missing(root: Path, tmp_path: Path) -> None:
    done = make(root, "listed", tmp_path / "out.csv", "--shared", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "nowhere: no such folder" in done.stderr


def test_names_are_told_apart_without_their_legal_form(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "scripts"))
    from matching_sets.rows import Nearest, english_core, next_other

    assert english_core("Aerosun Corp.") == english_core("AEROSUN  CORPORATION")
    assert english_core("Nanjing Panda Electronics Company Limited") == "nanjingpandaelectronics"
    assert english_core("Zhonghang Tech") != english_core("Zhongtian Tech")
    other = next_other(["a", "b", "c"], "seed")
    assert sorted(other.values()) == ["a", "b", "c"]
    assert all(key != value for key, value in other.items())
    near = Nearest(["Alpha Steel Co", "Alpha Steal Ltd", "Beta Foods", "Alpha Oil"], ["x", "y", "x", "x"])
    assert near.to(0, {0}) == 1
    assert near.to(0, {0, 1}) == 3
    assert near.to(2, {2}) is None

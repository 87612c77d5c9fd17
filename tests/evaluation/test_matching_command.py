"""``enduse eval matching``: figures on stdout or as JSON, and errors that name file and line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from enduse.evaluation.matching import Judged
from enduse.evaluation.matching_report import lines, report
from enduse.evaluation.pairs import Pair, PairFile
from enduse.model.comparison import Comparison, Feature
from tests.conftest import run_here

PROMISED = [
    *("pairs", "threshold", "precision", "recall", "f1", "best_f1", "auc", "recall_at_p95", "ties_at_top", "pairs_per_second"),
]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    rows = ["left,right,match", "Specimen Optics Co. Ltd.,Specimen Optics Company Limited,true", "Specimen Optics,Example Granite,false"]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def test_every_figure_as_json(pairs: Path) -> None:
    done = run_here("eval", "matching", pairs, "--json", "-")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert set(PROMISED) <= set(figures)
    assert (figures["pairs"], figures["f1"], figures["auc"]) == (2, 1.0, 1.0)
    assert figures["pairs_sha256"] == hashlib.sha256(pairs.read_bytes()).hexdigest()
    assert (figures["hard_negatives"], figures["missed"]) == ([], [])


def test_json_goes_to_a_file_and_leaves_stdout_alone(pairs: Path, tmp_path: Path) -> None:
    done = run_here("eval", "matching", pairs, "--json", tmp_path / "figures.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((tmp_path / "figures.json").read_text("utf-8"))["pairs"] == 2


def test_figures_for_people(pairs: Path) -> None:
    done = run_here("eval", "matching", pairs)
    assert done.returncode == 0
    assert "2 pairs, 1 of one body" in done.stdout
    assert "F1 1.000" in done.stdout


def test_a_file_that_cannot_be_read_is_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("left,right,match\na,b,maybe\n", "utf-8")
    done = run_here("eval", "matching", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{path}, line 2: match says 'maybe'; expected one of true" in done.stderr


def test_wrong_pairs_are_shown_with_their_reasons() -> None:
    pair = Pair("Specimen North", "Specimen South", False, "Company", 2)
    why = Feature("names", "Specimen North", "Specimen South", 0.8, "both have specimen")
    one = Pair("样本", "Specimen", True, "Company", 3)
    judged = Judged((pair, one), (Comparison(0.9, (why,)), Comparison(0.0)), 0.0)
    figures = report(PairFile((pair, one), "f" * 64), judged, 0.75)
    assert figures["hard_negatives"][0]["reasons"] == [{"feature": "names", "weight": 0.8, "why": "both have specimen"}]
    assert [item["line"] for item in figures["missed"]] == [3]
    assert figures["pairs_per_second"] is None
    text = "\n".join(lines(figures, 1))
    assert "0.900  line 2: Specimen North | Specimen South" in text
    assert "+0.80 both have specimen" in text
    assert "1 called two bodies, and are one" in text
    assert "too quick to measure" in text
    assert "more; --json has them all" not in text
    assert "and 1 more; --json has them all" in "\n".join(lines(figures, 0))

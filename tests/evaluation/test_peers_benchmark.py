"""The benchmark beside peers goes on without them, and says of each what is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def run(root: Path, tmp_path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Without the material folder: our own tables only."""
    command = [sys.executable, str(root / "benchmarks" / "peers.py"), "--shared", str(tmp_path / "nowhere"), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_without_peers_enduse_is_measured_and_each_peer_is_named(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "--only", "enduse,logic-v2,jaro-winkler", "--peers", str(tmp_path / "python"))
    assert done.returncode == 0, done.stderr
    assert "police-bodies (223, 112 of one body): F1" in done.stdout
    for peer in ("logic-v2", "jaro-winkler"):
        assert f"{peer}: not measured: {tmp_path / 'python'} is not there; run: make bench-peers" in done.stdout


def test_a_peer_that_cannot_be_imported_is_a_line(root: Path, tmp_path: Path) -> None:
    # The interpreter of the tests has no nomenklatura.
    done = run(root, tmp_path, "--only", "er-unstable", "--peers", sys.executable)
    assert done.returncode == 0, done.stderr
    assert "er-unstable: not measured: ModuleNotFoundError" in done.stdout


def test_all_figures_as_json(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "--only", "enduse", "--json")
    (found,) = json.loads(done.stdout)
    assert found["missing"] == ""
    assert {"f1", "best_f1", "recall_at_p95", "auc"} <= set(found["accuracy"]["probes"])


def test_an_unknown_matcher_is_wrong_usage(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "--only", "guesswork")
    assert done.returncode == 2
    assert "no matcher guesswork; there are enduse, logic-v1" in done.stderr


def test_a_crossing_counts_pairs_offered_and_matched(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "benchmarks" / "matchers"))
    import child
    import crossing

    def scored(*_: Any) -> dict[tuple[str, str], float]:
        return {("a", "b"): 0.99, ("a", "c"): 0.1}

    monkeypatch.setattr(crossing, "run", scored)
    found = child._crossing("enduse", {"names": {}, "pairs": 5, "same": {"kind": [["b", "a"], ["c", "a"], ["b", "c"]]}})
    assert found["found"] == {"kind": {"same": 3, "offered": 2, "matched": 1}}
    assert (found["pairs"], found["at_threshold"]) == (2, 1)


@pytest.mark.shared
def test_organisations_to_cross_reference(root: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "benchmarks" / "matchers"))
    monkeypatch.syspath_prepend(str(root / "scripts"))
    from entities import gather

    found = gather(shared)
    assert len(found.names) == 21499
    assert {kind: len(same) for kind, same in found.same.items()} == {"alias of a list": 2168, "short Chinese and English": 3607}
    assert all(found.names.values())
    assert all(one != other and {one, other} <= set(found.names) for same in found.same.values() for one, other in same)

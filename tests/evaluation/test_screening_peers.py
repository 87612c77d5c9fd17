"""Screening beside a peer: what is asked, what counts as right, and that a peer which is not there is a line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from enduse.entities.matching.prepared import Party

LISTED = ("Specimen Optics Technology", "Example Granite Works", "Sample Harbour Cranes")


@pytest.fixture(autouse=True)
def benchmarks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (root / "scripts", root / "benchmarks", root / "benchmarks" / "matchers"):
        monkeypatch.syspath_prepend(str(folder))


def parties() -> list[Party]:
    return [Party(id=f"p{at}", names=(name,)) for at, name in enumerate(LISTED)]


class Stub:
    """A peer that finds the first body, and after it the third, whatever is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def run(self, task: str, matcher: str, given: Any) -> dict[str, Any]:
        assert task == "asking"
        if matcher != "logic-v2":
            return {"missing": "left out"}
        self.asked += [name for names in given["sets"].values() for name in names]
        ranked = {name: [[["bench:p0", 0.9], ["bench:p2", 0.8]] for _ in names] for name, names in given["sets"].items()}
        return {"ready_seconds": 1.0, "threshold": 0.85, "cpu_seconds": dict.fromkeys(ranked, 2.0), "ranked": ranked}


def lists() -> list[tuple[str, Path]]:
    import list_questions

    return list_questions.lists_in(Path("nowhere"))[:1]


def test_a_right_body_is_one_that_holds_the_name_drawn() -> None:
    import questions

    held = {"a": ["Specimen Optics"], "b": ["SPECIMEN OPTICS", "样本光学"], "bench:added:0001": ["Example Granite"]}
    sets = questions.drawn_questions(held, 4)
    assert {question.right for question in sets[questions.WRITTEN]} == {frozenset("ab")}
    assert {question.right for question in sets[questions.CHINESE_SHORT]} == {frozenset("b")}
    assert {len(question.name) for question in sets[questions.CHINESE_SHORT]} == {3}
    assert {question.right for question in sets[questions.ANEW]} == {frozenset()}
    assert sets == questions.drawn_questions(held, 4)


def test_a_pair_whose_asked_name_the_index_holds_is_left_out() -> None:
    import questions

    held = {"bench:added:0001": ["Peking University"], "bench:added:0002": ["Beijing Normal University"], "listed": ["北京大学"]}
    pairs = [("北京大学", "Peking University"), ("北京师范大学", "Beijing Normal University")]
    assert list(questions._asked(held, pairs)) == [questions.Question("北京师范大学", frozenset({"bench:added:0002"}))]


def test_all_names_that_pairs_tie_together_are_right_and_asked_once() -> None:
    import questions

    held = {"a": ["Specimen Optics AG"], "b": ["SpecimenOptics"], "c": ["Specimen Optic"], "d": ["Example Granite"]}
    pairs = [("Specimen Optics", "Specimen Optics AG"), ("Specimen Optics", "SpecimenOptics"), ("Optics Specimen", "SpecimenOptics")]
    asked = {question.name: question.right for question in questions._asked(held, pairs)}
    assert asked == {"Specimen Optics": frozenset("ab"), "Optics Specimen": frozenset("ab")}


def test_first_and_among_five_are_told_apart(tmp_path: Path) -> None:
    import recall
    from questions import ANEW, MIXED, SHORT, TO_CHINESE, WRITTEN

    stub = Stub()
    found = {each.matcher: each for each in recall.compare(lists(), parties(), tmp_path, (40, 7), stub, lambda _: None)}
    peer = found["logic-v2"]
    assert set(peer.questions) >= {*MIXED, TO_CHINESE}
    assert peer.top1[WRITTEN] < peer.top5[WRITTEN]
    assert peer.top5[TO_CHINESE] == 0
    assert peer.called[WRITTEN] == peer.top1[WRITTEN], "the third body stays below the threshold"
    assert peer.called[ANEW] == 1.0
    assert peer.speed([WRITTEN, SHORT]) == 80 / 4
    assert len(stub.asked) == sum(peer.questions.values())
    drawn = recall.draw(list(found.values()))
    assert "enduse: not measured: left out" in drawn
    assert "names a second and core" in drawn
    assert recall.as_data([peer])[0]["ready_seconds"] == [1.0, 1.0]


@pytest.mark.slow
def test_without_the_peer_enduse_and_the_floor_are_measured(tmp_path: Path) -> None:
    import recall
    from questions import SHORT, TO_CHINESE, TO_ENGLISH, WRITTEN

    import peers

    runs = peers.Children(tmp_path / "python", tmp_path)
    found = {each.matcher: each for each in recall.compare(lists(), parties(), tmp_path, (30, 7), runs, lambda _: None)}
    assert f"{tmp_path / 'python'} is not there; run: make bench-peers" in found["logic-v2"].missing
    for ours in ("enduse", "enduse-screen", "exact"):
        assert (found[ours].missing, found[ours].top5[WRITTEN]) == ("", 1.0)
    assert found["exact"].top5[SHORT] < found["enduse"].top5[SHORT]
    for across in (TO_ENGLISH, TO_CHINESE):
        assert found["exact"].top5[across] == 0
        assert found["enduse"].top5[across] > 0.6


def test_a_peer_that_cannot_be_imported_says_so(tmp_path: Path) -> None:
    import peers

    # The interpreter of the tests has no nomenklatura.
    given = {"index": "", "entities": {}, "warm": [], "sets": {}}
    assert peers.Children(Path(sys.executable), tmp_path).run("asking", "logic-v2", given)["missing"].startswith("ModuleNotFoundError")

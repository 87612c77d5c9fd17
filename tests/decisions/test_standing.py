"""What holds of all that was recorded, and whose log is whose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.decisions.log import append
from enduse.decisions.people import log_of
from enduse.decisions.reviewers import read_logs
from enduse.decisions.standing import standing, without_hubs
from enduse.model.judgement import Judgement, Verdict


def judge(verdict: Verdict, left: str = "a", right: str = "b", reviewer: str = "ada") -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, reviewer=reviewer, decided="2026-01-02", reason="compared")


P, N, U, W = Verdict.POSITIVE, Verdict.NEGATIVE, Verdict.UNSURE, Verdict.WITHDRAWN


@pytest.mark.parametrize(
    ("given_verdicts", "holds"),
    [([P], P), ([P, N], N), ([P, N, W], P), ([P, W], None), ([W, P], P), ([P, N, W, W], None), ([P, W, N], N), ([P, N, U, W, W], P)],
)
def test_the_last_not_withdrawn_holds(given_verdicts: list[Verdict], holds: Verdict | None) -> None:
    found = standing([judge(verdict) for verdict in given_verdicts])
    assert [j.verdict for j in found.get(("a", "b"), ())] == ([holds] if holds else [])


@given(st.lists(st.tuples(st.sampled_from([P, N, U, W]), st.sampled_from(["ada", "bea"]), st.sampled_from("bcd"))), st.data())
def test_how_logs_are_merged_never_matters(rows: list[tuple[Verdict, str, str]], data: st.DataObject) -> None:
    said = [judge(verdict, "a", right, reviewer) for verdict, reviewer, right in rows]
    apart = {name: [j for j in said if j.reviewer == name] for name in ("ada", "bea")}
    merged = []
    while any(apart.values()):
        merged.append(apart[data.draw(st.sampled_from([name for name, left in apart.items() if left]))].pop(0))
    assert standing(merged) == standing(said)


def test_a_hub_that_is_a_mention_of_the_case_is_no_hub() -> None:
    said = [judge(P, "NK-1", "b"), judge(P, "NK-1", "c")]
    assert without_hubs(said, {"NK-1", "b", "c"}) == said
    assert [j.pair for j in without_hubs(said, {"b", "c"})] == [("b", "c")]
    assert without_hubs(said[:1], {"b"}) == []


def test_every_name_has_a_file_of_its_own(tmp_path: Path) -> None:
    names = ["ada", "Ada", "ada-li", "Ada Li", "ada li", "李雷", "../x", "a/b", "ADA"]
    files = [log_of(tmp_path, name) for name in names]
    assert len({file.name.lower() for file in files}) == len(names)
    assert all(file.parent == tmp_path and file.suffix == ".jsonl" for file in files)
    assert files[0].name == "ada.jsonl"


def test_logs_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for reviewer in ("bea", "ada"):
        for verdict in (P, N):
            append(log_of(tmp_path, reviewer), judge(verdict, reviewer=reviewer))
    found = read_logs([tmp_path / "bea.jsonl", tmp_path / "ada.jsonl"])
    assert [(j.reviewer, j.verdict) for j in found] == [("ada", P), ("ada", N), ("bea", P), ("bea", N)]

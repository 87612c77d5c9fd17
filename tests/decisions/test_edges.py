"""Nomenklatura's edges: nothing its format holds is lost, either way."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.decisions.edges import read_edges, to_line, write_edges
from enduse.model.comparison import Feature
from enduse.model.errors import UsageError
from enduse.model.judgement import Judgement, Seen, Verdict

DUMP = """\
["NK-3kxyab", "us-bis-entity-list:1", "positive", null, "ada", "2024-05-06T07:08:09.123456"]
["Q65", "NK-3kxyab", "positive", null, "ada", "2024-05-06T07:08:10"]
["ofac-9", "eu-1", "negative", null, "bea", "2024-05-06T07:08:09"]
["ofac-9", "eu-2", "unsure", 0.75, "bea", null]
["ofac-9", "eu-3", "negative", 0.5, null, "2023-01-01T00:00:00"]
"""


def test_what_nomenklatura_dumped_comes_back_as_it_was() -> None:
    found = read_edges(DUMP, "resolver.ijson")
    assert len(found.judgements) == 5
    written = [json.loads(line) for line in write_edges(found.judgements).splitlines()]
    assert sorted(json.dumps(row[:6]) for row in written) == sorted(DUMP.splitlines())
    again = read_edges(write_edges(found.judgements), "again.jsonl")
    assert sorted(map(repr, again.judgements)) == sorted(map(repr, found.judgements))


def test_lines_with_names_and_older_days_are_read_too() -> None:
    line = {"target": "b", "source": "a", "judgement": "positive", "score": 1, "user": "ada", "timestamp": "2021-01-01"}
    assert read_edges(json.dumps(line), "x").judgements[0].decided == "2021-01-01"


def test_suggestions_of_a_machine_are_counted_and_are_no_judgements() -> None:
    found = read_edges('["b", "a", "no_judgement", 0.7, "machine", "2024-01-01"]\n\n', "x")
    assert (found.judgements, found.suggestions) == ([], 1)


IDS = st.sampled_from(["paper:1:buyer", "company:样本", "listed:L1", "NK-abc", "Q42"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
LINES = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)
FEATURES = st.lists(st.builds(Feature, TEXTS, TEXTS, TEXTS, st.floats(-2, 2), TEXTS), max_size=2).map(tuple)
SEEN = st.builds(Seen, left=LINES, right=LINES, score=st.none() | st.floats(0, 1), features=FEATURES, method=TEXTS)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    left, right = draw(st.lists(IDS, min_size=2, max_size=2, unique=True))
    verdict, seen = draw(st.sampled_from(list(Verdict)[:3])), draw(st.none() | SEEN)
    return Judgement(left=left, right=right, verdict=verdict, reviewer=draw(TEXTS), decided=draw(TEXTS), reason=draw(TEXTS), seen=seen)


@given(judgements())
def test_our_own_judgements_come_back_whole(judgement: Judgement) -> None:
    line = to_line(judgement)
    assert read_edges(line, "x").judgements == [judgement]
    row = json.loads(line)
    assert {row[0], row[1]} == {judgement.left, judgement.right}
    assert row[2:6] == [judgement.verdict.value, judgement.seen.score if judgement.seen else None, judgement.reviewer, judgement.decided]
    assert isinstance(row[6], dict), "what the format does not hold is one value more, which its reader does not look at"


def test_of_two_reviewers_the_negative_comes_last_where_the_last_one_holds() -> None:
    said = [
        Judgement(left="a", right="b", verdict=verdict, reviewer=name, decided="2024", reason="r")
        for verdict, name in ((Verdict.NEGATIVE, "ada"), (Verdict.POSITIVE, "bea"))
    ]
    assert [json.loads(line)[2] for line in write_edges(said).splitlines()] == ["positive", "negative"]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        '["a", "b", "positive"]',
        '"a"',
        '["a", "a", "positive", null, "ada", "2024"]',
        '["a", "b", "perhaps", null, "ada", "2024"]',
        '["a", "b", "withdrawn", null, "ada", "2024"]',
        '["a", 7, "positive", null, "ada", "2024"]',
        '["a", "b", "positive", "high", "ada", "2024"]',
        '["a", "b", "positive", null, "ada", "2024", {"seen": {"score": "x"}}]',
    ],
)
def test_a_line_that_is_no_edge_is_named(line: str) -> None:
    with pytest.raises(UsageError, match=r"edges\.jsonl line 2.*expected"):
        read_edges('["b", "a", "positive", null, "ada", "2024"]\n' + line, "edges.jsonl")

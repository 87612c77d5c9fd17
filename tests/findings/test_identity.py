"""A finding cites another name of a body where it knows the body by that name, and nowhere else."""

from __future__ import annotations

import duckdb

from enduse.findings.identity import with_needed_aliases
from enduse.model.finding import Finding, Step
from enduse.model.said import Said

T = Said.alike("t")


def connection() -> duckdb.DuckDBPyConnection:
    """Two mentions of one body: a row of its own with an alias, and a list that knows it by that alias."""
    opened = duckdb.connect(":memory:")
    opened.execute("CREATE TABLE statements (id VARCHAR, entity VARCHAR, canonical VARCHAR, property VARCHAR, value VARCHAR)")
    rows = [
        ("own-name", "company:heron", "heron", "name", "Heron Cameras (specimen)"),
        ("own-alias", "company:heron", "heron", "alias", "Heron (specimen)"),
        ("list-name", "listed:L1", "heron", "name", "Heron (specimen)"),
        ("other-name", "company:egret", "egret", "name", "Heron (specimen)"),
    ]
    opened.executemany("INSERT INTO statements VALUES (?, ?, ?, ?, ?)", rows)
    return opened


def finding(*statements: tuple[str, ...]) -> Finding:
    steps = tuple(Step(origin="heron", target="x", relation="r", text=T, statements=each) for each in statements)
    return Finding(
        rule="r",
        rule_version="1",
        outcome="shown",
        title="t",
        summary="s",
        day=None,
        subjects=("heron",),
        path=steps,
        gaps=(),
        rule_says=T,
    )


def cited(given: Finding) -> set[str]:
    (found,) = with_needed_aliases([given], connection())
    return {statement for step in found.path for statement in step.statements}


def test_an_alias_that_ties_two_mentions_of_the_path_stands() -> None:
    assert cited(finding(("own-name", "own-alias"), ("list-name",))) == {"own-name", "own-alias", "list-name"}


def test_an_alias_no_other_mention_of_the_path_bears_is_left_out() -> None:
    assert cited(finding(("own-name", "own-alias"))) == {"own-name"}


def test_the_name_of_another_body_ties_nothing() -> None:
    assert cited(finding(("own-name", "own-alias"), ("other-name",))) == {"own-name", "other-name"}

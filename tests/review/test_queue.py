"""The queue asks first what would change most."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from enduse.entities.resolved import Resolved
from enduse.entities.written import write_resolution
from enduse.model.comparison import Comparison
from enduse.model.entity import Entity, Join, PossiblySame, Resolution
from enduse.model.extraction import Extraction
from enduse.model.finding import Finding, Step
from enduse.model.judgement import Judgement, Verdict
from enduse.model.said import NOTHING, Said
from enduse.model.statement import Statement
from enduse.model.storage import write_json
from enduse.review.queue import Proposal, proposals
from enduse.statements.merge import merge_task

BODIES = ("company:a", "company:b", "company:c", "company:d", "company:e", "company:f", "listed:L1", "listed:L2")


def say(entity: str, schema: str, property: str, value: str) -> Statement:
    return Statement(
        entity=entity,
        schema=schema,
        property=property,
        value=value,
        document="0" * 64,
        start=0,
        end=len(value),
        quote=value,
        prefix="",
        suffix="",
        source="record:S1",
        method="test",
        method_version="1",
    )


def tie(left: str, right: str, score: float) -> PossiblySame:
    return PossiblySame(left=left, right=right, why="alike", comparison=Comparison(score))


def queue(
    folder: Path, ties: list[PossiblySame], *, findings: tuple[Finding, ...] = (), said: tuple[Judgement, ...] = ()
) -> list[Proposal]:
    """Proposals of a case where L1 is listed, a sells something twice, and e is two mentions joined by a score."""
    folder.mkdir(exist_ok=True)
    statements = [say(body, "Company", "name", f"Name of {body}") for body in (*BODIES, "paper:1:supplier:1")]
    statements += [say("listing:1", "Sanction", "entity", "listed:L1"), say("listing:2", "Sanction", "entity", "listed:L2")]
    statements += [say(f"flow:{n}", "ContractAward", "supplier", "company:a") for n in (1, 2)]
    write_json(folder / "extraction.json", Extraction(statements=tuple(statements)))
    merge_task([folder / "extraction.json"], {}, folder / "statements.parquet")
    join = Join(left="company:e", right="paper:1:supplier:1", rule="score", reason="alike", comparison=Comparison(0.9))
    joined = {"company:e": (("company:e", "paper:1:supplier:1"), (join,))}
    entities = tuple(
        Entity(id=body, schema="Company", caption=body, mentions=joined.get(body, ((body,), ()))[0], joins=joined.get(body, ((), ()))[1])
        for body in sorted(BODIES)
    )
    resolution = Resolution(entities=entities, possibly_same=tuple(ties))
    write_resolution(folder / "statements.parquet", resolution, folder / "entities")
    with Resolved(folder / "entities") as resolved:
        return proposals(resolved, findings, said)


def test_listings_that_meet_sales_come_first_then_findings_then_size_then_score(tmp_path: Path) -> None:
    ties = [
        tie("company:b", "company:c", 0.6),
        tie("company:b", "company:d", 0.7),
        tie("company:a", "company:b", 0.5),
        tie("company:c", "company:f", 0.9),
        tie("company:a", "listed:L1", 0.5),
        tie("company:b", "listed:L2", 0.9),
    ]
    step = Step(origin="company:f", target="company:f", relation="r", text=Said.alike("t"), statements=())
    first = Finding(
        rule="one",
        rule_version="1",
        outcome="shown",
        title=Said.alike("t"),
        summary=Said.alike("s"),
        day=None,
        subjects=("company:f",),
        path=(step,),
        gaps=(),
        rule_says=NOTHING,
    )
    findings = (first, replace(first, rule="two"))
    found = queue(tmp_path / "case", ties, findings=findings)
    order = ["a1", "cf", "b2", "ab", "e1", "bd", "bc"]
    assert [p.left[-1] + p.right[-1] for p in found] == order
    assert found[0].changes == "would tie 1 listing to 2 sales or projects"
    assert found[1].changes == "2 findings concerned"
    assert [p.joined for p in found].index(True) == 4, "a join nobody has confirmed waits among the others"
    assert found[4].right_name == "Name of paper:1:supplier:1"


def test_what_is_decided_is_left_out_whichever_mention_it_was_said_of(tmp_path: Path) -> None:
    def judge(left: str, right: str, verdict: Verdict) -> Judgement:
        return Judgement(left=left, right=right, verdict=verdict, reviewer="ada", decided="2026-01-02", reason="looked")

    ties = [tie("company:b", "company:e", 0.6), tie("company:c", "company:d", 0.6), tie("company:c", "company:f", 0.9)]
    said = (
        judge("paper:1:supplier:1", "company:b", Verdict.NEGATIVE),
        judge("company:c", "company:f", Verdict.UNSURE),
        judge("company:e", "paper:1:supplier:1", Verdict.POSITIVE),
    )
    found = queue(tmp_path / "case", ties, said=said)
    assert [(p.left, p.right, p.left_open) for p in found] == [("company:c", "company:d", False), ("company:c", "company:f", True)]

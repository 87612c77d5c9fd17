"""``enduse review findings`` and its neighbours: where findings stand, what was decided, what is removed or taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from enduse.cli.output import as_json, case_option, print_json, printable, say, table
from enduse.cli.review_signing import desk_of, signature, signed_options, told
from enduse.release.course import changed_since


@click.command("findings")
@case_option
@click.option("--state", metavar="STATE", help="Only findings in this state.")
@as_json
def findings(case_folder: Path, state: str | None, as_json: bool) -> None:
    """List the findings of the last build with their states and what each still needs.

    \b
    Example:
      enduse review findings --case examples/surveillance-trade --state published
    """
    desk = desk_of(case_folder)
    rows = [(ident, desk.findings[ident], course) for ident, course in sorted(desk.release.courses.items())]
    rows = [row for row in rows if state in (None, row[2].state.value)]
    if as_json:
        print_json([{"finding": ident, "title": finding.title.en, "course": course} for ident, finding, course in rows])
        return
    lines = []
    for ident, finding, course in rows:
        kind = "specimen" if finding.specimen else "adverse" if course.adverse else ""
        lines.append(
            [ident, course.state.value, kind, printable(finding.title.en), "; ".join([*map(changed_since, course.changed), *course.needs])]
        )
    click.echo(table(["finding", "state", "", "title", "needs"], lines))
    for given, why in desk.release.ignored:
        say(f"Counts for nothing: {given.log} line {given.number} by {printable(given.decision.reviewer)}: {printable(why)}.")


@click.command("decisions")
@case_option
@as_json
def decisions(case_folder: Path, as_json: bool) -> None:
    """List every decision on findings, corrections and removals, with the hash of its line, by which it can be withdrawn.

    \b
    Example:
      enduse review decisions --case examples/surveillance-trade
    """
    from enduse.case.layout import open_case
    from enduse.decisions.reviewers import decisions_of
    from enduse.model.decision import OnFinding, kind_of

    given = decisions_of(sorted((open_case(case_folder).root / "decisions").glob("*.jsonl")))
    if as_json:
        print_json(given)
        return
    ordered = sorted(given, key=lambda each: (each.decision.decided, each.log, each.number))
    rows = [
        [
            each.line[:12],
            each.decision.decided.isoformat(),
            kind_of(each.decision),
            each.decision.seen.finding if isinstance(each.decision, OnFinding) else "",
            f"{printable(each.decision.reviewer)} ({each.decision.role})",
            printable(each.decision.reason),
        ]
        for each in ordered
    ]
    click.echo(table(["line", "day", "kind", "finding", "by", "reason"], rows))


@click.command("suppress")
@signed_options
@click.argument("entity")
@click.option("--property", "name", default="", metavar="NAME", help="Only this property of it, as address or previousName.")
def suppress(case_folder: Path, entity: str, name: str, as_json: bool, **signed: Any) -> None:
    """Remove ENTITY, or one property of it, from every page, download and finding, now and when its source is read again.

    The log keeps hashes of its ids and names, never the names; keep them out of the reason too.

    \b
    Example:
      enduse review suppress --case mycase company:example --by cyn --reason "a private person's business, at their request"
    """
    from enduse.review.acts import suppress as remove

    desk = desk_of(case_folder)
    told(remove(desk, desk.case, signature("suppression", **signed), mention=entity, name=name), as_json=as_json)


@click.command("withdraw")
@signed_options
@click.argument("line")
def withdraw(case_folder: Path, line: str, as_json: bool, **signed: Any) -> None:
    """Take back the decision whose line begins with LINE: your own, or as an editor any. Both stay in the logs.

    \b
    Example:
      enduse review withdraw --case mycase 9c01d2 --by ada --reason "looked at the wrong annex"
    """
    from enduse.review.acts import withdraw as take_back

    told(take_back(desk_of(case_folder), line, signature("withdrawal", **signed)), as_json=as_json)


@click.command("correct-value")
@signed_options
@click.argument("entity")
@click.argument("name", metavar="PROPERTY")
@click.option("--was", required=True, metavar="TEXT", help="What was published.")
@click.option("--now", default="", metavar="TEXT", help="What stands now; nothing, unless given.")
def correct_value(case_folder: Path, entity: str, name: str, was: str, now: str, as_json: bool, **signed: Any) -> None:
    """Say to readers that a published value was wrong. Change the table itself by hand.

    \b
    Example:
      enduse review correct-value --case mycase project:P12 amount --was "CNY 5" --now "CNY 50000" --by cyn --reason "unit misread"
    """
    from enduse.review.acts import correct_value as put_right

    done = put_right(desk_of(case_folder), signature("value-correction", **signed), entity=entity, name=name, was=was, now=now)
    told(done, as_json=as_json)


COMMANDS = (findings, decisions, suppress, withdraw, correct_value)

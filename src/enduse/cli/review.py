"""``enduse review``: what people decide about pairs, into their logs and out of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enduse.cli.output import as_json, case_option, print_json, say, table
from enduse.cli.review_decisions import COMMANDS as DECISIONS
from enduse.cli.review_edges import export_command, import_command
from enduse.cli.review_findings import finding_group

if TYPE_CHECKING:
    from enduse.model.judgement import Judgement
    from enduse.review.recording import Recorded


@click.group("review")
def command() -> None:
    """Decide which mentions are one body, and which findings may be published, and keep the record.

    A decision goes into its reviewer's own log in decisions/, with what lay before the reviewer at the time. Nothing is ever taken out
    of a log. About pairs: accept, reject, unsure, undo, list, import, export; about findings: findings, finding, decisions.

    \b
    Example:
      enduse review list --case examples/surveillance-trade
    """


def _pair(function: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments every judgement takes."""
    for decorate in (
        as_json,
        click.argument("right", metavar="RIGHT"),
        click.argument("left", metavar="LEFT"),
        click.option("--reason", required=True, metavar="TEXT", help="What shows it, in a sentence that others can check."),
        click.option("--reviewer", required=True, metavar="NAME", help="Who judges. Every reviewer has a log of their own."),
        case_option,
    ):
        function = decorate(function)
    return function


@command.command("accept")
@_pair
def accept(case_folder: Path, reviewer: str, reason: str, left: str, right: str, as_json: bool) -> None:
    """Record that LEFT and RIGHT are one body.

    \b
    Example:
      enduse review accept --case mycase company:dahua paper:1f2e:supplier:1 --reviewer ada --reason "same address and credit code"
    """
    _decide("positive", case_folder, reviewer, reason, left, right, as_json=as_json)


@command.command("reject")
@_pair
def reject(case_folder: Path, reviewer: str, reason: str, left: str, right: str, as_json: bool) -> None:
    """Record that LEFT and RIGHT are two bodies, whatever likeness or chain of others says.

    \b
    Example:
      enduse review reject --case mycase body:korla paper:1f2e:buyer --reviewer ada --reason "one is of the county, one of the city"
    """
    _decide("negative", case_folder, reviewer, reason, left, right, as_json=as_json)


@command.command("unsure")
@_pair
def unsure(case_folder: Path, reviewer: str, reason: str, left: str, right: str, as_json: bool) -> None:
    """Record that you looked at LEFT and RIGHT and cannot tell: they stay apart, shown as possibly the same.

    \b
    Example:
      enduse review unsure --case mycase company:dahua listed:L12 --reviewer ada --reason "the list gives no address"
    """
    _decide("unsure", case_folder, reviewer, reason, left, right, as_json=as_json)


@command.command("undo")
@_pair
def undo(case_folder: Path, reviewer: str, reason: str, left: str, right: str, as_json: bool) -> None:
    """Withdraw what you last judged about LEFT and RIGHT; what you had judged before, if anything, holds again.

    The judgement stays in the log; a line that withdraws it is added.

    \b
    Example:
      enduse review undo --case mycase company:dahua listed:L12 --reviewer ada --reason "mixed up two annexes"
    """
    from enduse.case.layout import open_case
    from enduse.review.recording import withdraw

    _told(withdraw(open_case(case_folder), left, right, reviewer=reviewer, reason=reason, now=_now()), case_folder, as_json=as_json)


@command.command("list")
@case_option
@click.option("--all", "everything", is_flag=True, help="Also what was replaced or withdrawn since.")
@as_json
def listed(case_folder: Path, everything: bool, as_json: bool) -> None:
    """List what stands: every reviewer's judgements with day, reason and the score they saw.

    \b
    Example:
      enduse review list --case examples/surveillance-trade
    """
    from enduse.case.layout import open_case
    from enduse.decisions.standing import standing
    from enduse.review.recording import all_judgements

    given = all_judgements(open_case(case_folder))
    shown = given if everything else [judgement for held in standing(given).values() for judgement in held]
    if as_json:
        print_json(shown)
        return
    rows = [[j.decided[:10], j.verdict.value, j.left, j.right, _score(j), j.reviewer, j.reason] for j in shown]
    click.echo(table(["day", "judgement", "left", "right", "score", "reviewer", "reason"], rows))
    if not rows:
        say(f"No judgement is recorded. Pairs to look at:  enduse resolve --case {case_folder}")


command.add_command(import_command)
command.add_command(export_command)
for _each in (finding_group, *DECISIONS):
    command.add_command(_each)


def _decide(verdict: str, case_folder: Path, reviewer: str, reason: str, left: str, right: str, *, as_json: bool) -> None:
    from enduse.case.layout import open_case
    from enduse.model.judgement import Verdict
    from enduse.review.recording import decide

    done = decide(open_case(case_folder), left, right, Verdict(verdict), reviewer=reviewer, reason=reason, now=_now())
    _told(done, case_folder, as_json=as_json)


def _told(done: Recorded, case_folder: Path, *, as_json: bool) -> None:
    if as_json:
        print_json(done)
        return
    given = done.judgement
    say(f"Recorded in {done.file}: {given.left} and {given.right}, {given.verdict.value}.")
    if done.before is not None:
        verb = "Withdrawn" if given.verdict.value == "withdrawn" else "Replaced"
        say(f"{verb}: {done.before.verdict.value}, {done.before.decided}, {done.before.reason}")
    say(f"It takes effect with the next build:  enduse build {case_folder}")


def _score(judgement: Judgement) -> str:
    return f"{judgement.seen.score:.2f}" if judgement.seen is not None and judgement.seen.score is not None else ""


def _now() -> str:
    """The reviewer's clock: an input to the log, which every build then reads."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

"""What every act at the review desk takes and says: who decides, as what, when and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enduse.cli.output import as_json, case_option, print_json, printable, say

if TYPE_CHECKING:
    from enduse.review.findings import Desk, Signed, Written

DAY = click.DateTime(["%Y-%m-%d"])


def signed_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every act: who, as what, when, why."""
    for decorate in (
        as_json,
        click.option("--on", "day", type=DAY, metavar="DAY", help="The day it was decided, as 2026-11-23; today by this machine's clock."),
        click.option("--role", metavar="ROLE", help="reviewer or editor; the first that may do this, unless given."),
        click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence that others can check. It is shown to readers."),
        click.option("--by", "reviewer", required=True, metavar="NAME", help="Who decides. Everyone has a log of their own."),
        case_option,
    ):
        function = decorate(function)
    return function


def act_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The argument and options of an act on one finding."""
    return signed_options(click.argument("finding")(function))


def desk_of(case_folder: Path) -> Desk:
    from enduse.case.layout import open_case
    from enduse.review.findings import Desk

    return Desk(open_case(case_folder))


def signature(kind: str, *, reviewer: str, role: str | None, reason: str, day: Any) -> Signed:
    from datetime import UTC, datetime

    from enduse.model.errors import UsageError
    from enduse.review.findings import Signed, default_role

    today = datetime.now(UTC).date()
    on = day.date() if day else today
    if on > today:
        raise UsageError(f"{on} is still to come. Give the day it was decided:  --on DAY")
    return Signed(reviewer.strip(), role or default_role(kind), on, reason.strip())


def told(done: Written, *, as_json: bool) -> None:
    if as_json:
        print_json(done)
        return
    state = f" The finding is {done.state}." if done.state else ""
    say(f"Recorded in {done.file}, line {done.line[:12]}.{state}")
    for need in done.needs:
        say(f"Still needed: {printable(need)}.")
    say("It takes effect with the next build:  enduse build")

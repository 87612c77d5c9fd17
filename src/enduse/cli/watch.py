"""``enduse watch``: build again whenever an input changes, and say what that changed."""

from __future__ import annotations

import time
from pathlib import Path

import click

from enduse.cli.days import checked_day, today
from enduse.cli.output import as_json, case_argument, print_json, printable, say


@click.command("watch")
@case_argument
@click.option("--once", is_flag=True, help="Look once, build if something changed since the last look, and end.")
@click.option("--interval", type=click.FloatRange(min=0.1), default=10.0, show_default=True, help="Seconds between looks.")
@click.option("--on", "day", help="The day to record changes under; the day of now (UTC) by default.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes; all cores by default.")
@as_json
def command(case_folder: Path, once: bool, interval: float, day: str | None, workers: int | None, as_json: bool) -> None:
    """Build CASE whenever a paper, table, list or judgement changed, and say what that changed in the findings.

    Changes are added to CASE/changes.jsonl, from which the feeds of the atlas are made. A build that fails is said, and the next change
    is waited for; the site stands as it was. Nothing is fetched: new versions of lists come by `enduse lists update`.

    \b
    Example:
      enduse watch mycase
      enduse watch mycase --once --json
    """
    from enduse.atlas.changes_told import lines
    from enduse.case.layout import open_case
    from enduse.case.watching import look, rebuild
    from enduse.model.errors import EnduseError

    case = open_case(case_folder)
    seen = None
    while True:
        now = look(case)
        if now != seen:
            try:
                changes = rebuild(case, now, checked_day(day, "--on") if day else today(), workers)
            except EnduseError as error:
                if once:
                    raise
                say(f"Not built: {error}")
            else:
                if as_json:
                    print_json(changes)
                elif changes is not None:
                    for line in lines(changes):
                        click.echo(printable(line))
                    say("Nothing a reader sees is different." if changes.none else "Recorded in changes.jsonl.")
            seen = now
        if once:
            return
        time.sleep(interval)

"""``enduse build``: from papers to the published atlas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.cli.days import checked_day
from enduse.cli.output import as_json, case_argument, print_json, progress_shown, say, table

if TYPE_CHECKING:
    from enduse.case.changes import Changes
    from enduse.model.issue import Issue

SHOWN = 3
"""Issues of one kind, and passages of one finding, that are printed in full; the file holds them all."""
SHOWN_WITHDRAWN = 20
"""Withdrawn findings that are named; the file holds them all."""
ENGINES = ("local", "dask", "spark")
"""The engines by name; they are loaded only when one is used."""


@click.command("build")
@case_argument
@click.option(
    "--workers", type=click.IntRange(1), help="Papers worked on at a time, at most; all cores, or all the cluster has, by default."
)
@click.option("--engine", type=click.Choice(ENGINES), default="local", help="Where papers are worked on: on this machine, or on a cluster.")
@click.option("--connect", metavar="ADDRESS", help="The cluster: tcp://host:8786 for dask, sc://host:15002 for spark.")
@click.option("--storage", metavar="ADDRESS", help="Where workers find papers that have no path to CASE, such as s3://bucket/folder.")
@click.option("--accept-list", "accept_lists", multiple=True, metavar="SOURCE", help="Accept a list that has shrunk, on purpose.")
@click.option(
    "--record-changes", metavar="DATE", help="Add what the atlas says otherwise than before to CASE/changes.jsonl, under this day."
)
@as_json
def command(
    case_folder: Path,
    workers: int | None,
    engine: str,
    connect: str | None,
    storage: str | None,
    accept_lists: tuple[str, ...],
    record_changes: str | None,
    as_json: bool,
) -> int:
    """Read everything in CASE, find, and publish the atlas to CASE/site.

    Papers are the files in papers/, and the pages of tables (Parquet), web archives and large folders that case.yml names under bulk.
    Only what changed is done again. A paper that cannot be read never stops a build: it is counted and named below the table.
    Exit code: 0 done, 1 failed (the previous site stands), 2 usage, 3 done with issues.

    \b
    Example:
      enduse build examples/surveillance-trade
      enduse build mycase --engine spark --connect sc://spark.example:15002 --storage s3://bucket/mycase
    """
    from enduse.case.build import Options, build_case
    from enduse.case.layout import open_case
    from enduse.engine.executors import Where

    case = open_case(case_folder)
    with progress_shown() as progress:
        day = record_changes and checked_day(record_changes, "--record-changes")
        report = build_case(case, Options(Where(engine, connect, workers, storage), accept_lists, day), progress)
    if as_json:
        print_json(
            {
                "stages": report.stages,
                "issues": report.issues,
                "findings": report.findings,
                "changes": report.changes,
                "site": report.site,
                "exit_code": report.exit_code,
            }
        )
        return report.exit_code
    rows = [
        [
            line.stage,
            f"{line.came_in:,}",
            f"{line.came_out:,}",
            line.unit,
            str(line.duplicates or ""),
            ", ".join(f"{count} {code}" for code, count in line.rejected.items()),
            f"{line.done}/{line.done + line.kept}",
            f"{line.seconds:.1f}",
            str(line.peak_mib or ""),
        ]
        for line in report.stages
    ]
    headings = ["stage", "in", "out", "of what", "duplicates", "rejected", "done anew", "seconds", "peak MiB"]
    click.echo(table(headings, rows, right=(1, 2, 4, 6, 7, 8)))
    _say_changes(report.changes)
    _say_issues(case_folder, report.issues)
    say(f"\nThe atlas is at {report.site}")
    return report.exit_code


def _say_changes(changes: Changes | None) -> None:
    if changes is None or not (changes.new or changes.changed or changes.withdrawn):
        return
    counted = f"{len(changes.new)} new, {len(changes.changed)} with another outcome, {len(changes.withdrawn)} withdrawn"
    say(f"\nFindings since the last build: {counted}; all in build/report.json")
    for each in changes.withdrawn[:SHOWN_WITHDRAWN]:
        say(f"  withdrawn {each.id}: {each.title}")
        lost = "; ".join(f"“{gone.quote}”" for gone in each.gone[:SHOWN])
        more = f" and {len(each.gone) - SHOWN} more" if len(each.gone) > SHOWN else ""
        now = f"; now: {', '.join(each.now)}" if each.now else ""
        say(f"      {each.reason}{': ' + lost if lost else ''}{more}{now}")
    if len(changes.withdrawn) > SHOWN_WITHDRAWN:
        say(f"  … and {len(changes.withdrawn) - SHOWN_WITHDRAWN} more")


def _say_issues(case_folder: Path, issues: list[Issue]) -> None:
    if not issues:
        return
    say(f"\n{len(issues)} issue{'s' if len(issues) > 1 else ''}, all in {case_folder / 'build' / 'issues.json'}:")
    by_code: dict[str, list[Issue]] = {}
    for issue in sorted(issues, key=lambda i: not i.rejected):
        by_code.setdefault(issue.code, []).append(issue)
    for code, found in by_code.items():
        for issue in found[:SHOWN]:
            say(f"  {issue.place or issue.stage}: {issue.message}")
        if len(found) > SHOWN:
            say(f"  … and {len(found) - SHOWN} more of this kind ({code})")
        say(f"      → {found[0].action}")

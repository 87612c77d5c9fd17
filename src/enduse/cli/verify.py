"""``enduse verify``: is everything we hold still what we took in, and does every quote stand where it says?"""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, case_argument, print_json, say


@click.command("verify")
@case_argument
@click.option("--workers", type=click.IntRange(1), help="Processes that hash at a time; all cores by default.")
@as_json
def command(case_folder: Path, workers: int | None, as_json: bool) -> int:
    """Recompute the hash of every stored document, those in packs too, check the reviewers' logs, and check every quote of the last build.

    Exit code: 0 all as it should be, 1 something is damaged, missing or out of place (each named).

    \b
    Example:
      enduse verify examples/surveillance-trade
    """
    from enduse.case.layout import open_case
    from enduse.case.verification import verify_case

    found = verify_case(open_case(case_folder), workers)
    if as_json:
        print_json(found)
    else:
        click.echo(f"{found.documents} stored documents, {found.logs} reviewers' logs, {found.quotes} quotes checked.")
        for problem in found.problems:
            say(f"  {problem}")
        say(
            "All as it should be."
            if not found.problems
            else f"{len(found.problems)} problem(s). Restore the named files from a copy, then verify again."
        )
    return 1 if found.problems else 0

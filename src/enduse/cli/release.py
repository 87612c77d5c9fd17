"""``enduse release``: the last build as a numbered, dated, signed state of the atlas."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.days import checked_day
from enduse.cli.output import as_json, case_argument, print_json, say


@click.command("release")
@case_argument
@click.option("--on", "day", required=True, metavar="DATE", help="The day of the release; stands on its page and in its manifest.")
@click.option("--note", default="", help="A line for readers: why this release.")
@click.option("--sign-with", "key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="An Ed25519 key of ssh-keygen.")
@as_json
def command(case_folder: Path, day: str, note: str, key: Path | None, as_json: bool) -> None:
    """Make the last build of CASE the next release: number it, name the release before it, sign it, and note it in CASE/releases.jsonl.

    The manifest (site/manifest.json) has the hash of every file. With --sign-with, ssh-keygen signs it; readers check both with
    site/verify/verify_release.py. A site that is built again unchanged is the same release, to the byte; one that differs says that it is
    none. `enduse export --format site` packs it.

    \b
    Example:
      enduse release mycase --on 2026-12-01 --note "First release"
      enduse release mycase --on 2026-12-08 --sign-with publisher
    """
    from enduse.case.layout import open_case
    from enduse.case.releasing import release_case

    case = open_case(case_folder)
    now = release_case(case, checked_day(day, "--on"), note, key)
    if as_json:
        print_json({"sequence": now.sequence, "day": now.day, "manifest": now.manifest, "signed": bool(now.signature)})
        return
    click.echo(f"release {now.sequence} of {now.day}  manifest {now.manifest}  {'signed' if now.signature else 'not signed'}")
    say(f"Noted in {case.root / 'releases.jsonl'}; keep it with the decisions. Pack the site:  enduse export {case.root} --format site")

"""``enduse new``: a case folder with everything in its place."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, print_json, say
from enduse.model.errors import UsageError

CASE_YML = """\
# What this case is about. Unknown keys are refused, so a typing error never passes unseen.
title:
  en: {title}
summary:
  en: Say in one or two sentences what is looked at, where and when.
languages: [en]

# Rules that look for findings; take a line out to leave a rule out.
rules:
  - sale-to-listed-end-user
  - sale-to-body-under-listed-body
  - controlled-origin-goods-to-police
  - reseller-to-several-listed-bodies
  - supply-after-announced-stop
  - purchase-from-listed-vendor
  - purchase-by-bound-body
  - vendor-executive-party-post
  - vendor-party-organisation
  - vendor-state-shareholding
  - vendor-activity-in-xinjiang
  - project-in-trouble

# Control lists: put the publisher's file into lists/ and name it here, or:  enduse add --list us-bis-entity-list FILE
lists: []

# Patterns of papers that are invented (for tests and demonstrations): they are marked and never counted.
specimens: []

publication:
  drafts: show        # show: findings on the way to publication are shown, marked; hold: only published ones
  # people: {reviewer: [ada, bea], editor: [cyn]}   only these count, each in that role; without it, anybody with a log
  licence: not stated
"""


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@as_json
def command(folder: Path, as_json: bool) -> None:
    """Start a case in the new folder DIR.

    \b
    Example:
      enduse new mycase
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and is not an empty folder; name another, or empty it.")
    for inside in ("papers", "tables", "lists", "decisions"):
        (folder / inside).mkdir(parents=True, exist_ok=True)
    (folder / "case.yml").write_text(CASE_YML.format(title=folder.resolve().name.replace("-", " ") or "My case"), "utf-8")
    (folder / ".gitignore").write_text("build/\nsite/\n", "utf-8")
    if as_json:
        print_json({"case": str(folder), "next": [f"enduse add --case {folder} FILES", f"enduse build {folder}"]})
        return
    say(f"{folder} is ready.\n\n  enduse add --case {folder} FILES    put papers in")
    say(f"  enduse build {folder}{' ' * 15}read, find, publish")

"""``enduse diff``: two atlases compared."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, print_json, printable


@click.command("diff")
@click.argument("old", metavar="OLD", type=click.Path(file_okay=False, path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(file_okay=False, path_type=Path))
@as_json
def command(old: Path, new: Path, as_json: bool) -> int:
    """Say what differs between two atlases: findings new, withdrawn and changed, entries of lists, and the documents behind it.

    OLD and NEW are each a case that was built, the folder of its site, or the downloads of a published atlas. Only what an atlas shows
    is compared. Exit code: 0 nothing differs, 3 something does.

    \b
    Example:
      enduse diff atlas-2026-06 mycase
      enduse diff old/downloads new/downloads --json
    """
    from enduse.atlas.changes import compare_sites
    from enduse.atlas.changes_told import lines

    changes = compare_sites(old, new)
    if as_json:
        print_json(changes)
    else:
        for line in lines(changes):
            click.echo(printable(line))
    return 0 if changes.none else 3

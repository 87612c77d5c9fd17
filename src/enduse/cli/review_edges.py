"""``enduse review import`` and ``export``: judgements in the form of nomenklatura's resolver."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, case_option, print_json, say


@click.command("import")
@case_option
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def import_command(case_folder: Path, file: Path, as_json: bool) -> None:
    """Take over judgements from FILE, edges of nomenklatura's resolver as JSON lines.

    Each goes into the log of the reviewer it names, with the day it was given. What is there already is left out, and so is what the same
    reviewer has judged anew since; suggestions of a machine (no_judgement) are counted and are no judgements.

    \b
    Example:
      enduse review import --case mycase resolver.ijson
    """
    from enduse.case.layout import open_case
    from enduse.review.taking_over import take_over

    done = take_over(open_case(case_folder), file)
    if as_json:
        print_json(done)
        return
    say(f"{done.recorded} judgements recorded, {done.there_already} there already, {done.older} replaced since by the same reviewer.")
    if done.suggestions:
        say(f"{done.suggestions} suggestions of a machine were left out: they are no judgements.")
    if done.unknown:
        say(f"{len(done.unknown)} of the ids are in no paper or table of this case; judgements on them take no effect here.")
    say(f"It takes effect with the next build:  enduse build {case_folder}")


@click.command("export")
@case_option
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def export_command(case_folder: Path, file: Path, as_json: bool) -> None:
    """Write what stands to FILE as edges of nomenklatura's resolver, one JSON line each.

    A seventh value on each line keeps what that format has no place for (reason, what was seen); its reader does not look at it.

    \b
    Example:
      enduse review export --case mycase resolver.ijson
    """
    from enduse.case.layout import open_case
    from enduse.decisions.edges import write_edges
    from enduse.review.recording import all_judgements

    text = write_edges(all_judgements(open_case(case_folder)))
    file.write_text(text, "utf-8")
    count = text.count("\n")
    if as_json:
        print_json({"file": str(file), "edges": count})
        return
    say(f"{count} edges written to {file}.")

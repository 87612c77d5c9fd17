"""``enduse add``: files and folders into a case, captured before anything reads them."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, case_option, print_json, say


@click.command("add")
@case_option
@click.option("--table", "role", flag_value="tables", help="The files are tables kept by hand (projects.csv, sources.csv …).")
@click.option(
    "--list", "source", metavar="SOURCE", help="The file is a control list in its publisher's format, for example us-bis-entity-list."
)
@click.option(
    "--facts",
    type=click.Choice(["oem", "removals"]),
    help="Tables of facts that ship with Enduse, with their sources: oem, who makes which brand's goods; removals, how others ended it.",
)
@click.option("--from", "received_from", default="", help="Whom or where the files came from, for the custody record.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@as_json
def command(
    case_folder: Path,
    role: str | None,
    source: str | None,
    facts: str | None,
    received_from: str,
    files: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Put FILES (files and folders) into a case.

    Each file is hashed, copied into the vault with a custody record, and laid into papers/ (or tables/, lists/) for the next build.
    The same bytes given twice are stored once and counted. Papers by the hundred thousand are not added: case.yml names the table,
    web archives or folder they lie in (docs/bulk.md). With --facts, tables of this version go into tables/: change them as your own.

    \b
    Example:
      enduse add --case mycase notice.html folder-of-notices
      enduse add --case mycase --list us-bis-entity-list entity_list.json
      enduse add --case mycase --facts oem
    """
    from enduse.case.adding import add_files, name_list
    from enduse.case.layout import open_case
    from enduse.case.shipped_facts import add_facts
    from enduse.model.errors import UsageError

    if bool(files) == bool(facts) or (facts and (role or source or received_from)):
        raise UsageError(
            "Name FILES to add, or --facts alone:  enduse add --case mycase notice.html   enduse add --case mycase --facts oem"
        )
    case = open_case(case_folder)
    folder = "lists" if source else role or "papers"
    if facts:
        folder, added = f"tables/{facts}", add_facts(case, facts)
    else:
        added = add_files(case, files, folder=folder, received_from=received_from or "not stated")
    named = name_list(case, source, added) if source else None
    if as_json:
        print_json({"added": added.laid, "duplicates": added.duplicates, "skipped": added.skipped})
        return
    say(f"{len(added.laid)} added to {folder}/, {len(added.duplicates)} there already, {len(added.skipped)} skipped.")
    for path, why in added.skipped:
        say(f"  skipped {path}: {why}")
    if named:
        say(named)
    say(f"Next:  enduse build {case_folder}")

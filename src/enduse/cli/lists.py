"""``enduse lists``: which control lists and registers a case has, and new copies of them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.cli.output import as_json, case_option, print_json, printable, say, table
from enduse.model.errors import UsageError

if TYPE_CHECKING:
    from enduse.case.list_update import Incoming
    from enduse.sources.source_file import Source


@click.group("lists", invoke_without_command=True)
@case_option
@as_json
@click.pass_context
def command(context: click.Context, case_folder: Path, as_json: bool) -> None:
    """Show the lists of a case, and take in new copies of them.

    Without a command below: the same as `enduse lists show`.

    \b
    Example:
      enduse lists --case mycase
    """
    if context.invoked_subcommand is None:
        _show(case_folder, as_json=as_json)


@command.command("show")
@case_option
@as_json
def show(case_folder: Path, as_json: bool) -> None:
    """Show which lists the case has: version, day of the copy, size, when it was accepted; and the sources it does not have.

    \b
    Example:
      enduse lists show --case mycase
    """
    _show(case_folder, as_json=as_json)


@command.command("update")
@click.argument("name", metavar="SOURCE")
@case_option
@click.option("--from", "origin", metavar="FILE|URL", help="The new copy: a file, or an http(s) address to fetch it from.")
@click.option("--download", is_flag=True, help="Fetch it from the publisher's address on record.")
@click.option("--sha256", default="", metavar="HEX", help="The hash the publisher gives for the file; another one is refused.")
@click.option("--accept", is_flag=True, help="Accept on purpose a list that lost many entries.")
@click.option("--received-from", default="", metavar="TEXT", help="Whom a file came from, for the custody record.")
@as_json
def update(
    name: str, case_folder: Path, origin: str | None, download: bool, sha256: str, accept: bool, received_from: str, as_json: bool
) -> None:
    """Take in a new copy of the list SOURCE, if it is what the source declares; otherwise the copy in use stays.

    The copy is stored in the vault with its custody record, read, and compared with the declared size and with the version before. One that
    passes is laid into lists/SOURCE/ under its day, beside the older copies. Nothing is fetched unless an address or --download is given.
    Exit code: 0 taken or unchanged, 1 refused (the reason is said), 2 usage.

    \b
    Example:
      enduse lists update us-bis-entity-list --from entity-list.json --case mycase
      enduse lists update us-dhs-uflpa-entity-list --download --case mycase
    """
    from enduse.case.layout import open_case
    from enduse.case.list_update import update_list
    from enduse.case.lock import building
    from enduse.sources.registry import load_source

    case, source = open_case(case_folder), load_source(name)
    with building(case), tempfile.TemporaryDirectory() as folder:
        incoming = _incoming(source, origin, download, received_from, Path(folder))
        done = update_list(case, name, incoming, sha256=sha256, accept=accept)
    if as_json:
        print_json(done)
        return
    before = "" if done.entries_before is None else f" (before: {done.entries_before:,})"
    state = "taken" if done.new else "the copy in use has the same bytes; nothing changed"
    say(f"{name}: {state}; {done.entries:,} entries{before}, copy of {done.day}, {done.file}, sha256 {done.sha256}")
    if done.named:
        say(done.named)
    if done.new:
        say(f"Next:  enduse build {case_folder}")


def _incoming(source: Source, origin: str | None, download: bool, received_from: str, folder: Path) -> Incoming:
    from enduse.case.list_update import Incoming
    from enduse.evidence.fetch import fetch

    if bool(origin) == download:
        raise UsageError("Say where the new copy is: --from FILE, --from URL, or --download for the publisher's address on record.")
    if download and source.download is None:
        raise UsageError(f"For {source.name} no address of a file is on record. See {source.address} and give the file with --from FILE.")
    if origin is not None and "://" not in origin:
        path = Path(origin)
        if not path.is_file():
            raise UsageError(f"{origin} is no file. Give a file, or an address that begins with https://")
        return Incoming(path, path.name, received_from or "not stated")
    address = origin if origin is not None else source.download.address if source.download else ""
    form = f".{source.download.format}" if source.download and (download or "." not in address.rpartition("/")[2]) else ""
    suffix = form or Path(address.partition("?")[0].partition("#")[0]).suffix
    to = folder / "fetched"
    say(f"Fetching {printable(address)} …")
    got = fetch(address, to)
    return Incoming(to, f"{source.name}{suffix}", received_from or address, got)


def _show(case_folder: Path, *, as_json: bool) -> None:
    from enduse.case.layout import open_case
    from enduse.case.list_overview import lists_in_case, lists_not_in_case

    case = open_case(case_folder)
    here, absent = lists_in_case(case), lists_not_in_case(case)
    if as_json:
        print_json({"lists": here, "absent": absent})
        return
    rows = [
        [
            each.source,
            each.day,
            "" if each.entries is None else f"{each.entries:,}",
            each.accepted_at[:10],
            each.sha256[:12],
            ", ".join(each.earlier),
            each.file,
        ]
        for each in here
    ]
    if rows:
        click.echo(table(["list", "copy of", "entries", "accepted", "sha256", "earlier copies", "file"], rows, right=(2,)))
    else:
        click.echo("The case has no lists.")
    for each in here:
        if each.problem:
            say(each.problem)
    click.echo("\nNot in the case:")
    click.echo(table(["source", "title", "publisher's address"], [[a.source, a.title, a.download or a.address] for a in absent]))

"""``enduse inventory``: an inventory of cameras and network equipment against a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from enduse.cli.columns import column_option, given_columns, said_by_options
from enduse.cli.output import as_json, atlas_option, print_json, say

if TYPE_CHECKING:
    from enduse.screening.index import Index


@click.command("inventory")
@click.argument("case_folder", metavar="CASE", type=click.Path(file_okay=False, path_type=Path))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--owner", default="", help="Kind of owner of rows that do not say: national-executive, state-or-local, private ...")
@click.option("--country", default="", help="Country of the owner of rows that do not say: us, gb.")
@click.option("--on", "day", help="The day asked of rules on use: 2026-07-01. Without it the day of the newest copy of a list.")
@column_option("brand, model, mac, bought, place, owner ...")
@click.option(
    "--out", "outs", multiple=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write: .csv, .xlsx, .jsonl or .html."
)
@atlas_option
@as_json
def command(
    case_folder: Path,
    file: Path,
    owner: str,
    country: str,
    day: str | None,
    columns: tuple[str, ...],
    outs: tuple[Path, ...],
    atlas: str,
    as_json: bool,
) -> None:
    """Say who made each device of FILE (CSV, XLSX or JSON lines), which rules touch it for its owner, and in which order to replace.

    The maker is known by the brand, by the form of the model or firmware, by records on who makes a brand's goods on the day of purchase,
    and weakly by the MAC prefix; hints that differ are said, and unknown is an answer. Of each rule on a list that names the maker it is
    said whether it binds an owner of that kind. The report has a summary for a council paper, and how others removed theirs.

    \b
    Example:
      enduse inventory examples/surveillance-trade cameras.csv --country us --on 2026-07-01 --out report.html --out cameras-answered.csv
      enduse inventory mycase assets.xlsx --owner "city" --column model="Part no." --column bought=Installed
    """
    from enduse.case.layout import open_case
    from enduse.case.lock import building
    from enduse.screening.answer_files import check_form
    from enduse.screening.index import Index
    from enduse.screening.inventory.about import NO_EXAMPLES, NO_RECORDS, about
    from enduse.screening.inventory.assess import Case
    from enduse.screening.inventory.device import ROLES, devices, plan_of
    from enduse.screening.inventory.owners import check_country, check_kind
    from enduse.screening.inventory.records import read_known
    from enduse.screening.inventory.summary import summary
    from enduse.screening.inventory.written import write_inventory
    from enduse.screening.links import atlas_of
    from enduse.screening.run import index_of
    from enduse.screening.table_files import open_table

    case, table = open_case(case_folder), open_table(file)
    links = atlas_of(case, atlas)
    with said_by_options("2026-07-01"):
        plan = plan_of(table, given_columns(columns, ROLES), check_kind(owner), check_country(country))
    paths = list(outs) or [file.with_name(f"{file.stem}-inventory.csv")]
    for path in paths:
        check_form(path)
        _not_itself(path, file)
    with building(case):
        folder = index_of(case)
        with Index(folder) as index:
            known, on = read_known(folder), _day(day, index)
            if not known.brands:
                say(f"Records on brands: {NO_RECORDS}.")
            if not known.examples:
                say(f"Records on how others ended it: {NO_EXAMPLES}.")
            say(f"Columns: {'; '.join(f'{role} = {column!r}' for role, column in plan.columns.items())}. Day: {on}.")
            assessed = Case(index, known).assess(devices(table, plan), on)
            head = about(table, plan, on, index, known, links)
    total = summary(assessed, known.examples)
    written = write_inventory(paths, table, assessed, head, total)
    if as_json:
        print_json({**head.as_dict(), "summary": total.as_dict(), "files": [str(path) for path in written]})
        return
    click.echo(f"Devices: {total.devices}")
    for name in ("by maker", "order of replacement"):
        click.echo(f"\n{name[:1].upper()}{name[1:]}:")
        for *what, number in total.tables[name][1:]:
            click.echo(f"  {number}  {': '.join(what)}")
    for path in written:
        say(f"Written: {path}")


def _not_itself(path: Path, file: Path) -> None:
    from enduse.model.errors import UsageError

    if path.resolve() == file.resolve():
        raise UsageError(f"--out {path.name} is the file asked about; give another name")


def _day(day: str | None, index: Index) -> str:
    """The day asked of rules on use.

    Raises:
        UsageError: it is no date, or none was given and the case has no dated copy of a list.
    """
    from enduse.model.dates import PartialDate
    from enduse.model.errors import AmbiguousValue, UsageError

    found = day or index.newest_copy()
    if not found:
        raise UsageError("This case holds no dated copy of a list, and no day was given; say which day is asked: --on 2026-07-01")
    try:
        return PartialDate.parse(found).text
    except AmbiguousValue as error:
        raise UsageError(f"--on: {error}") from error

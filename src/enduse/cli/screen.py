"""``enduse screen``: a table of counterparties against a case, as of a day."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from enduse.cli.columns import column_option, given_columns, said_by_options
from enduse.cli.output import as_json, atlas_option, print_json, progress_shown, say


@click.command("screen")
@click.argument("case_folder", metavar="CASE", type=click.Path(file_okay=False, path_type=Path))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--on", "day", help="The day asked of every row: 2024-03-01. Without it the row's own date, else the day of the newest list.")
@click.option("--date-column", help="Column that holds the day of each row.")
@click.option("--name-column", help="Column that holds the name.")
@click.option("--country-column", help="Column that holds the country; several are separated by semicolons.")
@click.option("--code-column", help="Column that holds the unified social credit code.")
@column_option("name, date, country, uscCode, leiCode, registrationNumber")
@click.option(
    "--out", "outs", multiple=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write: .csv, .xlsx, .jsonl or .html."
)
@atlas_option
@click.option("--workers", type=click.IntRange(min=1), help="Processes; all cores by default.")
@as_json
def command(
    case_folder: Path,
    file: Path,
    day: str | None,
    date_column: str | None,
    name_column: str | None,
    country_column: str | None,
    code_column: str | None,
    columns: tuple[str, ...],
    outs: tuple[Path, ...],
    atlas: str,
    workers: int | None,
    as_json: bool,
) -> None:
    """Check every name of FILE (CSV, XLSX or JSON lines) against the bodies of a built CASE.

    Each row gets the bodies its name may mean with score and reasons, how each stood on every list on the day, what the list's rule
    restricts and in which direction, the findings that name the body, and a verdict: match to check, possible, or none. Columns are
    guessed from their headers and shown. A run that was stopped goes on where it was.

    \b
    Example:
      enduse screen examples/surveillance-trade counterparties.csv --on 2020-06-01 --out screened.xlsx --out report.html
      enduse screen mycase orders.csv --date-column "Ship date" --name-column Consignee --column leiCode="LEI of party" --out screened.csv
    """
    from enduse.case.layout import open_case
    from enduse.case.lock import building
    from enduse.model.errors import UsageError
    from enduse.screening.about import about
    from enduse.screening.answer_files import check_form
    from enduse.screening.columns import ROLES
    from enduse.screening.counterparties import counterparties, plan_of
    from enduse.screening.index import Index
    from enduse.screening.kept import keep_answers
    from enduse.screening.links import atlas_of
    from enduse.screening.run import index_of, run
    from enduse.screening.table_files import open_table
    from enduse.screening.written import write_answers

    _check_day(day)
    case, table = open_case(case_folder), open_table(file)
    links = atlas_of(case, atlas)
    paths = list(outs) or [file.with_name(f"{file.stem}-screened.csv")]
    for path in paths:
        check_form(path)
        if path.resolve() == file.resolve():
            raise UsageError(f"--out {path.name} is the file asked about; give another name")
    named = {"name": name_column, "date": date_column, "country": country_column, "uscCode": code_column}
    given = given_columns(columns, ROLES, named)
    with building(case), tempfile.TemporaryDirectory() as folder, progress_shown() as progress:
        with Index(index_of(case)) as index:
            with said_by_options("2024-03-01"):
                plan = plan_of(table, given, day, index.newest_copy())
            head, rules = about(table, plan, index, links), index.rules
        say(f"Columns: {'; '.join(f'{role} = {column!r}' for role, column in plan.columns.items())}. Day: {plan.day or 'of each row'}.")
        answers = Path(folder) / "answers"
        keep_answers(answers, head.counted(run(case, counterparties(table, plan), progress, workers=workers)))
        written = write_answers(paths, table, answers, head, rules)
    if as_json:
        print_json({**head.as_dict(), "files": [str(path) for path in written]})
        return
    for what, value in head.lines():
        click.echo(f"{what}: {value}")
    for path in written:
        say(f"Written: {path}")


def _check_day(day: str | None) -> None:
    from enduse.model.dates import PartialDate
    from enduse.model.errors import AmbiguousValue, UsageError

    try:
        if day is not None:
            PartialDate.parse(day)
    except AmbiguousValue as error:
        raise UsageError(f"--on: {error}") from error

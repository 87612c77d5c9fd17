"""``enduse export``: the case's tables for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, case_argument, print_json, say


@click.command("export")
@case_argument
@click.option("--format", "form", type=click.Choice(["csv", "jsonl", "parquet", "ftm", "ftm-extended"]), default="csv", show_default=True, help="Form of the files.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to; CASE/export by default.")
@as_json
def command(case_folder: Path, form: str, out: Path | None, as_json: bool) -> None:
    """Write statements, entities, listings, findings and projects of the last build, with a README of the columns.

    The files are those of the atlas's download page, byte for byte; private persons' data is masked in them.

    \b
    Example:
      enduse export examples/surveillance-trade --format csv --out tables
    """
    from enduse.case.exporting import export_case
    from enduse.case.layout import open_case

    case = open_case(case_folder)
    written = export_case(case, form, out or case.root / "export")
    if as_json:
        print_json({"files": [{"file": str(path), "rows": rows} for path, rows in written]})
        return
    for path, rows in written:
        click.echo(f"{path}  {rows:,} rows")
    say("README.txt says what each column holds.")

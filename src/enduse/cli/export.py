"""``enduse export``: the case's tables for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, case_argument, print_json, say

CHOICES = ["csv", "jsonl", "parquet", "xlsx", "geojson", "graph", "ftm", "ftm-extended", "ocds", "package", "citations", "site", "text"]
"""Written out here, so that asking for help loads no exporter; a test holds it to the forms there are."""


@click.command("export")
@case_argument
@click.option("--format", "form", type=click.Choice(CHOICES), default="csv", show_default=True, help="Form of the files.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to; CASE/export by default.")
@as_json
def command(case_folder: Path, form: str, out: Path | None, as_json: bool) -> None:
    """Write the downloads of the last build: its tables, or all of it in a form of other tools.

    The files are those of the atlas's download page, byte for byte; private persons' data is masked in them. With csv, jsonl and parquet a
    README says what each column holds; ftm and ftm-extended (FollowTheMoney) are unpacked. site is the whole atlas as one zip file, to be
    read without a network; text is every dossier of it as plain text, for lines that carry little.

    \b
    Example:
      enduse export examples/surveillance-trade --format csv --out tables
      enduse export examples/surveillance-trade --format ftm --out ftm
      enduse export examples/surveillance-trade --format site --out packed
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
    if (case_readme := (out or case.root / "export") / "README.txt").is_file():
        say(f"{case_readme.name} says what the files hold.")

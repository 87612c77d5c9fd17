"""``enduse page``: one page of the atlas as one small file."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, print_json, say


@click.command("page")
@click.argument("case_folder", metavar="CASE", type=click.Path(file_okay=False, path_type=Path))
@click.argument("page")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write (.html).")
@as_json
def command(case_folder: Path, page: str, out: Path, as_json: bool) -> None:
    """Write PAGE of the last build as one HTML file, for mail, chat or print: the style and the passages it cites are inside.

    PAGE is named from the top of the site, in any of its languages. The file asks nothing of a network, and links only inside itself and
    out to the web. Where it would be longer than 300,000 bytes, rows of long tables and passages stand in further files beside it
    (FILE-2.html …), to which it leads. The site has such a file of each finding, in single/.

    \b
    Example:
      enduse page examples/surveillance-trade companies/hikvision.html --out hikvision.html
    """
    from enduse.atlas.single import MOST
    from enduse.case.layout import open_case
    from enduse.case.single_pages import page_alone

    sizes = [(written, written.stat().st_size) for written in page_alone(open_case(case_folder), page, out)]
    if as_json:
        first, *further = [{"file": str(written), "bytes": size} for written, size in sizes]
        print_json(first | {"further": further})
        return
    for written, size in sizes:
        click.echo(f"{written}  {size:,} bytes")
    if len(sizes) > 1:
        say("Not all has room in one small file; keep the files beside each other.")
    if sizes[0][1] > MOST:
        say(f"The page is longer than {MOST:,} bytes and has no rows to part it by; nothing of it is left out.")

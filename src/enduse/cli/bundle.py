"""``enduse bundle``: the evidence of one finding, as a file that others can check."""

from __future__ import annotations

from pathlib import Path

import click

from enduse.cli.output import as_json, print_json, printable, say


@click.command("bundle")
@click.argument("case_folder", metavar="CASE", type=click.Path(file_okay=False, path_type=Path))
@click.argument("finding")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; FINDING.wacz here by default.")
@as_json
def command(case_folder: Path, finding: str, out: Path | None, as_json: bool) -> int:
    """Write the evidence bundle of FINDING (an id or the beginning of one): its path, statements, documents and decisions, as WACZ 1.1.1.

    The file is that of the atlas, byte for byte, and holds what its pages show: private persons' data is taken out of the texts. It is
    checked before the command ends, by the program that lies inside it (verify_bundle.py). Exit code: 0 the bundle holds, 1 it does not.

    \b
    Example:
      enduse bundle examples/surveillance-trade eb103e35 --out finding.wacz
    """
    from enduse.atlas.verifiers.verify_bundle import verify
    from enduse.case.bundling import bundle_finding
    from enduse.case.layout import open_case

    written = bundle_finding(open_case(case_folder), finding, out or Path(f"{finding}.wacz"))
    code, report = verify(written)
    if as_json:
        print_json({"file": str(written), "bytes": written.stat().st_size, "checked": report.checked, "wrong": report.wrong})
        return code
    click.echo(f"{written}  {written.stat().st_size:,} bytes")
    for line in [*report.checked, *report.wrong]:
        say(f"  {printable(line)}")
    return code

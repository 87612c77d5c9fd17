"""``enduse eval``: how well notices are read and names are matched, measured on sets labelled by people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from enduse.cli.output import print_json, say, table

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path, allow_dash=True)


@click.group("eval")
def command() -> None:
    """Measure Enduse on sets labelled by people; every figure comes with the set's hash.

    \b
    Example:
      enduse eval notices gold.jsonl
      enduse eval matching pairs.csv
    """


@command.command("notices")
@click.argument("gold", metavar="GOLD.jsonl", type=_FILE)
@click.option("--json", "out", metavar="OUT", type=_OUT, help="Write every figure as JSON to OUT; - is stdout.")
def notices(gold: Path, out: Path | None) -> None:
    """Read each notice of GOLD.jsonl and count what is right, wrong, left out, and filled in where nothing is stated.

    A line of the file is one notice: its `text` and what a person read in it, in the field names of `enduse read --json`.

    \b
    Example:
      enduse eval notices gold.jsonl --json figures.json
    """
    from enduse.evaluation.gold_notices import read_gold
    from enduse.evaluation.notices import report, score_notices

    read = read_gold(gold)
    figures = report(read, score_notices(read))
    _write(figures, out)
    if out is None:
        click.echo("\n".join(_lines(figures)))


@command.command("matching")
@click.argument("pairs", metavar="PAIRS.csv", type=_FILE)
@click.option("--json", "out", metavar="OUT", type=_OUT, help="Write every figure and every wrong pair as JSON to OUT; - is stdout.")
@click.option("--show", type=click.IntRange(0), default=10, show_default=True, help="How many wrong pairs of each kind to print.")
def matching(pairs: Path, out: Path | None, show: int) -> None:
    """Compare the two names of each row of PAIRS.csv and say how well the score tells one body from two.

    The file has the columns `left`, `right` and `match` (true or false, yes or no, 1 or 0), and `schema` where the kinds differ.
    Sets to begin with, and what each figure means: docs/evaluation-matching.md.

    \b
    Example:
      enduse eval matching pairs.csv --json figures.json
    """
    from enduse.entities.matching.compare import compare_names
    from enduse.entities.matching.thresholds import load_thresholds
    from enduse.evaluation.matching import judge
    from enduse.evaluation.matching_report import lines, report
    from enduse.evaluation.pairs import read_pairs

    read = read_pairs(pairs)
    figures = report(read, judge(read.pairs, compare_names), load_thresholds().match)
    _write(figures, out)
    if out is None:
        click.echo("\n".join(lines(figures, show)))


def _write(figures: dict[str, Any], out: Path | None) -> None:
    if out is None:
        return
    if str(out) == "-":
        print_json(figures)
        return
    import msgspec

    out.write_bytes(msgspec.json.format(msgspec.json.encode(figures, order="sorted")) + b"\n")
    say(f"Figures written to {out}.")


def _lines(figures: dict[str, Any]) -> list[str]:
    fields = figures["fields"]
    head = ["field", "stated", "right", "wrong", "left out", "false fills", "precision", "recall"]
    rows = [_row(name, found) for name, found in fields.items()]
    items, private = figures["items"], figures["private"]
    families = [
        [family, str(part["documents"]), *(f"{part['fields'][name]['recall']:.1%}" for name in fields)]
        for family, part in figures["by_family"].items()
    ]
    return [
        f"{figures['documents']} notices, set sha256 {figures['gold_sha256']}",
        "",
        table(head, rows, right=range(1, 8)),
        "",
        f"items: F1 {items['f1']:.1%}, brand {items['brand']:.1%}, model {items['model']:.1%} of matched rows",
        f"false fills: {figures['false_fill_rate']:.2%} of empty fields",
        f"private data: {private['recall']:.2%} of its characters hidden; {private['false_hiding']:.2%} of public ones hidden with it",
        "",
        "recall by layout family",
        table(["family", "notices", *fields], families, right=range(1, 2 + len(fields))),
    ]


def _row(name: str, found: dict[str, Any]) -> list[str]:
    counts = [str(found[key]) for key in ("stated", "right", "wrong", "abstained", "false_fills")]
    return [name, *counts, f"{found['precision']:.1%}", f"{found['recall']:.1%}"]

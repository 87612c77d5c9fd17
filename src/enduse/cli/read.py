"""``enduse read``: what is read in one file, with the passages it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from enduse.cli.output import as_json, print_json, printable, say, table

_SHOWN = ("file", "media_type", "encoding", "language", "pages")


@click.command("read")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--fields", is_flag=True, help="Only the fields, without the text.")
@as_json
def command(file: Path, fields: bool, as_json: bool) -> None:
    """Read FILE as a case would, and show each field, then the text with the passages marked that the fields rest on.

    Nothing is stored. Private persons' data is shown as ▇. With --json the fields have the names of hand-read sets (see `enduse eval`),
    `evidence` gives the passages of each, and `text` is what their `start` and `end` count in. Exit code 1: the file could not be read.

    \b
    Example:
      enduse read notice.html
    """
    from enduse.case.one_paper import UNPACKED_BY_BUILD, read_paper

    paper = read_paper(file)
    rejected = paper.reading.rejected
    if as_json:
        print_json(paper.record())
    elif rejected is not None:
        action = "put it into a case, which unpacks it: enduse add" if file.suffix.lower() in UNPACKED_BY_BUILD else rejected.action
        say(f"{file.name} was not read ({rejected.code}): {rejected.message}. What to do: {action}.")
    else:
        record = paper.record()
        click.echo("\n".join(_summary(record)))
        if not fields:
            click.echo("\n" + _marked(record))
        for issue in record["issues"]:
            say(f"  {issue.code}: {issue.message}")
    if rejected is not None:
        raise click.exceptions.Exit(1)


def _summary(record: dict[str, Any]) -> Iterator[str]:
    yield ", ".join(str(record[name]) for name in _SHOWN if record[name]) + (" page" if record["pages"] == 1 else " pages")
    for warning in record["warnings"]:
        yield f"warning: {warning}"
    rows = [[path, _value(record, path), _place(passages[0])] for path, passages in record["evidence"].items()]
    yield ""
    yield table(["field", "value", "passage"], rows) if rows else "No field of a notice was found in this file."
    if record["private_spans"]:
        yield f"\n{len(record['private_spans'])} passages about private persons were taken out (▇)."


def _value(record: dict[str, Any], path: str) -> str:
    """The value at ``path``: ``buyer``, ``awards[0].supplier``."""
    found: Any = record
    for step in path.replace("]", "").replace("[", ".").split("."):
        found = found[int(step)] if isinstance(found, list) else found[step]
    text = printable(" ".join(str(found).split()))
    return text if len(text) <= 60 else text[:59] + "…"


def _place(passage: dict[str, Any]) -> str:
    page = f"page {passage['page']}, " if "page" in passage else ""
    sure = "" if passage["confidence"] == 1 else f" ({passage['confidence']:g})"
    return f"{page}{passage['start']}:{passage['end']}{sure}"


def _marked(record: dict[str, Any]) -> str:
    from enduse.statements.notices.marking import pieces

    shown = []
    for piece in pieces(record["text"], record["evidence"]):
        text = printable(piece.text)
        opened = click.style("⟦" * piece.begins, dim=True)
        closed = "".join(click.style(f"｜{', '.join(names)}⟧", dim=True) for names in piece.ends)
        shown.append(opened + (click.style(text, bold=True, underline=True) if piece.within else text) + closed)
    return "".join(shown)

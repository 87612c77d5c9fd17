"""What commands print: data on stdout, talk on stderr."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

_STEERING = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout, for programs.")

atlas_option = click.option(
    "--atlas", default="", metavar="ADDRESS", help="Where the atlas is read, for links: https://atlas.example/; else as case.yml says."
)


def case_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--case DIR``, the current folder by default."""
    path = click.Path(file_okay=False, path_type=Path)
    return click.option("--case", "case_folder", type=path, default=Path(), help="The case folder; the current folder by default.")(
        function
    )


def case_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """``[CASE]``, the current folder by default."""
    path = click.Path(file_okay=False, path_type=Path)
    return click.argument("case_folder", metavar="[CASE]", type=path, default=Path())(function)


def print_json(value: Any) -> None:
    """One JSON value, keys sorted, on stdout."""
    click.echo(msgspec.json.encode(value, order="sorted").decode())


def say(text: str) -> None:
    """Talk to the person, on stderr."""
    click.echo(text, err=True)


def printable(text: str) -> str:
    """Text of a received file as a terminal may get it: signs that steer the terminal or turn the direction of writing stand as �."""
    return _STEERING.sub("\ufffd", text)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """A plain text table; columns in ``right`` are aligned to the right. Chinese characters count as two."""
    lines = [list(headings), *[list(row) for row in rows]]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(headings))]
    drawn = []
    for line in lines:
        cells = [_pad(cell, widths[i], to_right=i in right) for i, cell in enumerate(line)]
        drawn.append("  ".join(cells).rstrip())
    drawn.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(drawn)


def _width(text: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, *, to_right: bool) -> str:
    room = " " * (width - _width(text))
    return room + text if to_right else text + room


@contextmanager
def progress_shown() -> Iterator[Callable[[str, int, int], None]]:
    """A progress line on stderr while a terminal is there to see it; silent otherwise."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True
    ) as bars:
        known: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in known:
                known[stage] = bars.add_task(stage, total=total)
            bars.update(known[stage], completed=done, total=total)

        yield show

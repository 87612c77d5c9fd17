"""Files of answers: CSV, XLSX, JSON lines or an HTML page, by the extension of the file; each with what it rests on.

No cell can be run as a formula, and the same answers give the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from enduse.atlas.exporters.files import formula_safe
from enduse.atlas.exporters.workbook import Cell, Link, write_workbook
from enduse.model.errors import UsageError
from enduse.model.storage import write_json

FORMS = (".csv", ".xlsx", ".jsonl", ".html")
ADDRESS = "enduse_address"
"""Our column of full addresses, which a workbook makes links of."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What each form is written from; rows and lines may be walked as often as wanted."""

    title: str
    """The name of the first sheet of a workbook."""
    rows: Callable[[], Iterator[Sequence[str]]]
    """The rows of the table, the header first."""
    json_lines: Callable[[], Iterator[str]]
    page: Callable[[Path], None]
    about: Mapping[str, Any]
    lines: Sequence[tuple[str, str]]
    """What the answers rest on, as (what, value)."""
    sheets: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    """Further sheets of a workbook."""


def check_form(path: Path) -> None:
    """Refuse a file of no known form, or in no folder, before work begins.

    Raises:
        UsageError: the extension is none of ``FORMS``, or there is no such folder.
    """
    if path.suffix.lower() not in FORMS:
        raise UsageError(f"--out {path.name}: expected a name that ends in {', '.join(FORMS)}")
    if not path.resolve().parent.is_dir():
        raise UsageError(f"--out {path}: there is no folder {path.parent}; make it first, or give another name")


def write_files(paths: Iterable[Path], answers: Answers) -> list[Path]:
    """Write the answers as each file asks; beside a CSV or JSON lines what they rest on."""
    written = []
    for path in paths:
        aside = path.with_name(f".{path.name}.part")
        _write(aside, path.suffix.lower(), answers)
        aside.replace(path)
        written.append(path)
        if path.suffix.lower() in (".csv", ".jsonl"):
            beside = path.with_name(path.name + ".about.json")
            write_json(beside, dict(answers.about))
            written.append(beside)
    return written


def _linked(rows: Iterator[Sequence[str]]) -> Iterator[Sequence[Cell]]:
    """The rows with what is one address in our last column of that name as a link."""
    header = next(rows)
    at = max((at for at, name in enumerate(header) if name == ADDRESS), default=len(header))
    yield header
    for row in rows:
        one = row[at : at + 1]
        yield [*row[:at], *(Link(each) if " " not in each else each for each in one), *row[at + 1 :]]


def _write(path: Path, form: str, answers: Answers) -> None:
    if form == ".html":
        answers.page(path)
    elif form == ".xlsx":
        write_workbook(path, {answers.title: _linked(answers.rows()), **answers.sheets, "About": [("What", "Value"), *answers.lines]})
    elif form == ".jsonl":
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(answers.json_lines())
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            for cells in answers.rows():
                writer.writerow([formula_safe(cell) for cell in cells])

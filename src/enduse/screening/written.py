"""Answers written: CSV, XLSX, JSON lines or an HTML page, by the extension of the file; each with what it rests on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from enduse.atlas.exporters.files import formula_safe, write_lines
from enduse.atlas.exporters.workbook import write_workbook
from enduse.model.errors import UsageError
from enduse.model.storage import write_json
from enduse.screening.about import About
from enduse.screening.answer import NONE, Screened
from enduse.screening.flat import COLUMNS, Rules, flat
from enduse.screening.report import write_report
from enduse.screening.table_files import Row, TableFile

FORMS = (".csv", ".xlsx", ".jsonl", ".html")


def check_form(path: Path) -> None:
    """Refuse a file of no known form before work begins.

    Raises:
        UsageError: the extension is none of ``FORMS``.
    """
    if path.suffix.lower() not in FORMS:
        raise UsageError(f"--out {path.name}: expected a name that ends in {', '.join(FORMS)}")


def write_answers(paths: Iterable[Path], table: TableFile, answers: Path, head: About, rules: Rules) -> list[Path]:
    """Write the answers kept in ``answers`` (``keep_answers``) as each file asks; beside a CSV or JSON lines what they rest on."""
    written = []
    for path in paths:
        form = path.suffix.lower()
        aside = path.with_name(f".{path.name}.part")
        if form == ".html":
            write_report(aside, head, [each for each in kept_answers(answers) if each.verdict != NONE], rules)
        elif form == ".xlsx":
            write_workbook(aside, {"Screening": _sheet(table, answers, rules), "About": [("What", "Value"), *head.lines()]})
        elif form == ".jsonl":
            write_lines(aside, (_record(row, answer) for row, answer in _together(table, answers)))
        else:
            _write_csv(aside, table, answers, rules)
        aside.replace(path)
        written.append(path)
        if form in (".csv", ".jsonl"):
            beside = path.with_name(path.name + ".about.json")
            write_json(beside, head.as_dict())
            written.append(beside)
    return written


def keep_answers(path: Path, answers: Iterable[Screened]) -> None:
    """Write answers to a file, one JSON value a line, to be walked as often as wanted without holding them."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        for answer in answers:
            file.write(encoder.encode(answer) + b"\n")


def kept_answers(path: Path) -> Iterator[Screened]:
    """The answers ``keep_answers`` wrote."""
    decoder = msgspec.json.Decoder(Screened)
    with path.open("rb") as file:
        yield from map(decoder.decode, file)


def _together(table: TableFile, answers: Path) -> Iterator[tuple[Row, Screened]]:
    return zip(table.rows(), kept_answers(answers), strict=True)


def _write_csv(path: Path, table: TableFile, answers: Path, rules: Rules) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for cells in _sheet(table, answers, rules):
            writer.writerow([formula_safe(cell) for cell in cells])


def _sheet(table: TableFile, answers: Path, rules: Rules) -> Iterator[list[str]]:
    yield [*table.columns, *COLUMNS]
    for (_, cells), answer in _together(table, answers):
        yield [*(cells.get(column, "") for column in table.columns), *flat(answer, rules).values()]


def _record(row: Row, answer: Screened) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(answer)
    return {"row": row[0], "given": row[1], **plain}

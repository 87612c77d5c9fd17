"""The answers of a screening, written in every form asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from enduse.atlas.exporters.files import line_of
from enduse.screening.about import About
from enduse.screening.answer import Screened
from enduse.screening.answer_files import Answers, write_files
from enduse.screening.flat import COLUMNS, Rules, flat
from enduse.screening.kept import kept_answers
from enduse.screening.links import Atlas
from enduse.screening.report import write_report
from enduse.screening.table_files import Row, TableFile


def write_answers(paths: Iterable[Path], table: TableFile, answers: Path, head: About, rules: Rules) -> list[Path]:
    """Write the answers kept in ``answers`` (``keep_answers``) as each file asks."""
    return write_files(
        paths,
        Answers(
            title="Screening",
            rows=lambda: _sheet(table, answers, rules, head.atlas),
            json_lines=lambda: (line_of(_record(row, answer, head.atlas)) for row, answer in _together(table, answers)),
            page=lambda path: write_report(path, head, partial(kept_answers, answers), rules),
            about=head.as_dict(),
            lines=head.lines(),
        ),
    )


def _together(table: TableFile, answers: Path) -> Iterator[tuple[Row, Screened]]:
    return zip(table.rows(), kept_answers(answers), strict=True)


def _sheet(table: TableFile, answers: Path, rules: Rules, atlas: Atlas) -> Iterator[list[str]]:
    yield [*table.columns, *COLUMNS]
    for (_, cells), answer in _together(table, answers):
        yield [*(cells.get(column, "") for column in table.columns), *flat(answer, rules, atlas).values()]


def _record(row: Row, answer: Screened, atlas: Atlas) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(answer)
    for hit, told in zip(answer.hits, plain["hits"], strict=True):
        told["address"] = atlas.to(hit.page)
        for finding, said in zip(hit.related, told["related"], strict=True):
            said |= {"page": finding.page, "address": atlas.to(finding.page)}
    return {"row": row[0], "given": row[1], **plain}

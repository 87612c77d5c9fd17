"""The answers of an inventory in every form, with the summary beside them and in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from enduse.screening.answer_files import Answers, write_files
from enduse.screening.inventory.about import About
from enduse.screening.inventory.assess import Assessed
from enduse.screening.inventory.flat import COLUMNS, asked, flat, lists, said, why_there
from enduse.screening.inventory.obligations import BOUND, NOT_BOUND, NOT_KNOWN
from enduse.screening.inventory.summary import Summary, maker_of
from enduse.screening.inventory.tables import words
from enduse.screening.page import write_page
from enduse.screening.table_files import TableFile


def write_inventory(paths: Iterable[Path], table: TableFile, assessed: Sequence[Assessed], head: About, total: Summary) -> list[Path]:
    """Write the answers as each file asks."""
    return write_files(
        paths,
        Answers(
            title="Inventory",
            rows=lambda: _rows(table, assessed),
            records=lambda: _records(table, assessed),
            page=lambda path: _page(path, assessed, head, total),
            about={**head.as_dict(), "summary": total.as_dict()},
            lines=head.lines(),
            sheets={"Summary": _summary(total), "How others did it": _examples(total)},
        ),
    )


def _rows(table: TableFile, assessed: Sequence[Assessed]) -> Iterator[Sequence[str]]:
    yield [*table.columns, *COLUMNS]
    for (_, cells), each in zip(table.rows(), assessed, strict=True):
        yield [*(cells.get(column, "") for column in table.columns), *flat(each).values()]


def _records(table: TableFile, assessed: Sequence[Assessed]) -> Iterator[dict[str, Any]]:
    for (number, cells), each in zip(table.rows(), assessed, strict=True):
        plain: dict[str, Any] = msgspec.to_builtins(each)
        yield {"row": number, "given": cells, "maker": maker_of(each), **plain, "order_why": why_there(each)}


def _summary(total: Summary) -> list[Sequence[str]]:
    """All tables of the summary under each other; a title before each, an empty row behind."""
    rows: list[Sequence[str]] = [("Devices", str(total.devices)), ()]
    for name, table in total.tables.items():
        rows += [(name[:1].upper() + name[1:],), *table, ()]
    return rows


def _examples(total: Summary) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("day", "what", "who", "place", "text", "sources")]
    for each in (*total.examples, *total.others):
        rows.append((each.day, each.kind, each.who, each.place, each.text, "; ".join(each.cites)))
    return rows


def _page(path: Path, assessed: Sequence[Assessed], head: About, total: Summary) -> None:
    ranked = sorted((each for each in assessed if each.order), key=lambda each: each.order)
    write_page(
        path,
        resources.files(__package__).joinpath("report.html").read_text("utf-8"),
        head=head,
        total=total,
        ranked=ranked,
        rest=[each for each in assessed if not each.order],
        words=words(),
        maker_of=maker_of,
        why_there=why_there,
        lists=lists,
        bound=lambda each: said(each, BOUND),
        not_known=lambda each: said(each, NOT_KNOWN),
        not_bound=lambda each: said(each, NOT_BOUND),
        free=lambda each: dict.fromkeys((one.title, one.does_not_restrict) for _, one in asked(each, BOUND, NOT_KNOWN)),
    )

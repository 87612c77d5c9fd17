"""The answers of an inventory in every form, with the summary beside them and in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

from enduse.screening.answer_files import Answers, write_files
from enduse.screening.inventory.about import About
from enduse.screening.inventory.assess import Assessed
from enduse.screening.inventory.flat import COLUMNS, Told, flat, tell
from enduse.screening.inventory.lines import json_lines
from enduse.screening.inventory.summary import Summary
from enduse.screening.inventory.tables import words
from enduse.screening.links import Atlas
from enduse.screening.page import write_page
from enduse.screening.table_files import TableFile


def write_inventory(paths: Iterable[Path], table: TableFile, assessed: Sequence[Assessed], head: About, total: Summary) -> list[Path]:
    """Write the answers as each file asks."""
    told = [tell(each) for each in assessed]
    return write_files(
        paths,
        Answers(
            title="Inventory",
            rows=lambda: _rows(table, assessed, told, head.atlas),
            json_lines=lambda: json_lines(table.rows(), assessed, told, head.atlas),
            page=lambda path: _page(path, assessed, told, head, total),
            about={**head.as_dict(), "summary": total.as_dict()},
            lines=head.lines(),
            sheets={"Summary": _summary(total), "How others did it": _examples(total)},
        ),
    )


def _rows(table: TableFile, assessed: Sequence[Assessed], told: Sequence[Told], atlas: Atlas) -> Iterator[Sequence[str]]:
    yield [*table.columns, *COLUMNS]
    for (_, cells), each, said in zip(table.rows(), assessed, told, strict=True):
        yield [*(cells.get(column, "") for column in table.columns), *flat(each, said, atlas).values()]


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


def _page(path: Path, assessed: Sequence[Assessed], told: Sequence[Told], head: About, total: Summary) -> None:
    together = list(zip(assessed, told, strict=True))
    write_page(
        path,
        resources.files(__package__).joinpath("report.html").read_text("utf-8"),
        head=head,
        total=total,
        ranked=sorted((both for both in together if both[0].order), key=lambda both: both[0].order),
        rest=[both for both in together if not both[0].order],
        words=words(),
        atlas=head.atlas.beside(path),
    )

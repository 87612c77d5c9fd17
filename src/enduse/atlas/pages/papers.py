"""Papers: the list, and a page for each with its text and every quoted passage marked where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from enduse.atlas.identity import id_of
from enduse.atlas.pages.page_pictures import pictures_of
from enduse.atlas.passages import Marker
from enduse.atlas.plaintext import language_of
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.atlas.shelf import Held, paper_page
from enduse.model.document import Table
from enduse.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, heading or table of a paper; ``rows`` for tables."""

    kind: str
    text: Markup | None = None
    rows: tuple[tuple[dict[str, Any], ...], ...] = ()
    hidden: bool = False
    lang: str | None = None


def write(press: Press) -> None:
    """Write ``papers/``."""
    papers = [(sha256, info) for sha256, info in press.shelf.documents if info.role == "paper"]
    statements = press.once("statements of papers", lambda: _by_paper(press))
    sheet = press.sheet("papers/index.html")
    rows = [
        {
            "name": sheet.ref(paper_page(sha256), info.paths[0] if info.paths else info.name),
            "info": info,
            "title": press.shelf.held(sha256).document.title,
            "subjects": [sheet.claim([s]) for s in statements.get(sha256, []) if s.property == "subject" and s.schema == "Notice"],
            "statements": len(statements.get(sha256, [])),
            "lang": language_of(press.shelf.held(sha256).document.title or ""),
        }
        for sha256, info in papers
    ]
    press.publish(sheet, "papers.html", title=press.words["papers"]["title"], section="sources", rows=rows)
    for sha256, _ in papers if press.first else []:  # a source's own text stands once, for readers of every language
        _page(press, press.shelf.held(sha256), sorted(statements.get(sha256, []), key=lambda s: (s.start, s.end, id_of(s))))


def _by_paper(press: Press) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in press.shelf.all_of(["paper"]).values():
        found.setdefault(statement.document, []).append(statement)
    return found


def _page(press: Press, held: Held, statements: list[Statement]) -> None:
    sheet = press.sheet(paper_page(held.sha256))
    marker = Marker(held.text, statements)
    pieces = pieces_of(held, marker)
    press.publish(
        sheet,
        "paper.html",
        title=held.info.paths[0] if held.info.paths else held.sha256[:16],
        section="sources",
        specimen=held.info.specimen,
        held=held,
        pieces=pieces,
        pictures=pictures_of(press, held, statements),
        alone=[marker.alone(span) for span in marker.left],
        subjects=_subjects(sheet, press, statements),
        buyers=_buyers(sheet, statements),
        rows=_read_from(sheet, press, statements),
    )


def _subjects(sheet: Sheet, press: Press, statements: list[Statement]) -> list[dict[str, Any]]:
    """What the notice and its items are about, each with why it was believed."""
    said = [s for s in statements if s.property == "subject"]
    reasons = press.words["paper"]["subject_why"]
    return [
        {"claim": sheet.claim([s]), "why": reasons[s.method.partition(":")[2]], "item": s.schema == "ContractItem"}
        for s in sorted(said, key=lambda s: (s.schema != "Notice", s.start, s.value))
    ]


def _buyers(sheet: Sheet, statements: list[Statement]) -> list[dict[str, Any]]:
    """Who buys, with the kind of body and of end user: shown beside the subjects, never taken from them."""
    found = []
    for said in (s for s in statements if s.schema == "Notice" and s.property in {"buyer", "endUser"}):
        entity = sheet.library.entity(sheet.library.resolved.canonical(said.value))
        if entity is not None:
            found.append({"claim": sheet.claim([said]), "schema": entity.schema, "kinds": sheet.claims(entity.id, "endUserType")})
    return found


def _read_from(sheet: Sheet, press: Press, statements: list[Statement]) -> list[dict[str, Any]]:
    return [
        {"label": press.label(s.schema, s.property), "kind": press.words["kinds"].get(s.schema, s.schema), "claim": sheet.claim([s])}
        for s in statements
    ]


def pieces_of(held: Held, marker: Marker) -> list[Piece]:
    """The paper's blocks and outermost tables in the order of its text."""
    document = held.document
    tables = [table for table in document.tables if table.cells and table.depth == min(t.depth for t in document.tables)]
    extents = [(min(c.start for c in t.cells), max(c.end for c in t.cells), t) for t in tables]
    found: list[tuple[int, Piece]] = []
    covered = 0
    for start, _, table in extents:
        found.append((start, Piece("table", rows=_rows(held, table, marker), hidden=table.hidden)))
    for block in document.blocks:
        if (
            block.start < covered
            or any(start <= block.start and block.end <= end for start, end, _ in extents)
            or not held.text[block.start : block.end].strip()
        ):
            continue
        covered = block.end
        lang = language_of(held.text[block.start : block.end])
        found.append((block.start, Piece(block.kind, marker.mark(block.start, block.end), hidden=block.hidden, lang=lang)))
    if not document.blocks and not extents:
        found.append((0, Piece("paragraph", marker.mark(0, len(held.text)), lang=language_of(held.text))))
    return [piece for _, piece in sorted(found, key=lambda item: item[0])]


def _rows(held: Held, table: Table, marker: Marker) -> tuple[tuple[dict[str, Any], ...], ...]:
    rows: dict[int, list[dict[str, Any]]] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        shown = {"text": marker.mark(cell.start, cell.end), "header": cell.header, "rowspan": cell.rowspan, "colspan": cell.colspan}
        rows.setdefault(cell.row, []).append(shown | {"lang": language_of(held.text[cell.start : cell.end])})
    return tuple(tuple(row) for _, row in sorted(rows.items()))

"""Passages under a sentence: each quote once, as a link into its document, with what it says and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from enduse.atlas.sheet import Sheet
from enduse.model.statement import Statement


def passages_of(sheet: Sheet, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Each distinct passage once: its quote as a link into the document, what it says, and the document."""
    groups: dict[tuple[str, int, int], list[Statement]] = {}
    for statement in statements:
        sheet.address(statement)  # cited also where another statement of the same passage is the one printed
        groups.setdefault((statement.document, statement.start, statement.end), []).append(statement)
    return [_passage(sheet, group) for group in groups.values()]


def _passage(sheet: Sheet, group: list[Statement]) -> dict[str, Any]:
    first = group[0]
    info = sheet.shelf.held(first.document).info
    cited = sorted({s.source.partition(":")[2] for s in group if s.source.startswith("record:")})
    sources = [sheet.library.resolved.canonical(f"source:{ident}") for ident in cited]
    return {
        "quote": sheet.quote(first),
        "label": sheet.values.label(first.schema, first.property),
        "role": info.role,
        "where": sheet.ref(sheet.shelf.page(first), sheet.shelf.name(first)),
        "sources": [sheet.name(ident) for ident in sources if ident in sheet.library.pages],
        "specimen": first.specimen,
    }

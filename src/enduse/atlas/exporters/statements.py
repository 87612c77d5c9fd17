"""Statements: every value whose passage stands on a page of the atlas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.press import Press
from enduse.findings.grades.conflicts import contradicted

DESCRIPTION = "One row is one value from one source, with the passage that says so. Private persons' data are masked here as on the pages."
COLUMNS = {
    "id": "hash of all fields, evidence included",
    "entity": "the body or thing it is about (see entities)",
    "mention": "the id it has in its own document",
    "schema": "kind of entity",
    "property": "what is said",
    "value": "normal form: ISO dates, 'CNY 1.00' for money, ISO country codes, ids",
    "original": "the value as the source writes it, where that differs",
    "lang": "language of the value",
    "valid_from": "holds from",
    "valid_to": "holds until",
    "source": "paper, record:<source id>, list:<name>, register:<name>, acts:<name> or reference:<name>",
    "document": "sha256 of the stored document",
    "start": "where the quote begins in the text of the document, in characters",
    "end": "where it ends",
    "prefix": "up to 32 characters before",
    "quote": "the passage",
    "suffix": "up to 32 characters after",
    "method": "what read it",
    "method_version": "in which version",
    "confidence": "1 where nothing was guessed",
    "first_seen": "day the source itself carries",
    "conflict": "true where another statement of the same property of the same thing cannot be true as well",
    "specimen": "true for invented examples",
    "page": "page and anchor in this atlas",
}


def rows(press: Press) -> Iterator[dict[str, Any]]:
    """All statements with a passage on a page, by id."""
    shelf, library = press.shelf, press.library
    cited = library.resolved.statements(ident for ids in shelf.cited.values() for ident in ids)
    every = shelf.all_of(["paper", "table"]) | cited
    for ident, statement in sorted(every.items()):
        text = shelf.held(statement.document).text
        masked = shelf.is_masked(statement)
        row: dict[str, Any] = {name: getattr(statement, name, None) for name in COLUMNS}
        row["id"], row["mention"], row["entity"] = ident, statement.entity, library.resolved.canonical(statement.entity)
        row["conflict"] = contradicted(statement, library.facts.get(row["entity"], {}).get(statement.property, []))
        row["quote"] = text[statement.start : statement.end]
        row["prefix"] = text[statement.start - len(statement.prefix) : statement.start]
        row["suffix"] = text[statement.end : statement.end + len(statement.suffix)]
        if masked:
            row["value"], row["original"] = row["quote"], None
        row["page"] = f"{shelf.page(statement)}#s-{ident}"
        yield row

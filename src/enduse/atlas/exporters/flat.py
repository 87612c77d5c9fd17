"""Entities of one kind as flat rows: the first value in a column of its own, with the ids of the statements behind the row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from enduse.atlas.identity import id_of
from enduse.atlas.press import Press
from enduse.findings.grades.conflicts import conflicting


def columns_of(properties: Mapping[str, str], page: str = "page in this atlas") -> dict[str, str]:
    """What the columns of such a table hold; ``page``: what its last one says."""
    return {
        "id": "canonical id",
        **{column: f"property {prop} of statements" for column, prop in properties.items()},
        "conflict": "columns in which sources state values that cannot all be true; the column then holds all of them",
        "statements": "ids of the statements behind the row",
        "specimen": "true for invented examples",
        "page": page,
    }


def flat_rows(press: Press, kind: str, properties: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One row an entity: ``properties`` maps column to property; several values stand as a list."""
    library = press.library
    for entity in sorted(library.of_kind(kind), key=lambda e: e.id):
        facts = library.facts[entity.id]
        row: dict[str, Any] = {"id": entity.id, "specimen": entity.specimen, "page": library.pages.get(entity.id)}
        used: set[str] = set()
        for column, prop in properties.items():
            found = sorted(facts.get(prop, []), key=lambda s: (s.value, id_of(s)))
            used.update(id_of(s) for s in found)
            values = list(
                dict.fromkeys(
                    press.shelf.quote(s) if press.shelf.is_masked(s) else _value(press, s.value, s.property, s.schema) for s in found
                )
            )
            row[column] = values[0] if len(values) == 1 else (values or None)
        differing = set(conflicting(facts, properties.values()))
        row["conflict"] = [column for column, prop in properties.items() if prop in differing]
        yield row | {"statements": sorted(used)}


def _value(press: Press, value: str, prop: str, schema: str) -> str:
    return press.library.resolved.canonical(value) if press.values.names_entity(schema, prop) else value

"""What both profiles are made from: rows of the table of statements, masked and released as they are, by entity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from enduse.atlas.exporters.followthemoney.stock import ftm_id
from enduse.model.kinds import Kind, Property, load_kinds

Row = Mapping[str, Any]
SPECIMEN = "Specimen: invented to show how the system works. No real body is meant."


@dataclass(frozen=True, slots=True)
class Placed:
    """A value in its place: on an entity (``canonical`` id, ``mention`` the id in its own document), under a schema's property.

    ``row`` is the statement it comes from; None for what the export adds of itself (a required name, the mark of a specimen).
    """

    canonical: str
    mention: str
    schema: str
    prop: str
    value: str
    row: Row | None = None
    specimen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Statements by entity, and what is known of entities. ``canonical`` gives the entity of a mention."""

    facts: dict[str, list[Row]]
    kinds: Mapping[str, str]
    captions: Mapping[str, str]
    canonical: Callable[[str], str]
    dataset: str
    documents: Mapping[str, str] = field(default_factory=dict)

    def kind(self, entity: str) -> Kind:
        """The kind of an entity."""
        return load_kinds()[self.kinds.get(entity) or str(self.facts[entity][0]["schema"])]

    def caption(self, entity: str) -> str:
        """The name to show; its kind's where none is known."""
        caption = self.captions.get(entity, entity)
        return self.kind(entity).label["en"] if caption == entity and entity in self.facts else caption

    def property(self, row: Row) -> Property:
        """The property of a row."""
        return load_kinds()[row["schema"]].properties[row["property"]]

    def value(self, row: Row) -> str:
        """The value; of a value that names an entity the id of that entity."""
        value = str(row["value"])
        return self.canonical(value) if self.property(row).type == "entity" else value

    def said(self, row: Row) -> str:
        """The statement in words: label and value."""
        value = self.value(row)
        named = self.property(row).type == "entity" and value in self.captions
        return f"{self.property(row).label}: {self.caption(value) if named else value}"


def material(
    rows: Iterable[Row], entities: Iterable[Row], canonical: Callable[[str], str], title: str, documents: Iterable[Row] = ()
) -> Material:
    """Group rows of the tables ``statements`` and ``entities``; the data set is named after the case's title."""
    facts: dict[str, list[Row]] = {}
    for row in rows:
        facts.setdefault(row["entity"], []).append(row)
    known = list(entities)
    return Material(
        facts=dict(sorted(facts.items())),
        kinds={entity["id"]: entity["schema"] for entity in known},
        captions={entity["id"]: entity["caption"] for entity in known},
        canonical=canonical,
        dataset="_".join(re.findall("[a-z0-9]+", title.casefold()))[:60].strip("_") or "enduse",
        documents={document["sha256"]: "; ".join(document["paths"]) for document in documents if document["role"] == "paper"},
    )


def is_specimen(rows: Iterable[Row]) -> bool:
    """Whether every statement is invented."""
    return all(row["specimen"] for row in rows)


def placed_at(rows: Iterable[Row], entity: str) -> Placed:
    """A place on an entity that rows are about, to be filled with schema, property and value."""
    return Placed(ftm_id(entity), ftm_id(entity), "", "", "", None, is_specimen(rows))

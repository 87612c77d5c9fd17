"""A kind of table in memory: which mentions a row gives and what each column says about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SPECIMEN = "specimen"
"""Every table may have this column; ``yes`` marks an invented row."""


@dataclass(frozen=True, slots=True)
class RowEntity:
    """A mention each row gives; its schema is fixed, or read from a column that may hold one of ``schemas``."""

    name: str
    prefix: str
    schema: str
    schema_column: str | None = None
    schemas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Says:
    """What one column says: a property of a mention."""

    column: str
    entity: str | None
    of: str | None
    property: str
    type: str
    vocabulary: str | None
    many: bool
    currency: str | None
    currency_column: str | None
    lang: str | None
    unstated: frozenset[str]
    unless: Mapping[str, frozenset[str]]
    prefix: str | None
    schema: str | None


@dataclass(frozen=True, slots=True)
class Persons:
    """What a row that names a person must also give; the columns, and ``reasons`` by the value of ``usual``."""

    column: str
    role: str
    organisation: str
    reason: str
    usual: str
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of table, ready for the importer."""

    name: str
    about: str
    key: str
    entities: Mapping[str, RowEntity]
    links: tuple[tuple[str, str, str], ...]
    says: tuple[Says, ...]
    required: tuple[str, ...]
    source_columns: tuple[str, ...]
    is_source: bool
    source_otherwise: str | None
    valid_from: str | None
    valid_to: str | None
    dated: str | None
    valid_entities: frozenset[str]
    refuse: Mapping[str, frozenset[str]]
    persons: Persons | None
    withhold: str | None
    columns: tuple[str, ...]
    """Every column the table may have."""

    @property
    def main(self) -> RowEntity:
        """The mention parties given by name hang on."""
        return next(iter(self.entities.values()))

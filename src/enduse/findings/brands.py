"""Brands: who records say makes, or does not make, the goods that a sale shows under a brand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from enduse.findings.facts import Facts, Party, dates, facts_of, ids, parties, together, values
from enduse.findings.graph import Graph
from enduse.findings.sales import SALE_AWARDS, Item, Sale, fold_brand, sales_of
from enduse.findings.settings import settings
from enduse.model.dates import PartialDate, in_force

BRANDED = f"""
    WITH sale AS ({SALE_AWARDS}), known AS MATERIALIZED (
        SELECT canonical AS relation, lower(trim(value)) AS brand FROM statements WHERE schema = 'OemRelation' AND property = 'brand'
    )
    SELECT DISTINCT a.target AS award, b.canonical AS item, known.relation FROM statements b
    JOIN known ON known.brand = lower(trim(b.value))
    JOIN statements a ON a.canonical = b.canonical AND a.schema = 'ContractItem' AND a.property = 'award'
    SEMI JOIN sale ON sale.award = a.target
    WHERE b.schema = 'ContractItem' AND b.property = 'brand' ORDER BY ALL
"""  # noqa: S608 - constants
"""Goods in sales, with the records on the maker behind their brand."""


@dataclass(frozen=True, slots=True)
class OemRecord:
    """One record; ``scope`` and ``models`` say which goods of the brand it speaks of, empty where it does not say."""

    id: str
    kinds: tuple[str, ...]
    makers: tuple[Party, ...]
    scope: tuple[str, ...]
    models: tuple[str, ...]
    starts: tuple[PartialDate, ...]
    ends: tuple[PartialDate, ...]
    certainty: str
    words: str
    statements: tuple[str, ...]

    def held(self, days: Collection[PartialDate]) -> bool | None:
        """Whether it held on these days; ``None`` where it gives no first day, or dates are too coarse or differ in what follows."""
        ends = self.ends or (None,)
        answers = {in_force(day, start, end) for day in days for start in self.starts for end in ends}
        if not self.starts:
            answers = {False if self.ends and all(day.first >= end.last for end in self.ends) else None for day in days}
        return answers.pop() if len(answers) == 1 else None

    def speaks_of(self, item_models: Collection[str]) -> bool | None:
        """Whether it speaks of goods of these models; ``None`` where that cannot be said."""
        if self.scope == ("all",):
            return True
        if not item_models or not self.models:
            return None
        return any(model.startswith(fold_brand(own)) for own in self.models for model in map(fold_brand, item_models))


@dataclass(frozen=True, slots=True)
class Branded:
    """Goods of a brand in a sale, and the records on who makes that brand."""

    sale: Sale
    item: Item
    brand: str
    models: tuple[str, ...]
    kinds: tuple[str, ...]
    shown: tuple[str, ...]
    """The statements of brand, model, kind and name of the goods."""
    records: tuple[OemRecord, ...]


def branded(graph: Graph) -> list[Branded]:
    """Every item in a sale whose brand some record speaks of, by sale and item."""
    rows = graph.connection.execute(BRANDED, {"types": list(settings().sale_notice_types)}).fetchall()
    sales = sales_of(graph.connection, {row[0] for row in rows})
    items = facts_of(graph.connection, "ContractItem", {row[1] for row in rows})
    records = oem_records(graph.connection, {row[2] for row in rows})
    known: dict[tuple[str, str], list[OemRecord]] = {}
    for award, item, relation in rows:
        known.setdefault((award, item), []).append(records[relation])
    return [
        _branded(sale, item, items[item.id], known[sale.id, item.id])
        for sale in sales
        for item in sale.items
        if (sale.id, item.id) in known
    ]


def _branded(sale: Sale, item: Item, facts: Facts, records: list[OemRecord]) -> Branded:
    return Branded(
        sale=sale,
        item=item,
        brand=" / ".join(values(facts, "brand")),
        models=tuple(values(facts, "model")),
        kinds=tuple(values(facts, "subject")),
        shown=ids(facts, "award", "name", "brand", "model", "subject"),
        records=tuple(records),
    )


def oem_records(connection: duckdb.DuckDBPyConnection, relations: Collection[str]) -> dict[str, OemRecord]:
    """The records of these ids (``OemRelation``) in a resolved case."""
    found = facts_of(connection, "OemRelation", relations)
    named = parties(connection, [fact for facts in found.values() for fact in facts.get("maker", ())])
    said = ("brand", "relation", "scope", "model", "startDate", "endDate", "certainty", "quotation", "summary")
    return {
        id_: OemRecord(
            id=id_,
            kinds=tuple(values(facts, "relation")),
            makers=tuple(together(named[fact.id] for fact in facts.get("maker", ()) if fact.id in named)),
            scope=tuple(values(facts, "scope")),
            models=tuple(values(facts, "model")),
            starts=dates(facts, "startDate"),
            ends=dates(facts, "endDate"),
            certainty=" / ".join(values(facts, "certainty")),
            words=" / ".join(values(facts, "quotation") or values(facts, "summary")),
            statements=ids(facts, *said),
        )
        for id_, facts in found.items()
    }

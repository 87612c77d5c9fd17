"""Origins: sales of goods of some kinds whose maker is recorded with one of some countries, sold by somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import duckdb

from enduse.findings.facts import Party, facts_of
from enduse.findings.sales import SALE_VENDORS, Item, Sale, sales_of
from enduse.findings.settings import settings

CANDIDATES = f"""
    WITH sale AS MATERIALIZED ({SALE_VENDORS})
    SELECT DISTINCT a.target FROM statements m
    JOIN statements a ON a.canonical = m.canonical AND a.schema = 'ContractItem' AND a.property = 'award'
    JOIN sale ON sale.award = a.target AND sale.vendor = m.target
    JOIN statements k ON k.canonical = m.canonical AND k.schema = 'ContractItem' AND k.property = 'subject'
    JOIN statements c ON c.canonical = m.target AND c.property = 'country'
    WHERE m.schema = 'ContractItem' AND m.property = 'maker' AND k.value IN (SELECT unnest($kinds::VARCHAR[]))
    AND c.value IN (SELECT unnest($countries::VARCHAR[]))
"""  # noqa: S608 - constants
"""Awards with an item of one of these kinds, made by a company recorded with one of these countries."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Goods in a sale: one item, its maker, the maker's country and the kind of goods, with the statements of the last two."""

    sale: Sale
    item: Item
    maker: Party
    country: str
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    classed: tuple[str, ...]


def origins(connection: duckdb.DuckDBPyConnection, kinds: Collection[str], countries: Collection[str]) -> Iterator[Origin]:
    """Every such item of a sale that the maker did not make itself, by sale, item and maker."""
    given = {"types": list(settings().sale_notice_types), "kinds": sorted(kinds), "countries": sorted(countries)}
    sales = sales_of(connection, {row[0] for row in connection.execute(CANDIDATES, given).fetchall()})
    items = facts_of(connection, "ContractItem", {item.id for sale in sales for item in sale.items})
    homes = _countries(connection, {maker.id for sale in sales for item in sale.items for maker in item.makers}, countries)
    for sale in sales:
        sellers = {supplier.id for supplier in sale.suppliers}
        for item in sale.items if sellers or sale.supplier_description else ():
            said = [fact for fact in items[item.id].get("subject", ()) if fact.value in kinds]
            for maker in item.makers if said and not item.by_brand else ():
                if maker.id in homes and maker.id not in sellers:
                    country, shown = homes[maker.id]
                    terms = tuple(sorted({fact.value for fact in said}))
                    yield Origin(sale, item, maker, country, shown, terms, tuple(sorted(fact.id for fact in said)))


def _countries(
    connection: duckdb.DuckDBPyConnection, makers: Collection[str], countries: Collection[str]
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each maker recorded with one of these countries and no other: the country and the statements of it."""
    rows = connection.execute(
        "SELECT canonical, min(value), list(DISTINCT id ORDER BY id) FROM statements WHERE property = 'country'"
        " AND canonical IN (SELECT unnest(?::VARCHAR[])) GROUP BY canonical HAVING count(DISTINCT value) = 1 ORDER BY canonical",
        [sorted(makers)],
    ).fetchall()
    return {maker: (country, tuple(shown)) for maker, country, shown in rows if country in countries}

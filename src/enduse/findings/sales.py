"""Sales: awards that the papers show as made, with who bought, who sold, what, when and for how much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass

import duckdb

from enduse.findings.facts import Fact, Facts, Party, called, dates, facts_of, ids, parties, together, values
from enduse.findings.lifted_sales import lifted
from enduse.findings.settings import settings
from enduse.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Item:
    """Goods in a sale. ``makers`` are named as such, or (``by_brand``) hold the brand that the paper writes."""

    id: str
    name: str
    brand: str
    makers: tuple[Party, ...]
    by_brand: bool
    statements: tuple[str, ...]

    @property
    def maker_ids(self) -> frozenset[str]:
        """Ids of the makers."""
        return frozenset(maker.id for maker in self.makers)


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a sale as stated; ``published`` says that only the day of publication is given.

    ``possible`` is the span of days the sale itself may lie in.
    """

    stated: PartialDate
    possible: PartialDate
    published: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sale:
    """One award. A party that the papers do not name is absent here, and its description, if any, is text."""

    id: str
    buyers: tuple[Party, ...]
    suppliers: tuple[Party, ...]
    supplier_description: str
    items: tuple[Item, ...]
    days: tuple[Day, ...]
    amounts: tuple[str, ...]
    statements: tuple[str, ...]
    """What shows that this is a sale, and its amount."""
    described_by: tuple[str, ...]
    buyer_description: str = ""
    bought_by: tuple[str, ...] = ()
    """What describes the buyer."""
    reported: bool = False
    """Whether the record is known only from a text that reports it; ``statements`` then hold the passage that says so."""


SALE_AWARDS = """
    SELECT canonical AS award, list(id) AS shown FROM statements
    WHERE schema = 'ContractAward' AND property = 'kind' GROUP BY canonical HAVING bool_and(value = 'sale')
    UNION ALL
    SELECT a.canonical, list(DISTINCT a.id) || list(DISTINCT n.id) FROM statements a
    JOIN statements n ON n.canonical = a.target AND n.schema = 'Notice' AND n.property = 'noticeType'
    WHERE a.schema = 'ContractAward' AND a.property = 'notice' AND n.value IN (SELECT unnest($types::VARCHAR[]))
    AND a.canonical NOT IN (SELECT canonical FROM statements WHERE schema = 'ContractAward' AND property = 'kind')
    GROUP BY a.canonical
"""
"""Awards that are sales, with the passages that say so: their source does, or a notice of award that says nothing else."""

SALE_BUYERS = f"""
    SELECT award, buyer FROM (
        SELECT canonical AS award, target AS buyer FROM statements WHERE schema = 'ContractAward' AND property = 'buyer'
        UNION
        SELECT a.canonical, n.target FROM statements a
        JOIN statements n ON n.canonical = a.target AND n.schema = 'Notice' AND n.property = 'buyer'
        WHERE a.schema = 'ContractAward' AND a.property = 'notice'
    ) SEMI JOIN ({SALE_AWARDS}) sale USING (award)
"""  # noqa: S608 - constants


SALE_VENDORS = f"""
    SELECT award, vendor FROM (
        SELECT canonical AS award, target AS vendor FROM statements WHERE schema = 'ContractAward' AND property = 'supplier'
        UNION
        SELECT a.target, m.target FROM statements a
        JOIN statements m ON m.canonical = a.canonical AND m.schema = 'ContractItem' AND m.property = 'maker'
        WHERE a.schema = 'ContractItem' AND a.property = 'award'
    ) SEMI JOIN ({SALE_AWARDS}) sale USING (award)
"""  # noqa: S608 - constants
"""Sellers in a sale, and the makers named for its goods."""


AT_A_TIME = 2_000
"""Sales that are in memory at once."""
LIFTED_BEYOND = AT_A_TIME
"""Sales beyond which what is said around them is taken out of the tables once."""

LAST_DAYS = """
    SELECT award, CASE WHEN bool_and(
        regexp_full_match(day, '[0-9]{4}[-0-9]*')
        AND try_cast(day || CASE length(day) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS DATE) IS NOT NULL
    ) THEN max(day) END AS last
    FROM (
        SELECT canonical AS award, value AS day FROM statements WHERE schema = 'ContractAward' AND property = 'date'
        UNION ALL
        SELECT a.canonical, n.value FROM statements a
        JOIN statements n ON n.canonical = a.target AND n.schema = 'Notice' AND n.property = 'publishedDate'
        WHERE a.schema = 'ContractAward' AND a.property = 'notice'
    ) GROUP BY award
"""
"""The last day (or month, or year) said of each award, as text; none where anything else is said of its day."""


def sales_to(connection: duckdb.DuckDBPyConnection, buyers: Collection[str], since: Mapping[str, str] | None = None) -> Iterator[Sale]:
    """Every sale to one of these bodies, sorted by the id of the award; see ``sales_by`` for ``since``."""
    return _sales_with(connection, f"SELECT award, buyer AS party FROM ({SALE_BUYERS})", buyers, since or {})  # noqa: S608 - constant


def sales_by(connection: duckdb.DuckDBPyConnection, vendors: Collection[str], since: Mapping[str, str] | None = None) -> Iterator[Sale]:
    """Every sale that one of these bodies sold, or made goods for, sorted by the id of the award.

    ``since``: for a body the day (as text, with the precision it has) before which its sales are of no concern; those that surely lie
    before it are left out, so that they never leave the tables.
    """
    return _sales_with(connection, f"SELECT award, vendor AS party FROM ({SALE_VENDORS})", vendors, since or {})  # noqa: S608 - constant


def _sales_with(connection: duckdb.DuckDBPyConnection, query: str, chosen: Collection[str], since: Mapping[str, str]) -> Iterator[Sale]:
    if not chosen:
        return
    wanted = sorted(chosen)
    rows = connection.execute(
        f"""
        WITH wanted AS (SELECT unnest($wanted::VARCHAR[]) AS party, unnest($since::VARCHAR[]) AS since), last AS ({LAST_DAYS})
        SELECT DISTINCT award FROM ({query}) JOIN wanted USING (party) LEFT JOIN last USING (award)
        WHERE since = '' OR last IS NULL OR last || '~' >= since ORDER BY award
        """,  # noqa: S608 - constants
        {"types": list(settings().sale_notice_types), "wanted": wanted, "since": [since.get(each, "") for each in wanted]},
    ).fetchall()
    awards = [row[0] for row in rows]
    with lifted(connection, awards) if len(awards) > LIFTED_BEYOND else nullcontext(connection) as near:
        for start in range(0, len(awards), AT_A_TIME):
            yield from sales_of(near, set(awards[start : start + AT_A_TIME]))


def sales_of(connection: duckdb.DuckDBPyConnection, chosen: Collection[str]) -> list[Sale]:
    """These awards, which are sales, sorted by id."""
    awards = facts_of(connection, "ContractAward", chosen)
    notices = facts_of(connection, "Notice", _targets(awards.values(), "notice"))
    items = _items(connection, awards)
    links = [fact for award in awards.values() for each in ("buyer", "supplier") for fact in award.get(each, ())]
    links += [fact for notice in notices.values() for fact in notice.get("buyer", ())]
    named = parties(connection, links)
    return [_sale(award, facts, notices, items.get(award, ()), named) for award, facts in awards.items()]


def _targets(facts: Iterable[Facts], property_: str) -> set[str]:
    return {fact.target for each in facts for fact in each.get(property_, ()) if fact.target is not None}


def _sale(award: str, facts: Facts, notices: dict[str, Facts], items: Iterable[Item], named: dict[str, Party]) -> Sale:
    notice = notices.get(next((str(f.target) for f in facts.get("notice", ())), ""), {})
    buyers = together(named[f.id] for f in facts.get("buyer", ()) if f.id in named)
    shows = ids(facts, "kind", "amount") if facts.get("kind") else ids(facts, "notice", "amount") + ids(notice, "noticeType")
    if not buyers:
        buyers = together(named[f.id] for f in notice.get("buyer", ()) if f.id in named)
        shows += ids(facts, "notice")
    return Sale(
        id=award,
        buyers=tuple(buyers),
        suppliers=tuple(together(named[f.id] for f in facts.get("supplier", ()) if f.id in named)),
        supplier_description="; ".join(values(facts, "supplierDescription")),
        items=tuple(items),
        days=_days(facts, notice),
        amounts=tuple(values(facts, "amount")),
        statements=tuple(sorted({*shows, *ids(facts, "verification")})),
        described_by=ids(facts, "supplierDescription"),
        buyer_description="; ".join(values(facts, "buyerDescription")),
        bought_by=ids(facts, "buyerDescription"),
        reported="reported" in values(facts, "verification"),
    )


def _days(award: Facts, notice: Facts) -> tuple[Day, ...]:
    stated = dates(award, "date")
    if stated:
        return tuple(Day(each, each, False, _dated(award["date"], each)) for each in stated)
    link = ids(award, "notice")
    published = dates(notice, "publishedDate")
    return tuple(Day(each, _before(each), True, (*link, *_dated(notice["publishedDate"], each))) for each in published)


def _dated(facts: list[Fact], day: PartialDate) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts if fact.value == day.text)


def _before(published: PartialDate) -> PartialDate:
    """The days an award may lie in when only its publication is dated."""
    return published.stretched_back(settings().publication_lag_days)


def _items(connection: duckdb.DuckDBPyConnection, awards: dict[str, Facts]) -> dict[str, list[Item]]:
    held = connection.execute(
        "SELECT DISTINCT canonical, target FROM statements WHERE schema = 'ContractItem' AND property = 'award'"
        " AND target IN (SELECT unnest(?::VARCHAR[])) ORDER BY target, canonical",
        [sorted(awards)],
    ).fetchall()
    facts = facts_of(connection, "ContractItem", {item for item, _ in held})
    makers = parties(connection, [fact for each in facts.values() for fact in each.get("maker", ())])
    brands = _brand_holders(connection, {fold_brand(value) for each in facts.values() for value in values(each, "brand")})
    found: dict[str, list[Item]] = {}
    for item, award in held:
        found.setdefault(award, []).append(_item(item, facts[item], makers, brands))
    return found


def _item(item: str, facts: Facts, makers: dict[str, Party], brands: dict[str, Party]) -> Item:
    named = together(makers[f.id] for f in facts.get("maker", ()) if f.id in makers)
    by_brand = [] if named else together(brands[b] for b in map(fold_brand, values(facts, "brand")) if b in brands)
    shows = ids(facts, "award", "name", "brand") if by_brand else ids(facts, "award", "name")
    return Item(
        id=item,
        name=" / ".join(values(facts, "name")),
        brand=" / ".join(values(facts, "brand")),
        makers=tuple(named or by_brand),
        by_brand=bool(by_brand),
        statements=shows,
    )


def fold_brand(brand: str) -> str:
    """A brand as compared: without case and outer blanks, never shortened."""
    return brand.strip().lower()


def _brand_holders(connection: duckdb.DuckDBPyConnection, brands: Collection[str]) -> dict[str, Party]:
    """The one company of the case that holds each brand; a brand held by two companies names neither."""
    if not brands:
        return {}
    rows = connection.execute(
        """
        SELECT lower(trim(b.value)), b.canonical, e.caption, e.caption_zh,
               list(DISTINCT b.id ORDER BY b.id) || list(DISTINCT n.id ORDER BY n.id)
        FROM statements b
        JOIN entities e ON e.id = b.canonical
        JOIN statements n ON n.entity = b.entity AND n.property = 'name'
        WHERE b.schema = 'Company' AND b.property = 'brand' AND lower(trim(b.value)) IN (SELECT unnest(?::VARCHAR[]))
        GROUP BY ALL ORDER BY ALL
        """,
        [sorted(brands)],
    ).fetchall()
    holders: dict[str, list[Party]] = {}
    for brand, company, caption, chinese, statements in rows:
        holders.setdefault(brand, []).append(Party(company, called(caption, chinese), tuple(sorted(statements))))
    return {brand: found[0] for brand, found in holders.items() if len(found) == 1}

"""Purchases: who bought goods of a vendor that was on a list that day, and whether a rule on buying binds the buyer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from enduse.findings.facts import Party, together
from enduse.findings.graph import Graph
from enduse.findings.listings import Effect, effects_by_list, first_days
from enduse.findings.rules import Rule
from enduse.findings.sales import Sale
from enduse.findings.settings import known_list, settings
from enduse.findings.standing import Dated, Standing, standings
from enduse.findings.wording import any_of, quoted
from enduse.model.dates import in_force
from enduse.model.finding import Step
from enduse.model.said import NOTHING


@dataclass(frozen=True, slots=True)
class Purchase:
    """One buyer, one vendor (the seller, or the maker the papers name) and one list with the vendor on it that day."""

    sale: Sale
    buyer: Party
    vendor: Party
    standing: Standing

    @property
    def list_key(self) -> str:
        """The key of the list."""
        return self.standing.listings[0].key


@dataclass(frozen=True, slots=True)
class Binding:
    """A body is recorded as bound by a rule; ``rule`` is the record's own name for it."""

    rule: str
    effects: tuple[Effect, ...]
    statements: tuple[str, ...]


def purchases(graph: Graph) -> Iterator[Purchase]:
    """Every purchase from a vendor that was, or may have been, listed that day, list by list."""
    listings = graph.every_listing(graph.listed_vendors())
    for sale in graph.sales_by(list(listings), first_days(listings)):
        named = together([*sale.suppliers, *(maker for item in sale.items if not item.by_brand for maker in item.makers)])
        for vendor in named:
            for standing in standings(sale, listings.get(vendor.id, ())):
                yield from (Purchase(sale, buyer, vendor, standing) for buyer in sale.buyers if buyer.id != vendor.id)


def bindings(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Binding]:
    """For each body and key of a list that restricts buying or use: the record that the rule behind that list binds the body."""
    rows = connection.execute(
        "SELECT canonical, value, list(DISTINCT id ORDER BY id) FROM statements WHERE property = 'boundBy' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    effects = effects_by_list(connection)
    buying = frozenset(settings().buying_directions)
    found: dict[tuple[str, str], Binding] = {}
    for body, rule, statements in rows:
        known = known_list(rule)
        before = found.get((body, known.key))
        shown = tuple(sorted({*statements, *(before.statements if before else ())}))
        restricting = tuple(effect for effect in effects.get(known.key, ()) if effect.directions & buying)
        if restricting:
            found[body, known.key] = Binding(known.title, restricting, shown)
    return found


def rule_held(dated: Dated, effect: Effect) -> bool | None:
    """Whether the rule was in force that day; ``None`` where dates are missing, too coarse, or differ in what follows."""
    ends = effect.ends or (None,)
    held = {in_force(day.possible, start, end) for day in dated.days for start in effect.starts for end in ends}
    return held.pop() if len(held) == 1 else None


def bound_step(rule: Rule, body: Party, binding: Binding, effect: Effect) -> Step:
    """From the body to the rule that a record says binds it, in the words of ``rule``."""
    said = rule.text.steps
    text = said["bound-by"].fill(
        buyer=body.name,
        rule=binding.rule,
        binds=said["binds"].fill(binds=quoted(effect.binds)) if effect.binds else NOTHING,
        since=said["since"].fill(date=any_of(effect.starts)) if effect.starts else NOTHING,
        until=said["until"].fill(date=any_of(effect.ends)) if effect.ends else NOTHING,
    )
    shown = tuple(sorted({*binding.statements, *effect.bound, *effect.dated}))
    return Step(origin=body.id, target=effect.id, relation="bound-by", text=text, statements=shown)

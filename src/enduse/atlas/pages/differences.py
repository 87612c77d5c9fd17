"""Where sources differ: each value beside the others, with the passages that say it; nothing is chosen and nothing averaged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from enduse.atlas.claim import claims_from
from enduse.atlas.pages.quoted import passages_of
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.findings.grades.conflicts import conflicting
from enduse.model.statement import Statement


def differences_of(press: Press, sheet: Sheet, things: Iterable[str]) -> list[dict[str, Any]]:
    """One row for each property of these things in which statements differ."""
    rows = []
    for thing in dict.fromkeys(things):
        facts = press.library.facts.get(thing, {})
        rows += [difference(press, sheet, thing, facts[name]) for name in conflicting(facts)]
    return rows


def difference(press: Press, sheet: Sheet, thing: str, statements: Sequence[Statement]) -> dict[str, Any]:
    """A property as a row: of what, which, and every value with its passages."""
    in_order = sorted(statements, key=lambda s: (s.value, s.document, s.start, s.source))
    values = claims_from(in_order, sheet.text_of, sheet.claim)
    first = in_order[0]
    return {
        "thing": sheet.name(thing),
        "property": press.label(first.schema, first.property),
        "values": [{"value": claim, "passages": passages_of(sheet, claim.statements)} for claim in values],
    }

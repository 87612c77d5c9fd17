"""What an extraction says, short enough to be written down as the expected outcome of a case."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from enduse.language.scripts import fold_name
from enduse.model.extraction import Extraction
from enduse.model.money import Money

_LINKS = {"notice", "award", "buyer", "agency", "supplier", "maker"}


def summarise(extraction: Extraction) -> dict[str, Any]:
    """Mentions (their ids without the document's prefix) with their values, and the codes of the issues."""
    mentions: dict[str, dict[str, Any]] = {}
    for statement in extraction.statements:
        name = statement.entity.split(":", 2)[2]
        value = statement.value.split(":", 2)[2] if statement.value.startswith("paper:") else statement.value
        if statement.confidence < 1:
            value = f"{value} ({statement.confidence:g})"
        slot = mentions.setdefault(f"{name} {statement.schema}", {})
        known = slot.get(statement.property)
        slot[statement.property] = value if known is None else f"{known}; {value}"
    return {"mentions": mentions, "issues": sorted(issue.code for issue in extraction.issues)}


def values(extraction: Extraction, entity: str, property: str) -> list[str]:
    """Values of a property of one mention, given by the end of its id."""
    return [s.value for s in extraction.statements if s.entity.endswith(entity) and s.property == property]


def award_rows(extraction: Extraction) -> set[tuple[str, Decimal | None]]:
    """(folded supplier, sum) of every award stated."""
    names = {s.entity: s.value for s in extraction.statements if s.property == "name"}
    rows = set()
    for entity in {s.entity for s in extraction.statements if s.schema == "ContractAward"}:
        amounts = [Money.parse(value).amount for value in values(extraction, entity, "amount")]
        for supplier in values(extraction, entity, "supplier"):
            rows.add((fold_name(names[supplier]), amounts[0] if amounts else None))
    return rows

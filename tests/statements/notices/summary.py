"""What an extraction says, short enough to be written down as the expected outcome of a case."""

from __future__ import annotations

from typing import Any

from enduse.model.extraction import Extraction

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

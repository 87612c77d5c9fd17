"""How much of private persons' data is hidden, and how much of what is public is hidden with it, in characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from enduse.model.document import Redaction


def score_private(record: Mapping[str, Any], hidden: Iterable[Redaction]) -> Counter[str]:
    """Characters of private data hidden and missed; and names of organisations, numbers and sums touched."""
    covered = {at for redaction in hidden for at in range(redaction.start, redaction.end)}
    counted: Counter[str] = Counter()
    for start, end, kind in record["private_spans"]:
        inside = sum(at in covered for at in range(start, end))
        counted[f"private:{kind}:found"] += inside
        counted[f"private:{kind}:missed"] += end - start - inside
    for text in set(_public(record)):
        at = record["text"].find(text)
        if at >= 0:
            counted["public:characters"] += len(text)
            counted["public:hidden"] += sum(position in covered for position in range(at, at + len(text)))
    return counted


def _public(record: Mapping[str, Any]) -> Iterable[str]:
    rows = [*record["awards"], *(record["losing_bidders"] or ())]
    values = [
        record[name] for name in ("buyer", "agency", "project_name", "project_number", "end_user", "proposed_supplier", "budget_text")
    ]
    values += [row.get(name) for row in rows for name in ("supplier", "name", "supplier_address", "amount_text")]
    values += [row.get(name) for row in record["items"] or () for name in ("name", "brand", "model", "maker_if_stated")]
    return (str(value) for value in [*values, *record["alt_numbers"]] if value)

"""Scores extraction against hand-read notices: right, wrong, abstained, and false fills where nothing is stated."""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import Decimal
from typing import Any

from enduse.language.scripts import fold_name
from enduse.model.document import Block, Document
from enduse.model.extraction import Extraction
from enduse.model.money import Money
from enduse.statements.notices.private import private_spans

TYPES = {"single_source": "single-source", "unknown_fragment": "fragment", "not_notice": "not-a-notice"}


def plain_document(text: str) -> Document:
    """A document as a plain-text reader hands it on: one block a line."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(at, at + len(line.rstrip("\r\n")), "line"))
        at += len(line)
    return Document(hashlib.sha256(text.encode()).hexdigest(), "text/plain", text, encoding="utf-8", blocks=tuple(blocks))


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


def score(record: dict[str, Any], extraction: Extraction) -> Counter[str]:
    """One notice's outcomes, as ``field:outcome``."""
    counted: Counter[str] = Counter()
    accepted = [TYPES.get(name, name) for name in [record["notice_type"], *record["notice_type_also"]]]
    counted[_outcome("type", values(extraction, ":notice", "noticeType"), accepted, exact=True)] += 1
    numbers = [record["project_number"], *record["alt_numbers"]] if record["project_number"] else []
    counted[_outcome("number", values(extraction, ":notice", "projectNumber"), numbers)] += 1
    buyer = record["buyer"] if record["buyer_basis"] != "project_name" else None
    optional = [record["buyer"]] if record["buyer"] else []
    counted[_outcome("buyer", values(extraction, ":buyer", "name"), [buyer] if buyer else [], optional=optional)] += 1
    counted[_outcome("agency", values(extraction, ":agency", "name"), [record["agency"]] if record["agency"] else [])] += 1
    return counted + _award_score(record, extraction)


def _outcome(name: str, stated: list[str], gold: list[str], *, optional: list[str] | None = None, exact: bool = False) -> str:
    key = str if exact else fold_name
    wanted = {key(value) for value in gold}
    allowed = wanted | {key(value) for value in optional or []}
    if not stated:
        return f"{name}:abstained" if wanted else f"{name}:rightly-empty"
    if not allowed:
        return f"{name}:false-fill"
    return f"{name}:right" if {key(value) for value in stated} <= allowed else f"{name}:wrong"


def _award_score(record: dict[str, Any], extraction: Extraction) -> Counter[str]:
    gold = {(fold_name(row["supplier"]), row["amount_yuan"]) for row in record["awards"] if row["supplier"] and not row["candidate"]}
    suppliers = {name for name, _ in gold}
    rows = award_rows(extraction)
    counted: Counter[str] = Counter()
    for name, _ in gold:
        counted["supplier:right" if name in {stated for stated, _ in rows} else "supplier:abstained"] += 1
    for name, amount in rows:
        if name not in suppliers:
            counted["false-award"] += 1
            continue
        sums = [Decimal(str(row)) for supplier, row in gold if supplier == name and row is not None]
        if amount is None:
            counted["amount:abstained" if sums else "amount:rightly-empty"] += 1
        else:
            counted["amount:right" if any(abs(amount - row) < Decimal("0.01") for row in sums) else "amount:wrong"] += 1
    return counted


def private_score(record: dict[str, Any], document: Document) -> Counter[str]:
    """Characters of private data found and missed, and organisations touched."""
    covered = {at for start, end, _ in private_spans(document) for at in range(start, end)}
    counted: Counter[str] = Counter()
    for start, end, kind in record["private_spans"]:
        inside = sum(at in covered for at in range(start, end))
        counted[f"private:{kind}:found"] += inside
        counted[f"private:{kind}:missed"] += end - start - inside
    for name in [record["buyer"], record["agency"], *(row["supplier"] for row in record["awards"])]:
        at = document.text.find(name) if name else -1
        if at >= 0 and any(position in covered for position in range(at, at + len(name))):
            counted["private:organisation-hidden"] += 1
    return counted

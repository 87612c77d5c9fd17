"""Scores extraction against hand-read notices: right, wrong, abstained, and false fills where nothing is stated."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from enduse.language.scripts import fold, fold_name
from enduse.model.document import Block, Document
from enduse.model.extraction import Extraction
from enduse.model.money import Money
from enduse.statements.notices.private import private_spans
from enduse.statements.notices.record import notice_record

NAMES = ("project_name", "end_user", "operator", "agency", "proposed_supplier", "proposed_supplier_address")
SUMS = ("budget_yuan", "ceiling_yuan")
DATES = ("publication_date", "award_date", "open_date", "original_notice_date")
NUMERALS = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九十", start=1)}


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


def key(value: object) -> str:
    """Folded, without any space, so that wrapped and letter-spaced values are equal to their plain forms."""
    return re.sub(r"\s", "", fold_name(str(value)))


def lot_key(lot: object) -> str:
    """The number or letter of a lot."""
    bare = re.sub(r"第|包组|包号|标段|标项|分包|包|[()号:\s]", "", fold(str(lot or "")).text)
    return NUMERALS.get(bare, bare.lstrip("0"))


def outcome(name: str, stated: object, gold: Iterable[object], *, optional: Iterable[object] = ()) -> str:
    """``field:right``, ``wrong``, ``abstained``, ``false-fill`` or ``rightly-empty`` of one value."""
    wanted = {key(value) for value in gold if value is not None}
    allowed = wanted | {key(value) for value in optional if value is not None}
    if stated is None:
        return f"{name}:abstained" if wanted else f"{name}:rightly-empty"
    if not allowed:
        return f"{name}:false-fill"
    return f"{name}:right" if key(stated) in allowed else f"{name}:wrong"


def score(record: Mapping[str, Any], extraction: Extraction) -> Counter[str]:
    """One notice's outcomes, as ``field:outcome``."""
    return score_record(record, notice_record(extraction))


def score_record(record: Mapping[str, Any], read: Mapping[str, Any]) -> Counter[str]:
    """As ``score``, for what any reader says in the record's own field names."""
    counted: Counter[str] = Counter()
    counted[outcome("type", read["notice_type"], [record["notice_type"], *record["notice_type_also"]])] += 1
    numbers = [record["project_number"]] if record["project_number"] else []
    counted[outcome("number", read["project_number"], numbers, optional=record["alt_numbers"])] += 1
    counted += _set_score("other-number", record["alt_numbers"], read["alt_numbers"])
    counted[outcome("buyer", read["buyer"], [record["buyer"]])] += 1
    for name in NAMES:
        counted[outcome(name, read[name], [record[name]])] += 1
    for name in SUMS:
        counted[outcome(name, _sum(read[name]), [_sum(record[name])])] += 1
    for name in DATES:
        counted[outcome(name, read[name], [record[name]])] += 1
    region = (record["buyer_region"] or {}).get("gbt2260")
    counted[outcome("region", read["buyer_region"]["gbt2260"], [region])] += 1
    counted += _set_score("failed-lot", map(lot_key, record["failed_lots"] or ()), map(lot_key, read["failed_lots"]))
    counted += _award_score(record["awards"], read["awards"])
    counted += _bid_score(record["losing_bidders"] or [], read["losing_bidders"])
    counted += _lot_score(record["lots"] or [], read["lots"])
    return counted + _item_score(record["items"] or [], read["items"])


def _sum(value: object) -> str | None:
    return None if value is None else f"{float(str(value)):.2f}"


def _set_score(name: str, gold: Iterable[object], stated: Iterable[object]) -> Counter[str]:
    wanted, found = {key(value) for value in gold}, {key(value) for value in stated}
    return Counter(
        {f"{name}:right": len(wanted & found), f"{name}:abstained": len(wanted - found), f"{name}:false-fill": len(found - wanted)}
    )


def _award_score(gold: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """Rows by supplier and lot; a candidate stated as an award, or an award as a candidate, is a false row."""
    counted: Counter[str] = Counter()
    left = list(stated)
    for row in (row for row in gold if row["supplier"]):
        name = "candidate" if row["candidate"] else "supplier"
        same = [other for other in left if key(other["supplier"]) == key(row["supplier"]) and other["candidate"] == row["candidate"]]
        same.sort(key=lambda other: lot_key(other["lot"]) != lot_key(row["lot"]))
        if not same:
            counted[f"{name}:abstained"] += 1
            counted["amount:abstained"] += row["amount_yuan"] is not None
            continue
        left.remove(same[0])
        counted[f"{name}:right"] += 1
        counted[outcome("award-lot", lot_key(same[0]["lot"]) or None, [lot_key(row["lot"]) or None])] += 1
        accepted = [_sum(row["amount_yuan"]), _sum(row.get("amount_alt_yuan"))]
        counted[outcome("amount", _sum(same[0]["amount_yuan"]), accepted)] += 1
        if row["amount_yuan"] is not None and same[0]["amount_yuan"] is not None:
            counted[outcome("amount-kind", same[0]["amount_kind"], [row["amount_kind"]])] += 1
        if not row["candidate"]:
            counted[outcome("supplier-address", same[0]["supplier_address"], [row.get("supplier_address")])] += 1
        else:
            counted[outcome("candidate-rank", same[0]["rank"], [row.get("rank")])] += 1
    counted["false-award"] += sum(not row["candidate"] for row in left)
    counted["false-candidate"] += sum(bool(row["candidate"]) for row in left)
    return counted


def _bid_score(gold: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    left = list(stated)
    for row in gold:
        same = [other for other in left if key(other["name"]) == key(row["name"])]
        counted["loser:right" if same else "loser:abstained"] += 1
        if same:
            left.remove(same[0])
            counted[outcome("loser-amount", _sum(same[0]["amount_yuan"]), [_sum(row.get("amount_yuan"))])] += 1
            counted[outcome("loser-rank", same[0]["rank"], [row.get("rank")])] += 1
    counted["loser:false-fill"] += len(left)
    return counted


def _lot_score(gold: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Counter[str]:
    rows = [{(lot_key(row["lot"]), key(row["name"]), _sum(row.get("budget_yuan"))) for row in listed} for listed in (gold, stated)]
    return Counter({"lot:right": len(rows[0] & rows[1]), "lot:abstained": len(rows[0] - rows[1]), "lot:false-fill": len(rows[1] - rows[0])})


def _item_score(gold: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """Rows by name (and lot, where one name stands twice); cells given a matched row."""
    counted: Counter[str] = Counter()
    left = list(stated)
    for row in gold:
        same = [other for other in left if key(other["name"]) == key(row["name"])]
        same.sort(key=lambda other: lot_key(other["lot"]) != lot_key(row.get("lot")))
        counted["item:right" if same else "item:abstained"] += 1
        if not same:
            continue
        left.remove(same[0])
        for name in ("brand", "model", "maker_if_stated", "unit"):
            counted[outcome(f"item-{name}", same[0][name], [row.get(name)])] += 1
        for name in ("quantity", "unit_price_yuan", "line_total_yuan"):
            counted[outcome(f"item-{name}", _sum(same[0][name]), [_sum(row.get(name))])] += 1
    counted["item:false-fill"] += len(left)
    return counted


def private_score(record: Mapping[str, Any], document: Document) -> Counter[str]:
    """Characters of private data found and missed; and names of organisations, numbers and sums touched."""
    covered = {at for start, end, _ in private_spans(document) for at in range(start, end)}
    counted: Counter[str] = Counter()
    for start, end, kind in record["private_spans"]:
        inside = sum(at in covered for at in range(start, end))
        counted[f"private:{kind}:found"] += inside
        counted[f"private:{kind}:missed"] += end - start - inside
    for text in set(_public(record)):
        at = document.text.find(text)
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


def precision(counted: Mapping[str, int], name: str) -> float:
    """Right among stated, false fills counted as wrong; 1 where nothing was stated."""
    wrong = counted.get(f"{name}:wrong", 0) + counted.get(f"{name}:false-fill", 0)
    stated = counted.get(f"{name}:right", 0) + wrong
    return counted.get(f"{name}:right", 0) / stated if stated else 1.0


def recall(counted: Mapping[str, int], name: str) -> float:
    """Right among what there was to read; 1 where there was nothing."""
    there = sum(counted.get(f"{name}:{end}", 0) for end in ("right", "wrong", "abstained"))
    return counted.get(f"{name}:right", 0) / there if there else 1.0


def false_fill_rate(counted: Mapping[str, int]) -> float:
    """Values stated where the gold says that nothing is stated, among all such places."""
    filled = sum(count for name, count in counted.items() if name.endswith(":false-fill"))
    empty = sum(count for name, count in counted.items() if name.endswith(":rightly-empty"))
    return filled / (filled + empty) if filled + empty else 0.0


def f1(counted: Mapping[str, int], name: str) -> float:
    """The harmonic mean of precision and recall."""
    p, r = precision(counted, name), recall(counted, name)
    return 2 * p * r / (p + r) if p + r else 0.0

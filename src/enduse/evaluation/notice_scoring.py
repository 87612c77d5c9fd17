"""Scores one read notice against what a person read, field by field and row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from enduse.evaluation.outcomes import key, lot_key, outcome, set_outcome, sum_key

NAMES = ("project_name", "end_user", "operator", "agency", "proposed_supplier", "proposed_supplier_address")
SUMS = ("budget_yuan", "ceiling_yuan")
DATES = ("publication_date", "award_date", "open_date", "original_notice_date")


def score_notice(record: Mapping[str, Any], read: Mapping[str, Any]) -> Counter[str]:
    """One notice's outcomes, as ``field:outcome``; ``read`` is what any reader says, in the field names of the hand-read ``record``."""
    counted: Counter[str] = Counter()
    counted[outcome("type", read["notice_type"], [record["notice_type"], *record["notice_type_also"]])] += 1
    numbers = [record["project_number"]] if record["project_number"] else []
    counted[outcome("project_number", read["project_number"], numbers, optional=record["alt_numbers"])] += 1
    counted += set_outcome("other-number", record["alt_numbers"], read["alt_numbers"])
    counted[outcome("buyer", read["buyer"], [record["buyer"]])] += 1
    for name in NAMES:
        counted[outcome(name, read[name], [record[name]])] += 1
    for name in SUMS:
        counted[outcome(name, sum_key(read[name]), [sum_key(record[name])])] += 1
    for name in DATES:
        counted[outcome(name, read[name], [record[name]])] += 1
    region = (record["buyer_region"] or {}).get("gbt2260")
    counted[outcome("region", read["buyer_region"]["gbt2260"], [region])] += 1
    counted += set_outcome("failed-lot", map(lot_key, record["failed_lots"] or ()), map(lot_key, read["failed_lots"]))
    counted += _award_score(record["awards"], read["awards"])
    counted += _bid_score(record["losing_bidders"] or [], read["losing_bidders"])
    counted += _lot_score(record["lots"] or [], read["lots"])
    return counted + _item_score(record["items"] or [], read["items"])


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
        # Where the reader of the gold found no sum, another that may be said (lines added up) is accepted and its absence is right.
        said = sum_key(same[0]["amount_yuan"])
        optional = row["amount_yuan"] is None and said is None
        counted[outcome("amount", said, [sum_key(row["amount_yuan"]), *([] if optional else [sum_key(row.get("amount_alt_yuan"))])])] += 1
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
            counted[outcome("loser-amount", sum_key(same[0]["amount_yuan"]), [sum_key(row.get("amount_yuan"))])] += 1
            counted[outcome("loser-rank", same[0]["rank"], [row.get("rank")])] += 1
    counted["loser:false-fill"] += len(left)
    return counted


def _lot_score(gold: Sequence[Mapping[str, Any]], stated: Sequence[Mapping[str, Any]]) -> Counter[str]:
    rows = [{(lot_key(row["lot"]), key(row["name"]), sum_key(row.get("budget_yuan"))) for row in listed} for listed in (gold, stated)]
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
            counted[outcome(f"item-{name}", sum_key(same[0][name]), [sum_key(row.get(name))])] += 1
    counted["item:false-fill"] += len(left)
    return counted

"""What an extraction says of one notice, as one record: the field names and the nesting of hand-read evaluation sets.

Each value is as stated; ``evidence`` gives, for each path into the record, the passages ``[start, end]`` it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from enduse.model.extraction import Extraction
from enduse.model.money import Money
from enduse.model.statement import Statement

_TYPES = {"single-source": "single_source", "fragment": "unknown_fragment", "not-a-notice": "not_notice"}
_NOTICE = {
    "title": "title",
    "projectName": "project_name",
    "publishedDate": "publication_date",
    "awardDate": "award_date",
    "openDate": "open_date",
    "originalNoticeDate": "original_notice_date",
    "operator": "operator",
}
_PARTIES = {"buyer": "buyer", "agency": "agency", "endUser": "end_user", "proposedSupplier": "proposed_supplier"}
_SUMS = {"budget": "budget_yuan", "ceiling": "ceiling_yuan"}
_KINDS = {"unit-price": "unit_price", "total": "total", "stated": "total", "rate": "rate", "zero-placeholder": "zero_placeholder"}

Facts = Mapping[str, Sequence[Statement]]


def notice_record(extraction: Extraction) -> dict[str, Any]:
    """The record: scalars are None and lists empty where nothing is stated."""
    mentions: dict[str, dict[str, list[Statement]]] = {}
    for statement in extraction.statements:
        mentions.setdefault(statement.entity, {}).setdefault(statement.property, []).append(statement)
    of_kind: dict[str, list[str]] = {}
    for statement in extraction.statements:
        listed = of_kind.setdefault(statement.schema, [])
        if statement.entity not in listed:
            listed.append(statement.entity)
    notice: Facts = next((mentions[entity] for entity in of_kind.get("Notice", ())), {})
    record = _notice(notice, mentions)
    record["awards"] = [row for entity in of_kind.get("ContractAward", ()) for row in _awards(mentions[entity], mentions)]
    bids = [_bid(mentions[entity], mentions) for entity in of_kind.get("Bid", ())]
    record["awards"] += [_candidate(row) for row in bids if row["outcome"] == "candidate"]
    record["losing_bidders"] = [
        {key: row[key] for key in ("name", "lot", "rank", "amount_yuan")} for row in bids if row["outcome"] == "lost"
    ]
    record["items"] = [_item(mentions[entity], mentions) for entity in of_kind.get("ContractItem", ())]
    record["lots"] = [_lot(mentions[entity]) for entity in of_kind.get("Lot", ())]
    record["evidence"] = _evidence(notice)
    return record


def _notice(notice: Facts, mentions: Mapping[str, Facts]) -> dict[str, Any]:
    kind = _value(notice, "noticeType")
    record: dict[str, Any] = {"notice_type": _TYPES.get(kind or "", kind)}
    record |= {name: _value(notice, said) for said, name in _NOTICE.items()}
    numbers = [statement.value for statement in notice.get("projectNumber", ())]
    record["project_number"] = numbers[0] if numbers else None
    record["alt_numbers"] = [*numbers[1:], *(statement.value for statement in notice.get("otherNumber", ()))]
    for said, name in _PARTIES.items():
        mention = _value(notice, said)
        record[name] = _value(mentions[mention], "name") if mention else None
    proposed = _value(notice, "proposedSupplier")
    record["proposed_supplier_address"] = _value(mentions[proposed], "address") if proposed else None
    record |= {name: _yuan(_value(notice, said)) for said, name in _SUMS.items()}
    record["buyer_region"] = {"stated": _value(notice, "region"), "gbt2260": _value(notice, "regionCode")}
    record["failed_lots"] = [statement.value for statement in notice.get("failedLot", ())]
    return record


def _awards(facts: Facts, mentions: Mapping[str, Facts]) -> list[dict[str, Any]]:
    """One row an award: the members of a joint bid share it, named as the notice names them together, so that its sum counts once."""
    links = sorted(facts.get("supplier", ()), key=lambda statement: statement.start)
    if not links:
        return []
    kind = _value(facts, "amountKind")
    known = [mentions.get(link.value, {}) for link in links]
    names = [_value(member, "name") or "" for member in known]
    amount = 0.0 if kind == "zero-placeholder" else _yuan(_value(facts, "amount"))
    row = {
        "lot": _value(facts, "lot"),
        "supplier": names[0] if len(names) == 1 else _together(links, names),
        "supplier_address": _value(known[0], "address"),
        "amount_yuan": amount,
        "amount_text": next((statement.quote for statement in facts.get("amount", ())), None),
        "amount_kind": _KINDS.get(kind or "", kind),
        "candidate": False,
    }
    return [row if len(names) == 1 else {**row, "members": names}]


def _together(links: Sequence[Statement], names: Sequence[str]) -> str:
    """The members with what stands between them, where the passages are near enough to show it."""
    pieces = []
    for link, name, after in zip(links, names, [*links[1:], None], strict=True):
        gap = after.start - link.end if after is not None else 0
        between = link.suffix[:gap] if gap <= len(link.suffix) else "、"
        role = re.match(r"[(（][^()（）]{1,12}[)）]", link.suffix) if after is None else None
        pieces += [name, between if after is not None else role[0] if role else ""]
    return "".join(pieces)


def _bid(facts: Facts, mentions: Mapping[str, Facts]) -> dict[str, Any]:
    bidder = _value(facts, "bidder")
    rank = _value(facts, "rank")
    return {
        "name": _value(mentions[bidder], "name") if bidder else None,
        "lot": _value(facts, "lot"),
        "rank": int(rank) if rank else None,
        "amount_yuan": _yuan(_value(facts, "amount")),
        "outcome": _value(facts, "outcome"),
    }


def _candidate(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = "total" if row["amount_yuan"] is not None else None
    return {
        "lot": row["lot"],
        "supplier": row["name"],
        "amount_yuan": row["amount_yuan"],
        "amount_kind": kind,
        "rank": row["rank"],
        "candidate": True,
    }


def _item(facts: Facts, mentions: Mapping[str, Facts]) -> dict[str, Any]:
    maker = _value(facts, "maker")
    quantity = _value(facts, "quantity")
    return {
        **{name: _value(facts, name) for name in ("name", "brand", "model", "spec", "unit", "lot")},
        "maker_if_stated": _value(mentions[maker], "name") if maker else None,
        "quantity": float(quantity) if quantity else None,
        "unit_price_yuan": _yuan(_value(facts, "unitPrice")),
        "line_total_yuan": _yuan(_value(facts, "lineTotal")),
    }


def _lot(facts: Facts) -> dict[str, Any]:
    return {"lot": _value(facts, "number"), "name": _value(facts, "name"), "budget_yuan": _yuan(_value(facts, "budget"))}


def _value(facts: Facts, property: str) -> str | None:
    return next((statement.value for statement in facts.get(property, ())), None)


def _yuan(value: str | None) -> float | None:
    return float(Money.parse(value).amount) if value else None


def _evidence(notice: Facts) -> dict[str, list[list[int]]]:
    return {said: [[statement.start, statement.end] for statement in stated] for said, stated in sorted(notice.items())}

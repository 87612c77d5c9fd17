"""What an extraction says of one notice, as one record: the field names and the nesting of hand-read evaluation sets.

Each value is as stated. ``evidence`` gives for each path into the record (``buyer``, ``awards[0].amount_yuan``) the passages it rests on:
``start`` and ``end`` into the text, the ``quote``, the ``confidence``, and the ``page`` where the format has pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from enduse.model.extraction import Extraction
from enduse.model.money import Money
from enduse.model.statement import Statement
from enduse.statements.notices.region import gazetteer
from enduse.vocabulary.load import vocabulary

_TYPES = {"single-source": "single_source", "fragment": "unknown_fragment", "not-a-notice": "not_notice"}
_NOTICE = {
    "title": "title",
    "project_name": "projectName",
    "publication_date": "publishedDate",
    "award_date": "awardDate",
    "open_date": "openDate",
    "original_notice_date": "originalNoticeDate",
    "operator": "operator",
}
_PARTIES = {"buyer": "buyer", "agency": "agency", "end_user": "endUser", "proposed_supplier": "proposedSupplier"}
_KINDS = {"unit-price": "unit_price", "total": "total", "stated": "total", "rate": "rate", "zero-placeholder": "zero_placeholder"}
_LEVELS = {"province": "province", "region": "province", "corps": "province", "prefecture": "prefecture"}

Facts = Mapping[str, Sequence[Statement]]


def notice_record(extraction: Extraction) -> dict[str, Any]:
    """The record: scalars are None and lists empty where nothing is stated."""
    return _Reader(extraction).record()


class _Reader:
    """One extraction, by mention, and the evidence met while its record is put together."""

    def __init__(self, extraction: Extraction) -> None:
        self.mentions: dict[str, dict[str, list[Statement]]] = {}
        self.of_kind: dict[str, list[str]] = {}
        self.evidence: dict[str, list[dict[str, Any]]] = {}
        for statement in extraction.statements:
            self.mentions.setdefault(statement.entity, {}).setdefault(statement.property, []).append(statement)
            listed = self.of_kind.setdefault(statement.schema, [])
            if statement.entity not in listed:
                listed.append(statement.entity)

    def record(self) -> dict[str, Any]:
        notice = next((self.mentions[entity] for entity in self.of_kind.get("Notice", ())), {})
        record = self._notice(notice)
        awards = [facts for facts in self._all("ContractAward") if facts.get("supplier")]
        record["awards"] = [self._award(f"awards[{at}]", facts) for at, facts in enumerate(awards)]
        bids = {outcome: [m for m in self._all("Bid") if _value(m, "outcome") == outcome] for outcome in ("candidate", "lost")}
        record["awards"] += [self._candidate(f"awards[{at}]", facts) for at, facts in enumerate(bids["candidate"], start=len(awards))]
        record["losing_bidders"] = [self._bid(f"losing_bidders[{at}]", facts, "name") for at, facts in enumerate(bids["lost"])]
        record["items"] = [self._item(f"items[{at}]", facts) for at, facts in enumerate(self._all("ContractItem"))]
        record["lots"] = [self._lot(f"lots[{at}]", facts) for at, facts in enumerate(self._all("Lot"))]
        record["evidence"] = dict(sorted(self.evidence.items()))
        return record

    def _all(self, schema: str) -> list[dict[str, list[Statement]]]:
        return [self.mentions[entity] for entity in self.of_kind.get(schema, ())]

    def _notice(self, notice: Facts) -> dict[str, Any]:
        record: dict[str, Any] = {"notice_type": self._take("notice_type", notice, "noticeType", lambda kind: _TYPES.get(kind, kind))}
        record |= {name: self._take(name, notice, said) for name, said in _NOTICE.items()}
        record["project_number"] = self._take("project_number", notice, "projectNumber")
        others = [*notice.get("projectNumber", ())[1:], *notice.get("otherNumber", ())]
        record["alt_numbers"] = [self._note(f"alt_numbers[{at}]", statement) for at, statement in enumerate(others)]
        record |= {name: self._party(name, notice, said) for name, said in _PARTIES.items()}
        record["buyer_basis"] = _basis(notice)
        proposed = self.mentions.get(_value(notice, "proposedSupplier") or "", {})
        record["proposed_supplier_address"] = self._take("proposed_supplier_address", proposed, "address")
        for name, said in (("budget", "budget"), ("ceiling", "ceiling")):
            record[f"{name}_yuan"] = self._take(f"{name}_yuan", notice, said, _yuan)
        record["budget_text"] = _quote(notice, "budget")
        record["buyer_region"] = self._region(notice)
        record["subjects"] = self._subjects("subjects", notice)
        record["failed_lots"] = [self._note(f"failed_lots[{at}]", s) for at, s in enumerate(notice.get("failedLot", ()))]
        return record

    def _region(self, notice: Facts) -> dict[str, Any]:
        code = self._take("buyer_region.gbt2260", notice, "regionCode")
        names: dict[str, str | None] = {"province": None, "prefecture": None, "county": None}
        for place in gazetteer().chain(code) if code else ():
            names[_LEVELS.get(place.level, "county")] = place.names[0]
        return {"stated": self._take("buyer_region.stated", notice, "region"), "gbt2260": code, **names}

    def _award(self, path: str, facts: Facts) -> dict[str, Any]:
        """One row an award: the members of a joint bid share it, named as the notice names them together, so that its sum counts once."""
        links = sorted(facts["supplier"], key=lambda statement: statement.start)
        known = [self.mentions.get(link.value, {}) for link in links]
        joint = len(links) > 1
        places = [f"{path}.members[{at}]" if joint else f"{path}.supplier" for at in range(len(links))]
        names = [str(self._take(place, member, "name")) for place, member in zip(places, known, strict=True)]
        placeholder = _value(facts, "amountKind") == "zero-placeholder"
        return {
            "lot": self._take(f"{path}.lot", facts, "lot"),
            "supplier": _together(links, names) if joint else names[0],
            "members": names if joint else [],
            "supplier_address": self._take(f"{path}.supplier_address", known[0], "address"),
            "amount_yuan": 0.0 if placeholder else self._take(f"{path}.amount_yuan", facts, "amount", _yuan),
            "amount_text": _quote(facts, "amount"),
            "amount_kind": self._take(f"{path}.amount_kind", facts, "amountKind", lambda kind: _KINDS.get(kind, kind)),
            "rank": None,
            "candidate": False,
        }

    def _candidate(self, path: str, facts: Facts) -> dict[str, Any]:
        row = self._bid(path, facts, "supplier")
        kind = "total" if row["amount_yuan"] is not None else None
        return {**row, "supplier_address": None, "amount_text": _quote(facts, "amount"), "amount_kind": kind, "candidate": True}

    def _bid(self, path: str, facts: Facts, name: str) -> dict[str, Any]:
        return {
            name: self._party(f"{path}.{name}", facts, "bidder"),
            "lot": self._take(f"{path}.lot", facts, "lot"),
            "rank": self._take(f"{path}.rank", facts, "rank", int),
            "amount_yuan": self._take(f"{path}.amount_yuan", facts, "amount", _yuan),
        }

    def _item(self, path: str, facts: Facts) -> dict[str, Any]:
        return {
            **{name: self._take(f"{path}.{name}", facts, name) for name in ("name", "brand", "model", "spec", "unit", "lot")},
            "maker_if_stated": self._party(f"{path}.maker_if_stated", facts, "maker"),
            "quantity": self._take(f"{path}.quantity", facts, "quantity", float),
            "unit_price_yuan": self._take(f"{path}.unit_price_yuan", facts, "unitPrice", _yuan),
            "line_total_yuan": self._take(f"{path}.line_total_yuan", facts, "lineTotal", _yuan),
            "subjects": self._subjects(f"{path}.subjects", facts),
        }

    def _lot(self, path: str, facts: Facts) -> dict[str, Any]:
        return {
            "lot": self._take(f"{path}.lot", facts, "number"),
            "name": self._take(f"{path}.name", facts, "name"),
            "budget_yuan": self._take(f"{path}.budget_yuan", facts, "budget", _yuan),
        }

    def _subjects(self, path: str, facts: Facts) -> list[dict[str, Any]]:
        """What it is about: the term, its label, the word that says so, why it was believed and how sure that is."""
        terms = vocabulary("technology")
        return [
            {
                "class": self._note(f"{path}[{at}].class", said),
                "label": terms.get(said.value).label["en"],
                "passage": said.quote,
                "why": said.method.partition(":")[2],
                "confidence": said.confidence,
            }
            for at, said in enumerate(facts.get("subject", ()))
        ]

    def _party(self, path: str, facts: Facts, property: str) -> Any:
        mention = _value(facts, property)
        return self._take(path, self.mentions.get(mention, {}), "name") if mention else None

    def _take(self, path: str, facts: Facts, property: str, convert: Callable[[str], Any] = str) -> Any:
        stated = facts.get(property, ())
        return self._note(path, stated[0], convert) if stated else None

    def _note(self, path: str, statement: Statement, convert: Callable[[str], Any] = str) -> Any:
        passage = {"start": statement.start, "end": statement.end, "quote": statement.quote, "confidence": statement.confidence}
        self.evidence[path] = [passage if statement.page is None else {**passage, "page": statement.page}]
        return convert(statement.value)


def _together(links: Sequence[Statement], names: Sequence[str]) -> str:
    """The members with what stands between them, where the passages are near enough to show it."""
    pieces = []
    for link, name, after in zip(links, names, [*links[1:], None], strict=True):
        gap = after.start - link.end if after is not None else 0
        between = link.suffix[:gap] if gap <= len(link.suffix) else "、"
        role = re.match(r"[(（][^()（）]{1,12}[)）]", link.suffix) if after is None else None
        pieces += [name, between if after is not None else role[0] if role else ""]
    return "".join(pieces)


def _value(facts: Facts, property: str) -> str | None:
    return next((statement.value for statement in facts.get(property, ())), None)


def _quote(facts: Facts, property: str) -> str | None:
    return next((statement.quote for statement in facts.get(property, ())), None)


def _basis(notice: Facts) -> str | None:
    """``project_name`` where the buyer was read off the name of the project or the title, ``field`` where the notice names it as such."""
    stated = notice.get("buyer", ())
    if not stated:
        return None
    names = [*notice.get("projectName", ()), *notice.get("title", ())]
    return "project_name" if any(s.start <= stated[0].start and stated[0].end <= s.end for s in names) else "field"


def _yuan(value: str) -> float:
    return float(Money.parse(value).amount)

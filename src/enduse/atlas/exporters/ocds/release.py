"""One notice as an OCDS release.

Fields and their types follow release-schema.json 1.1.5 (open-contracting/standard). A value that sources state differently is left out; its
statements stand beside it all the same. Every object made from statements has ``enduse``, our extension: ids, paper and page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from enduse.atlas.exporters.followthemoney.material import Material, Row
from enduse.atlas.exporters.followthemoney.stock import ftm_id
from enduse.model.yaml_text import read_yaml

Release = dict[str, Any]
SPECIMEN = "Specimen: invented to show how the system works. No real body is meant."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONEY = re.compile(r"([A-Z]{3}) (-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Stage:
    """What a type of notice is in OCDS."""

    tag: tuple[str, ...]
    status: str | None = None


@cache
def stages() -> dict[str, Stage]:
    """By type of notice (vocabulary ``notice-type``)."""
    raw = read_yaml((resources.files(__package__) / "stages.yml").read_text("utf-8"))
    return {name: Stage(tuple(says["tag"]), says.get("status")) for name, says in raw.items()}


@dataclass(slots=True)
class Notices:
    """Statements of papers by entity, and which awards and items belong to which notice."""

    material: Material
    papers: frozenset[str]
    below: dict[str, list[str]] = field(default_factory=dict)
    """Entity -> awards, bids and items that name it as their notice or award."""

    def __post_init__(self) -> None:
        for entity, rows in self.material.facts.items():
            for row in rows:
                if row["property"] in ("notice", "award"):
                    self.below.setdefault(self.material.value(row), []).append(entity)

    def one(self, entity: str, *properties: str) -> str | None:
        """The value of the first of these properties that is stated, where its sources agree."""
        for prop in properties:
            values = {self.material.value(row) for row in self.rows(entity) if row["property"] == prop}
            if values:
                return values.pop() if len(values) == 1 else None
        return None

    def all(self, entity: str, prop: str) -> list[str]:
        """Every value of a property, each once."""
        return sorted({self.material.value(row) for row in self.rows(entity) if row["property"] == prop})

    def rows(self, entity: str) -> list[Row]:
        """The statements about an entity."""
        return self.material.facts.get(entity, [])

    def of_kind(self, entity: str, kind: str) -> list[str]:
        """What belongs to an entity, of one kind."""
        return sorted({each for each in self.below.get(entity, []) if self.material.kind(each).name == kind})

    def evidence(self, entity: str) -> dict[str, Any]:
        """Our extension: the statements and the pages of their passages."""
        rows = self.rows(entity)
        return {"statements": sorted(row["id"] for row in rows), "pages": sorted({row["page"].partition("#")[0] for row in rows})}


def release_of(notices: Notices, notice: str) -> tuple[Release | None, str]:
    """The release of a notice; or None, and why it gives none."""
    stage = stages().get(notices.one(notice, "noticeType") or "")
    day = notices.one(notice, "publishedDate") or ""
    documents = sorted({row["document"] for row in notices.rows(notice)})
    if not set(documents) <= notices.papers:
        return None, "not held as a paper"
    if stage is None:
        return None, "its type is not stated, or is no stage of a purchase"
    if not _DAY.fullmatch(day):
        return None, "the day it was published is not stated, and a release needs one"
    specimen = all(row["specimen"] for row in notices.rows(notice))
    made: Release = {
        "ocid": _ocid(notices, notice),
        "id": ftm_id(notice),
        "date": _moment(day),
        "tag": list(stage.tag),
        "initiationType": "tender",
        "language": "zh" if any(row["lang"] == "zh" for row in notices.rows(notice)) else None,
        "parties": list(_parties(notices, notice)),
        "buyer": _reference(notices, notices.one(notice, "buyer")),
        "tender": _tender(notices, notice, stage, documents, day),
        "awards": [_award(notices, award) for award in notices.of_kind(notice, "ContractAward")],
        "enduse": notices.evidence(notice) | ({"specimen": SPECIMEN} if specimen else {}),
    }
    return _filled(made), ""


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def _moment(day: str) -> str:
    """A day as the date-time that OCDS wants. The papers state no hour; the zone of an hour nobody stated is none."""
    return f"{day}T00:00:00Z"


def _ocid(notices: Notices, notice: str) -> str:
    """One process for the notices of one buyer with one project number; else the notice stands alone."""
    number, buyer = notices.one(notice, "projectNumber"), notices.one(notice, "buyer")
    return "enduse-" + (ftm_id(f"{number} {buyer}") if number and buyer else ftm_id(notice))


def _tender(notices: Notices, notice: str, stage: Stage, documents: Iterable[str], day: str) -> dict[str, Any]:
    awarded = {item for award in notices.of_kind(notice, "ContractAward") for item in notices.of_kind(award, "ContractItem")}
    agency = notices.one(notice, "agency")
    return _filled(
        {
            "id": notices.one(notice, "projectNumber") or ftm_id(notice),
            "title": notices.one(notice, "title", "projectName"),
            "status": stage.status,
            "value": _value(notices.one(notice, "budget", "ceiling")),
            "procuringEntity": _reference(notices, agency),
            "tenderers": [_reference(notices, each) for each in _bidders(notices, notice)],
            "items": [_item(notices, item) for item in notices.of_kind(notice, "ContractItem") if item not in awarded],
            "documents": [_document(notices, document, stage, day) for document in documents],
        }
    )


def _document(notices: Notices, document: str, stage: Stage, day: str) -> dict[str, Any]:
    return _filled(
        {
            "id": document,
            "documentType": "awardNotice" if "award" in stage.tag else "tenderNotice",
            "title": notices.material.documents.get(document),
            "datePublished": _moment(day),
            "enduse": {"sha256": document},
        }
    )


def _bidders(notices: Notices, notice: str) -> list[str]:
    return sorted({party for bid in notices.of_kind(notice, "Bid") for party in notices.all(bid, "bidder")})


def _award(notices: Notices, award: str) -> dict[str, Any]:
    day = notices.one(award, "date") or ""
    return _filled(
        {
            "id": ftm_id(award),
            "date": _moment(day) if _DAY.fullmatch(day) else None,
            "value": _value(notices.one(award, "amount")),
            "suppliers": [_reference(notices, each) for each in notices.all(award, "supplier")],
            "items": [_item(notices, item) for item in notices.of_kind(award, "ContractItem")],
            "enduse": notices.evidence(award),
        }
    )


def _item(notices: Notices, item: str) -> dict[str, Any]:
    quantity = notices.one(item, "quantity")
    price = _value(notices.one(item, "unitPrice"))
    words = [notices.one(item, prop) for prop in ("name", "brand", "model")]
    return _filled(
        {
            "id": ftm_id(item),
            "description": " ".join(word for word in words if word),
            "quantity": _number(quantity),
            "unit": _filled({"name": notices.one(item, "unit"), "value": price}),
            "enduse": notices.evidence(item),
        }
    )


def _number(text: str | None) -> int | float | None:
    if text is None or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return None
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def _value(text: str | None) -> dict[str, Any] | None:
    money = _MONEY.fullmatch(text or "")
    return {"amount": _number(money[2]), "currency": money[1]} if money else None


def _reference(notices: Notices, party: str | None) -> dict[str, str] | None:
    return {"id": ftm_id(party), "name": notices.material.caption(party)} if party else None


def _parties(notices: Notices, notice: str) -> Iterator[dict[str, Any]]:
    """Every organisation of the notice with its roles (open codelist partyRole)."""
    roles: dict[str, set[str]] = {}

    def take(parties: Iterable[str], role: str) -> None:
        for party in parties:
            roles.setdefault(party, set()).add(role)

    buyer, agency = notices.one(notice, "buyer"), notices.one(notice, "agency")
    take([buyer] if buyer else [], "buyer")
    take([agency] if agency else [], "procuringEntity")
    take(_bidders(notices, notice), "tenderer")
    for award in notices.of_kind(notice, "ContractAward"):
        take(notices.all(award, "supplier"), "supplier")
    for party, held in sorted(roles.items()):
        code = notices.one(party, "uscCode")
        identifier = {"id": code, "legalName": notices.material.caption(party)} if code else None
        yield _filled(
            {
                "id": ftm_id(party),
                "name": notices.material.caption(party),
                "identifier": identifier,
                "roles": sorted(held),
                "enduse": {"entity": party} | notices.evidence(party),
            }
        )

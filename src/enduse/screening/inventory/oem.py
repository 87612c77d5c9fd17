"""Records on brands: who, as a record says, makes the goods of a brand, on the day of purchase and of this model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from enduse.findings.brands import OemRecord
from enduse.findings.facts import Party
from enduse.model.dates import PartialDate
from enduse.screening.inventory.brand import Brand
from enduse.screening.inventory.evidence import FIRM, LEAD, SAID, Evidence
from enduse.screening.inventory.model_grammar import fold_brand, fold_model
from enduse.screening.inventory.records import BrandRecord
from enduse.screening.inventory.tables import words

_MODEL = re.compile(r"(?=.*[0-9-])[A-Z0-9][A-Z0-9./()-]{2,}|[A-Z]{3,}")
DENIAL = "not-made-by"
OUTSIDE, PERHAPS, HELD, UNDATED = "outside", "perhaps", "held", "undated"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A record and a maker of it, for one device: how it stands to the day, and whether it speaks of the goods (None: not said)."""

    known: BrandRecord
    maker: Party
    kind: str
    span: str
    goods: bool | None


class Records:
    """The records of a case by brand."""

    def __init__(self, known: Iterable[BrandRecord]) -> None:
        self._by_brand: dict[str, list[BrandRecord]] = {}
        for each in known:
            for brand in each.brands:
                self._by_brand.setdefault(fold_brand(brand), []).append(replace(each, record=_plain(each.record)))
        self.brands = frozenset(self._by_brand)

    def evidence(self, brand: Brand, model: str, day: str) -> Iterator[Evidence]:
        """What the records say of goods under this brand, of this model, bought on that day (``""``: not known)."""
        bought = PartialDate.parse(day) if day else None
        claims = [claim for known in self._by_brand.get(brand.key, ()) for claim in _claims(known, model, bought)]
        denied = {claim.maker.id for claim in claims if claim.kind == DENIAL and claim.goods and claim.span in (HELD, UNDATED)}
        dated = {(claim.kind, claim.maker.id) for claim in claims if claim.span != UNDATED}
        for claim in claims:
            if claim.span == UNDATED and (claim.kind, claim.maker.id) in dated and claim.kind != "relabelled":
                continue  # a record with days says better when an ownership held than one without
            yield _evidence(claim, brand, day, denied=claim.maker.id in denied)


def _plain(record: OemRecord) -> OemRecord:
    """The record with what are models among its examples, prose left out."""
    found = [match[0] for model in record.models if (match := _MODEL.match(model.split()[0]))]
    return replace(record, models=tuple(found))


def _claims(known: BrandRecord, model: str, day: PartialDate | None) -> Iterator[_Claim]:
    record = known.record
    kind = next((each for each in words().kinds if each in record.kinds), "")
    goods = record.speaks_of([fold_model(model).lower()] if model else [])
    if not kind or goods is False:
        return
    for maker in record.makers:
        yield _Claim(known, maker, kind, _span(record, day), goods)


def _span(record: OemRecord, day: PartialDate | None) -> str:
    if not record.starts and not record.ends:
        return UNDATED
    held = record.held([day]) if day else None
    return {True: HELD, False: OUTSIDE, None: PERHAPS}[held]


def _evidence(claim: _Claim, brand: Brand, day: str, *, denied: bool) -> Evidence:
    strengths = words().records.get(claim.kind)
    strength = SAID
    if strengths and not denied and claim.span != OUTSIDE:
        sure = claim.goods is True and claim.span == HELD
        strength = strengths.held if sure else strengths.open if claim.goods is True or strengths.open == LEAD else LEAD
        if claim.span == PERHAPS or brand.read_like:
            strength = LEAD
    code = {OUTSIDE: "record-outside", PERHAPS: "record-perhaps"}.get(claim.span, "record-read" if brand.read_like else "record")
    if claim.kind == DENIAL:
        code = "record-denied"
    elif code == "record-perhaps" and not day:
        code = "record"
    return Evidence(
        claim.maker.id if strength in (FIRM, LEAD) else "", "record", strength, _said(code, claim, brand, day), claim.known.cites
    )


def _said(code: str, claim: _Claim, brand: Brand, day: str) -> str:
    record, say = claim.known.record, words()
    spans = [*(f"from {each.text}" for each in record.starts), *(f"until {each.text}" for each in record.ends)]
    scopes: Sequence[str] = [say.scopes[each] for each in record.scope if each in say.scopes]
    return say.said[code].format(
        brand=brand.written,
        known=brand.read_like,
        kind=say.kinds[claim.kind],
        maker=claim.maker.name.en,
        scope="".join(scopes),
        span=", " + " ".join(spans) if spans else ", no days given",
        words=f" (“{record.words}”)" if record.words else "",
        day=day,
    )

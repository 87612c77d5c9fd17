"""Relabelling: which makers the records on a brand name for certain goods, and what of that stays open."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from enduse.findings.brands import Branded, OemRecord
from enduse.findings.facts import Party
from enduse.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Behind:
    """A maker behind the brand of some goods. ``doubts`` are what leaves it open: span, models, denied, several."""

    goods: Branded
    maker: Party
    records: tuple[OemRecord, ...]
    denials: tuple[OemRecord, ...]
    """Records that other goods of the brand, or perhaps these, are not made by it."""
    others: tuple[tuple[Party, OemRecord], ...]
    """Other makers that records name for the same goods."""
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A record that names one maker for the goods, in force that day or perhaps."""

    maker: Party
    record: OemRecord
    doubts: frozenset[str]


def makers_behind(goods: Branded, making: Collection[str], denying: Collection[str]) -> Iterator[Behind]:
    """Each maker that records of the kinds ``making`` name for these goods that day, and that no record of ``denying`` excludes."""
    days = [day.possible for day in goods.sale.days]
    named = frozenset() if goods.item.by_brand else goods.item.maker_ids
    by_maker: dict[str, list[_Claim]] = {}
    for claim in _claims(goods, days, making):
        by_maker.setdefault(claim.maker.id, []).append(claim)
    denials = {maker: _denials(goods, days, maker, denying) for maker in by_maker}
    standing = {maker: claims for maker, claims in sorted(by_maker.items()) if maker not in named and denials[maker] is not None}
    for maker, claims in standing.items():
        others = tuple((claim.maker, claim.record) for other in standing if other != maker for claim in standing[other])
        kept = denials[maker] or ()
        open_ = frozenset.intersection(*(claim.doubts for claim in claims))
        doubts = {*open_, *(["denied"] if kept else []), *(["several"] if others else [])}
        yield Behind(goods, claims[0].maker, tuple(claim.record for claim in claims), kept, others, tuple(sorted(doubts)))


def _claims(goods: Branded, days: Collection[PartialDate], making: Collection[str]) -> Iterator[_Claim]:
    for record in goods.records:
        held, about = record.held(days), record.speaks_of(goods.models)
        if record.kinds and set(record.kinds) <= set(making) and held is not False and about is not False:
            doubts = frozenset(doubt for doubt, answer in (("span", held), ("models", about)) if answer is None)
            for maker in record.makers:
                yield _Claim(maker, record, doubts)


def _denials(goods: Branded, days: Collection[PartialDate], maker: str, denying: Collection[str]) -> tuple[OemRecord, ...] | None:
    """The records that may deny that this maker made the goods; ``None`` where one does. A denial without days holds on every day."""
    kept = []
    for record in goods.records:
        if record.kinds and set(record.kinds) <= set(denying) and maker in {each.id for each in record.makers}:
            answers = (record.held(days) if record.starts or record.ends else True, record.speaks_of(goods.models))
            if answers == (True, True):
                return None
            if False not in answers:
                kept.append(record)
    return tuple(kept)

"""Obligations: what each rule asks of the owner of a device of a maker, on the days that count; bound, not bound or not known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from enduse.findings.listed.answer import ITSELF, LISTED, UNDETERMINED, Standing
from enduse.model.dates import PartialDate, in_force
from enduse.screening.inventory.device import Device
from enduse.screening.inventory.exposure import place_kinds
from enduse.screening.inventory.owners import AWARD as AWARD_MONEY
from enduse.screening.inventory.owners import OWN, kind_of, money_of, owners
from enduse.screening.inventory.rules import AWARD, NONE, USING, OwnerRule, Purpose, owner_rules

BOUND, NOT_BOUND, NOT_KNOWN = "bound", "not bound", "not known"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one rule asks. ``act`` is that of ``rules.yml``; ``cites`` the texts the rule's words rest on."""

    rule: str
    title: str
    outcome: str
    act: str
    why: str
    citation: str
    does_not_restrict: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MakerOn:
    """A maker and what the lists say of it on the day of purchase and on the day asked. ``key`` is that of ``makers.yml``, or its id."""

    key: str
    bought: Sequence[Standing]
    asked: Sequence[Standing]


def obligations(device: Device, maker: MakerOn, day: str) -> list[Obligation]:
    """What each rule on a list that names, named or will be seen to name the maker asks of the owner; ``day`` is the day asked."""
    known = owner_rules()
    on = {each.list: each for each in (*maker.bought, *maker.asked) if _counts(each)}
    found = [_obligation(rule, device, maker, day) for rule in known.rules if rule.list in on]
    spoken = {rule.list for rule in known.rules}
    found += [_unspoken(each) for key, each in sorted(on.items()) if key not in spoken]
    return found + [_obligation(rule, device, maker, day) for rule in known.without_list if rule.country == device.country]


def _counts(standing: Standing) -> bool:
    return standing.relation == ITSELF and standing.outcome in (LISTED, UNDETERMINED)


def _obligation(rule: OwnerRule, device: Device, maker: MakerOn, day: str) -> Obligation:
    text = rule.says()
    outcome, code = _outcome(rule, device, maker, day)
    kind, said, used = kind_of(device.owner), owner_rules().said, rule.act == USING
    on = day if used else device.day
    why = said[code].format(
        binds=text.binds.rstrip("."),
        owner=owners().kinds[kind].label if kind else "",
        country=device.country.upper(),
        rule_country=rule.country.upper(),
        since=text.since,
        day=said["used" if used else "bought"].format(day=on) if code == "bound" else on,
    )
    return Obligation(rule.id, text.rule, outcome, rule.act, why, text.citation, text.does_not_restrict, text.cites())


def _outcome(rule: OwnerRule, device: Device, maker: MakerOn, day: str) -> tuple[str, str]:
    """The outcome and the code of what is said of it: who is bound first, then the days, then money and purpose."""
    kind = kind_of(device.owner)
    if rule.act == NONE:
        return NOT_BOUND, "no-act"
    if device.country and device.country != rule.country:
        return NOT_BOUND, "other-country"
    if not kind:
        return NOT_KNOWN, "owner-unknown"
    if kind not in rule.bound:
        return NOT_BOUND, "not-bound"
    doubt = next(_doubts(rule, device, maker, day, kind), None)
    return doubt or (BOUND, "bound")


def _doubts(rule: OwnerRule, device: Device, maker: MakerOn, day: str, kind: str) -> Iterator[tuple[str, str]]:
    """What keeps a rule on this kind of owner from binding: first what excludes it, then what leaves it open."""
    counted = day if rule.act == USING else device.day
    held = _held(counted, rule.says().since) if counted else None
    listed = _listed(rule.list, maker.asked if rule.act == USING else maker.bought) if rule.list else None
    money = money_of(device.money)
    if held is False:
        yield NOT_BOUND, "before-use" if rule.act == USING else "before"
    if rule.act == AWARD and money == OWN:
        yield NOT_BOUND, "own-money"
    if counted and rule.list and listed is False:
        yield NOT_BOUND, "not-listed"
    if not rule.list:
        yield NOT_KNOWN, "no-company"
    if not device.country:
        yield NOT_KNOWN, "country-unknown"
    if not counted:
        yield NOT_KNOWN, "day-unknown"
    if held is None:
        yield NOT_KNOWN, "day-open"
    if listed is None:
        yield NOT_KNOWN, "listing-open"
    if rule.act == AWARD and money != AWARD_MONEY:
        yield NOT_KNOWN, "money-unknown"
    if rule.purpose and maker.key in rule.purpose.makers and not _serves(rule.purpose, kind, device.place):
        yield NOT_KNOWN, "purpose-open"


@lru_cache(maxsize=65536)
def _held(day: str, since: str) -> bool | None:
    return in_force(PartialDate.parse(day), PartialDate.parse(since))


def _serves(purpose: Purpose, kind: str, place: str) -> bool:
    """Whether equipment of this owner at this place serves a purpose the rule covers, as far as the row says."""
    return kind in purpose.taken_for or not set(place_kinds(place)).isdisjoint(purpose.places)


def _listed(list_: str, standings: Collection[Standing]) -> bool | None:
    mine = {each.outcome for each in standings if each.list == list_ and each.relation == ITSELF}
    return True if LISTED in mine else None if UNDETERMINED in mine else False


def _unspoken(standing: Standing) -> Obligation:
    why = owner_rules().said["listed-unknown-rule"]
    return Obligation(standing.list, standing.list_title, NOT_KNOWN, NONE, why, "; ".join(standing.citations), "", ())

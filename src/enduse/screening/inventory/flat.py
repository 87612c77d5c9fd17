"""An assessed device as one row of a table: the user's own columns, then ours, which begin with ``enduse_``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from enduse.findings.listed.answer import ITSELF, LISTED, UNDETERMINED, Standing
from enduse.screening.inventory.assess import Assessed
from enduse.screening.inventory.obligations import BOUND, NOT_BOUND, NOT_KNOWN, Obligation
from enduse.screening.inventory.summary import maker_of
from enduse.screening.inventory.tables import exposures, order, words
from enduse.screening.links import Atlas

COLUMNS = {
    "enduse_maker": "who made it, or what is open about it",
    "enduse_maker_known": "how well that is known",
    "enduse_maker_why": "each hint in words",
    "enduse_maker_sources": "the sources of the hints",
    "enduse_lists": "lists that name the maker on the day of purchase, or on the day asked",
    "enduse_bound": "rules that bind the owner, and why",
    "enduse_not_known": "rules of which that cannot be said, and why",
    "enduse_not_bound": "rules that do not bind the owner, and why",
    "enduse_not_restricted": "what the rules that bind, or may, do not restrict",
    "enduse_order": "place in the order of replacement; empty for none",
    "enduse_order_why": "why it stands there",
    "enduse_exposure": "what the row says of exposure",
    "enduse_rule_sources": "the texts the rules are given from",
    "enduse_link": "pages of the makers in the atlas, from its top",
    "enduse_address": "the full addresses of those pages, where one of the atlas is known",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a device, line by line; made once for every form of answer."""

    maker: str
    hints: tuple[str, ...]
    sources: tuple[str, ...]
    lists: tuple[str, ...]
    bound: tuple[str, ...]
    not_known: tuple[str, ...]
    not_bound: tuple[str, ...]
    free: tuple[str, ...]
    """What the rules that bind, or may, do not restrict."""
    texts: tuple[str, ...]
    """What the words of these rules rest on."""
    why: str


def tell(each: Assessed) -> Told:
    """Everything said of a device."""
    open_ = asked(each, BOUND, NOT_KNOWN)
    return Told(
        maker=maker_of(each),
        hints=_once(one.said for one in each.made.evidence),
        sources=_once(source for one in each.made.evidence for source in one.sources),
        lists=_lists(each),
        bound=_said(each, BOUND),
        not_known=_said(each, NOT_KNOWN),
        not_bound=_said(each, NOT_BOUND),
        free=_once(f"{one.title}: {one.does_not_restrict}" for _, one in open_ if one.does_not_restrict),
        texts=_once(cite for _, one in open_ for cite in one.cites),
        why=_why_there(each),
    )


def flat(each: Assessed, told: Told, atlas: Atlas) -> dict[str, str]:
    """Our columns of a row."""
    pages = [one.page for one in each.candidates if one.page]
    return {
        "enduse_maker": told.maker,
        "enduse_maker_known": words().classes[each.made.known],
        "enduse_maker_why": " | ".join(told.hints),
        "enduse_maker_sources": " | ".join(told.sources),
        "enduse_lists": " | ".join(told.lists),
        "enduse_bound": " | ".join(told.bound),
        "enduse_not_known": " | ".join(told.not_known),
        "enduse_not_bound": " | ".join(told.not_bound),
        "enduse_not_restricted": " | ".join(told.free),
        "enduse_order": str(each.order) if each.order else "",
        "enduse_order_why": told.why,
        "enduse_exposure": "; ".join(each.exposed) or exposures().said["none"],
        "enduse_rule_sources": " | ".join(told.texts),
        "enduse_link": " | ".join(pages),
        "enduse_address": " | ".join(filter(None, map(atlas.to, pages))),
    }


def asked(each: Assessed, *outcomes: str) -> list[tuple[str, Obligation]]:
    """The obligations of these outcomes, with the maker each supposes; one that is not settled makes a bond not known."""
    settled = each.made.settled
    return [
        (candidate.name, one)
        for candidate in each.candidates
        for one in candidate.obligations
        if (one.outcome if settled or one.outcome == NOT_BOUND else NOT_KNOWN) in outcomes
    ]


def names(standing: Standing) -> bool:
    """Whether an entry names the body itself on that day, or may."""
    return standing.relation == ITSELF and standing.outcome in (LISTED, UNDETERMINED)


def _lists(each: Assessed) -> tuple[str, ...]:
    """The lists that name a maker of the device, with the days."""
    days = ((one, when, on) for one in each.candidates for when, on in (("of purchase", one.bought), ("asked", one.asked)))
    return _once(f"{one.name} on the day {when}: {_entry(standing)}" for one, when, on in days for standing in on if names(standing))


def _said(each: Assessed, outcome: str) -> tuple[str, ...]:
    """The obligations in words; where the maker is not settled each begins with what it supposes."""
    settled = each.made.settled
    heads = ((one, "" if settled else f"if {maker} made it ({one.outcome}): ") for maker, one in asked(each, outcome))
    return _once(f"{head}{one.title}: {one.why} [{one.citation}]" for one, head in heads)


def _why_there(each: Assessed) -> str:
    known = {group.id: group.said for group in order().groups}
    return "; ".join([known.get(each.group, order().none), *(each.exposed if each.group else ())])


def _entry(standing: Standing) -> str:
    days = f" since {' / '.join(standing.effective)}" if standing.effective else ""
    return ", ".join([f"{standing.list_title}: {standing.outcome}{days}", *standing.citations])


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))

"""An assessed device as one row of a table: the user's own columns, then ours, which begin with ``enduse_``."""

from __future__ import annotations

from collections.abc import Iterable

from enduse.findings.listed.answer import ITSELF, LISTED, UNDETERMINED, Standing
from enduse.screening.inventory.assess import Assessed
from enduse.screening.inventory.evidence import Evidence
from enduse.screening.inventory.obligations import BOUND, NOT_BOUND, NOT_KNOWN, Obligation
from enduse.screening.inventory.summary import maker_of
from enduse.screening.inventory.tables import exposures, order, words

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
}


def flat(each: Assessed) -> dict[str, str]:
    """Our columns of a row."""
    return {
        "enduse_maker": maker_of(each),
        "enduse_maker_known": words().classes[each.made.known],
        "enduse_maker_why": " | ".join(dict.fromkeys(one.said for one in each.made.evidence)),
        "enduse_maker_sources": " | ".join(_sources(each.made.evidence)),
        "enduse_lists": " | ".join(lists(each)),
        "enduse_bound": " | ".join(said(each, BOUND)),
        "enduse_not_known": " | ".join(said(each, NOT_KNOWN)),
        "enduse_not_bound": " | ".join(said(each, NOT_BOUND)),
        "enduse_not_restricted": " | ".join(_open(each)),
        "enduse_order": str(each.order) if each.order else "",
        "enduse_order_why": why_there(each),
        "enduse_exposure": "; ".join(each.exposed) or exposures().said["none"],
        "enduse_rule_sources": " | ".join(dict.fromkeys(cite for _, one in asked(each, BOUND, NOT_KNOWN) for cite in one.cites)),
    }


def lists(each: Assessed) -> list[str]:
    """The lists that name a maker of the device, with the days."""
    found = []
    for candidate in each.candidates:
        for day, standings in (("the day of purchase", candidate.bought), ("the day asked", candidate.asked)):
            found += [f"{candidate.name} on {day}: {_entry(one)}" for one in standings if names(one)]
    return list(dict.fromkeys(found))


def asked(each: Assessed, *outcomes: str) -> list[tuple[str, Obligation]]:
    """The obligations of these outcomes, with the maker each supposes; one that is not settled makes a bond not known."""
    return [
        (candidate.name, one)
        for candidate in each.candidates
        for one in candidate.obligations
        if (one.outcome if each.made.settled or one.outcome == NOT_BOUND else NOT_KNOWN) in outcomes
    ]


def said(each: Assessed, *outcomes: str) -> list[str]:
    """The same in words; where the maker is not settled each begins with what it supposes."""
    found = []
    for maker, one in asked(each, *outcomes):
        head = "" if each.made.settled else f"if {maker} made it ({one.outcome}): "
        found.append(f"{head}{one.title}: {one.why} [{one.citation}]")
    return list(dict.fromkeys(found))


def why_there(each: Assessed) -> str:
    """Why a device stands in its place of the order."""
    known = {group.id: group.said for group in order().groups}
    return "; ".join([known.get(each.group, order().none), *(each.exposed if each.group else ())])


def _open(each: Assessed) -> list[str]:
    told = ((one.title, one.does_not_restrict) for _, one in asked(each, BOUND, NOT_KNOWN) if one.does_not_restrict)
    return list(dict.fromkeys(f"{title}: {text}" for title, text in told))


def _sources(evidence: Iterable[Evidence]) -> list[str]:
    return list(dict.fromkeys(source for one in evidence for source in one.sources))


def names(standing: Standing) -> bool:
    """Whether an entry names the body itself on that day, or may."""
    return standing.relation == ITSELF and standing.outcome in (LISTED, UNDETERMINED)


def _entry(standing: Standing) -> str:
    days = f" since {' / '.join(standing.effective)}" if standing.effective else ""
    return ", ".join([f"{standing.list_title}: {standing.outcome}{days}", *standing.citations])

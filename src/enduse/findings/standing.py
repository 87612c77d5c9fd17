"""Standing: whether a body was listed on the day of a sale, list by list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from enduse.findings.listings import Listing
from enduse.findings.sales import Sale


@dataclass(frozen=True, slots=True)
class Standing:
    """What the listings of one body on one list say for the day of a sale; ``listings`` are the entries that say it."""

    outcome: str
    """``shown`` or ``undetermined``."""
    listings: tuple[Listing, ...]


def standings(sale: Sale, listings: Iterable[Listing]) -> list[Standing]:
    """One standing for each list on which the body was, or may have been, that day; none where it was not."""
    days = [day.possible for day in sale.days]
    by_list: dict[str, list[Listing]] = {}
    for listing in listings:
        by_list.setdefault(listing.key, []).append(listing)
    found = []
    for key in sorted(by_list):
        held = [(listing, listing.held(days)) for listing in by_list[key]]
        for outcome, wanted in (("shown", True), ("undetermined", None)):
            chosen = tuple(listing for listing, answer in held if answer is wanted)
            if chosen:
                found.append(Standing(outcome, chosen))
                break
    return found

"""Standing: whether a body was listed on the day of a sale or of a use, list by list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from enduse.findings.listings import Listing
from enduse.findings.sales import Day


class Dated(Protocol):
    """A sale, or something else that a record gives a day; several days are sources that differ."""

    @property
    def days(self) -> tuple[Day, ...]:
        """The days as stated."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the listings of one body on one list say for that day; ``listings`` are the entries that say it."""

    outcome: str
    """``shown`` or ``undetermined``."""
    listings: tuple[Listing, ...]


def standings(dated: Dated, listings: Iterable[Listing]) -> list[Standing]:
    """One standing for each list on which the body was, or may have been, that day; none where it was not."""
    days = [day.possible for day in dated.days]
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

"""The summary of an inventory for a council paper: devices by maker, rule, kind of owner and year, and how others ended the use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.screening.inventory.assess import Assessed
from enduse.screening.inventory.evidence import SEVERAL, UNKNOWN
from enduse.screening.inventory.obligations import BOUND, NOT_BOUND, NOT_KNOWN
from enduse.screening.inventory.owners import kind_of, owners
from enduse.screening.inventory.records import Example
from enduse.screening.inventory.tables import order, words

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts, each table with its header first; ``examples`` concern a maker of the inventory, ``others`` do not."""

    devices: int
    known: tuple[tuple[str, int], ...]
    tables: dict[str, list[tuple[str, ...]]]
    examples: tuple[Example, ...]
    others: tuple[Example, ...]

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        tables = {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in self.tables.items()}
        return {"devices": self.devices, "makers_known": dict(self.known), **tables}


def summary(assessed: Sequence[Assessed], examples: Iterable[Example]) -> Summary:
    """The counts over all rows. Devices whose maker is not settled are counted as such, never under a maker."""
    known = Counter(each.made.known for each in assessed)
    found = {maker.id for each in assessed for maker in each.candidates}
    given = tuple(examples)
    return Summary(
        devices=len(assessed),
        known=tuple((name, known[name]) for name in words().classes if known[name]),
        tables={
            "by maker": _by_maker(assessed),
            "by rule": _by_rule(assessed),
            "by kind of owner": _by_owner(assessed),
            "by year": _by_year(assessed),
            "order of replacement": _by_group(assessed),
        },
        examples=tuple(each for each in given if found & set(each.bodies)),
        others=tuple(each for each in given if not found & set(each.bodies)),
    )


def maker_of(each: Assessed) -> str:
    """The maker a row is counted under: its name where settled, else what is open about it."""
    names = ", ".join(candidate.name for candidate in each.candidates)
    if each.made.settled:
        return names
    if each.made.known == UNKNOWN:
        return "maker unknown"
    return f"{'one of ' if each.made.known == SEVERAL else 'perhaps '}{names}"


def _by_maker(assessed: Sequence[Assessed]) -> list[tuple[str, ...]]:
    counts = Counter((maker_of(each), each.made.known) for each in assessed)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [("maker", "how known", "devices"), *((maker, words().classes[known], str(number)) for (maker, known), number in rows)]


def _by_rule(assessed: Sequence[Assessed]) -> list[tuple[str, ...]]:
    """Devices by rule and outcome; of those whose maker is not settled none is called bound."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for each in assessed:
        for rule in {(one.title, one.citation, _settled(each, one.outcome)) for maker in each.candidates for one in maker.obligations}:
            counts[rule] += 1
    heads = sorted({(title, citation) for title, citation, _ in counts})
    outcomes = (BOUND, NOT_KNOWN, NOT_BOUND)
    return [("rule", "citation", *outcomes), *((*head, *(str(counts[(*head, outcome)]) for outcome in outcomes)) for head in heads)]


def _settled(each: Assessed, outcome: str) -> str:
    return outcome if each.made.settled or outcome == NOT_BOUND else NOT_KNOWN


def _by_owner(assessed: Sequence[Assessed]) -> list[tuple[str, ...]]:
    counts: Counter[str] = Counter()
    bound: Counter[str] = Counter()
    for each in assessed:
        kind = kind_of(each.device.owner)
        owner = f"{owners().kinds[kind].label if kind else NOT_STATED} ({each.device.country.upper() or 'country not stated'})"
        counts[owner] += 1
        bound[owner] += each.group.startswith("bound")
    return [("owner", "devices", "a rule binds"), *((owner, str(counts[owner]), str(bound[owner])) for owner in sorted(counts))]


def _by_year(assessed: Sequence[Assessed]) -> list[tuple[str, ...]]:
    counts = Counter((each.device.day[:4] or NOT_STATED, maker_of(each)) for each in assessed)
    return [("year", "maker", "devices"), *((year, maker, str(number)) for (year, maker), number in sorted(counts.items()))]


def _by_group(assessed: Sequence[Assessed]) -> list[tuple[str, ...]]:
    counts = Counter(each.group for each in assessed)
    groups = [(group.said, str(counts[group.id])) for group in order().groups if counts[group.id]]
    return [("why", "devices"), *groups, *([(order().none, str(counts[""]))] if counts[""] else [])]

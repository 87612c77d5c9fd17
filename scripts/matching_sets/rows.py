"""One labelled pair, and what all sets do alike: read a table, choose pairs of two different bodies, write.

Nothing is drawn by a random number generator: "a random other" is the next in the order of a digest, the same everywhere.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("left", "right", "match", "schema", "note")
LEGAL_FORM = re.compile(
    r"\b(?:co|company|corp|corporation|group|holdings?|inc|incorporated|limited|ltd|joint|stock|plc|llc)\b|[^a-z0-9 ]", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Row:
    """Two names, whether they are one body's, the kind of body, and what the pair is for."""

    left: str
    right: str
    match: bool
    schema: str = "Organization"
    note: str = ""


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_pairs(rows: Iterable[Row], path: Path) -> None:
    """Write rows as ``enduse eval matching`` reads them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((row.left, row.right, str(row.match).lower(), row.schema, row.note) for row in rows)


def english_core(name: str) -> str:
    """An English name without case, signs, spaces and the words for its legal form: for telling names apart, not for matching.

    >>> english_core("Aerosun Corp.") == english_core("AEROSUN CORPORATION")
    True
    """
    text = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    return "".join(LEGAL_FORM.sub(" ", "".join(c for c in text if not unicodedata.combining(c))).split())


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def in_chance_order(keys: Collection[str], seed: str) -> list[str]:
    """The keys in an order that looks like chance and is the same everywhere."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}\0{key}".encode()).digest())


def next_other(keys: Collection[str], seed: str) -> dict[str, str]:
    """For every key another one: the next in the chance order, the first for the last."""
    order = in_chance_order(keys, seed)
    return dict(zip(order, [*order[1:], *order[:1]], strict=True))


class Nearest:
    """Finds the name that shares the most letters with another, by runs of three; places given alike count for it."""

    SAME_PLACE = 0.15

    def __init__(self, names: Sequence[str], places: Sequence[str]) -> None:
        """``names`` and ``places`` are of the same length; a place may be empty."""
        self._grams = [_threes(english_core(name)) for name in names]
        self._places = places
        self._holding: dict[str, list[int]] = {}
        for at, grams in enumerate(self._grams):
            for gram in grams:
                self._holding.setdefault(gram, []).append(at)

    def to(self, at: int, same: Collection[int]) -> int | None:
        """The position of the nearest name that is not among ``same``; the earlier of two as near; None where none shares anything."""
        shared: Counter[int] = Counter()
        for gram in self._grams[at]:
            shared.update(self._holding[gram])
        found = [(self._closeness(at, other, count), -other) for other, count in shared.items() if other != at and other not in same]
        return -max(found)[1] if found else None

    def _closeness(self, at: int, other: int, shared: int) -> float:
        same_place = bool(self._places[at]) and self._places[at] == self._places[other]
        return 2 * shared / (len(self._grams[at]) + len(self._grams[other])) + self.SAME_PLACE * same_place


def _threes(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))

"""A party as the columns that the statistical look compares: each a list of texts, empty where nothing is stated."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from enduse.entities.matching.latin_name import DISTINCTIVE
from enduse.entities.matching.prepared import Prepared, PreparedName
from enduse.language.scripts import fold_name

COLUMNS = ("core", "words", "trade", "place", "form", "number", "function", "country", "identifier", "sector", "address")
"""Their names, as ``statistical.yml`` uses them."""
_STATED = ("sector", "address")
_MOST_SOUNDS = 3


def columns_of(party: Prepared, particulars: Iterable[tuple[str, str]] = ()) -> dict[str, list[str]]:
    """The columns of a party, each in order; ``particulars`` are what is stated beside names and identifiers, as (property, value)."""
    found: dict[str, set[str]] = {name: set() for name in COLUMNS}
    for name in party.names:
        if not name.generic:
            _take_name(name, found)
    found["country"].update(party.countries)
    found["identifier"].update(party.codes, (":".join(number) for number in party.numbers))
    for kind, value in particulars:
        if kind in _STATED and (folded := fold_name(value)):
            found[kind].add(folded)
    return {name: sorted(values) for name, values in found.items()}


def _take_name(name: PreparedName, found: dict[str, set[str]]) -> None:
    parsed = name.parsed
    found["core"].update(parsed.core_keys)
    found["words"].update(_words(name))
    found["trade"].update(parsed.trades)
    found["place"].update(parsed.places)
    found["number"].update(str(number) for number in parsed.numbers)
    found["form"].update([parsed.legal] if parsed.legal else [])
    found["function"].update([parsed.function] if parsed.function else [])


def _words(name: PreparedName) -> Iterable[str]:
    """Telling words, or the pairs of signs of a Chinese core; and pairs of syllables, which both scripts have."""
    if name.latin is not None:
        yield from (word for word, weight in name.latin.weights.items() if weight >= DISTINCTIVE)
    else:
        yield from (a + b for a, b in pairwise(name.parsed.core))
    for sound in name.parsed.sounds[:_MOST_SOUNDS]:
        yield from (f"{a} {b}" for a, b in pairwise(sound.split()))

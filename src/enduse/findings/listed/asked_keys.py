"""What a party asked about is looked for by: its own keys, and those of what its name may be a slip of the pen for.

Only words that no name of the bodies has are looked for by the words near them, so that a name written as it should be costs no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from enduse.entities.matching.keys import WORD, keys_of
from enduse.entities.matching.latin_name import LatinName
from enduse.entities.matching.latin_text import latin_words
from enduse.entities.matching.near_words import NearWords
from enduse.entities.matching.prepared import Party, Prepared, prepare
from enduse.entities.matching.words import load_words
from enduse.findings.listed.name_tables import WEAK


def asked_keys(party: Prepared, words: NearWords) -> list[str]:
    """The keys by which bodies are found for a party; ``words``: those of the bodies' names that are keys."""
    found = set(keys_of(party))
    for name in party.names:
        if name.latin is not None:
            found.update(_near(name.latin, words))
            if any(slip not in words for slip, _ in name.latin.slips):
                found |= keys_of(prepare(Party(id=party.id, names=(_put_right(name.text, name.latin, words),))))
    return [*sorted(found), *(WEAK + each.key for each in party.names)]


def _near(name: LatinName, words: NearWords) -> Iterator[str]:
    """For each distinctive word that the bodies do not have, the words of theirs that it may be a slip of."""
    return (WORD + near for word in name.core if word not in words for near in words.nearest(word))


def _put_right(text: str, name: LatinName, words: NearWords) -> str:
    """The name with its trade words spelt as they should be (``Polce Department``)."""
    slips = {slip for slip, _ in name.slips if slip not in words}
    return " ".join(load_words().near_trade.near(word)[0] if word in slips else word for word in latin_words(text))

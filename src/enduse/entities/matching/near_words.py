"""Words of a vocabulary that a slip of the pen is away from a word: a letter missing, one too many, another, or two changed about.

Every word of the vocabulary is kept by what is left of it when one letter is taken out; two words an edit apart have such a rest in
common, or one is the other's. Only check sums of the rests are kept, eight bytes each with the word they are of, so that a vocabulary of
40,000 words weighs some three megabytes; what a check sum brings up by chance is told apart by counting the edits.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice, takewhile
from zlib import crc32

from rapidfuzz.distance import OSA

LEAST = 5
"""Letters of the longer of two words from which one letter may be a slip: ``ZTE`` and ``ZTT`` are two."""
LONG, BEGINS = 9, 4
"""Letters of words in which two letters may be a slip, and of how they begin."""
FEW = 2_000
"""Words of a vocabulary up to which the rests themselves are kept too: most words are near none of them, and this tells it at once."""
_BITS = 32
_LOW = (1 << _BITS) - 1


class NearWords:
    """A vocabulary, asked for the words near another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._words = sorted(word for word in self._known if len(word) >= LEAST - 1)
        self._few = frozenset().union(*map(_rests, self._words)) if len(self._words) <= FEW else None
        self._rests = array("Q", sorted(crc32(rest.encode()) << _BITS | at for at, word in enumerate(self._words) for rest in _rests(word)))

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def nearest(self, word: str) -> list[str]:
        """The words ``near`` it; where a long word has none, those two edits away that begin as it does."""
        return self.near(word) or (self._two_edits(word) if len(word) >= LONG else [])

    def near(self, word: str) -> list[str]:
        """The words exactly one edit away, in order; none where both are shorter than ``LEAST``."""
        if len(word) < LEAST - 1:
            return []
        rests = _rests(word)
        if self._few is not None and self._few.isdisjoint(rests):
            return []
        found = set[int]()
        for rest in rests:
            summed = crc32(rest.encode())
            at = bisect_left(self._rests, summed << _BITS)
            while at < len(self._rests) and self._rests[at] >> _BITS == summed:
                found.add(self._rests[at] & _LOW)
                at += 1
        near = [self._words[at] for at in found]
        return sorted(other for other in near if max(len(word), len(other)) >= LEAST and OSA.distance(word, other, score_cutoff=1) == 1)

    def _two_edits(self, word: str) -> list[str]:
        begins = word[:BEGINS]
        at = bisect_left(self._words, begins)
        alike = takewhile(lambda other: other.startswith(begins), islice(self._words, at, None))
        return [other for other in alike if len(other) >= LONG and OSA.distance(word, other, score_cutoff=2) == 2]


def _rests(word: str) -> set[str]:
    """The word, and what is left of it without each of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}

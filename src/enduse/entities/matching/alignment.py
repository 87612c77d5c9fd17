"""The words of two Latin names laid side by side: equal ones, misspelt ones, compounds, and those without counterpart."""

from __future__ import annotations

from msgspec import Struct, field
from rapidfuzz.distance import OSA

from enduse.entities.matching.latin_name import DISTINCTIVE, LatinName, edges_of, is_pinyin

Weights = dict[str, int]
_TWO_EDITS = 9
"""Letters of words in which two edits may be slips; in shorter ones a single one."""
_SHORT_WORD = 3
_SHORT_SOUND = 5
"""Letters of words of Chinese syllables that say nothing when they are nearly alike."""


class Alignment(Struct, gc=False):
    """Words of two names laid side by side. ``typos``: (left, right, edits); ``left`` and ``right``: words without counterpart."""

    shared: list[str]
    matched: float
    typos: list[tuple[str, str, int]] = field(default_factory=list)
    doubtful: list[tuple[str, str, str]] = field(default_factory=list)
    """(kind, left, right): words a letter apart that may be one word misspelt, or two: ``near-sound`` of Chinese syllables, ``near-short``
    of three letters."""
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    """Places that one of the two names misspells."""
    acronym: bool = False
    lost: float = 0.0
    """What the words without counterpart weigh against the others."""


def may_align(a: LatinName, b: LatinName) -> bool:
    """Whether two names may share more than their equal words: a misspelt word, a compound or a misspelt place.

    Words an edit apart begin or end alike (two edits at both ends of a long word are let go), and so do compounds. How the words begin
    and end that both names have says nothing.
    """
    alike, as_many = not a.edges.isdisjoint(b.edges), len(a.core) == len(b.core) > 1
    shared = [word for word in a.core if word in b.core] if alike or as_many else []
    if as_many and len(shared) == len(a.core) - 1:
        left, right = _others(a, shared)[0], _others(b, shared)[0]
        if -2 < len(left) - len(right) < 2:  # words too short for edges (Pas, Pass)
            return True
    if alike:
        if not shared or (a.edges & b.edges).difference(*map(edges_of, shared)):
            return True
        others = frozenset[str]().union(*map(edges_of, _others(b, shared)))
        if any(not others.isdisjoint(edges_of(word)) for word in _others(a, shared)):
            return True
    if (a.slips or b.slips) and (_slipped(a, b) or _slipped(b, a)):
        return True
    return may_misspell_place(a, b)


def _others(name: LatinName, shared: list[str]) -> list[str]:
    """The distinctive words of a name but for those it shares."""
    return [word for word in name.core if word not in shared]


def may_misspell_place(a: LatinName, b: LatinName) -> bool:
    """Whether only one of two names has places, and the other a word that may be one of them, misspelt."""
    if bool(a.places) == bool(b.places):
        return False
    placed, other = (a, b) if a.places else (b, a)
    for phrase, _ in placed.place_words:
        if not other.edges.isdisjoint(edges_of(phrase)) or not other.weights.keys().isdisjoint(phrase.split()):
            return True
    return False


def _slipped(one: LatinName, other: LatinName) -> list[tuple[str, str]]:
    """The words of one name that are trade words misspelt which the other has, and this one lacks."""
    return [slip for slip in one.slips if slip[1] in other.weights and slip[1] not in one.weights]


def align(a: LatinName, b: LatinName, shared: list[str], matched: float, *, near: bool | None = None) -> Alignment:
    """Lay the words of two names side by side, of which ``shared`` are equal and weigh ``matched``; ``near``: what ``may_align`` says of
    them, where it has been asked."""
    wa, wb = a.weights, b.weights
    found = Alignment(shared, matched)
    if not shared:
        found.left, found.right = list(wa), list(wb)
    else:
        if len(shared) < len(wa):
            found.left = [word for word in wa if word not in wb]
        if len(shared) < len(wb):
            found.right = [word for word in wb if word not in wa]
    if a.joined == b.joined and (found.left or found.right) and a.total and b.total:
        found.shared, found.left, found.right = [a.joined], [], []
        found.matched = min(a.total, b.total)
    elif (found.left or found.right) and (may_align(a, b) if near is None else near):
        if found.left and found.right:
            _match_typos(found, a, b)
            _match_compounds(found, wa, wb)
        if found.left and b.places and not a.places:
            _match_misspelt_places(found, found.left, b, flip=False)
        elif found.right and a.places and not b.places:
            _match_misspelt_places(found, found.right, a, flip=True)
    return found


def _match_misspelt_places(found: Alignment, words: list[str], other: LatinName, *, flip: bool) -> None:
    """A word a letter away from the place the other name has is that place."""
    for place, code in other.place_words:
        size = place.count(" ") + 1
        for at in range(len(words) - size + 1):
            written = " ".join(words[at : at + size])
            if edits := edits_apart(written, place, strict=False):
                del words[at : at + size]
                found.typos.append((place, written, edits) if flip else (written, place, edits))
                found.places.append(code)
                break


def _match_typos(found: Alignment, a: LatinName, b: LatinName) -> None:
    """Words a letter apart are one word misspelt, unless both are words we know.

    A word of four letters is long enough only where another distinctive word is equal. Where all is pinyin every letter tells, and words
    a letter apart are noted by themselves.
    """
    wa, wb, chinese = a.weights, b.weights, a.pinyin and b.pinyin
    shortest = 4 if found.shared and any(wa[word] >= DISTINCTIVE for word in found.shared) else 5
    near = [(1, min(slip, meant), max(slip, meant), slip, meant) for slip, meant in _slipped(a, b)] if a.slips else []
    near += [(1, min(slip, meant), max(slip, meant), meant, slip) for slip, meant in _slipped(b, a)] if b.slips else []
    for left in found.left:
        size, first, last = len(left), left[0], left[-1]
        for right in found.right:
            # Two edits at most, of words of nine letters or more; a single one leaves the first or the last letter.
            if not -3 < size - len(right) < 3 or (first != right[0] and last != right[-1] and size < _TWO_EDITS > len(right)):
                continue
            if wa[left] >= DISTINCTIVE or wb[right] >= DISTINCTIVE:
                edits = edits_apart(left, right, strict=chinese, shortest=shortest)
                if edits:
                    near.append((edits, min(left, right), max(left, right), left, right))
    for edits, _, _, left, right in sorted(near) if near else ():
        if left in found.left and right in found.right:
            found.typos.append((left, right, edits))
            _take(found, left, right, min(wa[left], wb[right]))
    if len(found.left) == len(found.right) == 1 and (found.shared or not set(a.places).isdisjoint(b.places)):
        left, right = found.left[0], found.right[0]
        kind = "near-sound" if chinese and _letter_missing(left, right) else "near-short" if _short_slip(found, left, right, wa) else ""
        if kind:
            found.doubtful.append((kind, left, right))
            _take(found, left, right, min(wa[left], wb[right]))


def _take(found: Alignment, left: str, right: str, weight: int) -> None:
    found.matched += weight
    found.left.remove(left)
    found.right.remove(right)


def _letter_missing(left: str, right: str) -> bool:
    """Whether two long words of Chinese syllables are one but for a letter left out: 上海 Shanghai and Shangai, but also 申力 and 设力."""
    return max(len(left), len(right)) > _SHORT_SOUND and abs(len(left) - len(right)) == 1 == OSA.distance(left, right, score_cutoff=1)


def _short_slip(found: Alignment, left: str, right: str, weights: Weights) -> bool:
    """Whether two words of three letters are an edit apart in names that have half as much again in common, a distinctive word with it."""
    long = max(len(left), len(right)) == _SHORT_WORD and left.isalpha() and right.isalpha()
    if not long or found.matched < 1.5 * DISTINCTIVE or not any(weights[word] >= DISTINCTIVE for word in found.shared):
        return False
    return OSA.distance(left, right, score_cutoff=1) == 1


def edits_apart(left: str, right: str, *, strict: bool, shortest: int = 5) -> int:
    """Edits between two unequal words that may be one word misspelt; 0 where they may not.

    ``strict``: the names are Chinese ones, so two words of Chinese syllables are two words.
    """
    longest = max(len(left), len(right))
    allowed = 0 if longest < shortest else 1 if longest < _TWO_EDITS else 2
    if not allowed or abs(len(left) - len(right)) > allowed:
        return 0
    edits = int(OSA.distance(left, right, score_cutoff=allowed))
    return 0 if edits > allowed or (strict and is_pinyin(left) and is_pinyin(right)) else edits


def _match_compounds(found: Alignment, wa: Weights, wb: Weights) -> None:
    """``Good Will`` is ``Goodwill``: distinctive words that are equal once joined."""
    if len(found.left) < 2 and len(found.right) < 2:
        return
    left = [word for word in found.left if wa[word] >= DISTINCTIVE]
    right = [word for word in found.right if wb[word] >= DISTINCTIVE]
    if not left or not right or len(left) == len(right) == 1:
        return
    one, other = "".join(left), "".join(right)
    edits = 0 if one == other else edits_apart(one, other, strict=True)
    if one == other or edits:
        found.typos += [(" ".join(left), " ".join(right), edits)] if edits else []
        found.shared.append(one)
        found.matched += DISTINCTIVE
        found.left = [w for w in found.left if w not in left]
        found.right = [w for w in found.right if w not in right]

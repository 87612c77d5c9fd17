"""The keys of a party: what another party must share to be worth comparing. Most are equal in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from enduse.entities.matching.bridges import first_signs, frames, initials, signs, whole
from enduse.entities.matching.latin_name import DISTINCTIVE, LatinName
from enduse.entities.matching.prepared import Prepared, PreparedName
from enduse.language.names import OrganisationName
from enduse.language.names.brands import PREFIX as BRAND
from enduse.language.names.sounds import as_pinyin

# The kinds of bridges.py come beside these: the consonants of a core, its first letters, the whole of a name without a core.
CODE, EXACT, CORE, WORD, BEGINNING, SOUND, MEANING, TRADE, BODY = "IECWPSMTB"
"""Kinds of keys, each the first letter of its keys: an identifier, an exact name, the core in either script, a word, how a word or a core
begins (misspelt ones, and foreign names written by their sound), two syllables in a row, what it does and where, how the core begins and
what it trades in, a public body."""
CHINESE = "H"
_BEGINS, _FEW = 4, 3
_MOST_TRADES, _MOST_MEANT = 4, 4
_NAMING = frozenset({"maker", "plain"})
"""Kinds of parts whose meaning tells a name apart: known groups, and plain words that are translated (东方, Oriental)."""
_ELSEWHERE = frozenset({"maker", "plain", "trade", "place", "county", "number", "legal", "branch", "core"})
"""Kinds of parts whose meaning is in other keys, or in none; the rest say what a body is, or which of several: a school, a direction."""
_NEARLY = frozenset({"trade", "school"})
"""Kinds of parts of which what they also stand for is a key beside the rest: energy for solar, university for normal university."""
_MOST_SIGNS = 4
_MOST_SOUNDS = 3


def keys_of(party: Prepared) -> frozenset[str]:
    """All keys of a party; its first letter says which kind a key is. ``CHINESE`` alone marks a party with a Chinese name."""
    found = {CHINESE} if any(name.latin is None for name in party.names) else set()
    found.update(f"{CODE}{code}" for code in party.codes)
    found.update(f"{CODE}{name}:{country}:{value}" for name, country, value in party.numbers)
    for name in party.names:
        if not name.generic:
            found.update(_name_keys(name))
    return frozenset(found)


def _name_keys(name: PreparedName) -> Iterator[str]:
    yield EXACT + name.key
    parsed = name.parsed
    for key in parsed.core_keys:
        joined = key.replace(" ", "")
        yield CORE + joined
        if len(joined) >= _BEGINS and not joined.startswith(BRAND):
            yield BEGINNING + joined[:_BEGINS]
    yield from _meanings(parsed, signs(parsed, name.latin))
    for sound in parsed.sounds[:_MOST_SOUNDS]:
        for one, other in pairwise(sound.split()):
            yield f"{SOUND}{one} {other}"
    yield from initials(parsed, name.latin)
    yield from frames(parsed, name.latin, _beside(parsed))
    yield from whole(parsed)
    if name.latin is not None:
        yield from _words(name.latin)
        if not name.latin.core:
            yield from (f"{CORE}{part.text}" for part in parsed.parts if part.kind == "place" and as_pinyin(part.text))
    else:
        for spoken in first_signs(parsed):
            yield SOUND + spoken
        for part in parsed.parts:
            if part.kind == "core" and part.text.isascii() and part.text.isalnum():
                yield WORD + part.text


def _words(latin: LatinName) -> Iterator[str]:
    if latin.joined:
        yield CORE + latin.joined
    for word, weight in latin.weights.items():
        yield WORD + word
        if weight >= DISTINCTIVE and len(word) >= _BEGINS:
            yield BEGINNING + word[:_BEGINS]
    for one, other in pairwise(latin.core):
        yield f"{CORE}{one}{other}"


def _meanings(parsed: OrganisationName, signs: Sequence[str]) -> Iterator[str]:
    """A public body by its place and function; others by place, trades and numbers, two at a time; ``signs`` are what the core may mean."""
    if parsed.body is not None:
        yield f"{BODY}{parsed.body.place_code} {parsed.body.function}"
    named = [concept for part in parsed.parts if part.kind in _NAMING for concept in part.meaning]
    meant = [concept for part in parsed.parts if part.kind not in _ELSEWHERE for concept in part.meaning]
    for concept in named:
        yield f"{CORE}~{concept}"
    for concept in meant:
        yield MEANING + concept
    said = [
        *named,
        *signs[:_MOST_SIGNS],
        *parsed.trades[:_MOST_TRADES],
        *(f"#{number}" for number in parsed.numbers),
        *_last(parsed.places),
    ]
    said += ([parsed.function] if parsed.function else []) + meant[:_MOST_MEANT]
    for one, other in combinations(sorted(set(said)), 2):
        yield f"{MEANING}{one} {other}"
    for near in {concept for part in parsed.parts if part.kind in _NEARLY for concept in part.related}:
        for other in said:
            yield f"{MEANING}{min(near, other)} {max(near, other)}"
    for letters in {key[:_FEW] for key in parsed.core_keys if len(key) >= _BEGINS and not key.startswith(BRAND)}:
        for trade in parsed.trades[:_MOST_TRADES]:
            yield f"{TRADE}{letters} {trade}"


def _beside(parsed: OrganisationName) -> list[str]:
    """What a body does, where, and what it is: what stands beside a sound that says little alone."""
    functions = [concept for part in parsed.parts if part.kind == "school" for concept in part.meaning[:1]]
    near = [concept for part in parsed.parts if part.kind == "trade" for concept in part.related[:1]]
    return list(dict.fromkeys([*parsed.trades[:_MOST_TRADES], *near[:2], *_last(parsed.places), *functions]))


def _last(places: Iterable[str]) -> list[str]:
    return sorted(places)[:2]

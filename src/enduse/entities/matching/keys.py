"""The keys of a party: what another party must share to be worth comparing. Most are equal in Chinese and in English."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from enduse.entities.matching.bridges import first_signs, frames, initials, signs, whole
from enduse.entities.matching.latin_name import LatinName
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


def _name_keys(name: PreparedName) -> list[str]:
    parsed, latin = name.parsed, name.latin
    found = [EXACT + name.key]
    for key in parsed.core_keys:
        joined = key.replace(" ", "")
        found.append(CORE + joined)
        if len(joined) >= _BEGINS and not joined.startswith(BRAND):
            found.append(BEGINNING + joined[:_BEGINS])
    places = sorted(parsed.places)[:2]
    found += _meanings(parsed, signs(parsed, latin), places)
    for sound in parsed.sounds[:_MOST_SOUNDS]:
        found += [f"{SOUND}{one} {other}" for one, other in pairwise(sound.split())]
    found += initials(parsed, latin)
    found += frames(parsed, latin, lambda: _beside(parsed, places))
    found += whole(parsed)
    if latin is not None:
        found += _words(latin)
        if not latin.core:
            found += [CORE + part.text for part in parsed.parts if part.kind == "place" and as_pinyin(part.text)]
    else:
        found += [SOUND + spoken for spoken in first_signs(parsed)]
        found += [WORD + part.text for part in parsed.parts if part.kind == "core" and part.text.isascii() and part.text.isalnum()]
    return found


def _words(latin: LatinName) -> list[str]:
    found = [CORE + latin.joined] if latin.joined else []
    found += [WORD + word for word in latin.weights]
    found += [BEGINNING + word[:_BEGINS] for word in latin.core if len(word) >= _BEGINS]
    if len(latin.core) > 1:
        found += [f"{CORE}{one}{other}" for one, other in pairwise(latin.core)]
    return found


def _meanings(parsed: OrganisationName, signs: Sequence[str], places: Sequence[str]) -> list[str]:
    """A public body by its place and function; others by place, trades and numbers, two at a time; ``signs`` are what the core may mean."""
    named: list[str] = []
    meant: list[str] = []
    near: set[str] = set()
    for part in parsed.parts:
        if part.kind in _NAMING:
            named += part.meaning
        elif part.kind not in _ELSEWHERE:
            meant += part.meaning
        if part.kind in _NEARLY:
            near.update(part.related)
    trades = parsed.trades[:_MOST_TRADES]
    said = {*named, *signs[:_MOST_SIGNS], *trades, *[f"#{number}" for number in parsed.numbers], *places, *meant[:_MOST_MEANT]}
    if parsed.function:
        said.add(parsed.function)
    found = [f"{BODY}{parsed.body.place_code} {parsed.body.function}"] if parsed.body is not None else []
    found += [f"{CORE}~{concept}" for concept in named]
    found += [MEANING + concept for concept in meant]
    found += [f"{MEANING}{one} {other}" for one, other in combinations(sorted(said), 2)]
    for close in near:
        found += [f"{MEANING}{close} {other}" if close < other else f"{MEANING}{other} {close}" for other in said]
    if trades:
        letters = {key[:_FEW] for key in parsed.core_keys if len(key) >= _BEGINS and not key.startswith(BRAND)}
        found += [f"{TRADE}{begins} {trade}" for begins in letters for trade in trades]
    return found


def _beside(parsed: OrganisationName, places: Sequence[str]) -> list[str]:
    """What a body does, where, and what it is: what stands beside a sound that says little alone."""
    functions = [concept for part in parsed.parts if part.kind == "school" for concept in part.meaning[:1]]
    near = [concept for part in parsed.parts if part.kind == "trade" for concept in part.related[:1]]
    return list(dict.fromkeys([*parsed.trades[:_MOST_TRADES], *near[:2], *places, *functions]))

"""A party with its names parsed once, so that it can be compared with many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from msgspec import Struct

from enduse.entities.matching.latin_name import LatinName, read_latin
from enduse.entities.matching.latin_text import latin_words
from enduse.entities.matching.two_scripts import written_twice
from enduse.entities.matching.words import load_words
from enduse.language.identifiers import examine_usc
from enduse.language.names import OrganisationName, parse
from enduse.language.scripts import fold_name
from enduse.model.kinds import load_kinds

NAME, ALIAS, WEAK = "name", "alias", "weak alias"
"""How strongly a source gives a name: as the party's own, as another, as one it calls weak."""


class Party(Struct, frozen=True, kw_only=True, gc=False):
    """What is known of a party before matching. ``countries`` as ISO 3166-1 alpha-2 codes or names; ``identifiers`` as (property, value),
    the properties those of the model: ``uscCode``, ``registrationNumber``, ``tickerSymbol``, ``leiCode``; others are ignored."""

    id: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    schema: str = "Organization"
    specimen: bool = False


class PreparedName(Struct, frozen=True, array_like=True, gc=False):
    """One name: ``key`` as exact names are compared (``fold_name``), ``parsed`` as the grammar of both scripts reads it, ``latin`` as words
    where it is written in an alphabet."""

    text: str
    strength: str
    key: str
    parsed: OrganisationName
    latin: LatinName | None
    generic: bool
    """Whether the name tells no party from another."""


class Prepared(Struct, frozen=True, array_like=True, dict=True):
    """A party ready to be compared. ``masked`` are names a publisher hid, ``wrong_codes`` (code, what is wrong with it)."""

    id: str
    names: tuple[PreparedName, ...]
    masked: tuple[str, ...]
    codes: frozenset[str]
    wrong_codes: tuple[tuple[str, str], ...]
    numbers: frozenset[tuple[str, str, str]]
    """Other identifiers: (property, country or empty, value)."""
    countries: frozenset[str]
    schema: str
    specimen: bool

    @cached_property
    def by_key(self) -> dict[str, PreparedName]:
        """Names by their exact key."""
        return {name.key: name for name in self.names}


Parsed = tuple[str, OrganisationName, LatinName | None]
"""A name taken apart: ``key``, ``parsed`` and ``latin`` of ``PreparedName``."""


def parse_name(text: str) -> Parsed:
    """Take one spelling of a name apart."""
    parsed = parse(text)
    if parsed.script == "han" or (parsed.script == "mixed" and parsed.core):
        return fold_name(text), parsed, None
    places = {" ".join(latin_words(part.text)): "/".join(sorted(part.meaning)) for part in parsed.parts if part.kind == "place"}
    return fold_name(text), parsed, read_latin(text, places)


_parse = lru_cache(maxsize=1024)(parse_name)


def prepare(party: Party, parsing: Callable[[str], Parsed] = _parse) -> Prepared:
    """Take a party's names and identifiers apart. Names that hide or state nothing are set aside, invalid codes are kept to be said.

    ``parsing``: ``parse_name``, with a memory of the caller's choice.
    """
    names: list[PreparedName] = []
    masked: list[str] = []
    seen: set[str] = set()
    for strength, given in ((NAME, party.names), (ALIAS, party.aliases), (WEAK, party.weak_aliases)):
        for text in given:
            for position, spelling in enumerate(_spellings(text)):
                key, parsed, latin = parsing(spelling)
                if parsed.masked or not key:
                    masked.append(spelling)
                elif key not in seen:
                    seen.add(key)
                    names.append(_named(spelling, ALIAS if position and strength == NAME else strength, key, parsed, latin))
    codes, wrong = _codes(party)
    countries = frozenset(country_code(country) for country in party.countries if country.strip())
    return Prepared(
        id=party.id,
        names=tuple(names),
        masked=tuple(masked),
        codes=codes,
        wrong_codes=wrong,
        numbers=frozenset(_numbers(party, countries)),
        countries=countries,
        schema=party.schema,
        specimen=party.specimen,
    )


def _named(text: str, strength: str, key: str, parsed: OrganisationName, latin: LatinName | None) -> PreparedName:
    return PreparedName(text, strength, key, parsed, latin, parsed.generic if latin is None else latin.generic)


_ALSO_WORDS = r"a\.?k\.?a\.?|also known as|formerly(?: known as)?|f\.?k\.?a\.?|d\.?b\.?a\.?|doing business as"
_ALSO = re.compile(rf"\s+(?:{_ALSO_WORDS})\s+|\s+/\s+", re.IGNORECASE)
_ALSO_SAID = re.compile(rf"\s(?:{_ALSO_WORDS}|/)\s", re.IGNORECASE)
"""The same with one space on each side, which is told faster."""
_SLASH = re.compile(r"(?<=\w{3})/(?=\w{3})")
_BRACKETS = re.compile(r"\s*\(\s*([^()]*)\s*\)")


def spellings(name: str) -> Iterator[str]:
    """A name as given, and the names it holds: two joined by ``a.k.a.`` or a slash, an abbreviation in brackets.

    >>> list(spellings("Specimen Institute of Physics (SIP)"))
    ['Specimen Institute of Physics', 'SIP']
    >>> list(spellings("Specimen One / Specimen Two Ltd"))
    ['Specimen One / Specimen Two Ltd', 'Specimen One', 'Specimen Two Ltd']
    """
    yield from _without_abbreviation(name)
    parts = _ALSO.split(name) if _ALSO_SAID.search(name) else _SLASH.split(name) if "/" in name else ()
    if len(parts) > 1:
        for part in parts:
            yield from _without_abbreviation(part)


def _spellings(name: str) -> Iterator[str]:
    """``spellings``, and of those in two scripts each by itself."""
    for spelling in spellings(name):
        yield spelling
        if not spelling.isascii():
            yield from written_twice(spelling)


def _without_abbreviation(name: str) -> Iterator[str]:
    """The name without the abbreviation in its brackets; that one too where it stands for the whole name and not for its first words."""
    for match in _BRACKETS.finditer(name) if "(" in name else ():
        inside = match[1].strip("\"'“” ")
        before, behind = name[: match.start()], name[match.end() :].strip(" .,")
        if _is_abbreviation(inside, before):
            yield f"{before}{name[match.end() :]}".strip()
            if not behind:
                yield inside
            return
    yield name


def _is_abbreviation(inside: str, before: str) -> bool:
    letters = inside.isascii() and inside.isalpha() and inside.isupper() and 3 <= len(inside) <= 8
    return letters and _initials(before).startswith(inside.casefold()[:3])


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", text.casefold()) if word not in ("of", "and", "the", "for"))


def _codes(party: Party) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    codes, wrong = set(), []
    for name, value in party.identifiers:
        if name == "uscCode":
            code, found = examine_usc(value)
            if code is not None:
                codes.add(code)
            elif found != "empty":
                wrong.append((value, found))
    return frozenset(codes), tuple(sorted(wrong))


def _numbers(party: Party, countries: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    for name, value in party.identifiers:
        plain = re.sub(r"[\s.-]", "", value).upper()
        if not plain:
            continue
        if name == "leiCode" or (name == "tickerSymbol" and ":" in plain):
            yield name, "", plain
        elif name in ("registrationNumber", "tickerSymbol"):
            for country in countries:
                yield name, country, plain


@lru_cache(maxsize=4096)
def country_code(country: str) -> str:
    """A code for a country given as a code or by its English name; what is not known stays as given, folded.

    >>> country_code("CN"), country_code("China"), country_code("Ruritania")
    ('cn', 'cn', 'ruritania')
    """
    folded = country.strip().casefold()
    return folded if len(folded) == 2 else load_words().places.get(tuple(folded.split()), folded)


@lru_cache(maxsize=256)
def family(schema: str) -> str:
    """Only parties of one family may be one: organisations, or the kind itself."""
    kind = load_kinds().get(schema)
    legal = schema == "Organization" or (kind is not None and kind.is_a("LegalEntity") and schema != "Person")
    return "organisation" if legal else schema

"""Private persons and telephone numbers in papers in Latin letters.

A name is two to five words that begin with capitals, behind a label (``Contact person: …``); a value with a word of an office, a firm or a
sentence in it stays. A number stands behind a word for telephones, or begins with ``+`` and the code of a country. Words: private.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from enduse.language.first_look import FirstLook
from enduse.language.person_names import private_words

Found = tuple[int, int, str]
"""Start, end, and kind: ``person``, ``phone``, ``email``, ``id``, ``address``."""

_WORD = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])){0,24}"
_PLACE = re.compile(r"[ |]{0,3}\n{0,2}[ |]{0,3}")
_NEXT = re.compile(r"[ ,]{1,2}(?:and |und |et |y )?|; ?| ?/ ?")
_INTERNATIONAL = re.compile(r"(?<![\w+])\+[1-9]\d{0,2}(?:[ ()/.-]{0,2}\d){6,12}(?!\d)")
_LOCAL = re.compile(r"(?: ?no\.?| ?number)?[.:]{0,2}[ |]{0,3}(?P<number>\+?\(?\d(?:[ ()/.-]{0,2}\d){4,14})(?!\d|[.,]\d)")
_MOST = 12
"""Names in one list."""


def _any_of(words: list[str]) -> str:
    """A pattern of any of these words, the longest first; spaces in them count, which ``any_of`` leaves out for Chinese."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=1)
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = private_words()
    persons = re.compile(rf"(?<![^\W_])(?:{_any_of(words['latin-persons'])})(?:\(s\))? ?[:|]", re.IGNORECASE)
    phones = re.compile(rf"(?<![^\W_])(?:{_any_of(words['latin-phones'])})(?![^\W_])", re.IGNORECASE)
    return persons, phones


@lru_cache(maxsize=1)
def _first_looks() -> tuple[FirstLook, FirstLook]:
    """Most papers hold none of these labels; one that holds another is not looked for itself."""
    persons, phones = (private_words()[key] for key in ("latin-persons", "latin-phones"))
    least = [[word for word in words if not any(other in word for other in words if other != word)] for words in (persons, phones)]
    return FirstLook(least[0]), FirstLook(least[1])


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    words = private_words()
    title, particle = _any_of(words["latin-titles"]), _any_of(words["latin-particles"])
    name = rf"(?P<title>(?i:{title})\.? +)?(?P<name>{_WORD}\.?(?: (?:(?i:{particle}) ){{0,2}}{_WORD}\.?){{0,4}})"
    return re.compile(name), frozenset(map(str, words["latin-no-person"])), frozenset(map(str, words["latin-particles"]))


def find_latin_contacts(text: str) -> Iterator[Found]:
    """Names behind labels in Latin letters, and telephone numbers."""
    persons, phones = _labels()
    seldom_persons, seldom_phones = _first_looks()
    lowered = text.lower()
    for label in persons.finditer(text) if seldom_persons.finds(lowered) else ():
        yield from latin_names_at(text, label.end())
    for label in phones.finditer(text) if seldom_phones.finds(lowered) else ():
        number = _LOCAL.match(text, label.end())
        if number is not None:
            yield number.start("number"), number.end("number"), "phone"
    if "+" in text:
        yield from ((number.start(), number.end(), "phone") for number in _INTERNATIONAL.finditer(text))


def latin_names_at(text: str, at: int) -> Iterator[Found]:
    """The names of persons that a list of names holds which begins there; none where the first is none."""
    name, _, particles = _names()
    place = _PLACE.match(text, at)
    at = place.end() if place is not None else at
    for _ in range(_MOST):
        match = name.match(text, at)
        if match is None:
            return
        end = _end_of_name(text, match, particles)
        if end is None:
            return
        yield match.start(), end, "person"
        more = _NEXT.match(text, end)
        if more is None:
            return
        at = more.end()


def _end_of_name(text: str, match: re.Match[str], particles: frozenset[str]) -> int | None:
    """Where the words with capitals end; None where they are no name: too few, in small letters, or of an office or a firm."""
    no_person = _names()[1]
    end, count = match.start("name"), 0
    for word in re.finditer(rf"{_WORD}\.?", match["name"]):
        plain = word[0].rstrip(".").casefold()
        if not word[0][0].isupper():
            if count and plain in particles:
                continue
            break
        if plain in no_person:
            return None
        end, count = match.start("name") + word.end(), count + 1
    end -= text[end - 1] == "."
    return end if count > 1 or (count and match["title"]) else None

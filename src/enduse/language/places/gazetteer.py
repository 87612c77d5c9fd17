"""The gazetteer: finds the places a name may mean, and says so when it may mean several.

Built from rows, so that a case's own places serve as well as the reference table. Names of places that no longer exist are
used only where no present place has the name: a paper older than the last reform of its county is read as of today, and a
reviewer must say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from enduse.language.places.ranks import fold_latin, is_chinese, read_chinese_rank, read_english_rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place: ``names`` in any script, ``parent`` the code above it or empty, ``current`` whether the code is still in force."""

    code: str
    names: tuple[str, ...]
    level: str
    parent: str = ""
    current: bool = True


class Prefix(Struct, frozen=True):
    """The places that the first ``length`` characters of a text may name; ``short`` when the word for the rank is left out."""

    length: int
    codes: tuple[str, ...]
    short: bool


class Gazetteer:
    """Places by name, in Chinese and in English spellings."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.code: place for place in sorted(places, key=lambda place: place.code)}

    @cached_property
    def _names(self) -> _Names:
        """Made when a name is first looked for: who only walks the places, or asks what lies in what, need not wait for it."""
        return _Names(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Place]:
        """Every place, by code."""
        return iter(self._places.values())

    def place(self, code: str) -> Place | None:
        """The place of that code, if it is known."""
        return self._places.get(code)

    def chain(self, code: str) -> tuple[Place, ...]:
        """The place and those above it, lowest first; it ends where a code above is not known."""
        found: list[Place] = []
        place = self._places.get(code)
        while place is not None and place not in found:
            found.append(place)
            place = self._places.get(place.parent)
        return tuple(found)

    def is_within(self, code: str, above: str) -> bool:
        """Whether a place is ``above`` or lies below it."""
        return any(place.code == above for place in self.chain(code))

    def same_line(self, codes: Iterable[str]) -> bool:
        """Whether of any two of these places one lies within the other."""
        listed = list(codes)
        return all(self.is_within(a, b) or self.is_within(b, a) for a in listed for b in listed)

    def prefixes(self, text: str) -> list[Prefix]:
        """Every place name the Chinese text begins with, longest first, full names before short ones of one length."""
        found = []
        for length in self._names.lengths.get(text[:2], ()):
            if length > len(text):
                continue
            head = text[:length]
            for index, short in ((self._names.full, False), (self._names.short, True)):
                if head in index:
                    found.append(Prefix(length, self._present(index[head]), short))
        return found

    def read_chinese(self, text: str, ends_place: Callable[[str], bool]) -> tuple[tuple[str, ...], int]:
        """Read the place a Chinese name begins with, from the largest part to the smallest (``新疆维吾尔自治区库尔勒市``).

        A short form (``库尔勒``) counts only where ``ends_place`` accepts the rest or the full name of a place below follows.
        Returns the codes it may mean (several: the name does not say which) and how many characters were read.
        """
        codes: tuple[str, ...] = ()
        at = 0
        while step := self._next_part(text[at:], codes, ends_place):
            codes, at = step[0], at + step[1]
        return codes, at

    def read_english(self, phrase: str) -> tuple[str, ...]:
        """The places an English phrase names as a whole, the word for the rank respected where it is there.

        Of ``Aksu`` may be meant the prefecture or the city: both come back.
        """
        parts = [part.strip() for part in phrase.split(",") if part.strip()]
        codes: tuple[str, ...] = ()
        for part in reversed(parts):
            if fold_latin(part) in ("china", "peoples republic of china", "prc"):
                continue
            here = self._english_part(part)
            within = tuple(code for code in here if not codes or any(self.is_within(code, above) for above in codes))
            if not within:
                return ()
            codes = within
        return codes

    def _english_part(self, part: str) -> tuple[str, ...]:
        exact = self._names.ranks.get((fold_latin(part).removeprefix("the "), ""))
        if exact:
            return self._present(exact)
        name = read_english_rank(part)
        return self._present(self._names.ranks.get((name.base, name.rank), set()) if name.rank else self._names.bases.get(name.base, set()))

    def _next_part(self, text: str, above: tuple[str, ...], ends_place: Callable[[str], bool]) -> tuple[tuple[str, ...], int] | None:
        for prefix in self.prefixes(text):
            codes = tuple(code for code in prefix.codes if not above or any(code != up and self.is_within(code, up) for up in above))
            rest = text[prefix.length :]
            if codes and (not prefix.short or ends_place(rest) or self._place_below(rest, codes)):
                return codes, prefix.length
        return None

    def _place_below(self, text: str, above: tuple[str, ...]) -> bool:
        return any(
            not prefix.short and any(code != up and self.is_within(code, up) for code in prefix.codes for up in above)
            for prefix in self.prefixes(text)
        )

    def _present(self, codes: set[str]) -> tuple[str, ...]:
        current = {code for code in codes if self._places[code].current}
        return tuple(sorted(current or codes))


class _Names:
    """The names of places: Chinese ones in full and without the word for the rank, English ones by what tells them apart."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.full: dict[str, set[str]] = {}
        self.short: dict[str, set[str]] = {}
        self.bases: dict[str, set[str]] = {}
        self.ranks: dict[tuple[str, str], set[str]] = {}
        for place in places:
            for name in place.names:
                (self._index_chinese if is_chinese(name) else self._index_english)(place, name)
        self.lengths = _lengths_by_head([*self.full, *self.short])

    def _index_chinese(self, place: Place, name: str) -> None:
        ranked = read_chinese_rank(name)
        if ranked.rank is None:
            self.short.setdefault(name, set()).add(place.code)
            return
        self.full.setdefault(name, set()).add(place.code)
        if len(ranked.base) > 1:
            self.short.setdefault(ranked.base, set()).add(place.code)
        if name.endswith("自治州"):
            self.full.setdefault(ranked.base + "州", set()).add(place.code)

    def _index_english(self, place: Place, name: str) -> None:
        ranked = read_english_rank(name)
        self.bases.setdefault(ranked.base, set()).add(place.code)
        if ranked.rank is not None:
            self.ranks.setdefault((ranked.base, ranked.rank), set()).add(place.code)
            self.ranks.setdefault((fold_latin(name), ""), set()).add(place.code)
            return
        for rank in {read_chinese_rank(n).rank if is_chinese(n) else read_english_rank(n).rank for n in place.names}:
            if rank is not None:
                self.ranks.setdefault((ranked.base, rank), set()).add(place.code)


def _lengths_by_head(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The first two signs of names, and how long the names that begin so are, the longest first; names of one sign are left out."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        if len(name) > 1:
            lengths.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

"""Where a word stands: in a line that says what is bought, in an item row, in running text, or where it says nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from enduse.language.scripts import fold
from enduse.model.errors import InvalidTaxonomy
from enduse.model.statement import Statement
from enduse.model.yaml_text import read_yaml
from enduse.statements.notices.parts import Outline
from enduse.statements.relevance.words import Hit, near

TITLE, TEXT, NOWHERE = "title", "text", ""
_TITLES = frozenset({"title", "projectName"})
CELLS = frozenset({"name", "brand", "model", "spec"})
"""Properties of an item whose words say what it is."""


class Placed(Struct, frozen=True):
    """A word with the passage ``[start, end)`` of the document it stands in, and its zone: ``title``, ``text`` or the id of an item."""

    hit: Hit
    start: int
    end: int
    zone: str
    cell: str = ""
    """In an item row: the property whose cell it is."""

    @property
    def telling(self) -> bool:
        """Whether it stands in a title or an item row."""
        return self.zone not in {TEXT, NOWHERE}


def place(found: Outline, hits: Sequence[Hit], statements: Sequence[Statement]) -> list[Placed]:
    """The words that may say something about what is bought, each with its zone."""
    map_ = _Map(found, statements)
    placed = []
    for hit in hits:
        start, end = found.page.place(hit.start, hit.end)
        zone, cell = map_.zone(hit, start, end)
        if zone and not (zone == TEXT and map_.about_bidding(hit)) and not map_.names_a_body(hit):
            placed.append(Placed(hit, start, end, zone, cell))
    return placed


def spoken(found: Outline) -> list[tuple[int, int]]:
    """The stretches of the folded text outside the silent sections: nothing else is read."""
    silent = frozenset(weights()["silent-sections"])
    stretches, start = [], 0
    for line, section in sorted(found.lines, key=lambda entry: entry[0].first):
        if section in silent and line.last > start:
            if line.first > start + 1:
                stretches.append((start, line.first))
            start = line.last
    return [*stretches, (start, len(found.page.text))]


def is_denied(hit: Hit, family: str, strength: str, text: str) -> bool:
    """Whether a phrase close by says that a word means something else than this family."""
    reach = weights()["reach"]
    around = text[max(0, hit.start - reach) : hit.end + reach].lower()
    return any(phrase in around for phrase, strong_too in near().get(family, ()) if strong_too or strength != "strong")


class _Spans:
    """Passages with what each is, asked for the one around a place."""

    def __init__(self, spans: Iterable[tuple[int, int, tuple[str, str]]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _, _ in self.spans]

    def around(self, start: int, end: int) -> tuple[str, str] | None:
        """What the nearest passage that holds ``[start, end)`` is; of those that overlap, the last few are looked at."""
        at = bisect_right(self.starts, start)
        for index in range(at - 1, max(-1, at - 1 - _OVERLAPPING), -1):
            if end <= self.spans[index][1]:
                return self.spans[index][2]
        return None


_OVERLAPPING = 8
"""More passages than ever hold one word: a cell, a label and its value, a title in a summary."""


class _Map:
    """The zones of one notice."""

    def __init__(self, found: Outline, statements: Sequence[Statement]) -> None:
        telling = frozenset(weights()["telling-fields"])
        longest = weights()["longest-title"]
        silent = frozenset(weights()["silent-sections"])
        self.text = found.page.text
        said = [(p.value.start, p.value.end) for p in found.pairs if p.field in telling and len(p.value.text) <= longest]
        said += [(s.start, s.end) for s in statements if s.schema == "Notice" and s.property in _TITLES]
        self.titles = _Spans((start, end, (TITLE, "")) for start, end in said)
        self.items = _Spans(
            (s.start, s.end, (s.entity, s.property)) for s in statements if s.schema == "ContractItem" and s.property in CELLS
        )
        self.fields = _Spans((p.value.at, p.value.at + len(p.value.text), (NOWHERE, "")) for p in found.pairs if p.field not in telling)
        self.lines = _Spans((line.first, line.last, (NOWHERE if section in silent else TEXT, "")) for line, section in found.lines)
        self.bodies = sorted({fold(s.quote).text for s in statements if s.property == "name" and s.schema not in {"ContractItem", "Lot"}})

    def zone(self, hit: Hit, start: int, end: int) -> tuple[str, str]:
        """The zone and cell of a word: an item row before a title, a title before what a field or section says."""
        return (
            self.items.around(start, end)
            or self.titles.around(start, end)
            or self.fields.around(hit.start, hit.end)
            or self.lines.around(hit.start, hit.end)
            or (TEXT, "")
        )

    def about_bidding(self, hit: Hit) -> bool:
        """Whether the clause around a word tells how the purchase is run."""
        before = _CLAUSE.split(self.text[max(0, hit.start - _NEAR) : hit.start])[-1]
        after = _CLAUSE.split(self.text[hit.end : hit.end + _NEAR], maxsplit=1)[0]
        return _bidding().search(before) is not None or _bidding().search(after) is not None

    def names_a_body(self, hit: Hit) -> bool:
        """Whether a word is part of the name of a body: a name the notice states, or any that ends as names of bodies do."""
        beyond = self.text[hit.end : hit.end + weights()["longest-body"]]
        match = _body_ends().match(beyond)
        if match is not None and _goods().search(match[1]) is None:
            return True
        word = self.text[hit.start : hit.end]
        return any(self._within(hit, name) for name in self.bodies if word in name)

    def _within(self, hit: Hit, name: str) -> bool:
        at = self.text.find(name, max(0, hit.end - len(name)), hit.start + len(name))
        return at >= 0 and at <= hit.start and hit.end <= at + len(name)


_CLAUSE = re.compile("[。;\n]")
_NEAR = 60
"""Signs of a clause that are read on either side of a word."""


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """What ``weights.yml`` says.

    Raises:
        InvalidTaxonomy: it is not a mapping.
    """
    data = read_yaml(files("enduse.statements.relevance").joinpath("weights.yml").read_text("utf-8"))
    if not isinstance(data, dict):
        raise InvalidTaxonomy(f"weights.yml: expected a mapping at the top, found {type(data).__name__}")
    return data


@lru_cache(maxsize=1)
def _bidding() -> re.Pattern[str]:
    return re.compile(weights()["bidding"])


@lru_cache(maxsize=1)
def _body_ends() -> re.Pattern[str]:
    return re.compile(rf"([^\n。;]{{0,{weights()['longest-body'] - 2}}}?)(?:{weights()['body-ends']})")


@lru_cache(maxsize=1)
def _goods() -> re.Pattern[str]:
    return re.compile(weights()["goods"])

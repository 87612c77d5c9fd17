"""Where a word stands: in a line that says what is bought, in an item row, in running text, or where it says nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from enduse.model.errors import InvalidTaxonomy
from enduse.model.statement import Statement
from enduse.statements.notices.parts import Outline
from enduse.statements.relevance.words import Hit, near

TITLE, TEXT, NOWHERE = "title", "text", ""
_TITLES = frozenset({"title", "projectName"})
CELLS = frozenset({"name", "brand", "model", "spec"})
"""Properties of an item whose words say what it is."""


@dataclass(frozen=True, slots=True)
class Placed:
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


def is_denied(hit: Hit, family: str, strength: str, text: str) -> bool:
    """Whether a phrase close by says that a word means something else than this family."""
    reach = weights()["reach"]
    around = text[max(0, hit.start - reach) : hit.end + reach].lower()
    return any(phrase in around for phrase, strong_too in near().get(family, ()) if strong_too or strength != "strong")


class _Map:
    """The zones of one notice."""

    def __init__(self, found: Outline, statements: Sequence[Statement]) -> None:
        self.text = found.page.text
        telling = weights()["telling-fields"]
        self.titles = [(s.start, s.end) for s in statements if s.schema == "Notice" and s.property in _TITLES]
        said = [pair.value for pair in found.pairs if pair.field in telling and len(pair.value.text) <= weights()["longest-title"]]
        self.titles += [(value.start, value.end) for value in said]
        self.items = [(s.start, s.end, s.entity, s.property) for s in statements if s.schema == "ContractItem" and s.property in CELLS]
        self.fields = [(p.value.at, p.value.at + len(p.value.text)) for p in found.pairs if p.field not in telling]
        self.lines = sorted((passage.first, passage.last, section) for passage, section in found.lines)
        self.firsts = [first for first, _, _ in self.lines]
        self.bodies = sorted({s.quote for s in statements if s.property == "name" and s.schema not in {"ContractItem", "Lot"}})
        self.silent = frozenset(weights()["silent-sections"])

    def zone(self, hit: Hit, start: int, end: int) -> tuple[str, str]:
        for first, last, entity, cell in self.items:
            if first <= start and end <= last:
                return entity, cell
        if any(first <= start and end <= last for first, last in self.titles):
            return TITLE, ""
        if any(first <= hit.start and hit.end <= last for first, last in self.fields):
            return NOWHERE, ""
        at = bisect_right(self.firsts, hit.start) - 1
        if at >= 0 and hit.end <= self.lines[at][1]:
            return (NOWHERE if self.lines[at][2] in self.silent else TEXT), ""
        return TEXT, ""

    def about_bidding(self, hit: Hit) -> bool:
        """Whether the clause around a word tells how the purchase is run."""
        start = max(self.text.rfind(sign, 0, hit.start) for sign in "。;\n") + 1
        ends = [at for at in (self.text.find(sign, hit.end) for sign in "。;\n") if at >= 0]
        return _bidding().search(self.text, max(start, hit.start - 40), min(ends, default=len(self.text))) is not None

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


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """What ``weights.yml`` says.

    Raises:
        InvalidTaxonomy: it is not a mapping.
    """
    data = yaml.safe_load(files("enduse.statements.relevance").joinpath("weights.yml").read_text("utf-8"))
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

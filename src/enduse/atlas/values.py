"""How a statement's normal value is written for a reader. Nothing is converted, rounded or completed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from enduse.atlas.geography import Geography
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.model.kinds import load_kinds
from enduse.model.money import Money
from enduse.model.statement import Statement

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def readable_date(text: str) -> str:
    """A partial date in words, with the precision it has.

    >>> readable_date("2019-10-09"), readable_date("2019-10"), readable_date("2015/2016")
    ('9 October 2019', 'October 2019', '2015 to 2016')
    """
    try:
        PartialDate.parse(text)
    except AmbiguousValue:
        return text
    return " to ".join(_one_date(part) for part in text.split("/"))


def _one_date(part: str) -> str:
    year, *rest = part.split("-")
    words = [MONTHS[int(rest[0]) - 1]] if rest else []
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join([*words, year])


def readable_money(text: str) -> str:
    """An amount with its currency and grouped thousands, exactly as stated.

    >>> readable_money("CNY 569800.00")
    'CNY 569,800.00'
    """
    try:
        money = Money.parse(text)
    except AmbiguousValue:
        return text
    return f"{money.currency} {money.amount:,f}"


def readable_number(text: str) -> str:
    """A plain decimal with grouped thousands from 10,000 on.

    >>> readable_number("3800"), readable_number("38000.5")
    ('3800', '38,000.5')
    """
    whole, dot, rest = text.partition(".")
    if not re.fullmatch(r"-?\d{5,}", whole):
        return text
    return f"{int(whole):,}{dot}{rest}"


class Values:
    """Writes values by the type of their property."""

    def __init__(self, geography: Geography, terms: Mapping[str, Mapping[str, str]]) -> None:
        self.geography = geography
        self._terms = terms
        self._types = {(kind.name, name): p for kind in load_kinds().values() for name, p in kind.properties.items()}

    def label(self, schema: str, property: str) -> str:
        """The property's label."""
        found = self._types.get((schema, property))
        return found.label if found else property

    def is_link(self, statement: Statement) -> bool:
        """Whether the value names another entity."""
        return self.names_entity(statement.schema, statement.property)

    def names_entity(self, schema: str, property: str) -> bool:
        """Whether values of the property are ids of entities."""
        found = self._types.get((schema, property))
        return found is not None and found.type == "entity"

    def is_country(self, statement: Statement) -> bool:
        """Whether the value is a country's code."""
        found = self._types.get((statement.schema, statement.property))
        return found is not None and found.type == "country"

    def text(self, statement: Statement) -> str:
        """The value as a reader reads it."""
        found = self._types.get((statement.schema, statement.property))
        kind, value = (found.type if found else "text"), statement.value
        match kind:
            case "date":
                return readable_date(value)
            case "money":
                return readable_money(value)
            case "number" if statement.property not in ("latitude", "longitude"):
                return readable_number(value)
            case "country":
                return self.geography.name(value)
            case "term":
                return self.term(found.vocabulary if found else None, value)
        return value

    def term(self, vocabulary: str | None, id: str) -> str:
        """The label of a term; the id in plain words where the vocabulary does not know it."""
        label = self._terms.get(vocabulary or "", {}).get(id)
        return label or id.replace("-", " ").replace("_", " ").capitalize()

"""How a statement's normal value is written for a reader of one language. Nothing is converted, rounded or completed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enduse.atlas.figures import Figures
from enduse.atlas.geography import Geography
from enduse.model.kinds import load_kinds
from enduse.model.statement import Statement


class Values:
    """Writes values by the type of their property."""

    def __init__(self, geography: Geography, terms: Mapping[str, Mapping[str, str]], figures: Figures, words: Mapping[str, Any]) -> None:
        self.geography = geography
        self.figures = figures
        self._terms = terms
        self._labels: Mapping[str, str] = words["labels"]
        self._said: Mapping[str, Mapping[str, str]] = words["values"]
        self._lists: Mapping[str, str] = words["lists"]
        self._types = {(kind.name, name): p for kind in load_kinds().values() for name, p in kind.properties.items()}

    def label(self, schema: str, property: str) -> str:
        """The property's label: the interface's word for it (``Kind.property`` before ``property``), else that of its kind."""
        found = self._types.get((schema, property))
        shipped = found.label if found else property
        return self._labels.get(f"{schema}.{property}") or self._labels.get(property) or shipped

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
                return self.figures.date(value)
            case "money":
                return self.figures.sum(value)
            case "number" if statement.property not in ("latitude", "longitude"):
                return self.figures.number(value)
            case "country":
                return self.geography.name(value)
            case "term":
                return self.term(found.vocabulary if found else None, value)
        return self._lists.get(value, value) if statement.property == "list" else self._said.get(statement.property, {}).get(value, value)

    def original(self, statement: Statement) -> str:
        """The value as it stands in the source, where the language has a name for it that a reader may want to compare; else empty."""
        return statement.value if statement.property == "list" and statement.value in self._lists else ""

    def terms(self, vocabulary: str) -> Mapping[str, str]:
        """The labels of a vocabulary by id of the term."""
        return self._terms.get(vocabulary, {})

    def term(self, vocabulary: str | None, id: str) -> str:
        """The label of a term; the id in plain words where the vocabulary does not know it."""
        label = self._terms.get(vocabulary or "", {}).get(id)
        return label or id.replace("-", " ").replace("_", " ").capitalize()

"""Entity kinds and their properties, one yml file each beside this loader.

Kinds use FollowTheMoney's names where it has them; ``ftm`` names the stock schema a kind is exported as.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

TYPES = frozenset({"text", "name", "date", "money", "number", "country", "identifier", "term", "entity", "url"})


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a kind; ``range`` is the kind an entity-typed value must be, ``vocabulary`` the taxonomy of a term."""

    name: str
    label: str
    type: str = "text"
    range: str | None = None
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """An entity kind with its own and inherited properties; ``ancestors`` starts with the kind itself."""

    name: str
    label: dict[str, str]
    ftm: str | None
    ancestors: tuple[str, ...]
    properties: dict[str, Property]

    def is_a(self, other: str) -> bool:
        """Whether this kind is ``other`` or extends it."""
        return other in self.ancestors


@cache
def load_kinds() -> dict[str, Kind]:
    """All kinds by name.

    Raises:
        InvalidTaxonomy: a file has an unknown key or type, or extends a kind that does not exist.
    """
    raw = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yml"):
            raw[file.name.removesuffix(".yml")] = read_yaml(file.read_text("utf-8"))
    return {name: _kind(name, raw) for name in raw}


def _kind(name: str, raw: dict[str, dict[str, object]]) -> Kind:
    ancestors: list[str] = []
    at: str | None = name
    while at is not None:
        if at not in raw or at in ancestors:
            raise InvalidTaxonomy(f"kinds/{name}.yml: extends {at!r}, which does not exist or extends itself")
        ancestors.append(at)
        parent = raw[at].get("extends")
        at = str(parent) if parent is not None else None
    properties: dict[str, Property] = {"sameAs": Property("sameAs", "Same body as", "entity")}
    for ancestor in reversed(ancestors):
        unknown = set(raw[ancestor]) - {"extends", "label", "ftm", "properties"}
        if unknown:
            raise InvalidTaxonomy(f"kinds/{ancestor}.yml: unknown key {', '.join(sorted(unknown))}")
        properties |= _properties(ancestor, raw[ancestor].get("properties") or {})
    own = raw[name]
    label, ftm = own.get("label"), own.get("ftm")
    if not isinstance(label, dict):
        raise InvalidTaxonomy(f"kinds/{name}.yml: label must be a map of language to text")
    return Kind(name, {str(k): str(v) for k, v in label.items()}, str(ftm) if ftm else None, tuple(ancestors), properties)


def _properties(kind: str, listed: object) -> dict[str, Property]:
    if not isinstance(listed, dict):
        raise InvalidTaxonomy(f"kinds/{kind}.yml: properties must be a map")
    found = {}
    for name, says in listed.items():
        unknown = set(says) - {"label", "type", "range", "vocabulary"}
        type_ = says.get("type", "text")
        if unknown or type_ not in TYPES:
            raise InvalidTaxonomy(f"kinds/{kind}.yml: property {name}: unknown key or type {sorted(unknown) or type_}")
        found[name] = Property(name, says["label"], type_, says.get("range"), says.get("vocabulary"))
    return found

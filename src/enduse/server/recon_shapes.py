"""Shapes of the Reconciliation Service API 0.2, as its JSON schemas say them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, field

from enduse.server.recon_terms import IDENTIFIER_SPACE, OURS, SCHEMA_SPACE, default_types


class Reconciled(Struct):
    """A value that is itself a body."""

    id: str
    name: str = ""


Value = str | int | float | bool | Reconciled


class PropertyValue(Struct):
    """A property of a query with one or several values."""

    pid: str
    v: Value | list[Value]

    def texts(self) -> tuple[str, ...]:
        """The values as text; the name of a body."""
        given = self.v if isinstance(self.v, list) else [self.v]
        return tuple(filter(None, ((each.name or each.id if isinstance(each, Reconciled) else str(each)).strip() for each in given)))


class Query(Struct):
    """One query; ``type_strict`` has no meaning in the specification and is read as nothing."""

    query: str = ""
    type: str | list[str] | None = None
    limit: int | None = None
    properties: list[PropertyValue] = field(default_factory=list)
    type_strict: str | None = None

    def kinds(self) -> frozenset[str]:
        """The kinds asked for; none for all."""
        given = self.type if isinstance(self.type, list) else [self.type or ""]
        return frozenset(each for each in given if each)


class Type(Struct):
    id: str
    name: str


class Feature(Struct):
    id: str
    value: float


class Candidate(Struct):
    """A body that a query may mean; ``description`` says what the case holds of it on the day asked."""

    id: str
    name: str
    score: float
    description: str
    type: list[Type]
    features: list[Feature]
    match: bool


class Results(Struct):
    result: list[Candidate]


class Settings(Struct):
    """Settings of a property: the day asked, and how many values (0: all)."""

    on: str = ""
    limit: int = 0


class Wanted(Struct):
    id: str
    settings: Settings = field(default_factory=Settings)


class Extend(Struct):
    """A data extension query."""

    ids: list[str]
    properties: list[Wanted]


class Meta(Struct):
    id: str
    name: str


class Extended(Struct):
    """Values by id and property."""

    meta: list[Meta]
    rows: dict[str, dict[str, list[dict[str, str]]]]


class Suggestion(Struct):
    id: str
    name: str
    description: str = ""
    notable: list[Type] = field(default_factory=list)


class Suggested(Struct):
    result: list[Suggestion]


class Proposed(Struct):
    """Properties that data extension can give of a kind."""

    type: str
    limit: int
    properties: list[Meta]


def manifest_of(base: str, title: str, token: bool, software: str) -> dict[str, Any]:  # noqa: FBT001 - one call
    """What the service can do, for a client that finds it at ``base``."""
    said: dict[str, Any] = {
        "versions": ["0.2"],
        "name": f"{title} (Enduse)",
        "identifierSpace": IDENTIFIER_SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "serviceVersion": software,
        "defaultTypes": [msgspec.to_builtins(each) for each in (Type(id_, name) for id_, name in default_types())],
        "view": {"url": f"{base}/preview/{{{{id}}}}"},
        "preview": {"url": f"{base}/preview/{{{{id}}}}", "width": 430, "height": 300},
        "suggest": {each: {"service_url": base, "service_path": f"/suggest/{each}"} for each in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/extend/property"},
            "property_settings": [
                {
                    "name": "on",
                    "label": "Day asked",
                    "type": "text",
                    "default": "",
                    "help_text": f"For {', '.join(OURS)}: a day such as 2024-03-01; that of the newest copy of a list without it.",
                },
                {"name": "limit", "label": "Limit", "type": "number", "default": 0, "help_text": "Values at most; 0 for all."},
            ],
        },
    }
    if token:
        said["authentication"] = {"type": "apiKey", "name": "Authorization", "in": "header"}
    return said

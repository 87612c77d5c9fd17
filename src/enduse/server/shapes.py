"""Shapes of requests and answers. Those of ``/match``, ``/search`` and ``/entities`` are yente's, with what those lack beside them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, field

from enduse.findings.listed.answer import Rule, Standing
from enduse.screening.answer import Related

Scalar = str | int | float | bool | None


class Example(Struct, omit_defaults=True):
    """A party as a client describes it."""

    schema: str
    properties: dict[str, Scalar | list[Scalar]]
    id: str | None = None
    on: str | None = None
    """The day asked, for this query alone (an addition to yente's form)."""


class MatchRequest(Struct):
    """The body of ``/match``; ``weights`` and ``config`` stand in yente's form and must be empty, since our score has none."""

    queries: dict[str, Example]
    weights: dict[str, float] = field(default_factory=dict)
    config: dict[str, Scalar] = field(default_factory=dict)


class Total(Struct):
    value: int
    relation: str = "eq"


class Body(Struct, kw_only=True, omit_defaults=False):
    """A body of the case."""

    id: str
    caption: str
    schema: str
    properties: dict[str, list[str]]
    datasets: list[str]
    referents: list[str]
    target: bool
    """Whether it is, or was, on a list itself."""
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None
    page: str = ""
    """Its page in the atlas, from its top; empty where it has none."""


class Said(Body, kw_only=True):
    """A body with what the case says of it on a day."""

    on: str
    concerns: list[str]
    listings: list[Standing]
    rules: dict[str, list[Rule]]
    findings: list[Related]


class Explanation(Struct):
    """One thing compared."""

    score: float
    detail: str
    query: str
    candidate: str


class Scored(Body, kw_only=True):
    """A body that a query may mean."""

    score: float
    match: bool
    features: dict[str, float]
    explanations: dict[str, Explanation]
    matched: str
    concerns: list[str]
    listings: list[Standing]
    findings: list[Related]


class Matches(Struct, kw_only=True):
    """The answer to one query."""

    status: int = 200
    results: list[Scored]
    total: Total
    query: Example
    verdict: str
    on: str
    notes: list[str]


class MatchAnswer(Struct, kw_only=True):
    """The answer of ``/match``."""

    responses: dict[str, Matches]
    rules: dict[str, list[Rule]]
    """What each list named in the results restricts, in which direction, and what it does not, by its key."""
    matcher: dict[str, dict[str, str]]
    limit: int
    build: str


class FacetItem(Struct):
    name: str
    label: str
    count: int


class Facet(Struct):
    label: str
    values: list[FacetItem]


class SearchAnswer(Struct, kw_only=True):
    """The answer of ``/search``."""

    results: list[Body]
    facets: dict[str, Facet]
    total: Total
    limit: int
    offset: int
    build: str


class Algorithm(Struct):
    name: str
    description: str
    features: dict[str, dict[str, str]]


class Algorithms(Struct):
    algorithms: list[Algorithm]
    default: str
    best: str


class Dataset(Struct):
    name: str
    title: str
    version: str
    load: bool
    index_current: bool
    children: list[str]
    entries: int


class Catalog(Struct, kw_only=True):
    """What is served."""

    datasets: list[Dataset]
    current: list[str]
    outdated: list[str]
    index_stale: bool
    trouble: str
    build: str
    software: str


class Status(Struct):
    status: str = "ok"


class Failure(Struct):
    """Why a request got no answer; ``field`` is what is wrong with it, where one thing is."""

    detail: str
    field: str
    request_id: str


class Job(Struct, kw_only=True):
    """A file that is screened. ``state``: ``waiting``, ``running``, ``done`` or ``failed``."""

    id: str
    state: str
    file: str
    done: int
    rows: int
    columns: dict[str, str]
    day: str
    verdicts: dict[str, int]
    build: str
    error: str
    results: dict[str, str]
    """Where the answers can be fetched, by form, once it is done."""


class ListedAnswer(Struct, kw_only=True):
    """What the lists say of a name on a day (``enduse list --json``)."""

    name: str
    date: str
    known_on: str
    outcome: str
    reasons: list[str]
    bodies: list[dict[str, Any]]
    reasons_in_words: dict[str, str]
    rules: dict[str, list[dict[str, Any]]]
    consulted: list[dict[str, Any]]
    build: str


def encode(value: object) -> bytes:
    """As JSON."""
    return msgspec.json.encode(value)

"""``/match`` and ``/algorithms``: parties as a client describes them, in yente's form, answered with the day, direction and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec
from starlette.responses import Response

from enduse.model.kinds import load_kinds
from enduse.screening.answer import Counterparty, Hit, Screened
from enduse.screening.columns import IDENTIFIERS
from enduse.screening.index import Index, lists_of
from enduse.screening.policy import load_policy
from enduse.server.bodies import merged, scored
from enduse.server.chosen import FILTERS, Chosen
from enduse.server.errors import Refused
from enduse.server.limits import Limits
from enduse.server.operations import DATASET, Call, Operation, answer
from enduse.server.parameters import Parameter, day
from enduse.server.shapes import Algorithm, Algorithms, Example, MatchAnswer, Matches, MatchRequest, Scalar, Total, encode

NAMES = ("name", "alias", "previousName", "legalName", "weakAlias")
COUNTRIES = ("country", "jurisdiction", "mainCountry")
PERSONS = "Person"
ABOVE = ("Thing", "LegalEntity")
"""Kinds a client may ask for without knowing more."""
OWN = "enduse"
FEATURES = {
    "name": {"description": "The names laid side by side: places, core, trade, legal form, numbers, by sound, meaning and identity."},
    "identifiers": {"description": "Unified social credit code, LEI, registration number: equal or unlike."},
    "country": {"description": "Countries of both, where both are known."},
}
NO_DAY = "no day was asked, and this case holds no dated copy of a list to take one from: nothing can be said of listings; ask with on=DATE"
EXAMPLE = {
    "queries": {
        "q1": {"schema": "Company", "properties": {"name": ["Megvii Technology"], "country": ["cn"]}},
        "q2": {"schema": "Organization", "properties": {"name": ["Specimen Bakery Ltd"]}},
    }
}


async def match(call: Call) -> Response:
    """Answer every query of the body."""
    given, worker = call.given, call.worker
    chosen = Chosen.of(call)
    asked = read_request(await call.body(call.desk.limits.body), call.desk.limits)
    rows: list[Counterparty] = []
    spans: dict[str, tuple[int, int]] = {}
    for key, query in asked.queries.items():
        own = rows_of(key, query, given["on"] or worker.day, call.desk.limits, min(given["cutoff"], load_policy().possible))
        spans[key] = (len(rows), len(rows) + len(own))
        rows += own
    if len(rows) > call.desk.limits.together:
        raise Refused(400, "queries", f"queries: they have {len(rows)} names; expected {call.desk.limits.together} at most in one request")

    def finish(index: Index, answers: list[Screened]) -> bytes:
        responses = {
            key: _matches(index, asked.queries[key], answers[start:end], given, chosen, call.desk.name)
            for key, (start, end) in spans.items()
        }
        lists = sorted({each.list for said in responses.values() for result in said.results for each in result.listings})
        rules = {key: list(index.rules.get(key, ())) for key in lists}
        return encode(MatchAnswer(responses=responses, rules=rules, matcher=FEATURES, limit=given["limit"], build=worker.build))

    found = await worker.screen(rows, finish)
    return Response(found, headers={"x-batch-size": str(len(spans))}, media_type="application/json")


def _matches(index: Index, query: Example, answers: list[Screened], given: Mapping[str, Any], chosen: Chosen, case: str) -> Matches:
    hits, verdict, notes = merged(answers)
    shown = [hit for hit in hits if hit.score >= given["cutoff"] and chosen.has(hit.entity, hit.schema, partial(_lists, index, hit))]
    results = [scored(index, hit, given["threshold"], case) for hit in shown[: given["limit"]]]
    if query.schema == PERSONS:
        notes = ["natural persons are not screened; nothing was looked for"]
    on = answers[0].asked.day if answers else ""
    if answers and not on:
        notes = [NO_DAY]
    return Matches(results=results, total=Total(len(shown)), query=query, verdict=verdict, on=on, notes=notes)


def read_request(data: bytes, limits: Limits) -> MatchRequest:
    """The body of a request, checked field by field.

    Raises:
        Refused: it is not JSON, not of the form, or beyond a limit.
    """
    try:
        asked = msgspec.json.decode(data, type=MatchRequest)
    except msgspec.ValidationError as error:
        field, what = _fault(data, error)
        raise Refused(422, field, f"{field}: {what}; see /openapi.json for the form") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, "body", f"body: it is not JSON ({error})") from error
    if not 1 <= len(asked.queries) <= limits.batch:
        raise Refused(400, "queries", f"queries: there are {len(asked.queries)}; expected 1 to {limits.batch} in one request")
    for field, said in (("weights", asked.weights), ("config", asked.config)):
        if said:
            raise Refused(400, field, f"{field}: the score of Enduse has nothing to set; leave it out")
    return asked


def _lists(index: Index, hit: Hit) -> tuple[str, ...]:
    return lists_of(index.record(hit.entity), hit.standings)


class _Loose(msgspec.Struct):
    queries: dict[str, msgspec.Raw]


def _fault(data: bytes, error: msgspec.ValidationError) -> tuple[str, str]:
    """Which field a body of another form is wrong in, with the key of its query, and what is wrong."""
    what, path = _parted(error)
    if path.startswith("queries[...]"):
        for key, query in msgspec.json.decode(data, type=_Loose).queries.items():
            try:
                msgspec.json.decode(query, type=Example)
            except msgspec.ValidationError as own:
                what, path = _parted(own)
                return f"queries.{key[:60]}{path and '.' + path}".replace("[...]", "[*]"), what
    return path.replace("[...]", "[*]") or "body", what


def _parted(error: msgspec.ValidationError) -> tuple[str, str]:
    what, _, path = str(error).partition(" - at `$")
    return what, path.strip("`.")


def rows_of(key: str, query: Example, newest: str, limits: Limits, least: float | None = None) -> list[Counterparty]:
    """A row for each name of a query; none for a person. ``least``: the likeness from which bodies are shown.

    Raises:
        Refused: the query has no name, an unknown kind, or values beyond a limit.
    """
    where = f"queries.{key[:60]}"
    kinds = load_kinds()
    if query.schema not in kinds and query.schema not in ABOVE:
        raise Refused(400, f"{where}.schema", f"{where}.schema: {query.schema[:60]!r} is no kind; expected one of {', '.join(kinds)}")
    values = {name: _texts(said, f"{where}.properties.{name[:60]}", limits) for name, said in query.properties.items()}
    names = list(dict.fromkeys(name for each in NAMES for name in values.get(each, ()) if name.strip()))
    if len(names) > limits.names:
        raise Refused(400, f"{where}.properties.name", f"{where}.properties.name: {len(names)} names; expected {limits.names} at most")
    if query.schema == PERSONS:
        return []
    if not names:
        raise Refused(400, f"{where}.properties.name", f"{where}.properties.name: it is missing; a query needs a name")
    on = day(query.on, f"{where}.on") if query.on else newest
    countries = tuple(country for each in COUNTRIES for country in values.get(each, ()))
    identifiers = tuple((each, value) for each in IDENTIFIERS for value in values.get(each, ()))
    return [Counterparty(at, name, on, countries, identifiers, least) for at, name in enumerate(names)]


def _texts(said: Scalar | list[Scalar], field: str, limits: Limits) -> list[str]:
    texts = [str(each) for each in (said if isinstance(said, list) else [said]) if each is not None]
    if len(texts) > limits.batch or any(len(text) > limits.name for text in texts):
        raise Refused(400, field, f"{field}: too long; expected {limits.batch} values at most, of {limits.name} characters each")
    return texts


async def algorithms(_call: Call) -> Response:
    """The one way of comparing."""
    about = "Names of organisations in Chinese and Latin letters taken apart and laid side by side; every feature with its reason."
    return answer(Algorithms([Algorithm(OWN, about, FEATURES)], OWN, OWN))


ON = Parameter("on", "day", "the day asked; without it the day of the newest copy of a list", "", example="2024-03-01")
OPERATIONS = (
    Operation(
        "POST",
        "/match/{dataset}",
        match,
        "The bodies that each party described may be, as of a day, with score, reasons, listings, rules and findings.",
        (
            Parameter("limit", "whole", "results to a query", 5, 1, 500),
            Parameter("threshold", "number", "score from which a result counts as a match", load_policy().sure, 0, 1),
            Parameter("cutoff", "number", "score below which nothing is shown", load_policy().possible, 0, 1),
            Parameter("algorithm", "text", "how names are compared; there is one way", OWN, choices=(OWN, "default", "best")),
            ON,
            *FILTERS,
        ),
        MatchAnswer,
        body=MatchRequest,
        example=EXAMPLE,
        paths=DATASET,
    ),
    Operation("GET", "/algorithms", algorithms, "How names are compared.", (), Algorithms, open=True),
)

"""The Reconciliation Service API 0.2 that OpenRefine speaks: manifest, queries and data extension, at one address.

The forms are those of the specification's JSON schemas (reconciliation-api.github.io/specs/0.2). Beside a body's own values, data
extension gives what the case says of it on a day: that is a property of ours, with the day as its setting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qs

import msgspec
from starlette.responses import Response

from enduse import __version__
from enduse.screening.answer import Counterparty, Hit, Screened
from enduse.screening.columns import IDENTIFIERS
from enduse.screening.flat import entry
from enduse.screening.index import Index
from enduse.screening.policy import load_policy
from enduse.server.errors import Refused
from enduse.server.operations import DATASET, Call, Operation, answer
from enduse.server.parameters import Parameter, day
from enduse.server.recon_shapes import Candidate, Extend, Extended, Feature, Meta, Query, Results, Type, manifest_of
from enduse.server.recon_terms import ON, label_of, type_of, types
from enduse.server.searching import said
from enduse.server.shapes import Said

T = TypeVar("T")
CANDIDATES = 5


async def asked(call: Call) -> Response:
    """The manifest; or, with ``queries`` or ``extend`` in the address, their answers."""
    call.confined()
    for name, answered in (("queries", _queries), ("extend", _extend)):
        if call.given[name]:
            return await answered(call, call.given[name].encode())
    host = call.request.headers.get("host", "")
    base = f"{call.request.url.scheme}://{host}/reconcile/{call.path['dataset']}"
    return answer(manifest_of(base, call.desk.title, bool(call.desk.token), f"enduse {__version__}"))


async def posted(call: Call) -> Response:
    """Queries or a data extension as a form."""
    call.confined()
    data = await call.body(call.desk.limits.body)
    try:
        fields = parse_qs(data.decode("ascii"), max_num_fields=20)
    except (UnicodeDecodeError, ValueError) as error:
        raise Refused(400, "body", "body: expected a form (application/x-www-form-urlencoded)") from error
    for name, answered in (("queries", _queries), ("extend", _extend)):
        if fields.get(name):
            return await answered(call, fields[name][0].encode())
    raise Refused(400, "queries", "queries: expected a form field queries or extend that holds JSON")


async def _queries(call: Call, data: bytes) -> Response:
    queries = _read(data, dict[str, Query], "queries")
    if not 1 <= len(queries) <= call.desk.limits.batch:
        raise Refused(400, "queries", f"queries: there are {len(queries)}; expected 1 to {call.desk.limits.batch} in one request")
    newest = call.given["on"] or call.worker.day
    rows = [_row(key, query, newest, call.desk.limits.name) for key, query in queries.items()]
    confined = call.confined()

    def finish(index: Index, answers: list[Screened]) -> dict[str, Results]:
        pairs = zip(queries.items(), answers, strict=True)
        return {key: Results(_candidates(index, query, found, confined)) for (key, query), found in pairs}

    return answer(await call.worker.screen(rows, finish), headers={"x-batch-size": str(len(rows))})


def _row(key: str, query: Query, newest: str, longest: int) -> Counterparty:
    """A query as a party: its properties may give a country, identifiers and the day asked."""
    where = f"queries.{key[:60]}"
    if not query.query and not query.properties:
        raise Refused(400, f"{where}.query", f"{where}.query: it is missing; a query needs a name")
    values = {each.pid.rpartition(":")[2]: each.texts() for each in query.properties}
    if len(query.query) > longest or any(len(text) > longest for each in values.values() for text in each):
        raise Refused(400, f"{where}.query", f"{where}: a value is longer than {longest} characters")
    name = query.query or next(iter(values.get("name", ())), "")
    on = next(iter(values.get(ON, ())), "")
    identifiers = tuple((each, value) for each in IDENTIFIERS for value in values.get(each, ()))
    return Counterparty(0, name, day(on, f"{where}.properties.{ON}") or newest, tuple(values.get("country", ())), identifiers)


def _candidates(index: Index, query: Query, found: Screened, confined: str) -> list[Candidate]:
    """The bodies a query may mean; a ``match`` only where one alone is surely alike, since OpenRefine joins those without asking."""
    sure = load_policy().sure
    itself = [_candidate(index, query.query, 1.0)] if query.query and index.record(query.query) is not None else []
    kinds = query.kinds()
    hits = [
        hit
        for hit in sorted(found.hits, key=lambda hit: (-hit.score, hit.entity))
        if hit.entity not in {each.id for each in itself}
        and (not kinds or kinds & type_of(hit.schema))
        and (not confined or any(each.list == confined for each in hit.standings))
    ]
    alone = not itself and sum(hit.score >= sure for hit in hits) == 1
    return [*itself, *(_scored(hit, alone=alone and hit.score >= sure) for hit in hits)][: max(1, min(query.limit or CANDIDATES, 100))]


def _scored(hit: Hit, *, alone: bool) -> Candidate:
    policy = load_policy()
    about = "; ".join(policy.concerns[code] for code in hit.concerns) or "nothing recorded on that day"
    features = [Feature(each.name, each.weight) for each in {each.name: each for each in reversed(hit.features)}.values()]
    kinds = [Type(each, label) for each, label in types(hit.schema)]
    return Candidate(hit.entity, hit.name, round(hit.score, 4), about, kinds, features or [Feature("name_equal", 1.0)], alone)


def _candidate(index: Index, id_: str, score: float) -> Candidate:
    name, schema = index.heads([id_])[id_]
    return Candidate(id_, name, score, "asked by its id", [Type(each, label) for each, label in types(schema)], [], match=True)


async def _extend(call: Call, data: bytes) -> Response:
    wanted = _read(data, Extend, "extend")
    if len(wanted.ids) > call.desk.limits.batch or len(wanted.properties) > call.desk.limits.batch:
        raise Refused(400, "extend.ids", f"extend: expected {call.desk.limits.batch} ids and properties at most")
    newest = call.worker.day
    days = {each.id: day(each.settings.on, "extend.properties.settings.on") or newest for each in wanted.properties}

    def asked(index: Index) -> Extended:
        rows = {
            id_: {each.id: _values(index, id_, each.id, days[each.id], each.settings.limit) for each in wanted.properties}
            for id_ in wanted.ids
        }
        return Extended([Meta(each.id, label_of(each.id)) for each in wanted.properties], rows)

    found = await call.worker.ask(asked)
    return answer(found, headers={"x-batch-size": str(len(wanted.ids))})


def _values(index: Index, id_: str, property_: str, on: str, most: int) -> list[dict[str, str]]:
    """The values of a property; none of an unknown one, or of a body that is not served."""
    told = said(index, id_, on, "")
    if told is None:
        return []
    own: Callable[[Said], Sequence[str]] | None = TOLD.get(property_)
    values = own(told) if own is not None else told.properties.get(property_.rpartition(":")[2], [])
    return [{"str": value} for value in (values[:most] if most > 0 else values)]


TOLD: dict[str, Callable[[Said], Sequence[str]]] = {
    "enduse:concerns": lambda told: [load_policy().concerns[code] for code in told.concerns],
    "enduse:lists": lambda told: [entry(each) for each in told.listings],
    "enduse:listed": lambda told: sorted({each.list_title for each in told.listings if each.outcome == "listed"}),
    "enduse:findings": lambda told: [f"{each.rule}: {each.title}" for each in told.findings],
    "enduse:page": lambda told: [told.page] if told.page else [],
}


def _read(data: bytes, form: type[T], field: str) -> T:
    try:
        return msgspec.json.decode(data, type=form)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at `$")
        where = field + path.strip("`").replace("[...]", "[*]")
        raise Refused(400, where, f"{where}: {what}; see the Reconciliation API 0.2") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, field, f"{field}: it is not JSON ({error})") from error


_FIELDS = (
    Parameter(
        "queries", "text", "queries as JSON, for trying; OpenRefine posts them", "", most=8_000, example='{"q0": {"query": "Megvii"}}'
    ),
    Parameter("extend", "text", "a data extension as JSON, for trying; OpenRefine posts it", "", most=8_000),
    Parameter("on", "day", "the day asked; without it the day of the newest copy of a list", ""),
)
OPERATIONS = (
    Operation(
        "GET",
        "/reconcile/{dataset}",
        asked,
        "The manifest of the reconciliation service (0.2); with queries or extend, their answers.",
        _FIELDS,
        Any,
        paths=DATASET,
    ),
    Operation(
        "POST",
        "/reconcile/{dataset}",
        posted,
        "Reconciliation queries, or a data extension, as OpenRefine posts them.",
        _FIELDS[2:],
        (dict[str, Results], Extended),
        body=("queries", "extend"),
        body_media="application/x-www-form-urlencoded",
        example={"queries": '{"q0": {"query": "Megvii Technology", "type": "Company", "limit": 3}}'},
        paths=DATASET,
    ),
)

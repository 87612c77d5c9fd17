"""The OpenAPI description is made of what is checked: its examples are answered, answers have its shapes, and whatever is drawn from it or
bent away from it gets an answer below 500."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from enduse.server.description import describe
from enduse.server.operations import Operation
from enduse.server.recon_terms import OURS
from enduse.server.reconciling import TOLD
from enduse.server.table import OPERATIONS
from tests.server.conftest import Client, Got

DESCRIBED = [each for each in OPERATIONS if each.described]
VALUES = {"dataset": "default", "id": "company:megvii", "job": "unknown", "form": "csv"}


def path_of(operation: Operation, values: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: quote(values[match[1]], safe=""), operation.path)


def test_every_operation_is_described_or_is_the_page(dated: Client) -> None:
    document = dated.get("/openapi.json").json
    assert document["openapi"].startswith("3.1")
    told = {(method.upper(), path) for path, each in document["paths"].items() for method in each}
    assert told == {(each.method, each.path) for each in DESCRIBED}
    ids = [each["operationId"] for path in document["paths"].values() for each in path.values()]
    assert len(ids) == len(set(ids))
    text = json.dumps(document)
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert names <= set(document["components"]["schemas"])
    assert describe(OPERATIONS, "x", token=True)["components"]["securitySchemes"]


def send(client: Client, operation: Operation, values: dict[str, str], query: list[tuple[str, str]], body: bytes | None) -> Got:
    path = path_of(operation, values) + ("?" + urlencode(query) if query else "")
    return client.ask(operation.method, path, body, content_type=operation.body_media)


def body_of(operation: Operation) -> bytes | None:
    """The example of the body, as it is sent."""
    example = operation.example
    if isinstance(operation.body, tuple):
        return urlencode(example).encode()
    if isinstance(example, str):
        return example.encode()
    return None if example is None else json.dumps(example).encode()


@pytest.mark.parametrize(
    "operation", [each for each in DESCRIBED if "job" not in each.paths], ids=lambda each: f"{each.method} {each.path}"
)
def test_examples_are_answered_in_the_shape_described(dated: Client, operation: Operation) -> None:
    query = [(each.name, each.example) for each in operation.parameters if each.example and each.name != "exclude_schema"]
    got = send(dated, operation, VALUES, query, body_of(operation))
    assert got.status == operation.status, got.body
    if operation.media == "application/json" and not isinstance(operation.answers, tuple):
        msgspec.json.decode(got.body, type=operation.answers)


def test_properties_of_ours_are_told() -> None:
    assert TOLD.keys() == OURS.keys()


ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "\x00", "\ud7ff", "../..", "{{id}}", "-1", "1e400", "9" * 30, "2021-02-30", "0000", "9999/0001", "%00", "'; --", "[]"]
    ),
)
PLAIN = st.sampled_from(
    ["Megvii Technology", "海康威视", "default", "company:megvii", "2021-06-01", "5", "0.5", "true", "Company", "enduse"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | PLAIN | ODD,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["q", "schema", "properties", "name", "on"]) | ODD, inner, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def requests(draw: st.DrawFn) -> tuple[Operation, dict[str, str], list[tuple[str, str]], bytes | None]:
    """An operation with values of its parameters and its body, some as declared and some not."""
    operation = draw(st.sampled_from(DESCRIBED))
    values = {name: draw(st.just(VALUES[name]) | PLAIN | ODD.filter(bool)) for name in operation.paths}
    names = [each.name for each in operation.parameters]
    query = [(name, draw(PLAIN | ODD)) for name in draw(st.lists(st.sampled_from([*names, "other"]), max_size=4))]
    body = None
    if operation.body is not None:
        value: Any = draw(JSON)
        query_ = {"schema": draw(PLAIN), "properties": {"name": value}}
        made = [draw(st.binary(max_size=60)), json.dumps(value).encode(), json.dumps({"queries": {"q": query_}}).encode()]
        forms = [urlencode({name: json.dumps(value)}).encode() for name in ("queries", "extend")]
        body = draw(st.sampled_from([*made, *forms, body_of(operation) or b""]))
    return operation, values, query, body


def asked(client: Client, request: tuple[Operation, dict[str, str], list[tuple[str, str]], bytes | None]) -> Got:
    got = send(client, *request)
    if got.status == 202:
        client.ask("DELETE", got.headers["location"])
    return got


@settings(
    max_examples=100, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True
)
@given(request_=requests())
def test_nothing_drawn_from_the_description_is_a_server_error(
    dated: Client, request_: tuple[Operation, dict[str, str], list[tuple[str, str]], bytes | None]
) -> None:
    got = asked(dated, request_)
    assert got.status < 500, (request_, got.body)
    if got.status >= 400:
        assert got.json["field"], got.body
        assert got.json["detail"]

"""Requests that are wrong or too much get a 4xx that names the field, and never a 5xx."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from enduse.case.layout import Case
from enduse.server.limits import Limits
from tests.server.conftest import Client, Got, started

QUERY = {"schema": "Company", "properties": {"name": ["Megvii Technology"]}}
MANY = 1 << 20


def body(**changed: Any) -> bytes:
    return json.dumps({"queries": {"q": QUERY | changed}}).encode()


@pytest.mark.parametrize(
    ("path", "data", "status", "field"),
    [
        pytest.param("default", body(properties={"name": ["x" * MANY]}), 413, "body", id="a megabyte"),
        pytest.param("default", json.dumps({"queries": {str(n): QUERY for n in range(100_000)}}).encode(), 413, "body", id="100,000 rows"),
        ("default", json.dumps({"queries": {str(n): QUERY for n in range(101)}}).encode(), 400, "queries"),
        ("default", json.dumps({"queries": {}}).encode(), 400, "queries"),
        ("default", b"", 400, "body"),
        ("default", b"{", 400, "body"),
        ("default", b'{"queries": {"q": {"schema": "Company", "properties": {"name": "\xff"}}}}', 400, "body"),
        ("default", b'{"queries": {"q": "\\ud800"}}', 400, "body"),
        ("default", b"[" * 100_000, 422, "body"),
        ("default", b"[]", 422, "body"),
        ("default", b'{"queries": []}', 422, "queries"),
        ("default", b'{"queries": {"q": {"properties": {}}}}', 422, "queries.q"),
        ("default", body(schema="Vessel"), 400, "queries.q.schema"),
        ("default", body(properties={}), 400, "queries.q.properties.name"),
        ("default", body(properties={"name": [["nested"]]}), 422, "queries.q.properties[*][0]"),
        ("default", body(properties={"name": ["x" * 1001]}), 400, "queries.q.properties.name"),
        ("default", body(properties={"name": [f"Specimen {n}" for n in range(26)]}), 400, "queries.q.properties.name"),
        ("default", body(on="31.12.2020"), 400, "queries.q.on"),
        ("default", body(on="2021-02-30"), 400, "queries.q.on"),
        ("default", body(on=20210201), 422, "queries.q.on"),
        ("default", json.dumps({"queries": {"q": QUERY}, "weights": {"name": 0.5}}).encode(), 400, "weights"),
        ("default?on=yesterday", body(), 400, "on"),
        ("default?on=2021-13-01", body(), 400, "on"),
        ("default?on=" + "2" * 900, body(), 400, "on"),
        ("default?limit=0", body(), 400, "limit"),
        ("default?limit=many", body(), 400, "limit"),
        ("default?limit=1&limit=2", body(), 400, "limit"),
        ("default?threshold=nan", body(), 400, "threshold"),
        ("default?algorithm=logic-v9", body(), 400, "algorithm"),
        ("default?topics=sanction", body(), 400, "topics"),
        ("default?include_dataset=eu_fsf", body(), 400, "include_dataset"),
        ("sanctions", body(), 404, "dataset"),
    ],
)
def test_match_names_the_field(client: Client, path: str, data: bytes, status: int, field: str) -> None:
    refused(client.ask("POST", f"/match/{path}", data, content_type="application/json"), status, field)


@pytest.mark.parametrize(
    ("method", "path", "status", "field"),
    [
        pytest.param("GET", "/search/default?q=" + "x" * MANY, 414, "q", id="a megabyte in the address"),
        ("GET", "/search/default?q=" + "x" * 1_001, 400, "q"),
        ("GET", "/search/default?offset=9501", 400, "offset"),
        ("GET", "/search/default?schema=Ship", 400, "schema"),
        ("GET", "/listings?name=Megvii", 400, "on"),
        ("GET", "/listings?on=2021-01-01", 400, "name"),
        ("GET", "/listings?name=Megvii&on=32.1.2021", 400, "on"),
        ("GET", "/listings?name=Megvii&on=2021-01-01&known_on=once", 400, "known_on"),
        ("GET", "/entities/nobody", 404, "id"),
        ("GET", "/entities/..%2f..%2fcase.yml", 404, "id"),
        ("GET", "/nothing", 404, "path"),
        ("GET", "/%ff%00", 404, "path"),
        ("GET", "/match/default", 405, "method"),
        ("PUT", "/screen", 405, "method"),
        ("GET", "/screen/unknown", 404, "job"),
        ("GET", "/screen/unknown/exe", 404, "form"),
        ("DELETE", "/screen/unknown", 404, "job"),
        ("GET", "/reconcile/default?queries={", 400, "queries"),
        ("GET", "/reconcile/default?queries=[]", 400, "queries"),
        ("GET", "/reconcile/default?queries={}", 400, "queries"),
        ("GET", "/reconcile/default?queries={%22q%22:{}}", 400, "queries.q.query"),
        ("GET", "/reconcile/default?extend={%22ids%22:1}", 400, "extend.ids"),
        ("POST", "/reconcile/default", 400, "queries"),
        ("GET", "/reconcile/other", 404, "dataset"),
        ("GET", "/reconcile/default/preview/nobody", 404, "id"),
        ("GET", "/reconcile/default/suggest/entity?cursor=-1", 400, "cursor"),
    ],
)
def test_other_addresses_name_the_field(client: Client, method: str, path: str, status: int, field: str) -> None:
    refused(client.ask(method, path), status, field)


@pytest.mark.parametrize(
    ("query", "data", "status", "field"),
    [
        pytest.param("file=many.csv", b"name\n" + b"Specimen Ltd\n" * 100_000, 413, "file", id="100,000 rows"),
        pytest.param("file=long.csv", b"name\n" + b"x" * (21 << 20), 413, "body", id="21 megabytes"),
        ("file=a.exe", b"MZ", 400, "file"),
        ("file=../../a.csv", b"name\nx\n", 400, "file"),
        ("file=.csv", b"name\nx\n", 400, "file"),
        ("", b"name\nx\n", 400, "file"),
        ("file=a.csv", b"", 400, "body"),
        ("file=a.csv", b"\n", 422, "file"),
        ("file=a.csv", b"no,such,thing\n1,2,3\n", 422, "name_column"),
        *(
            (f"file=a.csv&{field}=Who", b"name\nx\n", 422, field)
            for field in ("name_column", "date_column", "country_column", "code_column", "lei_column", "registration_column")
        ),
        ("file=a.csv&on=2021-99-99", b"name\nx\n", 400, "on"),
        ("file=a.jsonl", b"{}\n[\n", 422, "file"),
        ("file=a.xlsx", b"not a workbook", 422, "file"),
    ],
)
def test_files_name_the_field(dated: Client, query: str, data: bytes, status: int, field: str) -> None:
    refused(dated.ask("POST", f"/screen?{query}", data), status, field)


def test_a_day_that_is_wanted_is_asked_for_by_its_field(client: Client) -> None:
    got = client.ask("POST", "/screen?file=a.csv", b"name\nx\n")
    refused(got, 422, "on")
    assert "--" not in got.json["detail"], "what a command calls it helps no client"


def refused(got: Got, status: int, field: str) -> None:
    assert (got.status, got.json["field"]) == (status, field), got.body
    assert field in got.json["detail"]
    assert got.json["request_id"] == got.headers["x-request-id"]
    assert len(got.body) < 2_000


def test_an_answer_that_takes_too_long_is_given_up(case: Case) -> None:
    with started(case, limits=Limits(seconds=1e-6)) as hasty:
        got = hasty.get("/listings", name="Megvii", on="2021-01-01")
        assert (got.status, got.headers["retry-after"]) == (503, "1")
        assert "no answer within" in got.json["detail"]


def test_what_is_not_http_does_not_stop_the_server(client: Client) -> None:
    with socket.create_connection((client.host, client.port), timeout=10) as raw:
        raw.sendall(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
        assert b" 400 " in raw.recv(200)
    assert client.get("/healthz").status == 200

"""What clients of others send is answered in the form they read: recorded with yente's client, and written after the reconciliation API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.server.conftest import Client, Got

RECORDINGS = Path(__file__).parent / "recordings"
YENTE = json.loads((RECORDINGS / "yente_client.json").read_text("utf-8"))
RECONCILIATION = json.loads((RECORDINGS / "reconciliation.json").read_text("utf-8"))
MAPS = ("properties", "features", "explanations", "rules")
"""Keys whose value has whatever keys the body has."""


def form(value: Any) -> Any:
    """The keys and types of an answer, of a list its first element's."""
    if isinstance(value, dict):
        return {key: "map" if key in MAPS else form(each) for key, each in value.items() if key != "statements"}
    if isinstance(value, list):
        return [form(each) for each in value[:1]]
    return "null or text" if value is None or isinstance(value, str) else type(value).__name__


@pytest.mark.parametrize("recorded", YENTE, ids=lambda each: f"{each['method']} {each['path'][:50]}")
def test_yentes_client_is_answered_as_recorded(dated: Client, recorded: dict[str, Any]) -> None:
    got = dated.ask(recorded["method"], recorded["path"], recorded["body"].encode() or None, **recorded["headers"])
    assert got.status == recorded["status"], got.body
    if recorded["answer"] is not None:
        assert form(got.json) == form(recorded["answer"])
        assert first_bodies(got.json) == first_bodies(recorded["answer"])


def first_bodies(answer: Any) -> list[tuple[str, Any]]:
    """Id and score of the first result of each query."""
    found = [each["results"][:1] for each in answer.get("responses", {}).values()] or [answer.get("results", [])[:1]]
    return [(each["id"], each.get("score")) for results in found for each in results]


@pytest.mark.parametrize("call", RECONCILIATION, ids=lambda each: each["what"])
def test_reconciliation_calls_are_answered(dated: Client, call: dict[str, Any]) -> None:
    got = dated.form("/reconcile/default", **{call["field"]: call["sent"]})
    assert got.status == 200, got.body
    if "answer" in call:
        assert got.json == call["answer"]
        return
    assert {key: next((each["id"] for each in said["result"]), None) for key, said in got.json.items()} == call["ids"]
    for key, said in call.get("descriptions", {}).items():
        assert got.json[key]["result"][0]["description"] == said
    for said in got.json.values():
        ids = [each["id"] for each in said["result"]]
        assert len(ids) == len(set(ids))
        assert all(set(each) == {"id", "name", "score", "description", "type", "features", "match"} for each in said["result"])
        assert all(set(kind) == {"id", "name"} for each in said["result"] for kind in each["type"])


def test_the_manifest_leads_to_services_that_answer(dated: Client) -> None:
    got = dated.get("/reconcile/default")
    manifest = got.json
    assert "0.2" in manifest["versions"]
    assert {"name", "identifierSpace", "schemaSpace", "defaultTypes", "preview", "suggest", "extend"} <= set(manifest)
    base = f"http://127.0.0.1:{dated.port}"
    wanted = {"entity": "hikv", "type": "comp", "property": "countr"}
    for kind, prefix in wanted.items():
        service = manifest["suggest"][kind]
        suggested = dated.get((service["service_url"] + service["service_path"]).removeprefix(base), prefix=prefix)
        assert suggested.json["result"], kind
        assert all({"id", "name"} <= set(each) for each in suggested.json["result"])
    assert dated.get("/reconcile/default/suggest/entity", prefix="hikv").json["result"][0]["id"] == "company:hikvision"
    assert dated.get("/reconcile/default/suggest/entity", prefix="company:megvii").json["result"][0]["name"] == "Megvii"
    assert dated.get("/reconcile/default/suggest/entity").json == {"result": []}
    proposed = manifest["extend"]["propose_properties"]
    got = dated.get((proposed["service_url"] + proposed["service_path"]).removeprefix(base), type="Company", limit=7)
    assert (got.json["type"], len(got.json["properties"])) == ("Company", 7)
    assert_is_a_small_page(dated.get(manifest["preview"]["url"].removeprefix(base).replace("{{id}}", "company%3Amegvii")))


def assert_is_a_small_page(got: Got) -> None:
    assert (got.status, got.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "x-frame-options" not in got.headers
    assert "frame-ancestors 'self'" in got.headers["content-security-policy"]
    assert b"<script" not in got.body
    assert b"On the list that day" in got.body


def test_queries_may_stand_in_the_address(dated: Client) -> None:
    got = dated.get("/reconcile/default", queries=json.dumps({"q0": {"query": "Megvii Technology"}}))
    assert got.json["q0"]["result"][0]["match"] is True

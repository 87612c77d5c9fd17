"""``/match`` and its kin as yente's clients know them, with the day, the direction and the reasons they lack."""

from __future__ import annotations

from tests.server.conftest import Client

MEGVII = {"schema": "Company", "properties": {"name": ["Megvii Technology"], "country": ["cn"]}}


def test_a_listed_body_is_found_with_its_reasons(client: Client) -> None:
    got = client.post(
        "/match/default", {"queries": {"q1": MEGVII, "q2": {"schema": "Company", "properties": {"name": "Specimen Bakery Ltd"}}}}
    )
    assert (got.status, got.headers["content-type"], got.headers["x-batch-size"]) == (200, "application/json", "2")
    first = got.json["responses"]["q1"]["results"][0]
    assert (first["score"], first["match"], first["schema"], first["target"]) == (1.0, True, "Company", True)
    assert first["features"]
    assert any(each["list"] == "us-bis-entity-list" and each["outcome"] == "listed" for each in first["listings"])
    assert (got.json["responses"]["q2"]["results"], got.json["responses"]["q2"]["verdict"]) == ([], "none")
    assert got.json["build"] == got.headers["x-enduse-build"] != ""

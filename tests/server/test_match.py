"""``/match`` and its kin as yente's clients know them, with the day, the direction and the reasons they lack."""

from __future__ import annotations

import json

import pytest

from tests.server.conftest import Client, Got

MEGVII = {"schema": "Company", "properties": {"name": ["Megvii Technology"], "country": ["cn"]}}
BAKERY = {"schema": "Company", "properties": {"name": "Specimen Bakery Ltd"}}


def match(client: Client, path: str, **queries: object) -> Got:
    return client.post(f"/match/{path}", {"queries": queries})


def test_a_listed_body_is_found_with_day_direction_and_reasons(client: Client) -> None:
    got = match(client, "default?on=2019-10-09", q1=MEGVII, q2=BAKERY)
    assert (got.status, got.headers["content-type"], got.headers["x-batch-size"]) == (200, "application/json", "2")
    first = got.json["responses"]["q1"]["results"][0]
    assert (first["score"], first["match"], first["schema"], first["target"]) == (1.0, True, "Company", True)
    assert first["features"] == {"name_equal": 1.0}
    assert first["explanations"]["name_equal"]["detail"] == "equal to its name “Megvii Technology”"
    assert first["concerns"] == ["listed"]
    assert [each["outcome"] for each in first["listings"] if each["list"] == "us-bis-entity-list"] == ["listed"]
    rule = got.json["rules"]["us-bis-entity-list"][0]
    assert rule["directions"]
    assert rule["does_not_restrict"]
    assert (got.json["responses"]["q2"]["results"], got.json["responses"]["q2"]["verdict"]) == ([], "none")
    assert got.json["build"] == got.headers["x-enduse-build"] != ""


def test_the_day_decides_and_a_query_may_bring_its_own(client: Client) -> None:
    before, after = ({**MEGVII, "on": day} for day in ("2019-10-01", "2019-10-09"))
    said = match(client, "default?on=2019-10-08", before=before, after=after, none=MEGVII).json["responses"]
    assert {key: (each["on"], each["verdict"]) for key, each in said.items()} == {
        "before": ("2019-10-01", "none"),
        "after": ("2019-10-09", "match to check"),
        "none": ("2019-10-08", "match to check"),
    }
    assert said["none"]["results"][0]["concerns"] == ["announced"]


def test_without_any_day_nothing_is_said_of_listings(client: Client) -> None:
    said = match(client, "default", q=MEGVII).json["responses"]["q"]
    assert said["on"] == ""
    assert "no day was asked" in said["notes"][0]
    assert {each["outcome"] for each in said["results"][0]["listings"]} == {"undetermined"}


def test_features_are_explained(client: Client) -> None:
    alike = {"schema": "Company", "properties": {"name": ["Hangzhou Hikvision Digital Technologies Company"]}}
    first = match(client, "default?on=2022-01-01", q=alike).json["responses"]["q"]["results"][0]
    assert first["caption"] == "Hikvision"
    assert first["explanations"]
    for name, each in first["explanations"].items():
        assert each["score"] == first["features"][name]
        assert each["detail"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("us-bis-entity-list?on=2022-01-01", True),
        ("us-congress-section-889?on=2022-01-01", False),
        ("us-congress-section-889?on=2022-01-01&include_dataset=us-bis-entity-list", True),
        ("default?on=2022-01-01&include_dataset=us-congress-section-889", False),
        ("default?on=2022-01-01&exclude_dataset=us-bis-entity-list", False),
        ("default?on=2022-01-01&exclude_schema=Company", False),
        ("default?on=2022-01-01&exclude_schema=PublicBody", True),
        ("default?on=2022-01-01&exclude_entity_ids=company:megvii", False),
        ("specimen-case?on=2022-01-01&cutoff=1", True),
        ("default?on=2022-01-01&algorithm=best&threshold=0.8&limit=1", True),
    ],
)
def test_a_request_may_be_confined(client: Client, path: str, *, found: bool) -> None:
    results = match(client, path, q=MEGVII).json["responses"]["q"]["results"]
    assert ([each["id"] for each in results] == ["company:megvii"]) is found


def test_persons_are_not_looked_for(client: Client) -> None:
    said = match(client, "default?on=2022-01-01", q={"schema": "Person", "properties": {"name": "Megvii Technology"}}).json["responses"][
        "q"
    ]
    assert (said["results"], said["notes"]) == ([], ["natural persons are not screened; nothing was looked for"])


def test_several_names_are_one_party(client: Client) -> None:
    query = {"schema": "Company", "properties": {"name": ["Specimen Bakery Ltd", "Megvii Technology"], "alias": "Megvii"}}
    results = match(client, "default?on=2022-01-01", q=query).json["responses"]["q"]["results"]
    assert [each["id"] for each in results].count("company:megvii") == 1


def test_search_pages_through_all_bodies_once(client: Client) -> None:
    total = client.get("/search/default", limit=1).json["total"]["value"]
    seen: list[str] = []
    for offset in range(0, total, 40):
        seen += [each["id"] for each in client.get("/search/default", limit=40, offset=offset).json["results"]]
    assert len(seen) == len(set(seen)) == total > 40


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"q": "hikvision"}, "company:hikvision"),
        ({"q": "megvii technology"}, "company:megvii"),
        ({"q": "vision digital hangzhou"}, "company:hikvision"),
        ({"q": "海康威视"}, "company:hikvision"),
        (
            {"q": "hikvision", "countries": "cn", "schema": "Organization", "target": "true", "datasets": "us-bis-entity-list"},
            "company:hikvision",
        ),
        ({"q": "hikvision", "countries": "fr"}, None),
        ({"q": "hikvision", "schema": "PublicBody"}, None),
        ({"q": "specimen bakery"}, None),
    ],
)
def test_search_finds_by_words_and_likeness(client: Client, query: dict[str, str], first: str | None) -> None:
    results = client.get("/search/default", **query).json["results"]
    assert next((each["id"] for each in results), None) == first


def test_search_counts(client: Client) -> None:
    said = client.get("/search/us-bis-entity-list", q="", limit=0).json
    assert said["results"] == []
    assert (
        sum(each["count"] for each in said["facets"]["datasets"]["values"] if each["name"] == "us-bis-entity-list")
        == said["total"]["value"]
    )
    assert set(client.get("/search/default", facets="countries", q="hikvision").json["facets"]) == {"countries"}


def test_a_body_is_told_on_a_day(client: Client) -> None:
    said = client.get("/entities/company:megvii", on="2019-10-09").json
    assert (said["caption"], said["on"], said["concerns"]) == ("Megvii", "2019-10-09", ["listed"])
    assert said["rules"]["us-bis-entity-list"][0]["restricts"]
    assert said["page"] == "companies/megvii.html"


def test_a_mention_leads_to_its_body(client: Client) -> None:
    got = client.get("/entities/listed%3ALI015", on="2019-10-09")
    assert (got.status, got.headers["location"]) == (308, "/entities/company%3Amegvii?on=2019-10-09")
    assert client.get(got.headers["location"]).json["id"] == "company:megvii"


def test_listings_answers_as_the_command_does(client: Client) -> None:
    said = client.get("/listings", name="Institute of Forensic Science", on="2021-03-01").json
    assert (said["outcome"], said["reasons_in_words"]) == ("listed", said["reasons_in_words"])
    assert said["rules"]
    assert client.get("/listings", name="Sample Works", on="2021-03-01").json["outcome"] == "not-found"
    assert client.get("/listings", name="Megvii Technology", on="2019-10-09", known_on="2019-01-01").json["outcome"] == "not-listed"


def test_the_catalog_names_case_and_lists(client: Client) -> None:
    said = client.get("/catalog").json
    names = [each["name"] for each in said["datasets"]]
    assert names[:2] == ["default", "specimen-case"]
    assert "us-bis-entity-list" in said["datasets"][0]["children"]
    assert (said["index_stale"], said["outdated"]) == (False, [])
    assert json.dumps(said["build"]) in json.dumps(client.get("/search/default", q="x").json)


def test_a_low_cutoff_shows_what_is_unlike_and_makes_no_verdict(client: Client) -> None:
    """Whoever wants to see the nearest names gets them, with what speaks against each; the verdict and the default stay as they are."""
    near = {"schema": "Company", "properties": {"name": ["Megvii Seafood Harbour"]}}
    low = match(client, "default?on=2022-01-01&cutoff=0.1", q=near).json["responses"]["q"]
    usual = match(client, "default?on=2022-01-01", q=near).json["responses"]["q"]
    assert usual["results"] == []
    assert [(each["caption"], each["match"]) for each in low["results"]] == [("Megvii", False)]
    assert 0.1 <= low["results"][0]["score"] < 0.5
    assert (low["verdict"], low["notes"]) == (usual["verdict"], usual["notes"]) == ("none", [])

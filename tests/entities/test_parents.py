"""Korla's bureau is not the prefecture's bureau, but belongs under it."""

from __future__ import annotations

import csv
import json
import time
from importlib import resources
from pathlib import Path

import pytest

from enduse.entities.resolve import resolve_task
from enduse.entities.written import read_resolution
from enduse.model.entity import Resolution
from enduse.model.extraction import Extraction
from enduse.model.statement import Statement
from enduse.model.storage import write_json
from enduse.statements.merge import merge_task

BAYINGOLIN = "us-bis-entity-list:bayingolin"
REGION = "us-bis-entity-list:region"


def say(entity: str, schema: str, property: str, value: str, source: str = "paper", **more: object) -> Statement:
    evidence = {"document": "0" * 64, "start": 0, "end": len(value), "quote": value, "prefix": "", "suffix": ""}
    return Statement(
        entity=entity, schema=schema, property=property, value=value, source=source, method="test", method_version="1", **evidence, **more
    )  # type: ignore[arg-type]  # fields by name


def place_statements(*prefixes: str, specimen: bool = False) -> list[Statement]:
    """The reference table as the tables importer states it."""
    said = []
    text = resources.files("enduse.language.places").joinpath("cn.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["code"].startswith(prefixes or ""):
            values = [("placeCode", row["code"]), ("name", row["name_zh"]), ("name", row["name_en"]), ("level", row["level"])]
            values += [("parentCode", row["parent_code"]), *(("alias", alias) for alias in row["aliases"].split(";"))]
            ends = {"valid_from": row["valid_from"] or None, "valid_to": row["valid_to"] or None, "specimen": specimen}
            said += [say(f"place:{row['code']}", "Place", name, value, "reference:places-cn", **ends) for name, value in values if value]
    return said


def listed(entity: str, name: str, *aliases: str) -> list[Statement]:
    values = [("name", name), *(("alias", alias) for alias in aliases)]
    return [say(entity, "PublicBody", name_kind, value, "list:us-bis-entity-list", lang="en") for name_kind, value in values]


def run(tmp_path: Path, statements: list[Statement]) -> Resolution:
    extraction, table, output = tmp_path / "extraction.json", tmp_path / "statements.parquet", tmp_path / "entities"
    write_json(extraction, Extraction(statements=tuple(statements)))
    merge_task([extraction], {}, table)
    resolve_task([table], {}, output)
    return read_resolution(output)


LISTS = [
    *listed(BAYINGOLIN, "Bayingolin Mongolian Autonomous Prefecture Public Security Bureau"),
    *listed(REGION, "Xinjiang Uyghur Autonomous Region (XUAR) People's Government Public Security Bureau"),
    *listed("us-bis-entity-list:xpcc", "Xinjiang Production and Construction Corps (XPCC) Public Security Bureau"),
    *listed("us-bis-entity-list:shihezi", "Shihezi Municipality Public Security Bureau"),
    *listed("us-bis-entity-list:altay", "Altay Municipality Public Security Bureau"),
]


def test_the_korla_bureau_of_a_record_is_another_body_under_the_listed_one(tmp_path: Path) -> None:
    korla = [
        say("flow:F001:buyer", "PublicBody", "name", "Korla police", "record:S006"),
        say("flow:F001:buyer", "PublicBody", "place", "Korla, Xinjiang", "record:S006"),
    ]
    statements = [*LISTS, *korla, *place_statements("65")]
    found = run(tmp_path, statements)
    assert "flow:F001:buyer" in {entity.id for entity in found.entities}
    by_child = {parent.child: parent for parent in found.parents}
    parent = by_child["flow:F001:buyer"]
    assert parent.parent == BAYINGOLIN
    assert by_child[BAYINGOLIN].parent == REGION
    said = {statement.id: statement for statement in statements}
    shown = [(said[key].entity, said[key].property, said[key].value) for key in parent.statements]
    assert shown[0] == ("flow:F001:buyer", "name", "Korla police")
    assert ("place:652801", "parentCode", "652800") in shown
    assert shown[-1][0] == BAYINGOLIN
    assert "652801" in parent.reason
    assert "巴音郭楞蒙古自治州 (652800)" in parent.reason


def test_the_chinese_bureau_and_its_brigade_find_the_same_way(tmp_path: Path) -> None:
    papers = [
        say("paper:1:buyer", "PublicBody", "name", "库尔勒市公安局", lang="zh"),
        say("paper:2:buyer", "PublicBody", "name", "库尔勒市公安局刑侦大队", lang="zh"),
        say("paper:3:buyer", "PublicBody", "name", "巴音郭楞蒙古自治州公安局", lang="zh"),
        say("paper:4:buyer", "PublicBody", "name", "石河子市公安局", lang="zh"),
        say("paper:5:buyer", "PublicBody", "name", "阿勒泰市公安局", lang="zh"),
    ]
    found = run(tmp_path, [*LISTS, *papers, *place_statements("65")])
    above: dict[str, set[str]] = {}
    for parent in found.parents:
        above.setdefault(parent.child, set()).add(parent.parent)
    assert above["paper:1:buyer"] == {BAYINGOLIN, "paper:3:buyer"}
    assert above["paper:2:buyer"] == {"paper:1:buyer"}
    assert above["paper:3:buyer"] == {REGION}
    assert above["paper:4:buyer"] == {"us-bis-entity-list:xpcc"}
    assert "us-bis-entity-list:xpcc" not in above, "the corps has a police of its own"
    assert above["paper:5:buyer"] == {REGION}, "Altay Municipality is open and serves as nobody's parent"
    pairs = {(pair.left, pair.right) for pair in found.possibly_same}
    assert (("paper:3:buyer", BAYINGOLIN)) in pairs
    assert ("paper:4:buyer", "us-bis-entity-list:shihezi") in pairs
    assert not {p for p in pairs if "paper:1:buyer" in p}


def test_county_and_city_of_one_name_stay_two(tmp_path: Path) -> None:
    papers = [
        say("paper:1:buyer", "PublicBody", "name", "伊宁县公安局"),
        say("paper:2:buyer", "PublicBody", "name", "伊宁市公安局"),
        say("paper:3:buyer", "PublicBody", "name", "朝阳区公安分局"),
        say("paper:4:buyer", "PublicBody", "name", "朝阳区公安分局"),
    ]
    found = run(tmp_path, [*papers, *place_statements("65", "11", "22")])
    assert {f"paper:{n}:buyer" for n in (1, 2, 3, 4)} <= {entity.id for entity in found.entities}
    assert [(pair.left, pair.right) for pair in found.possibly_same] == [("paper:3:buyer", "paper:4:buyer")]


def test_invented_places_serve_invented_bodies_alone(tmp_path: Path) -> None:
    def invented(entity: str, schema: str, property: str, value: str) -> Statement:
        return say(entity, schema, property, value, "record:SP01", specimen=True)

    statements = [
        invented("place:X10000", "Place", "placeCode", "X10000"),
        invented("place:X10000", "Place", "name", "虚构自治州"),
        invented("place:X10000", "Place", "name", "Xugou Autonomous Prefecture (specimen)"),
        invented("place:X10000", "Place", "level", "prefecture"),
        invented("place:X10100", "Place", "placeCode", "X10100"),
        invented("place:X10100", "Place", "name", "样本市"),
        invented("place:X10100", "Place", "level", "county"),
        invented("place:X10100", "Place", "parentCode", "X10000"),
        invented("listed:SPL1", "PublicBody", "name", "Xugou Autonomous Prefecture Public Security Bureau (specimen)"),
        invented("paper:1:buyer", "PublicBody", "name", "样本市公安局"),
        say("paper:2:buyer", "PublicBody", "name", "样本市公安局"),
    ]
    found = run(tmp_path, statements)
    assert [(p.child, p.parent) for p in found.parents] == [("paper:1:buyer", "listed:SPL1")]
    assert {e.id: e.specimen for e in found.entities}["paper:2:buyer"] is False


def test_every_listed_xinjiang_bureau_but_the_open_one_finds_its_place(shared: Path, tmp_path: Path) -> None:
    entries = json.loads((shared / "data/lists/us_lists_2026-07/bis_entity_list.json").read_text("utf-8"))["entities"]
    bureaus = [entry for entry in entries if "Public Security Bureau" in entry["name"]]
    said = [s for n, entry in enumerate(bureaus) for s in listed(f"us-bis-entity-list:{n:02}", entry["name"], *entry["aliases"])]
    found = run(tmp_path, [*said, *place_statements("65")])
    children = {parent.child for parent in found.parents}
    region = next(e.id for e in found.entities if "XUAR" in e.caption)
    corps = next(e.id for e in found.entities if "XPCC" in e.caption)
    alone = {e.caption for e in found.entities if e.schema == "PublicBody" and e.id not in children}
    assert alone == {
        "Altay Municipality Public Security Bureau",
        "Xinjiang Production and Construction Corps (XPCC) Public Security Bureau",
        "Xinjiang Uyghur Autonomous Region (XUAR) People's Government Public Security Bureau",
    }
    assert {parent.parent for parent in found.parents} == {region, corps}
    assert sum(parent.parent == corps for parent in found.parents) == 3


@pytest.mark.slow
def test_the_whole_gazetteer_is_quick_enough(tmp_path: Path) -> None:
    parties = [say(f"paper:{n}:buyer", "PublicBody", "name", f"库尔勒市公安局第{n}大队") for n in range(3000)]
    statements = [*place_statements(), *LISTS, *parties]
    started = time.process_time()
    found = run(tmp_path, statements)
    assert len(found.parents) > 3000
    assert time.process_time() - started < 60

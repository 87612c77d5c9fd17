"""FollowTheMoney: stock names only in one profile, nothing lost in the other, and the real library takes both as they are."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from enduse.atlas.exporters.followthemoney.core_profile import load_mapping, place
from enduse.atlas.exporters.followthemoney.extended_profile import schema_files, schema_name
from enduse.atlas.exporters.followthemoney.lines import entity_lines, read_back, statement_lines
from enduse.atlas.exporters.followthemoney.material import material
from enduse.atlas.exporters.followthemoney.stock import ftm_id, load_stock
from enduse.model.kinds import load_kinds

ROOT = Path(__file__).parents[2]
LIBRARY = Path(os.environ.get("ENDUSE_FTM_PYTHON", ROOT / ".venv-peers" / "bin" / "python"))
"""An interpreter that has followthemoney; it is no dependency of this project."""
real_library = pytest.mark.skipif(not LIBRARY.exists(), reason="no interpreter with followthemoney (set ENDUSE_FTM_PYTHON)")


def unpacked(site: Path, profile: str, folder: Path) -> Path:
    with zipfile.ZipFile(site / "downloads" / f"{profile}.zip") as package:
        package.extractall(folder / profile)
    return folder / profile


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def row(entity: str, schema: str, prop: str, value: str, **more: Any) -> dict[str, Any]:
    blank = {"id": f"{entity}.{prop}.{value}", "mention": entity, "original": None, "lang": None, "first_seen": None, "specimen": False}
    return blank | {"entity": entity, "schema": schema, "property": prop, "value": value, "method": "m", "method_version": "1"} | more


def core(*rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    made = material(rows, [], lambda ident: ident, "Test")
    return {entity["id"]: entity for entity in entity_lines(place(made), made)}


def test_stock_profile_uses_stock_names_alone(site: Path, tmp_path: Path) -> None:
    schemata = load_stock().schemata
    entities = lines(unpacked(site, "ftm", tmp_path) / "entities.jsonl")
    assert {entity["schema"] for entity in entities} >= {"Company", "PublicBody", "Project", "ProjectParticipant", "Sanction", "Article"}
    for entity in entities:
        assert set(entity["properties"]) <= set(schemata[entity["schema"]].properties)
        assert set(schemata[entity["schema"]].required) <= set(entity["properties"])


def test_every_property_of_the_mapping_is_one_of_ours_and_of_theirs() -> None:
    stock = load_stock().schemata
    for kind in load_kinds().values():
        assert kind.ftm in stock or kind.name in load_mapping().fold
        assert load_mapping().properties[kind.name].keys() <= kind.properties.keys()
    used = {(ours, theirs) for kind in load_kinds().values() for ours, theirs in load_mapping().properties[kind.name].items()}
    for ours, theirs in used:
        kinds = [kind for kind in load_kinds().values() if load_mapping().properties[kind.name].get(ours) == theirs]
        assert any(theirs in stock[kind.ftm].properties for kind in kinds if kind.ftm), (ours, theirs)


def test_round_trip_loses_nothing(site: Path, tmp_path: Path) -> None:
    ours = {row["id"]: row for row in lines(site / "downloads" / "statements.jsonl")}
    back = {row["id"]: row for row in read_back(lines(unpacked(site, "ftm-extended", tmp_path) / "statements.jsonl"))}
    assert len(back) > 50
    assert {ident: {name: value.get(name) for name in ours[ident]} for ident, value in back.items()} == ours


def test_two_sources_stay_two_lines() -> None:
    first = row("company:a", "Company", "name", "A", id="1", document="d1")
    made = material([first, first | {"id": "2", "document": "d2"}], [], lambda ident: ident, "Test")
    written = list(statement_lines(place(made), made, evidence=True))
    assert len({line["id"] for line in written}) == 1
    assert [line["evidence"]["document"] for line in written] == ["d1", "d2"]


def test_a_value_the_type_refuses_is_said_in_words() -> None:
    made = core(row("company:a", "Company", "name", "A"), row("company:a", "Company", "incorporationDate", "2015/2016"))
    properties = made[ftm_id("company:a")]["properties"]
    assert "incorporationDate" not in properties
    assert properties["notes"] == ["Founded: 2015/2016"]


def test_a_location_that_is_no_point_has_no_coordinates() -> None:
    def address(precision: str) -> dict[str, list[str]]:
        said = {"name": "P", "city": "Xcity", "latitude": "1.0", "longitude": "2.0", "locationPrecision": precision}
        made = core(*(row("project:p", "Project", prop, value) for prop, value in said.items()))
        (found,) = [entity["properties"] for entity in made.values() if entity["schema"] == "Address"]
        return found

    assert "latitude" not in address("country")
    assert address("city-centroid")["latitude"] == ["1.0"]


def test_what_is_invented_stands_in_a_data_set_of_its_own(site: Path, tmp_path: Path) -> None:
    for profile in ("ftm", "ftm-extended"):
        entities = lines(unpacked(site, profile, tmp_path) / "entities.jsonl")
        invented = [entity for entity in entities if entity["datasets"] == ["a_test_atlas_specimen"]]
        assert invented
        assert all("Specimen" in json.dumps(entity["properties"]) for entity in invented)


def test_private_data_is_masked(site: Path, tmp_path: Path) -> None:
    for profile in ("ftm", "ftm-extended"):
        assert "13800000000" not in (unpacked(site, profile, tmp_path) / "statements.jsonl").read_text("utf-8")


def test_no_schema_of_ours_stands_in_the_place_of_a_stock_one() -> None:
    assert not {schema_name(kind) for kind in load_kinds().values()} & load_stock().names
    assert len(schema_files()) == len(load_kinds())


def read_with_library(folder: Path, schemata: Path | None) -> dict[str, Any]:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    if schemata is not None:
        environment["FTM_MODEL_PATH"] = str(schemata)
    command = [str(LIBRARY), str(Path(__file__).with_name("ftm_reader.py")), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def library_schemata(folder: Path) -> Path:
    ask = "import followthemoney, pathlib; print(pathlib.Path(followthemoney.__file__).parent / 'schema')"
    where = subprocess.run([str(LIBRARY), "-c", ask], capture_output=True, text=True, check=True, timeout=300).stdout.strip()
    return Path(shutil.copytree(where, folder / "model"))


@real_library
@pytest.mark.slow
def test_the_real_library_takes_the_stock_profile(site: Path, tmp_path: Path) -> None:
    folder = unpacked(site, "ftm", tmp_path)
    found = read_with_library(folder, None)
    assert found["wrong"] == []
    assert found["edges"] > 0
    assert found["entities"] == found["whole"] == len(lines(folder / "entities.jsonl"))
    (folder / "entities.jsonl").write_text((folder / "entities.jsonl").read_text("utf-8").replace('"country"', '"land"'), "utf-8")
    assert any("no property land" in each for each in read_with_library(folder, None)["wrong"])


@real_library
@pytest.mark.slow
def test_the_real_library_takes_the_extended_profile_with_our_schemata(site: Path, tmp_path: Path) -> None:
    folder = unpacked(site, "ftm-extended", tmp_path)
    schemata = library_schemata(tmp_path)
    for file in (folder / "schema").iterdir():
        assert not (schemata / file.name).exists()
        shutil.copy(file, schemata)
    found = read_with_library(folder, schemata)
    assert found["wrong"] == []
    assert found["entities"] == found["whole"] > 0

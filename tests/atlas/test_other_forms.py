"""The tables in the forms of other tools: a workbook, Parquet, GeoJSON and graphs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest
from casebuilder import small_world
from python_calamine import CalamineWorkbook
from rfc7946 import read_geojson

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.exporters.downloads import FORMS
from enduse.atlas.exporters.geojson import point_of
from enduse.atlas.exporters.workbook import write_workbook
from enduse.atlas.site import build_site

ROOT = Path(__file__).parents[2]
SHAPELY = Path(os.environ.get("ENDUSE_SHAPELY_PYTHON", ROOT / ".venv-ocr" / "bin" / "python"))
OPENPYXL = Path(os.environ.get("ENDUSE_OPENPYXL_PYTHON", ROOT / ".venv-peers" / "bin" / "python"))
"""Interpreters that have them, as environments made for other tests do; they are no dependencies of this project."""


def has(python: Path, package: str) -> bool:
    """Whether an interpreter has a package, by its folder."""
    return any((python.parents[1] / "lib").glob(f"python*/site-packages/{package}"))


def lines(site: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (site / "downloads" / f"{table}.jsonl").read_text("utf-8").splitlines()]


def test_every_file_named_on_the_page_is_there(site: Path) -> None:
    page = (site / "downloads.html").read_text("utf-8")
    for form in FORMS.values():
        for name in form.files:
            assert f'href="downloads/{name}"' in page
            assert (site / "downloads" / name).stat().st_size > 0


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    context = small_world().context(tmp_path / "build")
    with context.resolved:
        build_site(context, tmp_path / "site")
    for file in sorted((site / "downloads").rglob("*")):
        again = tmp_path / "site" / file.relative_to(site)
        assert file.is_dir() or file.read_bytes() == again.read_bytes(), file.name


def test_the_workbook_holds_every_table(site: Path) -> None:
    book = CalamineWorkbook.from_path(site / "downloads" / "tables.xlsx")
    assert book.sheet_names == ["README", *EXPORTERS]
    for name in EXPORTERS:
        assert len(book.get_sheet_by_name(name).to_python()) == len(lines(site, name)) + 1


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    write_workbook(tmp_path / "t.xlsx", {"a": [["=1+1", '=HYPERLINK("http://x")', "+1", "@SUM(A1)", 7]]})
    assert CalamineWorkbook.from_path(tmp_path / "t.xlsx").get_sheet_by_index(0).to_python() == [
        ["=1+1", '=HYPERLINK("http://x")', "+1", "@SUM(A1)", 7]
    ]
    assert formulas(tmp_path / "t.xlsx") == {"xl/worksheets/sheet1.xml": []}


def formulas(book: Path) -> dict[str, list[str]]:
    """What a spreadsheet computes, or fetches, of each part of a workbook: formulas, names, links, cells that hold the result of one."""
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(book) as package:
        names = package.namelist()
        assert not [name for name in names if re.search("calcChain|externalLink|vbaProject|connections|query|drawing", name)]
        for name in names:
            live = [each.tag.rpartition("}")[2] for each in ElementTree.fromstring(package.read(name)).iter()]  # noqa: S314 - our own file
            found[name] = [tag for tag in live if tag in ("f", "definedName", "hyperlink", "dataValidation", "conditionalFormatting")]
    return {name: live for name, live in found.items() if name.startswith("xl/worksheets/") or live}


def test_no_sheet_of_the_atlas_has_a_formula(site: Path, hostile: Path) -> None:
    for downloads in (site / "downloads", hostile):
        sheets = formulas(downloads / "tables.xlsx")
        assert len(sheets) == len(EXPORTERS) + 1
        assert not any(sheets.values())
    book = CalamineWorkbook.from_path(hostile / "tables.xlsx")
    texts = [cell for name in EXPORTERS for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert any(str(text).startswith("=1+1") for text in texts)  # a name that begins like a formula stands there as text


@pytest.mark.parametrize("name", ["projects.geojson", "countries.geojson"])
def test_maps_are_as_the_rfc_says(site: Path, hostile: Path, name: str) -> None:
    for downloads in (site / "downloads", hostile):
        value, wrong = read_geojson((downloads / name).read_bytes())
        assert wrong == []
        assert value["type"] == "FeatureCollection"
        assert value["features"]


@pytest.mark.parametrize(
    ("change", "section"),
    [
        ({"crs": {"type": "name"}}, "4"),
        ({"bbox": [1, 2, 3]}, "5"),
        ({"geometry": {"type": "Point", "coordinates": [181, 0]}}, "4"),
        ({"geometry": {"type": "Point", "coordinates": ["1", "2"]}}, "3.1.1"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}}, "3.1.6"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}}, "3.1.6"),
        ({"geometry": {"type": "LineString", "coordinates": [[0, 0]]}}, "3.1.4"),
        ({"properties": []}, "3.2"),
        ({"id": True}, "3.2"),
        ({"features": []}, "7.1"),
    ],
)
def test_a_map_against_the_rfc_is_refused(change: dict[str, Any], section: str) -> None:
    feature = {"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {}}
    for given, wanted in ((feature, []), (feature | change, [section])):
        _, wrong = read_geojson(json.dumps({"type": "FeatureCollection", "features": [given]}).encode())
        assert [each.partition(":")[0] for each in wrong] == wanted


def taken(python: Path, what: str, downloads: Path) -> Any:
    """What a reader of others takes of the downloads."""
    command = [str(python), str(Path(__file__).with_name("forms_reader.py")), what, str(downloads)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(not has(SHAPELY, "shapely"), reason="no interpreter with shapely (make test-ocr has one; or set ENDUSE_SHAPELY_PYTHON)")
def test_shapely_reads_the_maps(site: Path, hostile: Path) -> None:
    for downloads in (site / "downloads", hostile):
        features = json.loads((downloads / "projects.geojson").read_text("utf-8"))["features"]
        points = [each["geometry"]["coordinates"] for each in features if each["geometry"] is not None]
        assert points
        assert taken(SHAPELY, "maps", downloads) == {"projects.geojson": points, "countries.geojson": []}


@pytest.mark.skipif(
    not has(OPENPYXL, "openpyxl"), reason="no interpreter with openpyxl (make test-ftm has one; or set ENDUSE_OPENPYXL_PYTHON)"
)
def test_openpyxl_finds_no_formula(site: Path, hostile: Path) -> None:
    for downloads in (site / "downloads", hostile):
        sheets = taken(OPENPYXL, "sheets", downloads)
        assert sheets.keys() == {"README", *EXPORTERS}
        assert sum(sheet["formulas"] for sheet in sheets.values()) == 0
        assert all(sheet["rows"] == len(lines(downloads.parent, name)) + 1 for name, sheet in sheets.items() if name != "README")


@pytest.mark.parametrize("table", sorted(EXPORTERS))
def test_parquet_has_the_rows_and_columns(site: Path, table: str) -> None:
    read = duckdb.read_parquet(str(site / "downloads" / f"{table}.parquet"))
    assert len(read.fetchall()) == len(lines(site, table))
    assert set(read.columns) == set(EXPORTERS[table].COLUMNS)


def test_projects_are_points_only_where_their_city_is_known(site: Path) -> None:
    collection = json.loads((site / "downloads" / "projects.geojson").read_text("utf-8"))
    assert "not an accusation" in collection["metadata"]["note"]
    precisions = {feature["id"]: feature["properties"]["location_precision"] for feature in collection["features"]}
    assert len(precisions) == len(lines(site, "projects"))
    points = {feature["id"] for feature in collection["features"] if feature["geometry"]}
    assert points
    assert points == {ident for ident, precision in precisions.items() if precision in ("city_centroid", "city-centroid")}


def test_places_that_sources_differ_about_are_no_point() -> None:
    row = {"location_precision": "city-centroid", "longitude": "10.5", "latitude": "50.25"}
    assert point_of(row) == {"type": "Point", "coordinates": [10.5, 50.25]}
    assert point_of(row | {"location_precision": "country"}) is None
    assert point_of(row | {"latitude": ["50.25", "51"]}) is None
    assert point_of(row | {"latitude": "95"}) is None


def test_countries_count_projects_without_specimens(site: Path) -> None:
    features = json.loads((site / "downloads" / "countries.geojson").read_text("utf-8"))["features"]
    counted = {each["id"]: each["properties"]["projects"] for each in features}
    wanted: dict[str, int] = {}
    for row in lines(site, "projects"):
        if not row["specimen"] and isinstance(row["country"], str):
            wanted[row["country"]] = wanted.get(row["country"], 0) + 1
    assert counted == wanted
    assert all(each["geometry"] is None for each in features)


def parsed(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314 - our own file


GRAPHML, GEXF = "{http://graphml.graphdrawing.org/xmlns}", "{http://gexf.net/1.3}"


def test_both_graphs_have_the_same_edges_and_their_statements(site: Path) -> None:
    graphml = parsed(site / "downloads" / "parties.graphml")
    gexf = parsed(site / "downloads" / "parties.gexf")
    nodes = {node.get("id") for node in graphml.iter(f"{GRAPHML}node")}
    assert nodes == {node.get("id") for node in gexf.iter(f"{GEXF}node")}
    edges = {edge.get("id"): edge for edge in graphml.iter(f"{GRAPHML}edge")}
    assert edges.keys() == {edge.get("id") for edge in gexf.iter(f"{GEXF}edge")}
    assert {end for edge in edges.values() for end in (edge.get("source"), edge.get("target"))} == nodes
    held = {row["id"] for row in lines(site, "statements")}
    declared = {key.get("id") for key in graphml.iter(f"{GRAPHML}key")}
    for edge in edges.values():
        data = {each.get("key"): each.text or "" for each in edge}
        assert data.keys() <= declared
        assert set(data["edge-statements"].split()) <= held
    listed = [e for e in edges.values() if any(d.get("key") == "edge-relation" and d.text == "listed" for d in e)]
    assert any(d.get("key") == "edge-valid_from" for edge in listed for d in edge)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The downloads of a world whose names begin like a formula and steer a screen."""
    folder = tmp_path_factory.mktemp("hostile")
    world = small_world(hostile='=1+1"<b>&]]>\u202e\x07')
    world.paper("papers/specimen-formula.txt", ["=1+1", "样本"], [("company:formula", "Company", "name", "=1+1", "=1+1")])
    context = world.context(folder / "build")
    with context.resolved:
        build_site(context, folder / "site")
    return folder / "site" / "downloads"


def test_a_hostile_name_breaks_no_file(hostile: Path) -> None:
    for name in ("parties.graphml", "parties.gexf"):
        parsed(hostile / name)
        assert "\u202e" not in (hostile / name).read_text("utf-8")
    for name in ("projects.geojson", "countries.geojson"):
        assert "\u202e" not in (hostile / name).read_text("utf-8")
        assert json.loads((hostile / name).read_text("utf-8"))["type"] == "FeatureCollection"
    CalamineWorkbook.from_path(hostile / "tables.xlsx")

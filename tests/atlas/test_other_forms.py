"""The tables in the forms of other tools: a workbook, Parquet, GeoJSON and graphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest
from casebuilder import small_world
from python_calamine import CalamineWorkbook

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.exporters.downloads import FORMS
from enduse.atlas.exporters.geojson import point_of
from enduse.atlas.exporters.workbook import write_workbook
from enduse.atlas.site import build_site


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
    import zipfile

    with zipfile.ZipFile(tmp_path / "t.xlsx") as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


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


def test_a_hostile_name_breaks_no_file(tmp_path: Path) -> None:
    hostile = '=1+1"<b>&]]>\u202e\x07'
    context = small_world(hostile=hostile).context(tmp_path / "build")
    with context.resolved:
        build_site(context, tmp_path / "site")
    downloads = tmp_path / "site" / "downloads"
    for name in ("parties.graphml", "parties.gexf"):
        parsed(downloads / name)
        assert "\u202e" not in (downloads / name).read_text("utf-8")
    for name in ("projects.geojson", "countries.geojson"):
        assert "\u202e" not in (downloads / name).read_text("utf-8")
        assert json.loads((downloads / name).read_text("utf-8"))["type"] == "FeatureCollection"
    CalamineWorkbook.from_path(downloads / "tables.xlsx")

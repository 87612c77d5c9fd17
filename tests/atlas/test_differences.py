"""Two dates and two costs of one sale and one project: both stand on every page and in the downloads, marked, never as one number."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from casebuilder import KINDS, Builder, small_world

from enduse.atlas.check import check_site
from enduse.atlas.site import build_site
from enduse.model.finding import Step
from enduse.model.said import Said

MARK = '<span class="differs">sources differ</span>'


def world() -> Builder:
    b = small_world()
    KINDS.update(told=KINDS["flows"], again=KINDS["projects"])  # a second table of a kind, with rows somebody joined to those of the first
    sale = {"seller": "company:luma", "buyer": "body:county", "kind": "sale"}
    told = [{"key": "X1", "date": "2020-03-01", "amount": "USD 1000000", "sources": "S1"}]
    told += [{"key": "X2", "date": "2020-05-20", "amount": "USD 3000000", "sources": "S2"}]
    b.table("told", [sale | each for each in told])
    again = {"key": "P1b", "title": "Safe streets again", "country": "zm", "signed": "2011-02-03", "amount": "USD 77", "sources": "S2"}
    b.table("again", [again])
    for first, second in (("flow:X1", "flow:X2"), ("project:P1", "project:P1b")):
        b.entities[first] = replace(b.entities[first], mentions=(first, second))
        del b.entities[second]
    shown = (*b.ids("flow:X1", "seller", "supplier", "buyer", "date", "amount"), *b.ids("flow:X2", "date", "amount"))
    step = Step(origin="company:luma", target="body:county", relation="sold-to", text=Said.alike("Sold."), statements=shown)
    b.findings.append(
        replace(
            b.findings[0],
            path=(step,),
            title=Said.alike("A sale told twice"),
            summary=Said.alike("Sold."),
            specimen=False,
            subjects=("body:county",),
        )
    )
    return b


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("differing")
    context = world().context(folder / "build")
    with context.resolved:
        build_site(context, folder / "site")
    return folder / "site"


def rows(site: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (site / "downloads" / f"{table}.jsonl").read_text("utf-8").splitlines()]


def page_of(site: Path, table: str, **wanted: str) -> str:
    (row,) = [row for row in rows(site, table) if all(row[key] == value for key, value in wanted.items())]
    return (site / str(row["page"])).read_text("utf-8")


@pytest.mark.parametrize(
    ("table", "wanted"),
    [("findings", {"title": "A sale told twice"}), ("entities", {"id": "company:luma"}), ("entities", {"id": "body:county"})],
)
def test_both_dates_and_both_costs_stand_with_their_quotes(differing: Path, table: str, wanted: dict[str, str]) -> None:
    page = page_of(differing, table, **wanted)
    assert MARK in page
    block = page.partition('class="differences"')[2].partition("</section>")[0]
    for value, quote in (
        ("1 March 2020", "2020-03-01"),
        ("20 May 2020", "2020-05-20"),
        ("USD 1,000,000", "USD 1000000"),
        ("USD 3,000,000", "USD 3000000"),
    ):
        assert value in block
        assert f">{quote}</a></blockquote>" in block
    assert "USD 2,000,000" not in page, "nothing is averaged"


def test_a_project_shows_both_of_its_costs(differing: Path) -> None:
    page = page_of(differing, "projects", id="project:P1")
    assert page.count(MARK) >= 2
    assert "USD 77" in page.partition('class="differences"')[2]


def test_downloads_name_what_differs(differing: Path) -> None:
    (project,) = [row for row in rows(differing, "projects") if row["id"] == "project:P1"]
    assert project["conflict"] == ["amount"] if project["signed"] == "2011-02-03" else project["conflict"] == ["signed", "amount"]
    assert isinstance(project["amount"], list)
    (finding,) = [row for row in rows(differing, "findings") if row["title"] == "A sale told twice"]
    assert finding["conflict"] == ["flow:X1 amount", "flow:X1 date"]
    assert (finding["source_grade"], finding["information_grade"], finding["independent_sources"]) == ("F", 6, 1), "S2 was not read"
    marked = {row["value"] for row in rows(differing, "statements") if row["conflict"]}
    assert marked >= {"2020-03-01", "2020-05-20", "USD 1000000", "USD 3000000"}
    other = [row for row in rows(differing, "projects") if row["id"] != "project:P1"]
    assert other
    assert not any(row["conflict"] for row in other)


def test_the_checker_finds_nothing(differing: Path) -> None:
    assert not check_site(differing).faults


def test_every_edge_shows_its_grade(site: Path) -> None:
    for row in rows(site, "findings"):
        page = (site / str(row["page"])).read_text("utf-8")
        assert page.count('class="grade quiet"') == len(row["path"]) + 2, "each edge, the whole, and what is behind it"
        assert 'href="../method.html#grades"' in page
    assert 'id="grades"' in (site / "method.html").read_text("utf-8")

"""Dossiers: what each kind of page holds of the small world, what it leaves out, and what its foot says is not covered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from casebuilder import small_world

from enduse.atlas.check import check_site
from enduse.atlas.site import build_site


def page(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


def only(site: Path, pattern: str) -> str:
    (found,) = (path for path in site.glob(pattern) if path.name != "index.html")
    return found.read_text("utf-8")


def section(text: str, anchor: str) -> str:
    """What stands under the heading with this anchor."""
    return text.partition(f'id="{anchor}">')[2].partition("</section>")[0]


def test_a_company_shows_listing_and_projects_over_one_axis(site: Path) -> None:
    drawing = section(page(site, "companies/luma.html"), "chronicle")
    assert 'class="shade"' in drawing  # from its listing of 9 October 2019 on
    assert drawing.count('<g class="lane">') == 3  # the list, projects, ties
    assert 'href="../projects/p1.html"' in drawing


def test_the_network_names_lists_and_leads_on(site: Path) -> None:
    network = section(page(site, "companies/reseller.html"), "network")
    assert 'href="../companies/genepeak.html"' in network
    assert 'href="../buyers/county.html"' in network
    assert "Makers of the goods" in network


def test_who_sold_whose_goods_to_whom(site: Path) -> None:
    text = page(site, "companies/reseller.html")
    drawing = section(text, "trade")
    assert drawing.index("genepeak.html") < drawing.index("county.html")
    rows = page(site, "resellers.html")
    assert "Xugou Trading Company" in rows
    assert 'href="companies/genepeak.html"' in rows


def test_a_body_shows_the_chain_above_and_which_of_it_a_list_names(site: Path) -> None:
    chain = section(page(site, "buyers/county.html"), "chain")
    above, _, own = chain.partition('<li class="own">')
    assert "Specimen List" in above
    assert "on no list in this case" in own


def test_a_project_parts_its_life_from_what_happened_next(site: Path) -> None:
    text = page(site, "projects/p1.html")
    assert "Signed" in section(text, "life")
    assert "Operational" in section(text, "after")
    assert "USD" in section(text, "money")
    assert "Nothing is converted by a rate of our own" in section(text, "money")
    assert "Example List" in section(text, "parties")


def test_money_that_nobody_states_has_no_section(site: Path) -> None:
    text = page(site, "projects/p3.html")
    assert 'id="money"' not in text
    assert "its value" in section(text, "coverage")


def test_a_city_has_a_page_only_where_a_project_is_in_it(site: Path) -> None:
    cities = sorted(path.name.rpartition("-")[0] for path in (site / "cities").iterdir())
    assert cities == ["harbour-town", "kalenga-town"]  # not the national programme
    assert "The town council called the project off." in only(site, "cities/harbour*")


def test_trouble_is_a_cross_and_stands_among_setbacks(site: Path) -> None:
    assert "sign cross" in page(site, "projects/p3.html")
    assert "sign cross" in only(site, "cities/harbour*")
    assert "called the project off" in section(page(site, "countries/mu.html"), "setbacks")
    assert 'id="setbacks"' not in page(site, "countries/zm.html")


def test_a_brand_shows_each_record_and_the_lists_of_its_maker(tmp_path: Path) -> None:
    world, said = small_world(), {"brand": "Brightly", "maker": "company:luma"}
    world.table(
        "oem_relations",
        [
            said | {"key": "R1", "relation": "relabelled", "from": "2016", "to": "2019-05", "quote": "made by Luma"},
            said | {"key": "R2", "brand": "BRIGHTLY", "relation": "not-made-by", "quote": "no longer made by Luma"},
        ],
    )
    context = world.context(tmp_path / "build")
    with context.resolved:
        build_site(context, tmp_path / "site")
    assert check_site(tmp_path / "site").faults == ()
    brand = only(tmp_path / "site", "equipment/brightly*.html")
    assert brand.index("made by Luma") < brand.index("no longer made by Luma")
    assert "Example List" in brand
    assert 'class="drawing lanes"' in brand
    assert "brightly.html" in page(tmp_path / "site", "companies/luma.html").lower()


def test_a_list_says_whom_it_names_here_and_what_acts_it_has(site: Path) -> None:
    text = only(site, "lists/example-list*")
    assert "Luma Vision" in section(text, "parties")
    assert "Example rule on cameras" in section(text, "acts")


def test_every_page_says_what_is_not_covered(site: Path) -> None:
    for each in sorted(site.rglob("*.html")):
        if "embed" in each.relative_to(site).parts:
            continue  # a view inside the page of another
        text = each.read_text("utf-8")
        assert 'id="coverage"' in text or 'id="in-' in text, each


def test_the_foot_counts_this_page_alone(site: Path) -> None:
    foot = section(page(site, "projects/p2.html"), "coverage")
    assert "This page rests on 2 sources: 1 read in full, 1 known only through another text." in foot
    assert "its value, its financing, its status" in foot
    assert "No copy" in foot


@pytest.mark.parametrize("rows", [0, 1])
def test_the_log_of_searches_says_what_was_not_found(tmp_path: Path, rows: int) -> None:
    world = small_world()
    if rows:
        world.table(
            "searches", [{"key": "Q1", "where": "Register of towns", "asked": "A second harbour", "result": "not-found", "sources": "Q1"}]
        )
    context = world.context(tmp_path / "build")
    with context.resolved:
        build_site(context, tmp_path / "site")
    text = page(tmp_path / "site", "searches.html")
    assert ("A second harbour" in text) is bool(rows)
    assert ("keeps no log of searches" in text) is not bool(rows)
    assert ("day not recorded" in text) is bool(rows)
    assert check_site(tmp_path / "site").faults == ()


def test_numbers_stand_as_charts_beside_what_others_counted(site: Path) -> None:
    text = page(site, "numbers.html")
    assert "columns-chart" in text
    others = section(text, "others")
    assert "144" in others
    assert 'href="#projects"' in others
    assert "A contract is not a project" in others
    assert "states no rule of inclusion" in others
    missing = section(text, "missing")
    assert re.search(r"Projects whose vendor no source names.*?1 of 3", missing, re.DOTALL)
    assert missing.count("<summary>Query</summary>") == missing.count("<tr>")


def test_a_rule_says_what_it_leaves_out_and_what_it_found(site: Path) -> None:
    text = page(site, "rules/sale-to-body-under-listed-body.html")
    assert "What it leaves out" in text
    assert "Sale to County Bureau below Xugou" in section(text, "found")
    assert 'href="rules/sale-to-body-under-listed-body.html"' in page(site, "rules.html")


def test_counts_by_others_for_one_reason_share_their_neighbour(example: Path) -> None:
    for folder, why in (("", "A count of countries says"), ("zh/", "以国家计数")):
        others = section((example / "site" / folder / "numbers.html").read_text("utf-8"), "others")
        for publisher in ("RWR Advisory Group", "Australian Strategic Policy", "Center for Strategic", "Carnegie Endowment"):
            assert publisher in others
        assert others.count(why) < others.count('href="#project-countries"') + 2
        spans = [int(rows) for rows in re.findall(r'<td rowspan="(\d+)" data-label', others)]
        assert sum(spans) - len(spans) + others.count('<a class="ref" href="#') == others.count("<tr>") - 1

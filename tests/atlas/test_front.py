"""The start page and the search as readers use them, in a real Chromium from the disk."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from casebuilder import small_world

from enduse.atlas.check import check_site
from enduse.atlas.site import build_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST_LOAD = 200_000
TABLE = "[...document.querySelectorAll('.map-table tbody tr')].map(row => [row.cells[0].textContent, Number(row.cells[1].textContent)])"
LISTED = "[...document.querySelectorAll('.map-rows section')].map(s => [s.querySelector('a').innerText, s.querySelectorAll('li').length])"
PLACE = {"country": "zm", "lat": "-10", "precision": "city_centroid", "vendor": "company:luma", "signed": "2019", "status": "live"}


def opened(browser: Any, page: str, **settings: Any) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, **settings)
    tab = context.new_page()
    tab.goto(page)
    return tab


def found(tab: Any, text: str) -> dict[str, list[str]]:
    """What the search shows for a text: kind -> titles."""
    tab.fill("#search", text)
    tab.wait_for_function("text => document.querySelector('.seek').dataset.answered === text", arg=text)
    return {
        part.query_selector("h2").inner_text().splitlines()[0]: [link.inner_text() for link in part.query_selector_all("li a")]
        for part in tab.query_selector_all(".hits")
    }


def rows(tab: Any) -> list[str]:
    return [row.inner_text() for row in tab.query_selector_all(".map-rows li a")]


def test_find_my_city(browser: Any, example: Path) -> None:
    tab = opened(browser, (example / "site" / "index.html").as_uri())
    hits = found(tab, "lahore")
    assert hits["Cities, on the map"] == ["Lahore"]
    tab.click(".hits li a >> nth=0")
    tab.wait_for_function("() => document.querySelectorAll('.map-rows li').length === 2")
    assert all("Lahore" in row for row in tab.inner_text(".map-rows").split("\n\n") if "·" in row)
    tab.click(".map-rows li a >> nth=0")
    tab.click("dl.facts a.claim >> nth=0")
    assert tab.evaluate("document.querySelector(':target').textContent")


def test_what_did_this_vendor_sell_to_police(browser: Any, example: Path) -> None:
    tab = opened(browser, (example / "site" / "index.html").as_uri())
    every = len(tab.evaluate("[...document.querySelectorAll('select[data-facet=vendor] option')]"))
    assert every > 5
    tab.select_option("select[data-facet=vendor]", "company:huawei")
    tab.select_option("select[data-facet=user]", "police")
    police = rows(tab)
    assert 0 < len(police) < 26
    count = tab.inner_text(".map-count")
    assert count.startswith(f"{len(police)} of ")
    assert tab.get_attribute(".map-count", "aria-live") == "polite"
    again = opened(browser, tab.url)  # the address holds what was chosen
    assert rows(again) == police
    tab.go_back()
    tab.wait_for_function("n => document.querySelectorAll('.map-rows li').length > n", arg=len(police))


def test_search_in_every_script(browser: Any, example: Path) -> None:
    tab = opened(browser, (example / "site" / "search.html").as_uri())
    for text in ("hikvision", "海康", "海康威視", "haikang", "hai kang", "hik vision"):
        assert "Hikvision" in found(tab, text)["Companies"], text
    assert "Xinjiang Public Security Bureau" in found(tab, "公安")["Buyers and public bodies"]
    assert found(tab, "Pakistan")["Countries"] == found(tab, "巴基斯坦")["Countries"] == ["Pakistan"]
    assert "EZVIZ" in found(tab, "ezviz")["Brands"]
    lists = found(tab, "entity list")["Control lists"]
    assert lists[0] == "Entity List"
    assert found(tab, "实体清单")["Control lists"][:1] == lists[:1]
    assert found(tab, "constructor") == found(tab, "__proto__ x") == {}
    assert "Nothing here is called" in tab.inner_text(".search-count")
    for link in tab.query_selector_all(".hits li a"):
        assert (example / "site" / link.get_attribute("href").partition("#")[0]).is_file()


def test_every_place_found_exists(browser: Any, example: Path) -> None:
    site = example / "site"
    texts = [file.read_text("utf-8") for file in (site / "assets" / "search").glob("entries-*.js")]
    pages = {page for text in texts for page in re.findall(r"\\t([a-z/]+[^\\#]*\.html)", text)}
    assert len(pages) > 300
    assert [page for page in pages if not (site / page).is_file()] == []


def test_the_map_moves_by_keys_and_its_list_follows(browser: Any, example: Path) -> None:
    tab = opened(browser, (example / "site" / "index.html").as_uri())
    before = tab.inner_text(".map-count")
    tab.focus(".map-view")
    for key in ("+", "+", "+", "ArrowLeft", "ArrowUp"):
        tab.keyboard.press(key)
    tab.wait_for_function("() => location.hash.includes('at=')")
    assert tab.inner_text(".map-count") != before
    tab.keyboard.press("0")
    tab.wait_for_function("before => document.querySelector('.map-count').textContent === before", arg=before)


def test_what_is_known_of_a_country_is_drawn_as_a_ring_at_any_zoom(browser: Any, site: Path) -> None:
    tab = opened(browser, (site / "index.html").as_uri())
    marks = "[...document.querySelectorAll('.live .mark')].map(m => [m.classList[1], m.of.country || null])"
    tab.wait_for_selector(".live .mark")
    assert sorted(kind for kind, _ in tab.evaluate(marks)) == ["dot", "dot", "ring"]
    assert [country for kind, country in tab.evaluate(marks) if kind == "ring"] != [None]


def test_the_table_says_what_the_map_says(browser: Any, example: Path) -> None:
    tab = opened(browser, (example / "site" / "index.html").as_uri())
    table = tab.evaluate(TABLE)
    if tab.is_visible(".map-more"):
        tab.click(".map-more")
    listed = tab.evaluate(LISTED)
    assert sorted(map(tuple, listed)) == sorted(map(tuple, table))


def test_first_load_of_the_start_page_is_small(example: Path) -> None:
    site = example / "site"
    for page in (site / "index.html", site / "zh" / "index.html"):
        text = page.read_text("utf-8")
        linked = re.findall(r'<(?:script defer src|link rel="stylesheet" href|img src)="([^"]+)"', text)
        loaded = [page, *(page.parent / each for each in linked), site / "assets" / "map" / "titles-0.js"]
        size = sum(len(gzip.compress(each.read_bytes(), 6, mtime=0)) for each in loaded)
        assert size <= FIRST_LOAD, f"{page.name}: {size}"


@pytest.mark.shared
def test_hostile_names_run_nowhere(browser: Any, shared: Path, tmp_path: Path) -> None:
    names = _hostile_names(shared)
    world = small_world(hostile=names[0])
    for number, name in enumerate(names):
        row = PLACE | {"key": f"H{number}", "title": name, "city": name, "lon": str(20 + number)}
        world.table("projects", [row])
    context = world.context(tmp_path / "build", languages=("en", "zh"))
    with context.resolved:
        build_site(context, tmp_path / "site")
    assert check_site(tmp_path / "site").faults == ()
    tab = opened(browser, (tmp_path / "site" / "index.html").as_uri())
    faults: list[str] = []
    tab.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    tab.reload()
    tab.wait_for_selector(".map-rows li a")
    tab.click(".map-more") if tab.is_visible(".map-more") else None
    assert len(rows(tab)) == len(names) + 3
    for mark in tab.query_selector_all(".live .mark"):
        mark.hover(force=True)
    tab.goto((tmp_path / "site" / "search.html").as_uri())
    for name in names:
        found(tab, name[:80].replace("\n", " "))
    found(tab, "fetch")
    assert tab.query_selector(".hits li a") is not None
    assert faults == []


def _hostile_names(shared: Path) -> list[str]:
    pages = sorted((shared / "hostile" / "html").glob("*.html"))
    texts = [page.read_bytes().decode("utf-8", "replace") for page in pages if page.stat().st_size < 100_000]
    names = [match[1] for text in texts if (match := re.search("中标供应商：(.*?)</p>", text, re.DOTALL))]
    csv.field_size_limit(1 << 24)
    for table in ("g01_formula_cells.csv", "g05_names.csv"):
        with (shared / "hostile" / "table" / table).open(encoding="utf-8", newline="") as file:
            names += [row[1] for row in csv.reader(file) if len(row) > 1 and row[1]]
    tidy = [re.sub(r"[\t\r\n]", " ", name) for name in names]
    return list(dict.fromkeys(name for name in tidy if name.strip()))

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


FILTERS = {
    "vendor": None,
    "technology": None,
    "status": None,
    "user": None,
    "finding": None,
    "from": "2018",
    "to": "2016",
    "country": "pk",
    "place": "",
}
"""Every filter of the map with what is chosen in it; None is the second choice that its list offers, as the most frequent may fit all."""


def test_every_filter_narrows_what_is_listed_and_the_address_restores_it(browser: Any, example: Path) -> None:
    start = (example / "site" / "index.html").as_uri()
    tab, again = opened(browser, start), opened(browser, start)
    assert set(tab.evaluate("[...document.querySelectorAll('[data-facet]')].map(each => each.dataset.facet)")) <= set(FILTERS)
    every = tab.inner_text(".map-count")
    for name, chosen in FILTERS.items():
        tab.evaluate("location.hash = ''")
        tab.wait_for_function("every => document.querySelector('.map-count').textContent === every", arg=every)
        if name == "place":  # a city of the search leads to it
            chosen = tab.evaluate("""async () => (await new Promise(done => {
              const script = document.createElement('script'); window.enduseFront = done; script.src = 'assets/search/front.js';
              document.head.append(script); })).match(/#place=([-0-9.,]+)/)[1]""")
        if name in ("country", "place"):
            tab.goto(f"{start}#{name}={chosen}")
        else:
            select = f"select[data-facet='{name}']"
            chosen = chosen or tab.eval_on_selector_all(f"{select} option", "all => all[Math.min(2, all.length - 1)].value")
            tab.select_option(select, chosen)
        tab.wait_for_function("every => document.querySelector('.map-count').textContent !== every", arg=every)
        shown, said = rows(tab), tab.inner_text(".map-count")
        assert f"{name}={chosen}" in tab.url.replace("%2C", ","), name
        assert 0 < int(re.sub(",", "", said.split()[0])) < int(re.sub(",", "", every.split()[0])), name
        again.goto("about:blank")
        again.goto(tab.url)
        again.wait_for_selector(".map-rows li a")
        assert (rows(again), again.inner_text(".map-count")) == (shown, said), name


def test_the_network_is_opened_step_by_step_with_the_keyboard(browser: Any, example: Path) -> None:
    site = example / "site"
    tab = opened(browser, (site / "companies" / "huawei.html").as_uri())
    tab.click("#network ~ p.more a")
    count = network_drawn(tab, "#at=companies/huawei")
    tab.focus("[data-name='companies/dahua']")
    tab.keyboard.press("Enter")
    opened_count = network_drawn(tab, "#at=companies/huawei&open=companies/dahua")
    assert opened_count > count
    assert tab.evaluate("document.activeElement.dataset.name") == "companies/dahua"  # whoever reads by ear stays where they were
    assert tab.get_attribute("[data-name='companies/dahua']", "aria-expanded") == "true"
    inside = tab.query_selector_all("li:has(> .net-card [data-name='companies/dahua']) .net-kind")
    assert "Customers" in [each.inner_text().rpartition(" ")[0] for each in inside]
    assert tab.locator(".net-card.again >> text=Entity List").count() == 1  # Dahua stands on a list that Huawei stands on
    names = tab.eval_on_selector_all("[data-name]", "all => all.map(each => each.dataset.name)")
    assert len(names) == len(set(names))  # no body is drawn twice
    tab.click(".net-filters summary")
    tab.uncheck("[data-kind=lists]")
    network_drawn(tab, "#at=companies/huawei&open=companies/dahua&hide=lists")
    assert tab.locator(".net-name >> text=Entity List").count() == 0
    tab.select_option("[data-year=from]", "2019")
    tab.uncheck("[data-year=undated]")
    later = network_drawn(tab, "#at=companies/huawei&open=companies/dahua&hide=lists&from=2019&undated=no")
    assert later < opened_count
    days = tab.eval_on_selector_all(".net-why .day", "all => all.map(each => each.textContent.slice(0, 4))")
    assert days
    assert min(days) >= "2019"
    tied = tab.inner_text(".net-stage")
    again = opened(browser, tab.url)  # the address holds what is drawn
    again.wait_for_selector(".net-card.open")
    assert again.inner_text(".net-stage") == tied
    again.click("a[aria-label^='Put '] >> nth=0")
    network_drawn(again, f"#at={tab.get_attribute('[data-name]', 'data-name')}&hide=lists&from=2019&undated=no")
    again.go_back()
    network_drawn(again, "#at=companies/huawei&open=companies/dahua&hide=lists&from=2019&undated=no")
    tab.click(".net-why summary >> nth=0")
    tab.click(".net-why[open] li a >> nth=0")
    assert tab.url.startswith((site / "projects").as_uri())


def test_a_tie_by_a_sale_leads_to_its_passage_and_an_unknown_body_is_said(browser: Any, site: Path) -> None:
    tab = opened(browser, (site / "zh" / "network.html").as_uri() + "#at=companies/reseller")
    tab.wait_for_selector(".net-card.open")
    tab.click("[data-name='buyers/county'] >> xpath=ancestor::li[1] >> .net-why summary")
    tab.click(".net-why[open] li a >> nth=-1")
    assert tab.url.startswith((site / "records" / "flows-f1.html").as_uri())
    assert tab.evaluate("document.querySelector(':target').textContent")
    tab.goto((site / "network.html").as_uri() + "#at=companies/nobody")
    tab.wait_for_function("() => document.querySelector('.net-count').textContent.includes('companies/nobody')")
    assert tab.locator(".net-card").count() == 0
    assert tab.locator(".net-starts li a[href='#at=companies/luma']").count() == 1


def network_drawn(tab: Any, address: str) -> int:
    """How many names are drawn, when what is drawn is what this address says."""
    tab.wait_for_function("address => (document.querySelector('.net') || {dataset: {}}).dataset.drawn === address", arg=address)
    assert tab.url.endswith(address)
    return int(tab.locator(".net-card").count())


def test_a_paper_shows_the_picture_of_its_page_with_the_passage_framed(browser: Any, example: Path) -> None:
    (picture,) = (example / "site" / "papers").glob("*-p1.png")
    page = picture.with_name(picture.name.replace("-p1.png", ".html"))
    tab = opened(browser, page.as_uri())
    size = "image => [image.complete, image.naturalWidth, image.alt.length > 0, image.getBoundingClientRect().width]"
    complete, width, told, shown = tab.eval_on_selector(".page-pictures img", size)
    assert complete
    assert told
    assert width >= shown > 500  # legible: not blown up
    assert tab.locator("mark").count() >= 1


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

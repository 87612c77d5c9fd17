"""What a reader waits for, in a real Chromium from the disk: counted in work done and files read, never by the clock."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_front import found, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WATCH = """() => {
  window.changes = { marks: 0, rows: 0, moves: 0, drawing: 0 };
  const count = (name, of, what) => {
    new MutationObserver((seen) => { window.changes[name] += seen.length; }).observe(document.querySelector(of), what);
  };
  count('marks', '.live', { childList: true, subtree: true, attributes: true });
  count('rows', '.map-rows', { childList: true, subtree: true });
  count('drawing', 'svg.world', { attributes: true });
  count('moves', '.map-stage', { attributes: true });
}"""
READ = "document.querySelectorAll('script[src*=\"search/\"]').length"
TITLED = "() => ![...document.querySelectorAll('.map-rows li > span:first-child')].some(span => span.textContent === '…')"
ANSWERED = "text => document.querySelector('.seek').dataset.answered === text"


def test_a_drag_moves_the_map_and_does_nothing_else(browser: Any, example: Path) -> None:
    tab = opened(browser, (example / "site" / "index.html").as_uri())
    tab.click(".zoom-in")
    tab.wait_for_function("() => location.hash.includes('at=')")
    tab.wait_for_function(TITLED)
    before = tab.inner_text(".map-count"), tab.evaluate("location.hash")
    tab.evaluate(WATCH)
    box = tab.query_selector(".map-view").bounding_box()
    x, y = box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.5
    tab.mouse.move(x, y)
    tab.mouse.down()
    for step in range(1, 30):
        tab.mouse.move(x - step * 12, y)
    tab.wait_for_timeout(400)  # a hand that rests on the map still holds it
    changes = tab.evaluate("window.changes")
    assert changes["moves"] > 5
    assert (changes["marks"], changes["rows"], changes["drawing"]) == (0, 0, 0)
    assert tab.evaluate("location.hash") == before[1]
    tab.mouse.up()
    tab.wait_for_function("was => location.hash !== was", arg=before[1])
    assert tab.inner_text(".map-count") != before[0]
    assert tab.evaluate("window.changes.marks") == 0  # only a zoom makes clusters anew


def test_a_hand_that_lets_go_outside_the_map_no_longer_holds_it(browser: Any, example: Path) -> None:
    tab = opened(browser, (example / "site" / "index.html").as_uri())
    tab.hover(".map-view")
    tab.mouse.down()
    tab.hover("h1")
    tab.mouse.up()
    tab.focus(".map-view")
    tab.keyboard.press("+")
    tab.wait_for_function("() => location.hash.includes('at=')")
    assert tab.evaluate("document.querySelector('.map-view').classList.contains('dragging')") is False


def test_a_small_map_is_first_drawn_with_what_the_server_drew(browser: Any, example: Path) -> None:
    """Tints come with the page: the script changes none of them before somebody chooses a filter."""
    site = example / "site" / "index.html"
    tints = "() => [...document.querySelectorAll('svg.world [data-country]')].map(land => land.getAttribute('class'))"
    bare = opened(browser, site.as_uri(), java_script_enabled=False)
    assert opened(browser, site.as_uri()).evaluate(tints) == bare.evaluate(tints) != []


def test_files_read_early_answer_without_reading_more(browser: Any, example: Path) -> None:
    site = example / "site"
    files = len(list((site / "assets" / "search").glob("*-*.js"))) - len(list((site / "assets" / "search").glob("countries-*.js")))
    tab = opened(browser, (site / "search.html").as_uri())
    tab.wait_for_function(f"() => {READ} >= {files + 3}")  # the page's own three; all others come while nobody asks
    read = tab.evaluate(READ)
    for text in ("hikvision", "海康", "surveillance", "entity list", "巴基斯坦", "constructor"):
        found(tab, text)
    assert tab.evaluate(READ) == read == files + 3


def test_a_page_opened_from_the_disk_reads_entries_at_once_and_keys_when_asked(browser: Any, example: Path) -> None:
    site = example / "site"
    entries = len(list((site / "assets" / "search").glob("entries-*.js")))
    tab = opened(browser, (site / "search.html").as_uri())
    tab.add_init_script("window.requestIdleCallback = () => 0;")  # nobody had a moment to read keys early
    tab.reload()
    tab.wait_for_function(f"() => {READ} === {entries + 3}")  # the page's own three, and what is shown of entries
    assert found(tab, "pakistan")["Countries"] == ["Pakistan"]
    assert tab.evaluate(READ) == entries + 3 + 1  # one file of keys


def test_a_page_that_reads_nothing_early_reads_a_questions_keys_and_what_it_shows(browser: Any, example: Path) -> None:
    tab = opened(browser, (example / "site" / "search.html").as_uri())
    tab.add_init_script("window.requestIdleCallback = undefined;")  # as from a web server, which would be asked for each file
    tab.reload()
    assert tab.evaluate(READ) == 3
    assert found(tab, "pakistan")["Countries"] == ["Pakistan"]
    kinds = len(tab.query_selector_all(".hits"))
    assert tab.evaluate(READ) - 3 <= 1 + kinds  # one file of keys, and of a kind at most one beside what stands in front
    tab.fill("#search", "zzzz")
    tab.wait_for_function(ANSWERED, arg="zzzz")
    assert tab.inner_text(".search-count").startswith("Nothing here")


def test_lines_of_the_index_stand_in_the_order_in_which_the_browser_looks_them_up(browser: Any, example: Path) -> None:
    site = example / "site"
    tab = opened(browser, (site / "search.html").as_uri())
    tab.evaluate(
        "() => { window.held = {}; window.enduseKeys = window.enduseEntries = (name, text) => { window.held[name] = text.split('\\n'); }; }"
    )
    for path in sorted((site / "assets" / "search").glob("*-*.js")):
        if not path.name.startswith("countries-"):
            tab.add_script_tag(url=path.as_uri())
    assert tab.evaluate("Object.values(window.held).flat().length") > 1000
    assert tab.evaluate("Object.values(window.held).every(lines => lines.every((line, i) => !i || lines[i - 1] < line))")

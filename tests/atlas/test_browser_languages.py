"""Reading in another language in a real Chromium, from the disk, without JavaScript: the switch, the way to a passage, phone width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_browser import CONTRAST, kinds_of_pages

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_switch_leads_to_the_same_page_and_back(page: Any, site: Path) -> None:
    for name in ("index.html", "projects/p1.html", "findings/index.html", "rules.html", "corrections.html"):
        page.goto((site / name).as_uri())
        page.click("nav.tongues a")
        assert page.url == (site / "zh" / name).as_uri()
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"
        assert page.evaluate("document.querySelector('.tongues [aria-current]').textContent") == "中文"
        page.click("nav.tongues a")
        assert page.url == (site / name).as_uri()


def test_a_reader_of_chinese_stays_in_chinese_and_reaches_the_passage(page: Any, site: Path) -> None:
    page.goto((site / "zh" / "index.html").as_uri())
    page.click("nav:not(.tongues) >> text=公司")
    page.click("th >> text=虚明视讯")
    assert page.url == (site / "zh" / "companies" / "luma.html").as_uri()
    page.click("dl.facts a.claim >> nth=0")
    assert page.url.startswith((site / "records").as_uri())
    assert page.evaluate("document.querySelector(':target').textContent")
    page.click("nav.tongues a")
    assert page.url.endswith("#in-zh")
    assert page.evaluate("document.querySelector(':target').lang") == "zh-Hans"
    page.click(":target a >> text=首页")
    assert page.url == (site / "zh" / "index.html").as_uri()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_kind_of_chinese_page_fits_and_can_be_read(browser: Any, site: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    opened = context.new_page()
    messages: list[str] = []
    opened.on("console", lambda message: messages.append(message.text))
    for name in kinds_of_pages(site / "zh"):
        opened.goto((site / "zh" / name).as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, name
        if not name.startswith(("embed/", "single/")):  # a card and a page in a file of its own lead to no other page
            assert opened.evaluate("document.querySelector('.tongues').getBoundingClientRect().top") < 60, name
        assert opened.evaluate(CONTRAST) == [], name
    assert messages == []
    context.close()

"""Every kind of page in a real Chromium, from the disk, without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = c => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const part = v => { v /= 255; return v <= .03928 ? v/12.92 : ((v+.055)/1.055)**2.4; };
  const light = ([r,g,b]) => .2126*part(r) + .7152*part(g) + .0722*part(b);
  const behind = e => {
    for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; }
    return [255, 255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || e.closest('svg') || !e.getClientRects().length) continue;
    const a = light(rgb(getComputedStyle(e).color)), b = light(behind(e));
    const ratio = (Math.max(a,b)+.05)/(Math.min(a,b)+.05);
    if (ratio < 4.5) low.push([ratio.toFixed(2), e.className, walker.currentNode.data.trim().slice(0, 40)]);
  }
  return low;
}"""


def kinds_of_pages(site: Path) -> list[str]:
    """The pages at the top, and of every folder its list and two pages."""
    found = [path.name for path in sorted(site.glob("*.html"))]
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        inside = [f"{folder.name}/{path.name}" for path in sorted(folder.glob("*.html"))]
        found += [page for page in inside if page.endswith("/index.html")] + [page for page in inside if not page.endswith("/index.html")][
            :1
        ]
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_every_kind_of_page(browser: Any, site: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("request", lambda request: requests.append(request.url))
    for name in kinds_of_pages(site):
        page.goto((site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", f"{name}: the stylesheet was not applied"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(CONTRAST) == [], (name, scheme)
    assert messages == []
    assert [url for url in requests if not url.startswith("file:")] == []
    context.close()


def test_a_claim_leads_to_its_passage(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "projects" / "p1.html").as_uri())
    page.click("dl.facts a.claim >> nth=0")
    assert "/records/" in page.url
    target = page.evaluate("document.querySelector(':target').textContent")
    assert target


def test_the_keyboard_reaches_the_text_first(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0


def test_what_did_this_vendor_sell_to_police(browser: Any, site: Path) -> None:
    """From the list of companies to the seller, along its drawing to the buyer, and to the passage that says so; without a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "companies" / "index.html").as_uri())
    page.click("a.more, p.more a.ref")
    page.click("tbody th a.ref >> text=Xugou Trading Company")
    page.click("#trade ~ figure a.node-of[href$='county.html'] text >> nth=0")
    assert "buyers/county.html" in page.url
    assert page.locator("#chain ~ ol.chain .on-list").count() == 1
    page.click("#sales ~ table td[data-label=Amount] a.claim >> nth=0")
    assert page.locator("mark:target, mark:has(:target)").count() == 1
    context.close()


def test_the_passage_behind_a_sign_of_a_drawing(browser: Any, site: Path) -> None:
    """A sign is reached with the keyboard, says its name, and leads to the passage that dates it."""
    page = browser.new_page()
    page.goto((site / "projects" / "p1.html").as_uri())
    sign = page.locator("svg.lanes a.claim.mark-of").first
    assert "March 2015" in sign.get_attribute("aria-label")
    sign.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/**")
    assert "2015-03" in page.evaluate("document.querySelector(':target').textContent")


def test_find_my_city(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "countries" / "index.html").as_uri())
    page.click("tbody th a.ref >> text=Mauritius")
    page.click("#cities ~ ul a.ref >> text=Harbour town")
    assert "The town council called the project off." in page.inner_text("main")
    assert page.evaluate("document.documentElement.lang") == "en"

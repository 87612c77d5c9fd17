"""Every kind of page in a real Chromium with its scripts running: strict policy, nobody else asked, no fault of accessibility."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KINDS = {
    "start": "index.html",
    "start in Chinese": "zh/index.html",
    "search": "search.html",
    "project": "projects/*.html",
    "projects": "projects/index.html",
    "company": "companies/*.html",
    "companies": "companies/index.html",
    "buyer": "buyers/*.html",
    "buyers": "buyers/index.html",
    "country": "countries/*.html",
    "countries": "countries/index.html",
    "finding": "findings/*.html",
    "findings": "findings/index.html",
    "claims": "claims.html",
    "numbers": "numbers.html",
    "rules": "rules.html",
    "source": "sources/*.html",
    "sources": "sources/index.html",
    "paper": "papers/*.html",
    "papers": "papers/index.html",
    "record": "records/*.html",
    "records": "records/index.html",
    "method": "method.html",
    "about": "about.html",
    "downloads": "downloads.html",
    "corrections": "corrections.html",
    "city": "cities/*.html",
    "list": "lists/*.html",
    "rule": "rules/*.html",
    "equipment": "equipment/index.html",
    "resellers": "resellers.html",
    "searches": "searches.html",
    "changes": "changes.html",
    "release": "release.html",
    "company to embed": "embed/companies/*.html",
    "buyer to embed": "embed/buyers/*.html",
    "finding to embed": "embed/findings/*.html",
    "single file": "single/*.html",
}
NONE, SELF = ("default-src", "base-uri", "form-action"), ("script-src", "style-src", "img-src", "font-src", "connect-src")
S7 = {f"{name} 'none'" for name in NONE} | {f"{name} 'self'" for name in SELF}
INLINE = "document.querySelectorAll('script:not([src]), style, [style], [onclick], [onload], form, iframe').length"


def page_of(site: Path, pattern: str) -> str:
    """The largest page of a kind: it has the most parts."""
    found = [path for path in site.glob(pattern) if path.name != "index.html" or pattern.endswith("index.html")]
    return max(found, key=lambda path: (path.stat().st_size, path.name)).relative_to(site).as_posix()


def test_every_folder_of_pages_is_a_kind(site: Path) -> None:
    folders = {path.parent.relative_to(site).as_posix() for path in site.rglob("*.html")}
    known = {pattern.rpartition("/")[0] or "." for pattern in KINDS.values()}
    assert {folder.removeprefix("zh/") for folder in folders} - {"zh"} <= known


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_fault(browser: Any, site: Path, kind: str) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    source = resources.files(axe).joinpath("axe.min.js").read_text("utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    page.goto((site / page_of(site, KINDS[kind])).as_uri())
    page.evaluate(source)
    found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])")
    page.close()
    assert found == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_strict_policy_no_third_party_and_no_sideways_scrolling_on_a_phone(browser: Any, site: Path, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    for kind, pattern in KINDS.items():
        if kind == "single file":  # holds its own style, under a policy that names it by its hash
            continue
        name = page_of(site, pattern)
        page.goto((site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        policy = page.evaluate("document.querySelector('meta[http-equiv]').content")
        assert set(policy.split("; ")) <= S7, name
        assert (
            page.evaluate("document.querySelectorAll('script:not([src]), style, [style], [onclick], [onload]').length") == 0 or scripts
        ), name
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(site.as_uri())] == []

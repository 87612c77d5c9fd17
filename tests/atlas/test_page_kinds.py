"""Every kind of page in a real Chromium with its scripts running: strict policy, nobody else asked, no fault of accessibility."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
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
    "brand": "equipment/*.html",
    "network": "network.html",
    "network, opened": "network.html#at=buyers/*&open=companies/*",
}
NONE, SELF = ("default-src", "base-uri", "form-action"), ("script-src", "style-src", "img-src", "font-src", "connect-src")
S7 = {f"{name} 'none'" for name in NONE} | {f"{name} 'self'" for name in SELF}
FALLS_TO_NONE = {f"{name} 'self'" for name in ("script-src", "font-src", "connect-src")}
"""What pages without it leave to ``default-src 'none'``, which is stricter: no page asks for fonts or data, most have no script. On a disk
``script-src 'self'`` would allow any file of the reader's."""
HEAVY = 50_000
"""Bytes of a page beyond which a like page of the example is taken."""
FAULTS = """async () => (await axe.run({resultTypes: ['violations']})).violations
  .map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])"""


def pages_of(site: Path, pattern: str) -> list[Path]:
    """Pages of a kind, its list apart from the things listed."""
    return [path for path in site.glob(pattern) if path.name != "index.html" or pattern.endswith("index.html")]


def page_of(site: Path, pattern: str, most: int = 10**9) -> str:
    """The largest page of a kind: it has the most parts. Stars behind # are the largest pages of those folders."""
    pattern, _, state = pattern.partition("#")
    found = pages_of(site, pattern)
    assert found, f"no page of the kind {pattern}"
    light = [path for path in found if path.stat().st_size < most] or [min(found, key=lambda path: path.stat().st_size)]
    name = max(light, key=lambda path: (path.stat().st_size, path.name)).relative_to(site).as_posix()
    opened = re.sub(r"[a-z]+/\*", lambda match: page_of(site, f"{match[0]}.html").removesuffix(".html"), state)
    return f"{name}#{opened}" if opened else name


def address_of(site: Path, name: str) -> str:
    path, _, state = name.partition("#")
    return (site / path).as_uri() + (f"#{state}" if state else "")


@pytest.fixture(scope="module")
def axe() -> str:
    return resources.files(pytest.importorskip("axe_playwright_python")).joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    yield page
    page.close()


def faults_of(page: Any, address: str, axe: str) -> list[Any]:
    page.goto(address)
    if "#at=" in address:
        page.wait_for_selector(".net-card.open")
    page.evaluate(axe)
    found: list[Any] = page.evaluate(FAULTS)
    return found


def test_every_folder_of_pages_is_a_kind(site: Path) -> None:
    folders = {path.parent.relative_to(site).as_posix() for path in site.rglob("*.html")}
    known = {pattern.partition("#")[0].rpartition("/")[0] or "." for pattern in KINDS.values()}
    assert {folder.removeprefix("zh/") for folder in folders} - {"zh"} <= known


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_fault(tab: Any, axe: str, site: Path, kind: str) -> None:
    assert faults_of(tab, address_of(site, page_of(site, KINDS[kind])), axe) == []


def test_axe_finds_no_fault_in_the_example(tab: Any, axe: str, example: Path) -> None:
    """Pages of real rows: long names, many passages, two scripts side by side."""
    names = {page_of(example / "site", pattern, HEAVY) for pattern in KINDS.values()}
    found = {name: faults_of(tab, address_of(example / "site", name), axe) for name in sorted(names)}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_finds_no_fault_in_chinese_in_the_dark_on_a_phone(browser: Any, axe: str, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = context.new_page()
    spoken = [pattern for pattern in KINDS.values() if pages_of(site / "zh", pattern.partition("#")[0])]
    assert set(KINDS.values()) - set(spoken) == {"papers/*.html", "records/*.html", "zh/index.html"}  # texts of sources stand once
    names = [f"zh/{page_of(site / 'zh', pattern)}" for pattern in spoken]
    found = {name: faults_of(page, address_of(site, name), axe) for name in dict.fromkeys(names)}
    context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


def policy_of(name: str, scripted: bool, styles: list[str]) -> set[str]:
    """What a page's policy must be, neither more nor less: S7, but for what falls to ``default-src 'none'``. A page in one file carries its
    styles: it allows these by hash and no file at all, not even a picture."""
    if name.startswith("single/"):
        hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
        assert hashes
        return {f"{each} 'none'" for each in NONE} | {"style-src " + " ".join(f"'sha256-{each}'" for each in hashes)}
    assert styles == []
    return (S7 - FALLS_TO_NONE) | ({"script-src 'self'"} if scripted else set())


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
    for pattern in KINDS.values():
        name = page_of(site, pattern)
        page.goto(address_of(site, name))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        (policy,) = page.evaluate("[...document.querySelectorAll('meta[http-equiv]')].map(each => each.content)")
        styles = page.evaluate("[...document.querySelectorAll('style')].map(each => each.textContent)")
        scripted = page.evaluate("document.querySelectorAll('script').length") > 0
        assert sorted(policy.split("; ")) == sorted(policy_of(name, scripted, styles)), name
        assert page.evaluate("document.querySelectorAll('script:not([src]), [style], [onclick], [onload]').length") == 0 or scripts, name
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(site.as_uri())] == []

"""Take a picture of every kind of page of a built site: at phone and desktop width, light and dark; for eyes, not for a test.

    python scripts/make_screenshots.py examples/surveillance-trade/site /tmp/pictures
    python scripts/make_screenshots.py SITE FOLDER --only company,network --chinese --whole

A picture is named KIND-WIDTH-SCHEME.png. It shows the page from its top down to what two screens show; ``--whole`` takes all of it.
Exit 1 where a page scrolls sideways, asks another machine, or says something on its console. Chromium and playwright as for the
browser tests.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

KINDS = {
    "start": "index.html",
    "search": "search.html#q=hik",
    "network": "network.html#at=companies/*",
    "company": "companies/*",
    "companies": "companies/index.html",
    "buyer": "buyers/*",
    "buyers": "buyers/index.html",
    "project": "projects/*",
    "projects": "projects/index.html",
    "country": "countries/*",
    "countries": "countries/index.html",
    "city": "cities/*",
    "brand": "equipment/*",
    "equipment": "equipment/index.html",
    "resellers": "resellers.html",
    "finding": "findings/*",
    "findings": "findings/index.html",
    "claims": "claims.html",
    "numbers": "numbers.html",
    "rules": "rules.html",
    "rule": "rules/*",
    "lists": "lists/index.html",
    "list": "lists/*",
    "source": "sources/*",
    "sources": "sources/index.html",
    "paper": "papers/*",
    "papers": "papers/index.html",
    "record": "records/*",
    "records": "records/index.html",
    "searches": "searches.html",
    "method": "method.html",
    "about": "about.html",
    "downloads": "downloads.html",
    "corrections": "corrections.html",
    "changes": "changes.html",
    "release": "release.html",
    "card": "embed/companies/*",
    "single": "single/*",
}
"""Kind of page -> the page; a star is the largest of its folder, which has the most parts."""
SIZES = {390: 844, 1280: 900}
SCHEMES = ("light", "dark")


def largest(site: Path, pattern: str) -> str | None:
    """The page of a pattern, with what stands behind #; None where the site has none."""
    path, _, state = pattern.partition("#")
    if state.endswith("*"):
        body = largest(site, state.partition("=")[2])
        return body and f"{path}#at={body.removesuffix('.html')}"
    if path.endswith("*"):
        found = [page for page in site.glob(path + ".html") if page.name != "index.html"]
        path = max(found, key=lambda page: (page.stat().st_size, page.name)).relative_to(site).as_posix() if found else ""
    return f"{path}{'#' + state if state else ''}" if path and (site / path).is_file() else None


def take(browser: Any, site: Path, page: str, target: Path, width: int, scheme: str, *, whole: bool) -> list[str]:
    """Take one picture; what is wrong with the page."""
    said: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme, offline=True)
    tab = context.new_page()
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: said.append(f"asks {request.url}") if not request.url.startswith("file:") else None)
    path, _, state = page.partition("#")
    tab.goto((site / path).as_uri() + (f"#{state}" if state else ""))
    tab.wait_for_load_state("networkidle")
    found = tab.evaluate("document.documentElement.scrollWidth")
    if found > width:
        said.append(f"is {found} pixels wide")
    tall = tab.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": tall if whole else min(tall, 2 * SIZES[width])}
    tab.screenshot(path=target, full_page=True, clip=clip)
    context.close()
    return said


def main() -> int:
    """Take all pictures asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="folder of a built site")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", default=",".join(KINDS), help="kinds, with commas")
    parser.add_argument("--chinese", action="store_true", help="of the pages in zh/")
    parser.add_argument("--whole", action="store_true", help="down to the foot of each page")
    given = parser.parse_args()
    top = (given.site / "zh" if given.chinese else given.site).resolve()
    given.folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for kind in given.only.split(","):
            page = largest(top, KINDS[kind])
            if page is None:
                print(f"{kind}: no such page in {top}", file=sys.stderr)
                continue
            for width in SIZES:
                for scheme in SCHEMES:
                    target = given.folder / f"{kind}-{width}-{scheme}.png"
                    said = take(browser, top, page, target, width, scheme, whole=given.whole)
                    wrong += len(said)
                    print(target, *said)
        browser.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Findings as one file each, made from their pages: the style and every passage inside."""

from __future__ import annotations

from importlib import resources

from enduse.atlas.exporters.tables import Tables
from enduse.atlas.press import STYLES, Press
from enduse.atlas.single import Around, single_page

FOLDER = "single"


def write(press: Press, tables: Tables) -> None:
    """Write ``single/``. Call it when the pages of findings and the downloads are written."""
    around = Around(stylesheets(), press.title, press.words, press.context.addresses)
    rows = {row["id"]: row for row in tables.rows["statements"]}
    names = {row["sha256"]: (row["paths"] or [row["name"]])[0] for row in tables.rows["documents"]}
    for finding in press.library.findings:
        page = press.out / press.sheet(press.library.finding_pages[finding.id]).file
        target = press.out / press.sheet(f"{FOLDER}/{finding.id}.html").file
        target.parent.mkdir(parents=True, exist_ok=True)
        for name, text in single_page(page.read_text("utf-8"), rows, names, around, target.name).items():
            target.with_name(name).write_text(text, encoding="utf-8", newline="\n")
            press.pages += 1


def stylesheets() -> dict[str, str]:
    """The styles of all pages, by file name."""
    assets = resources.files("enduse.atlas") / "assets"
    return {name: (assets / name).read_text("utf-8") for name in STYLES}

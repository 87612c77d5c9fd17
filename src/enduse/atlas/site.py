"""The site as a whole: which pages are written, in which order."""

from __future__ import annotations

from pathlib import Path

from enduse.atlas.bundle import writing as bundles
from enduse.atlas.context import SiteContext, SiteCounts
from enduse.atlas.exporters.downloads import write_downloads
from enduse.atlas.feeds import write_feeds
from enduse.atlas.findings_table import load_findings
from enduse.atlas.gathered import Gathered
from enduse.atlas.pages import (
    buyers,
    claims,
    companies,
    copies,
    corrections,
    countries,
    embeds,
    equipment,
    findings,
    home,
    lists,
    numbers,
    own_rules,
    papers,
    projects,
    prose,
    records,
    resellers,
    rules,
    search,
    searches,
    singles,
    sources,
)
from enduse.atlas.press import Press
from enduse.atlas.tongue import tongues
from enduse.atlas.verifiers import write_verifiers

PAGES = (
    home,
    projects,
    companies,
    countries,
    buyers,
    equipment,
    resellers,
    findings,
    claims,
    numbers,
    sources,
    rules,
    own_rules,
    lists,
    searches,
    papers,
    prose,
    corrections,
    copies,
    embeds,
    search,
)
"""Kinds of pages that stand in every language."""


def build_site(context: SiteContext, out: Path) -> SiteCounts:
    """Write the whole site into ``out``, a folder that is empty or absent. The same context gives the same bytes.

    Raises:
        FileExistsError: ``out`` holds something already; a site is written fresh and swapped in by the caller.
    """
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(f"{out} is not empty; a site is written into a fresh folder")
    out.mkdir(parents=True, exist_ok=True)
    gathered, spoken = Gathered(context), tongues(context.languages, context.words)
    presses = [Press(gathered, out, tongue, spoken) for tongue in spoken]
    first = presses[0]
    load_findings(context.resolved.connection, gathered.library.findings)
    first.publish_assets()
    for press in presses:
        for kind in PAGES:
            kind.write(press)
    tables = records.write(first)  # after all pages that cite: by now every citation is known
    for press in presses:
        records.write_list(press, tables)
    downloads = write_downloads(first)
    bundles.write(first)
    for press in presses:
        singles.write(press, downloads)
    write_verifiers(out)
    write_feeds(out, context.title, ())  # whoever publishes the site tells the changes recorded for the case
    files = sum(1 for path in out.rglob("*") if path.is_file())
    passages = sum(len(ids) for ids in gathered.shelf.cited.values())
    return SiteCounts(pages=sum(press.pages for press in presses), files=files, passages=passages, entity_pages=gathered.library.pages)

"""The site as a whole: which pages are written, in which order."""

from __future__ import annotations

from pathlib import Path

from enduse.atlas.context import SiteContext, SiteCounts
from enduse.atlas.exporters.downloads import write_downloads
from enduse.atlas.feeds import write_feeds
from enduse.atlas.findings_table import load_findings
from enduse.atlas.pages import (
    buyers,
    claims,
    companies,
    corrections,
    countries,
    findings,
    home,
    numbers,
    papers,
    projects,
    prose,
    records,
    rules,
    sources,
)
from enduse.atlas.press import Press


def build_site(context: SiteContext, out: Path) -> SiteCounts:
    """Write the whole site into ``out``, a folder that is empty or absent. The same context gives the same bytes.

    Raises:
        FileExistsError: ``out`` holds something already; a site is written fresh and swapped in by the caller.
    """
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(f"{out} is not empty; a site is written into a fresh folder")
    out.mkdir(parents=True, exist_ok=True)
    press = Press(context, out)
    load_findings(context.resolved.connection, press.library.findings)
    press.publish_assets()
    for kind in (home, projects, companies, countries, buyers, findings, claims, numbers, sources, rules, papers, prose, corrections):
        kind.write(press)
    records.write(press)  # last: by now every citation is known
    write_downloads(press)
    write_feeds(out, context.title, ())  # whoever publishes the site tells the changes recorded for the case
    files = sum(1 for path in out.rglob("*") if path.is_file())
    passages = sum(len(ids) for ids in press.shelf.cited.values())
    return SiteCounts(pages=press.pages, files=files, passages=passages, entity_pages=press.library.pages)

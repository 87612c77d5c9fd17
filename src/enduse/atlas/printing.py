"""Printing: what one process does of a site, job by job. Jobs of one step know nothing of each other, and write different files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from enduse.atlas.bundle import writing as bundles
from enduse.atlas.citing.works import works_of
from enduse.atlas.context import SiteContext
from enduse.atlas.exporters.downloads import write_downloads
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
    network,
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

PAGES = {
    "projects": projects,
    "countries": countries,
    "findings": findings,
    "companies": companies,
    "home": home,
    "buyers": buyers,
    "equipment": equipment,
    "resellers": resellers,
    "claims": claims,
    "numbers": numbers,
    "sources": sources,
    "rules": rules,
    "own_rules": own_rules,
    "lists": lists,
    "searches": searches,
    "papers": papers,
    "prose": prose,
    "corrections": corrections,
    "copies": copies,
    "embeds": embeds,
    "search": search,
    "network": network,
}
"""Kinds of pages that stand in every language; the order is that of work, so that slices of it weigh alike."""


@dataclass(frozen=True, slots=True)
class Job:
    """A part of the work: ``pages`` of some kinds in one language; then ``records``, with the bundles, or ``data``, with single files."""

    kind: Literal["pages", "records", "data"]
    tongue: str = "en"
    pages: tuple[str, ...] = ()
    cited: Mapping[str, set[str]] = field(default_factory=dict)
    """Page -> ids of the statements that some page links to there; known when all ``pages`` are done."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job: pages written, what this process has cited so far, the page of each entity that has one."""

    pages: int
    cited: dict[str, set[str]]
    entity_pages: dict[str, str]


class Printer:
    """A context gathered once, and its presses, for all jobs of one process."""

    def __init__(self, context: SiteContext, out: Path) -> None:
        self._gathered = Gathered(context)
        spoken = tongues(context.languages, context.words)
        self._presses = {tongue.code: Press(self._gathered, out, tongue, spoken) for tongue in spoken}
        for press in self._presses.values():
            press.works = works_of(press)
        load_findings(context.resolved.connection, self._gathered.library.findings)

    def do(self, job: Job) -> Done:
        """Do a job."""
        before = self._pages
        for page, ids in job.cited.items():
            self._gathered.shelf.cited.setdefault(page, set()).update(ids)
        {"pages": self._print_pages, "records": self._print_records, "data": self._print_data}[job.kind](job)
        return Done(self._pages - before, self._gathered.shelf.cited, self._gathered.library.pages)

    @property
    def _pages(self) -> int:
        return sum(press.pages for press in self._presses.values())

    def _print_pages(self, job: Job) -> None:
        press = self._presses[job.tongue]
        if press.first and job.pages[:1] == tuple(PAGES)[:1]:
            press.publish_assets()
        for name in job.pages:
            PAGES[name].write(press)

    def _print_records(self, _: Job) -> None:
        tables = records.write(self._presses["en"])
        for press in self._presses.values():
            records.write_list(press, tables)
        bundles.write(self._presses["en"])

    def _print_data(self, _: Job) -> None:
        tables = write_downloads(self._presses["en"])
        for press in self._presses.values():
            singles.write(press, tables)

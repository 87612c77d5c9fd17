"""Laying a built site in its place: what is said of the copy as a whole, and the switch from the old site to the new in one step."""

from __future__ import annotations

import shutil
from pathlib import Path

from enduse.atlas.changes import Difference
from enduse.atlas.feeds import Recorded, told, write_feeds
from enduse.atlas.releases.laying import lay
from enduse.atlas.releases.manifest import Edition, Released
from enduse.atlas.tongue import tongues
from enduse.case.change_log import read_log
from enduse.case.layout import Case
from enduse.case.release_log import read_releases
from enduse.decisions.log import verify
from enduse.decisions.reviewers import decisions_of
from enduse.release.suppression import suppressions


def fresh_copy(case: Case, built: Path) -> Path:
    """A copy of the built site beside the one that is published, not yet told of.

    A build that was ended between the two renames left the old site under its waiting name; it is put back first.
    """
    fresh, old = case.root / ".site-new", case.root / ".site-old"
    if old.exists() and not case.site.exists():
        old.rename(case.site)
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(built, fresh)
    return fresh


def tell(case: Case, fresh: Path, built: Path) -> Released | None:
    """Write the feeds, the pages of the copy and the manifest; the release it is, None for a working copy.

    It is the last release where it has the very manifest that was recorded for it.
    """
    entries = changes_of(case, fresh)
    write_feeds(fresh, case.settings.title, tongues(case.settings.languages, case.words), entries)
    releases = read_releases(case)
    if releases and lay(fresh, edition(case, releases[:-1], releases[-1]), entries, built, case.words) == releases[-1].manifest:
        return releases[-1]
    lay(fresh, edition(case, releases, None), entries, built, case.words)
    return None


def changes_of(case: Case, site: Path) -> list[tuple[Recorded, Difference]]:
    """The recorded changes as they may be told; discreetly where anything is removed by decision, which earlier words may name."""
    removes = bool(suppressions(decisions_of(sorted((case.root / "decisions").glob("*.jsonl"))), case.settings.people))
    return told(site, read_log(case), discreet=removes)


def switch(case: Case, fresh: Path) -> None:
    """Put the copy in place: a reader sees the old site or the new one, never a mixture."""
    old = case.root / ".site-old"
    if case.site.exists():
        case.site.rename(old)
    fresh.rename(case.site)
    shutil.rmtree(old, ignore_errors=True)


def edition(case: Case, earlier: tuple[Released, ...], now: Released | None) -> Edition:
    """What a copy says of itself."""
    logs = [verify(path) for path in sorted((case.root / "decisions").glob("*.jsonl"))]
    heads = {check.file: {"lines": check.lines, "hash": check.head} for check in logs}
    return Edition(title_of(case), earlier, now, case.settings.addresses, heads)


def title_of(case: Case) -> str:
    """The title in English, else in the first language it has."""
    titles = case.settings.title
    return titles.get("en") or next(iter(titles.values()), "")

"""Feeds of changes: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1), written from the case's log of changes.

Links are relative, so that the same bytes serve under any address. The newest entries come first; only what was shown is told.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from enduse.atlas.changes import WITHDRAWN, Changes, Difference
from enduse.atlas.changes_told import headline, reasons
from enduse.atlas.plaintext import visible
from enduse.release.wording import not_an_accusation

ATOM, JSON = "feeds/changes.atom", "feeds/changes.json"
KEPT = 200
"""Changes of findings in a feed at most."""
_EMPTY = "1970-01-01"
_SPACE = uuid.UUID("5b0e7c1c-5f5e-5d0a-9d8a-3f0f6c2f5b11")


@dataclass(frozen=True, slots=True)
class Recorded:
    """Changes as the case's log keeps them: their number from 1, the day they were recorded, and what changed."""

    number: int
    day: str
    changes: Changes


def told(site: Path, log: Sequence[Recorded], *, discreet: bool = False) -> list[tuple[Recorded, Difference]]:
    """The newest changes of findings, as they may be told.

    ``discreet``: something was removed by decision, which words of an earlier day may name. Then a finding is called what the site calls it
    now, one that is no longer shown by its rule alone, and what it said before is not repeated.
    """
    entries = list(_entries(log))[:KEPT]
    if discreet:
        titles = _titles(site)
        entries = [(recorded, _discreet(each, titles)) for recorded, each in entries]
    return entries


def write_feeds(site: Path, title: str, entries: Sequence[tuple[Recorded, Difference]]) -> None:
    """Write both feeds, of changes as ``told`` gives them, into the folder of a site."""
    updated = max((each.day for each, _ in entries), default=_EMPTY)
    (site / "feeds").mkdir(exist_ok=True)
    (site / ATOM).write_text(_atom(title, updated, entries), encoding="utf-8", newline="\n")
    (site / JSON).write_text(_json(title, entries), encoding="utf-8", newline="\n")


def _discreet(difference: Difference, titles: Mapping[str, str]) -> Difference:
    title = titles.get(difference.finding, f"a finding of the rule {difference.rule}")
    said = {name: values for name, values in difference.said.items() if name not in ("title", "summary")}
    beside = difference.beside | {"title_zh": title} | ({"reason": ""} if "reason" in difference.beside else {})
    return replace(difference, title=title, said=said, because=(), beside=beside)


def _titles(site: Path) -> dict[str, str]:
    """What the findings shown are called now."""
    lines = (site / "downloads" / "findings.jsonl").read_text("utf-8").splitlines()
    return {row["id"]: row["title"] for row in map(json.loads, lines)}


def _entries(log: Iterable[Recorded]) -> Iterator[tuple[Recorded, Difference]]:
    for recorded in sorted(log, key=lambda each: -each.number):
        for difference in recorded.changes.findings:
            yield recorded, difference


def _atom(title: str, updated: str, entries: Sequence[tuple[Recorded, Difference]]) -> str:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{_urn(title)}</id>",
        f"<title>{_xml(title)}: changes</title>",
        f"<subtitle>{_xml(not_an_accusation('en'))}</subtitle>",
        f"<updated>{updated}T00:00:00Z</updated>",
        "<author><name>Enduse</name></author>",
        '<link rel="self" href="changes.atom"/>',
        '<link rel="alternate" href="../index.html"/>',
    ]
    for recorded, difference in entries:
        lines += [
            "<entry>",
            f"<id>{_urn(title, recorded, difference)}</id>",
            f"<title>{_xml(headline(difference))}</title>",
            f"<updated>{recorded.day}T00:00:00Z</updated>",
            f'<link rel="alternate" href={quoteattr(_page(difference))}/>',
            f"<category term={quoteattr(difference.kind)}/>",
            f'<content type="text">{_xml(" ".join(reasons(difference)))}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _json(title: str, entries: Sequence[tuple[Recorded, Difference]]) -> str:
    items: list[dict[str, Any]] = [
        {
            "id": _urn(title, recorded, difference),
            "url": _page(difference),
            "title": visible(headline(difference)),
            "content_text": visible(" ".join(reasons(difference))) or visible(difference.title),
            "date_published": f"{recorded.day}T00:00:00Z",
            "tags": [difference.kind, difference.rule],
            "_enduse": {"finding": difference.finding, "before": difference.before, "state": difference.beside["state"]},
        }
        for recorded, difference in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{visible(title)}: changes",
        "description": not_an_accusation("en"),
        "home_page_url": "../index.html",
        "feed_url": "changes.json",
        "language": "en",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _page(difference: Difference) -> str:
    """The page a reader is led to; a withdrawn finding has none any more, unless it left a tombstone."""
    gone = difference.kind == WITHDRAWN and "reason" not in difference.beside
    return "../index.html" if gone else f"../{difference.beside['page']}"


def _urn(title: str, recorded: Recorded | None = None, difference: Difference | None = None) -> str:
    said = [title, *([str(recorded.number), difference.kind, difference.finding] if recorded and difference else [])]
    return f"urn:uuid:{uuid.uuid5(_SPACE, chr(31).join(said))}"


def _xml(text: str) -> str:
    return escape(visible(text))

"""Feeds of changes: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1), written from the case's log of changes.

Each language of the site has its own, in the folder of its pages. Links are relative, so that the same bytes serve under any address.
The newest entries come first; only what was shown is told.
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
from enduse.atlas.changes_told import title as title_of
from enduse.atlas.plaintext import visible
from enduse.atlas.tongue import Tongue, note_in
from enduse.atlas.words import load_words
from enduse.model.said import LANGUAGES

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


def write_feeds(site: Path, titles: Mapping[str, str], languages: Sequence[Tongue], entries: Sequence[tuple[Recorded, Difference]]) -> None:
    """Write both feeds of every language, of changes as ``told`` gives them, into the folder of a site; ``titles`` by language."""
    for tongue in languages:
        feed = _Feed(tongue, titles.get(tongue.code) or titles.get("en") or next(iter(titles.values()), ""))
        folder = site / tongue.folder
        (folder / "feeds").mkdir(parents=True, exist_ok=True)
        (folder / ATOM).write_text(_atom(feed, entries), encoding="utf-8", newline="\n")
        (folder / JSON).write_text(_json(feed, entries), encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class _Feed:
    """The feeds of one language."""

    tongue: Tongue
    case: str
    """The title of the case."""

    @property
    def title(self) -> str:
        return visible(self.tongue.words["told"]["title"].format(title=self.case))

    def headline(self, difference: Difference) -> str:
        return visible(headline(difference, self.tongue.words["told"], self.tongue.code))

    def content(self, difference: Difference) -> str:
        words = self.tongue.words["told"]
        return visible(words["sentences"].join(reasons(difference, words)))

    def urn(self, recorded: Recorded | None = None, difference: Difference | None = None) -> str:
        """An id that stays; that of the English feed is made of the title, another's of its language as well."""
        said = [self.case, *([self.tongue.code] if self.tongue.folder else [])]
        said += [str(recorded.number), difference.kind, difference.finding] if recorded and difference else []
        return f"urn:uuid:{uuid.uuid5(_SPACE, chr(31).join(said))}"


def _discreet(difference: Difference, titles: Mapping[tuple[str, str], str]) -> Difference:
    nameless = {code: load_words(code)["told"]["nameless"].format(rule=difference.rule) for code in LANGUAGES}
    named = {code: titles.get((difference.finding, code)) or nameless[code] for code in LANGUAGES}
    said = {name: values for name, values in difference.said.items() if name not in ("title", "summary")}
    beside = difference.beside | {"title_zh": named["zh"]} | ({"reason": ""} if "reason" in difference.beside else {})
    return replace(difference, title=named["en"], said=said, because=(), beside=beside)


def _titles(site: Path) -> dict[tuple[str, str], str]:
    """What the findings shown are called now, by id and language."""
    rows = map(json.loads, (site / "downloads" / "findings.jsonl").read_text("utf-8").splitlines())
    columns = {"en": "title", "zh": "title_zh"}
    return {(row["id"], code): row[column] for row in rows for code, column in columns.items() if row[column]}


def _entries(log: Iterable[Recorded]) -> Iterator[tuple[Recorded, Difference]]:
    for recorded in sorted(log, key=lambda each: -each.number):
        for difference in recorded.changes.findings:
            yield recorded, difference


def _atom(feed: _Feed, entries: Sequence[tuple[Recorded, Difference]]) -> str:
    updated = max((each.day for each, _ in entries), default=_EMPTY)
    language = f" xml:lang={quoteattr(feed.tongue.tag)}" if feed.tongue.folder else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{language}>',
        f"<id>{feed.urn()}</id>",
        f"<title>{escape(feed.title)}</title>",
        f"<subtitle>{escape(note_in(feed.tongue))}</subtitle>",
        f"<updated>{updated}T00:00:00Z</updated>",
        "<author><name>Enduse</name></author>",
        '<link rel="self" href="changes.atom"/>',
        '<link rel="alternate" href="../index.html"/>',
    ]
    for recorded, difference in entries:
        lines += [
            "<entry>",
            f"<id>{feed.urn(recorded, difference)}</id>",
            f"<title>{escape(feed.headline(difference))}</title>",
            f"<updated>{recorded.day}T00:00:00Z</updated>",
            f'<link rel="alternate" href={quoteattr(_page(difference))}/>',
            f"<category term={quoteattr(difference.kind)}/>",
            f'<content type="text">{escape(feed.content(difference))}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _json(feed: _Feed, entries: Sequence[tuple[Recorded, Difference]]) -> str:
    items: list[dict[str, Any]] = [
        {
            "id": feed.urn(recorded, difference),
            "url": _page(difference),
            "title": feed.headline(difference),
            "content_text": feed.content(difference) or visible(title_of(difference, feed.tongue.code)),
            "date_published": f"{recorded.day}T00:00:00Z",
            "tags": [difference.kind, difference.rule],
            "_enduse": {"finding": difference.finding, "before": difference.before, "state": difference.beside["state"]},
        }
        for recorded, difference in entries
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": note_in(feed.tongue),
        "home_page_url": "../index.html",
        "feed_url": "changes.json",
        "language": feed.tongue.tag,
        "items": items,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _page(difference: Difference) -> str:
    """The page a reader is led to; a withdrawn finding has none any more, unless it left a tombstone."""
    gone = difference.kind == WITHDRAWN and "reason" not in difference.beside
    return "../index.html" if gone else f"../{difference.beside['page']}"

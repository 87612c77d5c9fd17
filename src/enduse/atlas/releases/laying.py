"""Laying a copy: ``release.html``, ``changes.html`` and the citations say which release it is, then the manifest is written over all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from enduse.atlas.changes import WITHDRAWN, Difference
from enduse.atlas.citing.files import lay_citations
from enduse.atlas.feeds import Recorded
from enduse.atlas.gathered import page_templates
from enduse.atlas.plaintext import language_of
from enduse.atlas.releases.manifest import MANIFEST, SIGNATURE, Edition, manifest_of
from enduse.atlas.words import load_words

PLACES = {"release.html": "<!--enduse:release-->", "changes.html": "<!--enduse:changes-->"}
"""Pages that say something of the copy as a whole, and the mark that what they say takes the place of."""


def skeleton(page: str) -> Markup:
    """What stands on such a page until the copy is laid."""
    return Markup(PLACES[page])  # noqa: S704 - one of our own marks


def lay(site: Path, edition: Edition, told: Sequence[tuple[Recorded, Difference]], built: Path, words: Path | None = None) -> str:
    """Fill the pages, in every language they were built in, and write the manifest and its signature; the SHA-256 of the manifest.

    ``built`` is the site as it was built: it has the pages with their marks, so that a copy can be laid again. ``words`` is a
    folder with files of words beside those that ship.
    """
    facts = {"release.html": release_facts(edition), "changes.html": {"told": [_change(*each) for each in told]}}
    for page, mark in PLACES.items():
        for source in sorted(built.rglob(page)):
            text = source.read_text("utf-8")
            if mark in text:
                target = site / source.relative_to(built)
                language = source.parent.relative_to(built).as_posix().strip(".") or "en"  # a language's pages stand in its folder
                target.write_text(
                    text.replace(mark, _rendered(page, language, facts[page] | {"w": load_words(language, words)})),
                    encoding="utf-8",
                    newline="\n",
                )
    lay_citations(site, built, edition.now)
    (site / SIGNATURE).unlink(missing_ok=True)
    manifest = manifest_of(site, edition)
    (site / MANIFEST).write_bytes(manifest)
    if edition.now is not None and edition.now.signature:
        (site / SIGNATURE).write_text(edition.now.signature, encoding="utf-8", newline="\n")
    return hashlib.sha256(manifest).hexdigest()


def _rendered(page: str, language: str, facts: Mapping[str, Any]) -> str:
    """The part of a page that is said of the copy, in one language."""
    template = page_templates().get_template(page.replace(".html", "_told.html"))
    said = template.render(language=language, lang_of=language_of, **facts)
    return "\n".join(line for line in (each.rstrip() for each in said.splitlines()) if line)


def release_facts(edition: Edition) -> dict[str, Any]:
    """What the page of the release says."""
    known = [*edition.earlier, *([edition.now] if edition.now else [])]
    return {
        "now": edition.now,
        "earlier": len(edition.earlier),
        "last": edition.earlier[-1] if edition.earlier else None,
        "signed": bool(edition.now and edition.now.signature),
        "links": [each for each in edition.addresses if each.startswith(("http://", "https://"))],
        "others": [each for each in edition.addresses if not each.startswith(("http://", "https://"))],
        "releases": list(reversed(known)),
    }


def _change(recorded: Recorded, difference: Difference) -> dict[str, Any]:
    """One finding that changed, as the page of changes tells it."""
    stone = "reason" in difference.beside  # it was taken back by a decision, and its page says so
    page = difference.beside.get("page") if stone or difference.kind != WITHDRAWN else None
    return {
        "day": recorded.day,
        "number": recorded.number,
        "kind": difference.beside["state"] if stone else difference.kind,
        "reason": difference.beside.get("reason", ""),
        "page": page,
        "title": {"en": difference.title, "zh": difference.beside.get("title_zh") or difference.title},
        "rule": difference.rule,
        "state": difference.beside.get("state"),
        "specimen": difference.beside.get("specimen"),
        "columns": [(name, was, now) for name, (was, now) in difference.said.items() if name not in ("title", "summary")],
        "words": any(name in ("title", "summary") for name in difference.said),
        "gained": len(difference.gained),
        "lost": len(difference.lost),
        "because": [f"{each.name} ({each.sha256[:12]})" for each in difference.because],
    }

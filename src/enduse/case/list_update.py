"""A new copy of a list into a case: captured first, read and checked next, and only then laid where the build looks.

A copy that does not pass stays in the vault with its custody record; the case keeps the copy it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from enduse.case import accepted
from enduse.case.layout import Case, ListFile
from enduse.case.list_copies import ListCopy, copies_of
from enduse.case.list_laying import day_of, lay, same_bytes
from enduse.documents.reading import read_stored
from enduse.evidence.capture import capture
from enduse.evidence.custody import Custody, instant, operator_name, tool_version
from enduse.evidence.fetch import Fetched
from enduse.evidence.vault import Vault, hash_file
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.registry import import_list, load_source
from enduse.sources.source_file import Source

PAGES = frozenset({"text/html", "application/xhtml+xml"})
"""Media types of web pages, which publishers also send in place of a file that they cannot give."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may become the list: where it stands now, how it is called, and how it came (``fetched`` for one from an address)."""

    path: Path
    name: str
    received_from: str
    fetched: Fetched | None = None


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did. ``file`` is the copy in use now, from the case folder; ``new`` is False where the bytes were there already."""

    source: str
    file: str
    sha256: str
    day: str
    entries: int
    entries_before: int | None
    new: bool
    named: str = ""
    """What was written into ``case.yml``."""


def update_list(case: Case, name: str, incoming: Incoming, *, sha256: str = "", accept: bool = False) -> Updated:
    """Take a copy of a list in, or leave everything as it was. ``sha256``: what the publisher says; ``accept`` a smaller list on purpose.

    Raises:
        UsageError: there is no such source.
        SourceChanged: the copy is not what the source declares; the message says why, and that the previous copy stays.
    """
    source = load_source(name)
    before = next((each for each in case.settings.lists if each.source == name), None)
    kept = copies_of(case, before)[-1] if before else None
    digest = _capture(case, incoming)
    with _previous_stays(source, kept, case):
        if sha256 and sha256.strip().lower() != digest:
            raise SourceChanged(
                f"the file has the hash {digest}, not {sha256.strip().lower()} as was said: it is cut or not the file meant"
            )
        extraction = _read(source, incoming, digest, before)
        _remember_kept(case, source, kept)
        entries = extraction.counts.get("entries", 0)
        accepted.check_version(case, name, digest, entries, accepted_on_purpose=accept)
        day = _day(extraction, incoming)
        if kept is not None and not same_bytes(kept.path, incoming.path) and day < (used := day_of(case, name, kept)):
            raise SourceChanged(f"this copy is of {day}, older than the copy in use, of {used}; lay older copies into its folder by hand")
    last = accepted.last_accepted(case, name)
    if kept is not None and same_bytes(kept.path, incoming.path):
        accepted.accept(case, name, digest, entries)
        return Updated(name, case.relative(kept.path), digest, day, entries, last.entries if last else None, new=False)
    place, named = lay(case, name, incoming.path, f"{day}{Path(incoming.name).suffix.lower()}", before, kept)
    accepted.accept(case, name, digest, entries, file=place)
    return Updated(name, place, digest, day, entries, last.entries if last else None, new=True, named=named)


def _capture(case: Case, incoming: Incoming) -> str:
    vault = Vault(case.root / "vault")
    if incoming.fetched is None:
        return capture([(incoming.name, incoming.path)], vault, received_from=incoming.received_from)[0].sha256
    stored, got = vault.store(incoming.path), incoming.fetched
    vault.append_custody(
        Custody(
            sha256=stored.sha256,
            name=incoming.name,
            size=stored.size,
            captured_at=instant(),
            received_from=incoming.received_from,
            operator=operator_name(),
            tool=tool_version(),
            url=got.url,
            redirects=got.redirects,
            status=got.status,
            headers=got.headers,
            fetched_at=got.fetched_at,
        )
    )
    return stored.sha256


@contextmanager
def _previous_stays(source: Source, kept: ListCopy | None, case: Case) -> Iterator[None]:
    """Say with every refusal what the case uses now."""
    try:
        yield
    except SourceChanged as error:
        left = f"The case keeps {case.relative(kept.path)}." if kept else "The case has no copy of this list yet."
        why = str(error).removeprefix(f"{source.name}: ").rstrip(".")
        raise SourceChanged(f"{source.name}: {why}. {left} What came is in the vault; nothing was published.") from error


def _read(source: Source, incoming: Incoming, digest: str, before: ListFile | None) -> Extraction:
    data = incoming.path.read_bytes()
    suffix = Path(incoming.name).suffix
    reading = read_stored(data, digest, suffix, ocr=False)
    kinds = {incoming.fetched.media_type if incoming.fetched else "", reading.document.media_type if reading.document else ""}
    if kinds & PAGES and suffix.lower() not in (".html", ".htm", ".xhtml", ""):
        raise SourceChanged(f"a web page came where a file {suffix} was expected: an error page, or the publisher changed the form")
    if reading.document is None:
        why = reading.rejected.message if reading.rejected else "no reader knows this form"
        raise SourceChanged(f"the file could not be read: {why}")
    return import_list(source.name, reading.document, expect=before.expect if before else None)


def _remember_kept(case: Case, source: Source, kept: ListCopy | None) -> None:
    """A copy no build has used yet is measured now, so that the new one has something to be compared with; an unreadable one is nothing."""
    if kept is None or accepted.last_accepted(case, source.name) is not None:
        return
    digest = hash_file(kept.path)
    reading = read_stored(kept.path.read_bytes(), digest, kept.path.suffix, ocr=False)
    if reading.document is None:
        return
    with suppress(SourceChanged):
        accepted.accept(case, source.name, digest, import_list(source.name, reading.document, expect={"min": 1}).counts.get("entries", 0))


def _day(extraction: Extraction, incoming: Incoming) -> str:
    """The day of the copy: what the file says, else the day it was fetched or taken in."""
    said = sorted({s.first_seen for s in extraction.statements if s.first_seen})
    if said and re.fullmatch(r"\d{4}-\d{2}-\d{2}", said[-1]):
        return said[-1]
    return (incoming.fetched.fetched_at if incoming.fetched else instant())[:10]

"""A citation, and the record of the atlas it is made for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from enduse.atlas.plaintext import visible
from enduse.atlas.releases.manifest import Released


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A record of the atlas that has a page of its own: a dossier, a finding, a paper. ``title`` is in the language of its page."""

    key: str
    """What it is called in every form and language: letters, digits, ``.``, ``-`` and ``_`` alone."""
    title: str
    kind: str
    """In English, for the note of an entry."""
    id: str = ""
    """The id under which the downloads have it, where it has one."""
    about: tuple[str, ...] = ()
    """Entities whose statements say what version of the record this is."""
    version: str = ""
    """Where no entity says it: a hash of what the page shows."""
    day: str = ""
    """The day people brought a finding into its state."""
    specimen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """What every citation says of the atlas it is from; ``address`` is where it is published, empty where no web address is named."""

    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    address: str = ""

    @staticmethod
    def address_of(addresses: Sequence[str]) -> str:
        """The first of the addresses a case names that is one of the web, with a stroke at its end; empty where none is.

        >>> Atlas.address_of(["ask us", "https://atlas.example"])
        'https://atlas.example/'
        """
        found = next((each for each in addresses if each.startswith(("https://", "http://"))), "")
        return found.rstrip("/") + "/" if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited. ``container`` is the atlas, empty where that is cited itself; ``page`` is from the top of the site."""

    key: str
    title: str
    container: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    version: str = ""
    day: str = ""
    page: str = ""
    address: str = ""
    note: str = ""


def cite(work: Work, atlas: Atlas, page: str, version: str) -> Citation:
    """The citation of a record as ``page`` shows it; it names no release."""
    title = visible(work.title)
    return Citation(
        key=work.key,
        title=f"[Specimen] {title}" if work.specimen else title,
        container=visible(atlas.title),
        authors=atlas.authors,
        publisher=atlas.publisher,
        version=version,
        day=work.day,
        page=page,
        address=atlas.address + quote(page) if atlas.address else "",
        note=_note(work),
    )


def _note(work: Work) -> str:
    mark = "Specimen, invented for this example. " if work.specimen else ""
    ident = f" Id {visible(work.id)}." if work.id else ""
    return f"{mark}{work.kind}.{ident} What papers show, not an accusation."


def of_release(citation: Citation, release: Released) -> Citation:
    """The citation as a release has it: with its number and day, which is the day of whatever has none of its own."""
    version = f"release {release.sequence} of {release.day}"
    return replace(citation, version=f"{version} ({citation.version})" if citation.version else version, day=citation.day or release.day)

"""Which lists a case has: their copies, versions and sizes; and which sources it does not have."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.case.accepted import accepted_versions
from enduse.case.layout import Case
from enduse.case.list_copies import copies_of
from enduse.case.list_laying import day_of
from enduse.evidence.vault import hash_file
from enduse.model.errors import UsageError
from enduse.sources.registry import list_sources, load_source


@dataclass(frozen=True, slots=True)
class ListInCase:
    """One list as the case has it. ``entries`` and ``accepted_at`` are of the version in use; None and empty until one was accepted."""

    source: str
    title: str
    file: str
    sha256: str
    day: str
    """The day of the copy."""
    entries: int | None
    accepted_at: str
    earlier: tuple[str, ...]
    """Days of the copies before it."""
    problem: str = ""
    """Why there is no copy, where ``case.yml`` names a file that is not there."""


@dataclass(frozen=True, slots=True)
class ListNotInCase:
    """A source without a file in the case: where its publisher has it, and the address of the file where one is on record."""

    source: str
    title: str
    address: str
    download: str


def lists_in_case(case: Case) -> list[ListInCase]:
    """The lists that ``case.yml`` names, in its order."""
    return [_list(case, number) for number in range(len(case.settings.lists))]


def lists_not_in_case(case: Case) -> list[ListNotInCase]:
    """The sources that ``case.yml`` does not name, by name."""
    named = {listed.source for listed in case.settings.lists}
    return [
        ListNotInCase(source.name, source.short_title, source.address, source.download.address if source.download else "")
        for source in list_sources()
        if source.name not in named
    ]


def _list(case: Case, number: int) -> ListInCase:
    listed = case.settings.lists[number]
    title = load_source(listed.source).short_title
    try:
        *earlier, latest = copies_of(case, listed)
    except UsageError as error:
        return ListInCase(listed.source, title, listed.file, "", "", None, "", (), problem=str(error))
    digest = hash_file(latest.path)
    version = next((each for each in reversed(accepted_versions(case, listed.source)) if each.sha256 == digest), None)
    return ListInCase(
        source=listed.source,
        title=title,
        file=case.relative(latest.path),
        sha256=digest,
        day=day_of(case, listed.source, latest),
        entries=version.entries if version else None,
        accepted_at=version.at if version else "",
        earlier=tuple(copy.day for copy in earlier),
    )

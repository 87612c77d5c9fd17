"""The days of a listing: when it was announced, took effect, was amended and ended, as far as the list says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from enduse.language.dates import read_date
from enduse.sources.citation import Citations, read_citations
from enduse.sources.entry import Entry
from enduse.sources.passage import Passage

Dated = tuple[str, Passage]
"""An ISO day, month or year, and where it stands."""


@dataclass(frozen=True, slots=True)
class Days:
    """What an entry says of its days and of the acts behind them; ``problems`` are (code, sentence) for a reviewer."""

    start: Dated | None = None
    announced: Dated | None = None
    end: Dated | None = None
    amended: Dated | None = None
    citation: Dated | None = None
    """The act of the listing: its citation as a normal form, and where it stands."""
    amendments: tuple[tuple[str, Passage, str | None], ...] = ()
    """Later acts: citation, place, day where one is given."""
    problems: tuple[tuple[str, str], ...] = ()


def stated_days(entry: Entry, copied: str | None) -> Days:
    """Days as the form gives them in places of their own; ``copied`` is the day of the copy, after which nothing in it can lie.

    A day that cannot be read is a problem and no day.
    """
    problems: list[tuple[str, str]] = []
    start, announced, end, amended = (
        _day(passage, name, copied, problems)
        for name, passage in (("start", entry.start), ("announced", entry.announced), ("end", entry.end), ("amended", entry.amended))
    )
    if start and end and end[0] < start[0]:
        problems.append(("unread-day", f"it ends on {end[0]}, before it starts on {start[0]}; no end is stated"))
        end = None
    written = entry.citations
    return Days(start, announced, end, amended, (written.value, written) if written else None, problems=tuple(problems))


def federal_register_days(entry: Entry, copied: str | None) -> Days:
    """Days of a list printed in the Federal Register, which gives them in its citations: the first is the listing, later ones amend it.

    A day in a place of its own goes before the one printed beside the first citation, which is then the day of the announcement.
    """
    cited = cited_in(entry)
    stated = stated_days(entry, copied)
    problems = list(stated.problems)
    written = entry.citations
    if written is None:
        return stated
    citation, amendments = acts(cited, written, problems)
    start = stated.start
    if start is None and cited.starts_with_one and cited.found[0].day:
        first = cited.found[0]
        start = (str(first.day), written.part(first.day_start, first.day_end))
    elif start is not None and cited.starts_with_one and cited.found[0].day and stated.announced is None:
        first = cited.found[0]
        stated = replace(stated, announced=(str(first.day), written.part(first.day_start, first.day_end)))
    if start is None and entry.start is None:
        problems.append(("unread-citation", f"the first citation carries no day; citations as written: {written.value!r}"))
    return Days(start, stated.announced, stated.end, stated.amended, citation, amendments, tuple(problems))


def cited_in(entry: Entry) -> Citations:
    """The Federal Register citations of an entry."""
    return read_citations(entry.citations.value if entry.citations else "")


def acts(
    cited: Citations, written: Passage, problems: list[tuple[str, str]]
) -> tuple[Dated | None, tuple[tuple[str, Passage, str | None], ...]]:
    """The act of the listing and the acts that came later; what is no citation goes to ``problems``."""
    citation: Dated | None = None
    amendments = []
    for at, each in enumerate(cited.found):
        passage = written.part(each.start, each.end)
        if at == 0 and cited.starts_with_one:
            citation = (each.number, passage)
        else:
            amendments.append((each.number, passage, each.day))
        if each.problem and at:
            problems.append(("unread-citation-day", f"in the later citation {each.number}, {each.problem}"))
    if cited.starts_with_one:
        problems += [("unread-citation-part", f"{part!r} among its citations is none that can be read") for part in cited.unread]
    return citation, tuple(amendments)


def _day(passage: Passage | None, name: str, copied: str | None, problems: list[tuple[str, str]]) -> Dated | None:
    if passage is None:
        return None
    day = read_date(passage.value)
    if day is None:
        problems.append(("unread-day", f"the day in {name}, {passage.value!r}, cannot be read; none is stated"))
        return None
    if copied and name in ("announced", "amended") and day > copied:
        problems.append(("unread-day", f"the day in {name}, {day}, is after the day of this copy ({copied}); none is stated"))
        return None
    return day, passage

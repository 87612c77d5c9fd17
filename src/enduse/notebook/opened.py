"""A built case, opened: names and tables are asked of it as often as wanted, without a server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path
from types import TracebackType

from enduse.atlas.plaintext import visible
from enduse.case.layout import Case, open_case
from enduse.case.lock import building
from enduse.case.state import read_state
from enduse.findings.listed.answer import Question
from enduse.findings.trace import caption, named, trace
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue, UsageError
from enduse.notebook.answers import Listed, Screening
from enduse.notebook.given import Given, table_of
from enduse.notebook.tables import Cell, Table
from enduse.screening.about import about
from enduse.screening.answer import Counterparty, Screened
from enduse.screening.columns import DAY, Unsettled
from enduse.screening.counterparties import Plan, counterparties, plan_of
from enduse.screening.flat import entry, why
from enduse.screening.index import Index
from enduse.screening.links import Atlas, atlas_of
from enduse.screening.policy import load_policy
from enduse.screening.run import index_of
from enduse.screening.screen import screen
from enduse.screening.table_files import TableFile

PART = 1_000
WORDS = {"code": "uscCode", "lei": "leiCode", "registration": "registrationNumber"}
"""Arguments that are called otherwise than the role of their column."""
Progress = Callable[[int], None]
"""Told how many rows are done."""


@dataclass(frozen=True, slots=True, repr=False)
class OpenedCase:
    """A built case; ``enduse.open`` gives one. Everything it answers is of the build it was opened on: open it again after a new one.

    One thread at a time may ask. It holds memory and open files until ``close``, or the end of a ``with`` block.
    """

    case: Case
    index: Index
    on: str
    """The day asked where a question names none; that of the newest copy of a list, where the case has one."""
    atlas: Atlas
    """Where the atlas of the case is read, for links."""

    @classmethod
    def at(cls, path: str | Path, *, on: str = "", atlas: str = "") -> OpenedCase:
        """Open the case in a folder.

        Raises:
            UsageError: there is none, it has not been built, a build is under way, ``on`` is no day, or ``atlas`` no address.
        """
        _check_day(on)
        case = open_case(Path(path))
        links = atlas_of(case, atlas)
        with building(case):
            index = Index(index_of(case))
        return cls(case, index, on or index.newest_copy(), links)

    @property
    def title(self) -> str:
        """The title of the case, in English where it has one."""
        titles = self.case.settings.title
        return titles.get("en") or next(iter(titles.values()), "")

    @property
    def build(self) -> str:
        """The build that answers."""
        return self.index.about["build"]

    @property
    def lists(self) -> Table:
        """The lists of the case: key, day of the newest copy, number of entries."""
        return Table(("list", "copy", "entries"), tuple(self.index.copies))

    def listed(self, name: str, *, on: str = "", known_on: str = "") -> Listed:
        """Whether a name was on a control list on a day, itself or through a body above it or an owner. ``known_on``: as it could be known
        on another day.

        Raises:
            UsageError: there is no day to ask about, or one cannot be read.
        """
        _check_day(known_on)
        return Listed(self.index.listed([Question(name, self._day(on))], known_on)[0], self.index.rules)

    def match(self, name: str, *, on: str = "", country: str | Sequence[str] = (), identifiers: Sequence[tuple[str, str]] = ()) -> Table:
        """The bodies a name may mean, the most telling first, each with score, reasons, and what the case says of it on the day.

        Raises:
            UsageError: there is no day to ask about, or it cannot be read.
        """
        countries = (country,) if isinstance(country, str) else tuple(country)
        answer = screen(self.index, [Counterparty(1, name, self._day(on), tuple(filter(None, countries)), tuple(identifiers))])[0]
        policy = load_policy()
        columns = ("body", "id", "matched", "score", "why", "says", "lists", "findings", "page", "address")
        return Table(
            columns,
            tuple(
                (
                    hit.name,
                    hit.entity,
                    hit.matched,
                    round(hit.score, 3),
                    why(hit),
                    "; ".join(policy.concerns[code] for code in hit.concerns),
                    " | ".join(map(entry, hit.standings)),
                    hit.near,
                    hit.page,
                    self.atlas.to(hit.page),
                )
                for hit in answer.hits
            ),
        )

    def screen(
        self,
        rows: Given,
        *,
        on: str | None = None,
        name: str | None = None,
        date: str | None = None,
        country: str | None = None,
        code: str | None = None,
        lei: str | None = None,
        registration: str | None = None,
        progress: Progress | None = None,
    ) -> Screening:
        """Check a table: a path to a file, names, rows as mappings, or a data frame.

        ``name``, ``date``, ``country``, ``code`` (unified social credit code), ``lei`` and ``registration`` are columns; they are guessed
        from their headers otherwise. All answers are held in memory; ``enduse screen`` takes files of any size.

        Raises:
            UsageError: the table or a column cannot be read, or there is no day to ask about.
        """
        _check_day(on or "")
        table = table_of(rows)
        given = {"name": name, "date": date, "country": country, "code": code, "lei": lei, "registration": registration}
        plan = _planned(table, {word: column for word, column in given.items() if column}, on, self.on)
        asked = counterparties(table, plan)
        answers: list[Screened] = []
        while part := list(islice(asked, PART)):
            answers += screen(self.index, part)
            if progress is not None:
                progress(len(answers))
        head = about(table, plan, self.index, self.atlas)
        return Screening(tuple(head.counted(answers)), head, self.index.rules, table)

    def trace(self, start: str, *, to: str = "", on: str = "", depth: int = 4) -> Table:
        """The ways of goods and ties from one name, a row for each edge. A way claims nothing beyond its single edges.

        Raises:
            UsageError: a name is nobody's or several bodies', or ``on`` is no day.
        """
        _check_day(on)
        day = PartialDate.parse(on) if on else None
        rows: list[tuple[Cell, ...]] = []
        with read_state(self.case).resolved() as resolved:
            ends = [_one(named(resolved, text), text) if text else None for text in (start, to)]
            found = trace(resolved, str(ends[0]), ends[1], depth, on=day)
            for number, way in enumerate(found.paths, 1):
                for step, edge in enumerate(way, 1):
                    days = " / ".join(each.text for each in edge.validity.starts)
                    ends_at = " / ".join(each.text for each in edge.validity.ends)
                    gap = edge.gap.en if edge.gap else None
                    said = (caption(resolved, edge.origin), edge.relation, caption(resolved, edge.target), days, ends_at, gap)
                    rows.append((number, step, *said, len(edge.statements)))
        return Table(("way", "step", "from", "relation", "to", "since", "until", "left_open", "statements"), tuple(rows))

    def close(self) -> None:
        """Give files and memory back."""
        self.index.close()

    def __enter__(self) -> OpenedCase:
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.close()

    def _day(self, on: str) -> str:
        day = on or self.on
        if not day:
            raise UsageError("This case holds no dated copy of a list, and no day was given: on='2024-03-01', here or in enduse.open")
        _check_day(day)
        return day

    def __repr__(self) -> str:
        return f"<Case: {self}>"

    def __str__(self) -> str:
        return visible(f"{self.title}, build {self.build}, asked on {self.on or 'no day of its own'}")

    def _repr_html_(self) -> str:
        return f"<p><strong>{escape(str(self))}</strong></p>{self.lists._repr_html_()}"


def _planned(table: TableFile, given: Mapping[str, str], on: str | None, newest: str) -> Plan:
    """How a table is asked; what is unsettled is said with the argument that settles it."""
    try:
        return plan_of(table, {WORDS.get(word, word): column for word, column in given.items()}, on, newest)
    except Unsettled as error:
        word = next((word for word, role in WORDS.items() if role == error.what), error.what)
        settles = "on='2024-03-01'" if error.what == DAY else f"{word}='COLUMN'"
        raise UsageError(f"{error}: {settles}") from error


def _one(ids: Sequence[str], text: str) -> str:
    if len(ids) == 1:
        return ids[0]
    if not ids:
        raise UsageError(f"Nothing in this case is called {text!r}; a name must be whole")
    raise UsageError(f"{text!r} names {len(ids)} bodies; use one of their ids: {', '.join(ids[:10])}")


def _check_day(text: str) -> None:
    try:
        if text:
            PartialDate.parse(text)
    except AmbiguousValue as error:
        raise UsageError(f"{text!r}: {error}") from error

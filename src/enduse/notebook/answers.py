"""Answers that show themselves: what the lists say of a name on a day, and a screened table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from enduse.atlas.plaintext import visible
from enduse.findings.listed.answer import Answer
from enduse.findings.listed.written import law_of, record, words_of
from enduse.notebook.tables import Cell, Table
from enduse.screening.about import About
from enduse.screening.answer import NONE, Screened
from enduse.screening.flat import COLUMNS, Rules, flat
from enduse.screening.table_files import TableFile


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """What the lists say of a name on a day."""

    answer: Answer
    rules: Rules

    @property
    def outcome(self) -> str:
        """``listed``, ``not-listed``, ``undetermined``, ``not-found`` or ``not-answered``; ``not-found`` proves nothing."""
        return self.answer.outcome

    @property
    def why(self) -> list[str]:
        """The reasons of the outcome in words."""
        return [words_of(code) for code in self.answer.reasons]

    @property
    def law(self) -> dict[str, list[str]]:
        """What each list named restricts, in which direction, and what it does not, by its title."""
        return dict(law_of(self.answer, self.rules))

    @property
    def entries(self) -> Table:
        """A row for each entry of each body the name may mean."""
        columns = ("body", "id", "match", "score", "list", "relation", "outcome", "announced", "effective", "ended", "citation")
        rows: list[tuple[Cell, ...]] = []
        for body in self.answer.bodies:
            own = (body.name, body.id, body.match.how, round(body.match.score, 3))
            for s in body.standings:
                days = (" / ".join(each) for each in (s.announced, s.effective, s.ended, s.citations))
                rows.append((*own, s.list_title, s.relation, s.outcome, *days))
            if not body.standings:
                rows.append((*own, *[None] * (len(columns) - len(own))))
        return Table(columns, tuple(rows))

    def to_frame(self) -> Any:
        """``entries`` as a data frame.

        Raises:
            UsageError: neither pandas nor polars is installed.
        """
        return self.entries.to_frame()

    def to_dict(self) -> dict[str, Any]:
        """As ``enduse list --json`` says it."""
        return record(self.answer, self.rules)

    def __repr__(self) -> str:
        return f"<Listed: {self}>"

    def __str__(self) -> str:
        return f"{visible(self.answer.name)} on {self.answer.date}: {self.outcome.replace('-', ' ')}"

    def _repr_html_(self) -> str:
        law = "".join(f"<li>{escape(visible(title))}: {escape(visible(line))}</li>" for title, lines in self.law.items() for line in lines)
        why = " ".join(self.why)
        return f"<p><strong>{escape(str(self))}</strong> {escape(visible(why))}</p>{self.entries._repr_html_()}<ul>{law}</ul>"


@dataclass(frozen=True, slots=True, repr=False)
class Screening:
    """A screened table: every row with what was found, and what it rests on."""

    answers: tuple[Screened, ...]
    head: About
    rules: Rules
    given: TableFile

    @property
    def verdicts(self) -> Counter[str]:
        """How many rows have each verdict; ``none`` is no clearance."""
        return Counter(each.verdict for each in self.answers)

    @property
    def about(self) -> dict[str, Any]:
        """What the answers rest on: hash of what was given, columns, day, lists with their versions, build, software, thresholds."""
        return self.head.as_dict()

    @property
    def table(self) -> Table:
        """The rows as given, with our columns beside them."""
        return self._table(self.answers)

    @property
    def telling(self) -> Table:
        """The rows of which the case says something."""
        return self._table([each for each in self.answers if each.verdict != NONE])

    def to_frame(self) -> Any:
        """``table`` as a data frame.

        Raises:
            UsageError: neither pandas nor polars is installed.
        """
        return self.table.to_frame()

    def write(self, *paths: str | Path) -> list[Path]:
        """Write files as ``enduse screen`` does: ``.csv``, ``.xlsx``, ``.jsonl``, or ``.html`` to file.

        Raises:
            UsageError: a path ends in something else.
        """
        import tempfile

        from enduse.screening.answer_files import check_form
        from enduse.screening.kept import keep_answers
        from enduse.screening.written import write_answers

        wanted = [Path(path) for path in paths]
        for path in wanted:
            check_form(path)
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "answers"
            keep_answers(kept, self.answers)
            return write_answers(wanted, self.given, kept, self.head, self.rules)

    def _table(self, answers: Iterable[Screened]) -> Table:
        chosen = {answer.asked.row: answer for answer in answers}
        rows = [
            (*(cells.get(column, "") for column in self.given.columns), *flat(chosen[number], self.rules, self.head.atlas).values())
            for number, cells in self.given.rows()
            if number in chosen
        ]
        return Table((*self.given.columns, *COLUMNS), tuple(rows))

    def __len__(self) -> int:
        return len(self.answers)

    def __repr__(self) -> str:
        return f"<Screening: {self}>"

    def __str__(self) -> str:
        return f"{len(self)} rows: " + ", ".join(f"{verdict}: {number}" for verdict, number in sorted(self.verdicts.items()))

    def _repr_html_(self) -> str:
        said = f"{self}. None is no clearance. Build {self.head.build}, day {self.head.day or 'of each row'}."
        return f"<p>{escape(visible(said))}</p>{self.telling._repr_html_()}"

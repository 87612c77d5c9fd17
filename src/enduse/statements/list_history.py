"""The history of a list as dated changes, a row each: who was put on it, changed, taken off, and when.

Columns ``list_date``, ``action`` (``add``, ``modify``, ``remove``), ``name``, ``note``; ``accepted`` (who accepted the row) where a
reviewer has looked. Such a file shows removals, which copies of a list never do. A row whose day cannot be read, and a row dated before
one that stands above it for the same name, is not used until a reviewer accepts it: late rows change who was listed when.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from enduse.language.scripts import fold_name
from enduse.model.dates import PartialDate
from enduse.model.document import Document
from enduse.model.errors import AmbiguousValue, SourceChanged
from enduse.model.extraction import Extraction, Witness
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.sources.organisation_kind import kind_of_name
from enduse.sources.passage import Passage
from enduse.statements.tables.rows import Row, read_rows

METHOD_VERSION = "1"
COLUMNS = ("list_date", "action", "name")
ACTIONS = ("add", "modify", "remove")


@dataclass(frozen=True, slots=True)
class Change:
    """One row that can be used."""

    row: Row
    day: PartialDate
    action: str

    @property
    def date(self) -> Passage:
        """The cell with the day."""
        return self.row.cells["list_date"]


def import_history(listed_on: str, document: Document) -> Extraction:
    """Listings with their ends, from the changes of the list called ``listed_on``.

    Counts: ``rows``, ``rows-repeated``, ``rows-not-used``, ``listings``, ``amendments``.

    Raises:
        SourceChanged: the file is no table, or lacks one of the three columns.
    """
    rows = read_rows(document)
    missing = [column for column in COLUMNS if rows is None or column not in rows.header]
    if rows is None or missing:
        raise SourceChanged(
            f"history of {listed_on}: expected a table with the columns {', '.join(COLUMNS)}; missing: {', '.join(missing)}"
        )
    work = _Work(listed_on, Witness(document, "record:list-history", "list-history", METHOD_VERSION))
    by_name: dict[str, list[Change]] = {}
    for row in rows.rows:
        work.take(row, by_name)
    for key in sorted(by_name):
        work.write(key, sorted(by_name[key], key=lambda change: (change.day, change.row.line)))
    return Extraction(tuple(work.statements), tuple(work.issues), dict(sorted(work.counts.items())))


@dataclass(slots=True)
class _Work:
    listed_on: str
    witness: Witness
    statements: list[Statement] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, row: Row, by_name: dict[str, list[Change]]) -> None:
        """Keep a row that can be used; name the others."""
        self.counts["rows"] += 1
        name, action = row.text("name"), row.text("action").casefold()
        try:
            day = PartialDate.parse(row.text("list_date"))
        except AmbiguousValue as error:
            return self.leave(row, "unread-day", f"{error}")
        if not name or action not in ACTIONS:
            return self.leave(row, "unread-row", f"a name and one of {', '.join(ACTIONS)} are expected, not {name!r} and {action!r}")
        changes = by_name.setdefault(fold_name(name), [])
        if any((change.day, change.action) == (day, action) for change in changes):
            self.counts["rows-repeated"] += 1
        elif not row.text("accepted") and any(day.first < change.day.first for change in changes):
            self.leave(row, "out-of-order", f"{day} lies before a row above it for the same name; a reviewer must accept it")
        else:
            changes.append(Change(row, day, action))
        return None

    def write(self, key: str, changes: list[Change]) -> None:
        """The listings of one name: from each ``add`` to the next ``remove``."""
        digits = hashlib.sha256(f"{self.listed_on}\n{key}".encode()).hexdigest()[:12]
        party, number, open_ = f"history:{digits}", 0, False
        for change in changes:
            listing = f"{party}:listing:{number + (change.action == 'add' and not open_)}"
            if change.action == "add" and not open_:
                number, open_ = number + 1, True
                self.begin(party, listing, change)
            elif change.action == "remove" and open_:
                open_ = False
                self.state(listing, "Sanction", "endDate", change.date, str(change.day))
            elif change.action == "modify" and open_:
                self.counts["amendments"] += 1
                note = change.row.cells.get("note")
                passage = note if note is not None and note.value else change.date
                self.state(listing, "Sanction", "amendment", passage, passage.value, since=str(change.day))
            else:
                standing = "already listed" if open_ else "not listed then"
                self.leave(change.row, "change-without-effect", f"{change.action} on {change.day}, but it was {standing}")

    def begin(self, party: str, listing: str, change: Change) -> None:
        name = change.row.cells["name"]
        self.counts["listings"] += 1
        self.state(party, kind_of_name(name.value), "name", name, name.value)
        self.state(listing, "Sanction", "entity", name, party)
        self.state(listing, "Sanction", "list", name, self.listed_on)
        self.state(listing, "Sanction", "startDate", change.date, str(change.day))

    def state(self, entity: str, schema: str, property_: str, passage: Passage, value: str, since: str | None = None) -> None:
        self.statements.append(self.witness.state(entity, schema, property_, value, passage.start, passage.end, valid_from=since))

    def leave(self, row: Row, code: str, why: str) -> None:
        self.counts["rows-not-used"] += 1
        self.issues.append(
            Issue(
                stage="statements",
                code=code,
                message=f"History of {self.listed_on}, line {row.line}: {why}. The row is not used.",
                action="Compare with the legal act; put who accepted the row in its column `accepted`, or correct it.",
                place=f"line {row.line}",
                document=self.witness.document.sha256,
                owner="reviewer",
                rejected=True,
            )
        )

"""What can be wrong with a hand-kept table, as issues that say file, line, column, value and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enduse.model.issue import Issue
from enduse.statements.tables.rows import Row

SHOWN = 80
"""Characters of a value a message shows."""


@dataclass(frozen=True, slots=True)
class Troubles:
    """Issues about one table; ``table`` is its kind, which is also its file's name."""

    table: str
    document: str

    def unknown_table(self, known: Sequence[str]) -> Issue:
        """The file's name is no kind of table."""
        message = f"tables/{self.table}: there is no kind of table of that name; known kinds: {', '.join(known)}."
        return self._issue("unknown-table", message, "Give the file the name of its kind, or take it out of tables/.", rejected=True)

    def no_table(self) -> Issue:
        """The document has no rows."""
        message = f"tables/{self.table}: no table in this file; expected a csv with a header row."
        return self._issue("no-table", message, "Save the table as csv (UTF-8, commas) with a header row.", rejected=True)

    def missing_columns(self, missing: Sequence[str], expected: Sequence[str], found: Sequence[str]) -> Issue:
        """A column the table cannot do without."""
        message = (
            f"tables/{self.table}: the column {', '.join(missing)} is missing; expected {', '.join(expected)}; found {', '.join(found)}."
            f" The whole table is left out."
        )
        return self._issue("missing-column", message, "Add the column, or correct its name in the header row.", rejected=True)

    def doubled_columns(self, names: Sequence[str]) -> Issue:
        """A name that heads two columns."""
        message = f"tables/{self.table}: the header names {', '.join(map(repr, names))} twice. The whole table is left out."
        return self._issue("doubled-column", message, "Give each column its own name.", rejected=True)

    def unknown_column(self, column: str, known: Sequence[str]) -> Issue:
        """A column nobody reads."""
        message = f"tables/{self.table}: the column {column!r} is not read; known columns: {', '.join(known)}."
        return self._issue("unknown-column", message, "Correct its name in the header row, or take the column out.", column=column)

    def ragged(self, row: Row, columns: int) -> Issue:
        """A row with more or fewer cells than the header."""
        message = f"{self._at(row)}: {row.width} cells where the header has {columns}; the row is left out."
        return self._issue("ragged-row", message, "Put values that hold commas into quotation marks.", row, rejected=True)

    def private(self, row: Row, column: str, missing: Sequence[str]) -> Issue:
        """A person without a public role, an organisation, or a reason; the message does not repeat the name."""
        message = f"{self._at(row, column)}: names a person without {', '.join(missing)}; the row is left out."
        action = "Give the public role, the organisation and why it is of public interest, or take the person out of the row."
        return self._issue("person-without-public-role", message, action, row, column, rejected=True)

    def bad_key(self, row: Row, column: str, key: str) -> Issue:
        """No key, or one that cannot be part of an id."""
        what = f"the key {_shown(key)} holds a space, colon, comma or semicolon" if key else "the key is empty"
        message = f"{self._at(row, column)}: {what}; the row is left out."
        return self._issue("bad-key", message, "Give every row a short key of its own, such as P001.", row, column, rejected=True)

    def duplicate_key(self, row: Row, column: str, key: str, first: int) -> Issue:
        """A key an earlier row has."""
        message = f"{self._at(row, column)}: the key {_shown(key)} is already that of line {first}; this row is left out."
        return self._issue("duplicate-key", message, "Give every row a key of its own.", row, column, rejected=True)

    def no_source(self, row: Row, columns: Sequence[str]) -> Issue:
        """A row that cites nothing."""
        column = columns[0] if columns else "source_ids"
        message = f"{self._at(row, column)}: the row cites no source; nothing is stated without one, so the row is left out."
        return self._issue("no-source", message, "Enter the ids of its sources (rows of tables/sources).", row, column, rejected=True)

    def refused(self, row: Row, column: str, value: str) -> Issue:
        """A row its own marks forbid to use."""
        message = f"{self._at(row, column)}: rows marked {_shown(value)} are not used; nothing was read that says so."
        return self._issue("row-not-read", message, "Find a source, read it, and mark the row as read.", row, column, rejected=True)

    def empty_required(self, row: Row, column: str) -> Issue:
        """A row without a value it must have."""
        message = f"{self._at(row, column)}: the cell is empty, but every row needs it; the row is left out."
        return self._issue("empty-cell", message, "Fill the cell, or take the row out.", row, column, rejected=True)

    def unreadable(self, row: Row, column: str, value: str, expected: str, *, rejected: bool = False) -> Issue:
        """A cell that does not have the form its column wants."""
        outcome = "the row is left out" if rejected else "the cell gives no statement"
        message = f"{self._at(row, column)}: {_shown(value)} cannot be read, expected {expected}; {outcome}."
        return self._issue(
            "unreadable-cell", message, "Write it in the expected form, or leave the cell empty.", row, column, rejected=rejected
        )

    def _at(self, row: Row, column: str | None = None) -> str:
        return f"tables/{self.table} line {row.line}" + (f" column {column}" if column else "")

    def _issue(
        self, code: str, message: str, action: str, row: Row | None = None, column: str | None = None, *, rejected: bool = False
    ) -> Issue:
        where = self._at(row, column) if row else f"tables/{self.table}" + (f" column {column}" if column else "")
        return Issue(stage="statements", code=code, message=message, action=action, place=where, document=self.document, rejected=rejected)


def _shown(value: str) -> str:
    return repr(value if len(value) <= SHOWN else value[: SHOWN - 1] + "…")

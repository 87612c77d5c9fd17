"""Hand-kept tables to statements: one importer for every kind, driven by ``kinds/<table>.yml``.

Every statement rests on the cell it was read from and on one of the sources its row cites; a row that cites none is rejected.
A cell that cannot be read gives an issue and no statement, the rest of its row stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from enduse.model.document import Document
from enduse.model.extraction import Extraction, Witness
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.statements.tables.kind_file import load_table_kind, table_kinds
from enduse.statements.tables.row_statements import RowWriter
from enduse.statements.tables.rows import Row, Rows, read_rows
from enduse.statements.tables.table_kind import SPECIMEN, TableKind
from enduse.statements.tables.troubles import Troubles

METHOD_VERSION = "1"


def import_table(name: str, document: Document, *, resting_on: str | None = None) -> Extraction:
    """Statements of one table, in the order of its rows; each rests on the sources its row cites, or on the one named for all.

    Counts: ``rows`` (rows with text), ``rows-rejected``, ``rows-blank``, ``cells-unread``, ``cells-left-out`` (withheld, or not stated).
    A file that is no table of that kind gives no statements and one issue that rejects it; nothing is raised for what a file holds.
    """
    troubles = Troubles(name, document.sha256)
    if name not in table_kinds():
        return _rejected(troubles.unknown_table(table_kinds()))
    kind = load_table_kind(name)
    rows = read_rows(document)
    if rows is None:
        return _rejected(troubles.no_table())
    missing = _missing_columns(kind, rows)
    if missing:
        return _rejected(troubles.missing_columns(missing, kind.required + kind.source_columns[:1], rows.header))
    doubled = sorted(column for column, count in Counter(rows.header).items() if count > 1)
    if doubled:
        return _rejected(troubles.doubled_columns(doubled))
    return _Work(kind, document, rows, troubles, resting_on).run()


def _missing_columns(kind: TableKind, rows: Rows) -> list[str]:
    missing = [column for column in kind.required if column not in rows.header]
    if kind.source_columns and not kind.source_otherwise and not set(kind.source_columns) & set(rows.header):
        missing.append(kind.source_columns[0])
    return missing


def _rejected(issue: Issue) -> Extraction:
    return Extraction(issues=(issue,), counts={"rows": 0, "rows-rejected": 0})


@dataclass(slots=True)
class _Work:
    kind: TableKind
    document: Document
    rows: Rows
    troubles: Troubles
    resting_on: str | None
    statements: list[Statement] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    keys: dict[str, int] = field(default_factory=dict)

    def run(self) -> Extraction:
        self.counts.update({"rows": len(self.rows.rows), "rows-rejected": 0, "rows-blank": self.rows.blank})
        self.issues += [self.troubles.unknown_column(c, self.kind.columns) for c in self.rows.header if c not in self.kind.columns]
        method = f"table:{self.kind.name}"
        witnesses = {specimen: Witness(self.document, "record", method, METHOD_VERSION, specimen=specimen) for specimen in (False, True)}
        for row in self.rows.rows:
            problem = self.problem_of(row)
            if problem is not None:
                self.issues.append(problem)
                self.counts["rows-rejected"] += 1
                continue
            sources = (self.resting_on,) if self.resting_on else self.sources_of(row)
            writer = RowWriter(self.kind, row, witnesses[row.text(SPECIMEN).lower() == "yes"], sources, self.troubles)
            writer.write()
            self.statements += writer.statements
            self.issues += writer.issues
            self.counts.update(writer.counts)
        return Extraction(tuple(self.statements), tuple(self.issues), {key: self.counts[key] for key in sorted(self.counts)})

    def problem_of(self, row: Row) -> Issue | None:
        """Why a row as a whole cannot be used, if so."""
        checks: tuple[Callable[[Row], Issue | None], ...] = (
            self.ragged,
            self.unkeyed,
            self.unsourced,
            self.refused,
            self.private,
            self.incomplete,
        )
        for check in checks:
            issue = check(row)
            if issue is not None:
                return issue
        return None

    def ragged(self, row: Row) -> Issue | None:
        if row.width == len(self.rows.header):
            return None
        return self.troubles.ragged(row, len(self.rows.header))

    def unkeyed(self, row: Row) -> Issue | None:
        key = row.text(self.kind.key)
        if not key or any(sign.isspace() or sign in ":;," for sign in key):
            return self.troubles.bad_key(row, self.kind.key, key)
        if key in self.keys:
            return self.troubles.duplicate_key(row, self.kind.key, key, self.keys[key])
        self.keys[key] = row.line
        return None

    def unsourced(self, row: Row) -> Issue | None:
        if self.sources_of(row):
            return None
        return self.troubles.no_source(row, self.kind.source_columns)

    def private(self, row: Row) -> Issue | None:
        """A person stands in a case only in a public role, of an organisation, for a stated reason of public interest."""
        asked = self.kind.persons
        if asked is None or not row.text(asked.column):
            return None
        missing = [column for column in (asked.role, asked.organisation) if not row.text(column)]
        if not row.text(asked.reason) and row.text(asked.usual) not in asked.reasons:
            missing.append(asked.reason)
        return self.troubles.private(row, asked.column, missing) if missing else None

    def refused(self, row: Row) -> Issue | None:
        for column, values in sorted(self.kind.refuse.items()):
            if row.text(column) in values:
                return self.troubles.refused(row, column, row.text(column))
        if row.text(SPECIMEN).lower() not in {"", "yes", "no"}:
            return self.troubles.unreadable(row, SPECIMEN, row.text(SPECIMEN), "yes, no or nothing", rejected=True)
        for entity in self.kind.entities.values():
            if entity.schema_column and row.text(entity.schema_column) and row.text(entity.schema_column) not in entity.schemas:
                return self.troubles.unreadable(
                    row, entity.schema_column, row.text(entity.schema_column), f"one of {', '.join(entity.schemas)}", rejected=True
                )
        withheld = set(_parts(row.text(self.kind.withhold)))
        unknown = sorted(withheld - set(self.rows.header))
        if unknown:
            return self.troubles.unreadable(row, str(self.kind.withhold), unknown[0], "names of columns of this table", rejected=True)
        return None

    def incomplete(self, row: Row) -> Issue | None:
        empty = [column for column in self.kind.required if not row.text(column)]
        return self.troubles.empty_required(row, empty[0]) if empty else None

    def sources_of(self, row: Row) -> tuple[str, ...]:
        """What the row cites, each once, in the order written."""
        if self.kind.is_source:
            return (f"record:{row.text(self.kind.key)}",)
        cited = [f"record:{each}" for column in self.kind.source_columns for each in _parts(row.text(column))]
        if not cited and self.kind.source_otherwise:
            return (self.kind.source_otherwise,)
        return tuple(dict.fromkeys(cited))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]

"""One accepted row to its statements: every cell by what its column says, once for each source the row cites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.model.extraction import Witness
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.sources.passage import Passage
from enduse.statements.tables import cell_value
from enduse.statements.tables.cell_value import Unreadable
from enduse.statements.tables.rows import Row
from enduse.statements.tables.table_kind import RowEntity, Says, TableKind
from enduse.statements.tables.terms import read_term, terms_within
from enduse.statements.tables.troubles import Troubles

_PART = re.compile(r"[^;]+")
_PLAIN = {
    "date": cell_value.read_date,
    "number": cell_value.read_number,
    "country": cell_value.read_country,
    "url": cell_value.read_url,
    "mention": cell_value.read_mention,
}
_NAMES = frozenset({"name", "legalName", "alias", "weakAlias"})


class RowWriter:
    """Writes the statements of one row; ``statements``, ``issues`` and ``counts`` hold the outcome."""

    def __init__(self, kind: TableKind, row: Row, witness: Witness, sources: tuple[str, ...], troubles: Troubles) -> None:
        self.kind = kind
        self.row = row
        self.witness = witness
        self.sources = sources
        self.troubles = troubles
        self.statements: list[Statement] = []
        self.issues: list[Issue] = []
        self.counts: Counter[str] = Counter()
        self._key = row.text(kind.key)
        self._withheld = {part.strip() for part in row.text(kind.withhold).split(";")}
        self._span = self._read_span()

    def write(self) -> None:
        """State everything the row says."""
        key = self.row.cells[self.kind.key]
        for entity, link, to in self.kind.links:
            self._state(self.kind.entities[entity], link, key, self._mention(self.kind.entities[to]))
        for says in self.kind.says:
            cell = self.row.cells.get(says.column)
            if cell is None or not cell.value:
                continue
            if self._left_out(says, cell):
                self.counts["cells-left-out"] += 1
                continue
            self._cell(says, cell)

    def _left_out(self, says: Says, cell: Passage) -> bool:
        if says.column in self._withheld or cell.value in says.unstated:
            return True
        return any(self.row.text(column) in values for column, values in says.unless.items())

    def _cell(self, says: Says, cell: Passage) -> None:
        parts = list(_parts(cell)) if says.many else [cell]
        for number, part in enumerate(parts, start=1):
            if part.value in says.unstated:
                self.counts["cells-left-out"] += 1
            elif says.type == "party":
                self._party(says, part, number)
            elif says.type == "terms-within":
                self._terms(says, part)
            else:
                self._value(says, part)

    def _value(self, says: Says, part: Passage) -> None:
        try:
            value = self._read(says, part.value)
        except Unreadable as error:
            self.counts["cells-unread"] += 1
            self.issues.append(self.troubles.unreadable(self.row, says.column, part.value, error.expected))
            return
        for entity, schema in self._subjects(says):
            self._write(entity, schema, says.property, part, value, says.lang, timed=says.entity in self.kind.valid_entities)

    def _read(self, says: Says, text: str) -> str:
        if says.type in _PLAIN:
            return _PLAIN[says.type](text)
        if says.type == "money":
            return cell_value.read_money(text, says.currency or self.row.text(says.currency_column))
        if says.type == "ref":
            return f"{says.prefix}:{cell_value.read_id(text)}"
        if says.type == "term":
            return read_term(str(says.vocabulary), text)
        return cell_value.read_name(text) if says.property in _NAMES else text

    def _party(self, says: Says, part: Passage, number: int) -> None:
        party = self._party_id(says.column, number)
        self._write(party, str(says.schema), "name", part, part.value, says.lang, timed=False)
        for entity, schema in self._subjects(says):
            self._write(entity, schema, says.property, part, party, None, timed=says.entity in self.kind.valid_entities)

    def _terms(self, says: Says, part: Passage) -> None:
        for term, start, end in terms_within(str(says.vocabulary), part.value):
            for entity, schema in self._subjects(says):
                self._write(entity, schema, says.property, part.part(start, end), term, None, timed=says.entity in self.kind.valid_entities)

    def _subjects(self, says: Says) -> list[tuple[str, str]]:
        """The mentions a column speaks of, with their schemas."""
        if says.entity is not None:
            entity = self.kind.entities[says.entity]
            return [(self._mention(entity), self._schema(entity))]
        named = next(each for each in self.kind.says if each.column == says.of and each.type == "party")
        cell = self.row.cells.get(named.column)
        if cell is None or not cell.value or self._left_out(named, cell):
            return []
        parts = list(_parts(cell)) if named.many else [cell]
        numbers = [number for number, part in enumerate(parts, start=1) if part.value not in named.unstated]
        return [(self._party_id(named.column, number), str(named.schema)) for number in numbers]

    def _party_id(self, column: str, number: int) -> str:
        return f"{self.kind.main.prefix}:{self._key}:{column}" + (f":{number}" if number > 1 else "")

    def _mention(self, entity: RowEntity) -> str:
        return f"{entity.prefix}:{self._key}"

    def _schema(self, entity: RowEntity) -> str:
        return self.row.text(entity.schema_column) or entity.schema

    def _state(self, entity: RowEntity, property: str, passage: Passage, value: str) -> None:
        timed = entity.name in self.kind.valid_entities
        self._write(self._mention(entity), self._schema(entity), property, passage, value, None, timed=timed)

    def _write(self, entity: str, schema: str, property: str, passage: Passage, value: str, lang: str | None, *, timed: bool) -> None:
        since, until = self._span if timed else (None, None)
        written = passage.original or passage.value
        for source in self.sources:
            self.statements.append(
                self.witness.state(
                    entity,
                    schema,
                    property,
                    value,
                    passage.start,
                    passage.end,
                    source=source,
                    original=written if written != value else None,
                    lang=lang,
                    valid_from=since,
                    valid_to=until,
                )
            )

    def _read_span(self) -> tuple[str | None, str | None]:
        """From when and to when the row holds; a date that cannot be read is an issue where its own column is stated."""
        if self.kind.dated:
            start, _, end = (self._date(self.kind.dated) or "").partition("/")
            return start or None, end or None
        return self._date(self.kind.valid_from), self._date(self.kind.valid_to)

    def _date(self, column: str | None) -> str | None:
        text = self.row.text(column)
        if not text or column in self._withheld:
            return None
        try:
            return PartialDate.parse(text).text
        except AmbiguousValue:
            if not any(says.column == column for says in self.kind.says):
                self.counts["cells-unread"] += 1
                self.issues.append(self.troubles.unreadable(self.row, str(column), text, "a date such as 2019-10-09, or nothing"))
            return None


def _parts(cell: Passage) -> Iterator[Passage]:
    parts = (cell.part(match.start(), match.end()) for match in _PART.finditer(cell.value))
    return (part for part in parts if part.value)

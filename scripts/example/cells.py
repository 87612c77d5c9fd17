"""Cells that are not published as they stand in the fact base, and the check that no recalled cell slips through."""

from __future__ import annotations

from example.tables import Row, Undecided, parts, read_decisions

RECALLED_SOURCE = "R001"
KEYS = {
    "sources": "source_id",
    "companies": "company_id",
    "measures": "measure_id",
    "measure_targets": "measure_id",
    "projects": "project_id",
    "ties": "tie_id",
    "flows": "flow_id",
    "events": "event_id",
    "list_effects": "effect_id",
    "oem_relations": "relation_id",
}


class Cells:
    """The decisions of ``recalled_cells.yml``, ``other_cells.yml`` and ``notes.yml``, applied to the rows of one table at a time."""

    def __init__(self) -> None:
        self._recalled = read_decisions("recalled_cells")
        self._entries = self._recalled + read_decisions("other_cells")
        self._notes: dict[str, dict[str, str]] = read_decisions("notes")
        self._used: set[int] = set()
        self.emptied = 0

    def publishable(self, table: str, rows: list[Row]) -> list[Row]:
        """The rows with every decided cell emptied, cut or replaced, and only the notes meant for readers.

        Raises:
            Undecided: a row speaks of something recalled that no entry covers, or a cut finds nothing to cut.
        """
        return [self._row(table, dict(row)) for row in rows]

    def unused(self) -> list[str]:
        """Entries that met no row: the fact base changed, or the entry is wrong."""
        return [f"{e['table']} {e['id']} {e.get('column', 'note')}" for n, e in enumerate(self._entries) if n not in self._used]

    def _row(self, table: str, row: Row) -> Row:
        key = row[KEYS[table]]
        covered = any(e["table"] == table and str(e["id"]) == key for e in self._recalled)
        if _speaks_of_memory(row) and not covered:
            raise Undecided(f"{table} {key} speaks of something recalled; say which cell in scripts/example/recalled_cells.yml")
        for number, entry in enumerate(self._entries):
            if entry["table"] == table and str(entry["id"]) == key:
                self._used.add(number)
                self._apply(entry, row)
        note = self._notes.get(table, {}).get(key, "")
        if "notes" in row:
            row["notes"] = row["notes"] if note == "=" else note
        if _speaks_of_memory(row):
            raise Undecided(f"{table} {key} still speaks of something recalled after its decisions were applied")
        return row

    def _apply(self, entry: dict[str, str], row: Row) -> None:
        column = entry.get("column")
        if column is None:
            return
        if column not in row:
            raise Undecided(f"{entry['table']} {entry['id']}: no column {column!r}; the table has {', '.join(row)}")
        if "cut" in entry:
            if entry["cut"] not in row[column]:
                raise Undecided(f"{entry['table']} {entry['id']} {column}: nothing to cut, {entry['cut']!r} is not there")
            row[column] = row[column].replace(entry["cut"], "")
        else:
            row[column] = entry.get("becomes", "")
            self.emptied += not row[column]


def _speaks_of_memory(row: Row) -> bool:
    marks = {"recalled_fields", "url_status", "verification", "read_status"}
    return any("recalled" in value.lower() for column, value in row.items() if column not in marks)


def without_memory(row: Row) -> Row | None:
    """The row resting on read sources only; ``None`` where nothing but memory holds it up."""
    kept = [source for source in parts(row["source_ids"]) if source != RECALLED_SOURCE]
    return {**row, "source_ids": ";".join(kept)} if kept else None


def read_rows(rows: list[Row], left_out: dict[str, int]) -> list[Row]:
    """The rows whose main passage was read and that rest on a read source; the others are counted by reason."""
    shipped = []
    for row in rows:
        if row.get("verification", "read") != "read":
            reason = f"verification {row['verification']}"
        elif without_memory(row) is None:
            reason = "rests on memory only"
        else:
            shipped.append(without_memory(row) or row)
            continue
        left_out[reason] = left_out.get(reason, 0) + 1
    return shipped

"""Suppression: what people decided to show nowhere, taken out before anything is joined, and covered wherever a text still says it.

A removal names bodies by hashes of their ids and names, so it meets them in whatever paper or table they stand next time: the same bytes
under another path, another paper, another spelling of width, case or script. A name removed for one kind (a company) is removed wherever
that kind bears it.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
from msgspec import structs

from enduse.decisions.reviewers import decisions_of
from enduse.engine.sql import open_sql, read_parquet, write_parquet
from enduse.entities.mentions import NAME_PROPERTIES
from enduse.language.scripts import fold_name
from enduse.model.decision import Given, Suppression
from enduse.model.document import Document
from enduse.model.kinds import load_kinds
from enduse.release.ledger import People, make_ledger

NAMING = (*NAME_PROPERTIES, "weakAlias")
SHORTEST = 2
"""Characters a removed value must have to be covered in running text; a single sign stands in every word."""


def suppressions(given: Iterable[Given], people: People | None = None) -> tuple[Suppression, ...]:
    """The removals that hold, by day."""
    found = [decision for _, decision in make_ledger(given, people).standing(Suppression)]
    return tuple(sorted(found, key=lambda each: (each.decided, each.schema, each.property, each.ids)))


def hashed(text: str) -> str:
    """An id or a name as a removal holds it: folded for width, case and script, then hashed."""
    return hashlib.sha256(fold_name(text).encode("utf-8", "surrogatepass")).hexdigest()


def suppress_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the statements of the tables (``.parquet``) among ``inputs`` without what the logs among them remove, as one table.

    ``params``: ``people`` as in ``case.yml``; ``memory``, DuckDB's limit (``1GB``).
    """
    people = {role: tuple(names) for role, names in params.get("people", {}).items()}
    removed = suppressions(decisions_of([path for path in inputs if path.suffix != ".parquet"]), people)
    temporary = output.with_name(output.name + ".tmp")
    with open_sql(temporary, memory=str(params.get("memory", "1GB"))) as connection:
        _load(connection, [path for path in inputs if path.suffix == ".parquet"])
        _mark(connection, removed)
        write_parquet(connection, "SELECT * FROM statements WHERE id NOT IN (SELECT id FROM removed) ORDER BY id", output)


@dataclass(frozen=True, slots=True)
class Covering:
    """What texts must not show: ``words`` wherever they stand, and the ``spans`` of removed statements in each document."""

    words: re.Pattern[str] | None = None
    spans: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def cover(self, text: str, sign: str) -> str:
        """The text with the words covered, sign by sign; blanks stay, and so does the length."""
        return self.words.sub(lambda match: re.sub(r"\S", sign, match[0]), text) if self.words else text

    def covered(self, document: Document, sign: str) -> Document:
        """The document with words and spans covered, in its text and its title."""
        text = document.text
        for start, end in self.spans.get(document.sha256, ()):
            text = text[:start] + re.sub(r"\S", sign, text[start:end]) + text[end:]
        title = self.cover(document.title, sign) if document.title else document.title
        return structs.replace(document, text=self.cover(text, sign), title=title)


def covering(tables: Sequence[Path], removed: Sequence[Suppression]) -> Covering:
    """What these removals cover; ``tables`` are those of all statements, before anything was left out."""
    if not removed:
        return Covering()
    with tempfile.TemporaryDirectory() as temporary, open_sql(Path(temporary)) as connection:
        _load(connection, tables)
        words = _mark(connection, removed)
        rows = connection.execute(
            'SELECT document, start, "end" FROM statements WHERE id IN (SELECT id FROM removed WHERE whole) ORDER BY ALL'
        ).fetchall()
    spans: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in rows:
        spans.setdefault(document, []).append((start, end))
    return Covering(_pattern(words), {document: tuple(found) for document, found in spans.items()})


def _load(connection: duckdb.DuckDBPyConnection, tables: Sequence[Path]) -> None:
    connection.execute(f"CREATE TABLE statements AS SELECT * FROM {read_parquet(*tables)}")  # noqa: S608 - paths


def _mark(connection: duckdb.DuckDBPyConnection, removed: Sequence[Suppression]) -> list[str]:
    """Make the table ``removed`` (``id``; ``whole``: the passage goes, not only a name in it); the names that go, longest first."""
    connection.execute("CREATE TABLE removed (id VARCHAR, whole BOOLEAN)")
    names = connection.execute(
        "SELECT DISTINCT entity, schema, value FROM statements WHERE property IN (SELECT unnest(?::VARCHAR[]))", [list(NAMING)]
    ).fetchall()
    mentions = connection.execute("SELECT DISTINCT entity FROM statements").fetchall()
    whole: set[str] = set()
    for each in removed:
        gone = {mention for (mention,) in mentions if hashed(mention) in each.ids}
        gone |= {mention for mention, schema, name in names if _of_kind(schema, each.schema) and hashed(name) in each.names}
        connection.execute(
            "INSERT INTO removed SELECT id, true FROM statements WHERE (entity IN (SELECT unnest($gone::VARCHAR[]))"
            " AND $property IN ('', property)) OR ($property = '' AND value IN (SELECT unnest($gone::VARCHAR[])))",
            {"gone": sorted(gone), "property": each.property},
        )
        whole |= set() if each.property else gone
    words = sorted({name for mention, _, name in names if mention in whole}, key=lambda name: (-len(name), name))
    _mark_named(connection, _pattern(words))
    return words


def _mark_named(connection: duckdb.DuckDBPyConnection, pattern: re.Pattern[str] | None) -> None:
    """Statements about others that name a removed body go too: a sentence with a hole in it could be read as another sentence."""
    if pattern is None:
        return
    rows = connection.execute("SELECT id, value, quote, coalesce(original, '') FROM statements ORDER BY id").fetchall()
    found = [ident for ident, *texts in rows if any(pattern.search(text) for text in texts)]
    connection.execute("INSERT INTO removed SELECT unnest(?::VARCHAR[]), false", [found])


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """These words in a text, Latin ones as whole words."""
    parts = [f"{_edge(word[0], '<!')}{re.escape(word)}{_edge(word[-1], '!')}" for word in words if len(word.strip()) >= SHORTEST]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _edge(sign: str, look: str) -> str:
    return f"(?{look}[A-Za-z0-9])" if sign.isascii() and sign.isalnum() else ""


def _of_kind(schema: str, wanted: str) -> bool:
    """Whether two kinds may be one body: the same kind, or both organisations."""
    kinds = load_kinds()
    both = [kinds[name] for name in (schema, wanted) if name in kinds]
    return schema == wanted or (len(both) == 2 and all(kind.is_a("LegalEntity") for kind in both) and "Person" not in (schema, wanted))

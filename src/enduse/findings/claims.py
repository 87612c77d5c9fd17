"""Claims: what was reported, each with the query on the built case that answers it and the answer expected.

``claims.yml`` is a list of maps with the keys ``id, claim, query, expect`` and, if wanted, ``note``. A query is one SELECT over
the tables of the resolved case and the tables ``findings (id, rule, outcome, title, day, specimen)`` and ``finding_statements
(finding, statement)``; it returns the columns ``answer`` and ``statement`` (a statement id, or NULL for a computed number).
Rows of the same answer are one answer with several passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

from enduse.entities.resolved import Resolved
from enduse.model.errors import UsageError
from enduse.model.finding import Finding
from enduse.model.yaml_text import read_yaml

KEYS = frozenset({"id", "claim", "note", "query", "expect"})
REQUIRED = ("id", "claim", "query", "expect")


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence somebody published, and how this case answers it."""

    id: str
    claim: str
    note: str
    query: str
    expect: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What the case answers. ``ok``: the answers are those expected; ``error``: why the query gave none."""

    claim: Claim
    answers: tuple[str, ...]
    statements: tuple[str, ...]
    ok: bool
    error: str = ""


def load_claims(path: Path) -> list[Claim]:
    """Read ``claims.yml``.

    Raises:
        UsageError: not a list of maps, an unknown or missing key, an id used twice, or a value of the wrong kind; names file and claim.
    """
    try:
        raw = read_yaml(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name}: not readable as yml in UTF-8: {error}; mend the file") from error
    if not isinstance(raw, list):
        raise UsageError(f"{path.name}: expected a list of claims, found {type(raw).__name__}")
    claims = [_claim(path.name, number, entry) for number, entry in enumerate(raw, 1)]
    ids = [claim.id for claim in claims]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise UsageError(f"{path.name}: the id {id_!r} stands twice; give every claim its own")
    return claims


def _claim(file: str, number: int, entry: Any) -> Claim:
    if not isinstance(entry, dict):
        raise UsageError(f"{file}: claim {number} is not a map of {', '.join(REQUIRED)}")
    place = f"{file}: claim {number} ({entry.get('id', 'without id')})"
    unknown = [str(key) for key in entry if key not in KEYS]
    if unknown:
        raise UsageError(f"{place}: unknown key {', '.join(unknown)}; a claim has {', '.join(sorted(KEYS))}")
    missing = [key for key in REQUIRED if key not in entry]
    if missing:
        raise UsageError(f"{place}: lacks {', '.join(missing)}")
    expect = entry["expect"]
    if not isinstance(expect, list):
        raise UsageError(f"{place}: expect must be a list of answers in the order of the query")
    texts = {key: entry.get(key, "") for key in ("id", "claim", "note", "query")}
    for key, value in texts.items():
        if not isinstance(value, str) or (key in REQUIRED and not value.strip()):
            raise UsageError(f"{place}: {key} must be text, found {value!r}; put it in quotes")
    return Claim(expect=tuple(answer_text(value) for value in expect), **texts)


def run_claims(claims: Iterable[Claim], resolved: Resolved, findings: Sequence[Finding]) -> list[ClaimResult]:
    """Answer each claim, in order. A query that fails is a failed claim with a message, never a crash.

    Afterwards the connection of ``resolved`` can no longer reach files or change its settings.
    """
    _register(resolved.connection, findings)
    return [_run(claim, resolved) for claim in claims]


def _register(connection: duckdb.DuckDBPyConnection, findings: Sequence[Finding]) -> None:
    # Tables rather than views: they hold the findings of this very call, and a second call replaces them.
    connection.execute(
        "CREATE OR REPLACE TABLE findings (id VARCHAR, rule VARCHAR, outcome VARCHAR, title VARCHAR, day VARCHAR, specimen BOOLEAN)"
    )
    connection.execute("CREATE OR REPLACE TABLE finding_statements (finding VARCHAR, statement VARCHAR)")
    rows = [[f.id, f.rule, f.outcome, f.title.en, f.day, f.specimen] for f in findings]
    if rows:
        connection.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?)", rows)
    shown = sorted({(f.id, s) for f in findings for step in f.path for s in step.statements})
    if shown:
        connection.executemany("INSERT INTO finding_statements VALUES (?, ?)", shown)
    locked = connection.execute("SELECT current_setting('lock_configuration')").fetchone()
    if locked and not locked[0]:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET python_enable_replacements = false")
        connection.execute("SET lock_configuration = true")


def _run(claim: Claim, resolved: Resolved) -> ClaimResult:
    try:
        rows = _rows(claim.query, resolved.connection)
    except (duckdb.Error, UsageError) as error:
        return ClaimResult(claim, (), (), ok=False, error=" ".join(str(error).split()))
    answers = tuple(dict.fromkeys(answer_text(answer) for answer, _ in rows))
    statements = tuple(dict.fromkeys(str(statement) for _, statement in rows if statement is not None))
    unknown = sorted(set(statements) - set(resolved.statements(statements)))
    if unknown:
        return ClaimResult(claim, answers, (), ok=False, error=f"column statement holds {unknown[0]!r}, which is no statement of this case")
    return ClaimResult(claim, answers, statements, ok=answers == claim.expect)


def _rows(query: str, connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, Any]]:
    parsed = connection.extract_statements(query)
    if len(parsed) != 1 or parsed[0].type != duckdb.StatementType.SELECT:
        raise UsageError("only one SELECT (or WITH … SELECT) is run; expected columns answer and statement")
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = [column[0] for column in cursor.description or ()]
        if sorted(names) != ["answer", "statement"]:
            raise UsageError(f"the query returns {', '.join(names)}; expected the columns answer and statement")
        at = names.index("answer"), names.index("statement")
        return [(row[at[0]], row[at[1]]) for row in cursor.fetchall()]


def answer_text(value: object) -> str:
    """An answer as text: ``true``/``false`` for booleans, the empty text for no value, else as written."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)

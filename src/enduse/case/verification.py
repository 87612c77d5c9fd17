"""Verification of a whole case: stored bytes, reviewers' logs, and the quotes of the last build."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

import duckdb

from enduse.case.layout import Case
from enduse.case.state import State, read_state
from enduse.decisions.log import verify as verify_log
from enduse.evidence.vault import Vault
from enduse.evidence.verify import verify
from enduse.model.document import Document
from enduse.model.errors import UsageError

_FETCHED = 10_000
"""Rows of statements taken at a time."""


@dataclass(slots=True)
class CaseVerification:
    """What was checked and what is wrong; ``problems`` are sentences that name the file."""

    documents: int = 0
    logs: int = 0
    quotes: int = 0
    problems: list[str] = field(default_factory=list)


def verify_case(case: Case, workers: int | None = None) -> CaseVerification:
    """Check everything, with ``workers`` processes at a time where there is much to hash; nothing is changed."""
    found = CaseVerification()
    vault = verify(Vault(case.root / "vault"), workers)
    found.documents = vault.checked
    found.problems += [f"vault: {name} no longer has the content it is filed under" for name in vault.damaged]
    found.problems += [f"vault: {name} is missing though its custody record is there" for name in vault.missing]
    found.problems += [f"vault: {name} lies where no custody record puts it" for name in vault.misplaced]
    found.problems += [f"vault: {fault}" for fault in (*vault.damaged_packs, *vault.unreadable_custody)]
    for log in sorted((case.root / "decisions").glob("*.jsonl")):
        found.logs += 1
        found.problems += [f"decisions/{log.name}: {problem}" for problem in verify_log(log).problems]
    with contextlib.suppress(UsageError):  # a case that has not been built has no quotes to check
        _check_quotes(read_state(case), found)
    return found


def _check_quotes(state: State, found: CaseVerification) -> None:
    """Compare every quote with the text it is of. One document is held at a time."""
    query = 'SELECT document, id, "start", "end", quote FROM statements ORDER BY document, id'
    find = state.documents()
    with state.resolved() as resolved:
        rows = resolved.connection.execute(query)
        for sha256, quoted in itertools.groupby(_fetched(rows), key=itemgetter(0)):
            _check_document(sha256, find(sha256), [row[1:] for row in quoted], found)


def _fetched(rows: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, int, int, str]]:
    while batch := rows.fetchmany(_FETCHED):
        yield from batch


def _check_document(sha256: str, document: Document | None, quoted: list[tuple[str, int, int, str]], found: CaseVerification) -> None:
    found.quotes += len(quoted)
    if document is None:
        found.problems.append(f"build: {len(quoted)} statements rest on document {sha256[:12]}, which the build does not have")
        return
    wrong = [id_ for id_, start, end, quote in quoted if document.text[start:end] != quote]
    found.problems += [f"build: statement {id_} is not what document {sha256[:12]} says at its place" for id_ in wrong]

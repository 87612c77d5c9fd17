"""Verification of a whole case: stored bytes, reviewers' logs, and the quotes of the last build."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from dataclasses import dataclass, field

from enduse.case.layout import Case
from enduse.case.state import State, read_state
from enduse.decisions.log import verify as verify_log
from enduse.evidence.vault import Vault
from enduse.evidence.verify import verify
from enduse.model.errors import UsageError


@dataclass(slots=True)
class CaseVerification:
    """What was checked and what is wrong; ``problems`` are sentences that name the file."""

    documents: int = 0
    logs: int = 0
    quotes: int = 0
    problems: list[str] = field(default_factory=list)


def verify_case(case: Case) -> CaseVerification:
    """Check everything; nothing is changed."""
    found = CaseVerification()
    vault = verify(Vault(case.root / "vault"))
    found.documents = vault.checked
    found.problems += [f"vault: {name} no longer has the content it is filed under" for name in vault.damaged]
    found.problems += [f"vault: {name} is missing though its custody record is there" for name in vault.missing]
    found.problems += [f"vault: {name} lies where no custody record puts it" for name in vault.misplaced]
    for log in sorted((case.root / "decisions").glob("*.jsonl")):
        found.logs += 1
        found.problems += [f"decisions/{log.name}: {problem}" for problem in verify_log(log).problems]
    with contextlib.suppress(UsageError):  # a case that has not been built has no quotes to check
        _check_quotes(read_state(case), found)
    return found


def _check_quotes(state: State, found: CaseVerification) -> None:
    passages = defaultdict(list)
    with state.resolved() as resolved:
        rows = resolved.connection.execute('SELECT document, id, "start", "end", quote FROM statements ORDER BY document, id').fetchall()
    for document, id_, start, end, quote in rows:
        passages[document].append((id_, start, end, quote))
    for sha256, quoted in passages.items():
        document = state.document(sha256)
        found.quotes += len(quoted)
        if document is None:
            found.problems.append(f"build: {len(quoted)} statements rest on document {sha256[:12]}, which the build does not have")
            continue
        wrong = [id_ for id_, start, end, quote in quoted if document.text[start:end] != quote]
        found.problems += [f"build: statement {id_} is not what document {sha256[:12]} says at its place" for id_ in wrong]

"""Claims: what a finding says, as a hash, so that a decision holds for the very words and passages that lay before its reviewer.

In the hash: rule and its version, outcome, day, the bodies, every sentence in English, and for every edge the passages: source, document,
quote, value. Not in it: other languages, places in the text and versions of methods, so that a translation or a better reader that finds
the same passage voids nothing, and a changed quote, amount, name or sentence does. A paper is named by its hash; a row of a table, a list
or a register by its source and its own id, so that a new copy in which the row says the same voids nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from enduse.model.decision import Seen
from enduse.model.finding import Finding, Step
from enduse.model.statement import Statement

PAPER = "paper"
"""The source of statements from papers."""


def seen_of(finding: Finding, statements: Mapping[str, Statement]) -> Seen:
    """The finding as a reviewer has it in view; ``statements`` holds those of its path, a missing one is said to be missing."""
    return Seen(
        finding=finding.id,
        claims=_hash(_claims(finding, statements)),
        topic=_hash([finding.rule, [[step.origin, step.relation, step.target] for step in finding.path]]),
        rule=finding.rule,
        title=finding.title.en,
        summary=finding.summary.en,
        specimen=finding.specimen,
    )


def _claims(finding: Finding, statements: Mapping[str, Statement]) -> list[object]:
    return [
        [finding.rule, finding.rule_version, finding.outcome, finding.day, finding.specimen, sorted(finding.subjects)],
        [finding.title.en, finding.summary.en, [gap.en for gap in finding.gaps], finding.rule_says.en],
        [_edge(step, statements) for step in finding.path],
    ]


def _edge(step: Step, statements: Mapping[str, Statement]) -> list[object]:
    passages = sorted({_passage(statements[ident]) if ident in statements else (ident,) for ident in step.statements})
    return [step.origin, step.target, step.relation, step.text.en, passages]


def _passage(statement: Statement) -> tuple[str, ...]:
    document = statement.document if statement.source == PAPER else ""
    return (statement.entity, statement.property, statement.value, statement.source, document, statement.quote)


def _hash(content: object) -> str:
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()

"""Conflicts: statements of one property of one thing that cannot all be true. They are shown side by side, never settled or averaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from enduse.findings.grades.agreement import Agreement, agreement, differ
from enduse.model.statement import Statement


def in_conflict(statements: Sequence[Statement]) -> bool:
    """Whether these statements of one property of one thing cannot all be true."""
    return bool(statements) and differ(statements[0].schema, statements[0].property, (s.value for s in statements))


def conflicting(facts: Mapping[str, Sequence[Statement]], properties: Iterable[str] | None = None) -> list[str]:
    """The properties of one thing, all or these, in which its statements differ; sorted."""
    wanted = facts if properties is None else set(properties) & set(facts)
    return sorted(name for name in wanted if in_conflict(facts[name]))


def contradicted(statement: Statement, others: Iterable[Statement]) -> bool:
    """Whether one of the others, of the same property of the same thing, cannot be true as well."""
    schema, name = statement.schema, statement.property
    return any(agreement(schema, name, statement.value, each.value) is Agreement.DIFFER for each in others)

"""Assembly: a path, its words and its gaps as one finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from enduse.findings.rules import Rule
from enduse.model.finding import Finding, Step


def assemble(
    rule: Rule,
    *,
    outcome: str,
    day: str | None,
    subjects: Sequence[str],
    path: Sequence[Step],
    gaps: Iterable[str],
    rule_says: Iterable[str],
    words: dict[str, str],
) -> Finding:
    """One finding of ``rule``; ``words`` fill the templates of its title and summary."""
    text = rule.text
    return Finding(
        rule=rule.name,
        rule_version=text.version,
        outcome=outcome,
        title=text.title[outcome].format(**words),
        summary=text.summary[outcome].format(**words),
        day=day,
        subjects=tuple(subjects),
        path=tuple(path),
        gaps=tuple(dict.fromkeys(gaps)),
        rule_says=" ".join([*rule_says, text.rule_says.format(**words)]),
    )

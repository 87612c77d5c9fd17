"""Assembly: a path, its words and its gaps as one finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from enduse.findings.rules import Rule
from enduse.findings.wording import joined
from enduse.model.finding import Finding, Step
from enduse.model.said import Said


def assemble(
    rule: Rule,
    *,
    outcome: str,
    day: str | None,
    subjects: Sequence[str],
    path: Sequence[Step],
    gaps: Iterable[Said],
    rule_says: Iterable[Said],
    words: Mapping[str, Said | str],
) -> Finding:
    """One finding of ``rule``; ``words`` fill the templates of its title and summary."""
    text = rule.text
    return Finding(
        rule=rule.name,
        rule_version=text.version,
        outcome=outcome,
        title=text.title[outcome].fill(**words),
        summary=text.summary[outcome].fill(**words),
        day=day,
        subjects=tuple(subjects),
        path=tuple(path),
        gaps=tuple(dict.fromkeys(gaps)),
        rule_says=joined("sentences", [*rule_says, text.rule_says.fill(**words)]),
    )

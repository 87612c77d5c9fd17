"""Conclusions: the sentences of findings, in every language, are read for words of legal conclusion before anything is released."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from enduse.entities.resolved import Resolved
from enduse.model.errors import InvalidTaxonomy
from enduse.model.finding import Finding
from enduse.model.said import LANGUAGES, Said
from enduse.release.wording import lint

NAMES = ("name", "legalName", "alias", "weakAlias", "previousName", "title", "projectName", "list", "citation")
"""Properties whose values stand in a sentence without quotation marks: what bodies, projects, lists and acts are called."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A word of legal conclusion outside quotation marks, and the sentence of a finding it stands in."""

    finding: str
    rule: str
    language: str
    sentence: str
    word: str


def refuse_conclusions(findings: Iterable[Finding], resolved: Resolved) -> None:
    """Let findings pass whose sentences only tell.

    Raises:
        InvalidTaxonomy: a sentence concludes; the message names rule, sentence and word.
    """
    for found in conclusions(findings, resolved):
        raise InvalidTaxonomy(
            f"rule {found.rule}, finding {found.finding}: the sentence ({found.language}) {found.sentence!r} says {found.word!r} outside"
            " quotation marks; a finding says what papers show and concludes nothing of law."
            f" Mend findings/rules/{found.rule}.yml or findings/sentences/, or put a record's words between quotation marks"
        )


def conclusions(findings: Iterable[Finding], resolved: Resolved) -> Iterator[Conclusion]:
    """Every such word, by finding and in the order of its sentences. A word inside the name of a body of the finding is none."""
    for finding in findings:
        for language in LANGUAGES:
            for said in _sentences(finding):
                sentence = said.text(language)
                # Names are asked for only where a word was found: hardly any body is called so.
                for _, _, word in lint(sentence) and lint(sentence, _names(finding, resolved)):
                    yield Conclusion(finding.id, finding.rule, language, sentence, word)


def _sentences(finding: Finding) -> list[Said]:
    return [finding.title, finding.summary, *(step.text for step in finding.path), *finding.gaps, finding.rule_says]


def _names(finding: Finding, resolved: Resolved) -> Collection[str]:
    ends = {end for step in finding.path for end in (step.origin, step.target)}
    cited = resolved.statements(statement for step in finding.path for statement in step.statements).values()
    bodies = ends | set(finding.subjects) | {resolved.canonical(each.value) for each in cited}
    facts = resolved.facts(bodies).values()
    return {fact.value for each in facts for name in NAMES for fact in each.get(name, ())}

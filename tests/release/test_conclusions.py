"""A finding whose sentence concludes stops the build, in whichever language it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.find import find
from enduse.findings.rules import Rule, load_rules
from enduse.model.errors import InvalidTaxonomy
from enduse.model.finding import Finding
from enduse.model.said import Said
from enduse.release.conclusions import conclusions, refuse_conclusions
from tests.findings.builder import CASES, case_parts, with_parents, write_case

CASE = CASES / "sale-to-listed-end-user" / "reseller-to-listed-bureau"


@pytest.fixture
def resolved(tmp_path: Path) -> Iterator[Resolved]:
    statements, resolution = case_parts(CASE)
    with write_case(tmp_path, statements, with_parents(resolution, statements)) as opened:
        yield opened


def found_with(resolved: Resolved, **planted: dict[str, Said]) -> tuple[Finding, ...]:
    """What the rule finds when some of its templates are others."""
    rule = load_rules()["sale-to-listed-end-user"]
    text = type(rule.text)(**{name: planted.get(name, getattr(rule.text, name)) for name in rule.text.__struct_fields__})
    return find(resolved, [Rule(rule.name, text, rule.find)])


def test_sentences_that_only_tell_pass(resolved: Resolved) -> None:
    found = found_with(resolved)
    assert found
    refuse_conclusions(found, resolved)


@pytest.mark.parametrize(
    ("planted", "language", "word"),
    [
        (Said("An illegal sale to {buyer}", "向{buyer}的销售"), "en", "illegal"),
        (Said("Sale to {buyer}", "向{buyer}违规销售"), "zh", "违规"),
    ],
)
def test_a_planted_template_stops_the_build(resolved: Resolved, planted: Said, language: str, word: str) -> None:
    found = found_with(resolved, title={"shown": planted, "undetermined": planted})
    assert {(each.rule, each.language, each.word) for each in conclusions(found, resolved)} == {("sale-to-listed-end-user", language, word)}
    with pytest.raises(InvalidTaxonomy, match=rf"rule sale-to-listed-end-user.*\({language}\) '.*{word}.*says '{word}' outside"):
        refuse_conclusions(found, resolved)


def test_every_sentence_is_read(resolved: Resolved) -> None:
    (finding, *_) = found_with(resolved)
    bad = Said("A sale.", "这是走私。")
    steps = (replace(finding.path[0], text=bad), *finding.path[1:])
    for changed in (
        replace(finding, title=bad),
        replace(finding, summary=bad),
        replace(finding, rule_says=bad),
        replace(finding, gaps=(*finding.gaps, bad)),
        replace(finding, path=steps),
    ):
        assert [each.sentence for each in conclusions([changed], resolved)] == ["这是走私。"]


def test_words_of_a_record_and_of_a_name_are_not_ours(resolved: Resolved) -> None:
    (finding, *_) = found_with(resolved)
    refuse_conclusions([replace(finding, summary=Said("The entry says: “illegal”.", "该条目载明：“违法”。"))], resolved)
    name = "Bureau of Traffic Violations (specimen)"
    resolved.connection.execute("UPDATE statements SET value = ? WHERE canonical = ? AND property = 'name'", [name, finding.subjects[0]])
    refuse_conclusions([replace(finding, title=Said(f"Sale to {name}", f"向{name}的销售"))], resolved)

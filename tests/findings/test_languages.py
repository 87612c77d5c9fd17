"""Every sentence of a finding stands in both languages, says the same in each, and concludes nothing in either."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.evidence import gather
from enduse.findings.explain import explain_lines
from enduse.findings.find import find
from enduse.findings.grades.criteria import criteria
from enduse.findings.rules import OUTCOMES, chosen_rules, load_rules, parse_text
from enduse.findings.sentences import read_sentences, sentences
from enduse.model.errors import InvalidTaxonomy
from enduse.model.finding import Finding
from enduse.model.said import LANGUAGES, Said, placeholders
from enduse.release.states import state_words
from enduse.release.wording import lint
from enduse.vocabulary.load import vocabulary

from .builder import CASES
from .found import each_folder, found_in

RULES = load_rules()
TELLING = sorted(f.parent for f in CASES.glob("*/*/expected.json") if json.loads(f.read_text("utf-8")))
CHINESE = json.loads((Path(__file__).parent / "chinese.json").read_text("utf-8"))
HAN = re.compile(r"[\u3400-\u9fff]")
LETTER = re.compile(r"[A-Za-z\u3400-\u9fff]")
ENGLISH = re.compile(r"\b(?:the|of|is|are|was|not|which|whether|that|these|papers|and|or)\b", re.IGNORECASE)
QUOTED = re.compile(r"“[^“”]*”")


def templates() -> Iterator[tuple[str, Said]]:
    """Every template of ours with its place."""
    for group in ("steps", "gaps", "rule_says", "joints", "headings"):
        yield from ((f"{group} {name}", said) for name, said in getattr(sentences(), group).items())
    for rule in RULES.values():
        text = rule.text
        yield from ((f"{rule.name} {n}", said) for n, said in (("says", text.says), ("rule_says", text.rule_says)))
        yield from ((f"{rule.name} exclusion", said) for said in text.exclusions)
        for group in (text.title, text.summary, text.gaps, text.steps):
            yield from ((f"{rule.name} {name}", said) for name, said in group.items())


def sentences_of(finding: Finding) -> list[Said]:
    return [finding.title, finding.summary, finding.rule_says, *finding.gaps, *(step.text for step in finding.path)]


@pytest.mark.parametrize(("place", "said"), list(templates()), ids=lambda each: each if isinstance(each, str) else "")
def test_a_template_says_the_same_in_both_languages(place: str, said: Said) -> None:
    assert placeholders(said.en) == placeholders(said.zh)
    assert [word for language in LANGUAGES for word in lint(said.text(language))] == []
    ours = re.sub(r"\{\w+\}", "", said.zh)
    if ours.strip("“”（）：；，。、 {}"):
        assert HAN.search(ours)
    assert not ENGLISH.search(ours)
    assert not re.search(r"[,.;:?!()]", ours), "a Chinese sentence has Chinese signs"


@pytest.mark.parametrize("folder", each_folder(TELLING))
def test_every_sentence_of_a_finding_is_whole_in_both_languages(folder: Path) -> None:
    found, names = found_in(folder).own, set(found_in(folder).names)
    assert found
    for said in (said for finding in found for said in sentences_of(finding)):
        assert said.en.strip()
        assert said.zh.strip()
        for language in LANGUAGES:
            text = said.text(language)
            assert not re.search(r"[{}]|None|Said\(", text)
            assert lint(text, names) == []
        ours = QUOTED.sub("", said.zh)
        for name in sorted(names, key=len, reverse=True):
            ours = ours.replace(name, "")
        assert len(HAN.findall(ours)) >= 0.5 * len(LETTER.findall(ours)), said.zh
        assert not ENGLISH.search(ours), said.zh


def test_every_rule_and_outcome_has_a_case_that_is_read() -> None:
    told = {(folder.parent.name, f["outcome"]) for folder in TELLING for f in json.loads((folder / "expected.json").read_text("utf-8"))}
    assert told == {(rule.name, outcome) for rule in RULES.values() for outcome in rule.text.title}


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.xdist_group(rule)) for rule in RULES])
def test_chinese_stands_as_it_was_read_by_a_person(rule: str) -> None:
    """Title and summary of one case for each rule and outcome, kept so that a change of wording is seen."""
    expected = {key: said for key, said in CHINESE.items() if key.split()[0] == rule}
    told: dict[str, dict[str, str]] = {}
    for folder in TELLING:
        for finding in found_in(folder).own if folder.parent.name == rule else ():
            told.setdefault(f"{finding.rule} {finding.outcome}", {"title": finding.title.zh, "summary": finding.summary.zh})
    assert told == expected


def test_every_chinese_sentence_read_by_a_person_is_of_a_rule() -> None:
    assert {key.split()[0] for key in CHINESE} == set(RULES)


def test_the_words_of_an_explanation_are_of_one_language(open_folder: Callable[[Path], Resolved]) -> None:
    with open_folder(CASES / "sale-to-listed-end-user" / "reseller-to-listed-bureau") as resolved:
        (finding,) = find(resolved, chosen_rules(None))
        lines = explain_lines(finding, gather(resolved, [finding]), "zh")
    assert finding.title.zh == lines[0]
    assert "这些文件未显示的内容" in lines
    assert all(f"- {gap.zh}" in lines for gap in finding.gaps)
    assert not [line for line in lines if finding.summary.en in line]


def test_the_head_of_an_explanation_and_what_is_not_stated_are_chinese(open_folder: Callable[[Path], Resolved]) -> None:
    with open_folder(CASES / "sale-to-listed-end-user" / "reseller-to-listed-bureau") as resolved:
        (finding,) = find(resolved, chosen_rules(["sale-to-listed-end-user"]))
        evidence = gather(resolved, [finding])
        lines, english = explain_lines(finding, evidence, "zh"), explain_lines(finding, evidence)
    assert lines[1] == f"  发现 {finding.id} · 规则 sale-to-listed-end-user 第{finding.rule_version}版 · 结果：有据可查 · 状态：草稿"
    assert english[1] == f"  finding {finding.id} · rule sale-to-listed-end-user {finding.rule_version} · shown · draft"
    (stated,) = (line for line in lines if "未载明：" in line and "应载字段" in line)
    assert not LETTER.search(HAN.sub("", stated)), stated


def test_every_field_state_and_outcome_has_its_words() -> None:
    fields = {name for expected in criteria().expected.values() for name in expected}
    assert fields == set(sentences().fields)
    assert set(state_words().short) == set(sentences().states)
    assert {s: said.zh for s, said in sentences().states.items()} == {s: short["zh"] for s, short in state_words().short.items()}
    assert set(sentences().outcomes) == OUTCOMES


def test_all_that_a_sentence_takes_from_a_taxonomy_has_a_chinese_word() -> None:
    for rule in RULES.values():
        for name, terms in rule.text.terms.items():
            named = vocabulary(name.replace("_", "-"))
            assert [term for term in terms if "zh" not in named.get(term).label] == []
    assert [term.id for term in vocabulary("technology").terms if "zh" not in term.label] == []
    assert [term.id for term in vocabulary("direction").terms if "zh" not in term.label] == []
    assert [term.id for term in vocabulary("project-status").terms if not ("zh" in term.label and term.definition_zh)] == []


def rule_file(name: str) -> str:
    return resources.files("enduse.findings.rules").joinpath(f"{name}.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ("向{buyer}的销售；该机构", "销售；该机构", r"sale-to-listed-end-user\.yml: title: shown has \{buyer\} in one language only"),
        ('    - "自然人。"\n', "", "exclusions: line 5 not said in zh"),
        ("zh:\n", "zh_cn:\n", "zh"),
    ],
)
def test_a_rule_whose_languages_differ_is_refused(was: str, becomes: str, named: str) -> None:
    text = rule_file("sale-to-listed-end-user")
    assert was in text
    with pytest.raises(InvalidTaxonomy, match=named):
        parse_text("sale-to-listed-end-user.yml", text.replace(was, becomes))


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ("{supplier}向{buyer}作出", "向{buyer}作出", r"zh\.yml: steps: sold-to has \{supplier\}"),
        ('  licence: "是否颁发过许可证，这些文件未载明。"\n', "", "gaps: licence not said in zh"),
        ("joints:", "joins:", r"zh\.yml: .*joins"),
    ],
)
def test_shared_sentences_whose_languages_differ_are_refused(was: str, becomes: str, named: str) -> None:
    folder = resources.files("enduse.findings.sentences")
    files = {language: folder.joinpath(f"{language}.yml").read_text("utf-8") for language in LANGUAGES}
    assert was in files["zh"]
    with pytest.raises(InvalidTaxonomy, match=named):
        read_sentences({**files, "zh": files["zh"].replace(was, becomes)})

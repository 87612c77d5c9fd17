"""Every rule is whole (words, page, cases), gives what its cases say, and stands or falls with each passage."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.find import find
from enduse.findings.rules import TO_WRITE, chosen_rules, load_rules, read_text
from enduse.findings.settings import settings
from enduse.model.errors import InvalidTaxonomy, UsageError
from enduse.model.finding import Finding
from enduse.model.statement import Statement
from enduse.vocabulary.load import vocabulary

from .builder import CASES, case_parts, with_parents, write_case
from .found import each_folder, found_in

RULES = load_rules()
FOLDERS = sorted(folder for folder in CASES.glob("*/*") if folder.is_dir())
HEADINGS = (
    "What it says",
    "Methodology",
    "Example",
    "Why it is worth looking at",
    "Based on",
    "Output",
    "Exclusions",
    "Assumptions",
    "What it does not show",
)
ESSENTIAL = {
    ("ContractAward", "kind"),
    ("ContractAward", "buyer"),
    ("Notice", "noticeType"),
    ("Sanction", "entity"),
    ("Sanction", "list"),
    ("Sanction", "startDate"),
    ("PartyTie", "subject"),
    ("PartyTie", "tie"),
    ("PartyTie", "executiveRole"),
    ("Project", "vendor"),
    ("PublicBody", "boundBy"),
    ("Event", "party"),
    ("Event", "aboutPlace"),
}


def name_of(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_its_page_and_its_cases(rule: str, root: Path) -> None:
    page = (root / "docs" / "rules" / f"{rule}.md").read_text("utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(HEADINGS)
    assert all(exclusion.en in page for exclusion in RULES[rule].text.exclusions)
    assert all(f"`{name}`" in page for name in RULES[rule].text.thresholds)
    folders = [folder for folder in FOLDERS if folder.parent.name == rule]
    findings = [json.loads((folder / "expected.json").read_text("utf-8")) for folder in folders]
    assert any(findings), "no case in which the rule finds something"
    assert not all(findings), "no case in which the rule finds nothing"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_written(rule: str, root: Path) -> None:
    """What `enduse new rule` leaves to an author is named here, place by place."""
    rules = root / "src" / "enduse" / "findings" / "rules"
    files = [rules / f"{rule.replace('-', '_')}.py", rules / f"{rule}.yml", root / "docs" / "rules" / f"{rule}.md"]
    files += sorted((CASES / rule).rglob("*.json"))
    marked = [(path, number) for path in files for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if to_write(line)]
    places = [f"{path.relative_to(root)} line {number}" for path, number in marked]
    assert not places, f"still to write: {', '.join(places)}"


def to_write(line: str) -> bool:
    return any(mark in line for mark in TO_WRITE)


def test_the_index_names_every_rule_in_words(root: Path) -> None:
    index = (root / "docs" / "rules" / "index.md").read_text("utf-8")
    assert set(re.findall(r"(?m)^\| \[([a-z-]+)\]\(\1\.md\)", index)) == set(RULES)
    assert not to_write(index)


def test_no_case_is_left_without_a_rule() -> None:
    assert {folder.parent.name for folder in FOLDERS} == set(RULES)


@pytest.mark.parametrize("folder", each_folder(FOLDERS))
def test_a_case_gives_what_it_should(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    found = found_in(folder)
    assert sorted(found.views, key=str) == sorted(expected, key=str)
    assert all(step.statements for finding in found.own for step in finding.path)


@pytest.mark.parametrize("folder", each_folder(FOLDERS))
def test_only_one_rule_speaks_of_a_sale(folder: Path) -> None:
    assert len({finding.rule for finding in found_in(folder).every if finding.rule.startswith("sale-")}) <= 1


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_alone_finds_what_it_finds_among_others(rule: str, open_folder: Callable[[Path], Resolved]) -> None:
    folder = next(folder for folder in FOLDERS if folder.parent.name == rule and found_in(folder).own)
    with open_folder(folder) as resolved:
        assert find(resolved, chosen_rules([rule])) == found_in(folder).own


def _claimed(finding: Finding) -> tuple[object, ...]:
    """What a finding claims; where a listing only adds to it, its summary names the list, its title does not."""
    return (finding.subjects, finding.title, finding.summary if finding.rule == "controlled-origin-goods-to-police" else "")


@cache
def _supports() -> list[tuple[Path, Statement]]:
    """The statements of the cases that find something, each sort of support once.

    A sort is what a statement says (kind and property), the edges it stands under, the outcome, and how many say the same.
    """
    chosen: dict[object, tuple[Path, Statement]] = {}
    for folder in FOLDERS:
        findings = json.loads((folder / "expected.json").read_text("utf-8"))
        statements = case_parts(folder)[0] if findings else []
        for s in statements:
            place = f"{s.entity} {s.property}" + ("" if s.source == "paper" else f" ({s.source})")
            edges = tuple((f["outcome"], step["edge"].split()[1]) for f in findings for step in f["path"] if place in step["statements"])
            same = sum((s.entity, s.property, s.value) == (t.entity, t.property, t.value) for t in statements)
            chosen.setdefault((folder.parent.name, edges, s.schema, s.property, same, s.source.split(":")[0]), (folder, s))
    return list(chosen.values())


def _supports_by_rule() -> list[Any]:
    named = ((folder, s, f"{name_of(folder)}-{s.property}") for folder, s in _supports())
    return [pytest.param(folder, s, marks=pytest.mark.xdist_group(folder.parent.name), id=name) for folder, s, name in named]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], tuple[Resolved, tuple[Finding, ...]]]]:
    """Open a case once for all its statements, with what its rule finds."""
    held: dict[Path, tuple[Resolved, tuple[Finding, ...]]] = {}

    def open_(folder: Path) -> tuple[Resolved, tuple[Finding, ...]]:
        if folder not in held:
            statements, resolution = case_parts(folder)
            resolved = write_case(tmp_path_factory.mktemp("case"), statements, with_parents(resolution, statements))
            held[folder] = resolved, found_in(folder).own
        return held[folder]

    yield open_
    for resolved, _ in held.values():
        resolved.close()


def _without(resolved: Resolved, statement: str, rule: str) -> tuple[Finding, ...]:
    resolved.connection.execute("BEGIN")
    try:
        resolved.connection.execute("DELETE FROM statements WHERE id = ?", [statement])
        return find(resolved, chosen_rules([rule]))
    finally:
        resolved.connection.execute("ROLLBACK")


@pytest.mark.parametrize(("folder", "statement"), _supports_by_rule())
def test_a_finding_stands_or_falls_with_each_passage(
    folder: Path, statement: Statement, opened: Callable[[Path], tuple[Resolved, tuple[Finding, ...]]]
) -> None:
    """E8: without the passage the finding is gone, and nothing shown repeats the edge unless another passage says the same."""
    resolved, before = opened(folder)
    resting = [finding for finding in before if any(statement.id in step.statements for step in finding.path)]
    after = _without(resolved, statement.id, folder.parent.name)
    assert not {finding.id for finding in resting} & {finding.id for finding in after}
    if not resting:
        assert after == before, "a finding rests on a passage it does not cite"
        return
    same = (statement.entity, statement.property, statement.value)
    if any((s.entity, s.property, s.value) == same and s.id != statement.id for s in case_parts(folder)[0]):
        return  # a second source says the same; the finding lives on under another id
    shown = [finding for finding in after if finding.outcome == "shown"]
    edges = {(s.origin, s.target, s.relation, s.text) for finding in shown for s in finding.path}
    lost = {(s.origin, s.target, s.relation, s.text) for finding in resting for s in finding.path if statement.id in s.statements}
    assert not lost & edges
    if (statement.schema, statement.property) in ESSENTIAL:
        assert not set(map(_claimed, resting)) & set(map(_claimed, shown))


@pytest.mark.parametrize("rule", RULES)
def test_the_terms_of_a_rule_are_terms_of_the_vocabulary(rule: str) -> None:
    for name, terms in RULES[rule].text.terms.items():
        assert set(terms) <= {term.id for term in vocabulary(name.replace("_", "-")).terms}


def test_the_groups_of_trouble_are_statuses_of_the_rule() -> None:
    text = RULES["project-in-trouble"].text
    assert all(set(group) <= set(text.terms["project_status"]) for group in text.words.values())


def test_the_shared_terms_are_terms_of_the_vocabulary() -> None:
    directions = {term.id for term in vocabulary("direction").terms}
    assert settings().supply_direction in directions
    assert set(settings().buying_directions) <= directions
    assert set(settings().sale_notice_types) <= {term.id for term in vocabulary("notice-type").terms}
    assert "sale" in {term.id for term in vocabulary("supply-kind").terms}


def test_a_rule_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"no such rule; the rules are .*sale-to-listed-end-user"):
        chosen_rules(["sale-to-anyone"])


def test_a_rule_without_its_words_is_refused() -> None:
    with pytest.raises(InvalidTaxonomy, match=r"nothing-here\.yml: missing"):
        read_text("nothing-here")

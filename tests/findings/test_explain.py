"""A finding explained with its quotes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from enduse.entities.resolved import Resolved
from enduse.findings.evidence import Evidence, gather
from enduse.findings.explain import clean, explain_dict, explain_lines
from enduse.findings.find import find
from enduse.findings.rules import chosen_rules

from .builder import CASES, OpenCase, case_parts, statements_of


def test_every_edge_is_explained_with_its_quotes(open_folder: Callable[[Path], Resolved]) -> None:
    with open_folder(CASES / "sale-to-listed-end-user" / "reseller-to-listed-bureau") as resolved:
        (finding,) = find(resolved, chosen_rules(None))
        evidence = gather(resolved, [finding])
        lines = explain_lines(finding, evidence)
        told = explain_dict(finding, evidence)
    text = "\n".join(lines)
    assert "SPECIMEN" in text
    for step in finding.path:
        assert step.text.en in text
        for id_ in step.statements:
            assert f"[{evidence.statements[id_].quote}]" in text
    assert all(gap.en in text for gap in finding.gaps)
    assert finding.rule_says.en in text
    assert json.loads(json.dumps(told)) == told
    (way,) = [step for step in told["path"] if step["gap"]]
    assert way["relation"] == "goods-sold-by"
    assert f"   ? {way['gap']['en']}" in lines
    assert [len(step["passages"]) for step in told["path"]] == [len(step.statements) for step in finding.path]


def test_a_record_names_what_it_cites(open_folder: Callable[[Path], Resolved]) -> None:
    with open_folder(CASES / "vendor-executive-party-post" / "chief-executive-is-party-secretary") as resolved:
        (finding,) = find(resolved, chosen_rules(None))
        evidence = gather(resolved, [finding])
    cited = replace(evidence, citations={"record:S907": {"publisher": "A Publisher", "title": "A title"}})
    assert any(": A Publisher, A title" in line for line in explain_lines(finding, cited))
    assert finding.subjects == ("company:heron",)


def test_two_dates_and_two_costs_are_told_with_both_quotes(open_case: OpenCase) -> None:
    statements, resolution = case_parts(CASES / "sale-to-listed-end-user" / "reseller-to-listed-bureau")
    other = {"entity": "paper:a1:award:1", "schema": "ContractAward", "source": "record:S950", "specimen": True}
    second = [other | {"property": "date", "value": "2031-06-30"}, other | {"property": "amount", "value": "CNY 700000.00"}]
    with open_case([*statements, *statements_of(second)], resolution) as resolved:
        (finding,) = find(resolved, chosen_rules(None))
        evidence = gather(resolved, [finding])
    told = explain_dict(finding, evidence)
    assert [conflict["property"] for conflict in told["conflicts"]] == ["amount", "date"]
    for conflict, values in zip(told["conflicts"], [["CNY 569800.00", "CNY 700000.00"], ["2031-05-18", "2031-06-30"]], strict=True):
        assert [each["value"] for each in conflict["values"]] == values
        assert [each["passages"][0]["quote"] for each in conflict["values"]] == values
    (sold,) = [step for step in told["path"] if step["relation"] == "sold-to"]
    assert sold["grade"]["conflict"]
    assert told["grade"]["information"] == max(step["grade"]["information"] for step in told["path"])
    text = "\n".join(explain_lines(finding, evidence))
    assert "Sources differ" in text
    assert all(f"[{value}]" in text for value in ("2031-05-18", "2031-06-30", "CNY 569800.00", "CNY 700000.00"))


def test_a_missing_statement_is_said(open_folder: Callable[[Path], Resolved]) -> None:
    with open_folder(CASES / "vendor-executive-party-post" / "chief-executive-is-party-secretary") as resolved:
        (finding,) = find(resolved, chosen_rules(None))
    empty = Evidence({}, {})
    assert any("is not in this build" in line for line in explain_lines(finding, empty))
    assert explain_dict(finding, empty)["path"][0]["passages"][0]["missing"]


def test_signs_that_steer_a_terminal_are_shown_as_codes() -> None:
    assert clean("a\x1b[31mred\u202eevil\nnext") == "a<U+001B>[31mred<U+202E>evil next"

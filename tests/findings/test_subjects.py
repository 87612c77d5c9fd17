"""Whoever an adverse finding names is asked: every organisation of its sentences is a subject, and who is not has a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.find import find
from enduse.findings.rules import chosen_rules, is_adverse
from enduse.findings.subjects import asked, organisations
from enduse.model.kinds import load_kinds

from .builder import CASES, OpenCase, case_parts

FOLDERS = sorted(folder.parent for folder in CASES.glob("*/*/expected.json"))


def _named(folder: Path) -> set[str]:
    """Organisations of the case whose caption stands in a sentence of its findings, as they are expected, read without any of our code."""
    findings = json.loads((folder / "expected.json").read_text("utf-8"))
    entities = json.loads((folder / "resolution.json").read_text("utf-8"))["entities"]
    said = [[f["title"], f["summary"], *f["gaps"], *(step["text"] for step in f["path"])] for f in findings if is_adverse(f["rule"])]
    text = "\n".join(sentence for sentences in said for sentence in sentences)
    return {each["id"] for each in entities if each["schema"] in organisations() and each["caption"] and each["caption"] in text}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_every_organisation_that_an_adverse_finding_names_is_asked(folder: Path) -> None:
    subjects = {each for f in json.loads((folder / "expected.json").read_text("utf-8")) for each in f["subjects"]}
    assert _named(folder) <= subjects


def test_the_makers_and_the_listed_body_above_are_among_those() -> None:
    """So that the test above can fail: it would where makers or bodies above were left out."""
    sale, above = CASES / "sale-to-listed-end-user", CASES / "controlled-origin-goods-to-police"
    assert "company:kestrel" in _named(sale / "reseller-to-listed-bureau")
    assert _named(above / "body-above-listed-that-day") > _named(above / "kit-through-a-reseller")


def test_a_body_that_a_records_words_name_in_full_is_asked(open_case: OpenCase) -> None:
    folder = CASES / "vendor-state-shareholding" / "state-company-bought-a-tenth"
    statements, resolution = case_parts(folder)
    words = next(s.value for s in statements if s.property == "object")
    holder = replace(resolution.entities[0], id="company:holder", schema="Company", caption=words, mentions=())
    with open_case(statements, replace(resolution, entities=(*resolution.entities, holder))) as resolved:
        (finding,) = find(resolved, chosen_rules(["vendor-state-shareholding"]))
    assert finding.subjects[-1] == "company:holder"


def test_a_name_that_two_bodies_share_asks_neither(open_case: OpenCase) -> None:
    folder = CASES / "vendor-state-shareholding" / "state-company-bought-a-tenth"
    statements, resolution = case_parts(folder)
    words = next(s.value for s in statements if s.property == "object")
    two = [replace(resolution.entities[0], id=f"company:{n}", schema="Company", caption=words, mentions=()) for n in "ab"]
    with open_case(statements, replace(resolution, entities=(*resolution.entities, *two))) as resolved:
        (finding,) = find(resolved, chosen_rules(["vendor-state-shareholding"]))
    assert not {"company:a", "company:b"} & set(finding.subjects)


def test_a_person_is_never_asked(open_folder: Callable[[Path], Resolved]) -> None:
    folder = next(
        each for each in FOLDERS if each.parent.name == "vendor-executive-party-post" and json.loads((each / "expected.json").read_text())
    )
    with open_folder(folder) as resolved:
        for finding in find(resolved, chosen_rules([folder.parent.name])):
            assert not any(resolved.entity(subject).schema == "Person" for subject in finding.subjects)


def test_every_kind_is_asked_or_has_a_reason_not_to_be() -> None:
    assert set(load_kinds()) == {*asked().exempt, *organisations()}
    assert all(len(reason) > 20 for reason in asked().exempt.values())
    assert "Person" in asked().exempt

"""The table of grades: every row as written, and no letter ever moves a number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import structs

from enduse.entities.resolved import Resolved
from enduse.findings.grades import criteria as criteria_module
from enduse.findings.grades.criteria import LETTERS, criteria
from enduse.findings.grades.grading import Grade, grade_value
from enduse.findings.grades.independence import independent
from enduse.findings.grades.witnesses import Said, Witnesses, said_alike
from enduse.model.entity import Resolution
from enduse.model.statement import Statement

from ..builder import OpenCase, statements_of

TABLE: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "grades.yml").read_text("utf-8"))
DECLARED = {"publisher": "publisher", "owner": "owner", "syndicated_from": "syndicatedFrom", "kind": "sourceKind", "copy": "copyHeld"}


def statements(row: dict[str, Any]) -> list[Statement]:
    """The statements of a row of the table; each saying stands in a document of its own unless a cell is named."""
    found = []
    for id_, declared in row["sources"].items():
        stated = {DECLARED[name]: value for name, value in declared.items() if name in DECLARED}
        stated |= {"title": f"Title {id_}", "readStatus": declared.get("read", "read-full")}
        found += statements_of(
            [
                {"entity": f"source:{id_}", "schema": "Source", "property": p, "value": v, "source": f"record:{id_}"}
                for p, v in stated.items()
            ]
        )
    schema, property_ = row.get("schema", "ContractAward"), row.get("property", "date")
    for number, (source, value, *cell) in enumerate(row["says"]):
        said = {"entity": "award:1", "schema": schema, "property": property_, "value": value, "source": f"record:{source}"}
        (each,) = statements_of([said])
        found.append(structs.replace(each, document=f"{cell[0] if cell else number}".encode().hex().ljust(64, "0")))
    return found


def graded(row: dict[str, Any], open_case: OpenCase, order: int = 1) -> Grade:
    given = statements(row)
    with open_case(given[::order], Resolution()) as resolved:
        return grade_in(resolved, row, given)


def grade_in(resolved: Resolved, row: dict[str, Any], given: list[Statement]) -> Grade:
    value = row["says"][0][1]
    first = next(s.id for s in given if s.entity == "award:1" and s.value == value)
    alike = said_alike(resolved, [first])
    return grade_value(value, alike, Witnesses(resolved, alike))


@pytest.mark.parametrize("row", TABLE, ids=[row["case"] for row in TABLE])
def test_each_row_is_graded_as_written(row: dict[str, Any], open_case: OpenCase) -> None:
    assert graded(row, open_case) == Grade(**{"conflict": False, **row["grade"]})
    assert graded(row, open_case, order=-1) == graded(row, open_case), "the order of sources changes nothing"


@pytest.mark.parametrize("row", TABLE, ids=[row["case"] for row in TABLE])
def test_changing_the_letter_never_changes_the_number(row: dict[str, Any], open_case: OpenCase, monkeypatch: pytest.MonkeyPatch) -> None:
    given, written = statements(row), criteria()
    with open_case(given, Resolution()) as resolved:
        before = grade_in(resolved, row, given)
        for letter in LETTERS:
            changed = replace(written, letters=dict.fromkeys(written.letters, letter), unknown=letter, best_without_copy=letter)
            for module in ("witnesses", "grading"):
                monkeypatch.setattr(f"enduse.findings.grades.{module}.criteria", lambda changed=changed: changed)
            after = grade_in(resolved, row, given)
            assert after.source == letter
            assert replace(after, source=before.source) == before


def test_the_table_has_every_number_and_most_letters() -> None:
    assert {row["grade"]["information"] for row in TABLE} == {1, 2, 3, 4, 5, 6}
    assert {row["grade"]["source"] for row in TABLE} >= set("ABCDF")


def test_papers_with_the_same_passage_are_one_source(open_case: OpenCase) -> None:
    text = {"property": "date", "value": "2019-10-09", "quote": "the bureau signed the contract with the firm on 9 October 2019"}
    papers = [
        structs.replace(s, document=name * 64)
        for name in "abcde"
        for s in statements_of([{"entity": f"paper:{name}", "schema": "Notice"} | text])
    ]
    issuer = [
        structs.replace(s, document=name * 64)
        for name in "abcde"
        for s in statements_of([{"entity": f"paper:{name}", "schema": "Notice", "property": "buyer", "value": f"body:{name}"}])
    ]
    with open_case([*papers, *issuer], Resolution()) as resolved:
        said = [each for s in papers for each in said_alike(resolved, [s.id])]
        witnesses = Witnesses(resolved, said)
        assert independent(witnesses.of(each) for each in said) == 1
        other = [replace(each, passage=replace(each.passage, quote="2019")) for each in said]
        assert independent(witnesses.of(each) for each in other) == 5, "a short label before a value is no copied text"


def test_notices_of_one_issuer_are_one_source(open_case: OpenCase) -> None:
    rows = [{"entity": f"paper:{name}", "schema": "Notice", "property": "buyer", "value": "body:one"} for name in "ab"]
    given = [structs.replace(s, document=s.entity[-1] * 64) for row in rows for s in statements_of([row])]
    with open_case(given, Resolution()) as resolved:
        said: list[Said] = [each for s in given for each in said_alike(resolved, [s.id])]
        assert independent(Witnesses(resolved, said).of(each) for each in said) == 1


def test_criteria_name_only_what_exists() -> None:
    text = (Path(criteria_module.__file__).parent / "criteria.yml").read_text("utf-8")
    with pytest.raises(criteria_module.InvalidTaxonomy, match="no property"):
        criteria_module.parse_criteria(text.replace("signedDate, installedDate, amount", "signedDay, installedDate, amount", 1))
    with pytest.raises(criteria_module.InvalidTaxonomy, match="unknown"):
        criteria_module.parse_criteria(text.replace("legal-act: A", "legal-acts: A", 1))

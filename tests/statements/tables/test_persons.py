"""A person stands in a case only with a public role, an organisation and a stated reason of public interest."""

from __future__ import annotations

import itertools

import pytest

from enduse.statements.tables.importer import import_table
from tests.statements.tables.csv_reading import document

HEADER = ["tie_id", "subject_id", "predicate", "object", "holder", "executive_role", "public_interest", "source_ids", "verification"]
WHOLE = {
    "tie_id": "T1",
    "subject_id": "specimen",
    "predicate": "has_party_committee",
    "object": "specimen fund",
    "holder": "Specimen Person",
    "executive_role": "chair",
    "public_interest": "decides on sales to public bodies",
    "source_ids": "S1",
    "verification": "read",
}


def taken(row: dict[str, str]) -> tuple[list[str], list[str]]:
    extraction = import_table("ties", document(HEADER, [row[column] for column in HEADER]))
    return [issue.code for issue in extraction.issues], [s.value for s in extraction.statements]


ASKED = ("executive_role", "public_interest", "subject_id")


@pytest.mark.parametrize("missing", [each for number in (1, 2, 3) for each in itertools.combinations(ASKED, number)])
def test_without_any_of_them_the_row_is_an_issue_and_nothing_of_it_is_kept(missing: tuple[str, ...]) -> None:
    codes, values = taken({**WHOLE, **dict.fromkeys(missing, "")})
    assert codes == ["person-without-public-role"]
    assert values == []


def test_with_all_three_the_row_stands() -> None:
    codes, values = taken(WHOLE)
    assert codes == []
    assert {"Specimen Person", "chair"} <= set(values)


def test_a_kind_of_tie_with_a_usual_reason_needs_no_other() -> None:
    codes, values = taken({**WHOLE, "predicate": "party_secretary_is", "public_interest": ""})
    assert codes == []
    assert "Specimen Person" in values


def test_a_row_without_a_person_needs_none_of_it() -> None:
    codes, values = taken({**WHOLE, "holder": "", "executive_role": "", "public_interest": ""})
    assert codes == []
    assert values


def test_the_issue_does_not_repeat_the_name() -> None:
    row = {**WHOLE, "executive_role": ""}
    extraction = import_table("ties", document(HEADER, [row[column] for column in HEADER]))
    assert all("Specimen Person" not in issue.message for issue in extraction.issues)

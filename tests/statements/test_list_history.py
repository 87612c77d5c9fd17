"""The history of a list: adds, changes and removals, with rows out of order and bad days left to a reviewer."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from enduse.documents.read import read_bytes
from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.statements.list_history import import_history

HEAD = "list_date,action,name,note,accepted\n"


def document(text: str) -> Document:
    data = text.encode()
    reading = read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=".csv")
    assert reading.document is not None, reading.rejected
    return reading.document


def terms(read: Extraction) -> list[tuple[str, str]]:
    """(start, end or empty) of each listing."""
    starts = {s.entity: s.value for s in read.statements if s.property == "startDate"}
    ends = {s.entity: s.value for s in read.statements if s.property == "endDate"}
    return sorted((day, ends.get(listing, "")) for listing, day in starts.items())


def test_each_add_to_the_next_removal_is_a_listing() -> None:
    rows = "2019-10-09,add,Specimen Bureau,,\n2020-01-01,remove,Specimen Bureau,,\n2021-05-01,add,specimen bureau,,\n"
    read = import_history("Specimen List", document(HEAD + rows))
    assert terms(read) == [("2019-10-09", "2020-01-01"), ("2021-05-01", "")]
    assert read.issues == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2018-01-01,add,Specimen Bureau,,", "out-of-order"),
        ("2020-13-01,add,Specimen Other Bureau,,", "unread-day"),
        ("2020-01-01,rename,Specimen Bureau,,", "unread-row"),
        ("2020-01-01,add,,x,", "unread-row"),
        ("2020-01-01,add,Specimen Bureau,,", "change-without-effect"),
        ("2020-01-01,remove,Specimen Other Bureau,,", "change-without-effect"),
    ],
)
def test_a_row_that_cannot_stand_is_named_and_not_used(row: str, code: str) -> None:
    read = import_history("Specimen List", document(f"{HEAD}2019-10-09,add,Specimen Bureau,,\n{row}\n"))
    assert [(issue.code, issue.place) for issue in read.issues] == [(code, "line 3")]
    assert terms(read) == [("2019-10-09", "")]


def test_a_reviewer_may_accept_a_late_row() -> None:
    rows = "2019-10-09,add,Specimen Bureau,,\n2018-01-01,add,Specimen Bureau,,a reviewer\n"
    read = import_history("Specimen List", document(HEAD + rows))
    assert terms(read) == [("2018-01-01", "")]


def test_a_file_that_is_no_history_is_refused() -> None:
    with pytest.raises(SourceChanged, match="missing: action"):
        import_history("Specimen List", document("list_date,name\n2019-10-09,Specimen Bureau\n"))


@pytest.mark.shared
def test_the_hostile_history_gives_one_term(shared: Path) -> None:
    data = (shared / "hostile" / "table" / "g07_list_versions.csv").read_text("utf-8")
    read = import_history("Specimen List", document(data))
    assert terms(read) == [("2019-10-09", "2022-01-01")]
    assert sorted(issue.code for issue in read.issues) == ["out-of-order", "unread-day"]
    assert read.counts == {"rows": 6, "rows-repeated": 1, "rows-not-used": 2, "listings": 1, "amendments": 1}

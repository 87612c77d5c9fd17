from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model.extraction import Extraction
from enduse.statements.tables.cross_check import unknown_mentions, unknown_sources
from enduse.statements.tables.importer import import_table
from enduse.statements.tables.kind_file import load_table_kind, table_kinds
from tests.statements.tables.csv_reading import document, read_csv

STATISTICS = ("statistic_id", "publisher", "value", "unit", "source_ids")


def statistics(*rows: tuple[str, ...], header: tuple[str, ...] = STATISTICS) -> Extraction:
    return import_table("statistics", document(header, *rows))


def only(extraction: Extraction) -> tuple[str, str]:
    (issue,) = extraction.issues
    return issue.code, issue.message


def test_one_statement_for_each_source_on_the_same_cell() -> None:
    read = statistics(("N1", "Example", "144", "contracts", "X1; X2;X1"))
    counted = [s for s in read.statements if s.property == "value"]
    assert [s.source for s in counted] == ["record:X1", "record:X2"]
    assert len({(s.start, s.end, s.quote) for s in counted}) == 1
    assert counted[0].first_seen is None


def test_a_file_of_no_known_kind_is_rejected_with_the_kinds_there_are() -> None:
    code, message = only(import_table("cameras", document(("a", "b"))))
    assert code == "unknown-table"
    assert "known kinds: bodies, companies" in message


def test_a_file_without_rows_is_rejected() -> None:
    assert only(import_table("statistics", read_csv(b"")))[0] == "no-table"


def test_a_missing_column_rejects_the_table_and_lists_expected_and_found() -> None:
    read = statistics(("N1", "Example", "contracts", "X1"), header=("statistic_id", "publisher", "unit", "source_ids"))
    code, message = only(read)
    assert code == "missing-column"
    assert "tables/statistics: the column value is missing" in message
    assert "expected statistic_id, publisher, value, unit, source_ids" in message
    assert "found statistic_id, publisher, unit, source_ids" in message
    assert read.issues[0].rejected
    assert read.statements == ()


def test_a_table_without_a_column_of_sources_is_rejected() -> None:
    assert only(statistics(("N1", "E", "1", "c"), header=STATISTICS[:-1]))[0] == "missing-column"


def test_an_unknown_column_is_named_with_the_known_ones_and_the_rest_is_read() -> None:
    read = statistics(("N1", "Example", "144", "contracts", "X1", "?"), header=(*STATISTICS, "colour"))
    code, message = only(read)
    assert code == "unknown-column"
    assert "'colour' is not read; known columns: statistic_id" in message
    assert len(read.statements) == 3


def test_a_doubled_column_rejects_the_table() -> None:
    assert only(statistics(("N1", "E", "1", "c", "X1", "2"), header=(*STATISTICS, "value")))[0] == "doubled-column"


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        (("N1", "Example", "144", "contracts", ""), "no-source", "cites no source"),
        (("", "Example", "144", "contracts", "X1"), "bad-key", "the key is empty"),
        (("N 1", "Example", "144", "contracts", "X1"), "bad-key", "holds a space"),
        (("N1", "", "144", "contracts", "X1"), "empty-cell", "column publisher"),
        (("N1", "Example", "144"), "ragged-row", "3 cells where the header has 5"),
        (("N1", "Example", "144", "contracts", "X1", "more"), "ragged-row", "6 cells where the header has 5"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_and_named(row: tuple[str, ...], code: str, words: str) -> None:
    read = statistics(row, ("N2", "Example", "49", "contracts", "X1"))
    found, message = only(read)
    assert found == code
    assert "tables/statistics line 2" in message
    assert words in message
    assert read.counts["rows"] == 2
    assert read.counts["rows-rejected"] == 1
    assert {s.entity for s in read.statements} == {"statistic:N2"}


def test_the_second_row_of_a_key_is_left_out() -> None:
    read = statistics(("N1", "Example", "144", "contracts", "X1"), ("N1", "Other", "49", "contracts", "X1"))
    assert only(read)[0] == "duplicate-key"
    assert "already that of line 2" in read.issues[0].message
    assert "Other" not in {s.value for s in read.statements}


def test_the_line_is_that_of_the_file_where_cells_hold_line_breaks() -> None:
    read = statistics(("N1", "Example\nGazette", "144", "contracts", "X1"), ("N2", "Example", "many", "contracts", "X1"))
    assert read.issues[0].place == "tables/statistics line 4 column value"
    assert "'many' cannot be read, expected a plain number such as 40563" in read.issues[0].message
    assert read.counts["cells-unread"] == 1


def test_specimen_rows_are_marked_and_nothing_else_is_understood() -> None:
    header = (*STATISTICS, "specimen")
    rows = [("N1", "E", "1", "c", "X1", "yes"), ("N2", "E", "1", "c", "X1", ""), ("N3", "E", "1", "c", "X1", "maybe")]
    read = statistics(*rows, header=header)
    assert {(s.entity, s.specimen) for s in read.statements} == {("statistic:N1", True), ("statistic:N2", False)}
    assert "'maybe' cannot be read, expected yes, no or nothing" in read.issues[0].message


def test_sources_and_mentions_nobody_describes() -> None:
    sources = import_table(
        "sources", document(("source_id", "title", "publisher", "read_status"), ("X1", "A text", "Example", "read_full"))
    )
    listings = import_table(
        "listings",
        document(
            ("listing_id", "list", "name", "same_as", "measure_id", "source_ids"),
            ("L1", "Example List", "E", "company:gone", "M9", "X1;X2"),
        ),
    )
    statements = sources.statements + listings.statements
    assert [issue.message for issue in unknown_sources(statements)] == [
        "5 statements (first: listing:L1) cite the source 'X2'; sources.csv has no such row."
    ]
    assert [issue.message.split(",")[0] for issue in unknown_mentions(statements)] == [
        "listed:L1 names 'company:gone' as its sameAs",
        "listing:L1 names 'measure:M9' as its measure",
    ]


CELLS = st.text(alphabet=st.sampled_from("ab1-;,\"'\n ?公 X") | st.characters(codec="utf-8"), max_size=12)


@given(st.sampled_from(table_kinds()), st.data())
def test_whatever_a_table_holds_a_quote_is_its_passage_and_nothing_fails(table: str, data: st.DataObject) -> None:
    kind = load_table_kind(table)
    columns = data.draw(st.lists(st.sampled_from(kind.columns), unique=True, max_size=6))
    header = tuple(dict.fromkeys((*kind.required, "source_ids", *columns)))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header) - 1, max_size=len(header) + 1), max_size=4))
    given_document = document(header, *rows)
    read = import_table(table, given_document)
    assert all(given_document.text[s.start : s.end] == s.quote for s in read.statements)
    assert all(s.source for s in read.statements)
    assert import_table(table, given_document) == read


@given(st.text(max_size=200))
def test_whatever_a_file_holds_the_importer_answers(text: str) -> None:
    assert import_table("projects", read_csv(text.encode("utf-8"))).statements == ()

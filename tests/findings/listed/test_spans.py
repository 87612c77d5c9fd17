"""Partial dates in SQL read as they do in Python, whatever is written."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.findings.listed.spans import define_spans
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue

CONNECTION = duckdb.connect(":memory:")
define_spans(CONNECTION)
PART = st.from_regex(r"\A[012][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?\Z")


def in_sql(text: str) -> tuple[date | None, date | None]:
    first, last = CONNECTION.execute("SELECT span_first($1), span_last($1)", [text]).fetchall()[0]
    return first, last


def in_python(text: str) -> tuple[date | None, date | None]:
    try:
        read = PartialDate.parse(text)
    except AmbiguousValue:
        return None, None
    return read.first, read.last


@given(st.one_of(PART, st.tuples(PART, PART).map("/".join), st.text("0123456789-/ ", max_size=22)))
def test_sql_and_python_read_a_date_alike(text: str) -> None:
    assert in_sql(text) == in_python(text)


@pytest.mark.parametrize("text", ["0000", "2020-13-01", "2021/2019", "2019/", "/2019", "2019/2020/2021", "2019-1", "", "May 2019"])
def test_what_is_no_date_has_no_days(text: str) -> None:
    assert in_sql(text) == (None, None)

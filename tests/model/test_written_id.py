"""The id of a statement from its text is the id of the statement."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model.statement import Statement
from enduse.model.written_id import written_id

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(['"', "\\", "\n\t\x00\x1f\x7f", "</样>", "é 'x'"])
STATEMENTS = st.builds(
    Statement,
    **dict.fromkeys(("entity", "schema", "property", "value", "document", "quote", "prefix", "suffix", "source", "method"), TEXT),
    method_version=TEXT,
    start=st.integers(0, 2**40),
    end=st.integers(0, 2**40),
    **dict.fromkeys(("lang", "original", "valid_from", "valid_to", "first_seen"), st.none() | TEXT),
    page=st.none() | st.integers(0, 9999),
    confidence=st.floats(0, 1) | st.sampled_from([1e-5, 1e-7, 0.1, 1e16, 5e-324]),
    specimen=st.booleans(),
)


@given(STATEMENTS)
def test_it_is_the_same_id(statement: Statement) -> None:
    assert written_id(msgspec.json.encode(statement, order="sorted")) == statement.id


@pytest.mark.parametrize("text", [b"[]", b"{}", b'{"entity": "a"', b'{"entity": "a"}'])
def test_what_is_no_statement_has_none(text: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        written_id(text)

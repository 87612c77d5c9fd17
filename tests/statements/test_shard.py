"""The lines of a shard: each statement either says its id, or is one whose id DuckDB finds."""

from __future__ import annotations

import msgspec
import pytest
from msgspec import structs

from enduse.model.statement import Statement
from enduse.statements.id_in_sql import plain
from enduse.statements.shard import as_lines
from tests.entities.test_parents import say

SURE = say("paper:01:buyer", "PublicBody", "name", "样本局", "paper")
DOUBTFUL = structs.replace(SURE, confidence=0.9)


class Line(msgspec.Struct):
    id: str | None = None


@pytest.mark.parametrize("odd", ["样本\x1f局", "\x00", '"confidence":1.0,'])
def test_a_line_has_its_id_where_duckdb_would_not_find_it(odd: str) -> None:
    said = (SURE, DOUBTFUL, structs.replace(SURE, value=odd, quote=odd), SURE, structs.replace(DOUBTFUL, value=odd))
    lines = as_lines(said).splitlines()
    assert [msgspec.json.decode(line, type=Statement) for line in lines] == list(said)
    for line, statement in zip(lines, said, strict=True):
        told = msgspec.json.decode(line, type=Line).id
        assert told == (None if plain(line, 1) else statement.id)
    assert msgspec.json.decode(lines[1], type=Line).id == DOUBTFUL.id


def test_lines_of_sure_statements_are_left_as_they_are() -> None:
    assert as_lines((SURE, SURE)) == 2 * (msgspec.json.encode(SURE) + b"\n")
    assert as_lines(()) == b""

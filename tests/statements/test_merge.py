"""Merging: every statement once, in one order, whatever order the papers came in and however they are dealt out."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from enduse.model.errors import DamagedBuild
from enduse.model.extraction import Extraction
from enduse.model.statement import Statement
from enduse.model.storage import write_json
from enduse.statements.id_in_sql import plain
from enduse.statements.merge import TABLE_BYTES, deal, merge_task
from tests.entities.test_parents import say
from tests.model.test_written_id import STATEMENTS

SAID = [say(f"paper:{paper:02}:buyer", "PublicBody", "name", f"样本局{paper}", "paper") for paper in range(6)]


def written(folder: Path, *extractions: list[Statement]) -> list[Path]:
    paths = []
    for number, statements in enumerate(extractions):
        paths.append(folder / f"{number}.json")
        write_json(paths[-1], Extraction(statements=tuple(statements)))
    return paths


def test_every_statement_stands_once(tmp_path: Path) -> None:
    merge_task(written(tmp_path, SAID, SAID[2:4]), {}, tmp_path / "table.parquet")
    rows = duckdb.read_parquet(str(tmp_path / "table.parquet")).project("id, entity, quote").fetchall()
    assert rows == [(each.id, each.entity, each.quote) for each in sorted(SAID, key=lambda s: (s.entity, s.id))]


def test_the_bytes_are_those_of_the_statements(tmp_path: Path) -> None:
    paths = written(tmp_path, SAID[:3], SAID[3:], SAID[::-1])
    merge_task(paths[:2], {}, tmp_path / "a.parquet")
    merge_task(paths[2:], {}, tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_nothing_is_a_table_without_rows(tmp_path: Path) -> None:
    merge_task(written(tmp_path, []), {}, tmp_path / "table.parquet")
    assert duckdb.read_parquet(str(tmp_path / "table.parquet")).fetchall() == []


@pytest.mark.parametrize("damage", [b"", b'{"statements":[{"entity":"a"}]}', b'{"statements":'])
def test_a_damaged_extraction_is_named(tmp_path: Path, damage: bytes) -> None:
    (path,) = written(tmp_path, SAID)
    path.write_bytes(damage)
    with pytest.raises(DamagedBuild, match=r"0\.json is not as it was written"):
        merge_task([path], {}, tmp_path / "table.parquet")


@pytest.mark.parametrize(("was", "now"), [(b'"start":', b'"begin":'), (b'"start":0', b'"start":"x"')])
def test_an_extraction_changed_by_hand_is_damage(tmp_path: Path, was: bytes, now: bytes) -> None:
    (path,) = written(tmp_path, SAID)
    assert was in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(was, now))
    with pytest.raises(DamagedBuild, match="an extraction is not as it was written"):
        merge_task([path], {}, tmp_path / "table.parquet")


@settings(max_examples=4, deadline=None)
@given(st.lists(STATEMENTS, min_size=20, max_size=30))
def test_ids_are_those_of_the_statements_whatever_they_say(statements: list[Statement]) -> None:
    """Of plain files DuckDB computes the ids; what is odd, in a file of its own, has its id from its text."""
    certain = [structs.replace(each, confidence=1.0) for each in statements]
    files = [[each] for each in certain] + [statements[:3], certain[::2]]
    with tempfile.TemporaryDirectory() as folder:
        merge_task(written(Path(folder), *files), {}, Path(folder, "table.parquet"))
        rows = duckdb.read_parquet(str(Path(folder, "table.parquet"))).project("id").fetchall()
    assert sorted(id_ for (id_,) in rows) == sorted({each.id for each in [*certain, *statements[:3]]})


@pytest.mark.parametrize(
    "value", ["样本 SPECIMEN", 'a "quoted" \\ word', "two\nlines\tand\r\b\f", "\x7f\u2028/</p>é", "\x00", "\x1f", "\\u001f"]
)
def test_signs_that_stand_as_numbers_are_not_left_to_duckdb(tmp_path: Path, value: str) -> None:
    odd = structs.replace(SAID[0], value=value)
    (path,) = written(tmp_path, [odd])
    assert plain(path.read_bytes(), 1) == ("\\u" not in value and min(value) not in "\x00\x1f")
    merge_task([path], {}, tmp_path / "table.parquet")
    assert duckdb.read_parquet(str(tmp_path / "table.parquet")).project("id, value").fetchall() == [(odd.id, value)]


def test_what_is_less_than_certain_is_not_left_to_duckdb(tmp_path: Path) -> None:
    (path,) = written(tmp_path, [*SAID, structs.replace(SAID[0], confidence=0.5)])
    assert not plain(path.read_bytes(), len(SAID) + 1)


PAPERS = [(f"{number:064x}", number) for number in range(400)]


def test_papers_are_dealt_out_by_their_hash_alone() -> None:
    size = 7 * TABLE_BYTES
    tables = deal(PAPERS, size)
    assert len(tables) == 8
    assert sorted(each for table in tables for each in table) == list(range(400))
    assert list(map(sorted, deal(PAPERS[::-1], size))) == tables
    added = deal([*PAPERS, ("f" * 64, 400)], size + 1000)
    assert sum(one != other for one, other in zip(tables, added, strict=True)) == 1


@pytest.mark.parametrize(("size", "tables"), [(0, 1), (TABLE_BYTES, 1), (TABLE_BYTES + 1, 2), (2 * TABLE_BYTES, 2), (3 * TABLE_BYTES, 4)])
def test_there_are_as_many_tables_as_keep_each_small(size: int, tables: int) -> None:
    assert len(deal(PAPERS, size)) == tables


def test_roles_of_one_document_stay_in_one_table() -> None:
    """What is said of it in two roles may be the same statement."""
    both = [(document, (number, role)) for document, number in PAPERS for role in ("list", "paper")]
    for table in deal(both, 16 * TABLE_BYTES):
        assert {number for number, role in table if role == "list"} == {number for number, role in table if role == "paper"}

"""Parts: a case resolved in parts, from any number of tables, is the same bytes as one resolved in one go."""

from __future__ import annotations

from pathlib import Path

import pytest

from enduse.entities import statement_parts
from enduse.entities.resolve import join_task, resolve_task
from enduse.entities.statement_parts import MENTIONS, PARTS, Part, gather_task, part_task, read_parts
from enduse.model.extraction import Extraction
from enduse.model.statement import Statement
from enduse.model.storage import write_json
from enduse.statements.merge import merge_task

from .test_alike import APART, CODED, WITH_ROW

SAID = list(dict.fromkeys([*APART, *CODED, *WITH_ROW]))


def table(folder: Path, name: str, statements: list[Statement]) -> Path:
    write_json(folder / f"{name}.json", Extraction(statements=tuple(statements)))
    merge_task([folder / f"{name}.json"], {}, folder / f"{name}.parquet")
    return folder / f"{name}.parquet"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("number", [1, 2, 5])
def test_any_number_of_tables_gives_the_bytes_of_one(tmp_path: Path, number: int) -> None:
    resolve_task([table(tmp_path, "all", SAID)], {}, tmp_path / "whole")
    tables = [table(tmp_path, f"t{place}", SAID[place::number]) for place in range(number)]
    join_task(tables[::-1], {}, tmp_path / "joined")
    made = []
    for place, part in enumerate(read_parts(tmp_path / "joined")):
        made.append(tmp_path / f"part{place}.parquet")
        part_task([tmp_path / "joined" / MENTIONS, *tables], {"schema": part.schema, "properties": part.properties}, made[-1])
    gather_task([tmp_path / "joined", *made], {}, tmp_path / "gathered")
    assert files(tmp_path / "gathered") == files(tmp_path / "whole")
    assert PARTS not in files(tmp_path / "gathered")


def test_a_large_kind_is_cut_between_properties(tmp_path: Path) -> None:
    with statement_parts.open_sql(tmp_path) as connection:
        connection.execute(f"CREATE VIEW said AS FROM {statement_parts.read_parquet(table(tmp_path, 'all', SAID))}")
        assert statement_parts.parts_of(connection) == (Part("Company"), Part("ContractAward"))
        counted = connection.execute(
            "SELECT property, count(*) FROM said WHERE schema = 'Company' GROUP BY ALL ORDER BY property"
        ).fetchall()
        names = [name for name, _ in counted]
        cut = statement_parts.parts_of(connection, max(rows for _, rows in counted))
        assert [each for part in cut for each in part.properties if part.schema == "Company"] == names
        assert 1 < len([part for part in cut if part.schema == "Company"]) < len(names)
        assert statement_parts.parts_of(connection, sum(rows for _, rows in counted))[0] == Part("Company")


def test_where_a_file_can_have_no_second_name_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    join_task([table(tmp_path, "all", SAID)], {}, tmp_path / "joined")
    monkeypatch.setattr(statement_parts.os, "link", refuse)
    gather_task([tmp_path / "joined"], {}, tmp_path / "gathered")
    assert (tmp_path / "gathered" / MENTIONS).read_bytes() == (tmp_path / "joined" / MENTIONS).read_bytes()

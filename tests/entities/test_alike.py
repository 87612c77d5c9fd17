"""Mentions for which others stand: the outcome is that of looking at every mention."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from enduse.entities.likeness import ByNames
from enduse.entities.mentions import Fact, Mention
from enduse.entities.resolve import resolve, resolve_task
from enduse.entities.resolved import Resolved
from enduse.entities.scratch import Scratch
from enduse.entities.written import read_resolution, read_summary
from enduse.language.identifiers import usc_check_character
from enduse.model.errors import DamagedBuild
from enduse.model.extraction import Extraction
from enduse.model.statement import Statement
from enduse.model.storage import write_json
from enduse.statements.merge import merge_task

from .test_parents import say

FIRM, SHORT = "样琅县华测商贸有限公司", "样琅华测"
CODES = tuple(body + usc_check_character(body) for body in ("91990000MA0000001", "91990000MA0000002"))


def firm(paper: int, *facts: tuple[str, str]) -> list[Statement]:
    """A seller of one paper, its award, and what the paper says of the seller."""
    seller = f"paper:{paper:02}:supplier:1"
    said = [say(seller, "Company", name, value, "paper") for name, value in facts]
    return [*said, say(f"paper:{paper:02}:award:1", "ContractAward", "supplier", seller, "paper")]


def whole(statements: list[Statement]) -> dict[str, Mention]:
    """Every mention with all its facts, read the plain way."""
    found: dict[str, Mention] = {}
    for each in sorted(statements, key=lambda s: (s.entity, s.property, s.id)):
        about = found.setdefault(each.entity, Mention(each.entity, each.schema, each.specimen, each.source))
        about.facts.setdefault(each.property, []).append(
            Fact(each.property, each.value, each.id, each.lang, each.source, each.valid_to is not None)
        )
    return found


PLAIN = [statement for paper in range(12) for statement in firm(paper, ("name", FIRM))]
WITH_ROW = [*PLAIN, say("company:row", "Company", "name", FIRM, "record:S1"), say("company:row", "Company", "country", "cn", "record:S1")]
CODED = [statement for paper in range(12) for statement in firm(paper, ("name", FIRM), *([("uscCode", CODES[0])] if paper % 2 else []))]
GENERIC = [say(f"paper:{paper:02}:buyer", "PublicBody", "name", "市公安局", "paper") for paper in range(8)]
APART = [
    *(statement for paper in range(8) for statement in firm(paper, ("name", FIRM), ("alias", SHORT))),
    *firm(20, ("name", FIRM), ("uscCode", CODES[0])),
    *firm(21, ("name", SHORT), ("uscCode", CODES[1])),
]


@pytest.mark.parametrize("statements", [PLAIN, WITH_ROW, CODED, GENERIC, APART], ids=["plain", "row", "coded", "generic", "apart"])
def test_standing_for_others_gives_what_looking_at_each_gives(tmp_path: Path, statements: list[Statement]) -> None:
    write_json(tmp_path / "extraction.json", Extraction(statements=tuple(statements)))
    merge_task([tmp_path / "extraction.json"], {}, tmp_path / "statements.parquet")
    resolve_task([tmp_path / "statements.parquet"], {}, tmp_path / "entities")
    assert read_resolution(tmp_path / "entities") == resolve(whole(statements), (), ByNames())
    assert read_summary(tmp_path / "entities").mentions == len(whole(statements))


def test_where_two_that_stand_for_others_come_apart_every_one_of_them_is_looked_at(tmp_path: Path) -> None:
    write_json(tmp_path / "extraction.json", Extraction(statements=tuple(APART)))
    merge_task([tmp_path / "extraction.json"], {}, tmp_path / "statements.parquet")
    with Scratch([tmp_path / "statements.parquet"], memory="1GB", temporary=tmp_path / "spill") as scratch:
        assert len(scratch.mentions()) < len(whole(APART)) == scratch.count()
        assert scratch.twins() == [("paper:00:supplier:1", "paper:01:supplier:1")]
    resolve_task([tmp_path / "statements.parquet"], {}, tmp_path / "entities")
    firms = [entity for entity in read_resolution(tmp_path / "entities").entities if entity.schema == "Company"]
    assert [len(entity.mentions) for entity in firms] == [1] * 10


def test_the_tables_are_the_same_bytes_whatever_the_order_of_statements(tmp_path: Path) -> None:
    written = []
    for name, order in (("a", WITH_ROW), ("b", WITH_ROW[::-1])):
        folder = tmp_path / name
        folder.mkdir()
        write_json(folder / "extraction.json", Extraction(statements=tuple(order)))
        merge_task([folder / "extraction.json"], {}, folder / "statements.parquet")
        resolve_task([folder / "statements.parquet"], {}, folder / "entities")
        written.append({path.relative_to(folder): path.read_bytes() for path in sorted((folder / "entities").rglob("*")) if path.is_file()})
    assert written[0] == written[1]


def test_a_large_case_answers_from_its_files_as_a_small_one_from_memory(tmp_path: Path) -> None:
    write_json(tmp_path / "extraction.json", Extraction(statements=tuple(WITH_ROW)))
    merge_task([tmp_path / "extraction.json"], {}, tmp_path / "statements.parquet")
    resolve_task([tmp_path / "statements.parquet"], {}, tmp_path / "entities")
    query = "SELECT id, canonical, target FROM statements ORDER BY id"
    with Resolved(tmp_path / "entities", loaded=True) as small, Resolved(tmp_path / "entities", loaded=False) as large:
        assert small.connection.execute(query).fetchall() == large.connection.execute(query).fetchall()
        assert small.entities() == large.entities()
        assert large.canonical("paper:03:supplier:1") == "company:row"
        large.connection.execute("SET enable_external_access = false")
        assert large.connection.execute("SELECT count(*) FROM statements").fetchall() == [(len(WITH_ROW),)]
        with pytest.raises(duckdb.Error):
            large.connection.execute("FROM read_parquet($file)", {"file": str(tmp_path / "statements.parquet")})


@pytest.mark.parametrize("name", ["summary.json", "entities.parquet", "statements/000.parquet"])
def test_a_cut_file_is_named_as_damage(tmp_path: Path, name: str) -> None:
    write_json(tmp_path / "extraction.json", Extraction(statements=tuple(PLAIN)))
    merge_task([tmp_path / "extraction.json"], {}, tmp_path / "statements.parquet")
    resolve_task([tmp_path / "statements.parquet"], {}, tmp_path / "entities")
    (tmp_path / "entities" / name).write_bytes(b"")
    with pytest.raises(DamagedBuild, match=Path(name).name):
        Resolved(tmp_path / "entities")

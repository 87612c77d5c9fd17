"""Cases whose papers come in bulk, made here, and the stages from capture to merged statements without what comes after."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb

from enduse.case import joining_stages
from enduse.case.bulk import Bulk, take_in
from enduse.case.inventory import take_inventory
from enduse.case.layout import Case, open_case
from enduse.case.plan import plan_papers
from enduse.engine.local import run_local
from enduse.engine.run import Ran
from enduse.evidence.vault import Vault
from tests.case.test_build import PAPER

HEAD = "title: {en: A case in bulk}\nrules: [sale-to-listed-end-user]\n"


def notices(count: int) -> dict[str, bytes]:
    """Small notices by name, each another one."""
    return {f"notice-{number:04}.html": PAPER.format(number=number).encode() for number in range(1, count + 1)}


def write_parquet(path: Path, rows: list[dict[str, Any]], types: dict[str, str], group: int = 2048) -> None:
    """A Parquet file of these rows, with columns of these types."""
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = ", ".join(f'"{name}" {type_}' for name, type_ in types.items())
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE pages ({columns})")
        marks = ", ".join("?" * len(types))
        connection.executemany(f"INSERT INTO pages VALUES ({marks})", [[row.get(name) for name in types] for row in rows])  # noqa: S608
        connection.execute(f"COPY pages TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {group})")


def parquet_case(folder: Path, rows: list[dict[str, Any]], types: dict[str, str], more: str = "") -> Case:
    """A case with one table of pages."""
    write_parquet(folder / "pages" / "portal.parquet", rows, types)
    return case_of(folder, f"bulk: [{{path: pages/portal.parquet{more}}}]\n")


def case_of(folder: Path, settings: str = "") -> Case:
    """A case with these settings."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yml").write_text(HEAD + settings, "utf-8")
    return open_case(folder)


def taken_in(case: Case, known: set[str] | None = None) -> Bulk:
    """The collections captured, in this process."""
    return take_in(case, Vault(case.root / "vault"), known or set(), lambda tasks: done(run_local(tasks, workers=1)))


def done(outcomes: Any) -> list[Ran]:
    """Outcomes of tasks none of which failed."""
    found = list(outcomes)
    assert [ran.error for ran in found if ran.error] == []
    return found


def merged_bulk(case: Case) -> bytes:
    """The table of all statements of the collections."""
    bulk = taken_in(case)
    done(run_local([shard.task for shard in bulk.shards], workers=1))
    return _merged(case, [(shard.name, shard.task.as_input()) for shard in bulk.shards])


def merged_papers(case: Case) -> bytes:
    """The table of all statements of papers given one by one."""
    vault = Vault(case.root / "vault")
    papers = tuple(paper for paper in take_inventory(case, vault).papers if paper.role == "paper")
    planned = plan_papers(case, vault, papers)
    done(run_local([each.read for each in planned], workers=1))
    done(run_local([each.extract for each in planned], workers=1))
    return _merged(case, [(each.paper.sha256, each.extract.as_input()) for each in planned])


def _merged(case: Case, extractions: Any) -> bytes:
    tables = joining_stages.merge(case.build, extractions, lambda tasks: done(run_local(tasks, workers=1)) and None)
    assert len(tables) == 1
    return tables[0].output.read_bytes()


def sha256(data: bytes) -> str:
    """A hash as it is written."""
    return hashlib.sha256(data).hexdigest()

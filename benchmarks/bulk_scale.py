"""What a build costs from a table of pages to findings, by number of notices, and whether it finds what was planted.

    python benchmarks/bulk_scale.py [--notices 1000 …] [--folder FOLDER] [--workers 2] [--json]

For each size notices are drawn (``invented``), written as pages of HTML in three families into one Parquet file, and built as a case that
names the file under ``bulk``: captured into packs, read in the jail, private data taken out, extracted, merged, joined, and asked by all
rules. Only the site is not made. The world's hand-kept rows stand beside them. Nothing but the pages is given: who bought from whom has to
be read from them. Printed: for each step its tasks, seconds, and processor seconds of all its processes; the most memory that all held
together; findings planted, found, and beside them (told by rule, outcome and papers). ``inside``: processor milliseconds of one page
of a shard, measured over some pages in this process (reading without its jail, which costs some 0.1 ms more).

A run that was killed goes on where it was when it is started again with the same ``--folder`` (``ledger``); one that ended begins anew.
``scripts/make_cost_plot.py`` draws what ``--json`` prints.

The floor is reading the same rows from the Parquet file and hashing them, in this process.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import shutil
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import msgspec

from enduse.case import joining_stages
from enduse.case.bulk import Bulk, take_in
from enduse.case.layout import Case, open_case
from enduse.documents.read import read_bytes
from enduse.documents.redaction import redact_reading
from enduse.engine.sql import quoted, read_parquet
from enduse.engine.task import Input, Task, code_version
from enduse.evidence.vault import Vault
from enduse.model.extraction import Extraction
from enduse.model.finding import Finding
from enduse.model.statement import Statement
from enduse.model.storage import read_json, write_json
from enduse.statements.extract import extract_paper
from enduse.statements.shard_file import read_shard
from findings_scale import Cost, Memory, against, each_size, processor_seconds
from invented.expected import Expected, key_of
from invented.notices import Notice, Written, notices
from invented.records import records
from invented.web_page import as_read, web_page
from invented.world import World
from ledger import Ledger

AWARDS_A_NOTICE = 1.5
"""A little more than there are, so that the world is as large as the notices need."""
ROOMS = (
    "model",
    "vocabulary",
    "language",
    "decisions",
    "engine",
    "evidence",
    "documents",
    "sources",
    "statements",
    "entities",
    "findings",
    "case",
)
"""What a figure rests on: a killed run goes on only with the same code."""
SAMPLE = 500
ROW_GROUP = 8_192

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """A generated case: where it is and how many notices and awards it holds."""

    folder: Path
    notices: int
    awards: int


def generate(folder: Path, count: int, seed: int = 8) -> Made:
    """Write ``pages/notices.parquet``, ``records.json``, ``expected.json`` and a ``case.yml``; the same arguments give the same rows."""
    world = World(int(count * AWARDS_A_NOTICE), seed)
    expected, awards, link_papers = Expected(world), 0, dict[str, str]()
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    write_json(folder / "records.json", Extraction(statements=tuple(records(world))))
    lines = folder / "pages.jsonl"
    with lines.open("wb") as file:
        for notice in itertools.islice(notices(world), count):
            _, page = web_page(notice)
            sha256 = hashlib.sha256(page).hexdigest()
            written = Written(as_read(notice), sha256, "", "", [_link(sha256, number) for number in range(len(notice.awards))])
            expected.take(written)
            link_papers |= {link.id: sha256 for link in written.statements}
            awards += len(notice.awards)
            file.write(msgspec.json.encode(_row(notice, page)) + b"\n")
    keys = [[rule, outcome, _by_paper(told, link_papers)] for rule, outcome, told in sorted(expected.finish())]
    write_json(folder / "expected.json", {"keys": keys, "awards": awards})
    _as_parquet(lines, folder / "pages" / "notices.parquet")
    lines.unlink()
    (folder / "case.yml").write_text("title: {en: Invented notices}\nbulk: [{path: pages/notices.parquet}]\n", "utf-8")
    return Made(folder, count, awards)


def _link(sha256: str, number: int) -> Statement:
    """What stands for the link of an award to its buyer where only the page is given: what is expected is told by the paper."""
    said = {"entity": f"{sha256}:{number}", "schema": "ContractAward", "property": "buyer", "value": "", "quote": "", "prefix": ""}
    return Statement(**said, suffix="", document=sha256, start=0, end=0, source="paper", method="invented", method_version="1")


def _by_paper(told: str, papers: dict[str, str]) -> str:
    """Links, told by the papers they stand in."""
    found = {papers.get(link, "") for link in told.split()}
    return told if "" in found else " ".join(sorted(found))


def _row(notice: Notice, page: bytes) -> dict[str, str]:
    url = f"https://portal.example/notices/{notice.number}"
    return {"url": url, "fetched_at": notice.day.isoformat(), "media_type": "text/html", "body": page.decode()}


def _as_parquet(lines: Path, to: Path) -> None:
    columns = "{'url': 'VARCHAR', 'fetched_at': 'DATE', 'media_type': 'VARCHAR', 'body': 'VARCHAR'}"
    with duckdb.connect(config={"threads": "1", "memory_limit": "1GB"}) as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_json({quoted(str(lines))}, format='newline_delimited', columns={columns}))"  # noqa: S608 - paths
            f" TO {quoted(str(to))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )


def run_stages(case: Case, meter: Ledger) -> tuple[Bulk, tuple[Task, ...], Task]:
    """Every stage from the table to findings; what a killed run had done is left as it is."""
    for folder in () if meter.goes_on else (case.build, case.root / "vault"):
        shutil.rmtree(folder, ignore_errors=True)
    bulk = take_in(case, Vault(case.root / "vault"), (), meter.run)
    meter.run([shard.task for shard in bulk.shards])
    extractions = [(shard.name, shard.task.as_input()) for shard in bulk.shards]
    extractions.append(("records", Input(case.root / "records.json", "records")))
    merged = joining_stages.merge(case.build, extractions, meter.need)
    entities = joining_stages.resolve(case.build, merged, (), meter.need)
    return bulk, merged, joining_stages.find(case.build, entities, (), meter.need)


def outcome(case: Case, merged: tuple[Task, ...], findings: Task) -> dict[str, object]:
    """Findings against what was planted; a finding about sales is told by the papers of its awards."""
    query = (
        f"SELECT id, document FROM {read_parquet(*(task.output for task in merged))}"  # noqa: S608 - paths
        " WHERE schema = 'ContractAward' AND property = 'buyer'"
    )
    with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
        papers = dict(connection.execute(query).fetchall())
    wanted = {tuple(key) for key in json.loads((case.root / "expected.json").read_bytes())["keys"]}
    found = read_json(findings.output, tuple[Finding, ...])
    keys = {(rule, said, _by_paper(told, papers)) for rule, said, told in (key_of(finding, papers.keys()) for finding in found)}
    return against(wanted, keys, len(found))


def inside(case: Case) -> dict[str, float]:
    """Processor milliseconds of one page of a shard, by what is done with it; every page is met once, after as many others."""
    encode = msgspec.json.Encoder(order="sorted")
    spent: Counter[str] = Counter()

    def step(name: str, run: Callable[[], T]) -> T:
        began = time.process_time()
        done = run()
        spent[name] += time.process_time() - began
        return done

    for number, (body,) in enumerate(itertools.islice(_bodies(case), 2 * SAMPLE)):
        if number == SAMPLE:
            spent.clear()
        page = body.encode()
        sha256 = hashlib.sha256(page).hexdigest()
        step("hash and deflate", lambda page=page: (hashlib.sha256(page), zlib.compress(page, 1)))
        reading = step("read", lambda page=page, sha256=sha256: read_bytes(page, sha256=sha256, extension=".html"))
        kept = step("take private data out", lambda reading=reading: redact_reading(reading))
        step("write reading", lambda kept=kept: zlib.compress(encode.encode(kept), 1))
        document = kept.document
        if document is not None:
            said = step("extract", lambda document=document: extract_paper(document))
            step("write statements", lambda said=said: zlib.compress(encode.encode_lines(said.statements), 1))
    return {name: round(1000 * seconds / SAMPLE, 3) for name, seconds in spent.items()}


def _spent(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _bodies(case: Case) -> Iterator[tuple[str]]:
    with duckdb.connect(config={"threads": "1", "memory_limit": "1GB"}) as connection:
        rows = connection.execute(f"SELECT body FROM {read_parquet(case.root / 'pages' / 'notices.parquet')}")  # noqa: S608 - a path
        while batch := rows.fetchmany(1000):
            yield from batch


def measure(folder: Path, count: int, workers: int) -> dict[str, Any]:
    """Make a case of that size where it is not there yet, build it to findings, compare."""
    if not (folder / "expected.json").is_file():
        generate(folder, count)
    case = open_case(folder)
    floor = _spent(lambda: [hashlib.sha256(body.encode()).digest() for (body,) in _bodies(case)])
    ledger = Ledger(folder / "costs.jsonl", code_version(ROOMS), workers)
    began, used = time.perf_counter(), processor_seconds()
    with Memory() as memory:
        bulk, merged, findings = run_stages(case, ledger)
    seconds, rest = time.perf_counter() - began - ledger.seconds_now, processor_seconds() - used - ledger.spent_now
    costs = [*ledger.costs, Cost("planning", 0, round(seconds, 1), round(rest, 1), 0)]
    spent = sum(cost.cpu_seconds for cost in costs)
    kept = [read_shard(shard.task.output) for shard in bulk.shards]
    found = outcome(case, merged, findings)
    ledger.end()
    return {
        "notices": count,
        "awards": json.loads((folder / "expected.json").read_bytes())["awards"],
        "documents": {"in": bulk.pages, "duplicates": bulk.duplicates, "rejected": bulk.pages - bulk.duplicates - sum(map(_read, kept))},
        "statements": sum(each.statements for each in kept),
        "steps": [asdict(cost) for cost in costs],
        "seconds": round(sum(cost.seconds for cost in costs), 1),
        "cpu_seconds": round(spent, 1),
        "cpu_ms_a_notice": round(1000 * spent / count, 3),
        "floor_ms_a_notice": round(1000 * floor / count, 3),
        "peak_mib": max(memory.most // 2**20, *(cost.mib for cost in costs)),
        "bytes": {
            "table": (folder / "pages" / "notices.parquet").stat().st_size,
            "packs": sum(path.stat().st_size for path in Vault(folder / "vault").all_packs()),
            "shards": sum(shard.task.output.stat().st_size for shard in bulk.shards),
        },
        "inside": inside(case),
        **found,
    }


def _read(shard: Any) -> int:
    return sum(page.read for page in shard.pages)


def show(figures: dict[str, Any]) -> None:
    """One size as lines."""
    for name, value in figures.items():
        if name == "steps":
            for cost in value:
                each = 1000 * cost["cpu_seconds"] / figures["notices"]
                print(
                    "  {step:14} {tasks:5} tasks {seconds:8} s {cpu_seconds:8} CPU s".format(**cost),
                    f"{each:7.3f} ms a notice {cost['mib']:6} MiB",
                )
        else:
            print(f"  {name:20} {value}")


def main() -> None:
    """Measure each size and print it."""
    each_size(__doc__, "notices", 1000, measure, show)


if __name__ == "__main__":
    main()

"""Papers in bulk say what they say one by one; every page is counted; what ends a reader or a build costs nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from enduse.case.layout import open_case
from enduse.documents import reading
from enduse.documents.jail import Jail, Limits
from enduse.engine.local import run_local
from enduse.evidence.pack import Pack
from enduse.evidence.vault import Vault
from enduse.model.errors import UsageError
from enduse.statements.shard_file import read_document, read_lines, read_shard
from tests.case.bulk_case import case_of, done, merged_bulk, merged_papers, notices, parquet_case, sha256, taken_in, write_parquet
from tests.case.reference_stages import with_reference
from tests.case.test_build import issues, outputs
from tests.conftest import ROOT, run_here
from tests.documents.containers.given import compress, http, record
from tests.documents.hostile_readers import hostile
from tests.documents.test_redaction import CANARIES
from tests.documents.test_redaction import PAGE as PRIVATE

BODY = {"name": "VARCHAR", "body": "BLOB"}
SEVERAL = 300


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    case = case_of(tmp_path_factory.mktemp("papers") / "case")
    (case.root / "papers").mkdir()
    for name, data in notices(SEVERAL).items():
        (case.root / "papers" / name).write_bytes(data)
    return merged_papers(case)


def test_a_table_of_pages_gives_the_statements_of_its_papers(one_by_one: bytes, tmp_path: Path) -> None:
    rows = [{"name": name, "body": data} for name, data in notices(SEVERAL).items()]
    assert merged_bulk(parquet_case(tmp_path, rows, BODY)) == one_by_one


def test_text_bodies_other_names_and_another_order_change_nothing(one_by_one: bytes, tmp_path: Path) -> None:
    rows = [{"page": data.decode(), "media_type": "text/html", "crawler": 1} for data in reversed(notices(SEVERAL).values())]
    types = {"page": "VARCHAR", "media_type": "VARCHAR", "crawler": "INTEGER"}
    assert merged_bulk(parquet_case(tmp_path, rows, types, ", columns: {body: page}, ignore: [crawler]")) == one_by_one


def test_web_archives_give_the_statements_of_their_papers(one_by_one: bytes, tmp_path: Path) -> None:
    case = case_of(tmp_path, 'bulk: [{path: "pages/*.warc.gz"}]\n')
    (tmp_path / "pages").mkdir()
    records = [record(http(data, "Content-Type: text/html"), f"http://example.test/{name}") for name, data in notices(SEVERAL).items()]
    for number in range(2):
        (tmp_path / "pages" / f"crawl-{number}.warc.gz").write_bytes(b"".join(map(compress, records[number::2])))
    assert merged_bulk(case) == one_by_one


def test_a_large_folder_gives_the_statements_of_its_papers(one_by_one: bytes, tmp_path: Path) -> None:
    case = case_of(tmp_path, "bulk: [{path: pages}]\n")
    for number, (name, data) in enumerate(notices(SEVERAL).items()):
        path = tmp_path / "pages" / str(number % 7) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert merged_bulk(case) == one_by_one


def test_every_row_is_counted_and_what_is_refused_is_named(tmp_path: Path) -> None:
    pages = list(notices(4).items())
    rows = [{"name": name, "body": data, "sha256": sha256(data)} for name, data in pages]
    rows += [dict(rows[0], name="again.html"), {"name": "no body.html"}, dict(rows[1], name="other bytes.html", body=b"<p>other")]
    bulk = taken_in(parquet_case(tmp_path, rows, {**BODY, "sha256": "VARCHAR"}), {rows[3]["sha256"]})
    assert (bulk.pages, bulk.documents, bulk.duplicates) == (7, 3, 2)  # one stands twice, one lies in papers/ too
    assert bulk.rejected == {"no-body": 1, "digest-mismatch": 1}
    assert [issue.place for issue in bulk.issues] == ["pages/portal.parquet!/no body.html", "pages/portal.parquet!/other bytes.html"]
    vault = Vault(tmp_path / "vault")
    assert all(vault.read(sha256(data)) == data for _, data in pages)
    assert vault.read("0" * 64) is None


def test_the_same_rows_again_are_the_same_pack(tmp_path: Path) -> None:
    rows = [{"name": name, "body": data} for name, data in notices(5).items()]
    case = parquet_case(tmp_path, rows, BODY)
    first = taken_in(case)
    write_parquet(tmp_path / "pages" / "portal.parquet", [*rows], BODY, group=4096)
    again = taken_in(case)
    assert (first.new, again.new) == (1, 0)
    assert [shard.task.id for shard in first.shards] == [shard.task.id for shard in again.shards]


def test_rows_added_behind_leave_the_packs_before_them_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enduse.documents.bulk.parquet_pages.STRETCH_ROWS", 2048)
    rows = [{"name": f"{number}.html", "body": f"<p>{number}".encode()} for number in range(2050)]
    case = parquet_case(tmp_path, rows, BODY)
    before = taken_in(case)
    write_parquet(tmp_path / "pages" / "portal.parquet", [*rows, {"name": "more.html", "body": b"<p>more"}], BODY)
    after = taken_in(case)
    assert (before.documents, after.documents, before.new, after.new) == (2050, 2051, 2, 1)
    assert [shard.task.id for shard in before.shards[:3]] == [shard.task.id for shard in after.shards[:3]]
    assert before.shards[3].task.id != after.shards[3].task.id


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("bulk: [{path: pages/gone.parquet}]", "pages/gone.parquet is not there"),
        ("bulk: [{path: papers/x.parquet}]", "lies in papers/"),
        ('bulk: [{path: "/*.parquet"}]', "begins at the case folder"),
        ("bulk: [{path: pages/portal.parquet, column: {}}]", "unknown key 'column'"),
        ("bulk: [{columns: {}}]", "has no path"),
        ("bulk: [{path: pages/portal.parquet}]", "nothing is known of the column(s) crawler"),
        ("bulk: [{path: pages/portal.parquet, columns: {body: html}}]", "names the column 'html'"),
        ("bulk: [{path: pages/portal.parquet, columns: {bodi: body}}]", "'bodi' under columns"),
        ("bulk: [{path: pages/portal.parquet, columns: {status: name}, ignore: [crawler]}]", "column name is of type VARCHAR"),
        ("bulk: [{path: pages/no.parquet}]", "cannot be read as Parquet"),
    ],
)
def test_what_case_yml_says_wrong_is_said(tmp_path: Path, settings: str, says: str) -> None:
    for folder in ("pages", "papers"):
        path = tmp_path / folder / ("portal.parquet" if folder == "pages" else "x.parquet")
        write_parquet(path, [{"name": "a", "body": b"<p>a"}], {**BODY, "crawler": "INTEGER"})
    (tmp_path / "pages" / "no.parquet").write_bytes(b"PAR1 no table PAR1")
    with pytest.raises(UsageError) as raised:
        taken_in(case_of(tmp_path, settings + "\n"))
    assert says in str(raised.value)


def test_a_page_that_ends_its_reader_is_rejected_by_name_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = list(notices(6).items())
    rows = [{"name": name, "body": data} for name, data in pages]
    rows.insert(2, {"name": "ends.html", "body": hostile("segfault")})
    rows.insert(4, {"name": "leaves.html", "body": hostile("exit")})
    case = parquet_case(tmp_path, rows, BODY)
    bulk = taken_in(case)
    with Jail(Limits(), readers=("tests.documents.hostile_readers",), folder=ROOT) as jail:
        monkeypatch.setitem(reading._JAILS, (os.getpid(), False), jail)
        done(run_local([shard.task for shard in bulk.shards], workers=1))
    shard = read_shard(bulk.shards[0].task.output)
    assert [page.name for page in shard.pages if not page.read] == ["ends.html", "leaves.html"]
    assert sum(page.read for page in shard.pages) == len(pages)
    assert {issue.code for issue in shard.readings if issue.rejected} == {"crashed"}


def test_a_body_that_lies_about_its_media_type_is_read_as_what_it_is_or_rejected(tmp_path: Path) -> None:
    (_, page), *_ = notices(1).items()
    rows = [
        {"url": "https://portal.example/1", "media_type": "application/pdf", "body": page},
        {"url": "https://portal.example/2", "media_type": "text/html", "body": b"\x7fELF" + bytes(range(256)) * 8},
        {"url": "https://portal.example/3", "media_type": "text/html", "body": b""},
    ]
    bulk = taken_in(parquet_case(tmp_path, rows, {"url": "VARCHAR", "media_type": "VARCHAR", "body": "BLOB"}))
    done(run_local([shard.task for shard in bulk.shards], workers=1))
    shard = read_shard(bulk.shards[0].task.output)
    assert [page.read for page in shard.pages] == [True, False, False]
    found = {(issue.document, issue.code, issue.rejected) for issue in shard.readings}
    assert found == {
        (shard.pages[0].sha256, "wrong-extension", False),
        (shard.pages[1].sha256, "wrong-type", True),
        (shard.pages[2].sha256, "empty", True),
    }
    assert shard.statements > 0


def test_a_damaged_archive_and_damaged_rows_are_rejected_by_name_and_the_rest_is_taken_in(tmp_path: Path) -> None:
    rows = [{"name": name, "body": data} for name, data in notices(3).items()]
    case = parquet_case(tmp_path, rows, BODY, '}, {path: "pages/*.warc.gz"}, {path: pages/whole.parquet')
    write_parquet(tmp_path / "pages" / "whole.parquet", rows[:2], BODY)
    table = tmp_path / "pages" / "portal.parquet"
    data = bytearray(table.read_bytes())
    data[40:400] = bytes(360)
    table.write_bytes(data)
    (tmp_path / "pages" / "a.warc.gz").write_bytes(b"no archive")
    whole = compress(record(http(notices(4)["notice-0004.html"], "Content-Type: text/html"), "http://example.test/4"))
    (tmp_path / "pages" / "b.warc.gz").write_bytes(whole + whole[:-30])
    bulk = taken_in(case)
    assert bulk.pages == bulk.documents + bulk.duplicates + bulk.rejected.total()
    assert (bulk.documents, bulk.rejected["corrupt"], bulk.rejected["wrong-type"]) == (3, 3, 1)
    assert {"pages/portal.parquet", "pages/a.warc.gz"} <= {issue.place for issue in bulk.issues}
    assert any(issue.place.startswith("pages/b.warc.gz") for issue in bulk.issues)


def test_private_data_is_in_no_shard(tmp_path: Path) -> None:
    bulk = taken_in(parquet_case(tmp_path, [{"name": "canary.html", "body": PRIVATE.encode()}], BODY))
    (output,) = [ran.task.output for ran in done(run_local([shard.task for shard in bulk.shards], workers=1))]
    (page,) = read_shard(output).pages
    document = read_document(output, page.sha256)
    assert document is not None
    assert {redaction.kind for redaction in document.redactions} >= {"person", "phone", "email", "address"}
    with Pack(output) as shard:
        written = [shard.index(), shard.get(bytes.fromhex(page.sha256)) or b"", read_lines(output)]
    assert not [canary for canary in CANARIES for text in written if canary.encode() in text]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in bulk, built by command, with a page that is rejected; tests must not change it."""
    return bulk_case(tmp_path_factory.mktemp("built") / "case")


def bulk_case(folder: Path, *, build: bool = True) -> Path:
    rows = [{"name": name, "body": data} for name, data in notices(30).items()]
    rows += [{"name": "twice.html", "body": rows[0]["body"]}, {"name": "program.html", "body": b"\x7fELF" + bytes(99)}]
    parquet_case(folder, rows, BODY)
    if build:
        with_reference(folder)
        ended = run_here("build", folder, "--json")
        assert ended.returncode == 3, ended.stderr
    return folder


def test_a_build_counts_pages_names_them_and_verifies(built: Path) -> None:
    report = {line["stage"]: line for line in json.loads((built / "build" / "report.json").read_text("utf-8"))["stages"]}
    evidence, documents = report["evidence"], report["documents"]
    assert (evidence["came_in"], evidence["came_out"], evidence["duplicates"]) == (33, 32, 1)  # the gazetteer is a file too
    assert (documents["came_in"], documents["came_out"], documents["rejected"]) == (32, 31, {"wrong-type": 1})
    assert [issue["place"] for issue in issues(built)] == ["pages/portal.parquet!/program.html"]
    checked = json.loads(run_here("verify", built, "--json").stdout)
    assert (checked["documents"], checked["problems"]) == (32, [])
    assert checked["quotes"] > 30
    assert "notice-0007.html" in (built / "site" / "downloads" / "documents.jsonl").read_text("utf-8")


def test_built_again_nothing_is_done(built: Path) -> None:
    before = outputs(built)
    again = json.loads(run_here("build", built, "--json").stdout)
    assert sum(line["done"] for line in again["stages"]) == 0
    assert outputs(built) == before


KILLED = """
import os, signal, sys
import enduse.case.bulk, enduse.engine.run
from enduse.cli.main import main
enduse.case.bulk.SHARD_PAGES = 8
put, seen = enduse.engine.run._put_in_place, []
def ended(aside, output):
    seen.append(output)
    if output.suffix == ".shard" and sum(each.suffix == ".shard" for each in seen) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    put(aside, output)
enduse.engine.run._put_in_place = ended
main()
"""


def test_a_killed_build_goes_on_to_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enduse.case.bulk.SHARD_PAGES", 8)
    whole = bulk_case(tmp_path / "whole")
    killed = with_reference(bulk_case(tmp_path / "killed", build=False))
    ended = subprocess.run([sys.executable, "-c", KILLED, "build", killed, "--workers", "1"], capture_output=True, check=False)
    assert ended.returncode == -9, ended.stderr
    assert len(list((killed / "build" / "shards").glob("[!.]*.shard"))) == 2
    again = {line["stage"]: line for line in json.loads(run_here("build", killed, "--json").stdout)["stages"]}
    assert (again["documents"]["kept"], again["documents"]["done"]) == (1 + 2, 2)
    assert outputs(killed) == outputs(whole)


def test_a_damaged_pack_stops_the_build_and_is_named_until_it_is_restored(tmp_path: Path) -> None:
    case = with_reference(bulk_case(tmp_path / "case", build=False))
    (pack,) = {shard.task.inputs[0].path for shard in taken_in(open_case(case)).shards}
    kept = pack.read_bytes()
    pack.chmod(0o644)
    pack.write_bytes(kept[:1000] + b"\xff\xff\xff" + kept[1003:])
    stopped = run_here("build", case)
    assert stopped.returncode == 1
    checked = run_here("verify", case)
    assert checked.returncode == 1
    (named,) = [line for line in checked.stderr.splitlines() if f"pack {pack.name}" in line]
    sha256_named = next(word for word in named.split() if len(word) == 64)
    assert sha256_named in stopped.stderr
    assert sha256_named in {sha256(data) for data in notices(30).values()}
    pack.write_bytes(kept)
    assert run_here("build", case).returncode == 3


def test_what_the_vault_lost_is_captured_again(tmp_path: Path) -> None:
    case = open_case(bulk_case(tmp_path / "case", build=False))
    (pack,) = {shard.task.inputs[0].path for shard in taken_in(case).shards}
    data = pack.read_bytes()
    pack.unlink()
    taken_in(case)
    assert pack.read_bytes() == data

"""A case with containers: every file is counted, members are papers, and only what changed is unpacked again."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from gzip import compress
from pathlib import Path
from typing import Any

import pytest

from tests.case.test_build import PAPER, issues, outputs, small_case
from tests.conftest import run_here
from tests.documents.containers.given import http, raw_zip, record, sha1, tarred, wacz, zipped

NOTICES = [PAPER.format(number=number).encode() for number in range(1, 8)]


def built(case: Path, *, expect: int = 0) -> dict[str, Any]:
    done = run_here("build", case, "--json")
    assert done.returncode == expect, done.stdout + done.stderr
    return {line["stage"]: line for line in json.loads(done.stdout)["stages"]}


def holds(line: dict[str, Any]) -> bool:
    """Nothing vanishes: what came in is a document, a duplicate, or rejected for a reason."""
    return bool(line["came_in"] == line["came_out"] + line["duplicates"] + sum(line["rejected"].values()))


def suppliers(case: Path) -> set[int]:
    done = run_here("export", case, "--format", "jsonl", "--out", case.parent / "out")
    assert done.returncode == 0, done.stderr
    statements = (case.parent / "out" / "statements.jsonl").read_text("utf-8")
    return {number for number in range(1, 8) if f"样本供应商{number}有限公司" in statements}


def paths(case: Path) -> list[str]:
    state = json.loads((case / "build" / "state.json").read_text("utf-8"))
    return sorted(path for paper in state["papers"] if paper["role"] == "paper" for path in paper["paths"])


@pytest.mark.slow
def test_members_of_all_kinds_are_papers(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    papers = case / "papers"
    (papers / "two.zip").write_bytes(
        zipped({"a/same.html": NOTICES[0], "b.html": NOTICES[1], "inner.tar.gz": compress(tarred({"c.html": NOTICES[2]}))})
    )
    (papers / "three.html.gz").write_bytes(compress(NOTICES[3]))
    (papers / "web.warc").write_bytes(
        record(http(NOTICES[4], "Content-Type: text/html"), "http://example.test/n.html", "response", sha1(NOTICES[4]))
    )
    (papers / "named-as-a-page.html").write_bytes(wacz(page=NOTICES[5]))
    (papers / "mail.eml").write_bytes(
        b"From: canary@example.test\r\nMessage-ID: <1@example.test>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + NOTICES[6] + b"\r\n--b--\r\n"
    )
    stages = built(case)
    evidence = stages["evidence"]
    assert holds(evidence)
    assert (evidence["came_in"], evidence["duplicates"]) == (1 + 6 + 8, 1)  # the gazetteer is a file as well
    assert holds(stages["documents"])
    assert suppliers(case) == {1, 2, 3, 4, 5, 6, 7}
    assert paths(case) == [
        "papers/mail.eml!/body 1.html",
        "papers/named-as-a-page.html!/http://example.test/notice.html",
        "papers/notice-1.html",
        "papers/three.html.gz!/three.html",
        "papers/two.zip!/a/same.html",
        "papers/two.zip!/b.html",
        "papers/two.zip!/inner.tar.gz!/c.html",
        "papers/web.warc!/http://example.test/n.html",
    ]
    again = built(case)
    assert sum(line["done"] for line in again.values()) == 0
    assert run_here("verify", case).returncode == 0
    for folder in ("build", "site"):
        assert not any(b"canary@example" in path.read_bytes() for path in (case / folder).rglob("*") if path.is_file())


@pytest.mark.slow
def test_order_names_and_packing_change_nothing_but_paths(tmp_path: Path) -> None:
    found = []
    for place, data in (
        ("one", zipped({"a.html": NOTICES[0], "b.html": NOTICES[1]})),
        ("two", zipped({"z.html": NOTICES[1], "folder/y.html": NOTICES[0]}, zipfile.ZIP_STORED)),
    ):
        case = small_case(tmp_path / place / "case", papers=0)
        (case / "papers" / "x.zip").write_bytes(data)
        built(case)
        run_here("export", case, "--format", "jsonl", "--out", tmp_path / place / "out")
        found.append((tmp_path / place / "out" / "statements.jsonl").read_bytes())
    assert found[0] == found[1]


@pytest.mark.slow
def test_adding_and_removing_containers_equals_a_fresh_build(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    archive = tmp_path / "given.zip"
    archive.write_bytes(zipped({"b.html": NOTICES[1], "inner.zip": zipped({"c.html": NOTICES[2]})}))
    built(case)
    before = outputs(case)
    assert run_here("add", archive, "--case", case, "--from", "a test").returncode == 0
    built(case)
    full = small_case(tmp_path / "full", papers=1)
    shutil.copyfile(archive, full / "papers" / "given.zip")
    built(full)
    assert outputs(case) == outputs(full)
    (case / "papers" / "given.zip").unlink()
    built(case)
    assert outputs(case) == before


@pytest.mark.slow
def test_members_the_vault_lost_are_unpacked_again(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=0)
    (case / "papers" / "x.zip").write_bytes(zipped({"a.html": NOTICES[0]}))
    built(case)
    shutil.rmtree(case / "vault")
    shutil.rmtree(case / "build" / "documents")
    built(case)
    assert suppliers(case) == {1}
    assert run_here("verify", case).returncode == 0


@pytest.mark.slow
def test_depth_and_holding_itself_are_limits(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    nested = zipped({"deep.html": NOTICES[6]})
    for level in range(6):
        nested = zipped({f"level-{level}.zip": nested, f"note-{level}.html": NOTICES[level % 3]})
    (case / "papers" / "nested.zip").write_bytes(nested)
    stages = built(case, expect=3)
    assert holds(stages["evidence"])
    assert stages["evidence"]["rejected"] == {"limit:depth": 1}
    assert 7 not in suppliers(case)
    assert [issue["place"] for issue in issues(case)] == ["papers/nested.zip" + "".join(f"!/level-{n}.zip" for n in (5, 4, 3, 2))]


@pytest.mark.slow
def test_every_trouble_is_counted_once(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    papers = case / "papers"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.html", NOTICES[1])
        archive.writestr(".hidden.html", NOTICES[2])
        archive.writestr("empty.html", b"")
        archive.writestr("bomb.zip", zipped({"zero": bytes(40 << 20)}))
    (papers / "mixed.zip").write_bytes(made.getvalue())
    (papers / "mixed-again.zip").write_bytes(made.getvalue())
    (papers / "twice.zip").write_bytes(raw_zip([(b"n.html", NOTICES[3]), (b"n.html", NOTICES[4]), (b"n.html", NOTICES[3])]))
    (papers / "cut.zip").write_bytes(made.getvalue()[:300])
    (papers / "bomb.gz").write_bytes(compress(bytes(40 << 20)))
    stages = built(case, expect=3)
    evidence = stages["evidence"]
    assert holds(evidence), evidence
    assert evidence["rejected"] == {"cut": 1, "limit:ratio": 2, "unsupported-member": 1}
    assert evidence["left_out"] == {"hidden file": 1}
    assert evidence["duplicates"] == 2
    assert stages["documents"]["rejected"] == {"empty": 1}
    assert suppliers(case) == {1, 2, 4, 5}
    assert {issue["code"] for issue in issues(case)} == {"cut", "limit:ratio", "unsupported-member", "duplicate-name", "empty"}
    assert all(str(issue["place"]).startswith("papers/") and issue["action"] for issue in issues(case))


@pytest.mark.slow
def test_an_archive_that_holds_itself_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No archive of that kind is made here: a member is given its container's own hash instead."""
    from enduse.case import expanding
    from enduse.case.expanding import expand
    from enduse.case.inventory import take_inventory
    from enduse.case.layout import open_case
    from enduse.documents.containers.listing import Listing, Unpacked
    from enduse.documents.containers.member import Member
    from enduse.evidence.vault import Vault

    case = open_case(small_case(tmp_path / "case", papers=0))
    (case.root / "papers" / "x.zip").write_bytes(zipped({"a": b"a"}))
    vault = Vault(case.root / "vault")
    inventory = take_inventory(case, vault)
    own = next(paper.sha256 for paper in inventory.papers if paper.role == "paper")
    listing = Listing(own, "zip", (Unpacked(Member(name="x.zip"), own, 100, 0),), settled=True)
    monkeypatch.setattr(expanding, "read_listing", lambda _path: listing)
    expanded = expand(case, vault, inventory, lambda _tasks: [])
    assert [issue.code for issue in expanded.issues] == ["limit:depth"]
    found = expanded.inventory
    assert found.files + found.members == len(found.papers) + len(found.containers) + found.duplicates + 1

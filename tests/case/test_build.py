"""The build holds its promises: same input same bytes, incremental equals full, bad papers named, old site kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from enduse.case.layout import open_case
from enduse.case.lock import building
from tests.case.reference_stages import with_reference
from tests.conftest import EXAMPLE, copy_example, digests, run_enduse, run_here

PAPER = """<!doctype html><html><head><meta charset="utf-8"><title>样本州测试局设备采购中标公告（SPECIMEN 样本）</title></head><body>
<p>SPECIMEN 样本：本公告为虚构。</p>
<p>一、项目编号：SPEC-2024-{number}</p><p>二、项目名称：样本测试设备采购（样本）</p>
<p>三、中标（成交）信息</p><p>供应商名称：样本供应商{number}有限公司</p><p>供应商地址：虚构路1号</p><p>中标（成交）金额：{number}0000.00元</p>
<p>九、凡对本次公告内容提出询问，请按以下方式联系。</p><p>1.采购人信息</p><p>名称：样本州测试局</p></body></html>
"""
CASE = """
title: {en: A small case}
rules: [sale-to-listed-end-user, sale-to-body-under-listed-body, vendor-executive-party-post]
specimens: ["papers/*"]
"""


def small_case(folder: Path, papers: int = 3, *, fresh: bool = False) -> Path:
    """``fresh``: with nothing there yet, not even what every build makes of the gazetteer."""
    (folder / "papers").mkdir(parents=True)
    (folder / "case.yml").write_text(CASE, "utf-8")
    for number in range(1, papers + 1):
        (folder / "papers" / f"notice-{number}.html").write_text(PAPER.format(number=number), "utf-8")
    return folder if fresh else with_reference(folder)


def outputs(case: Path) -> dict[str, str]:
    return {**digests(case / "site"), **{f"build/{k}": v for k, v in digests(case / "build").items() if k not in ("report.json",)}}


def issues(case: Path) -> list[dict[str, object]]:
    loaded: list[dict[str, object]] = json.loads((case / "build" / "issues.json").read_text("utf-8"))
    return loaded


@pytest.mark.slow
def test_two_builds_are_the_same_bytes(example: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "under another name"
    copy_example(tmp_path / "copy")
    other.mkdir(parents=True)
    for path in sorted((tmp_path / "copy").rglob("*"), reverse=True):  # files are made in another order
        if path.is_file():
            target = other / path.relative_to(tmp_path / "copy")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    env = {"TZ": "Asia/Urumqi", "PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "C"}
    done = run_enduse("build", ".", "--workers", "1", env=env, cwd=other)
    assert done.returncode == 0, done.stderr
    assert outputs(other) == outputs(example)


def test_one_more_paper_rebuilds_only_what_depends_on_it(tmp_path: Path) -> None:
    grown = small_case(tmp_path / "grown", papers=3)
    assert run_here("build", grown).returncode == 0
    (grown / "papers" / "notice-4.html").write_text(PAPER.format(number=4), "utf-8")
    done = run_here("build", grown, "--json")
    stages = {line["stage"]: line for line in json.loads(done.stdout)["stages"]}
    assert (stages["documents"]["done"], stages["documents"]["kept"]) == (1, 4)  # four: three notices and the gazetteer
    assert stages["statements"]["done"] == 1
    full = small_case(tmp_path / "full", papers=4)
    assert run_here("build", full).returncode == 0
    assert outputs(grown) == outputs(full)
    again = json.loads(run_here("build", grown, "--json").stdout)
    assert sum(line["done"] for line in again["stages"]) == 0


def test_a_removed_paper_is_gone(tmp_path: Path) -> None:
    shrunk = small_case(tmp_path / "shrunk", papers=4)
    assert run_here("build", shrunk).returncode == 0
    (shrunk / "papers" / "notice-4.html").unlink()
    assert run_here("build", shrunk).returncode == 0
    full = small_case(tmp_path / "full", papers=3)
    assert run_here("build", full).returncode == 0
    assert outputs(shrunk) == outputs(full)
    assert run_here("verify", shrunk).returncode == 0  # the vault keeps what was captured


@pytest.fixture(scope="module")
def bad_case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    case = small_case(tmp_path_factory.mktemp("bad") / "case", papers=2)
    papers, tables = case / "papers", case / "tables"
    tables.mkdir()
    (papers / "empty.html").write_bytes(b"")
    whole = PAPER.format(number=7).encode()
    (papers / "cut.html").write_bytes(whole[: whole.index("供应商地址".encode()) + 4])
    (papers / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (papers / "one-line.html").write_bytes(b"<p>" + "样本文字".encode() * (50 * 2**20 // 12) + b"</p>")
    gbk = PAPER.format(number=8).replace('charset="utf-8"', 'charset="utf-8"').encode("gbk")
    (papers / "gbk-declared-utf-8.html").write_bytes(gbk)
    (papers / "same-again.html").write_bytes((papers / "notice-1.html").read_bytes())
    (tables / "sources.csv").write_text("source_id,title,publisher\nS1,Specimen source,Specimen publisher\n", "utf-8")
    (tables / "projects.csv").write_text("project_id,city\nP1,Nowhere\n", "utf-8")
    return case, run_here("build", case).stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("papers/empty.html", "empty"),
        ("papers/cut.html", "cut|inside|middle|unfinished"),
        ("papers/picture.html", "png|picture|image"),
        ("tables/projects.csv", "title"),
    ],
)
def test_bad_input_is_named_with_file_and_reason(bad_case: tuple[Path, str], file: str, words: str) -> None:
    case, _ = bad_case
    about = [issue for issue in issues(case) if str(issue["place"]).startswith(file)]
    assert about, [issue["place"] for issue in issues(case)]
    said = " ".join(f"{issue['message']} {issue['place']}".lower() for issue in about)
    assert any(word in said for word in words.split("|")), said
    assert all(issue["action"] for issue in about)


@pytest.mark.slow
def test_the_rest_of_a_case_with_bad_papers_is_built(bad_case: tuple[Path, str]) -> None:
    case, talk = bad_case
    report = json.loads((case / "build" / "report.json").read_text("utf-8"))
    stages = {line["stage"]: line for line in report["stages"]}
    assert stages["evidence"]["duplicates"] == 1
    documents = stages["documents"]
    assert documents["came_in"] == documents["came_out"] + sum(documents["rejected"].values())
    exported = run_here("export", case, "--format", "jsonl", "--out", case.parent / "out")
    assert exported.returncode == 0, exported.stderr
    statements = (case.parent / "out" / "statements.jsonl").read_text("utf-8")
    assert "样本供应商1有限公司" in statements
    assert "样本供应商8有限公司" in statements, "GBK declared as UTF-8 is read right"
    assert (case / "site" / "index.html").is_file()
    assert "papers/empty.html" in talk


def test_an_unknown_key_stops_before_anything_happens(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    assert run_here("build", case).returncode == 0
    before = digests(case)
    (case / "case.yml").write_text(CASE + "speciments: [x]\n", "utf-8")
    done = run_here("build", case)
    assert done.returncode == 2
    assert "case.yml line 5" in done.stderr
    (case / "case.yml").write_text(CASE, "utf-8")
    assert digests(case) == before


@pytest.mark.shared
@pytest.mark.slow
def test_a_list_with_a_fifth_missing_stops_the_build_and_keeps_the_site(shared: Path, tmp_path: Path) -> None:
    real = json.loads((shared / "data/lists/us_lists_2026-07/bis_entity_list.json").read_text("utf-8"))
    whole = {**real, "entities": real["entities"][:400], "count": 400}
    case = small_case(tmp_path / "case", papers=1)
    (case / "lists").mkdir()
    file = case / "lists" / "el.json"
    (case / "case.yml").write_text(
        CASE + "lists: [{source: us-bis-entity-list, file: lists/el.json, expect: {min: 100, max: 6000}}]\n", "utf-8"
    )
    file.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    assert run_here("build", case).returncode in (0, 3)
    before = digests(case / "site")
    cut = {**whole, "entities": whole["entities"][: len(whole["entities"]) * 4 // 5]}
    cut["count"] = len(cut["entities"])
    file.write_text(json.dumps(cut, ensure_ascii=False), "utf-8")
    done = run_here("build", case)
    assert done.returncode == 1
    assert "us-bis-entity-list" in done.stderr
    assert str(len(cut["entities"])) in done.stderr.replace(",", "")
    assert digests(case / "site") == before
    assert run_here("build", case, "--accept-list", "us-bis-entity-list").returncode in (0, 3)
    assert digests(case / "site") != before


def test_verify_names_a_flipped_bit(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=2)
    assert run_here("build", case).returncode == 0
    assert run_here("verify", case).returncode == 0
    stored = sorted(path for path in (case / "vault" / "objects").rglob("*") if path.is_file())[0]
    stored.chmod(0o644)
    data = bytearray(stored.read_bytes())
    data[len(data) // 2] ^= 1
    stored.write_bytes(bytes(data))
    done = run_here("verify", case)
    assert done.returncode == 1
    assert stored.name in done.stderr


def test_a_failed_build_says_what_failed_and_publishes_nothing(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    (case / "case.yml").write_text(CASE.replace("sale-to-listed-end-user", "no-such-rule"), "utf-8")
    done = run_here("build", case)
    assert done.returncode in (1, 2)
    assert "no-such-rule" in done.stderr
    assert not (case / "site").exists()


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    case = open_case(small_case(tmp_path / "case", papers=1))
    with building(case):
        done = run_here("build", case.root)
    assert done.returncode == 2
    assert "Another build of this case is under way" in done.stderr
    assert run_here("build", case.root).returncode == 0


def test_a_site_that_a_killed_build_took_away_is_put_back(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    assert run_here("build", case).returncode == 0
    before = digests(case / "site")
    (case / "site").rename(case / ".site-old")
    assert run_here("build", case).returncode == 0
    assert digests(case / "site") == before
    assert not (case / ".site-old").exists()


def test_damaged_build_files_are_named(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    assert run_here("build", case).returncode == 0
    damaged = next((case / "build" / "entities").glob("*/summary.json"))
    damaged.write_bytes(b"")
    done = run_here("build", case)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert damaged.name in done.stderr
    shutil.rmtree(case / "build")
    assert run_here("build", case).returncode == 0


def test_links_and_hidden_files_among_papers_do_not_vanish(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    (case / "papers" / "link.html").symlink_to(case / "papers" / "notice-1.html")
    (case / "papers" / ".hidden.html").write_text(PAPER.format(number=5), "utf-8")
    assert run_here("build", case).returncode == 3
    assert any("link.html" in f"{issue['place']} {issue['message']}" for issue in issues(case))
    report = json.loads((case / "build" / "report.json").read_text("utf-8"))
    assert report["stages"][0]["came_in"] == 4  # two papers, the link and the gazetteer


def test_a_paper_that_says_it_is_a_specimen_is_one_whatever_the_case_says(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=0)
    shutil.copyfile(EXAMPLE / "papers" / "specimen-award-listed-bureau.html", case / "papers" / "received.html")
    (case / "case.yml").write_text(CASE.replace('["papers/*"]', "[]"), "utf-8")
    assert run_here("build", case).returncode == 0
    rows = [json.loads(line) for line in (case / "site/downloads/statements.jsonl").read_text("utf-8").splitlines()]
    assert {row["specimen"] for row in rows if row["source"] == "paper"} == {True}
    assert "Specimen: invented" in next((case / "site" / "papers").glob("[0-9a-f]*.html")).read_text("utf-8")


def test_a_list_outside_the_case_is_refused(tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=1)
    (tmp_path / "elsewhere.json").write_text("{}", "utf-8")
    (case / "case.yml").write_text(CASE + "lists: [{source: us-bis-entity-list, file: ../elsewhere.json}]\n", "utf-8")
    done = run_here("build", case)
    assert done.returncode == 2
    assert "outside the case folder" in done.stderr

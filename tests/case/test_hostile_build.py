"""One build over every hostile file: each behaves as its manifest says, nothing vanishes, nothing gets out, and the good notice is read."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_here

EXPECTED: dict[str, set[str]] = {
    "archive/a01": {"limit:ratio"},
    "archive/a02": {"limit:overlap"},
    "archive/a05": {"unsupported-member"},
    "archive/a07": {"duplicate-name"},
    "archive/a14": {"cut"},
    "archive/a16": {"trailing-bytes"},
    "encoding/e10": {"mojibake-suspected"},
    "encoding/e17": {"control-characters"},
    "html/f14": {"control-characters"},
    "json/c30": {"limit:depth"},
    "json/c31": {"duplicate-key"},
    "json/c33_truncated.jsonl": {"cut"},
    "office/c11": {"xml-declarations"},
    "office/c13": {"limit:inflated"},
    "office/c22": {"formula-values"},
    "office/c23": {"hidden-text"},
    "pdf/d02": {"broken"},
    "pdf/d05": {"limit:inflated"},
    "pdf/d07": {"active-content"},
    "pdf/d08": {"needs-ocr"},
    "pdf/d10": {"hidden-text"},
    "pdf/d12": {"encrypted"},
    "pdf/d15": {"empty"},
    "table/g02": {"ragged-row", "unclosed-quote"},
    "table/g05": {"direction-controls"},
    "wacz/b21": {"digest-mismatch"},
    "wacz/b22": {"digest-mismatch"},
    "warc/b02": {"cut"},
    "warc/b03": {"digest-mismatch"},
    "warc/b05": {"corrupt"},
    "xml/c01": {"unsupported", "xml-declarations"},
    "xml/c03": {"unsupported", "xml-declarations"},
}
"""File, by the beginning of its name, to codes of which at least one (a set of alternatives) must be among its issues."""
GOOD = """样本市公安局样本设备采购中标公告（specimen）
一、项目编号：YB-GOOD-1
二、中标（成交）信息
供应商名称：样本科技有限公司
中标金额：5万元
采购人：样本市公安局
"""


pytestmark = [pytest.mark.slow, pytest.mark.shared, pytest.mark.xdist_group("hostile")]  # one build for all


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    case = tmp_path_factory.mktemp("hostile") / "case"
    assert run_here("new", case).returncode == 0
    with (shared / "hostile" / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest):
            to = case / "papers" / row["file"]
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shared / "hostile" / row["file"], to)
    (case / "papers" / "good.txt").write_text(GOOD, "utf-8")
    ran = run_here("build", case)
    assert ran.returncode == 3, ran.stderr
    return case


def issues(case: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((case / "build" / "issues.json").read_bytes())
    return found


def test_every_file_of_the_manifest_gives_what_is_expected_of_it(case: Path) -> None:
    codes: dict[str, set[str]] = defaultdict(set)
    for issue in issues(case):
        codes[str(issue["place"]).removeprefix("papers/").partition("!")[0].partition(" ")[0]].add(str(issue["code"]))
    for begins, wanted in EXPECTED.items():
        found = set().union(*(codes[file] for file in list(codes) if file.startswith(begins)))
        assert found & wanted, (begins, found)
    with_nothing = [file for file in codes if codes[file] & {"crashed", "limit:memory", "limit:time", "limit:cpu"}]
    assert with_nothing == [], "a limit of the jail was met where the reader itself should have stopped"


def test_what_came_in_is_read_rejected_or_a_duplicate(case: Path) -> None:
    report = json.loads(run_here("build", case, "--json").stdout)
    for stage in report["stages"]:
        assert stage["done"] == 0, "a second build does nothing anew"
        if stage["stage"] in ("evidence", "documents"):
            assert stage["came_in"] == stage["came_out"] + stage["duplicates"] + sum(stage["rejected"].values()), stage


def test_nothing_gets_out_and_the_good_notice_is_published(case: Path) -> None:
    written = [path for path in case.rglob("*") if path.is_file() and not path.is_relative_to(case / "papers")]
    made = [path for path in written if not path.is_relative_to(case / "vault")]
    assert not any(b"root:x:" in path.read_bytes() for path in written)
    assert not any(path.is_symlink() for path in case.rglob("*"))
    assert list((case / "vault" / "incoming").iterdir()) == []
    assert sum(path.stat().st_size for path in (case / "build" / "unpacked").iterdir()) < 1 << 20
    assert not [path for path in case.parent.rglob("*") if "canary" in path.name.lower()]
    assert any("YB-GOOD-1" in path.read_text("utf-8", "replace") for path in made if path.suffix == ".html")
    pages = "".join(path.read_text("utf-8") for path in made if path.suffix == ".html")
    assert not re.search(r"<(?:script|img|svg)[^>]*(?:alert|onerror|onload)", pages)
    assert run_here("verify", case).returncode == 0

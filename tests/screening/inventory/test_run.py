"""The command: every form of answer, the same bytes again and in any order of rows, nothing that runs, and refusals by name."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from enduse.case.layout import Case
from tests.conftest import digests, run_here

FORMS = ("csv", "xlsx", "jsonl", "html")


@pytest.fixture(scope="module")
def specimen(root: Path) -> Path:
    return root / "examples" / "surveillance-trade" / "inventories" / "specimen-cameras.csv"


def inventory(case: Case, table: Path, out: Path, *more: str) -> str:
    out.mkdir()
    outs = [part for form in FORMS for part in ("--out", str(out / f"answers.{form}"))]
    done = run_here("inventory", case.root, table, "--country", "us", "--on", "2026-07-01", *outs, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_forms_say_the_same_and_again_the_same_bytes(case: Case, specimen: Path, tmp_path: Path) -> None:
    assert inventory(case, specimen, tmp_path / "one") == inventory(case, specimen, tmp_path / "two")
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    rows = {row["Asset"]: row for row in rows_of(tmp_path / "one" / "answers.csv")}
    lines = {line["given"]["Asset"]: line for line in map(json.loads, (tmp_path / "one" / "answers.jsonl").read_text("utf-8").splitlines())}
    assert {asset: row["enduse_maker"] for asset, row in rows.items()} == {asset: line["maker"] for asset, line in lines.items()}
    assert {asset: row["enduse_maker"] for asset, row in rows.items()} == {
        "SPEC-01": "Hikvision",
        "SPEC-02": "Dahua",
        "SPEC-03": "one of Dahua, Hikvision",
        "SPEC-04": "Dahua",
        "SPEC-05": "one of Dahua, Hikvision",
        "SPEC-06": "one of Dahua, Hikvision",
        "SPEC-07": "one of Dahua, Hikvision, Uniview",
        "SPEC-08": "maker unknown",
        "SPEC-09": "maker unknown",
        "SPEC-10": "Hikvision",
        "SPEC-11": "Huawei",
        "SPEC-12": "one of Dahua, Hikvision",
    }
    assert [asset for asset, row in sorted(rows.items(), key=lambda item: int(item[1]["enduse_order"] or 99))][:2] == ["SPEC-04", "SPEC-01"]
    about = json.loads((tmp_path / "one" / "answers.csv.about.json").read_text("utf-8"))
    assert about["summary"]["devices"] == 12
    page = (tmp_path / "one" / "answers.html").read_text("utf-8")
    assert "Kent councils" in page
    assert page.index("with makers of this inventory") < page.index("Kent councils") < page.index("with other makers")


def test_the_same_rows_in_another_order_get_the_same_answers(case: Case, specimen: Path, tmp_path: Path) -> None:
    head, *rows = specimen.read_text("utf-8").splitlines()
    turned = tmp_path / "turned.csv"
    turned.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    inventory(case, specimen, tmp_path / "one")
    inventory(case, turned, tmp_path / "two")
    one, two = ({row["Asset"]: row for row in rows_of(tmp_path / name / "answers.csv")} for name in ("one", "two"))
    assert one == two


def test_no_cell_can_be_run_and_no_markup_of_a_row_reaches_the_page(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text('Make,Model,Notes\n=1+1,"<script>alert(1)</script>",@SUM(A1)\nDahua,+IPC-HFW1230S,-2\n', encoding="utf-8")
    inventory(case, table, tmp_path / "out")
    with (tmp_path / "out" / "answers.csv").open(encoding="utf-8", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell[:1] in ("=", "+", "@", "-")]
    with ZipFile(tmp_path / "out" / "answers.xlsx") as package:
        assert "<f>" not in package.read("xl/worksheets/sheet1.xml").decode()
    page = (tmp_path / "out" / "answers.html").read_text("utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_what_holds_for_all_rows_can_be_given(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("Part no.,When\nDH-IPC-HFW1230S,2020-01-01\n", encoding="utf-8")
    inventory(case, table, tmp_path / "out", "--owner", "federal agency", "--column", "model=Part no.", "--column", "bought=When")
    (row,) = rows_of(tmp_path / "out" / "answers.csv")
    assert row["enduse_maker"] == "Dahua"
    assert row["enduse_bound"].startswith("NDAA FY2019 section 889(a)(1)(A)")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--on", "soon"], "--on"),
        (["--owner", "a friend"], "is no kind of owner"),
        (["--country", "Atlantis"], "is no country"),
        (["--column", "colour=Asset"], "expected ROLE=COLUMN"),
        (["--column", "model=Nothing"], "no column 'Nothing'"),
        (["--out", "answers.pdf"], "expected a name that ends in"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(case: Case, specimen: Path, arguments: list[str], says: str) -> None:
    done = run_here("inventory", case.root, specimen, *arguments)
    assert (done.returncode, says in done.stderr) == (2, True), done.stderr


def test_a_table_without_devices_is_refused(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("colour,size\nred,3\n", encoding="utf-8")
    done = run_here("inventory", case.root, table, "--on", "2026-07-01")
    assert (done.returncode, "looks like a brand, a model or a MAC address" in done.stderr) == (2, True), done.stderr

"""A run from the command line: every form of answer, the same bytes again, going on after a stop, and nothing of the table left behind."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from enduse.case.layout import Case
from enduse.documents.reading import read_stored
from enduse.engine.run import Ran
from enduse.engine.task import Task
from enduse.screening import run as runs
from enduse.screening.answer import Counterparty
from tests.conftest import copy_built, digests, run_enduse, run_here

ROWS = [
    ["Customer no", "Customer name", "Country", "Ship date", "Note"],
    ["1", "Megvii Technology", "CN", "2019-10-08", "=1+1"],
    ["2", "Megvii Technology", "CN", "2019-10-09", "<script>alert(1)</script>"],
    ["3", "Specimen Bakery Ltd", "FR", "2022-05-01", "-3"],
    ["4", "=HYPERLINK(1)", "", "2022-05-01", "\u202eabc"],
]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


def screen(case: Case, table: Path, out: Path, *more: str) -> str:
    out.mkdir()
    outs = [part for form in ("csv", "xlsx", "jsonl", "html") for part in ("--out", str(out / f"answers.{form}"))]
    done = run_here("screen", case.root, table, *outs, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_all_forms_say_the_same_and_again_the_same_bytes(case: Case, table: Path, tmp_path: Path) -> None:
    said = screen(case, table, tmp_path / "one")
    again = screen(case, table, tmp_path / "two", "--workers", "1")
    assert said == again
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    with (tmp_path / "one" / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [json.loads(line) for line in (tmp_path / "one" / "answers.jsonl").read_text("utf-8").splitlines()]
    assert (
        [row["enduse_verdict"] for row in rows]
        == [line["verdict"] for line in lines]
        == ["match to check", "match to check", "none", "none"]
    )
    assert [row["enduse_concerns"] for row in rows][:2] == [
        "a listing of it was announced, to take effect after that day",
        "on the list that day",
    ]
    assert "Does not restrict: " in rows[1]["enduse_rules"]
    about = json.loads((tmp_path / "one" / "answers.csv.about.json").read_text("utf-8"))
    assert about["verdicts"] == {"match to check": 2, "possible": 0, "none": 2}
    assert about["columns"] == {"name": "Customer name", "date": "Ship date", "country": "Country"}
    assert {each["list"] for each in about["lists"]} >= {"us-bis-entity-list"}


def test_another_machine_gives_the_same_bytes(case: Case, table: Path, tmp_path: Path) -> None:
    screen(case, table, tmp_path / "one")
    moved, there = tmp_path / "moved" / "case", tmp_path / "two"
    copy_built(case.root, moved)
    shutil.copy(table, tmp_path / "moved" / table.name)
    there.mkdir()
    outs = [part for form in ("csv", "xlsx", "jsonl", "html") for part in ("--out", str(there / f"answers.{form}"))]
    elsewhere = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}
    done = run_enduse("screen", moved, tmp_path / "moved" / table.name, *outs, "--workers", "2", env=elsewhere, cwd=there)
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "one") == digests(there)


def test_parts_done_in_another_order_give_the_same_answers(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PART", 2)
    names = ["Megvii Technology", "Specimen Bakery Ltd", "Dahua", "Hikvision", "iFlytek"]
    rows = [Counterparty(at, name, f"20{18 + at}-10-09") for at, name in enumerate(names)]
    answers = list(runs.run(case, rows, lambda *_: None, workers=1))
    real, order = runs.run_local, list[str]()

    def backwards(tasks: Sequence[Task], *, workers: int | None = None) -> Iterator[Ran]:
        order.extend(task.inputs[1].path.stem for task in reversed(tasks))
        return real(list(reversed(tasks)), workers=workers)

    monkeypatch.setattr(runs, "run_local", backwards)
    assert list(runs.run(case, rows, lambda *_: None, workers=1)) == answers
    assert len(order) == 3
    assert [answer.asked for answer in answers] == rows


def test_rows_in_another_order_get_the_same_answers(case: Case, table: Path, tmp_path: Path) -> None:
    screen(case, table, tmp_path / "one")
    turned = tmp_path / table.name
    with turned.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([ROWS[0], *reversed(ROWS[1:])])
    screen(case, turned, tmp_path / "two")
    one, two = ((tmp_path / name / "answers.csv").read_bytes().split(b"\r\n")[1:-1] for name in ("one", "two"))
    assert one == two[::-1]


def test_no_cell_can_be_run_and_no_markup_of_a_row_reaches_the_page(case: Case, table: Path, tmp_path: Path) -> None:
    screen(case, table, tmp_path / "out")
    with (tmp_path / "out" / "answers.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "-")]
    with ZipFile(tmp_path / "out" / "answers.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in sheet, "a sheet keeps the text as it is"
    page = (tmp_path / "out" / "answers.html").read_text("utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "http" not in page.split("</head>")[0].replace("http-equiv", "")
    data = (tmp_path / "out" / "answers.xlsx").read_bytes()
    document = read_stored(data, hashlib.sha256(data).hexdigest(), ".xlsx", ocr=False).document
    assert document is not None
    assert len(document.tables) == 2


def test_a_stopped_run_goes_on_where_it_was(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PART", 3)
    rows = [Counterparty(at, f"Specimen Trading {at} Ltd", "2022-01-01") for at in range(10)]
    answers = list(runs.run(case, rows, lambda *_: None, workers=1))
    worked: list[int] = []
    real = runs.screen

    def stops(index: runs.Index, part: tuple[Counterparty, ...]) -> list[runs.Screened]:
        worked.append(part[0].row)
        if len(worked) == 3:
            raise MemoryError("stopped")
        return real(index, part)

    monkeypatch.setattr(runs, "screen", stops)
    with pytest.raises(runs.ScreeningFailed, match="run the same command again"):
        list(runs.run(case, rows, lambda *_: None, workers=1))
    assert list(runs.run(case, rows, lambda *_: None, workers=1)) == answers
    assert sorted(worked) == [0, 3, 6, 6, 9], "parts that were done are not done again"


def test_nothing_of_the_table_stays_in_the_case(case: Case, table: Path, tmp_path: Path) -> None:
    screen(case, table, tmp_path / "out")
    left = [path for stage in (runs.ROWS, runs.ANSWERS) for path in (case.build / stage).iterdir()]
    assert left == []


def test_every_column_can_be_given(case: Case, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("A,B,C,D,E,F\nSpecimen Ltd,2020-01-01,CN;HK,91330000000000000X,LEI1,R1\n", "utf-8")
    roles = dict(zip(("name", "date", "country", "uscCode", "leiCode", "registrationNumber"), "ABCDEF", strict=True))
    given = [part for role, column in roles.items() for part in ("--column", f"{role}={column}")]
    done = run_here("screen", case.root, odd, *given, "--out", tmp_path / "a.jsonl", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["columns"] == roles
    asked = json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["asked"]
    assert asked["identifiers"] == [["uscCode", "91330000000000000X"], ["leiCode", "LEI1"], ["registrationNumber", "R1"]]
    assert (asked["name"], asked["day"], asked["countries"]) == ("Specimen Ltd", "2020-01-01", ["CN", "HK"])
    nameless = run_here("screen", case.root, odd, "--on", "2020-01-01")
    assert (nameless.returncode, "say which it is: --column name=COLUMN" in nameless.stderr) == (2, True), nameless.stderr
    dayless = run_here("screen", case.root, odd, "--column", "name=A", "--column", "country=B")
    assert (dayless.returncode, "--on 2024-03-01" in dayless.stderr) == (2, True), dayless.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--on", "yesterday"], "--on"),
        (["--name-column", "Firm"], "no column 'Firm'"),
        (["--column", "leiCode=Firm"], "--column leiCode=COLUMN"),
        (["--column", "lei=Note"], "expected ROLE=COLUMN with one of the roles name, date, country, uscCode, leiCode, registrationNumber"),
        (["--column", "Note"], "expected ROLE=COLUMN"),
        (["--name-column", "Note", "--column", "name=Country"], "name was given as 'Note' too"),
        (["--out", "answers.pdf"], "expected a name that ends in"),
        (["--out", "nowhere/answers.csv"], "there is no folder nowhere"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(case: Case, table: Path, arguments: list[str], says: str) -> None:
    done = run_here("screen", case.root, table, *arguments)
    assert (done.returncode, says in done.stderr) == (2, True), done.stderr

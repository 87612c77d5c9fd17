"""Links into the atlas: full addresses where one is known, in every form of answer, and nothing that can be run or led astray."""

from __future__ import annotations

import csv
import json
import posixpath
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from enduse.atlas.exporters.workbook import Link, write_workbook
from enduse.case.layout import Case, open_case
from enduse.model.errors import UsageError
from enduse.screening.links import Atlas, atlas_of, checked
from tests.conftest import digests, run_here

FORMS = ("csv", "xlsx", "jsonl", "html")
HREF = re.compile(r'href="([^"#][^"]*)"')


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("linked") / "rows.csv"
    path.write_text("name,date\nHikvision,2019-10-09\nSpecimen Bakery Ltd,2022-05-01\n", "utf-8")
    return path


def answers(command: str, case: Case, table: Path, out: Path, *more: str) -> Path:
    out.mkdir(exist_ok=True)
    done = run_here(command, case.root, table, *(part for form in FORMS for part in ("--out", str(out / f"a.{form}"))), *more)
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.parametrize("named", [True, False], ids=["in case.yml", "given"])
def test_every_form_holds_the_full_address_of_the_page(case: Case, table: Path, tmp_path: Path, named: bool) -> None:
    yml, more = (case.root / "case.yml").read_text("utf-8"), ["--atlas", "https://atlas.example/trade"]
    if named:
        lines = "publication:\n  addresses: ['ask the desk', 'https://atlas.example/trade/', 'http://other.example/']"
        (case.root / "case.yml").write_text(yml.replace("publication:", lines, 1), "utf-8")
        more = []
    try:
        out = answers("screen", case, table, tmp_path / "one", *more)
        again = answers("screen", case, table, tmp_path / "two", *more)
    finally:
        (case.root / "case.yml").write_text(yml, "utf-8")
    assert digests(out) == digests(again)
    with (out / "a.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    address = f"https://atlas.example/trade/{first['enduse_link']}"
    findings = first["enduse_finding_pages"].split()
    assert findings
    assert second["enduse_finding_pages"] == ""
    assert first["enduse_link"].endswith(".html")
    assert (first["enduse_address"], second["enduse_address"]) == (address, "")
    hit = json.loads((out / "a.jsonl").read_text("utf-8").splitlines()[0])["hits"][0]
    assert (hit["page"], hit["address"]) == (first["enduse_link"], address)
    assert [each["address"] for each in hit["related"]] == findings
    assert {address, *findings} <= set(HREF.findall((out / "a.html").read_text("utf-8")))
    with ZipFile(out / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        relations = book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert f'Target="{address}" TargetMode="External"' in relations
    assert len(re.findall('<hyperlink ref="[A-Z]+2" r:id="rId1"/>', sheet)) == 1
    assert "<f>" not in sheet
    assert json.loads((out / "a.csv.about.json").read_text("utf-8"))["atlas"] == "https://atlas.example/trade/"


def test_without_an_address_only_a_page_in_the_folder_of_the_case_links(case: Case, table: Path, tmp_path: Path) -> None:
    outside = answers("screen", case, table, tmp_path / "out")
    assert HREF.findall((outside / "a.html").read_text("utf-8")) == []
    with ZipFile(outside / "a.xlsx") as book:
        assert not [name for name in book.namelist() if "_rels/sheet" in name]
    inside = answers("screen", case, table, case.root / "reports and notes")
    links = HREF.findall((inside / "a.html").read_text("utf-8"))
    assert links
    (built,) = case.build.glob("site/*/site")
    for link in links:
        top, _, page = posixpath.normpath(posixpath.join("reports and notes", link)).partition("/")
        assert top == "site"
        assert (built / page).is_file(), link
    for form in ("csv", "jsonl", "xlsx"):
        assert (inside / f"a.{form}").read_bytes() == (outside / f"a.{form}").read_bytes()


def test_an_inventory_links_the_pages_of_its_makers(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "cameras.csv"
    table.write_text("brand,model,bought\nHikvision,DS-2CD2143G0-I,2020\nSpecimen,IPC-T2412,2020\n", "utf-8")
    out = answers("inventory", case, table, tmp_path / "out", "--atlas", "https://atlas.example", "--on", "2026-07-01", "--country", "us")
    with (out / "a.csv").open(encoding="utf-8", newline="") as file:
        one, several = csv.DictReader(file)
    assert one["enduse_address"] == f"https://atlas.example/{one['enduse_link']}"
    assert len(several["enduse_address"].split(" | ")) > 1
    assert one["enduse_address"] in HREF.findall((out / "a.html").read_text("utf-8"))
    line = json.loads((out / "a.jsonl").read_text("utf-8").splitlines()[0])
    assert line["candidates"][0]["address"] == one["enduse_address"]
    with ZipFile(out / "a.xlsx") as book:
        relations = book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert relations.count("TargetMode") == 1, "several addresses in a cell are text"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://atlas.example/",
        "https://",
        "https://user:word@atlas.example/",
        "https://atlas.example/?q=1",
        "https://atlas.example/#top",
        'https://atlas.example/"><script>',
        "https://atlas.example/a b",
        "file://server/share",
        "//atlas.example/",
        "site",
    ],
)
def test_what_is_no_address_of_an_atlas_is_refused(case: Case, table: Path, address: str) -> None:
    done = run_here("screen", case.root, table, "--atlas", address)
    assert (done.returncode, "expected the address of an atlas' top" in done.stderr) == (2, True), done.stderr


def test_addresses_are_of_the_top(tmp_path: Path) -> None:
    assert checked("file:///media/stick/site/index.html") == "file:///media/stick/site/"
    assert checked("http://specimen.onion") == "http://specimen.onion/"
    assert (
        Atlas("https://atlas.example/").to("companies/海康 a.html#s-1") == "https://atlas.example/companies/%E6%B5%B7%E5%BA%B7%20a.html#s-1"
    )
    assert Atlas("https://atlas.example/").to("") == Atlas().to("companies/a.html") == ""
    for wrong in ("https://atlas.example:port/", "https://[::1/"):
        with pytest.raises(UsageError, match="expected the address"):
            checked(wrong)
    (tmp_path / "case.yml").write_text("title: specimen\npublication:\n  addresses: ['ask us', 'javascript:1', 'https://a b/']\n", "utf-8")
    assert atlas_of(open_case(tmp_path)).address == "", "what is no web address is passed over"


def test_a_sheet_has_no_more_links_than_a_spreadsheet_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enduse.atlas.exporters.workbook.LINKS", 2)
    write_workbook(tmp_path / "a.xlsx", {"A": [["x"] * 27 + ["y"]] + [[""] * 27 + [Link(f"https://a.example/{n}")] for n in range(4)]})
    with ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall('ref="(.*?)"', sheet) == ["AB2", "AB3"]
    assert sheet.count("https://a.example/") == 4

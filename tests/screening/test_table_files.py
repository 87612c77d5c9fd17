"""Tables as users bring them: forms, encodings, delimiters, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from enduse.atlas.exporters.workbook import write_workbook
from enduse.model.errors import UsageError
from enduse.screening.columns import choose_columns
from enduse.screening.table_files import open_table

ROWS = [(2, {"名称": "样本科技有限公司", "国家": "CN"}), (3, {"名称": "Specimen Ltd", "国家": "GB"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_the_encodings_and_delimiters_spreadsheets_write(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "rows.csv"
    lines = [["名称", "国家"], *[list(row.values()) for _, row in ROWS]]
    path.write_text("\r\n".join(delimiter.join(line) for line in lines) + "\r\n", encoding)
    table = open_table(path)
    assert table.columns == ("名称", "国家")
    assert list(table.rows()) == ROWS
    assert list(table.rows()) == ROWS, "rows can be walked again"


def test_a_workbook_and_json_lines_say_the_same(tmp_path: Path) -> None:
    write_workbook(tmp_path / "rows.xlsx", {"One": [["名称", "国家"], *[list(row.values()) for _, row in ROWS]], "Two": [["x"]]})
    (tmp_path / "rows.jsonl").write_text('{"名称": "样本科技有限公司", "国家": "CN"}\n{"名称": "Specimen Ltd", "国家": "GB"}\n', "utf-8")
    assert list(open_table(tmp_path / "rows.xlsx").rows()) == ROWS
    assert [row for _, row in open_table(tmp_path / "rows.jsonl").rows()] == [row for _, row in ROWS]


def test_empty_rows_are_passed_and_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("name,\nSpecimen One,a\n , \nSpecimen Two,b\n", "utf-8")
    table = open_table(path)
    assert table.columns == ("name", "column 2")
    assert [number for number, _ in table.rows()] == [2, 4]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("rows.pdf", b"%PDF", "expected a table"),
        ("rows.csv", b"", "no header"),
        ("rows.xlsx", b"PK\x03\x04 not a workbook", "rows.xlsx: the end of the file is missing"),
        ("rows.xlsx", b"PK\x03\x04 not a workbook either PK\x05\x06", "rows.xlsx: the file is named .xlsx but"),
        ("rows.ods", b"name;country\n", "rows.ods: its bytes are no workbook; save it as one, or name it after what it is"),
        ("rows.xls", b"name\0\1\2", "rows.xls: its bytes are no workbook"),
        ("rows.jsonl", b'{"name": "a"}\n[1]\n', "line 2: expected an object"),
        ("rows.jsonl", b'{"name": \n', "line 1: not JSON"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError, match=says):
        list(open_table(path).rows())


def test_what_is_plainly_no_workbook_never_reaches_the_jail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the jail was asked")

    monkeypatch.setattr("enduse.documents.reading.read_stored", never)
    for name, data in (("a.xlsx", b"x" * 100), ("a.xlsx", b""), ("a.ods", b"\x00" * 100), ("a.xlsx", b"PK\x03\x04" + b"\x01" * 100)):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UsageError):
            open_table(tmp_path / name)


def test_a_page_called_xls_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text(
        "<html><body><table><tr><th>name</th><th>country</th></tr><tr><td>Specimen Ltd</td><td>GB</td></tr></table></body></html>"
    )
    assert list(open_table(path).rows()) == [(2, {"name": "Specimen Ltd", "country": "GB"})]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["Customer no", "Customer name", "Country", "Ship date"], {"name": "Customer name", "country": "Country", "date": "Ship date"}),
        (["序号", "单位名称", "统一社会信用代码", "签订日期"], {"name": "单位名称", "uscCode": "统一社会信用代码", "date": "签订日期"}),
        (["Contact name", "Vendor"], {"name": "Vendor"}),
        (["COMPANY_NAME", "contact name", "Country of origin"], {"name": "COMPANY_NAME"}),
        (
            ["Business Partner", "LEI no", "Reg. No.", "Co. country"],
            {"name": "Business Partner", "country": "Co. country", "leiCode": "LEI no", "registrationNumber": "Reg. No."},
        ),
        (["Party*", "LEI #", "Company #"], {"name": "Party*", "leiCode": "LEI #", "registrationNumber": "Company #"}),
        (
            ["企业名称（中文）", "法人识别编码：", "统一信用代码", "营业执照注册号", "国家/地区"],
            {
                "name": "企业名称（中文）",
                "country": "国家/地区",
                "uscCode": "统一信用代码",
                "leiCode": "法人识别编码：",
                "registrationNumber": "营业执照注册号",
            },
        ),
        (["Customer number", "Customer type", "Client", "Vehicle reg no"], {"name": "Client"}),
        (["公司代码", "公司地址", "公司全称"], {"name": "公司全称"}),
        (["name", "leisure club", "VAT registration number"], {"name": "name"}),
        (["a", "b"], {}),
    ],
)
def test_columns_are_guessed_by_their_headers(columns: list[str], found: dict[str, str]) -> None:
    assert choose_columns(columns, {}) == found


def test_a_column_that_was_named_wins_and_must_exist() -> None:
    assert choose_columns(["name", "other"], {"name": "other"})["name"] == "other"
    with pytest.raises(UsageError, match="no column 'nmae'"):
        choose_columns(["name"], {"name": "nmae"})

"""Spreadsheets: values as stored, every sheet a table, hidden parts apart, formulas by their stored value."""

from __future__ import annotations

import pytest

from enduse.documents.jail import Jail
from enduse.model.document import Document
from tests.documents.given import codes, document, read
from tests.documents.made_office import ods, ods_table, packed, xls, xlsx, xlsx_rows

_STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="4"/></cellXfs>'
)


def grid(found: Document, number: int = 0) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): found.text[cell.start : cell.end] for cell in found.tables[number].cells}


def value(cell: str, **more: str) -> str:
    """What one cell of a worksheet is read as."""
    return grid(document(xlsx([("a", "visible", f"<sheetData><row>{cell}</row></sheetData>")], **more), ".xlsx"))[0, 0]  # type: ignore[arg-type]  # test


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("<c><v>3</v></c>", "3"),
        ("<c><v>3.0</v></c>", "3.0"),
        ("<c><v>0.10</v></c>", "0.10"),
        ("<c><v>1.85E+6</v></c>", "1850000"),
        ("<c><v>5E-2</v></c>", "0.05"),
        ('<c s="5"><v>1850000</v></c>', "1850000"),
        ('<c t="str"><v>650102199001010011</v></c>', "650102199001010011"),
        ('<c t="inlineStr"><is><t>001</t></is></c>', "001"),
        ('<c s="1"><v>44358</v></c>', "2021-06-11"),
        ('<c s="2"><v>44358</v></c>', "2021-06-11"),
        ('<c s="3"><v>44358.4375</v></c>', "2021-06-11T10:30:00"),
        ('<c s="4"><v>0.4375</v></c>', "10:30:00"),
        ('<c s="1"><v>60</v></c>', "60"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="d"><v>2021-06-11</v></c>', "2021-06-11"),
    ],
)
def test_values_are_read_as_stored(cell: str, read_as: str) -> None:
    assert value(cell, styles=_STYLES) == read_as


def test_dates_since_1904() -> None:
    assert value('<c s="1"><v>42896</v></c>', styles=_STYLES, workbook='<workbookPr date1904="1"/>') == "2021-06-11"


def test_shared_strings_leave_readings_out() -> None:
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c>'
    made = xlsx(
        [("a", "visible", f"<sheetData><row>{cells}</row></sheetData>")],
        strings=["<r><t>样例</t></r><r><t>公司</t></r>", "<t>東京</t><rPh><t>とうきょう</t></rPh>"],
    )
    assert grid(document(made, ".xlsx")) == {(0, 0): "样例公司", (0, 1): "東京"}


def test_rows_keep_their_places_and_merges() -> None:
    inside = (
        '<sheetData><row r="2"><c r="B2"><v>1</v>'
        '</c><c r="D2" t="str"><v>x\ny</v></c></row><row r="5"><c r="D5"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    )
    found = document(xlsx([("表 1", "visible", inside)]), ".xlsx")
    assert found.tables[0].locator == "sheet 表 1"
    cells = {(cell.row, cell.column): (cell.rowspan, cell.colspan, found.text[cell.start : cell.end]) for cell in found.tables[0].cells}
    assert cells[1, 1] == (1, 2, "1")
    assert cells[1, 3] == (1, 1, "x\ny")
    assert cells[4, 3] == (1, 1, "2")
    assert (1, 2) not in cells
    assert found.text == "1\tx\ny\n2"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_rows_and_columns_stand_apart(state: str) -> None:
    rows = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row><c><v>1</v></c><c><v>2</v></c></row>'
        '<row hidden="1"><c><v>3</v></c></row></sheetData>'
    )
    result = read(xlsx([("Data", "visible", rows), ("Secret", state, xlsx_rows([["x"]]))]), ".xlsx")
    assert result.document is not None
    assert [(table.locator, table.hidden) for table in result.document.tables] == [
        ("sheet Data", False),
        ("sheet Data (hidden rows and columns)", True),
        ("sheet Secret", True),
    ]
    assert grid(result.document) == {(0, 0): "1"}
    assert grid(result.document, 1) == {(0, 1): "2", (1, 0): "3"}
    assert [block.hidden for block in result.document.blocks] == [False, True, True, True]
    assert sum(issue.code == "hidden-text" for issue in result.issues) == 2


def test_formulas_give_their_stored_value_and_are_named() -> None:
    cells = '<c r="A1"><f>1+1</f><v>999</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="str"><v>=1+1</v></c>'
    result = read(xlsx([("a", "visible", f"<sheetData><row>{cells}</row></sheetData>")]), ".xlsx")
    assert result.document is not None
    assert grid(result.document) == {(0, 0): "999", (0, 1): "", (0, 2): "=1+1"}
    said = {issue.code: issue for issue in result.issues}
    assert said["formula-values"].place.endswith("sheet a A1")
    assert said["formula-without-value"].place.endswith("sheet a B1")


def test_ods_values_repeats_and_hidden_parts() -> None:
    inside = (
        '<table:table table:name="Data"><table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-row><table:table-cell office:value-type="float" office:value="3" table:number-columns-repeated="2">'
        "<text:p>3.00</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2021-06-11">'
        "<text:p>11.06.21</text:p><office:annotation><text:p>no</text:p></office:annotation></table:table-cell>"
        '<table:table-cell office:value-type="string"><text:p>别的</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="999"/>'
        '<table:table-cell office:value-type="string"><text:p>甲<text:s text:c="2"/>乙</text:p>'
        "<text:p>丙</text:p></table:table-cell></table:table-row></table:table>"
    )
    hidden = ods_table("Secret", [["x"]], 'table:style-name="ta2"')
    styles = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    result = read(ods(inside + hidden, styles), ".ods")
    assert result.document is not None
    assert grid(result.document)[0, 0] == grid(result.document)[0, 1] == "3"
    assert grid(result.document)[0, 2] == "2021-06-11"
    assert grid(result.document)[1_048_001, 1] == "甲  乙\n丙"
    assert [table.hidden for table in result.document.tables] == [False, True, True]
    assert {"formula-values", "hidden-text"} <= codes(result)


def test_old_excel_files() -> None:
    made = xls([("数据", 0, [["名称", "数量", "单价"], ["样例仪", 3.0, 0.5], ["", "", 1e15]]), ("Secret", 2, [["别的"]])])
    result = read(made, ".xls")
    assert result.document is not None
    assert grid(result.document) == {
        (0, 0): "名称",
        (0, 1): "数量",
        (0, 2): "单价",
        (1, 0): "样例仪",
        (1, 1): "3",
        (1, 2): "0.5",
        (2, 0): "",
        (2, 1): "",
        (2, 2): "1000000000000000",
    }
    assert [table.hidden for table in result.document.tables] == [False, True]
    assert {"hidden-text", "formulas-unknown"} <= codes(result)


def _circle(made: bytes) -> bytes:
    """The file with a sector chain that comes back to itself."""
    table = bytearray(made)
    table[512 + 4 * 3 : 512 + 4 * 4] = (2).to_bytes(4, "little")
    return bytes(table)


@pytest.mark.parametrize(
    ("made", "extension", "code"),
    [
        (_circle(xls([("a", 0, [["x"]])])), ".xls", "broken"),
        (xls([("a", 0, [["x"]])])[:1600], ".xls", "broken"),
        (
            xls([("a", 0, [["x"]])]).replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")[:16]),
            ".doc",
            "unsupported",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ".xlsx", "encrypted"),
        (xlsx([("a", "visible", xlsx_rows([["x" * (50 << 20)]]))]), ".xlsx", "limit:inflated"),
        (
            ods(ods_table("a", [["x"]]).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="9999999">')),
            ".ods",
            "limit:cells",
        ),
        (ods(""), ".ods", "no-text"),
        (packed({"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"}), ".xlsx", "xml-declarations"),
    ],
)
def test_what_cannot_be_read_is_rejected(made: bytes, extension: str, code: str) -> None:
    result = read(made, extension)
    assert result.rejected is not None
    assert result.rejected.code == code


def test_old_excel_files_are_read_in_the_jail() -> None:
    made = xls([("a", 0, [["样例", 3.0]])])
    with Jail() as jail:
        found = jail.read(made, sha256="0" * 64, extension=".xls").document
        assert found is not None
        assert found.text == "样例\t3"
        assert jail.read(_circle(made), sha256="0" * 64, extension=".xls").document is None

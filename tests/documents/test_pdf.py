"""PDF files: text as seen, with page and box; ruled tables; what is hidden, locked, cut or acting."""

from __future__ import annotations

import zlib

import pytest

from enduse.model.document import Document
from tests.documents.given import codes, document, read
from tests.documents.made_pdf import WIDTH, Sheet, pdf


def shown(made: bytes) -> Document:
    return document(made, ".pdf")


def grid(found: Document, number: int = 0) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): found.text[cell.start : cell.end] for cell in found.tables[number].cells}


def hidden(found: Document) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.hidden]


@pytest.mark.parametrize("packed", [True, False])
def test_lines_have_their_page_and_box(packed: bool) -> None:
    first, second = Sheet(), Sheet()
    first.text(72, 100, "采购人：样例市公安局")
    second.text(72, 200, "Buyer: Example Bureau 2021")
    found = shown(pdf(first, second, packed=packed))
    assert found.text == "采购人：样例市公安局\nBuyer: Example Bureau 2021"
    start = found.text.index("Example")
    assert found.page_of(start, start + 7) == 2
    assert found.pages == 2
    box = found.boxes_of(start, start + 7)[0]
    assert (box.page, box.x0) == (2, 72.0)
    assert box.y0 < 200 < box.y1 + 1
    assert found.layout[0].width == WIDTH


def test_a_ruled_table_is_a_grid_with_spans_and_lines() -> None:
    sheet = Sheet()
    sheet.text(72, 80, "中标公告", 18)
    below = sheet.table(
        72,
        120,
        [60, 150, 120, 100],
        [
            ["序号", "名称", "品牌", "单价"],
            ["1", "基因分析仪", "样例牌", "1,850,000.00"],
            ["2", "合并", None, "台"],
            ["3", "甲\n乙", "", "0.5"],
        ],
    )
    sheet.text(72, below + 40, "结束。")
    found = shown(pdf(sheet))
    assert grid(found)[1, 3] == "1,850,000.00"
    assert grid(found)[2, 3] == "台", "a single character in a font that is not in the file"
    assert grid(found)[3, 1] == "甲\n乙"
    assert grid(found)[3, 2] == ""
    assert next(cell.colspan for cell in found.tables[0].cells if (cell.row, cell.column) == (2, 1)) == 2
    assert found.text.startswith("中标公告\n序号\t名称\t品牌\t单价\n1\t")
    assert found.text.endswith("结束。")


def test_a_table_open_at_its_sides_is_read() -> None:
    sheet = Sheet()
    for y in (100, 130, 160):
        sheet.line(60, y, 400, y)
    sheet.line(200, 100, 200, 160)
    for row, (left, right) in enumerate([("采购人", "样例市公安局"), ("代理机构", "样例招标有限公司")]):
        sheet.text(70, 120 + 30 * row, left)
        sheet.text(210, 120 + 30 * row, right)
    assert grid(shown(pdf(sheet))) == {(0, 0): "采购人", (0, 1): "样例市公安局", (1, 0): "代理机构", (1, 1): "样例招标有限公司"}


def test_a_table_goes_on_over_the_page() -> None:
    first, second = Sheet(), Sheet()
    first.text(72, 100, "名单")
    first.table(72, 700, [100, 200], [["名称", "金额"], ["甲", "1"]])
    second.table(72, 60, [100, 200], [["乙", "2"]])
    for number, sheet in enumerate((first, second), start=1):
        sheet.text(280, 820, f"第{number}页 共2页", 9)
    found = shown(pdf(first, second))
    assert len(found.tables) == 1
    assert grid(found)[2, 0] == "乙"
    cell = next(cell for cell in found.tables[0].cells if (cell.row, cell.column) == (2, 1))
    assert found.page_of(cell.start, cell.end) == 2
    assert "第1页" in found.text[max(cell.end for cell in found.tables[0].cells) :]
    assert {block.kind for block in found.blocks if "第" in found.text[block.start : block.end]} == {"margin"}


def test_wrapped_lines_are_one_and_separate_lines_are_not() -> None:
    sheet = Sheet()
    full = ("样例市公安局本次采购的样例设备由样例科技有限公司中标特此公告" + "一二三四五六七八九")[:37]
    sheet.text(72, 100, full)
    sheet.text(72, 118, "有限公司。")
    sheet.text(72, 136, "采购人：样例市公安局")
    sheet.text(72, 154, "样例省")
    assert shown(pdf(sheet)).text.split("\n") == [full + "有限公司。", "采购人：样例市公安局", "样例省"]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    for row in range(8):
        sheet.text(50, 100 + 16 * row, f"左边一栏的文字第{'甲乙丙丁戊己庚辛'[row]}行在这里写满了", 11)
        sheet.text(310, 100 + 16 * row, f"右边一栏的文字第{'甲乙丙丁戊己庚辛'[row]}行在这里写满了", 11)
    text = shown(pdf(sheet)).text
    assert text.rindex("左边") < text.index("右边")


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (lambda s: s.text(72, 300, "看不见的文字", mode=3), "without ink"),
        (lambda s: s.text(72, 300, "看不见的文字", colour="1 1 1"), "colour"),
        (lambda s: s.text(72, 300, "看不见的文字", size=1), "smaller"),
        (lambda s: s.text(700, 300, "看不见的文字"), "outside"),
        (lambda s: (s.text(72, 300, "看不见的文字"), s.area(60, 280, 200, 30, "0 0 0")), "filled area"),
        (lambda s: (s.text(72, 300, "看不见的文字"), s.picture(0, 0, 595, 842)), "picture"),
        (lambda s: (s.area(60, 280, 200, 30, "0 0 0.4"), s.text(72, 300, "看不见的文字", colour="0 0 0.4")), "colour"),
    ],
)
def test_text_that_is_not_seen_is_marked_and_said(draw: object, reason: str) -> None:
    sheet = Sheet()
    assert callable(draw)
    draw(sheet)
    sheet.text(72, 100, "看得见的文字")
    result = read(pdf(sheet), ".pdf")
    assert result.document is not None
    assert hidden(result.document) == ["看不见的文字"]
    assert any(reason in issue.message for issue in result.issues if issue.code == "hidden-text")


def test_white_text_on_a_dark_area_is_seen() -> None:
    sheet = Sheet()
    sheet.area(60, 80, 300, 30)
    sheet.text(72, 100, "表头", colour="1 1 1")
    assert hidden(shown(pdf(sheet))) == []


def test_a_text_layer_under_a_picture_is_unverified() -> None:
    sheet = Sheet()
    sheet.text(72, 100, "采购人：别的单位")
    sheet.picture(0, 0, 595, 842)
    result = read(pdf(sheet), ".pdf")
    assert result.document is not None
    assert {"text-layer-unverified", "hidden-text"} <= codes(result)
    assert all(block.hidden for block in result.document.blocks)


def test_a_scan_needs_ocr() -> None:
    sheet = Sheet()
    sheet.picture(0, 0, 595, 842)
    result = read(pdf(sheet), ".pdf")
    assert codes(result) == {"needs-ocr"}
    assert result.rejected is not None
    assert "ocr" in result.rejected.message
    mixed = Sheet()
    mixed.text(72, 100, "第一页")
    assert "page-needs-ocr" in codes(read(pdf(mixed, sheet), ".pdf"))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_read_as_it_is_shown(turn: int) -> None:
    sheet = Sheet(rotate=turn)
    matrix = {0: "1 0 0 1 100 700", 90: "0 1 -1 0 100 100", 180: "-1 0 0 -1 500 100", 270: "0 -1 1 0 100 700"}[turn]
    step = {0: "1 0 0 1 0 -30", 90: "1 0 0 1 30 0", 180: "1 0 0 1 0 30", 270: "1 0 0 1 -30 0"}[turn]
    down = "q {} cm BT /F1 12 Tf {} Tm <{}> Tj ET Q"
    for number, text in enumerate(("采购人", "供应商")):
        shift = step if number else "1 0 0 1 0 0"
        sheet.content.append(down.format(shift, matrix, "".join(f"{ord(c):04X}" for c in text)))
    found = shown(pdf(sheet))
    assert found.text == "采购人\n供应商"
    assert found.boxes[0].y1 < found.boxes[1].y1
    assert all(0 <= box.x0 <= found.layout[0].width and 0 <= box.y1 <= found.layout[0].height for box in found.boxes)


def test_slanted_text_does_not_mix_with_lines() -> None:
    sheet = Sheet()
    sheet.text(72, 300, "采购人：样例市公安局")
    sheet.text(80, 320, "内部资料", turn=True)
    assert shown(pdf(sheet)).text == "采购人：样例市公安局\n内部资料"


@pytest.mark.parametrize(
    "catalog",
    ["/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "/OpenAction<</S/L#61unch/F(/bin/true)>>", "/AcroForm<</XFA(x)>>"],
)
def test_what_acts_is_flagged_and_the_text_read(catalog: str) -> None:
    sheet = Sheet()
    sheet.text(72, 100, "采购人：样例市公安局")
    result = read(pdf(sheet, catalog=catalog), ".pdf")
    assert result.document is not None
    assert "active-content" in codes(result)


def test_cut_files_say_so() -> None:
    sheet = Sheet()
    sheet.text(72, 100, "采购人：样例市公安局")
    whole = pdf(sheet)
    behind = whole.index(b"xref")
    assert codes(read(whole[: behind - 200], ".pdf")) <= {"broken", "cut", "rebuilt", "no-text"}
    cut = read(whole[:behind] + b"trailer<</Root 1 0 R>>", ".pdf")
    assert {"cut", "rebuilt"} <= codes(cut)
    assert cut.document is not None
    assert codes(read(b"%PDF-1.7\n", ".pdf")) == {"broken", "cut"}


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_streams_that_grow_are_refused(layers: int) -> None:
    data = bytes(100 << 20)
    for _ in range(layers):
        data = zlib.compress(data, 9)
    bomb = b"9 0 obj<</Length %d/Filter[%b]>>stream\n%b\nendstream endobj" % (len(data), b"/Fl#61teDecode " * layers, data)
    sheet = Sheet()
    sheet.text(72, 100, "a")
    result = read(pdf(sheet).replace(b"1 0 obj", bomb + b"\n1 0 obj", 1), ".pdf")
    assert codes(result) == {"limit:inflated"}


def test_too_many_pages_are_refused() -> None:
    assert codes(read(pdf(*[Sheet()] * 2001), ".pdf")) == {"limit:pages"}


def test_reading_twice_gives_the_same() -> None:
    sheet = Sheet()
    sheet.table(72, 100, [100, 100], [["甲", "乙"], ["丙", "丁"]])
    assert read(pdf(sheet), ".pdf") == read(pdf(sheet), ".pdf")

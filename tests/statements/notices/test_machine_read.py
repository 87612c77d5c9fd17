"""A number from a picture is stated only where the paper confirms it; a name is never certain."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from enduse.model.document import Block, Box, Cell, Document, Page, Table
from enduse.model.extraction import Extraction
from enduse.statements.notices.extract import extract_notice
from enduse.statements.notices.machine_read import hold_back

TITLE = "样本县公安局测试设备采购项目中标公告"
HEAD = ("名称", "品牌", "规格型号", "数量", "单价（元）", "总价（元）")
BEFORE = ("一、项目编号：YB-2031-0042", "三、中标信息", "供应商名称：样本一号科技有限公司")
AFTER = ("采购人：样本县公安局", "公告日期：2031年3月15日")


def paper(amount: str, rows: Sequence[tuple[str, ...]] = (), after: Sequence[str] = AFTER, *, ocr: bool = True) -> Document:
    """A document as the OCR reader writes it: every line and cell with a box and a score."""
    text, blocks, boxes, cells = "", [], [], []

    def write(run: str, kind: str) -> tuple[int, int]:
        nonlocal text
        start = len(text)
        text += run
        blocks.append(Block(start, len(text), kind))
        boxes.append(Box(start, len(text), 1, 80.0, 10.0 * len(boxes), 400.0, 10.0 * len(boxes) + 9, 0.97))
        return start, len(text)

    for line in (TITLE, *BEFORE, *([amount] if amount else []), "四、主要标的信息"):
        text += "\n" if text else ""
        write(line, "line")
    for number, row in enumerate([HEAD, *rows] if rows else []):
        for column, value in enumerate(row):
            text += "\t" if column else "\n"
            cells.append(Cell(number, column, *write(value, "cell")))
    for line in after:
        text += "\n"
        write(line, "line")
    return Document(
        "0" * 64,
        "image/png" if ocr else "text/html",
        text,
        decoded_by="ocr rapidocr 3.10.0 model PP-OCRv6-small" if ocr else "declared utf-8, and valid",
        blocks=tuple(blocks),
        tables=(Table("page 1 table 1", tuple(cells)),) if cells else (),
        layout=(Page(1, 0, len(text), 1000.0, 1400.0),),
        boxes=tuple(boxes),
    )


def values(extraction: Extraction, property: str) -> list[str]:
    return [statement.value for statement in extraction.statements if statement.property == property]


def unconfirmed(extraction: Extraction) -> list[str]:
    return [issue.message.partition(" ")[0] for issue in extraction.issues if issue.code == "ocr-unconfirmed"]


ROW = ("测试分析仪", "样牌", "YP-3500", "2台", "328,000.00", "656,000.00")


@pytest.mark.parametrize(
    ("amount", "rows", "stated"),
    [
        ("中标金额：捌拾贰万叁仟元整（￥823,000.00元）", (), ["CNY 823000"]),
        ("中标金额：823,000.00元，大写：捌拾贰万叁仟元整", (), ["CNY 823000"]),
        ("中标金额：82.3万元（捌拾贰万叁仟元整）", (), ["CNY 823000"]),
        ("中标金额：捌拾贰万叁仟元整（￥828,000.00元）", (), []),
        ("中标金额：823,000.00元", (), []),
        ("中标金额：捌拾贰万叁仟元整", (), []),
        ("中标金额：八十二万三千元整（￥823,000.00元）", (), []),
        ("中标金额：656,000.00元", (ROW,), ["CNY 656000.00"]),
        ("中标金额：666,000.00元", (ROW,), []),
        ("中标金额：656,000.00元", ((*ROW[:5], "666,000.00"),), []),
    ],
)
def test_an_amount_is_stated_only_where_the_paper_confirms_it(amount: str, rows: tuple[tuple[str, ...], ...], stated: list[str]) -> None:
    extraction = extract_notice(paper(amount, rows), specimen=True)
    assert values(extraction, "amount") == stated
    assert len(values(extraction, "amountKind")) == len(stated)
    assert values(extraction, "supplier"), "the award itself stays"
    if not stated:
        named = [i for i in extraction.issues if i.code in {"ocr-unconfirmed", "value-ambiguous"} and ("amount" in i.message)]
        assert named, "what is not stated goes to a reviewer"


def test_items_hold_where_quantity_times_price_is_the_total() -> None:
    wrong = ("样本采集终端", "样牌", "YP-88A", "15台", "33,000.00", "495,600.00")
    extraction = extract_notice(paper("", (ROW, wrong)), specimen=True)
    assert values(extraction, "quantity") == ["2"]
    assert values(extraction, "unitPrice") == ["CNY 328000.00"]
    assert values(extraction, "lineTotal") == ["CNY 656000.00"]
    assert values(extraction, "model") == ["YP-3500", "YP-88A"]
    assert sorted(set(unconfirmed(extraction)) & {"quantity", "unitPrice", "lineTotal"}) == ["lineTotal", "quantity", "unitPrice"]


def test_an_issue_names_page_and_box() -> None:
    extraction = extract_notice(paper("中标金额：823,000.00元"), specimen=True)
    (issue,) = [issue for issue in extraction.issues if issue.message.startswith("amount ")]
    assert issue.place == "page 1 box 80,40,400,49"
    assert issue.owner == "reviewer"


def test_days_and_numbers_of_papers_must_stand_twice() -> None:
    once = extract_notice(paper(""), specimen=True)
    assert values(once, "publishedDate") == values(once, "projectNumber") == []
    assert {"publishedDate", "projectNumber"} <= set(unconfirmed(once))
    assert {statement.first_seen for statement in once.statements} == {None}
    twice = extract_notice(paper("", (), (*AFTER, "项目编号YB-2031-0042的公告于2031-03-15发布")), specimen=True)
    assert values(twice, "publishedDate") == ["2031-03-15"]
    assert values(twice, "projectNumber") == ["YB-2031-0042"]
    assert {statement.first_seen for statement in twice.statements} == {"2031-03-15"}


def test_names_are_never_certain_and_have_their_page() -> None:
    extraction = extract_notice(paper("", (ROW,)), specimen=True)
    assert {statement.property for statement in extraction.statements} >= {"name", "buyer", "supplier", "brand", "model"}
    assert max(statement.confidence for statement in extraction.statements) == 0.97
    assert {statement.page for statement in extraction.statements} == {1}


def test_a_paper_that_was_not_guessed_is_left_as_it_is() -> None:
    extraction = extract_notice(paper("中标金额：823,000.00元", ocr=False), specimen=True)
    assert values(extraction, "amount") == ["CNY 823000.00"]
    assert unconfirmed(extraction) == []
    assert max(statement.confidence for statement in extraction.statements) == 1.0
    assert hold_back(paper("", ocr=False), extraction) is extraction

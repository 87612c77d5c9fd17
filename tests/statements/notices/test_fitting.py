"""Rows with cells too few or too many: what is certain is laid under its head, what is not is left out."""

from __future__ import annotations

from enduse.language.scripts import fold
from enduse.statements.notices.dictionary import head_of
from enduse.statements.notices.fitting import align
from enduse.statements.notices.passage import Span
from enduse.statements.notices.unwrap import unwrapped

ITEMS = ("货物名称", "品牌", "规格型号", "数量", "单价(元)")
HUNAN = ("货物名称", "品牌", "数量", "单价", "参数", "物品代码", "生产厂商", "服务要求", "报价")


def laid(heads: tuple[str, ...], words: str, *, joins: bool = False) -> tuple[str | None, ...] | None:
    cells = words.split(" ")

    def span(first: int, last: int) -> Span | None:
        text = " ".join(cells[first:last])
        return Span(0, len(text), text) if text and (joins or last == first + 1) else None

    row = align(len(cells), [head_of(head) for head in heads], span, joins=joins)
    return tuple(cell.text if cell else None for cell in row) if row is not None else None


def test_a_full_row_is_laid_cell_by_cell() -> None:
    assert laid(ITEMS, "样本摄像机 样本牌 YB-1 3台 500") == ("样本摄像机", "样本牌", "YB-1", "3台", "500")


def test_a_model_of_two_words_is_one_cell() -> None:
    assert laid(ITEMS, "样本试剂盒 样本牌 YB-Plex 24A 30盒 12600", joins=True) == ("样本试剂盒", "样本牌", "YB-Plex 24A", "30盒", "12600")


def test_a_blank_cell_never_moves_a_price_under_another_head() -> None:
    row = laid(ITEMS, "样本立杆 1批 243,000.00")
    assert row is not None
    assert (row[0], row[3], row[4]) == ("样本立杆", "1批", "243,000.00")


def test_a_cell_that_fits_two_heads_is_left_out() -> None:
    row = laid(ITEMS, "样本摄像机 样本 3台 500")
    assert row == ("样本摄像机", None, None, "3台", "500")


def test_a_maker_stands_under_its_head_although_cells_around_are_blank() -> None:
    row = laid(HUNAN, "样本工作站 样本牌 2 763400 YB-960S 样本仪器有限公司 1,526,800.00")
    assert row == ("样本工作站", "样本牌", "2", "763400", "YB-960S", None, "样本仪器有限公司", None, "1,526,800.00")


def test_words_that_do_not_fit_make_no_row() -> None:
    assert laid(("序号", "供应商名称", "中标金额(元)"), "甲 乙 丙") is None


def test_a_line_end_goes_only_inside_what_it_joins() -> None:
    assert unwrapped(fold("采 购\n人：样本市样本区\n档案馆")).text == "采购人:样本市样本区档案馆"
    assert unwrapped(fold("采购人：样本市公安局\n地址：样本路")).text == "采购人:样本市公安局\n地址:样本路"
    table = "| 顺序 | 供应商名称 | 报价\n| 1 | 样本\n有限公司 | 5\n| 合计 | 5"
    assert unwrapped(fold(table)).text == "| 顺序 | 供应商名称 | 报价\n| 1 | 样本有限公司 | 5\n| 合计 | 5"

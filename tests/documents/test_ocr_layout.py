"""Boxes to lines, paragraphs and tables: plain geometry, tested without the engine."""

from __future__ import annotations

import math
import random

from hypothesis import given
from hypothesis import strategies as st

from enduse.documents.ocr_layout import Placed, glue, lines_of, paragraphs, skew, turned
from enduse.documents.ocr_tables import FoundTable, evident, ruled
from enduse.documents.ruled_tables import Line


def piece(text: str, x: float, y: float, width: float | None = None, height: float = 24) -> Placed:
    box = (x, y, x + (width if width is not None else 24 * len(text)), y + height)
    return Placed(text, 0.98, box, box)


def texts(lines: list[list[Placed]]) -> list[list[str]]:
    return [[p.text for p in line] for line in lines]


def nothing(rect: tuple[float, float, float, float]) -> tuple[str, float]:
    return "", 0.0


def test_pieces_stand_in_lines_from_top_to_bottom_and_left_to_right() -> None:
    pieces = [piece("丁", 300, 103), piece("甲", 100, 50), piece("丙", 100, 100), piece("乙", 400, 52)]
    random.Random(7).shuffle(pieces)  # noqa: S311  # an order, no secret
    assert texts(lines_of(pieces)) == [["甲", "乙"], ["丙", "丁"]]


@given(st.floats(-5, 5))
def test_a_slanted_page_is_read_as_a_straight_one(degrees: float) -> None:
    angle = math.radians(degrees)

    def corners(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
        flat = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        return [(a * math.cos(angle) - b * math.sin(angle), a * math.sin(angle) + b * math.cos(angle)) for a, b in flat]

    rows = [[corners(x, y, 250, 24) for x in (50, 400, 750)] for y in (100, 140, 180)]
    found = skew(c for row in rows for c in row)
    assert abs(found - angle) < math.radians(0.16)
    placed = [Placed(f"{r}{c}", 0.9, turned(cell, found), (0, 0, 1, 1)) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    assert texts(lines_of(placed)) == [["00", "01", "02"], ["10", "11", "12"], ["20", "21", "22"]]


def test_a_line_that_reaches_the_edge_runs_on_unless_the_next_has_its_own_label() -> None:
    lines = lines_of(
        [
            piece("采购人名称是样本县公安局和样本县", 80, 100, 900),
            piece("交通警察大队", 80, 136, 150),
            piece("预算金额以及其他说明都在这一行里", 80, 172, 900),
            piece("采购代理机构：样本招标代理有限公司", 80, 208, 400),
            piece("短行", 80, 244, 60),
            piece("另一行", 80, 280, 80),
        ]
    )
    assert [len(paragraph) for paragraph in paragraphs(lines)] == [2, 1, 1, 1, 1]


def test_chinese_is_joined_without_a_space_and_words_with_one() -> None:
    assert (glue("样本县", "公安局"), glue("model", "two"), glue("型号", "YP"), glue("", "a")) == ("", " ", "", "")


def grid(xs: list[float], ys: list[float]) -> tuple[list[Line], list[Line]]:
    return [(y, xs[0], xs[-1]) for y in ys], [(x, ys[0], ys[-1]) for x in xs]


def cells(table: FoundTable) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): "".join(p.text for p in cell.pieces) for cell in table.cells}


def test_cells_are_what_lines_close_in() -> None:
    across, down = grid([80, 300, 520], [100, 150, 200])
    pieces = [piece("名称", 100, 110), piece("数量", 320, 110), piece("测试分", 100, 152), piece("析仪", 100, 176), piece("下面", 80, 260)]
    tables, outside = ruled(pieces, across, down, 1100, nothing)
    assert [cells(table) for table in tables] == [{(0, 0): "名称", (0, 1): "数量", (1, 0): "测试分析仪", (1, 1): ""}]
    assert [p.text for p in outside] == ["下面"]


def test_strokes_of_large_signs_are_no_table() -> None:
    across, down = grid([102, 130], [52, 78])
    tables, outside = ruled([piece("中标公告", 100, 50, 200, 36)], across, down, 1100, nothing)
    assert tables == []
    assert len(outside) == 1


def test_a_line_broken_by_a_seal_still_closes_a_cell() -> None:
    across, down = grid([80, 300, 520], [100, 150, 200])
    across[1:2] = [(150, 80, 350), (151, 372, 520)]
    tables, _ = ruled([piece("甲", 320, 110), piece("乙", 320, 160)], across, down, 1100, nothing)
    assert [cells(table)[1, 1] for table in tables] == ["乙"]


def test_text_read_across_two_cells_is_read_again_in_each() -> None:
    across, down = grid([80, 300, 520], [100, 150, 200])
    asked = []

    def reread(rect: tuple[float, float, float, float]) -> tuple[str, float]:
        asked.append(rect)
        return ("1台", 0.99) if rect[0] < 300 else ("328,000.00", 0.97)

    tables, _ = ruled([piece("1台328,000.00", 200, 110, 250), piece("x", 90, 160)], across, down, 1100, reread)
    assert cells(tables[0])[0, 0] == "1台"
    assert cells(tables[0])[0, 1] == "328,000.00"
    assert len(asked) == 2


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 900), st.integers(1, 300), st.integers(8, 40)), max_size=40))
def test_no_piece_is_lost_or_doubled(boxes: list[tuple[int, int, int, int]]) -> None:
    pieces = [piece(str(number), x, y, width, height) for number, (x, y, width, height) in enumerate(boxes)]
    tables, outside = ruled(pieces, *grid([80, 300, 520], [100, 150, 400]), 1100, nothing)
    loose, lines = evident(lines_of(outside))
    held = [p for table in [*tables, *loose] for cell in table.cells for p in cell.pieces]
    written = [p for paragraph in paragraphs(lines) for line in paragraph for p in line]
    assert sorted(p.text for p in [*held, *written]) == sorted(p.text for p in pieces)


def test_rows_and_columns_without_lines_are_a_table_where_they_are_evident() -> None:
    rows = [[piece(f"{r}{c}", 80 + 220 * c, 100 + 48 * r, 90) for c in range(4)] for r in range(3)]
    tables, rest = evident(lines_of([p for row in rows for p in row] + [piece("之后的一行", 80, 300)]))
    assert cells(tables[0])[2, 3] == "23"
    assert texts(rest) == [["之后的一行"]]
    ragged, kept = evident(lines_of([p for row in rows for p in row[: 4 - (row is rows[1])]]))
    assert ragged == []
    assert len(kept) == 3

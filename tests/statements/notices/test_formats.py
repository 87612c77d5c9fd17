"""One specimen notice in every format it may come in: the same fields from each, with its page where there are pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from enduse.documents.read import read_bytes
from enduse.model.extraction import Extraction
from enduse.model.storage import read_json, write_json
from enduse.statements.extract import extract_task
from tests.documents.made_office import docx, ods, ods_table, paragraph, word_table, xls, xlsx, xlsx_rows
from tests.documents.made_pdf import Sheet, pdf

TITLE = "样本市公安局遗传分析设备采购项目（样本）中标公告"
LINES = (
    "一、项目编号：YB-SPECIMEN-2021-007",
    "二、项目名称：样本市公安局遗传分析设备采购项目（样本）",
    "三、中标信息",
)
AWARD = (("序号", "供应商名称", "供应商地址", "中标金额（元）"), ("1", "虚构商贸有限公司", "虚构路3号（虚构）", "580000.00"))
MIDDLE = ("四、主要标的信息",)
ITEMS = (
    ("序号", "标的名称", "品牌", "规格型号", "数量", "单价（元）"),
    ("1", "遗传分析仪（样本）", "样本仪器", "YB-3500", "1", "460000.00"),
    ("2", "检测试剂盒（样本）", "样本仪器", "YB-21", "10", "12000.00"),
)
END = ("五、采购人信息", "名称：样本市公安局", "地址：样本市样本路1号（虚构）", "六、采购代理机构信息", "名称：虚构招标代理有限公司")


def as_html() -> bytes:
    def table(rows: tuple[tuple[str, ...], ...]) -> str:
        return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"

    def lines(texts: tuple[str, ...]) -> str:
        return "".join(f"<p>{text}</p>" for text in texts)

    return f"<html><body><h1>{TITLE}</h1>{lines(LINES)}{table(AWARD)}{lines(MIDDLE)}{table(ITEMS)}{lines(END)}</body></html>".encode()


def as_pdf() -> bytes:
    first, second = Sheet(), Sheet()
    first.text(72, 80, TITLE, 16)
    for number, line in enumerate(LINES):
        first.text(72, 120 + 24 * number, line)
    below = first.table(72, 190, [40, 160, 140, 100], [list(row) for row in AWARD])
    first.text(72, below + 40, MIDDLE[0])
    first.table(72, 740, [40, 130, 80, 80, 50, 80], [list(row) for row in ITEMS[:2]])
    below = second.table(72, 60, [40, 130, 80, 80, 50, 80], [list(row) for row in ITEMS[2:]])
    for number, line in enumerate(END):
        second.text(72, below + 40 + 24 * number, line)
    return pdf(first, second)


def rows() -> list[tuple[str, ...]]:
    """The notice as a sheet: a line in the first column, tables over several."""
    return [(TITLE,), *((line,) for line in LINES), *AWARD, *((line,) for line in MIDDLE), *ITEMS, *((line,) for line in END)]


def as_docx() -> bytes:
    body = paragraph(TITLE) + "".join(map(paragraph, LINES)) + word_table(AWARD) + "".join(map(paragraph, MIDDLE))
    return docx(body + word_table(ITEMS) + "".join(map(paragraph, END)))


MADE = {
    ".pdf": as_pdf,
    ".docx": as_docx,
    ".xlsx": lambda: xlsx([("公告", "visible", xlsx_rows(rows()))]),
    ".ods": lambda: ods(ods_table("公告", rows())),
    ".xls": lambda: xls([("公告", 0, rows())]),
}


@pytest.fixture
def extracted(tmp_path: Path) -> Callable[[bytes, str], Extraction]:
    def extract(data: bytes, extension: str) -> Extraction:
        write_json(tmp_path / "in", read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=extension))
        extract_task([tmp_path / "in"], {"role": "paper", "name": "", "specimen": True}, tmp_path / "out")
        return read_json(tmp_path / "out", Extraction)

    return extract


def facts(found: Extraction) -> set[tuple[str, str, str]]:
    """Entity, property and value, without the hash of the file in ids."""
    return {
        (s.entity.split(":", 2)[2], s.property, s.value.split(":", 2)[2] if s.value.startswith("paper:") else s.value)
        for s in found.statements
    }


@pytest.mark.parametrize("extension", sorted(MADE))
def test_every_format_gives_the_same_fields(extension: str, extracted: Callable[[bytes, str], Extraction]) -> None:
    expected = facts(extracted(as_html(), ".html"))
    assert {("award:1", "amount", "CNY 580000"), ("item:2", "brand", "样本仪器"), ("buyer", "name", "样本市公安局")} <= {
        (entity, name, value.removesuffix(".00")) for entity, name, value in expected
    }
    assert facts(extracted(MADE[extension](), extension)) == expected


def test_statements_from_a_pdf_have_their_page(extracted: Callable[[bytes, str], Extraction]) -> None:
    pages = {(s.entity.split(":", 2)[2], s.property): s.page for s in extracted(as_pdf(), ".pdf").statements}
    assert pages["supplier:1", "name"] == 1
    assert pages["item:1", "name"] == 1
    assert pages["item:2", "name"] == 2
    assert pages["agency", "name"] == 2
    assert {s.page for s in extracted(as_html(), ".html").statements} == {None}

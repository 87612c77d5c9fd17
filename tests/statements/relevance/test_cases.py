from __future__ import annotations

import csv
from pathlib import Path

import pytest

from enduse.evaluation.notices import plain_document
from enduse.model.document import Block, Cell, Document, Table
from enduse.model.extraction import Extraction
from enduse.model.statement import Statement
from enduse.statements.notices.extract import extract_notice
from enduse.statements.notices.record import notice_record

CASES = list(csv.DictReader((Path(__file__).parent / "cases.csv").read_text("utf-8").splitlines()))
AWARD = "样本市公安局样本设备采购项目中标公告\n项目编号：YB-2031-1\n供应商名称：样本科技有限公司\n中标金额：10万元\n四、主要标的信息\n"
HEAD = ("名称", "品牌", "规格型号", "数量", "单价(元)")


def subjects(extraction: Extraction, entity: str = ":notice") -> list[Statement]:
    return [s for s in extraction.statements if s.property == "subject" and s.entity.endswith(entity)]


def read(text: str) -> Extraction:
    return extract_notice(plain_document(text), specimen=True)


def items(*rows: tuple[str, str, str]) -> Extraction:
    """An award notice with one table."""
    text, cells = AWARD, []
    for number, row in enumerate([HEAD, *((*row, "1", "100000") for row in rows)]):
        for column, value in enumerate(row):
            start = len(text)
            text += value
            cells.append(Cell(number, column, start, len(text)))
            text += "\t"
        text += "\n"
    lines, at = [], 0
    for line in text.splitlines():
        lines.append(Block(at, at + len(line), "line"))
        at += len(line) + 1
    return extract_notice(
        Document("0" * 64, "text/html", text, blocks=tuple(lines), tables=(Table("table 1", tuple(cells)),)), specimen=True
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['trap']}: {case['text'][:18]}")
def test_a_line_is_about_what_it_says(case: dict[str, str]) -> None:
    assert ";".join(sorted(s.value for s in subjects(read(case["text"])))) == case["subjects"]


@pytest.mark.parametrize("buyer", ["公安局", "第一中学", "人民医院", "水务局", "农业大学"])
def test_the_buyer_changes_nothing(buyer: str) -> None:
    def of(what: str) -> list[tuple[str, float]]:
        text = f"样本县{buyer}{what}采购项目中标公告\n采购人：样本县{buyer}\n项目名称：样本县{buyer}{what}采购项目"
        return [(s.value, s.confidence) for s in subjects(read(text))]

    assert of("食堂食材") == []
    assert of("视频监控系统") == [("video-surveillance", 0.9)]


def test_a_subject_rests_on_the_word_that_says_it() -> None:
    (found,) = subjects(read("样本县水务局水库\n视频监控系统采购公告"))
    assert (found.quote, found.original, found.method) == ("视频监控系统", "视频监控系统", "subject:word-in-title")


def test_running_text_counts_less_than_a_title() -> None:
    once = "样本县财政局信息化采购公告\n一、总体说明\n本项目包括会议桌椅以及人脸识别系统的安装。"
    assert [(s.value, s.confidence) for s in subjects(read(once))] == [("face-recognition", 0.5)]
    twice = once + "\n人脸识别系统须支持十路视频。"
    assert [(s.value, s.confidence) for s in subjects(read(twice))] == [("face-recognition", 0.7)]


def test_small_print_is_not_what_is_bought() -> None:
    text = "样本县教育局课桌采购公告\n二、申请人的资格要求：\n1.具有视频监控工程业绩\n三、获取招标文件\n须人脸识别后下载\n"
    assert subjects(read(text)) == []


def test_a_weak_word_needs_another_and_a_brand_in_its_row_is_one() -> None:
    assert subjects(items(("半球", "样牌", "X-1")), ":item:1") == []
    (by_brand,) = subjects(items(("半球", "海康威视", "X-1")), ":item:1")
    assert (by_brand.value, by_brand.quote, by_brand.confidence) == ("video-surveillance", "半球", 0.7)
    (by_context,) = subjects(items(("半球", "大华", "X-1")), ":item:1")
    assert by_context.value == "video-surveillance"


def test_a_brand_alone_is_a_lead_of_its_item_and_only_where_its_maker_makes_nothing_else() -> None:
    found = items(("样本设备", "海康威视", "X-1"))
    (lead,) = subjects(found, ":item:1")
    assert (lead.value, lead.quote, lead.confidence) == ("video-surveillance", "海康威视", 0.4)
    assert subjects(found) == []
    assert subjects(items(("样本设备", "大华", "X-1")), ":item:1") == []
    assert subjects(items(("样本设备", "索尼", "X-1")), ":item:1") == []


def test_a_row_about_something_else_is_not_what_the_other_row_is() -> None:
    found = items(("网络摄像机枪机", "宇视", "X-1"), ("会议桌", "样牌", "Z-1"))
    assert [s.value for s in subjects(found, ":item:1")] == ["video-surveillance"]
    assert subjects(found, ":item:2") == []
    assert [s.value for s in subjects(found)] == ["video-surveillance"]


def test_the_record_lists_class_label_and_passage() -> None:
    record = notice_record(items(("Y-STR试剂盒", "样牌", "X-1")))
    (said,) = record["subjects"]
    assert (said["class"], said["label"], said["passage"]) == ("y-str-kit", "Y-STR kits", "Y-STR")
    assert [row["class"] for row in record["items"][0]["subjects"]] == ["y-str-kit"]

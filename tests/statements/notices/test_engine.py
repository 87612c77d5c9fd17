"""Small inputs, one trap each: what must be read, and what must never become a claim."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.evaluation.notices import plain_document
from enduse.model.extraction import Extraction
from enduse.statements.notices.dictionary import find_labels, head_of, labels, load, section_of
from enduse.statements.notices.extract import extract_notice
from enduse.statements.notices.outline import outline
from enduse.statements.notices.parties import schema_of
from enduse.statements.notices.parts import Pair
from enduse.statements.notices.passage import Span
from enduse.statements.notices.private import private_spans
from tests.statements.notices.summary import award_rows, values

HEAD = "样本县样本设备采购中标结果公告\n一、项目编号：YB-1\n"
WORDS = [
    "供应商名称：",
    "样本有限公司",
    "中标金额：",
    "12.5万元",
    "\n",
    "|",
    " ",
    "一、",
    "三、中标（成交）信息",
    "采购人：",
    "联系人：",
    "样本甲",
    "包号：1",
    "\u3000",
    "（元）",
    "\uf880",
    "项目编号：",
    "）",
    "YB-1",
]


def read(text: str) -> Extraction:
    return extract_notice(plain_document(text), specimen=True)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_heap_of_notice_words_gives_exact_quotes_and_never_fails(text: str) -> None:
    document = plain_document(text)
    extraction = extract_notice(document, specimen=True)
    private = private_spans(document)
    for statement in extraction.statements:
        assert document.text[statement.start : statement.end] == statement.quote
        assert not any(statement.start < end and start < statement.end for start, end, _ in private)


@pytest.mark.parametrize("number", ["）YB-2031-1", "（YB-2031-1", "[YB-2031-1"])
def test_a_number_that_begins_with_a_bracket_of_nothing_is_not_stated(number: str) -> None:
    extraction = read(f"样本县样本设备采购中标结果公告\n项目编号：{number}\n采购人：样本县公安局")
    assert values(extraction, ":notice", "projectNumber") == []


@pytest.mark.parametrize(
    "body",
    [
        "二、中标候选人名单\n供应商名称：样本有限公司\n中标金额：5万元",
        "二、投标供应商名称及报价\n供应商名称：样本有限公司\n报价：5万元",
        "二、中标结果\n| 供应商名称 | 投标报价（元） | 排名\n| 样本甲有限公司 | 5000 | 1\n| 样本乙有限公司 | 6000 | 2",
        "二、中标结果\n未中标供应商名称：样本有限公司",
        "二、中标结果\n第二名\n供应商名称：样本有限公司\n中标金额：5万元",
        "二、中标结果\n(落标)供应商名称：样本有限公司",
        "二、中标结果\n第二名 供应商名称：样本有限公司 中标金额：5万元",
        "二、中标结果\n| 供应商名称 | 样本甲有限公司 | 样本乙有限公司",
        "二、代理服务费\n供应商名称：样本有限公司\n中标服务费金额：5000元",
        "二、中标结果\n供应商名称：张样本\n中标金额：5万元",
        "二、中标结果\n供应商名称：废标",
    ],
)
def test_who_did_not_win_for_certain_is_no_supplier(body: str) -> None:
    assert award_rows(read(HEAD + body)) == set()


@pytest.mark.parametrize(
    "title",
    [
        "样本县设备采购更正公告",
        "样本县设备采购废标公告",
        "样本县设备采购中标候选人公示",
        "样本县设备采购合同公告",
        "样本县设备单一来源采购公示",
    ],
)
def test_only_an_award_notice_gives_awards(title: str) -> None:
    extraction = read(f"{title}\n一、项目编号：YB-1\n二、中标（成交）信息\n供应商名称：样本有限公司\n中标金额：5万元")
    assert not any(statement.schema == "ContractAward" for statement in extraction.statements)


def test_a_body_that_asks_for_offers_is_a_tender_whatever_its_title_and_the_conflict_is_reported() -> None:
    extraction = read("样本学院被服采购成交公告\n潜在的供应商应在样本平台获取采购文件，提交响应文件截止时间为2020年1月5日。")
    stated = next(s for s in extraction.statements if s.property == "noticeType")
    assert (stated.value, stated.confidence) == ("tender", 0.7)
    assert [issue.code for issue in extraction.issues] == ["type-conflict"]


def test_a_title_the_body_contradicts_gives_no_type_and_an_issue() -> None:
    extraction = read("样本县样本设备采购招标公告\n第一中标候选人：样本有限公司")
    assert values(extraction, ":notice", "noticeType") == []
    assert [issue.code for issue in extraction.issues] == ["type-conflict"]


def test_the_intended_winner_of_a_notice_of_a_result_is_a_supplier_with_less_confidence() -> None:
    extraction = read(HEAD + "二、中标结果\n拟中标供应商名称：样本有限公司\n中标金额：5万元")
    link = next(s for s in extraction.statements if s.property == "supplier")
    assert link.confidence == 0.8
    candidates = read("样本县样本设备采购中标候选人公示\n二、中标结果\n拟中标供应商名称：样本有限公司")
    assert award_rows(candidates) == set()


def test_the_budget_never_becomes_the_award() -> None:
    extraction = read(HEAD + "预算金额：80万元\n二、中标（成交）信息\n供应商名称：样本有限公司\n中标金额：详见附件")
    assert [amount for _, amount in award_rows(extraction)] == [None]
    assert values(extraction, ":notice", "budget") == ["CNY 800000"]


def test_a_total_fills_the_only_award_and_a_placeholder_fills_none() -> None:
    table = "| 总中标金额 | ￥{} 万元（人民币）\n二、中标（成交）信息\n供应商名称：样本有限公司"
    assert [str(amount) for _, amount in award_rows(read(HEAD + table.format("56.980000")))] == ["569800"]
    assert [amount for _, amount in award_rows(read(HEAD + table.format("0.000000")))] == [None]


def test_an_award_written_down_a_table_is_read() -> None:
    extraction = read(HEAD + "二、中标（成交）信息\n| 供应商名称 | 样本有限公司\n| 中标金额（万元） | 5.5")
    assert [str(amount) for _, amount in award_rows(extraction)] == ["55000"]


def test_sums_that_disagree_are_reported() -> None:
    extraction = read(
        HEAD + "| 总中标金额 | ￥60.000000 万元（人民币）\n二、中标（成交）信息\n供应商名称：样本有限公司\n中标金额：569800元"
    )
    assert "total-disagrees" in [issue.code for issue in extraction.issues]


def test_a_joint_bid_is_one_award_with_its_sum_once() -> None:
    extraction = read(HEAD + "二、中标（成交）信息\n供应商名称：样本甲科技有限公司、样本乙科技有限公司\n中标金额：5万元")
    assert len(values(extraction, ":award:1", "supplier")) == 2
    assert values(extraction, ":award:1", "amount") == ["CNY 50000"]
    assert not values(extraction, ":award:2", "notice")


def test_a_price_without_unit_is_a_question() -> None:
    extraction = read(
        HEAD
        + "二、中标（成交）信息\n供应商名称：样本有限公司\n三、主要标的信息\n| 名称 | 品牌 | 数量 | 单价\n| 样本试剂 | / | 3 | 480000.0"
    )
    assert values(extraction, ":item:1", "unitPrice") == []
    assert values(extraction, ":item:1", "brand") == []
    assert "value-ambiguous" in [issue.code for issue in extraction.issues]


def test_a_maker_is_a_mention_only_where_a_column_states_it() -> None:
    rows = "三、主要标的信息\n| 名称 | 品牌 | 数量 | 单价（元） | 生产厂商\n| 样本试剂 | 样本牌 | 3 | 5 | 样本制药有限公司"
    extraction = read(HEAD + "二、中标（成交）信息\n供应商名称：样本有限公司\n" + rows)
    assert values(extraction, ":item:1:maker", "name") == ["样本制药有限公司"]


def test_organisations_in_a_contact_field_stay_visible() -> None:
    document = plain_document("项目联系人：样本甲、样本咨询有限公司\n联系电话：13900000000\n电子邮箱：specimen@example.org")
    assert [document.text[start:end] for start, end, _ in private_spans(document)] == ["样本甲", "13900000000", "specimen@example.org"]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("样本市公安局样本区分局", "PublicBody"),
        ("样本师公安局", "PublicBody"),
        ("样本市第一人民医院", "PublicBody"),
        ("样本(深圳)科技有限公司", "Company"),
        ("样本江滨服装经销处", "Company"),
        ("样本协会", "Organization"),
        ("乐动样本app", None),
        ("张样本", None),
    ],
)
def test_the_kind_of_body_is_read_off_the_name(name: str, schema: str | None) -> None:
    assert schema_of(name) == schema


def test_the_word_lists_are_sound() -> None:
    assert [(label.name, label.unit) for label in find_labels("中标(成交)金额(万元):")] == [("中标(成交)金额", "(万元)")]
    assert all(isinstance(place, str) and place for synonyms in load("labels").values() for place in synonyms.values())
    assert labels()["采购单位"] == "buyer"
    assert section_of("中标(成交)信息") == "award"
    assert section_of("评审专家(单一来源采购人员)名单") == "experts"
    assert head_of("中标(成交)金额(万元)").supplier == "award-amount"
    assert head_of("品牌(如有)").item == "brand"


def test_glued_sections_keep_buyer_and_agency_apart() -> None:
    text = "1.采购人信息名称：样本市公安局地址：样本路99号2.采购代理机构信息(如有)名称：样本招标代理有限公司地址：样本路4号"
    found = outline(plain_document(text))
    assert [(pair.section, pair.value.text) for pair in found.of("name")] == [("buyer", "样本市公安局"), ("agency", "样本招标代理有限公司")]


@pytest.mark.parametrize("row", [row for row in load("types")["body"] if "begins" in row], ids=lambda row: f"{row['type']}-{row['begins']}")
def test_the_signs_a_type_is_said_to_begin_with_leave_no_find_out(row: dict[str, str]) -> None:
    said = re.compile(row["pattern"], re.MULTILINE)

    @settings(max_examples=100, deadline=None)
    @given(st.from_regex(said))
    def each(text: str) -> None:
        assert {match[0][0] for match in said.finditer(text)} <= set(row["begins"])

    each()


def test_pairs_are_found_by_field_as_they_are_added_visible_ones_first() -> None:
    found = outline(plain_document(HEAD + "二、采购人：样本县公安局"))
    page = found.page
    assert [pair.value.text for pair in found.of("buyer")] == ["样本县公安局"]
    for hidden in (True, False):
        found.pairs.append(Pair("buyer", "采购人", Span(0, 2, f"hidden {hidden}", hidden, page), "start", None, "line"))
    assert [pair.value.text for pair in found.of("buyer")] == ["样本县公安局", "hidden False", "hidden True"]
    assert [pair.field for pair in found.of("buyer", "project-number")] == ["project-number", "buyer", "buyer", "buyer"]
    assert found.of("agency") == []

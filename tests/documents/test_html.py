"""Pages: the text a reader sees with its places, tables as grids, hidden text marked, nothing lost, time in proportion."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.documents.tokens import tokens
from enduse.model.document import Document, Table
from tests.documents.given import codes, document, read


def grid(found: Document, table: Table) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, found.text[cell.start : cell.end]) for cell in table.cells]


def blocks(found: Document) -> list[tuple[str, bool, str]]:
    return [(block.kind, block.hidden, found.text[block.start : block.end]) for block in found.blocks]


def test_lines_blocks_and_folding() -> None:
    found = document(
        "<html lang=ZH-cn><head><title> A  notice\n</title><script>var x='<p>no';</script><style>p{}</style></head><body><h1>Head</h1>"
        "<p>one\n two&nbsp; &nbsp;three<br>four</p><div>five<div>six</div>seven</div>"
        "<!-- no --><pre>a\n  b</pre>价格<5万元 & x &lt; y</body>"
    )
    assert found.text == "A notice\nHead\none two three\nfour\nfive\nsix\nseven\na\nb\n价格<5万元 & x < y"
    assert blocks(found)[:3] == [("title", False, "A notice"), ("heading", False, "Head"), ("paragraph", False, "one two three")]
    assert (found.title, found.language) == ("A notice", "zh-cn")


def test_stored_spans_lead_back_to_the_page() -> None:
    stored = "<p>金额：&yen;5&#44;000 <b>元</b>\n整</p>"
    found = document(stored)
    assert found.text == "金额：¥5,000 元 整"
    for quote, there in (("¥5", "&yen;5"), (",", "&#44;"), ("000 元", "000 <b>元"), ("元 整", "元</b>\n整")):
        at = found.text.index(quote)
        start, end = found.stored_span(at, at + len(quote))
        assert stored[start:end] == there


def test_meta_and_title_are_metadata() -> None:
    found = document('<title>T</title><meta name="ArticleTitle" content="A &amp; B"><meta name=PubDate content="2025-06-27 17:52"><p>x')
    assert found.metadata == {"ArticleTitle": "A & B", "PubDate": "2025-06-27 17:52"}


def test_tables_with_spans_implied_end_tags_and_nesting() -> None:
    found = document(
        "<table><thead><tr><th>a<th>b<tbody><tr><td rowspan=2>1<td colspan=2>2<tr><td>3</td><td></td>"
        "<tr><td>x<table><tr><td>in1<td>in2</table>y<td><p>p1</p><p>p2</p><td>z</table>after"
    )
    outer, inner = found.tables
    assert grid(found, outer) == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 0, "1"),
        (1, 1, "2"),
        (2, 1, "3"),
        (2, 2, ""),
        (3, 0, "x\nin1\tin2\ny"),
        (3, 1, "p1\np2"),
        (3, 2, "z"),
    ]
    assert grid(found, inner) == [(0, 0, "in1"), (0, 1, "in2")]
    assert (outer.depth, inner.depth) == (0, 1)
    assert [cell.header for cell in outer.cells][:3] == [True, True, False]
    assert found.text.endswith("\nafter")
    assert "a\tb\n1\t2\n3" in found.text


def test_end_tags_inside_a_cell_do_not_leave_it() -> None:
    found = document("<div><p><table><tr><td>a</p></div></ul>b<td>c</table>d</div>")
    assert grid(found, found.tables[0]) == [(0, 0, "a\nb"), (0, 1, "c")]


@pytest.mark.parametrize(
    "opening",
    [
        "<div style='display : NONE'>",
        "<div hidden>",
        "<div style=visibility:hidden>",
        "<div style='font-size:0px'>",
        "<div style='color:red;opacity:0'>",
        "<div style='position:absolute;left:-9999px'>",
        "<template>",
        "<noscript>",
        "<div class='a gone b'>",
        "<div id=never>",
        "<div style='d&#105;splay:none'>",
    ],
)
def test_hidden_text_is_kept_and_marked(opening: str) -> None:
    closing = "</" + opening[1:].split()[0].strip(">") + ">"
    sheet = "<style>.gone, p.x { display: none } @media print { .seen { display:none } } #never{visibility:hidden}</style>"
    found = document(f"{sheet}<p class=seen>before</p>{opening}<p>secret <b>deep</b></p><table><tr><td>cell</table>{closing}<p>after</p>")
    assert [block for block in blocks(found) if block[1]] == [("paragraph", True, "secret deep"), ("cell", True, "cell")]
    assert [text for _, hidden, text in blocks(found) if not hidden] == ["before", "after"]
    assert found.tables[0].hidden


def test_hidden_words_inside_a_line_are_a_block_of_their_own() -> None:
    found = document("<p>供应商：<span style='display:none'>甲公司</span>乙公司</p>")
    assert blocks(found) == [("paragraph", False, "供应商："), ("paragraph", True, "甲公司"), ("paragraph", False, "乙公司")]


def test_attributes_with_odd_quotes_do_not_swallow_text() -> None:
    found = document("""<p title=it's a=">" b='<i>'>one</p><p class="x"y>two</p><p =a b==c>three</p><a href="u>four</a>""")
    assert found.text == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>kept</p><table><tr><td class='x", "kept"),
        ("<p>kept</p><!-- never closed <p>x</p>", "kept"),
        ("<p>kept</p><script>var a = 1; <p>x</p>", "kept"),
        ("<html><body><p>kept</p><table><tr><td>cell", "kept\ncell"),
    ],
)
def test_a_cut_page_is_read_and_flagged(page: str, text: str) -> None:
    result = read(page)
    assert result.document is not None
    assert result.document.text == text
    assert "cut" in codes(result)
    assert result.document.warnings


def test_a_large_text_behind_a_tag_that_never_ends_is_not_lost() -> None:
    result = read("<p>kept</p><a b='" + "测试市公安局 " * 2000)
    assert result.document is not None
    assert result.document.text.count("测试市公安局") == 2000
    assert "cut" in codes(result)


def deep(count: int) -> str:
    return "<table><tr><td>" * count + "测试市公安局" + "</td></tr></table>" * count


HOSTILE_SHAPES = {
    "nested tables": deep,
    "nested divs": lambda count: "<div>" * count * 4 + "测试市公安局",
    "attributes": lambda count: "<p " + "a=1 b " * count * 8 + ">测试市公安局",
    "unclosed quotes": lambda count: "<p a='x \"" * count * 4 + ">测试市公安局",
    "unclosed tags": lambda count: "测试市公安局" + "<a " * count * 8,
    "stray end tags": lambda count: "<b>" * count * 4 + "</i></p></td>" * count * 4 + "测试市公安局",
    "list items": lambda count: "<ul>" + "<b>" * count * 4 + "<li></li>" * count * 4 + "测试市公安局",
    "comments": lambda count: "<!--" * count * 4 + "--><!-" * count + ">测试市公安局",
    "less-than signs": lambda count: "< " * count * 8 + "测试市公安局",
    "ampersands": lambda count: "&" * count * 8 + "&#" * count * 8 + "测试市公安局",
    "row spans": lambda count: "<table>" + ("<tr>" + "<td rowspan=60000>" * 20) * (count // 8) + "测试市公安局",
    "white space": lambda count: "<p " + " " * count * 40 + ">测试市公安局" + " \n" * count * 20,
    "titles": lambda count: "<title>" * count * 4 + "测试市公安局",
    "style rules": lambda count: "<style>" + "{" * count * 8 + "a{}" * count + "</style>测试市公安局",
}


@pytest.mark.parametrize("shape", HOSTILE_SHAPES)
def test_hostile_shapes_lose_nothing_and_cost_grows_with_their_length(shape: str) -> None:
    def seconds(page: str) -> float:
        begun = time.process_time()
        result = read(page)
        assert result.document is not None
        assert "测试市公安局" in result.document.text
        return time.process_time() - begun

    # Twenty times as long: linear work costs twentyfold, quadratic four hundredfold; the bound lies where no busy machine reaches.
    small, large = HOSTILE_SHAPES[shape](1000), HOSTILE_SHAPES[shape](20_000)
    least = min(seconds(small) for _ in range(3))
    assert seconds(large) < 100 * max(least, 0.01)


@pytest.mark.slow
def test_a_page_of_one_line_of_fifty_megabytes() -> None:
    page = "<html><body><p>" + "<b>招标公告</b>&nbsp;采购人：" + "甲乙丙丁 " * 3_200_000 + "测试市公安局</p></body></html>"
    data = page.encode()
    assert len(data) > 40_000_000
    begun = time.process_time()
    found = document(data)
    assert time.process_time() - begun < 30
    assert found.text.endswith("测试市公安局")
    assert found.text.count("甲乙丙丁") == 3_200_000


@pytest.mark.shared
def test_every_hostile_page_is_read(shared: Path) -> None:
    for path in sorted((shared / "hostile" / "html").glob("*.html")):
        found = document(path.read_bytes())
        assert "测试市公安局" in found.text, path.name
        assert "\x1b" not in found.text
        if path.name.startswith("f01"):
            assert "fetch" not in found.text


@pytest.mark.shared
def test_the_award_page_of_qingzhen(shared: Path) -> None:
    path = next((shared / "data" / "procurement").glob("ccgp_award_qingzhen*.html"))
    found = document(path.read_bytes())
    for line in ("一、项目编号：LKZX2025-CG013", "公告概要：", "行政区域\t贵州省\t公告时间\t2025年06月27日 17:52"):
        assert line in found.text.split("\n")
    assert found.metadata["PubDate"] == "2025-06-27 17:52"
    summary, award, items = found.tables
    assert (1, 0, "采购项目名称") in grid(found, summary)
    assert (1, 1, "江苏新煦光电科技有限公司") in grid(found, award)
    assert (1, 3, "总价形式报价:569800.00(元)") in grid(found, award)
    assert [text for row, _, text in grid(found, items) if row == 0] == [
        "序号",
        "标项名称",
        "标的名称",
        "品牌",
        "规格型号",
        "数量",
        "单价（元）",
    ]
    assert (1, 6, "569800") in grid(found, items)
    assert not any(table.hidden for table in found.tables)


@pytest.mark.shared
def test_the_award_page_of_shenzhen(shared: Path) -> None:
    path = next((shared / "data" / "procurement").glob("ccgp_award_shenzhen*.html"))
    found = document(path.read_bytes())
    lines = found.text.split("\n")
    for line in ("一、项目编号：LHACG2025000057", "供应商名称：深圳市金龙空调电器有限公司", "中标（成交）金额：6687920.0元"):
        assert line in lines
    assert [table.hidden for table in found.tables] == [True, False, False, False, False]
    items = next(table for table in found.tables if (0, 0, "名称") in grid(found, table))
    assert [text for row, _, text in grid(found, items) if row == 1] == [
        "3 匹冷暖变频壁挂式分体空调",
        "美的",
        "KFR-72GW/G1-1A",
        "281",
        "5390",
    ]
    assert (True, "总中标金额") in [(hidden, text) for _, hidden, text in blocks(found)]


TAGS = """<p> </p> <div> <b> </b> <br> <table> <tr> <td> </td> </table> <th> &amp; &nbsp; &#x4e2d; &notit; <!--x--> <li> <ul> </ul>
<pre> </pre> </span> <caption> </tr> <title> </title> <h2> </h1> <script>x</script> <template> <td/rowspan=3> <span/style='display:none'>"""
MARKUP = st.sampled_from([*TAGS.split(), " ", "  ", "\n", "\t", "\r\n", "\x00", "\u3000", "& ", "< ", "<5"])
PIECES = st.lists(st.one_of(MARKUP, st.text(st.sampled_from("甲乙丙ab1 é𠮷"), max_size=6)), max_size=40)


@given(PIECES)
def test_any_page_keeps_its_map_and_its_letters(pieces: list[str]) -> None:
    page = "<p>甲" + "".join(pieces)
    result = read(page)  # checks every passage and segment
    assert result.document is not None
    letters = [char for char in page if char in "乙丙𠮷"]
    assert [char for char in result.document.text if char in "乙丙𠮷"] == letters


@given(PIECES, st.integers(0, 200), st.integers(0, 200))
def test_a_passage_leads_to_stored_characters_that_hold_it(pieces: list[str], one: int, other: int) -> None:
    page = "<p>甲" + "".join(pieces)
    found = document(page)
    start, end = sorted((min(one, len(found.text)), min(other, len(found.text))))
    first, last = found.stored_span(start, end)
    assert 0 <= first <= last <= len(page)
    for char in found.text[start:end]:
        if char in "甲乙丙𠮷":
            assert char in page[first:last]


NEVER = mock.Mock(return_value=None)
TAG_PARTS = st.lists(
    st.sampled_from(["<", "</", "a", "p", "TD", " ", "\n", "=", '"', "'", "/", ">", "x='1'", 'style="a>b"', "&amp;", "测", "!--", "-->"]),
    max_size=24,
)


@given(TAG_PARTS)
def test_tags_read_in_one_match_are_those_taken_apart(parts: list[str]) -> None:
    page = "".join(parts)
    quick = list(tokens(page))
    with mock.patch.multiple("enduse.documents.tokens", tidy_tag=NEVER, tidy_tag_at=NEVER):
        assert list(tokens(page)) == quick


def test_a_page_that_was_read_leaves_nothing_to_collect() -> None:
    gc.collect()
    gc.disable()
    try:
        document("<title>样本</title><table><tr><td>采购人<td>样本局</table><p>样本")
        left = [each for each in gc.get_objects() if type(each).__name__ == "_Page"]
    finally:
        gc.enable()
    assert left == []

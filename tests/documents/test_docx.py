"""Word files: paragraphs and tables as they stand; hidden, deleted and outside things told apart."""

from __future__ import annotations

import pytest

from enduse.model.document import Document
from tests.documents.given import codes, document, read
from tests.documents.made_office import docx, packed, paragraph, relations, word_part, word_table


def shown(body: str) -> Document:
    return document(docx(body), ".docx")


def grid(found: Document, number: int = 0) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): found.text[cell.start : cell.end] for cell in found.tables[number].cells}


def hidden(found: Document) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.hidden]


def test_paragraphs_tables_and_breaks() -> None:
    found = shown(
        paragraph("中标公告")
        + "<w:p><w:r><w:t>采购人</w:t></w:r><w:r><w:t>：样例市</w:t><w:br/><w:t>公安局</w:t></w:r></w:p><w:p/>"
        + word_table([["名称", "数量"], ["甲", ""], ["乙", "2"]])
        + paragraph("结束。")
    )
    assert found.text == "中标公告\n采购人：样例市\n公安局\n名称\t数量\n甲\n乙\t2\n结束。"
    assert grid(found) == {(0, 0): "名称", (0, 1): "数量", (1, 0): "甲", (1, 1): "", (2, 0): "乙", (2, 1): "2"}


def test_merged_and_nested_cells() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('里')}</w:tc></w:tr></w:tbl>"
    found = shown(
        "<w:tbl>"
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("头")}</w:tc><w:tc>{paragraph("尾")}</w:tc></w:tr>'
        f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/>'
        f"</w:tcPr>{paragraph('一')}</w:tc><w:tc>{inner}<w:p/></w:tc><w:tc>{paragraph('x')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{paragraph('y')}</w:tc><w:tc>{paragraph('z')}</w:tc></w:tr>"
        "</w:tbl>"
    )
    inside, outside = found.tables
    assert (inside.depth, outside.depth) == (1, 0)
    spans = {(cell.row, cell.column): (cell.rowspan, cell.colspan) for cell in outside.cells}
    assert spans[0, 0] == (1, 2)
    assert spans[1, 0] == (2, 1)
    assert grid(found, 1)[1, 1] == "里"
    assert grid(found, 1)[2, 2] == "z"
    assert (2, 0) not in spans


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', '<w:rStyle w:val="Below"/>'])
def test_hidden_text_stands_apart_and_is_said(properties: str) -> None:
    secret = f"<w:r><w:rPr>{properties}</w:rPr><w:t>别的公司</w:t></w:r>"
    styles = word_part(
        "styles",
        '<w:style w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Below"><w:basedOn w:val="Hid"/></w:style>',
    )
    body = f"<w:p><w:r><w:t>供应商：</w:t></w:r>{secret}<w:r><w:t>样例公司</w:t></w:r></w:p>"
    result = read(docx(body + f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>", {"word/styles.xml": styles}), ".docx")
    assert result.document is not None
    assert result.document.text == "供应商：样例公司\n别的公司\n供应商：样例公司\n别的公司"
    assert hidden(result.document) == ["别的公司", "别的公司"]
    assert grid(result.document) == {(0, 0): "供应商：样例公司"}
    assert "hidden-text" in codes(result)


@pytest.mark.parametrize("properties", ['<w:vanish w:val="0"/>', '<w:color w:val="FFFFFF"/><w:shd w:fill="000080"/>', '<w:sz w:val="9"/>'])
def test_text_that_is_seen_is_not_called_hidden(properties: str) -> None:
    assert hidden(shown(paragraph("看得见", properties))) == []


def test_changes_fields_and_alternatives() -> None:
    result = read(
        docx(
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:commentReference/></w:r>"
            "<mc:AlternateContent><mc:Choice><w:r><w:t>甲</w:t>"
            "</w:r></mc:Choice><mc:Fallback><w:r><w:t>甲</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        ),
        ".docx",
    )
    assert result.document is not None
    assert result.document.text == "新甲"
    assert {"tracked-changes", "comments-not-read"} <= codes(result)


def test_text_boxes_heads_and_notes_are_read() -> None:
    inner = f"<w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict>"
    box = f"<w:p><w:r><w:t>前</w:t></w:r><w:r>{inner}</w:r><w:r><w:t>后</w:t></w:r></w:p>"
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(("1", "header", "header1.xml", False), ("2", "footnotes", "/word/notes.xml", False)),
        "word/header1.xml": word_part("hdr", paragraph("眉")),
        "word/notes.xml": word_part("footnotes", paragraph("注")),
    }
    found = document(docx(box, parts), ".docx")
    assert found.text == "前后\n框\n眉\n注"
    assert [block.kind for block in found.blocks] == ["paragraph", "paragraph", "margin", "paragraph"]


def test_nothing_outside_is_fetched_and_it_is_said() -> None:
    rels = relations(("1", "attachedTemplate", "http://127.0.0.1:9/canary.dotm", True), ("2", "hyperlink", "http://example.invalid/", True))
    result = read(docx(paragraph("甲"), {"word/_rels/document.xml.rels": rels, "word/vbaProject.bin": b"x"}), ".docx")
    assert result.document is not None
    assert {"external-reference", "active-content"} <= codes(result)
    links = relations(("2", "hyperlink", "http://example.invalid/", True))
    assert codes(read(docx(paragraph("甲"), {"word/_rels/document.xml.rels": links}), ".docx")) == set()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "xml-declarations"),
        (docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head='<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">'), "xml-declarations"),
        (docx(paragraph("x" * (50 << 20))), "limit:inflated"),
        (docx("<w:p>" * 500), "limit:depth"),
        (docx("<w:p><w:r>"), "broken"),
        (docx(paragraph("甲"))[:-40], "wrong-type"),
        (docx(paragraph("甲" * 4000)).replace(b"word/document.xml", b"word/document.xmm", 1), "broken"),
        (packed({"word/document.xml": b"\xff\xfe\x00"}), "broken"),
        (docx(""), "no-text"),
    ],
)
def test_what_cannot_be_read_is_rejected(made: bytes, code: str) -> None:
    result = read(made, ".docx")
    assert result.rejected is not None
    assert result.rejected.code == code
    assert "root:" not in result.rejected.message


def test_an_overlong_claim_of_size_gains_nothing() -> None:
    made = bytearray(docx(paragraph("甲")))
    at = made.rindex(b"PK\x01\x02")
    made[at + 24 : at + 28] = (1 << 30).to_bytes(4, "little")  # the directory claims a gigabyte
    assert codes(read(bytes(made), ".docx")) <= {"broken"}

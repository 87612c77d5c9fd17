"""Every encoding a notice comes in gives the same text, and the trick encodings are never decoded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enduse.documents.hanzi import looks_double_encoded
from tests.documents.given import codes, document, read

NOTICE = "采购人：样例市公安局　中标供应商：样例省示范生物科技有限公司，金额（￥1,234,567.00元），公告日期：2021年3月15日"
TRADITIONAL = "機關名稱：樣例縣政府警察局，決標公告，廠商：範例安控股份有限公司，金額與日期"


def page(text: str, declared: str | None) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<!DOCTYPE html><html><head>{meta}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "GBK", "iso-8859-1", "big5", "nonsense", None])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (NOTICE, "utf-8"),
        (NOTICE, "gb18030"),
        (NOTICE, "utf-8-sig"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "gb18030"),
    ],
)
def test_the_bytes_win_over_a_wrong_declaration(text: str, encoding: str, declared: str | None) -> None:
    found = document(page(text, declared).encode(encoding))
    assert found.text == text
    assert found.decoded_by


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_wide_encodings_with_and_without_a_mark(encoding: str) -> None:
    assert document(page(NOTICE, "gb2312").encode(encoding)).text == NOTICE


def test_a_file_cut_inside_a_character_is_read_as_far_as_it_goes() -> None:
    for encoding in ("utf-8", "gb18030"):
        whole = page(NOTICE, encoding).split("</p>", maxsplit=1)[0].encode(encoding)
        result = read(whole[:-1])
        assert result.document is not None
        assert "样例省示范生物科技有限公司" in result.document.text
        assert "undecodable-bytes" in codes(result)


def test_double_encoding_is_flagged_and_kept() -> None:
    for wrong in ("latin-1", "gb18030"):
        again = NOTICE.encode().decode(wrong, "ignore").encode("utf-8")
        assert "mojibake-suspected" in codes(read(page("", "utf-8").encode().replace(b"<p>", b"<p>" + again)))
    assert "mojibake-suspected" not in codes(read(page(NOTICE + TRADITIONAL + " café naïve Müller", "utf-8")))


@pytest.mark.parametrize(
    ("data", "forbidden"),
    [
        (b'<meta charset="utf-7"><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>', "<script>"),
        (b'<meta charset="hz-gb-2312"><p>~{<:Ky2;~}</p>', "己所"),
        (b"<html><p>\x1b$B%F%9%H\x1b(B text</p>", "テスト"),
    ],
)
def test_trick_encodings_are_flagged_and_never_decoded(data: bytes, forbidden: str) -> None:
    result = read(data)
    assert "encoding-not-allowed" in codes(result)
    assert result.document is not None
    assert forbidden not in result.document.text


def test_two_encodings_in_one_file_are_flagged() -> None:
    result = read(page(NOTICE, "utf-8").encode() + f"<p>{NOTICE}</p>".encode("gb18030"))
    assert "undecodable-bytes" in codes(result)


def test_nul_between_characters_is_left_out_and_reported() -> None:
    result = read(page("样例市公\x00安\x00局", "utf-8"))
    assert result.document is not None
    assert result.document.text == "样例市公安局"
    assert "control-characters" in codes(result)


def test_european_pages_are_read_where_they_say_what_they_are() -> None:
    assert (
        document("<html><meta charset='windows-1252'><p>Vidéosurveillance à Größe</p>".encode("cp1252")).text == "Vidéosurveillance à Größe"
    )


@pytest.mark.shared
def test_every_recoverable_notice_of_the_hostile_set(shared: Path) -> None:
    folder = shared / "hostile" / "encoding"
    expected = json.loads((folder / "expected_fields.json").read_text())
    wanted = [expected[name] for name in ("title", "project_no", "buyer", "supplier", "item", "brand", "model")]
    for path in sorted(folder.glob("*.html")):
        result = read(path.read_bytes())
        assert result.document is not None, path.name
        text = result.document.text
        if path.name.startswith("e10"):
            assert "mojibake-suspected" in codes(result)
        elif path.name.startswith("e08"):
            assert all(value in text for value in ("測試縣政府警察局", "範例安控股份有限公司"))
        elif path.name.startswith("e03"):
            assert "测试省㐂𠮷生物科技有限公司" in text
        elif path.name.startswith("e14"):
            assert all(value in text for value in (expected["buyer"], expected["supplier"]))
        else:
            assert [value for value in wanted if value not in text] == [], path.name
            assert "�" not in text


def test_mojibake_is_the_same_told_from_the_text_and_from_its_bytes() -> None:
    wrong = NOTICE.encode().decode("gb18030", "replace")
    for text in (NOTICE, wrong, NOTICE.encode().decode("latin-1"), f"<p>{NOTICE}</p>", f"<b>{wrong}</b> {NOTICE}", "ascii"):
        assert looks_double_encoded(text) is looks_double_encoded(text.encode())
    assert looks_double_encoded(wrong.encode())
    assert not looks_double_encoded(NOTICE.encode())


def test_a_few_control_signs_are_read_and_many_refuse_the_file() -> None:
    few, many = "甲\x01" * 16, "甲\x01" * 17
    assert document(few.encode(), ".txt").text == "甲" * 16
    assert codes(read(many.encode(), ".txt")) == {"wrong-type"}

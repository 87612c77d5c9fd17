"""Pictures of pages: what the text hides is covered and cannot be got back, what nobody read is not there, none is drawn in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.documents.jail import Jail
from enduse.documents.page_pictures import REASONS, Order, PagePicture
from enduse.documents.pdf_font import box_font
from enduse.documents.picture_canvas import Canvas
from enduse.documents.redaction import redact
from enduse.model.document import Document
from tests.documents.made_pdf import Sheet, pdf
from tests.documents.plain_pages import COVER, FRAME, latin, pixels

SHA = "0" * 64


@pytest.fixture(scope="module")
def jail() -> Iterator[Jail]:
    with Jail() as child:
        yield child


NOTICE = ("Specimen notice of an award", "Contact: Zhang Yangben, tel. 13900001111", "Buyer: Yangben City Specimen Bureau")


def read(jail: Jail, data: bytes) -> Document:
    document = jail.read(data, sha256=SHA, extension=".pdf").document
    assert document is not None
    return document


def masked(text: str, *hidden: str) -> str:
    for each in hidden:
        assert each in text
        text = text.replace(each, "▇" * len(each))
    return text


def only(jail: Jail, data: bytes, text: str, *frames: tuple[int, int]) -> PagePicture:
    (picture,) = jail.draw(data, sha256=SHA, extension=".pdf", order=Order(text, frames))
    return picture


def test_what_the_text_hides_is_covered_and_what_it_shows_is_there(jail: Jail) -> None:
    data = latin(*NOTICE)
    text = read(jail, data).text
    picture = only(jail, data, masked(text, "Zhang Yangben", "13900001111"))
    assert picture.reason == ""
    scale = picture.width / 595
    shown = pixels(picture)
    assert shown.inside((60, 85, 200, 105), scale) - {15} != set(), "the first line is there"
    line = shown.inside((60, 117, 400, 133), scale)
    assert COVER in line
    assert len(line) > 2, "beside what is covered the line is legible"
    boxes = [(117, 119, 205, 131), (246, 119, 331, 131)]  # the name and the number, as Helvetica of 14 points sets them
    assert [shown.inside(box, scale) for box in boxes] == [{COVER}, {COVER}]


def test_a_covered_sign_cannot_be_got_back_from_the_bytes(jail: Jail) -> None:
    """Two papers that differ in nothing but what is hidden, in signs of one width, have the same picture byte for byte."""
    one, other = latin(*NOTICE), latin(*(line.replace("13900001111", "15822226666") for line in NOTICE))
    first, second = (
        only(jail, data, masked(read(jail, data).text, number)) for data, number in ((one, "13900001111"), (other, "15822226666"))
    )
    assert first.png
    assert first.png == second.png
    assert first.png == only(jail, one, masked(read(jail, one).text, "13900001111")).png, "and it is the same when drawn again"


def test_what_redaction_finds_is_what_is_covered(jail: Jail) -> None:
    data = latin(*NOTICE)
    document = redact(read(jail, data))
    assert document.redactions
    assert COVER in pixels(only(jail, data, document.text)).inside((60, 117, 400, 133), 1000 / 595)


def test_a_quoted_passage_is_framed_and_never_over_what_is_covered(jail: Jail) -> None:
    data = latin(*NOTICE)
    text = read(jail, data).text
    shown = masked(text, "13900001111")
    start = text.index("Contact")
    framed = pixels(only(jail, data, shown, (start, start + len(NOTICE[1]))))
    assert any(FRAME in row for row in framed.rows)
    assert framed.inside((246, 119, 331, 131), 1000 / 595) == {COVER}
    assert not any(FRAME in row for row in pixels(only(jail, data, shown)).rows)


def test_ink_that_is_no_sign_of_the_text_is_not_copied(jail: Jail) -> None:
    """A rule is; what an operator draws below, invisible to the reader of text, is refused or left out."""
    ruled = latin(*NOTICE, extra="\n60 600 m 400 600 l S")
    shown = pixels(only(jail, ruled, read(jail, ruled).text))
    assert shown.inside((100, 241, 300, 243), 1000 / 595) - {15} != set()
    assert shown.inside((60, 300, 500, 800), 1000 / 595) == {15}


SCRAWL = "\n100 300 m 150 400 250 200 300 300 c S"
PICTURE = "\nq 80 0 0 40 300 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (latin(*NOTICE, extra=PICTURE), "pictures"),
        (latin(*NOTICE, extra=SCRAWL), "drawings"),
        (latin(*NOTICE, extra="\n100 300 m 150 330 l 200 290 l S"), "drawings"),
        (latin(*NOTICE, extra="\nBT 1 1 1 rg /F1 14 Tf 60 400 Td (not seen) Tj ET"), "aside"),
        (latin(*NOTICE, extra="\nBT /F1 14 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (slanted) Tj ET"), "aside"),
        (latin(*NOTICE, extra="\n/Span <</ActualText (harmless)>> BDC BT /F1 14 Tf 60 400 Td (13900001111) Tj ET EMC"), "other-text"),
        (latin(*NOTICE, font="<</Type/Font/Subtype/TrueType/BaseFont/Yangben/FirstChar 32/LastChar 33/Widths[500 500]>>"), "fonts"),
    ],
)
def test_a_page_in_doubt_has_no_picture(jail: Jail, data: bytes, reason: str) -> None:
    picture = only(jail, data, read(jail, data).text)
    assert (picture.reason, picture.png) == (reason, b"")


def test_fonts_that_are_not_in_the_file_and_other_papers_have_none(jail: Jail) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "样本公告：样本市公安局")
    data = pdf(sheet)
    assert only(jail, data, read(jail, data).text).reason == "fonts"
    assert only(jail, latin(*NOTICE), "another text").reason == "differs"
    assert only(jail, b"<p>Specimen</p>", "Specimen").reason == "no-pdf"
    assert only(jail, b"%PDF-1.7 nothing", "").reason == "unread"


def test_nothing_is_written_outside_of_the_canvas() -> None:
    canvas = Canvas(10, 6, 1.0)
    canvas.cover((-5, -5, 3, 3), 1.0)
    canvas.cover((8, 4, 90, 90), 0.0)
    canvas.frame((2, 2, 400, 3), 50.0)
    rows = pixels(PagePicture(1, canvas.png(), 10, 6)).rows
    assert {len(row) for row in rows} == {10}
    assert len(rows) == 6


UPRIGHT = {0: "1 0 0 1 {x} {up}", 90: "0 1 -1 0 {down} {x}", 180: "-1 0 0 -1 {right} {down}", 270: "0 -1 1 0 {up} {right}"}
"""Text matrices that set upright what a page of 600 by 600 points shows when turned; x and down are from its upper left corner."""


def turned(rotate: int, crop: int, *lines: tuple[int, int, str]) -> bytes:
    """A square page, turned and cut by ``crop`` points on every side; lines are (x, down, text)."""
    content = ""
    for x, down, line in lines:
        place = UPRIGHT[rotate].format(x=x, down=down, up=600 - down, right=600 - x)
        content += f"BT /F1 14 Tf {place} Tm ({line}) Tj ET\n"
    box = f"/MediaBox[0 0 600 600]/CropBox[{crop} {crop} {600 - crop} {600 - crop}]/Rotate {rotate}"
    return (
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R{box}/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%EOF"
    ).encode("latin-1")


@pytest.mark.parametrize("rotate", UPRIGHT)
@pytest.mark.parametrize("crop", [0, 40])
@pytest.mark.parametrize("gap", [30, 10])
def test_turned_and_cut_pages_and_lines_that_touch_hide_as_much(jail: Jail, rotate: int, crop: int, gap: int) -> None:
    made = []
    for number in ("13900001111", "15822226666"):
        data = turned(rotate, crop, (100, 200, "Specimen bureau"), (100, 200 + gap, f"tel. {number}"), (100, 200 + 2 * gap, "Lot one"))
        text = read(jail, data).text
        made.append(only(jail, data, masked(text, number)))
    assert [each.reason for each in made] == ["", ""]
    assert made[0].png == made[1].png
    rows = pixels(made[0]).rows
    covered = [(y, x) for y, row in enumerate(rows) for x, index in enumerate(row) if index == COVER]
    scale = len(rows[0]) / (600 - 2 * crop)
    across, down = [x / scale + crop for _, x in covered], [y / scale + crop for y, _ in covered]
    assert 120 < min(across) < 135
    assert 195 < max(across) < 220
    assert 180 + gap < min(down) < max(down) < 210 + gap


def test_lines_printed_over_one_another_are_not_drawn(jail: Jail) -> None:
    """A reader of the page would make out a number that stands in no words of the text, where nothing is hidden."""
    data = turned(0, 0, (100, 200, "Specimen bureau"), (100, 207, "tel. 13900001111"))
    text = read(jail, data).text
    assert "13900001111" not in text
    assert only(jail, data, text).reason == "unplaced"


def test_all_ink_of_a_sign_is_covered_where_its_font_says_it_is_narrower(jail: Jail) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "号1", 14)  # the shape of 1 is as wide as the type is high, and reaches out of the width it is given
    data = pdf(sheet, font=box_font()).replace(b"/DW 1000/FontDescriptor", b"/DW 1000/W[49[400]]/FontDescriptor")
    picture = only(jail, data, masked(read(jail, data).text, "1"))
    shown = pixels(picture)
    assert shown.inside((74, 88.5, 88, 101), picture.width / 595) == {COVER}
    assert shown.inside((61, 89, 71, 101), picture.width / 595) != {15}, "the ink of the word beside it is there"


@pytest.mark.shared
def test_hostile_papers_are_drawn_plain_or_not_at_all(jail: Jail, shared: Path) -> None:
    drawn = {}
    for path in sorted((shared / "hostile").rglob("*.pdf")):
        document = jail.read(path.read_bytes(), sha256=SHA, extension=".pdf").document
        order = Order(document.text if document is not None else "")
        drawn[path.name[:3]] = [each.reason for each in jail.draw(path.read_bytes(), sha256=SHA, extension=".pdf", order=order)]
    assert {reason for reasons in drawn.values() for reason in reasons} <= {"", *REASONS}
    assert drawn["d01"] == [""]
    assert drawn["d10"] == ["aside"], "text that a reader does not see"
    assert drawn["d05"] == drawn["d12"] == ["unread"]

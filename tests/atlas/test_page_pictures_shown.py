"""Pictures of pages in a built case: there where the case allows it, covered where its text is, and counted in what is signed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.case.test_build import with_reference
from tests.conftest import digests, run_here
from tests.documents.made_pdf import Sheet, pdf
from tests.documents.plain_pages import COVER, FRAME, latin, unpack

from enduse.atlas.check import check_site
from enduse.atlas.words import load_words
from enduse.documents.page_pictures import REASONS
from enduse.documents.pdf_font import box_font

CASE = """title: {en: "Specimen pages"}
languages: [en, zh]
specimens: ["papers/*"]
publication: {drafts: show, pictures: ["papers/shown*"]}
"""
LINES = (
    "样本市公安局采购项目中标公告（样本）",
    "一、采购人：样本市公安局",
    "二、供应商名称：虚构商贸有限公司",
    "三、中标金额：569800.00元",
    "四、联系人：张样本 联系电话：13900001111",
)


def notice() -> bytes:
    sheet = Sheet()
    for number, line in enumerate(LINES):
        sheet.text(60, 100 + 40 * number, line, 14)
    scan = Sheet()
    scan.text(60, 100, "第二页：样本", 14)
    scan.picture(60, 200, 200, 200)
    return pdf(sheet, scan, font=box_font())


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictured") / "case"
    (folder / "papers").mkdir(parents=True)
    (folder / "case.yml").write_text(CASE, "utf-8")
    (folder / "papers" / "shown.pdf").write_bytes(notice())
    (folder / "papers" / "kept.pdf").write_bytes(latin("A specimen paper that the case may not reproduce"))
    assert run_here("build", with_reference(folder)).returncode in (0, 3)
    return folder


def page_of(case: Path, name: str) -> tuple[Path, str]:
    for page in sorted((case / "site" / "papers").glob("[0-9a-f]*.html")):
        text = page.read_text("utf-8")
        if f"papers/{name}</h1>" in text:
            return page, text
    raise AssertionError(name)


def test_a_page_stands_as_a_picture_with_what_is_private_covered(case: Path) -> None:
    page, text = page_of(case, "shown.pdf")
    (tag,) = re.findall(r"<img [^>]*>", text)
    (file,) = re.findall(r'src="([^"]*)"', tag)
    assert 'loading="lazy"' in tag
    assert 'alt="Page 1 as a picture' in tag
    rows = unpack(page.with_name(file).read_bytes()).rows
    assert {int(size) for size in re.findall(r'(?:width|height)="(\d+)"', tag)} == {len(rows), len(rows[0])}
    assert any(COVER in row for row in rows)
    assert any(FRAME in row for row in rows)
    assert "▇" * 11 in text
    assert "nobody has read what it shows" in text, "the second page holds a picture"
    assert check_site(case / "site").faults == ()


def test_no_byte_of_the_site_holds_what_is_private(case: Path) -> None:
    held = [path for path in (case / "site").rglob("*") if path.is_file()]
    assert not [path for path in held if b"13900001111" in path.read_bytes() or "张样本".encode() in path.read_bytes()]


def test_a_paper_that_may_not_be_reproduced_has_none_and_says_so(case: Path) -> None:
    _, text = page_of(case, "kept.pdf")
    assert "<img" not in text
    assert "does not say that they may be reproduced" in text
    assert len(list((case / "site").rglob("*.png"))) == 1


def test_pictures_are_in_the_manifest_and_the_same_bytes_again(case: Path, tmp_path: Path) -> None:
    (picture,) = (case / "site" / "papers").glob("*.png")
    manifest = json.loads((case / "site" / "manifest.json").read_text("utf-8"))
    assert f"papers/{picture.name}" in json.dumps(manifest)
    again = tmp_path / "again"
    (again / "papers").mkdir(parents=True)
    for file in ("case.yml", "papers/shown.pdf", "papers/kept.pdf"):
        (again / file).write_bytes((case / file).read_bytes())
    assert run_here("build", with_reference(again)).returncode in (0, 3)
    assert digests(again / "site") == digests(case / "site")


def test_a_missing_picture_is_a_fault(case: Path, tmp_path: Path) -> None:
    import shutil

    site = Path(shutil.copytree(case / "site", tmp_path / "site"))
    (picture,) = (site / "papers").glob("*.png")
    picture.unlink()
    assert check_site(site).counts["dead-link"] == 1


def test_every_reason_is_said_in_both_languages() -> None:
    for language in ("en", "zh"):
        assert {*REASONS, "rights"} == load_words(language)["paper"]["pictures"]["reasons"].keys()


@pytest.mark.browser
@pytest.mark.slow
def test_chromium_shows_it_from_the_disk(browser: Any, case: Path) -> None:
    page, _ = page_of(case, "shown.pdf")
    context = browser.new_context(viewport={"width": 360, "height": 844}, java_script_enabled=True)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(page.as_uri())
    tab.locator(".page-pictures img").scroll_into_view_if_needed()
    tab.wait_for_function("document.querySelector('.page-pictures img').naturalWidth > 0")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    assert tab.evaluate("document.querySelector('.page-pictures img').naturalWidth") == 1000
    assert said == [], "the content policy allows it"
    context.close()

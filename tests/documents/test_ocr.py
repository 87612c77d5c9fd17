"""Pictures and scanned PDFs: refused by name without the extra [ocr]; with it, read in the jail and held to what the paper confirms."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from enduse.case.plan import EXTENSIONS
from enduse.documents import ocr_extra, reading
from enduse.documents.jail import Jail
from enduse.documents.media import expected
from enduse.documents.reading import ocr_jail
from enduse.model.extraction import Extraction, Reading
from enduse.model.storage import read_json
from enduse.statements.notices.extract import extract_notice
from tests.documents.draw_notice import KEPT, LINES, SANS, SERIF, TABLE, TITLE, Drawing, draw, scanned
from tests.documents.given import codes, read

if TYPE_CHECKING:
    from PIL import Image

needs_extra = pytest.mark.skipif(ocr_extra.installed() is None, reason="the extra [ocr] is not installed here; make test-ocr installs it")
needs_font = pytest.mark.skipif(not (SANS.is_file() and SERIF.is_file()), reason="the Noto CJK fonts (fonts-noto-cjk) are not installed")


@pytest.mark.parametrize(
    ("head", "extension"),
    [
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"II*\x00", ".tif"),
        (b"MM\x00*", ".tiff"),
        (b"\x89PNG\r\n\x1a\n", ""),
    ],
)
def test_a_picture_is_refused_by_name_where_there_is_no_ocr(head: bytes, extension: str) -> None:
    result = read(head + bytes(400), extension)
    assert result.document is None
    assert result.rejected is not None
    assert result.rejected.code == "needs-ocr"
    assert "[ocr]" in result.rejected.message
    assert "make setup-ocr" in result.rejected.action
    assert "requirements/ocr.txt" in result.rejected.action


def test_a_picture_under_the_name_of_a_text_is_refused_as_what_it_is() -> None:
    assert codes(read(b"\x89PNG\r\n\x1a\n" + bytes(400), ".html")) == {"wrong-type"}


def test_every_name_of_a_picture_leads_to_ocr() -> None:
    assert {expected(extension) for extension in EXTENSIONS if extension} == {"application/pdf", "image/png", "image/jpeg", "image/tiff"}


def test_the_library_that_reports_home_is_kept_out() -> None:
    pinned = (Path(__file__).parents[2] / "requirements" / "ocr.txt").read_text("utf-8")
    version = pinned.split("onnxruntime==")[1].split()[0]
    assert tuple(int(part) for part in version.split(".")[:2]) < (1, 29)


@pytest.fixture(scope="module")
def jail() -> Iterator[Jail]:
    with ocr_jail() as made:
        yield made


def in_jail(jail: Jail, data: bytes, extension: str = ".png") -> Reading:
    return jail.read(data, sha256=hashlib.sha256(data).hexdigest(), extension=extension)


def stored(page: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    page.save(out, form, **options)
    return out.getvalue()


def extracted(result: Reading) -> Extraction:
    assert result.document is not None, result.rejected
    return extract_notice(result.document, specimen=True)


def values(extraction: Extraction, property: str) -> list[str]:
    return [statement.value for statement in extraction.statements if statement.property == property]


@needs_extra
def test_the_kept_specimen_is_read_in_the_jail(jail: Jail) -> None:
    result = in_jail(jail, KEPT.read_bytes())
    assert jail.missing_layers == ()
    document = result.document
    assert document is not None, result.rejected
    assert document.decoded_by == f"ocr {ocr_extra.installed()}"
    assert [line.translate(SIGNS) for line in document.text.splitlines()[: 1 + len(LINES)]] == [x.translate(SIGNS) for x in (TITLE, *LINES)]
    (table,) = document.tables
    rows = [[document.text[c.start : c.end].translate(SIGNS) for c in table.cells if c.row == row] for row in range(3)]
    assert rows == [[cell.translate(SIGNS) for cell in row] for row in TABLE]
    assert {"ocr-text", "red-ink"} <= codes(result)
    for box in document.boxes:
        assert 0 <= box.start < box.end <= len(document.text)
        assert box.score is not None
        assert 0.5 <= box.score <= 1
        assert 0 <= box.x0 < box.x1 <= document.layout[0].width
        assert 0 <= box.y0 < box.y1 <= document.layout[0].height
    assert all(one.end <= other.start for one, other in zip(document.boxes, document.boxes[1:], strict=False))


SIGNS = str.maketrans("（）：￥，", "():¥,")
"""Full-width signs flip freely in what the engine reads, and mean the same."""


@needs_extra
def test_the_kept_specimen_gives_its_fields(jail: Jail) -> None:
    extraction = extracted(in_jail(jail, KEPT.read_bytes()))
    assert values(extraction, "noticeType") == ["award"]
    assert sorted(values(extraction, "name")) == sorted(
        ["样本县公安局", "样本招标代理有限公司", "样本一号科技有限公司", "测试分析仪", "样本采集终端"]
    )
    assert values(extraction, "amount") == ["CNY 823000"]
    assert values(extraction, "model") == ["YP-3500", "YP-88A"]
    assert values(extraction, "quantity") == ["1", "15"]
    assert values(extraction, "unitPrice") == ["CNY 328000.00", "CNY 33000.00"]
    assert values(extraction, "projectNumber") == values(extraction, "publishedDate") == []
    assert all(statement.confidence < 1 and statement.page == 1 for statement in extraction.statements)


PLAIN_AMOUNT = tuple(line if not line.startswith("中标金额") else "中标金额：823,000.00元" for line in LINES)
OTHER_DIGIT = tuple(line.replace("823,000", "828,000") for line in LINES)
OTHER_TOTAL = (*TABLE[:2], (*TABLE[2][:5], "496,000.00"))


@needs_extra
@needs_font
@pytest.mark.parametrize(
    ("drawing", "amounts", "totals"),
    [
        (Drawing(font=SERIF, seal=(820, 420)), ["CNY 823000"], 2),
        (Drawing(lines=PLAIN_AMOUNT), ["CNY 823000.00"], 2),
        (Drawing(lines=OTHER_DIGIT, seal=(460, 330)), [], 2),
        (Drawing(lines=PLAIN_AMOUNT, table=OTHER_TOTAL, seal=(900, 540)), [], 1),
    ],
    ids=["sealed", "confirmed-by-items", "digit-against-capitals", "digit-against-product"],
)
def test_a_tampered_digit_under_a_seal_is_no_statement(jail: Jail, drawing: Drawing, amounts: list[str], totals: int) -> None:
    extraction = extracted(in_jail(jail, stored(draw(drawing))))
    assert values(extraction, "amount") == amounts
    assert len(values(extraction, "lineTotal")) == totals
    assert values(extraction, "supplier"), "who won is stated all the same"
    if not amounts:
        named = [issue for issue in extraction.issues if issue.message.startswith("amount ")]
        assert named
        assert all(issue.owner == "reviewer" for issue in named)


@needs_extra
@needs_font
@pytest.mark.parametrize(
    ("page", "form", "extension"),
    [
        (lambda: scanned(draw(Drawing(seal=(860, 420)))), "JPEG", ".jpg"),
        (lambda: scanned(draw(Drawing()), degrees=-2.0, share=0.8), "JPEG", ".jpg"),
        (lambda: draw(Drawing(ruled=False)), "PNG", ".png"),
        (lambda: draw(Drawing(red_title=True)), "PNG", ".png"),
        (lambda: draw(Drawing()), "PDF", ".pdf"),
    ],
    ids=["slanted-sealed", "slanted-small", "without-lines", "red-title", "pdf"],
)
def test_copies_of_other_kinds_give_the_same_fields(jail: Jail, page: object, form: str, extension: str) -> None:
    assert callable(page)
    extraction = extracted(in_jail(jail, stored(page(), form), extension))
    assert values(extraction, "noticeType") == ["award"]
    assert {"样本县公安局", "样本一号科技有限公司"} <= set(values(extraction, "name"))
    assert values(extraction, "amount") == ["CNY 823000"]
    assert set(values(extraction, "quantity")) <= {"1", "15"}


@needs_extra
@needs_font
def test_pages_of_a_fax_are_all_read(jail: Jail) -> None:
    page = draw(Drawing()).convert("1")
    data = stored(page, "TIFF", compression="group4", save_all=True, append_images=[page, page])
    document = in_jail(jail, data, ".tiff").document
    assert document is not None
    assert document.pages == 3
    assert [page.number for page in document.layout] == [1, 2, 3]
    assert document.text.count("样本一号科技有限公司") == 3
    assert {box.page for box in document.boxes} == {1, 2, 3}


@needs_extra
def test_damaged_and_oversized_papers_are_refused_and_the_next_is_read(jail: Jail) -> None:
    whole = KEPT.read_bytes()
    assert codes(in_jail(jail, whole[: len(whole) // 2])) == {"cut"}
    assert codes(in_jail(jail, whole[:20])) == {"cut"}
    assert codes(in_jail(jail, b"%PDF-1.4\nnothing", ".pdf")) == {"cut"}
    assert codes(in_jail(jail, bomb(20_000, 20_000))) == {"limit:pixels"}
    assert codes(in_jail(jail, many_pages(ocr_extra.settings().pages + 1), ".pdf")) == {"limit:pages"}
    assert in_jail(jail, whole).document is not None


def bomb(width: int, height: int) -> bytes:
    """A small PNG that would unpack to gigabytes: its head alone says so."""
    import struct
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def many_pages(count: int) -> bytes:
    """A PDF of empty pages."""
    import pypdfium2

    file = pypdfium2.PdfDocument.new()
    for _ in range(count):
        file.new_page(200, 200)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@needs_extra
def test_the_reading_task_tries_again_only_where_it_is_told_to(tmp_path: Path) -> None:
    sha256 = hashlib.sha256(KEPT.read_bytes()).hexdigest()
    params = {"sha256": sha256, "extension": ".png"}
    reading.read_task([KEPT], params, tmp_path / "without.json")
    reading.read_task([KEPT], {**params, "ocr": ocr_extra.installed()}, tmp_path / "with.json")
    reading.read_task([KEPT], {**params, "ocr": ocr_extra.installed()}, tmp_path / "again.json")
    refused = read_json(tmp_path / "without.json", Reading)
    assert refused.rejected is not None
    assert refused.rejected.code == "needs-ocr"
    assert read_json(tmp_path / "with.json", Reading).document is not None
    assert (tmp_path / "with.json").read_bytes() == (tmp_path / "again.json").read_bytes()


@needs_extra
@needs_font
def test_a_scanned_pdf_is_refused_first_and_read_then() -> None:
    data = stored(draw(Drawing()), "PDF", resolution=96)
    sha256 = hashlib.sha256(data).hexdigest()
    refused = reading.read_stored(data, sha256, ".pdf", ocr=False).rejected
    assert refused is not None
    assert refused.code == "needs-ocr"
    document = reading.read_stored(data, sha256, ".pdf", ocr=True).document
    assert document is not None
    assert document.decoded_by.startswith("ocr rapidocr ")


@needs_extra
def test_loading_reaches_for_no_network_no_second_thread_and_no_file_of_the_user(tmp_path: Path) -> None:
    """The start of the child, watched from inside; what libraries do below Python would show as a second thread or a file."""
    code = """
import os, pathlib, socket, sys
seen = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.mkdir"):
        if event != "os.mkdir" or not os.path.isdir(arguments[0]):
            seen.append((event, str(arguments)))
sys.addaudithook(watch)
import enduse.documents.ocr_reader as reader
reader.rehearse()
assert seen == [], seen
print(len(list(pathlib.Path("/proc/self/task").iterdir())) if os.path.isdir("/proc/self/task") else 1)
"""
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(tmp_path), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "1"
    assert list(tmp_path.rglob("*")) == []


def test_settings_are_whole() -> None:
    wanted = ocr_extra.settings()
    assert wanted.threads == 1
    assert wanted.memory_bytes <= 3_000_000_000

"""What a file is, told from its bytes, and what is said of files that give nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from enduse.documents.reader import readers
from tests.documents.given import document, read

PAGE = "<!doctype html><html><body><p>采购人：样例市公安局</p></body></html>"


@pytest.mark.parametrize(
    ("data", "extension", "code", "words"),
    [
        (b"", ".html", "empty", "0 bytes"),
        (b"", ".pdf", "empty", "0 bytes"),
        (b" \r\n\t \n" * 10, ".csv", "empty", "white space"),
        (b"PK\x03\x04" + b"\x00" * 99, ".html", "wrong-type", "ZIP"),
        (b"%PDF-1.7\n" + b"x" * 99, ".html", "broken", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 99, ".csv", "wrong-type", "PNG"),
        (b"%PDF-1.7\n" + b"x" * 99, ".pdf", "broken", "PDF"),
        (b"{\\rtf1 a}", ".html", "wrong-type", "RTF"),
        (bytes(range(256)) * 8, ".txt", "wrong-type", "no text"),
        (b"<html><script>" + b"x" * 2000 + b"</script></html>", ".html", "no-text", "no text at all"),
    ],
)
def test_what_cannot_be_read_is_rejected_in_words(data: bytes, extension: str, code: str, words: str) -> None:
    result = read(data, extension)
    assert result.document is None
    assert result.rejected is not None
    assert result.rejected.code == code
    assert words in result.rejected.message
    assert result.rejected.action
    assert result.rejected.place.endswith(extension)


@pytest.mark.parametrize(
    ("data", "extension", "media_type"),
    [
        (PAGE, ".txt", "text/html"),
        (PAGE, ".csv", "text/html"),
        (PAGE, ".json", "text/html"),
        ('{"a": 1}', ".html", "application/json"),
        ("采购人：样例市公安局", ".html", "text/plain"),
        ("no json here", ".json", "text/plain"),
    ],
)
def test_a_wrong_extension_is_a_warning_that_names_both(data: str, extension: str, media_type: str) -> None:
    result = read(data, extension)
    assert result.document is not None
    assert result.document.media_type == media_type
    note = next(issue for issue in result.issues if issue.code == "wrong-extension")
    assert extension in note.message
    assert result.document.warnings


@pytest.mark.parametrize(
    ("data", "extension", "media_type"),
    [
        (PAGE, ".htm", "text/html"),
        (PAGE, "", "text/html"),
        ("<table><tr><td>x</table>", ".html", "text/html"),
        ("<!-- saved --><HTML><p>x", ".html", "text/html"),
        ("x < y and [1]", ".txt", "text/plain"),
        ("[招标公告] 采购人", ".txt", "text/plain"),
        ("a,b\n1,2\n", "", "text/csv"),
        ("采购人：甲\n金额：1,5", "", "text/plain"),
        ('{"a": 1}', "", "application/json"),
        ('{"html": "<p>x</p>"}', ".json", "application/json"),
        ("id,html\n1,<p>x</p>\n", ".csv", "text/csv"),
        ("one column\nonly", ".csv", "text/csv"),
    ],
)
def test_the_right_names_give_no_warning(data: str, extension: str, media_type: str) -> None:
    result = read(data, extension)
    assert result.document is not None
    assert result.document.media_type == media_type
    assert result.issues == ()


def test_plain_text_keeps_its_lines() -> None:
    found = document("\ufeff一、项目编号：X-1\r\n\r\n  二、\x00采购人：甲  \n", ".txt")
    assert [found.text[block.start : block.end] for block in found.blocks] == ["一、项目编号：X-1", "二、采购人：甲"]
    assert found.stored_span(0, 2) == (1, 3)


def test_an_outsized_extension_or_odd_case_does_no_harm() -> None:
    assert document(PAGE, ".HTML").media_type == "text/html"
    assert read(PAGE, "." + "x" * 5000).document is not None


def test_every_reader_says_what_it_reads() -> None:
    assert {reader.media_type for reader in readers()} >= {
        "text/html",
        "text/plain",
        "text/csv",
        "application/json",
        "application/x-ndjson",
    }
    assert all(reader.title and reader.read.__doc__ for reader in readers() if not reader.media_type.startswith("x-"))


@pytest.mark.shared
def test_real_files_are_read_without_a_rejection(shared: Path) -> None:
    suffixes = {".html", ".csv", ".tsv", ".json", ".jsonl", ".txt", ".geojson"}
    for path in sorted((shared / "data").rglob("*")):
        if path.suffix in suffixes and path.stat().st_size < 600_000:
            assert read(path.read_bytes(), path.suffix).rejected is None, path.name

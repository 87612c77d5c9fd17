from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from enduse.documents.read import read_bytes
from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.statements.notices.extract import extract_notice
from enduse.statements.notices.private import private_spans
from tests.statements.notices.summary import summarise

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/input.*"))


def _read(case: Path) -> tuple[Document, Extraction]:
    stored = next(case.glob("input.*"))
    data = stored.read_bytes()
    document = read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=stored.suffix).document
    assert document is not None
    return document, extract_notice(document, specimen=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_layout_gives_what_was_read_by_hand(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    assert summarise(_read(case)[1]) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_statement_rests_on_its_passage_and_on_no_private_one(case: Path) -> None:
    document, extraction = _read(case)
    assert extraction.statements
    private = private_spans(document)
    for statement in extraction.statements:
        assert document.text[statement.start : statement.end] == statement.quote
        assert not any(statement.start < end and start < statement.end for start, end, _ in private)
        assert statement.specimen
    assert len({statement.id for statement in extraction.statements}) == len(extraction.statements)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_says_that_it_is_invented(case: Path) -> None:
    text = next(case.glob("input.*")).read_text("utf-8")
    assert "样本" in text or "樣本" in text


def test_losing_bidders_candidates_and_proposed_suppliers_are_never_suppliers() -> None:
    for case in CASES:
        suppliers = [s.value for s in _read(case)[1].statements if ":supplier:" in s.entity]
        assert not any("落选" in name for name in suppliers), case.name
    for name in ("candidate", "single_source", "tender_with_budget"):
        statements = _read(CASES[0].parent / name)[1].statements
        assert not any(s.schema == "ContractAward" or (s.schema == "ContractItem" and s.property == "award") for s in statements)


def test_private_persons_of_a_specimen_are_found() -> None:
    document, _ = _read(CASES[0].parent / "numbered_plain_text")
    found = {(document.text[start:end], kind) for start, end, kind in private_spans(document)}
    assert {("样本甲", "person"), ("样本丁", "person"), ("13900000000", "phone"), ("0000-0000000", "phone")} <= found
    assert not any("公司" in text or "公安" in text for text, _ in found)

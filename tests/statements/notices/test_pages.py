"""The two page layouts of the national portal, read by the real reader."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from enduse.documents.read import read_bytes
from enduse.model.extraction import Extraction
from enduse.statements.notices.extract import extract_notice
from tests.statements.notices.summary import award_rows, values


def _page(shared: Path, name: str) -> Extraction:
    data = (shared / "data/procurement" / name).read_bytes()
    document = read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=".html").document
    assert document is not None
    extraction = extract_notice(document, specimen=False)
    assert all(document.text[s.start : s.end] == s.quote for s in extraction.statements)
    return extraction


@pytest.mark.shared
def test_the_zcy_template(shared: Path) -> None:
    extraction = _page(shared, "ccgp_award_qingzhen_2025-06-27_zcy_template.html")
    assert values(extraction, ":notice", "noticeType") == ["award"]
    assert values(extraction, ":notice", "projectNumber") == ["LKZX2025-CG013"]
    assert values(extraction, ":notice", "publishedDate") == ["2025-06-27"]
    assert [str(amount) for _, amount in award_rows(extraction)] == ["569800.00"]
    assert values(extraction, ":item:1", "unitPrice") == ["CNY 569800"]
    assert values(extraction, ":item:1", "brand") == []
    assert not extraction.issues


@pytest.mark.shared
def test_the_shenzhen_layout_with_its_hidden_summary(shared: Path) -> None:
    extraction = _page(shared, "ccgp_award_shenzhen_2025-05-27.html")
    assert values(extraction, ":notice", "projectNumber") == ["LHACG2025000057"]
    assert [str(amount) for _, amount in award_rows(extraction)] == ["6687920.0"], "five bid, three were candidates, one won"
    assert values(extraction, ":item:1", "model") == ["KFR-72GW/G1-1A"]
    assert values(extraction, ":item:1", "quantity") == ["281"]
    region = next(s for s in extraction.statements if s.property == "region")
    assert region.confidence == 0.5, "it stands only in the hidden summary"
    assert [issue.code for issue in extraction.issues] == ["value-conflict", "items-disagree"]

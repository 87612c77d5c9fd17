"""A text longer than any notice is counted and named, and nothing of it is taken for a statement or shown."""

from __future__ import annotations

from enduse.model.document import Document
from enduse.statements.notices.extract import extract_notice
from enduse.statements.notices.private import LONGEST_NOTICE, private_spans

LINE = "采购人：样本市测试局\n"


def test_a_text_longer_than_any_notice_is_named() -> None:
    document = Document(sha256="ab" * 32, media_type="text/plain", text=LINE * (LONGEST_NOTICE // len(LINE) + 1))
    extraction = extract_notice(document, specimen=True)
    assert extraction.statements == ()
    assert [issue.code for issue in extraction.issues] == ["too-long"]
    assert f"{len(document.text):,}" in extraction.issues[0].message
    assert private_spans(document) == [(0, len(document.text), "unread")]

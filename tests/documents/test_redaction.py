"""Private persons' data is out of a paper before anything is written; offsets hold, and a record says what was taken out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import structs

from enduse.documents.reading import read_task
from enduse.documents.redaction import redact
from enduse.language.private import finder
from enduse.model.document import Document
from enduse.model.extraction import Reading
from enduse.model.storage import read_json
from enduse.statements.notices.outline import outline
from enduse.statements.notices.private import spans_in

CANARIES = ["张卡纳", "李卡纳", "王卡纳", "13800000000", "110101190001011009", "卡纳路1号", "canary@example.test", "6222020000000000000"]
PAGE = """<html><head><meta charset="utf-8"><title>样本公告 联系人：张卡纳</title></head><body>
<h1>样本市公安局样本设备采购中标公告（specimen）</h1>
<p>项目编号：YB-1</p><p>采购人：样本市公安局</p><p>中标供应商：样本科技有限公司</p><p>评审专家：张卡纳、李卡纳</p>
<p>项目联系人：王卡纳 手机：13800000000
身份证号：110101190001011009 家庭住址：样本市卡纳路1号 邮箱：canary@example.test 银行账号：6222020000000000000</p>
<table><tr><td>采购单位联系人</td><td>李卡纳</td></tr></table></body></html>"""


def written(tmp_path: Path, *, redacted: bool) -> tuple[bytes, Document]:
    stored = PAGE.encode()
    sha256 = hashlib.sha256(stored).hexdigest()
    (tmp_path / "stored").write_bytes(stored)
    output = tmp_path / "reading.json"
    read_task([tmp_path / "stored"], {"sha256": sha256, "extension": ".html", "redact": redacted}, output)
    document = read_json(output, Reading).document
    assert document is not None
    return output.read_bytes(), document


def test_no_canary_is_in_what_is_written(tmp_path: Path) -> None:
    data, document = written(tmp_path, redacted=True)
    assert not [canary for canary in CANARIES if canary.encode() in data]
    assert "样本科技有限公司" in document.text
    assert "样本市公安局" in document.text


def test_offsets_hold_and_the_record_says_where_and_what(tmp_path: Path) -> None:
    _, plain = written(tmp_path, redacted=False)
    _, document = written(tmp_path, redacted=True)
    assert len(document.text) == len(plain.text)
    assert (document.blocks, document.tables, document.segments) == (plain.blocks, plain.tables, plain.segments)
    taken = {(plain.text[r.start : r.end], r.kind) for r in document.redactions}
    assert {("王卡纳", "person"), ("13800000000", "phone"), ("canary@example.test", "email"), ("样本市卡纳路1号", "address")} <= taken
    for redaction in document.redactions:
        assert set(document.text[redaction.start : redaction.end]) <= {"▇", " "}


def test_redacting_twice_changes_nothing(tmp_path: Path) -> None:
    _, document = written(tmp_path, redacted=True)
    assert redact(document) == document


def test_what_this_finder_redacted_is_looked_through_for_numbers_only(tmp_path: Path) -> None:
    _, document = written(tmp_path, redacted=True)
    assert document.redacted_by == finder()
    found = outline(document)
    assert spans_in(document, found) == spans_in(structs.replace(document, redacted_by=""), found) == []
    later = structs.replace(document, text=f"{document.text}\n手机：13800000000 联系人：张卡纳")
    kinds = [kind for _, _, kind in spans_in(later, outline(later))]
    assert kinds == ["phone"]
    assert {kind for _, _, kind in spans_in(structs.replace(later, redacted_by="another"), outline(later))} == {"phone", "person"}

"""What concerns private persons is in nothing that extraction writes, not even beside a quote."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from enduse.documents.read import read_bytes
from enduse.evaluation.notices import plain_document
from enduse.statements.notices.extract import extract_notice

PERSONS = ["张样本", "李样本", "王样本", "13900000000", "0000-0000001", "specimen@example.org"]
NOTICE = """样本市公安局样本设备采购中标公告
项目编号：YB-1 联系人：张样本
采购人：样本市公安局 联系人：李样本 13900000000
中标供应商：样本科技有限公司 王样本 0000-0000001
中标金额：5万元 specimen@example.org
评审专家名单：张样本、李样本
"""


def test_the_neighbours_of_a_quote_are_masked() -> None:
    extraction = extract_notice(plain_document(NOTICE), specimen=True)
    written = msgspec.json.encode(extraction).decode()
    assert not [person for person in PERSONS if person in written]
    supplier = next(s for s in extraction.statements if s.entity.endswith(":supplier:1"))
    assert "▇▇▇" in supplier.suffix
    assert (len(supplier.prefix), len(supplier.suffix)) == (32, 32)


@pytest.mark.shared
def test_planted_persons_of_a_hostile_page_are_in_no_byte_of_the_extraction(shared: Path) -> None:
    data = (shared / "hostile/html/f18_personal_data.html").read_bytes()
    document = read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=".html").document
    assert document is not None
    extraction = extract_notice(document, specimen=True)
    written = msgspec.json.encode(extraction).decode()
    planted = [
        "张三样",
        "李四例",
        "王五测",
        "赵六范",
        "13800000000",
        "110101190001011009",
        "样例路1号",
        "zhaoliu.private",
        "6222020000000000000",
    ]
    assert not [canary for canary in planted if canary in written]
    values = {s.value for s in extraction.statements}
    assert {"测试市公安局", "测试省示例生物科技有限公司", "遗传分析仪", "示例品牌", "EX-3500", "CNY 1234567"} <= values

"""Planted persons are in no byte of what a build writes, outside the vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run_here

CANARIES = ["张卡纳", "李卡纳", "13800000000", "110101190001011009", "卡纳路1号", "canary@example.test", "6222020000000000000"]
PAPER = """样本市公安局样本设备采购中标公告（specimen）
一、项目编号：YB-CANARY-1
二、中标（成交）信息
供应商名称：样本科技有限公司 联系人：张卡纳 13800000000
中标金额：5万元
三、评审专家名单：张卡纳、李卡纳
四、凡对本次公告内容提出询问，请按以下方式联系。
采购人：样本市公安局 联系人：李卡纳 身份证号：110101190001011009
家庭住址：样本市卡纳路1号 邮箱：canary@example.test 银行账号：6222020000000000000
"""


@pytest.mark.slow
def test_no_canary_leaves_the_reading_stage(tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert run_here("new", case).returncode == 0
    (case / "papers").mkdir(exist_ok=True)
    (case / "papers" / "notice.txt").write_text(PAPER, "utf-8")
    done = run_here("build", case)
    assert done.returncode in {0, 3}, done.stderr
    written = [path for folder in ("build", "site") for path in (case / folder).rglob("*") if path.is_file()]
    leaks = {canary: path.name for canary in CANARIES for path in written if canary.encode() in path.read_bytes()}
    assert leaks == {}
    assert not [canary for canary in CANARIES if canary in done.stdout + done.stderr]
    assert any("样本科技有限公司".encode() in path.read_bytes() for path in written)

"""``enduse eval notices``: the counts behind its figures, on notices small enough to count by hand, and what it says of bad sets."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from enduse.cli.main import cli
from enduse.evaluation.gold_notices import read_gold
from enduse.evaluation.notice_scoring import score_notice
from enduse.evaluation.notices import report, score_notices
from enduse.evaluation.outcomes import f1, false_fill_rate, outcome, precision, recall
from enduse.evaluation.private_scoring import score_private
from enduse.model.document import Redaction
from enduse.model.errors import UsageError

TEXT = """样本市公安局样本设备采购中标公告（specimen）
一、项目编号：YB-2021-1
二、中标（成交）信息
供应商名称：样本科技有限公司
中标金额：5万元
采购人：样本市公安局 联系人：样本甲 13900000000
"""
READ = {
    "notice_type": "award",
    "notice_type_also": [],
    "project_number": "YB-2021-1",
    "buyer": "样本市公安局",
    "awards": [{"supplier": "样本科技有限公司", "amount_yuan": 50000.0, "amount_kind": "total", "lot": None, "candidate": False}],
    "private_spans": [[TEXT.index("样本甲"), TEXT.index("样本甲") + 3, "person"], [TEXT.index("139"), TEXT.index("139") + 11, "phone"]],
    "layout_family": "numbered",
    "text_kind": "plain",
}


def gold(tmp_path: Path, *records: dict[str, Any]) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({"text": TEXT, **record}, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


def test_one_right_notice_and_one_that_was_read_otherwise(tmp_path: Path) -> None:
    other = {**READ, "buyer": "样本县公安局", "project_number": None, "awards": [], "layout_family": "other"}
    path = gold(tmp_path, READ, other)
    read = read_gold(path)
    found = report(read, score_notices(read))
    assert found["gold_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found["documents"] == 2
    assert found["fields"]["buyer"] == {
        "stated": 2,
        "right": 1,
        "wrong": 1,
        "abstained": 0,
        "false_fills": 0,
        "precision": 0.5,
        "recall": 0.5,
    }
    assert found["fields"]["project_number"]["false_fills"] == 1
    assert found["fields"]["supplier"]["precision"] == 0.5
    assert found["fields"]["amount"]["right"] == 1
    assert found["private"]["recall"] == 1.0
    assert found["by_family"]["numbered"]["fields"]["buyer"]["precision"] == 1.0
    assert found["by_family"]["other"]["fields"]["buyer"]["precision"] == 0.0
    assert found["by_text_kind"]["plain"]["documents"] == 2


def test_a_missing_award_counts_for_supplier_and_amount(tmp_path: Path) -> None:
    row = {"supplier": "样本贸易有限公司", "amount_yuan": 1.0}
    read = read_gold(gold(tmp_path, {**READ, "awards": [*READ["awards"], row]}))
    fields = report(read, score_notices(read))["fields"]
    assert (fields["supplier"]["right"], fields["supplier"]["abstained"]) == (1, 1)
    assert (fields["amount"]["right"], fields["amount"]["abstained"]) == (1, 1)


def test_a_candidate_read_as_an_award_is_no_right_row() -> None:
    record = read_gold_record({**READ, "awards": [{**READ["awards"][0], "candidate": True}]})
    empty = dict.fromkeys(record)
    stated = {**empty, **{name: [] for name in ("alt_numbers", "failed_lots", "losing_bidders", "items", "lots")}}
    stated |= {"awards": READ["awards"], "buyer_region": {"gbt2260": None}, "notice_type": "award"}
    counted = score_notice(record, stated)
    assert counted["false-award"] == 1
    assert counted["candidate:abstained"] == 1
    assert counted["supplier:right"] == 0


def read_gold_record(record: dict[str, Any]) -> dict[str, Any]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return read_gold(gold(Path(folder), record)).notices[0]


def test_outcomes_of_one_value() -> None:
    assert outcome("buyer", "样本局（甲）", ["样本局(甲)"]) == "buyer:right"
    assert outcome("buyer", "样本局", [None]) == "buyer:false-fill"
    assert outcome("buyer", None, ["样本局"]) == "buyer:abstained"
    assert outcome("buyer", None, []) == "buyer:rightly-empty"
    assert outcome("buyer", "另一局", ["样本局"]) == "buyer:wrong"


def test_figures_of_counts() -> None:
    counted = Counter({"a:right": 6, "a:wrong": 1, "a:false-fill": 1, "a:abstained": 3, "a:rightly-empty": 9})
    assert precision(counted, "a") == 6 / 8
    assert recall(counted, "a") == 6 / 10
    assert f1(counted, "a") == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert false_fill_rate(counted) == 1 / 10


def test_private_characters_are_counted_one_by_one() -> None:
    record = read_gold_record(READ)
    start = TEXT.index("139")
    counted = score_private(
        record, [Redaction(start, start + 5, "phone"), Redaction(TEXT.index("样本市"), TEXT.index("样本市") + 2, "person")]
    )
    assert counted["private:phone:found"] == 5
    assert counted["private:phone:missed"] == 6
    assert counted["private:person:missed"] == 3
    assert counted["public:hidden"] == 2


def test_the_command_writes_the_promised_keys(tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    ran = CliRunner().invoke(cli, ["eval", "notices", str(gold(tmp_path, READ)), "--json", str(out)])
    assert ran.exit_code == 0, ran.output
    found = json.loads(out.read_bytes())
    assert {"gold_sha256", "documents", "fields", "awards", "items", "private", "by_family", "by_text_kind"} <= set(found)
    names = {"type", "buyer", "agency", "end_user", "project_number", "supplier", "amount", "publication_date", "region"}
    assert set(found["fields"]) == names
    shown = CliRunner().invoke(cli, ["eval", "notices", str(gold(tmp_path, READ))])
    assert found["gold_sha256"] in shown.output
    assert "numbered" in shown.output


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "no notice"),
        ("{bad\n", "line 1: not JSON"),
        ('{"text": "样本", "notice_type": "award"}\n{"notice_type": "award"}\n', "line 2: text missing"),
        ('["text"]\n', "line 1: text, notice_type missing"),
    ],
)
def test_a_set_that_is_none_is_refused_by_line(tmp_path: Path, written: str, said: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(written, "utf-8")
    with pytest.raises(UsageError, match=said):
        read_gold(path)

"""``enduse read``: one file, its fields and the passages they rest on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from enduse.cli.main import cli
from enduse.statements.notices.marking import pieces

NOTICE = """样本市公安局样本设备采购中标公告（specimen）
一、项目编号：YB-2021-1
二、中标（成交）信息
供应商名称：样本科技有限公司
中标金额：5万元
采购人：样本市公安局 联系人：样本甲 13900000000
"""


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["read", *map(str, args)])


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, "utf-8")
    return path


def at(record: dict[str, Any], path: str) -> Any:
    found: Any = record
    for step in path.replace("]", "").replace("[", ".").split("."):
        found = found[int(step)] if step.isdigit() else found[step]
    return found


def test_the_record_has_the_names_of_hand_read_sets_and_a_passage_for_each_value(notice: Path) -> None:
    ran = run(notice, "--json")
    assert ran.exit_code == 0, ran.output
    record = json.loads(ran.stdout)
    assert record["notice_type"] == "award"
    assert record["buyer"] == "样本市公安局"
    assert record["buyer_basis"] == "field"
    assert record["awards"][0]["supplier"] == "样本科技有限公司"
    assert record["awards"][0]["amount_yuan"] == 50000.0
    assert (record["media_type"], record["encoding"], record["language"]) == ("text/plain", "utf-8", "zh")
    for path, passages in record["evidence"].items():
        assert at(record, path) is not None
        for passage in passages:
            assert record["text"][passage["start"] : passage["end"]] == passage["quote"]
    assert {"buyer", "project_number", "awards[0].supplier", "awards[0].amount_yuan"} <= set(record["evidence"])


def test_private_persons_are_marked_and_never_shown(notice: Path) -> None:
    for ran in (run(notice), run(notice, "--json")):
        assert "样本甲" not in ran.output
        assert "13900000000" not in ran.output
    record = json.loads(run(notice, "--json").stdout)
    assert [NOTICE[start:end] for start, end, _ in record["private_spans"]] == ["样本甲", "13900000000"]
    assert all(set(record["text"][start:end]) == {"▇"} for start, end, _ in record["private_spans"])


def test_the_text_is_shown_with_its_passages(notice: Path) -> None:
    shown = run(notice).stdout
    assert "采购人：⟦样本市公安局｜buyer⟧" in shown
    assert "awards[0].amount_yuan" in shown
    assert "⟦" not in run(notice, "--fields").stdout


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(tmp_path: Path) -> None:
    empty, packed = tmp_path / "empty.txt", tmp_path / "papers.zip"
    empty.write_bytes(b"")
    packed.write_bytes(b"PK\x05\x06" + bytes(18))
    ran = run(empty)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "empty.txt was not read (empty)" in ran.stderr
    assert json.loads(run(empty, "--json").stdout)["rejected"]["code"] == "empty"
    assert "enduse add" in run(packed).stderr


def test_a_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "steering.html"
    path.write_text(f"<p>{NOTICE}</p><p>\x1b[2J\x9b31m\u202e样本</p>", "utf-8")
    assert not set(run(path).stdout) & {"\x1b", "\x9b", "\u202e"}


PASSAGES = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from("abc")), max_size=6)


@given(st.text(min_size=28, max_size=28), PASSAGES)
def test_the_pieces_are_the_text_and_every_passage_begins_and_ends(text: str, listed: list[tuple[int, int, str]]) -> None:
    evidence: dict[str, list[dict[str, Any]]] = {}
    for start, length, name in listed:
        evidence.setdefault(name, []).append({"start": start, "end": start + length})
    cut = pieces(text, evidence)
    assert "".join(piece.text for piece in cut) == text
    ended = [name for piece in cut for names in piece.ends for name in names]
    assert sorted(ended) == sorted(name for name, found in evidence.items() for _ in found)
    assert sum(piece.begins for piece in cut) == sum(len(piece.ends) for piece in cut) == len({(s, s + n) for s, n, _ in listed})

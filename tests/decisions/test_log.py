"""A log of decisions cannot be changed without showing it."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enduse.decisions.log import GENESIS, DamagedDecisions, append, read, verify
from enduse.model.comparison import Feature
from enduse.model.judgement import Judgement, Seen, Verdict


def judgement(number: int) -> Judgement:
    return Judgement(
        left=f"paper:{number}:buyer",
        right="company:样本",
        verdict=Verdict.POSITIVE,
        reviewer="ada",
        decided="2026-01-02T03:04:05Z",
        reason="same address",
    )


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "decisions" / "ada.jsonl"
    for number in range(4):
        append(path, judgement(number))
    return path


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_what_was_appended_is_read_in_order(log: Path) -> None:
    assert read(log) == [judgement(number) for number in range(4)]
    assert verify(log).problems == ()


def test_the_head_is_the_last_hash(log: Path) -> None:
    head = append(log, judgement(9))
    assert verify(log).head == head
    assert verify(log, head).problems == ()
    assert verify(log, GENESIS).problems == ()


def test_a_log_that_grew_still_holds_an_older_head(log: Path) -> None:
    head = verify(log).head
    append(log, judgement(9))
    assert verify(log, head).problems == ()


def test_an_edited_line_is_named(log: Path) -> None:
    log.write_bytes(log.read_bytes().replace(b"paper:1:buyer", b"paper:7:buyer"))
    assert verify(log).problems == ("line 2 was edited",)
    with pytest.raises(DamagedDecisions, match="line 2 was edited"):
        read(log)


def test_a_deleted_line_is_named(log: Path) -> None:
    log.write_bytes(b"".join(line for number, line in enumerate(lines(log)) if number != 1))
    assert verify(log).problems == ("line 2 was deleted",)


def test_another_order_is_named(log: Path) -> None:
    first, second, *rest = lines(log)
    log.write_bytes(b"".join([second, first, *rest]))
    assert verify(log).problems == ("lines were put in another order: [2, 1, 3, 4]",)


def test_a_cut_tail_shows_against_a_head_kept_elsewhere(log: Path) -> None:
    head = verify(log).head
    log.write_bytes(b"".join(lines(log)[:-1]))
    assert verify(log).problems == ()
    assert verify(log, head).problems == ("the given head is not in the log: its tail was cut or rewritten",)


def test_a_replaced_line_with_a_right_hash_breaks_the_chain(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    for number in (0, 8):
        append(other, judgement(number))
    changed = lines(log)
    changed[1] = lines(other)[1]
    log.write_bytes(b"".join(changed))
    assert verify(log).problems == ("line 3 does not follow the line before it: that one was replaced",)


@pytest.mark.parametrize("damage", [b"not json\n", b'{"number":5}\n', b"\xff\xfe\n", b'{"number":5'])
def test_an_unreadable_line_is_a_problem_and_stops_appending(log: Path, damage: bytes) -> None:
    log.write_bytes(log.read_bytes() + damage)
    assert verify(log).problems
    with pytest.raises(DamagedDecisions, match=r"ada\.jsonl"):
        append(log, judgement(9))


def test_a_judgement_without_reason_is_refused(tmp_path: Path) -> None:
    blank = Judgement(left="a", right="b", verdict=Verdict.UNSURE, reviewer="ada", decided="2026-01-02", reason=" ")
    with pytest.raises(ValueError, match="reason"):
        append(tmp_path / "ada.jsonl", blank)


def test_two_windows_of_one_reviewer_write_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "ada.jsonl"
    with ThreadPoolExecutor(4) as windows:
        heads = list(windows.map(lambda number: append(path, judgement(number)), range(40)))
    check = verify(path)
    assert (check.lines, check.problems) == (40, ())
    assert len(set(heads)) == 40


FIRST_VERSION = (
    '{"hash":"%s","judgement":{"decided":"2026-01-02T03:04:05Z","left":"paper:0:buyer","reason":"same address","reviewer":"ada",'
    '"right":"company:样本","verdict":"positive"},"number":1,"previous":"%s"}\n'
)
HASH_OF_THE_FIRST = "15f8f4b330bed255b4b96bc93b0c436b7fd35d732f8ff824d77e9119c5cbe5af"


def test_a_line_of_the_first_version_verifies_and_is_still_written_so(tmp_path: Path) -> None:
    old = (FIRST_VERSION % (HASH_OF_THE_FIRST, GENESIS)).encode()
    path, written = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    path.write_bytes(old)
    assert verify(path).problems == ()
    assert read(path) == [judgement(0)]
    assert append(written, judgement(0)) == HASH_OF_THE_FIRST
    assert written.read_bytes() == old


def test_what_was_seen_is_kept_and_cannot_be_changed(tmp_path: Path) -> None:
    features = (Feature("core", "样本", "Specimen", 0.6, "the same name in two scripts"),)
    seen = Seen(
        left=(("name", "样本"),), right=(("name", "Specimen"), ("country", "cn")), score=0.83, features=features, method="comparison 1"
    )
    said = dataclasses.replace(judgement(0), seen=seen, origin="nomenklatura")
    path = tmp_path / "ada.jsonl"
    append(path, judgement(1))
    append(path, said)
    append(path, dataclasses.replace(judgement(1), verdict=Verdict.WITHDRAWN))
    assert read(path)[1] == said
    path.write_bytes(path.read_bytes().replace(b"0.83", b"0.93"))
    assert verify(path).problems == ("line 2 was edited",)

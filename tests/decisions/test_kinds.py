"""Every kind of decision in one chain with judgements on pairs: read back as written, and no change goes unseen."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from enduse.decisions.log import GENESIS, DamagedDecisions, append, read, read_decisions, verify
from enduse.decisions.people import log_of, person_of
from enduse.model.decision import (
    Clearance,
    Correction,
    Decision,
    Letter,
    Override,
    Publication,
    Reply,
    Retraction,
    Review,
    Seen,
    Suppression,
    ValueCorrection,
    Withdrawal,
)
from enduse.model.judgement import Judgement, Verdict

HASH = "a" * 64
SEEN = Seen(finding="0123456789abcdef", claims=HASH, topic=HASH, rule="r", title="样本", summary="s", specimen=True)
WHO: dict[str, Any] = {"reviewer": "ada", "role": "editor", "decided": datetime.date(2021, 3, 4), "reason": "read it"}
KINDS: list[Decision] = [
    Review(seen=SEEN, accepted=True, **WHO),
    Letter(seen=SEEN, party="body:x", channel="mail", deadline=datetime.date(2021, 4, 1), **WHO),
    Reply(seen=SEEN, party="body:x", answer="We did not.", **WHO),
    Reply(seen=SEEN, party="body:x", **WHO),
    Override(seen=SEEN, **WHO),
    Clearance(seen=SEEN, record=HASH, **WHO),
    Publication(seen=SEEN, record=HASH, **WHO),
    Retraction(seen=SEEN, **WHO),
    Correction(seen=SEEN, now=SEEN, **WHO),
    ValueCorrection(entity="project:1", property="amount", was="1", now="2", **WHO),
    Suppression(schema="Company", ids=(HASH,), names=(HASH,), **WHO),
    Withdrawal(line=HASH, **WHO),
]
PAIR = Judgement(left="a", right="b", verdict=Verdict.POSITIVE, reviewer="ada", decided="2021-01-01", reason="same code")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "ada.jsonl"
    append(path, PAIR)
    for decision in KINDS:
        append(path, decision)
    return path


def test_all_kinds_are_read_back_beside_the_judgements(log: Path) -> None:
    assert read(log) == [PAIR]
    given = read_decisions(log)
    assert [each.decision for each in given] == KINDS
    assert [each.number for each in given] == list(range(2, len(KINDS) + 2))
    assert verify(log).problems == ()


def test_a_line_of_the_first_version_stands_as_it_was_written(tmp_path: Path) -> None:
    body = {
        "number": 1,
        "previous": GENESIS,
        "judgement": {"left": "a", "right": "b", "verdict": "positive", "reviewer": "ada", "decided": "", "reason": "r"},
    }
    written = json.dumps(body, sort_keys=True, separators=(",", ":"))
    line = json.dumps({**body, "hash": hashlib.sha256(written.encode()).hexdigest()}, sort_keys=True, separators=(",", ":")) + "\n"
    path = tmp_path / "ada.jsonl"
    path.write_text(line)
    append(path, KINDS[0])
    assert path.read_text("utf-8").startswith(line)
    assert verify(path).problems == ()


@pytest.mark.parametrize("number", range(1, len(KINDS) + 2))
@pytest.mark.parametrize("change", ["edit", "delete", "swap"])
def test_any_line_edited_deleted_or_moved_is_seen(log: Path, number: int, change: str) -> None:
    lines = log.read_bytes().splitlines(keepends=True)
    head = verify(log).head
    if change == "edit":
        lines[number - 1] = lines[number - 1].replace(b'"ada"', b'"bea"')
    elif change == "delete":
        del lines[number - 1]
    else:
        other = number % len(lines)
        lines[number - 1], lines[other] = lines[other], lines[number - 1]
    log.write_bytes(b"".join(lines))
    assert verify(log, head).problems
    cut = change == "delete" and number == len(KINDS) + 1
    if not cut:  # a cut tail shows only against a head kept elsewhere
        with pytest.raises(DamagedDecisions):
            read_decisions(log)


def forged(path: Path, body: dict[str, Any]) -> None:
    """A line with a right hash, as somebody with an editor and patience would write it."""
    full = {"number": 1, "previous": GENESIS, **body}
    written = json.dumps(full, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(written.encode()).hexdigest()
    path.write_text(json.dumps({**full, "hash": digest}, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")


def plain(decision: Decision) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(decision)
    return found


@pytest.mark.parametrize(
    "body",
    [
        {"decision": {**plain(KINDS[0]), "state": "published"}},
        {"decision": {**plain(KINDS[0]), "kind": "blessing"}},
        {"decision": {**plain(KINDS[0]), "decided": "2021-02-30"}},
        {"decision": {**plain(KINDS[0]), "reason": " "}},
        {"decision": {**plain(KINDS[0]), "seen": {**plain(KINDS[0])["seen"], "finding": "../index"}}},
        {"decision": {**plain(KINDS[0]), "seen": {**plain(KINDS[0])["seen"], "claims": "short"}}},
        {"decision": plain(KINDS[0]), "judgement": msgspec.to_builtins(PAIR)},
        {"decision": plain(KINDS[0]), "state": "published"},
        {},
    ],
)
def test_a_forged_line_that_is_no_decision_stops_everything(tmp_path: Path, body: dict[str, Any]) -> None:
    path = tmp_path / "ada.jsonl"
    forged(path, body)
    with pytest.raises(DamagedDecisions):
        read_decisions(path)


def test_a_decision_in_somebody_elses_log_stops_everything(log: Path, tmp_path: Path) -> None:
    copy = tmp_path / "bea.jsonl"
    copy.write_bytes(log.read_bytes())
    with pytest.raises(DamagedDecisions, match=r"bea\.jsonl: line 2 holds a decision of 'ada', whose log this is not"):
        read_decisions(copy)


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    bad = msgspec.structs.replace(SEEN, claims="short")
    with pytest.raises(msgspec.ValidationError):
        append(tmp_path / "ada.jsonl", Review(seen=bad, accepted=True, **WHO))


@pytest.mark.parametrize(("one", "other"), [("Ada Li", "ada-li"), ("ADA", "ada "), ("李雅", "李 雅"), ("Zoë", "zoe")])
def test_spellings_of_one_name_are_one_person(one: str, other: str) -> None:
    assert person_of(one) == person_of(other) != ""


def test_two_people_are_two(tmp_path: Path) -> None:
    assert person_of("ada") != person_of("adam")
    assert log_of(tmp_path, "Ada") != log_of(tmp_path, "ada"), "two spellings have two logs and are one person all the same"

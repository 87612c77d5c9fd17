"""Extraction against notices read by hand, as plain text: floors that may rise, never fall; what was promised is held apart."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from enduse.evaluation.gold_notices import read_gold
from enduse.evaluation.notice_scoring import score_notice
from enduse.evaluation.notices import read_plain
from enduse.evaluation.outcomes import f1, false_fill_rate, precision, recall
from enduse.evaluation.private_scoring import score_private
from enduse.statements.notices.record import notice_record

FLOORS = Path(__file__).parents[2] / "floors.json"


@pytest.fixture(scope="module")
def measured(shared: Path) -> Counter[str]:
    total: Counter[str] = Counter()
    for record in read_gold(shared / "gold/notices/dev.jsonl").notices:
        document, extraction = read_plain(record["text"])
        assert all(document.text[s.start : s.end] == s.quote for s in extraction.statements)
        total += score_notice(record, notice_record(extraction)) + score_private(record, document.redactions)
    return total


@pytest.mark.shared
def test_the_corpus_is_the_one_the_floors_were_measured_on(shared: Path) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))["notices"]
    digest = hashlib.sha256((shared / "gold/notices/dev.jsonl").read_bytes()).hexdigest()
    assert digest == floors["corpus_sha256"], "the gold set changed: measure again and write new floors beside its new hash"


@pytest.mark.shared
def test_no_field_is_read_worse_than_its_floor(measured: Counter[str]) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))["notices"]
    worse = {name: (measured[name], floor) for name, floor in floors["at_least"].items() if measured[name] < floor}
    assert not worse, f"(measured, floor): {worse}"


@pytest.mark.shared
def test_nothing_false_is_stated_more_often_than_before(measured: Counter[str]) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))["notices"]
    worse = {name: (measured[name], ceiling) for name, ceiling in floors["at_most"].items() if measured[name] > ceiling}
    assert not worse, f"(measured, ceiling): {worse}"


@pytest.mark.shared
def test_what_was_promised_of_reading_notices_holds(measured: Counter[str]) -> None:
    promised = json.loads(FLOORS.read_text("utf-8"))["notices"]["promised"]
    assert recall(measured, "type") >= promised["type"]
    for name in ("buyer", "supplier", "agency", "project_number", "amount", "amount-kind"):
        assert precision(measured, name) >= promised["precision"], name
        assert recall(measured, name) >= promised["recall"], name
    assert f1(measured, "item") >= promised["items_f1"]
    for name in ("item-brand", "item-model"):
        assert recall(measured, name) >= promised["brand_and_model"], name
    assert false_fill_rate(measured) <= promised["false_fills"]
    assert measured["false-award"] == 0


@pytest.mark.shared
def test_private_persons_are_hidden_and_organisations_stay(measured: Counter[str]) -> None:
    promised = json.loads(FLOORS.read_text("utf-8"))["notices"]["promised"]
    found = sum(measured[f"private:{kind}:found"] for kind in ("person", "phone", "email"))
    missed = sum(measured[f"private:{kind}:missed"] for kind in ("person", "phone", "email"))
    assert found / (found + missed) >= promised["private_hidden"]
    assert measured["public:hidden"] / measured["public:characters"] <= promised["public_hidden"]

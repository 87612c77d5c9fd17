from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from enduse.vocabulary.load import vocabulary
from tests.statements.relevance.measure import labelled, measure

FLOORS = json.loads((Path(__file__).parents[2] / "floors.json").read_text("utf-8"))["relevance"]


@pytest.fixture(scope="module")
def measured(shared: Path) -> Counter[str]:
    return measure(shared)


def test_every_label_is_a_term_of_the_taxonomy() -> None:
    terms = {term.id for term in vocabulary("technology").terms}
    assert {term for _, said in labelled().values() for term in said.split(";")} <= terms | {"", "?"}


@pytest.mark.shared
def test_no_subject_is_found_less_often_than_its_floor(measured: Counter[str]) -> None:
    worse = {name: (measured[name], floor) for name, floor in FLOORS["at_least"].items() if measured[name] < floor}
    assert not worse, f"(measured, floor): {worse}"


@pytest.mark.shared
def test_nothing_false_is_stated_more_often_than_before(measured: Counter[str]) -> None:
    worse = {name: (measured[name], FLOORS["at_most"].get(name, 0)) for name in measured if name.endswith((":false", ":missed"))}
    worse = {name: pair for name, pair in worse.items() if pair[0] > pair[1]}
    assert not worse, f"(measured, ceiling): {worse}"


@pytest.mark.shared
def test_every_text_is_labelled(measured: Counter[str]) -> None:
    kinds = Counter(kind for kind, _ in labelled().values())
    assert {kind: measured[kind] for kind in kinds} == kinds

"""What is remembered of names gives the same as working it out anew, however little may be remembered."""

from __future__ import annotations

from itertools import product

import pytest

from enduse.entities.matching.compare import score
from enduse.entities.matching.names import score_names
from enduse.entities.matching.prepared import Party, PreparedName, parse_name, prepare
from enduse.entities.matching.repeated_names import Scores, Spellings

NAMES = (
    "Hangzhou Specimen Technology Co., Ltd.",
    "Hangzhou Specimen",
    "Hong Kong Specimen Ltd",
    "杭州样本科技有限公司",
    "样本科技",
    "Granite Works",
)


def _parties() -> list[tuple[str, tuple[str, ...]]]:
    return [(f"{country}{at}", (country,)) for at, country in enumerate(("cn", "hk"))]


@pytest.mark.parametrize("most", [1, 3, 1000])
def test_scores_are_those_of_each_pair_anew(most: int) -> None:
    known = Scores(most)
    parties = [prepare(Party(id=f"{id_}:{name}", names=(name,), countries=home)) for id_, home in _parties() for name in NAMES]
    pairs = list(product(parties, repeat=2)) * 2
    assert [score(*pair, known.score_names) for pair in pairs] == [score(*pair) for pair in pairs]
    assert any(score(*pair) > 0.5 for pair in pairs)


def test_a_score_follows_from_the_countries_of_both() -> None:
    known = Scores()
    one, other = (
        prepare(Party(id=name, names=(name,))).names[0] for name in ("Specimen Technology GmbH", "Specimen Technology Germany GmbH")
    )
    scores = {home: known.score_names(one, other, home) for home in (frozenset[str](), frozenset({"de"}))}
    assert scores == {home: score_names(one, other, home) for home in scores}
    assert len(set(scores.values())) == 2


@pytest.mark.parametrize("most", [1, 2, 1000])
def test_spellings_are_taken_apart_the_same(most: int) -> None:
    known = Spellings(most)
    assert [known.parse_name(name) for name in NAMES * 3] == [parse_name(name) for name in NAMES * 3]
    known.forget()
    assert known.parse_name(NAMES[0]) == parse_name(NAMES[0])


def test_what_comes_again_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def scoring(one: PreparedName, other: PreparedName, home: frozenset[str]) -> float:
        asked.append((one.text, other.text))
        return score_names(one, other, home)

    monkeypatch.setattr("enduse.entities.matching.repeated_names.score_names", scoring)
    known = Scores()
    left, right = (prepare(Party(id=name, names=(name,))).names[0] for name in (NAMES[0], NAMES[3]))
    assert known.score_names(left, right, frozenset()) == known.score_names(left, right, frozenset({"cn"}))
    assert asked == [(NAMES[0], NAMES[3])]

"""The statistical look at candidate pairs (extra [splink]): what it tells apart, what trains it, and that it says the same twice."""

from __future__ import annotations

import random

import pytest

from enduse.entities.matching import statistical_extra
from enduse.entities.matching.prepared import Party, prepare
from enduse.entities.matching.statistical import Opinion, look_at
from enduse.entities.matching.statistical_columns import COLUMNS, columns_of
from enduse.entities.matching.statistical_extra import installed, load_look
from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.sentences import sentences
from enduse.model.errors import UsageError

needs_splink = pytest.mark.skipif(
    not statistical_extra.is_installed(), reason="the extra [splink] is not installed here; make test-splink installs it"
)
BODIES = 150


def silent() -> dict[str, list[str]]:
    """A party that states nothing."""
    return {column: [] for column in COLUMNS}


def rows_and_pairs() -> tuple[list[dict[str, list[str]]], list[tuple[int, int]]]:
    """Two records of each invented body: the same trade, place and address, two names in three with one core. Then as many pairs of one
    body as there are bodies, and twice as many pairs of two, some of one place and trade."""
    draw = random.Random(8)  # noqa: S311 - an invented world, the same each time
    rows = []
    for body in range(BODIES):
        shared = {"trade": [f"t{draw.randrange(12)}"], "place": [f"p{draw.randrange(20)}"], "address": [f"street {body}"]}
        for side in "ab":
            core = f"core {body}" if body % 3 else f"core {body} {side}"
            rows.append({**silent(), **shared, "core": [core], "words": [core, *shared["trade"]]})
    same = [(2 * body, 2 * body + 1) for body in range(BODIES)]
    two = [(2 * body, 2 * ((body + step) % BODIES) + 1) for body in range(BODIES) for step in (1, 2)]
    return rows, same + two


def test_a_party_becomes_columns_of_what_it_states() -> None:
    party = prepare(Party(id="a", names=("Hangzhou Specimen 3rd Optics Research Co., Ltd.",), countries=("CN",)))
    found = columns_of(party, [("address", "1 Specimen  Road"), ("city", "Hangzhou")])
    assert tuple(found) == COLUMNS
    assert (found["place"], found["number"], found["country"]) == (["330100"], ["3"], ["cn"])
    assert found["address"] == columns_of(party, [("address", "1 SPECIMEN ROAD")])["address"]
    assert "specimen" in found["words"]
    assert found["identifier"] == []


def test_every_column_is_compared_and_every_level_has_its_words() -> None:
    look = load_look()
    assert sorted(column for each in look.comparisons.values() for column in each.columns) == sorted(COLUMNS)
    called = {level.called for each in look.comparisons.values() for level in each.levels} | {
        each.differ for each in look.comparisons.values()
    }
    assert called <= sentences()["statistical"].keys()


def test_what_is_raised_stays_possible() -> None:
    thresholds = load_thresholds()
    assert thresholds.possible < thresholds.statistical.most < thresholds.match


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistical_extra, "_PACKAGES", ("no-such-package-of-splink",))
    assert not statistical_extra.is_installed()
    with pytest.raises(UsageError, match=r"(?s)no-such-package-of-splink.*pip install 'enduse\[splink\]'"):
        installed()


@needs_splink
def test_pairs_of_one_body_are_told_from_pairs_of_two() -> None:
    rows, pairs = rows_and_pairs()
    found = look_at(rows, pairs, matches=BODIES // 2)
    assert len(found) == len(pairs)
    least = load_thresholds().statistical.least
    assert all(each.probability >= least for each in found[:BODIES])
    assert all(each.probability < least for each in found[BODIES:])
    unlike = found[0]
    assert unlike == Opinion(unlike.probability, ("one-word", "trade", "place", "address"), (), len(pairs), judged=False)
    assert found[BODIES].differ == ("core", "trade", "place", "address")


@needs_splink
def test_the_same_pairs_give_the_same_figures() -> None:
    rows, pairs = rows_and_pairs()
    assert look_at(rows, pairs, matches=70) == look_at(rows, pairs, matches=70)


@needs_splink
def test_what_people_have_judged_trains_it_where_there_is_enough() -> None:
    rows, pairs = rows_and_pairs()
    enough = load_thresholds().statistical.least_judged
    assert not any(each.judged for each in look_at(rows, pairs, matches=70, judged=pairs[: enough - 1]))
    found = look_at(rows, pairs, matches=70, judged=pairs[:enough])
    assert {(each.judged, each.trained) for each in found} == {(True, enough)}
    assert min(each.probability for each in found[:BODIES]) > max(each.probability for each in found[BODIES:])


@needs_splink
def test_too_few_pairs_or_pairs_that_state_nothing_give_no_opinion() -> None:
    rows, pairs = rows_and_pairs()
    assert look_at(rows, pairs[: load_thresholds().statistical.least_pairs - 1], matches=1) == []
    assert look_at([silent()] * len(rows), pairs, matches=1) == []


@needs_splink
def test_few_parties_that_nearly_all_match_are_no_error() -> None:
    rows, _ = rows_and_pairs()
    pairs = [(left, right) for right in range(21) for left in range(right)]
    assert len(look_at(rows[:21], pairs, matches=len(pairs))) == len(pairs)

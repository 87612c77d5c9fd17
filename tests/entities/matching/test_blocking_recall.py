"""Blocking on real lists: how many pairs of two scripts are proposed among some 22,000 parties; floors that may rise, never fall."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from enduse.entities.matching.blocking import candidate_pairs
from enduse.entities.matching.compare import score
from enduse.entities.matching.keys import keys_of
from enduse.entities.matching.prepared import Party, prepare
from enduse.entities.matching.thresholds import load_thresholds

FLOORS: dict[str, Any] = json.loads((Path(__file__).parents[2] / "floors.json").read_text("utf-8"))["blocking"]
LISTED = Path("data") / "companies" / "cn_listed_companies_bilingual.csv"


def official() -> Iterator[Party]:
    """Official names of one body in two scripts, each a party of its own."""
    with (Path(__file__).parent / "official_pairs.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(row for row in csv.DictReader(lines) if row["match"] == "true"):
            yield Party(id=f"official-zh:{number:03}", names=(row["left"],))
            yield Party(id=f"official-en:{number:03}", names=(row["right"],))


def measure(root: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Shares of the listed companies and of official names, each cut into two parties, whose two parties are proposed to each other."""
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    from matching_speed import parties

    prepared = [prepare(party) for party in [*parties(shared / "data"), *official()]]
    by_id = {party.id: party for party in prepared}
    halves = [(en.replace("listed-en", "listed-zh"), en) for en in by_id if en.startswith("listed-en")]
    truth = [(by_id[zh], by_id[en]) for zh, en in halves if zh in by_id]
    known = [(by_id[f"official-zh:{number:03}"], by_id[f"official-en:{number:03}"]) for number in range(len(list(official())) // 2)]
    found = candidate_pairs(prepared)
    proposed = {frozenset((prepared[a].id, prepared[b].id)) for a, b in found.pairs}

    def share(pairs: list[Any]) -> float:
        return sum(frozenset((zh.id, en.id)) in proposed for zh, en in pairs) / len(pairs)

    possible = load_thresholds().possible
    return {
        "parties": len(prepared),
        "pairs": len(found.pairs),
        "of_all": share(truth),
        "of_those_that_share_a_key": share([(zh, en) for zh, en in truth if keys_of(zh) & keys_of(en)]),
        "of_official_even_rows": share(known[::2]),
        "of_official_odd_rows": share(known[1::2]),
        "of_possible_official": share([(zh, en) for zh, en in known if score(zh, en) >= possible]),
        "of_possible": share([(zh, en) for zh, en in truth if score(zh, en) >= possible]),
    }


@pytest.mark.shared
@pytest.mark.slow
def test_pairs_of_two_scripts_are_proposed(root: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256((shared / LISTED).read_bytes()).hexdigest()
    assert digest == FLOORS["corpus_sha256"], "the list changed: measure again and write new floors beside its new hash"
    measured = measure(root, shared, monkeypatch)
    assert {name: (measured[name], floor) for name, floor in FLOORS["at_least"].items() if measured[name] < floor} == {}
    assert {name: (measured[name], most) for name, most in FLOORS["at_most"].items() if measured[name] > most} == {}

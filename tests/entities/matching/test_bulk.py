"""Cross-referencing tables: the same outcome as comparing by hand, in whatever order and by however many workers."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from enduse.entities.matching import bulk
from enduse.entities.matching.bulk import cross_reference
from enduse.entities.matching.compare import score
from enduse.entities.matching.prepared import Party, prepare
from enduse.entities.matching.store import Store, Stores, write_store
from enduse.model.errors import DamagedBuild

NAMES = ["Yulan", "Zongteng", "Beifu", "Kaiyue", "Tongmei", "Ruihao", "Daxing", "Linpu", "Specimen", "Samplewear", "Muster", "Beispiel"]
PARTIES = [
    Party(id=f"{name}:{form}", names=(f"{name} {trade} {form}",), countries=("cn",) if form == "Ltd" else ())
    for name in NAMES
    for trade in ("Technology",)
    for form in ("Ltd", "Co., Ltd.", "GmbH")
]


def test_as_comparing_every_pair() -> None:
    prepared = {party.id: prepare(party) for party in PARTIES}
    expected = {
        (a, b, value)
        for a, b in combinations(sorted(prepared), 2)
        if (value := score(prepared[a], prepared[b])) >= bulk.load_thresholds().possible
    }
    found = cross_reference(PARTIES, workers=1)
    assert {(tie.left, tie.right, tie.score) for tie in found.ties} == expected
    assert expected
    assert found.parties == len(PARTIES)


def test_neither_order_nor_batches_count(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = cross_reference(PARTIES, workers=1)
    turned = list(PARTIES)
    random.Random(5).shuffle(turned)  # noqa: S311 - no secret
    monkeypatch.setattr(bulk, "BATCH", 5)
    monkeypatch.setattr(bulk, "PAIRS", 7)
    assert cross_reference(turned, workers=1) == whole


def test_two_workers_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PAIRS", 20)
    assert cross_reference(PARTIES, workers=2) == cross_reference(PARTIES, workers=1)


def test_a_second_run_in_the_folder_makes_nothing_again(tmp_path: Path) -> None:
    first = cross_reference(PARTIES, workers=1, folder=tmp_path)
    made = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert cross_reference(PARTIES, workers=1, folder=tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == made


def test_between_two_lists_only() -> None:
    found = cross_reference(PARTIES, workers=1, between=lambda a, b: a.endswith("GmbH") != b.endswith("GmbH"), least=0.0)
    assert found.ties
    assert all(tie.left.endswith("GmbH") != tie.right.endswith("GmbH") for tie in found.ties)


def test_two_parties_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two parties have the id 'a'"):
        cross_reference([Party(id="a", names=("x",))] * 2)


def test_nothing_from_nothing() -> None:
    assert cross_reference([], workers=1).ties == ()


def test_a_store_gives_back_what_it_was_given(tmp_path: Path) -> None:
    prepared = [prepare(party) for party in [*PARTIES, Party(id="zh", names=("杭州样本科技有限公司",), identifiers=(("uscCode", "x"),))]]
    write_store(tmp_path / "a", prepared[:20])
    write_store(tmp_path / "b", prepared[20:])
    with Stores([tmp_path / "a", tmp_path / "b"], 20, kept=3) as stores:
        assert [stores[position] for position in range(len(stores))] == prepared
        assert [position for position, keys in stores.all_keys() if keys] == list(range(len(prepared)))


@pytest.mark.parametrize("content", [b"", b"\x09\x00\x00\x00\x00\x00\x00\x00"])
def test_a_damaged_store_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(DamagedBuild, match="build again"):
        Store(tmp_path / "a")

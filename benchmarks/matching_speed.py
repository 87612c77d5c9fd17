"""How fast parties are compared, and what a cross-reference of some 20,000 of them costs.

    python benchmarks/matching_speed.py [--lists FOLDER] [--json]

Three measures, processor time of this process and its children: names prepared a second; pairs compared a second and core, on pairs that
share a rare key (what blocking proposes; pairs drawn at random are three times as fast and say nothing), as the cross-reference compares
them, which remembers the scores of names that come again, and each anew with nothing remembered; the whole cross-reference, from
names to ties, with its peak memory, in a process of its own. The floor scores the same pairs by rapidfuzz's `token_sort_ratio` on their
first names: one number without places, numbers, forms, scripts, aliases or reasons, so the ratio is what those cost.

Parties are those of the lists in FOLDER (US lists, the Consolidated Screening List, surveillance agencies and vendors, listed companies
once in Chinese and once in English), else invented ones of the same shape.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from rapidfuzz.fuzz import token_sort_ratio

from enduse.engine.collector import collector_at_rest
from enduse.entities.matching.blocking import candidate_pairs
from enduse.entities.matching.bulk import cross_reference
from enduse.entities.matching.compare import score
from enduse.entities.matching.prepared import Party, Prepared, prepare
from enduse.entities.matching.repeated_names import Scores

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"


def parties(folder: Path) -> list[Party]:
    """The parties of the lists in ``folder``, or invented ones where it has none."""
    found = [*_us_lists(folder), *_screening_list(folder), *_entity_list(folder), *_agencies(folder), *_listed(folder)]
    return found or list(_invented())


def _us_lists(folder: Path) -> Iterator[Party]:
    for path in sorted((folder / "lists" / "us_lists_2026-07").glob("*.json")):
        listed = json.loads(path.read_text("utf-8"))
        for number, row in enumerate(listed.get("entities", [])):
            countries = (row["country"],) if row["country"] else ()
            yield Party(id=f"{listed['list_id']}:{number:05}", names=(row["name"],), aliases=tuple(row["aliases"]), countries=countries)


def _screening_list(folder: Path) -> Iterator[Party]:
    for number, row in enumerate(_rows(folder / "lists" / "csl_watchman_2023-11_subset.csv")):
        yield Party(id=f"csl:{number:05}", names=(row["name"],), aliases=_split(row["alt_names"]))


def _entity_list(folder: Path) -> Iterator[Party]:
    for number, row in enumerate(_rows(folder / "lists" / "derived_entity_list_china.csv")):
        yield Party(id=f"entity-list:{number:05}", names=(row["name"],), aliases=_split(row["aliases"]), countries=(row["country"],))


def _agencies(folder: Path) -> Iterator[Party]:
    rows = _rows(folder / "trackers" / "eff_atlas_of_surveillance_2020-10-07.csv")
    names = {name for row in rows for name in (row["Agency"].strip(), *_split(row["Vendor"].replace(",", ";"))) if name}
    for number, name in enumerate(sorted(names)):
        yield Party(id=f"eff:{number:05}", names=(name,), countries=("us",))


def _listed(folder: Path) -> Iterator[Party]:
    for row in _rows(folder / "companies" / "cn_listed_companies_bilingual.csv"):
        for language, name in (("en", row["name_en"]), ("zh", row["name_zh_short"])):
            if name:
                yield Party(id=f"listed-{language}:{row['exchange']}:{row['code']}", names=(name,), countries=("cn",))
    path = folder / "companies" / "cninfo_szse_sse_stock_list_2021-09.json"
    for number, name in enumerate(_short_names(path) if path.exists() else ()):
        yield Party(id=f"stock:{number:05}", names=(name,), countries=("cn",))


def _short_names(path: Path) -> Iterator[str]:
    for entry in json.loads(path.read_text("utf-8"))["stockList"]:
        yield entry["zwjc"]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines(keepends=True))) if path.exists() else []


def _split(text: str) -> tuple[str, ...]:
    return tuple(name for name in map(str.strip, text.split(";")) if name)


def _invented() -> Iterator[Party]:
    """20,000 parties of invented cores, each with a place, a trade and a form; some twice, once misspelt."""
    draw = random.Random(11)  # noqa: S311 - no secret
    cores = ["".join(parts) for parts in product(("wor", "tal", "rik", "mun", "fex", "gol", "bel", "san"), repeat=4)]
    for number in range(20_000):
        core = draw.choice(cores)
        place, trade = draw.choice(["Hangzhou", "Shenzhen", "Berlin", ""]), draw.choice(["Technology", "Electronics", "Bank"])
        name = f"{place} {core.title()} {trade} Co., Ltd.".strip()
        yield Party(id=f"invented:{number:05}", names=(name,), aliases=(core[:-1].title() + "e Group",) if number % 5 == 0 else ())


def pairs_a_second(prepared: list[Prepared]) -> dict[str, float]:
    """Pairs compared a second on proposed pairs, by Enduse (as the cross-reference does it, and each pair anew) and by the floor."""
    pairs = candidate_pairs(prepared).pairs
    began = time.process_time()
    for left, right in pairs:
        score(prepared[left], prepared[right])
    anew = time.process_time() - began
    with collector_at_rest():
        began = time.process_time()
        known = Scores().score_names
        for left, right in pairs:
            score(prepared[left], prepared[right], known)
        ours = time.process_time() - began
    shown = [(prepared[a].names[0].text, prepared[b].names[0].text) for a, b in pairs]
    began = time.process_time()
    for one, other in shown:
        token_sort_ratio(one, other)
    floor = time.process_time() - began
    rates = {"pairs_a_second": len(pairs) / ours, "pairs_a_second_anew": len(pairs) / anew}
    return {"pairs": len(pairs), **rates, "floor_pairs_a_second": len(pairs) / floor}


def whole(folder: Path, workers: int) -> dict[str, float]:
    """The cross-reference of everything, measured from outside."""
    made = cross_reference(parties(folder), workers=workers)
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1024 if sys.platform == "darwin" else 1
    return {
        "parties": made.parties,
        "compared": made.compared,
        "ties": len(made.ties),
        "cpu_seconds": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
        "peak_mb": max(own.ru_maxrss, children.ru_maxrss) / 1024 / unit,
    }


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--lists", type=Path, default=DATA)
    arguments.add_argument("--workers", type=int, default=1)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--whole", action="store_true", help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.whole:
        print(json.dumps(whole(asked.lists, asked.workers)))
        return
    command = [sys.executable, __file__, "--whole", "--lists", str(asked.lists), "--workers", str(asked.workers)]
    referenced = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    given = parties(asked.lists)
    began = time.process_time()
    prepared = [prepare(party) for party in given]
    took = time.process_time() - began
    names = sum(len(party.names) for party in prepared)
    figures = {
        "names": names,
        "names_a_second": names / took,
        **pairs_a_second([p for p in prepared if p.names]),
        "cross_reference": referenced,
    }
    if asked.json:
        print(json.dumps(figures))
        return
    print(f"prepared   {names:>8,} names, {names / took:,.0f} a second")
    print(f"compared   {figures['pairs']:>8,} pairs that share a rare key, {figures['pairs_a_second']:,.0f} a second and core")
    print(f"           {'':>8} each anew, {figures['pairs_a_second_anew']:,.0f}")
    print(f"floor      {figures['pairs']:>8,} pairs, {figures['floor_pairs_a_second']:,.0f} a second (token_sort_ratio of first names)")
    print(
        f"whole      {referenced['parties']:>8,} parties, {referenced['compared']:,} pairs, {referenced['ties']:,} ties: "
        f"{referenced['cpu_seconds']:.1f} s of processor time, {referenced['peak_mb']:.0f} MB at most"
    )


if __name__ == "__main__":
    main()

"""Short names of listed companies against English legal names: floors that may rise, never fall.

The weights were set on companies of even stock code; those of odd code were held out. The register itself is not consulted.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from pathlib import Path

import pytest

from enduse.entities.matching.cross_script import score_cross
from enduse.entities.matching.thresholds import load_thresholds
from enduse.language.names import OrganisationName, parse

FLOORS = Path(__file__).parents[2] / "floors.json"
CORPUS = Path("data/companies/cn_listed_companies_bilingual.csv")
SAME_BODY = load_thresholds().match

Company = tuple[str, OrganisationName, OrganisationName]
"""(parity of the stock code, Chinese name, English name)."""


@pytest.fixture(scope="module")
def companies(shared: Path) -> list[Company]:
    with (shared / CORPUS).open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["name_zh_short"].strip() and row["name_en"].strip()]
    return [("even" if int(row["code"][-1]) % 2 == 0 else "odd", parse(row["name_zh_short"]), parse(row["name_en"])) for row in rows]


@pytest.fixture(scope="module")
def floors() -> dict[str, dict[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))["names"]
    return loaded


@pytest.mark.shared
def test_the_corpus_is_the_one_the_floors_were_measured_on(shared: Path, floors: dict[str, dict[str, float]]) -> None:
    digest = hashlib.sha256((shared / CORPUS).read_bytes()).hexdigest()
    assert digest == floors["corpus_sha256"], "the set changed: measure again and write new floors beside its new hash"


@pytest.mark.shared
@pytest.mark.parametrize("parity", ["even", "odd"])
def test_recall_does_not_fall(companies: list[Company], floors: dict[str, dict[str, float]], parity: str) -> None:
    own = [company for company in companies if company[0] == parity]
    found = sum(score_cross(han, latin) >= SAME_BODY for _, han, latin in own)
    assert found / len(own) >= floors["recall"][parity]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("parity", ["even", "odd"])
def test_precision_against_all_of_one_first_letter_does_not_fall(
    companies: list[Company], floors: dict[str, dict[str, float]], parity: str
) -> None:
    by_letter: dict[str, list[Company]] = defaultdict(list)
    for company in companies:
        by_letter[company[2].folded[:1]].append(company)
    right = wrong = 0
    for own, han, latin in companies:
        if own != parity:
            continue
        right += score_cross(han, latin) >= SAME_BODY
        # A and B shares of one company have one English name, or one Chinese name but for the mark.
        others = (c for c in by_letter[latin.folded[:1]] if c[2].folded != latin.folded and c[1].folded != han.folded)
        wrong += sum(score_cross(han, other) >= SAME_BODY for _, _, other in others)
    assert right / (right + wrong) >= floors["precision_same_letter"][parity]

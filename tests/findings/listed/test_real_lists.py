"""Questions about the real lists: answered from the printed citations, and one form of a list against another."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from enduse.case.list_files import open_lists
from enduse.entities.resolved import Resolved
from enduse.findings.listed.answer import Question
from enduse.findings.listed.ask import Listings
from enduse.language.scripts import fold_name

pytestmark = pytest.mark.shared
COPY = date(2026, 7, 9)
FIRST_CITATION = re.compile(r"\s*(\d+) FR \d+,?\s+(\d{1,2})/(\d{1,2})/(\d{2})\b")


@dataclass(frozen=True)
class Lists:
    """A resolved set of lists and the questions it can be asked."""

    resolved: Resolved
    listings: Listings

    def ask(self, questions: list[tuple[str, str]]) -> list[str]:
        return [answer.outcome for answer in self.listings.ask([Question(*each) for each in questions])]

    def entries(self) -> set[tuple[str, str]]:
        """(folded name, first day) of every entry."""
        query = """SELECT n.value, s.value FROM statements e JOIN statements n ON n.entity = e.value AND n.property = 'name'
            JOIN statements s ON s.entity = e.entity AND s.property = 'startDate' WHERE e.property = 'entity'"""
        return {(fold_name(name), day) for name, day in self.resolved.connection.execute(query).fetchall()}


def lists_of(*lists: tuple[str, Path]) -> Lists:
    resolved = open_lists(lists)
    return Lists(resolved, Listings(resolved))


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "lists"


@pytest.fixture(scope="module")
def regulation(folder: Path) -> Iterator[Lists]:
    """The Entity List as printed in the regulation."""
    lists = lists_of(("us-bis-entity-list", folder / "us_lists_2026-07" / "bis_entity_list.json"))
    yield lists
    lists.resolved.close()


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, list[date]]:
    """First days by name, read from the citations by other code than ours: two-digit years 97 to 99 are 1997 to 1999."""
    found: dict[str, list[date]] = {}
    with (folder / "derived_entity_list_china.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = row["first_fr_date"] if "first_fr_date" in row else row["first_date"]
            if day:
                found.setdefault(fold_name(row["name"]), []).append(date.fromisoformat(day))
    return found


def named_on(regulation: Lists, day: str) -> list[str]:
    """Names of the organisations whose only listing begins that day."""
    query = """SELECT caption FROM entry JOIN entities ON id = party WHERE schema <> 'LegalEntity' AND effective = [?] ORDER BY caption"""
    return [row[0] for row in regulation.listings.connection.execute(query, [day]).fetchall()]


def test_all_28_of_9_october_2019_are_listed_from_that_day_and_not_before(regulation: Lists) -> None:
    names = named_on(regulation, "2019-10-09")
    assert len(names) == 28
    answers = {day: regulation.ask([(name, day) for name in names]) for day in ("2019-10-08", "2019-10-09", "2019-10", "2026-07-10")}
    assert {day: Counter(outcomes) for day, outcomes in answers.items()} == {
        "2019-10-08": {"not-listed": 28},
        "2019-10-09": {"listed": 28},
        "2019-10": {"undetermined": 28},
        "2026-07-10": {"undetermined": 28},
    }


@pytest.mark.parametrize("seed", range(5))
def test_days_drawn_at_random_agree_with_the_citations(regulation: Lists, printed: dict[str, list[date]], seed: int) -> None:
    drawn = random.Random(seed)
    days = [date(1997, 1, 1) + timedelta(days=drawn.randrange((COPY - date(1997, 1, 1)).days)) for _ in range(5)]
    wrong = []
    for day in days:
        names = sorted(name for name, starts in printed.items() if len(starts) == 1)
        answers = regulation.listings.ask([Question(name, day.isoformat()) for name in names])
        for name, answer in zip(names, answers, strict=True):
            expected = "listed" if day >= printed[name][0] else "not-listed"
            if answer.outcome in ("listed", "not-listed") and answer.outcome != expected and len(answer.bodies[0].standings) == 1:
                wrong.append((name, day, answer.outcome, answer.reasons))
        said = Counter(answer.outcome for answer in answers)
        assert said["listed"] + said["not-listed"] > 0.7 * len(names), said
    assert wrong == []


def test_two_digit_years_are_of_the_century_their_volume_says(regulation: Lists) -> None:
    query = "SELECT min(year), max(year) FROM (SELECT year(span_first(unnest(effective))) AS year FROM entry)"
    assert regulation.listings.connection.execute(query).fetchall() == [(1997, 2025)]


def test_persons_of_the_real_list_are_never_answered(regulation: Lists) -> None:
    query = "SELECT DISTINCT caption FROM entities WHERE schema = 'LegalEntity' AND caption NOT LIKE 'Address%' ORDER BY caption"
    names = [row[0] for row in regulation.resolved.connection.execute(query).fetchall()]
    assert len(names) > 400
    answers = regulation.listings.ask([Question(name, "2025-01-01") for name in names])
    assert {a.outcome for a in answers} <= {"not-answered", "undetermined", "listed"}
    kinds = {body.schema for a in answers for body in a.bodies}
    assert kinds.isdisjoint({"LegalEntity", "Person"})
    assert sum(a.outcome == "not-answered" for a in answers) > 0.97 * len(names)


def test_page_and_json_of_the_uflpa_list_agree_entry_by_entry(folder: Path) -> None:
    page = lists_of(("us-dhs-uflpa-entity-list", folder / "pages_2026-07" / "dhs-uflpa-entity-list.html"))
    data = lists_of(("us-dhs-uflpa-entity-list", folder / "us_lists_2026-07" / "dhs_uflpa.json"))
    with page.resolved, data.resolved:
        assert data.entries() - page.entries() == set()
        # the JSON has one name of the page less: a heading of a group of companies on the page, an alias in the JSON
        assert page.entries() - data.entries() == {("xinjiang habahe ashele copper co ltd", "2025-01-15")}
        questions = [(name, day) for name, start in sorted(data.entries()) for day in (start, before(start))]
        assert page.ask(questions) == data.ask(questions)


def before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()

"""Questions about the real lists: answered from the printed citations, and one form of a list against another."""

from __future__ import annotations

import csv
import json
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
from enduse.sources.registry import import_list
from tests.sources.samples import read_file

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("real-lists")]  # the regulation is read once
MAKERS = {
    *("Beijing Liuhe BGI", "DJI", "IFLYTEK", "IS'Vision", "Inspur Taiwan", "Intellifusion", "NetPosa", "SenseNets", "Sugon"),
    "Xinjiang Silk Road BGI",
}
"""Parties whose kind the list leaves open and that are answered, since the dictionaries know the maker."""
SINCE_CHANGED = {
    "62 FR 35334": 1,
    "63 FR 64322": 8,
    "66 FR 24265": 1,
    "66 FR 24266": 1,
    "73 FR 54506": 1,
    "76 FR 50407": 1,
    "76 FR 67059": 1,
    "77 FR 24587": 1,
    "77 FR 61249": 5,
    "80 FR 22638": 1,
    "80 FR 47402": 1,
    "80 FR 69852": 1,
    "81 FR 14953": 1,
    "81 FR 61595": 1,
    "81 FR 94963": 1,
    "": 3,
}
"""Rows of the Screening List, by the citation they give, whose name the regulation's text of three years later writes otherwise or no
longer has: removed, renamed, respelled, or of 1998 and now under their parent. By citation, for some are persons."""
COPY = date(2026, 7, 9)


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
    return Lists(resolved, Listings.of(resolved))


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
    """First days by name, read from the citations of all entries by other code than ours."""
    found: dict[str, list[date]] = {}
    for entry in json.loads((folder / "us_lists_2026-07" / "bis_entity_list.json").read_text("utf-8"))["entities"]:
        first = re.match(r"\s*\d+\s+FR\s+\d+[,;]?\s+(\d+)/(\d+)/(\d{2,4})", entry["federal_register"] or "")
        if first:
            month, day, year = map(int, first.groups())
            found.setdefault(fold_name(entry["name"]), []).append(date(year + (year < 100) * (1900 if year > 90 else 2000), month, day))
    with (folder / "derived_entity_list_china.csv").open(encoding="utf-8", newline="") as file:
        rows = [(fold_name(row["name"]), row["first_date"]) for row in csv.DictReader(file) if row["first_date"]]
    assert all(date.fromisoformat(day) in found[name] for name, day in rows), "a third reading, of the China part, agrees"
    return found


def named_on(regulation: Lists, day: str) -> list[str]:
    """Names of the parties whose listing begins that day."""
    query = """SELECT entities.caption FROM entry JOIN entities ON id = party WHERE effective = [?] ORDER BY 1"""
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


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_days_drawn_at_random_agree_with_the_citations(regulation: Lists, printed: dict[str, list[date]], seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - days of a test, no secret
    days = [date(1997, 1, 1) + timedelta(days=drawn.randrange((COPY - date(1997, 1, 1)).days)) for _ in range(5)]
    wrong = []
    entries = sorted(name for name, starts in printed.items() if len(starts) == 1)
    assert len(entries) > 3100  # of 3,409 entries; some names stand under two days
    for turn, day in enumerate(days):
        names = entries[turn :: len(days)]  # over the five days every entry is asked
        answers = regulation.listings.ask([Question(name, day.isoformat()) for name in names])
        for name, answer in zip(names, answers, strict=True):
            expected = "listed" if day >= printed[name][0] else "not-listed"
            if answer.outcome in ("listed", "not-listed") and answer.outcome != expected and len(answer.bodies[0].standings) == 1:
                wrong.append((name, day, answer.outcome, answer.reasons))
        said = Counter(answer.outcome for answer in answers)
        assert said["listed"] + said["not-listed"] > 0.6 * len(names), said
    assert wrong == []


def test_two_digit_years_are_of_the_century_their_volume_says(regulation: Lists) -> None:
    query = "SELECT min(year), max(year) FROM (SELECT year(span_first(unnest(effective))) AS year FROM entry)"
    assert regulation.listings.connection.execute(query).fetchall() == [(1997, 2025)]


def test_persons_of_the_real_list_are_never_answered(regulation: Lists) -> None:
    query = "SELECT DISTINCT caption FROM entities WHERE schema = 'LegalEntity' AND caption NOT LIKE 'Address%' ORDER BY caption"
    names = [row[0] for row in regulation.resolved.connection.execute(query).fetchall()]
    assert len(names) > 400
    answers = regulation.listings.ask([Question(name, "2025-01-01") for name in names])
    shown = {body.name for a in answers for body in a.bodies if body.schema in ("LegalEntity", "Person")}
    assert shown == MAKERS
    assert sum(a.outcome == "not-answered" for a in answers) > 0.97 * len(names)


def test_page_and_json_of_the_uflpa_list_agree_entry_by_entry(folder: Path) -> None:
    page = lists_of(("us-dhs-uflpa-entity-list", folder / "pages_2026-07" / "dhs-uflpa-entity-list.html"))
    data = lists_of(("us-dhs-uflpa-entity-list", folder / "us_lists_2026-07" / "dhs_uflpa.json"))
    with page.resolved, data.resolved:
        assert data.entries() - page.entries() == set()
        # the page has this company on two lists of the law from two days, the JSON on the earlier one only
        assert page.entries() - data.entries() == {("xinjiang habahe ashele copper co ltd", "2025-01-15")}
        questions = [(name, day) for name, start in sorted(data.entries()) for day in (start, before(start))]
        differing = [(q, a, b) for q, a, b in zip(questions, page.ask(questions), data.ask(questions), strict=True) if a != b]
        assert differing == []


def before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def test_the_screening_list_agrees_with_the_regulation_or_the_difference_is_named(regulation: Lists, folder: Path) -> None:
    """Rows of the Screening List (July 2023) against the regulation's text (July 2026); persons' names stay out of this file."""
    with open_lists([("us-bis-entity-list", folder / "csl_watchman_2023-11_subset.csv")], partial=True) as screening:
        rows = _terms(screening)
    by_name: dict[str, list[Term]] = {}
    for term in _terms(regulation.resolved):
        for name in term.names:
            by_name.setdefault(name, []).append(term)
    assert len(rows) == 919
    differences = [(_difference(row, by_name), "; ".join(row.citations)) for row in rows]
    assert Counter(difference for difference, _ in differences) == {
        "same day": 653,
        "no day in the row": 208,
        "day of a later act": 6,  # the row gives the day of an amendment, the regulation's first citation is older
        "signs lost in the row": 23,  # ? for a quotation mark or a letter
        "another act": 1,
        "not in the regulation's text": 28,
    }
    named = Counter(citation for difference, citation in differences if difference in ("another act", "not in the regulation's text"))
    assert named == SINCE_CHANGED


@dataclass(frozen=True)
class Term:
    """One entry: folded names, own first; first days; citation; days of later acts."""

    names: tuple[str, ...]
    days: tuple[str, ...]
    citations: tuple[str, ...]
    later: tuple[str, ...]


def _terms(resolved: Resolved) -> list[Term]:
    query = """
        WITH said AS (SELECT entity, list(value) FILTER (property = 'startDate') AS days,
            list(value) FILTER (property = 'citation') AS acts, list(valid_from) FILTER (property = 'amendment') AS later,
            min(value) FILTER (property = 'entity') AS party
            FROM statements WHERE schema = 'Sanction' GROUP BY entity)
        SELECT (SELECT list(value ORDER BY property DESC, value) FROM statements n
                WHERE n.entity = said.party AND n.property IN ('name', 'alias')), days, acts, later FROM said ORDER BY entity"""
    return [
        Term(tuple(map(fold_name, names)), *(tuple(each or ()) for each in rest))
        for names, *rest in resolved.connection.execute(query).fetchall()
    ]


def _difference(row: Term, by_name: dict[str, list[Term]]) -> str:
    """Why a row differs from the regulation's entries of that name."""
    known = by_name.get(row.names[0], [])
    if not known:
        return "signs lost in the row" if "?" in row.names[0] else "not in the regulation's text"
    if any(row.days == each.days for each in known if row.days):
        return "same day"
    if not row.days:
        return "no day in the row"
    if any(set(row.days) & set(each.later) for each in known):
        return "day of a later act"
    return "another act"


NO_ENTRY_OF_ITS_DAY = {
    # the one entity added has left the list since
    "2021-01-15": "Addition of Entity to the Entity List, and Addition of Entity to the Military End-User (MEU) List and Removals From the"
    " MEU List",
    "2022-04-11": "Addition of Certain Entities to the Entity List; Correction",
    "2022-12-23": "Modification to the Entity List",
    "2023-11-17": "Entity List Removal",
    "2025-11-12": "Revisions to the Entity List",
}
"""Notices about the list whose day no entry cites. A copy never shows a removal; these acts have to be entered."""


def test_every_notice_about_the_list_is_cited_by_its_entries_or_named(regulation: Lists, folder: Path) -> None:
    notices = import_list("us-federal-register-acts", read_file(folder / "federal_register_notices.jsonl"))
    said: dict[str, dict[str, list[str]]] = {}
    for s in notices.statements:
        said.setdefault(s.entity, {}).setdefault(s.property, []).append(s.value)
    acts = {act["publicationDate"][0]: act["name"][0] for act in said.values() if "us-bis-entity-list" in act.get("list", [])}
    query = """SELECT DISTINCT value FROM statements WHERE property = 'startDate' UNION
        SELECT DISTINCT valid_from FROM statements WHERE property = 'amendment'"""
    cited = {row[0] for row in regulation.resolved.connection.execute(query).fetchall()}
    assert len(acts) == 40  # 42 notices, two days with two
    assert {day: name for day, name in acts.items() if day not in cited} == NO_ENTRY_OF_ITS_DAY


def test_the_day_of_an_act_brings_as_many_entries_as_it_says(regulation: Lists) -> None:
    """Numbers of entries as the abstracts of the notices state them; none of these entries has left since."""
    stated = {"2020-03-16": 24, "2021-03-04": 14, "2021-03-08": 4, "2022-04-07": 120, "2022-10-04": 57, "2023-10-11": 52, "2024-05-14": 37}
    assert {day: len(named_on(regulation, day)) for day in stated} == stated


def test_the_hostile_history_is_listed_inside_its_term_only(shared: Path) -> None:
    resolved = open_lists((), [("Specimen List", shared / "hostile" / "table" / "g07_list_versions.csv")])
    days = ("2018-06-01", "2019-10-08", "2019-10-09", "2019-10", "2020-06-05", "2021-12-31", "2022-01-01", "2024-01-01")
    with resolved:
        answers = Listings.of(resolved).ask([Question("Example Police Bureau", day) for day in days])
        other = Listings.of(resolved).ask([Question("Example Other", "2020-06-01")])[0]
    assert [answer.outcome for answer in answers] == [
        "not-listed", "not-listed", "listed", "undetermined", "listed", "listed", "not-listed", "not-listed",
    ]  # fmt: skip
    assert other.outcome == "not-found", "its one row has no day that can be read"

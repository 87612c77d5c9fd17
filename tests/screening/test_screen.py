"""What screening says of rows: verdicts by likeness and by what the case holds on the day, each with its reasons."""

from __future__ import annotations

import random

import pytest

from enduse.screening.answer import CHECK, NONE, POSSIBLE, Counterparty, Screened
from enduse.screening.index import Index
from enduse.screening.policy import load_policy
from enduse.screening.screen import screen


def ask(index: Index, name: str, day: str = "2022-06-01", *countries: str) -> Screened:
    return screen(index, [Counterparty(1, name, day, countries)])[0]


def test_the_day_decides(index: Index) -> None:
    before, announced, listed = (ask(index, "Megvii Technology", day) for day in ("2019-10-01", "2019-10-08", "2019-10-09"))
    assert (before.verdict, before.hits[0].concerns, before.notes) == (NONE, (), ("listed-later", "known"))
    assert (announced.verdict, announced.hits[0].concerns) == (CHECK, ("announced",))
    assert (listed.verdict, listed.hits[0].concerns[0]) == (CHECK, "listed")
    entity_list = next(s for s in listed.hits[0].standings if s.list == "us-bis-entity-list")
    assert (entity_list.outcome, entity_list.effective, entity_list.citations) == ("listed", ("2019-10-09",), ("84 FR 54004",))


def test_a_month_in_which_the_listing_began_is_undetermined(index: Index) -> None:
    assert ask(index, "Megvii Technology", "2019-10").hits[0].concerns[0] == "undetermined"


def test_an_ended_entry_is_said(index: Index) -> None:
    answer = ask(index, "Institute of Forensic Science", "2024-01-01")
    assert (answer.verdict, answer.hits[0].concerns) == (CHECK, ("formerly",))


def test_chinese_and_english_find_the_same_body(index: Index) -> None:
    names = ["杭州海康威视数字技术股份有限公司", "Hangzhou Hikvision Digital Technology Co., Ltd.", "HIKVISION"]
    found = {ask(index, name).hits[0].entity for name in names}
    assert len(found) == 1


@pytest.mark.parametrize("name", ["Specimen Bakery Ltd", "样本面包有限公司"])
def test_a_name_nobody_has_is_none_without_a_hit(index: Index, name: str) -> None:
    assert (ask(index, name).verdict, ask(index, name).hits) == (NONE, ())


@pytest.mark.parametrize(
    ("name", "note"), [("", "no-name"), ("  ", "no-name"), ("某公司", "no-body"), ("****", "no-body"), ("公安局", "no-body")]
)
def test_names_that_mean_nobody_are_said(index: Index, name: str, note: str) -> None:
    answer = ask(index, name)
    assert note in answer.notes
    assert answer.verdict == NONE


def test_a_day_that_cannot_be_read_decides_nothing(index: Index) -> None:
    answer = ask(index, "Megvii Technology", "31/31/2020")
    assert "no-day" in answer.notes
    assert "listed" not in answer.hits[0].concerns
    assert answer.verdict == CHECK


def test_invented_bodies_are_never_found(index: Index) -> None:
    row = index.connection.execute("SELECT count(*) FROM body_at JOIN entities USING (id) WHERE specimen").fetchone()
    assert row == (0,)


def test_findings_are_named_with_the_part_the_body_has(index: Index) -> None:
    query = """SELECT e.caption, roles[1] FROM related r JOIN entities e ON e.id = r.entity JOIN body_at b ON b.id = e.id
        WHERE list_contains(['buyer', 'vendor', 'maker of goods bought'], roles[1]) ORDER BY ALL"""
    named = index.connection.execute(query).fetchall()
    assert {role for _, role in named} >= {"buyer", "vendor"}
    for name, role in (named[0], named[-1]):
        hit = next(hit for hit in ask(index, name).hits if hit.related)
        assert "finding" in hit.concerns
        assert role in hit.near


def test_a_likeness_without_the_same_name_is_possible_or_to_check_by_score(index: Index) -> None:
    policy = load_policy()
    for name in ("Dahua Tech", "Hikvison Digital Technology", "Zhejiang Dahua", "Huawei Technologis"):
        for hit in ask(index, name).hits:
            assert hit.score >= policy.possible
            assert hit.features or hit.how != "alike"
        verdict = ask(index, name).verdict
        best = max((hit.score for hit in ask(index, name).hits if hit.concerns), default=0)
        assert verdict == (CHECK if best >= policy.sure else POSSIBLE if best else NONE)


def test_a_row_is_answered_alike_in_any_company_and_order(index: Index) -> None:
    names = ["Megvii Technology", "旷视科技", "Specimen Bakery", "Dahua", "iFlytek", "", "某公司", "Megvii Technology"]
    rows = [Counterparty(at, name, f"20{19 + at % 5}-10-0{1 + at % 9}") for at, name in enumerate(names)]
    together = {answer.asked.row: answer for answer in screen(index, rows)}
    mixed = rows[:]
    random.Random(4).shuffle(mixed)  # noqa: S311 - an order, no secret
    assert {answer.asked.row: answer for answer in screen(index, mixed)} == together
    assert {row.row: screen(index, [row])[0] for row in rows} == together

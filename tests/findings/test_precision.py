"""What held on the day of a sale is said with the precision that the day has, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec import structs

from enduse.findings.find import find
from enduse.findings.rules import chosen_rules
from enduse.findings.sales import Day
from enduse.findings.wording import then
from enduse.model.dates import PartialDate
from enduse.model.said import Said

from .builder import CASES, OpenCase, case_parts

LISTED = CASES / "purchase-from-listed-vendor" / "reseller-listed"


def _day(text: str, *, published: bool = False) -> Day:
    date = PartialDate.parse(text)
    return Day(date, date, published, ())


@pytest.mark.parametrize(
    ("days", "inside"),
    [
        ([_day("2031-05-18")], Said("that day", "当日")),
        ([_day("2031-05")], Said("throughout that month", "该月全月")),
        ([_day("2031")], Said("throughout that year", "该年全年")),
        ([_day("2031-05/2031-08")], Said("throughout that period", "整个期间内")),
        ([_day("2031-05-18", published=True)], Said("at that time", "当时")),
        ([_day("2031-05-18"), _day("2031-05-20")], Said("on each of those dates", "在上述各日期均")),
    ],
)
def test_each_precision_has_its_words(days: list[Day], inside: Said) -> None:
    said = then(days)
    assert said["then"] == inside
    assert isinstance(said["at_then"], Said)
    assert said["at_then"].en.casefold().endswith(inside.en)


@pytest.mark.parametrize(
    ("date", "english", "chinese"),
    [
        ("2031-06", "Throughout that month ", "该月全月"),
        ("2031", "Throughout that year ", "该年全年"),
        ("2031-06-06", "On that day ", "当日"),
    ],
)
def test_a_purchase_of_which_only_the_month_is_known(date: str, english: str, chinese: str, open_case: OpenCase) -> None:
    statements, resolution = case_parts(LISTED)
    coarse = [structs.replace(s, value=date) if (s.schema, s.property) == ("ContractAward", "date") else s for s in statements]
    with open_case(coarse, resolution) as resolved:
        (finding,) = find(resolved, chosen_rules(["purchase-from-listed-vendor"]))
    assert finding.outcome == "shown"
    assert english in finding.summary.en
    assert chinese in finding.summary.zh
    assert ("that day" in finding.title.en + finding.summary.en) == (len(date) == 10)
    assert ("当日" in finding.title.zh + finding.summary.zh) == (len(date) == 10)


@pytest.mark.parametrize("file", sorted(CASES.glob("*/*/expected.json")), ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_no_case_speaks_of_that_day_where_none_is_known(file: Path) -> None:
    for finding in json.loads(file.read_text("utf-8")):
        if len(finding["day"] or "") != 10:
            assert "that day" not in finding["title"] + finding["summary"]

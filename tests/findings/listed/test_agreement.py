"""The comparison in SQL and the one the rules use in Python say the same of every start, end and day."""

from __future__ import annotations

from itertools import product

from enduse.findings.listed.ask import listed
from enduse.findings.listings import listings_of
from enduse.model.dates import PartialDate

from ..builder import OpenCase, statements_of
from .small import Part, body, entry, together

STARTS = ("", "2019", "2019-10", "2019-10-09", "2019-10-09|2019-10-11", "2019-10|2020-02-01")
ENDS = ("", "2020", "2020-03", "2020-03-05", "2020-03-05|2021-01-01")
DAYS = (
    *("2018", "2019", "2019-10", "2019-10-08", "2019-10-09", "2019-10-10", "2019-11-01", "2020-02", "2020-03-04", "2020-03-05"),
    *("2020-04-01", "2021-01-01", "2022", "2019-05/2021-06"),
)
OUTCOME = {True: "listed", False: "not-listed", None: "undetermined"}


def test_sql_and_the_rules_agree(open_case: OpenCase) -> None:
    parts: list[Part] = []
    for number, (start, end) in enumerate(product(STARTS, ENDS)):
        said = {key: value for key, value in (("startDate", start), ("endDate", end)) if value}
        parts += [body(f"b{number:02}", f"Specimen Works No. {number + 100}"), entry(f"l{number:02}", f"b{number:02}", **said)]
    rows, resolution = together(parts)
    with open_case(statements_of(rows), resolution) as resolved:
        known = listings_of(resolved.connection, [entity.id for entity in resolution.entities], None)
        questions = [(f"Specimen Works No. {number + 100}", day) for number in range(len(STARTS) * len(ENDS)) for day in DAYS]
        answers = listed(resolved, questions)
        differing = []
        for (name, day), answer in zip(questions, answers, strict=True):
            own = next(each for each in answer.bodies if each.name == name)
            (listing,) = known[own.id]
            expected = OUTCOME[listing.held([PartialDate.parse(day)])]
            if own.standings[0].outcome != expected and (listing.starts or expected != "undetermined"):
                differing.append((day, [s.text for s in listing.starts], [e.text for e in listing.ends], expected, own.standings[0]))
    assert differing == []

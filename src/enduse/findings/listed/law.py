"""The rules of law behind a list: as rows of the case say them, else as its source's ``law.yml`` does."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import duckdb

from enduse.findings.facts import facts_of, values
from enduse.findings.listed.answer import Rule
from enduse.findings.settings import known_list
from enduse.model.dates import PartialDate, in_force
from enduse.model.errors import AmbiguousValue, UsageError
from enduse.sources.registry import load_source
from enduse.vocabulary.load import vocabulary


def rules_by_list(connection: duckdb.DuckDBPyConnection, lists: list[str]) -> dict[str, tuple[Rule, ...]]:
    """The rules of each list, by its key; a list of which nobody says what it does has none."""
    ids = [
        row[0] for row in connection.execute("SELECT DISTINCT canonical FROM statements WHERE schema = 'RuleEffect' ORDER BY 1").fetchall()
    ]
    found: dict[str, tuple[Rule, ...]] = {}
    for facts in facts_of(connection, "RuleEffect", ids).values():
        said = {
            name: " / ".join(values(facts, name))
            for name in ("citation", "binds", "restricts", "doesNotRestrict", "effectiveDate", "endDate")
        }
        directions = sorted({d.strip().replace("_", "-") for value in values(facts, "direction") for d in value.split(";")})
        for name in values(facts, "list"):
            rule = Rule(name, said["citation"], said["binds"], tuple(directions), said["restricts"], said["doesNotRestrict"],
                        said["effectiveDate"], said["endDate"])  # fmt: skip
            key = known_list(name).key
            found[key] = (*found.get(key, ()), rule)
    return {key: found.get(key) or _of_source(key) for key in lists}


def _of_source(key: str) -> tuple[Rule, ...]:
    try:
        law = load_source(key).law
    except UsageError:  # a list of hand-kept tables that no source describes
        return ()
    return tuple(
        Rule(each.rule, each.citation, each.binds, each.directions, each.restricts, each.does_not_restrict, each.since, each.until)
        for each in law
    )


def sentence(rule: Rule) -> str:
    """The rule in one breath: whom it binds, in which direction, what it restricts, and what it does not.

    >>> sentence(Rule("R", "", "exporters", ("supply-to",), "Goods under control.", "Buying from the party."))
    'Binds exporters. Direction: supply to the party. Restricts: Goods under control. Does not restrict: Buying from the party.'
    """
    labels = {term.id: term.label["en"] for term in vocabulary("direction").terms}
    directions = ", ".join(labels.get(each, each) for each in rule.directions)
    parts = (("Binds ", rule.binds), ("Direction: ", directions[:1].lower() + directions[1:]), ("Restricts: ", rule.restricts),
             ("Does not restrict: ", rule.does_not_restrict))  # fmt: skip
    return " ".join(f"{head}{text.rstrip('.')}." for head, text in parts if text)


@lru_cache(maxsize=10_000)
def on_the_day(since: str, until: str, day: str) -> str:
    """How a rule of these days stood on the day asked, as a code of ``reasons.yml``; empty where it was in force, or gives no first day.

    Several days of a kind are parted by `` / `` and differ; words in place of a day ("the day in each entry") say nothing of the rule.

    >>> on_the_day("2019-08-13", "", "2018-05-01"), on_the_day("2019-08-13", "", "2019-08"), on_the_day("2019-08-13", "", "2019-08-13")
    ('rule-not-yet', 'rule-unsure', '')
    """
    asked, starts, ends = _days(day), _days(since), _days(until)
    if not starts or len(asked) != 1:
        return ""
    held = {in_force(asked[0], start, end) for start, end in product(starts, ends or (None,))}
    if held == {True}:
        return ""
    if held != {False}:
        return "rule-unsure"
    return "rule-not-yet" if all(asked[0].last < start.first for start in starts) else "rule-over"


def _days(text: str) -> list[PartialDate]:
    """The dates of a text, where it holds nothing but dates."""
    try:
        return [PartialDate.parse(each) for each in text.split(" / ")] if text else []
    except AmbiguousValue:
        return []

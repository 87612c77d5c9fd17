"""The rules of law behind a list: as rows of the case say them, else as its source's ``law.yml`` does."""

from __future__ import annotations

import duckdb

from enduse.findings.facts import facts_of, values
from enduse.findings.listed.answer import Rule
from enduse.findings.settings import known_list
from enduse.model.errors import UsageError
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

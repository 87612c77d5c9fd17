"""Completeness: of the fields a sale or project should have, how many are stated."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from enduse.entities.resolved import Resolved
from enduse.findings.grades.criteria import criteria


@dataclass(frozen=True, slots=True)
class Completeness:
    """``stated`` of ``expected`` fields, over all sales, projects and ties concerned; ``missing`` names the others, sorted."""

    stated: int
    expected: int
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Between 0 and 1, to two places."""
        return round(self.stated / self.expected, 2)


STATED = """
    WITH asked AS (SELECT unnest(?::VARCHAR[]) AS id),
    near AS (
        SELECT id AS about, id AS thing FROM asked
        UNION
        SELECT a.id, s.target FROM asked a JOIN statements s ON s.canonical = a.id
        WHERE s.schema = 'ContractAward' AND s.property = 'notice' AND s.target IS NOT NULL
        UNION
        SELECT a.id, s.canonical FROM asked a JOIN statements s ON s.target = a.id WHERE s.schema = 'ContractItem' AND s.property = 'award'
    )
    SELECT DISTINCT near.about, s.schema, s.property FROM near JOIN statements s ON s.canonical = near.thing
"""
"""What is stated of each thing, of the notice of an award, and of its items."""


def completeness(resolved: Resolved, subjects: Mapping[str, Set[str]]) -> dict[str, Completeness]:
    """For each key the completeness of its subjects; a key without a subject of a measured kind is absent."""
    expected = criteria().expected
    wanted = {each for found in subjects.values() for each in found}
    kinds = dict(
        resolved.connection.execute(
            "SELECT canonical, min(schema) FROM statements WHERE canonical IN (SELECT unnest(?::VARCHAR[]))"
            " AND schema IN (SELECT unnest(?::VARCHAR[])) GROUP BY canonical",
            [sorted(wanted), sorted(expected)],
        ).fetchall()
    )
    stated: dict[str, set[tuple[str, str]]] = {}
    for about, schema, property_ in resolved.connection.execute(STATED, [sorted(kinds)]).fetchall():
        stated.setdefault(about, set()).add((schema, property_))
    counted = {each: _count(kind, stated[each]) for each, kind in kinds.items()}
    found = {}
    for key, each in subjects.items():
        parts = [counted[subject] for subject in sorted(each) if subject in counted]
        if parts:
            missing = {name for part in parts for name in part.missing}
            found[key] = Completeness(sum(p.stated for p in parts), sum(p.expected for p in parts), tuple(sorted(missing)))
    return found


def _count(kind: str, stated: Set[tuple[str, str]]) -> Completeness:
    fields = criteria().expected[kind]
    missing = tuple(sorted(name for name, alternatives in fields.items() if not alternatives & stated))
    return Completeness(len(fields) - len(missing), len(fields), missing)

"""Subjects: every organisation that a finding names is one, so that each is asked before anything adverse about it is published.

Whom a rule puts first stays first; the others follow in the order of the path. Who is not asked, and why, stands in ``subjects.yml``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources

import msgspec

from enduse.entities.resolved import Resolved
from enduse.model.errors import InvalidTaxonomy
from enduse.model.finding import Finding
from enduse.model.kinds import load_kinds
from enduse.model.yaml_text import read_yaml


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``subjects.yml``: kinds nobody is asked for, each with the reason, and properties that sentences repeat."""

    exempt: dict[str, str]
    repeated: tuple[str, ...]


@cache
def asked() -> Asked:
    """Who is asked, as shipped.

    Raises:
        InvalidTaxonomy: ``subjects.yml`` lacks a key or has an unknown one.
    """
    text = resources.files(__package__).joinpath("subjects.yml").read_text("utf-8")
    try:
        return msgspec.convert(read_yaml(text), Asked)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"findings/subjects.yml: {error}; see the class Asked for the keys it holds") from error


def organisations() -> list[str]:
    """Kinds of bodies to whom a letter can go."""
    return sorted(kind.name for kind in load_kinds().values() if kind.is_a("LegalEntity") and kind.name not in asked().exempt)


def with_named_organisations(findings: Iterable[Finding], resolved: Resolved) -> list[Finding]:
    """The findings, each with every organisation it names among its subjects."""
    given = list(findings)
    bodies = _organisations_of(resolved, {end for finding in given for end in _ends(finding)})
    written = _written(resolved, {each for finding in given for each in _passages(finding)})
    return [_asking(finding, bodies, written) for finding in given]


def _asking(finding: Finding, bodies: Collection[str], written: Mapping[str, str]) -> Finding:
    named = [end for end in _ends(finding) if end in bodies] + [written[each] for each in _passages(finding) if each in written]
    return dataclasses.replace(finding, subjects=tuple(dict.fromkeys([*finding.subjects, *named])))


def _ends(finding: Finding) -> list[str]:
    return [end for step in finding.path for end in (step.origin, step.target)]


def _passages(finding: Finding) -> list[str]:
    return [each for step in finding.path for each in step.statements]


def _organisations_of(resolved: Resolved, ends: Collection[str]) -> set[str]:
    rows = resolved.connection.execute(
        "SELECT id FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[])) AND schema IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(ends), organisations()],
    ).fetchall()
    return {row[0] for row in rows}


def _written(resolved: Resolved, passages: Collection[str]) -> dict[str, str]:
    """For each of these statements whose words are what one organisation of the case, and no other, is called: that organisation."""
    rows = resolved.connection.execute(
        """
        WITH said AS (
            SELECT id, lower(trim(value)) AS name FROM statements
            WHERE id IN (SELECT unnest($passages::VARCHAR[])) AND property IN (SELECT unnest($repeated::VARCHAR[]))
        ), called AS (
            SELECT id, unnest([lower(caption), lower(caption_zh)]) AS name FROM entities WHERE schema IN (SELECT unnest($kinds::VARCHAR[]))
        )
        SELECT said.id, min(called.id) FROM said JOIN called USING (name) GROUP BY said.id HAVING count(DISTINCT called.id) = 1
        """,
        {"passages": sorted(passages), "repeated": list(asked().repeated), "kinds": organisations()},
    ).fetchall()
    return dict(rows)

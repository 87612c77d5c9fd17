"""The index of a case: everything screening asks, made once for a build and kept in a folder.

``tables.duckdb`` holds the lists' tables, names, keys, findings by body and pages; ``parties`` the prepared names, ``postings`` their keys
for a server; ``inventory.json`` what inventories ask: who makes which brand's goods, and how others ended the use. All belong to one build
and one version of the code, are made again when either changes, and hold nothing that the build does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from enduse import __version__
from enduse.entities.matching.store import write_store
from enduse.entities.resolved import Resolved
from enduse.findings.listed.list_tables import TABLES, load_list_tables
from enduse.findings.listed.name_tables import insert, load_names
from enduse.findings.listed.postings import FILE as POSTINGS
from enduse.findings.listed.postings import write_postings
from enduse.model.finding import Finding
from enduse.model.kinds import load_kinds
from enduse.model.storage import read_json
from enduse.model.yaml_text import read_yaml
from enduse.screening.inventory.records import write_known

NAMES = ("exact_name", "unclear_name", "body_key")
_KEPT = "SELECT unnest(trail) FROM reach UNION SELECT id FROM body_at"
_OWN = """
CREATE OR REPLACE TEMP TABLE body_at (position INTEGER, id VARCHAR);
CREATE OR REPLACE TEMP TABLE related
    (entity VARCHAR, finding VARCHAR, rule VARCHAR, title VARCHAR, outcome VARCHAR, state VARCHAR, day VARCHAR, roles VARCHAR[]);
CREATE OR REPLACE TEMP TABLE page (entity VARCHAR, page VARCHAR);
CREATE OR REPLACE TEMP TABLE about (name VARCHAR, value VARCHAR);
"""
_RECORD = """
CREATE OR REPLACE TEMP TABLE record AS
WITH given AS (
    SELECT canonical AS entity, property, list(DISTINCT value ORDER BY value) AS "values"
    FROM statements WHERE canonical IN (SELECT id FROM body_at) AND schema <> 'Person' AND target IS NULL GROUP BY ALL
), seen AS (
    SELECT canonical AS entity, list(DISTINCT source ORDER BY source) FILTER (source IS NOT NULL) AS sources,
           min(first_seen) AS first_seen, max(first_seen) AS last_seen FROM statements GROUP BY ALL
), called AS (SELECT entity, list(mention ORDER BY mention) AS mentions FROM mentions WHERE mention <> entity GROUP BY ALL)
SELECT g.entity, to_json({
    'properties': map(list(property ORDER BY property), list("values" ORDER BY property)),
    'sources': any_value(coalesce(s.sources, [])), 'first_seen': any_value(s.first_seen), 'last_seen': any_value(s.last_seen),
    'referents': any_value(coalesce(c.mentions, []))}) AS said
FROM given g JOIN seen s USING (entity) LEFT JOIN called c USING (entity) GROUP BY g.entity
"""
"""What the case says of a body in its own values; never of a person, and no link to one."""


def index_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the folder ``output`` from entities (a folder), findings and pages (``inputs``); ``params["build"]`` names the build."""
    resolution, findings, pages = inputs
    output.mkdir()
    with Resolved(resolution) as resolved:
        write_index(resolved, read_json(findings, tuple[Finding, ...]), read_json(pages, dict[str, str]), str(params["build"]), output)


def write_index(resolved: Resolved, findings: Iterable[Finding], pages: Mapping[str, str], build: str, output: Path) -> None:
    """Write the files of an index into the folder ``output``."""
    connection = resolved.connection
    load_list_tables(connection)
    bodies, parties = load_names(connection, _organisations())
    connection.execute(_OWN)
    insert(connection, "body_at", list(enumerate(bodies)))
    insert(connection, "related", sorted(_related(findings)))
    insert(connection, "page", sorted(pages.items()))
    connection.execute(_RECORD)
    insert(connection, "about", [("build", build), ("version", __version__)])
    write_store(output / "parties", parties)
    write_postings(connection, output / POSTINGS)
    write_known(resolved, output)
    _keep(resolved, output / "tables.duckdb")


def _organisations() -> str:
    kinds = sorted(kind.name for kind in load_kinds().values() if kind.is_a("LegalEntity") and kind.name != "Person")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return f"SELECT id FROM entities WHERE NOT specimen AND schema IN ({listed})"  # noqa: S608 - names of our own kinds


def _related(findings: Iterable[Finding]) -> Iterable[tuple[object, ...]]:
    named = read_yaml(resources.files(__package__).joinpath("roles.yml").read_text("utf-8"))
    for finding in findings:
        roles: dict[str, set[str]] = {entity: set() for entity in finding.subjects}
        for step in finding.path:
            for entity, role in zip((step.origin, step.target), named.get(step.relation, ("", "")), strict=True):
                roles.setdefault(entity, set()).update({role} - {""})
        for entity in sorted(roles):
            yield (
                entity,
                finding.id,
                finding.rule,
                finding.title.en,
                finding.outcome,
                finding.state,
                finding.day or "",
                sorted(roles[entity]),
            )


def _keep(resolved: Resolved, path: Path) -> None:
    """Copy what screening reads into a file of its own, in a settled order."""
    connection = resolved.connection
    literal = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{literal}' AS kept")
    for table in (*TABLES, *NAMES, "body_at", "related", "page", "record", "about"):
        connection.execute(f"CREATE TABLE kept.{table} AS SELECT * FROM {table} ORDER BY ALL")  # noqa: S608 - names of our own tables
    connection.execute(f"CREATE TABLE kept.entities AS SELECT * FROM entities WHERE id IN ({_KEPT}) ORDER BY id")  # noqa: S608 - as above
    connection.execute("DETACH kept")

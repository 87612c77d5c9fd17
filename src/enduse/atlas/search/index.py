"""The index: key -> entries, the best first, and what is shown of each entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from enduse.atlas.press import Press
from enduse.atlas.script_files import write_call
from enduse.atlas.search.entries import Entry, entries
from enduse.atlas.search.keys import keys_of, variants
from enduse.atlas.search.shards import write_entries, write_keys
from enduse.language.scripts import is_cjk
from enduse.vocabulary.load import vocabulary

FOLDER = "assets/search"
OWN = ("name", "legalName", "alias", "weakAlias", "previousName", "title", "uscCode", "citation")
"""Properties that name an entity itself."""
RELATED = ("vendor", "customer", "localPartner")
"""Properties of a project whose bodies' names find the project too."""
OTHERS = 4
"""Other names shown with an entry."""


def write_index(press: Press) -> None:
    """Write the files of the index, which serve every language."""
    folder = press.out / FOLDER
    found = entries(press)
    connection = press.library.resolved.connection
    _load(connection, press, found)
    rows = connection.execute(_KEYS).fetchall()
    signs = {sign for key, *_ in rows for sign in key if is_cjk(sign)}
    keys, files = write_keys(folder, rows), write_entries(folder, found, dict(connection.execute(_OTHERS).fetchall()))
    write_call(folder / "index.js", "enduseIndex", {"keys": keys, "entries": files, "forms": _paired(variants(signs))})
    connection.execute("DROP TABLE search_entries; DROP TABLE search_names; DROP TABLE search_keys")


def write_labels(press: Press, path: Path) -> None:
    """Write what countries are called in the press's language."""
    codes = {press.library.value(ident, "country") for ident in press.library.pages} | press.library.country_codes
    write_call(path, "enduseCountries", {code: press.values.geography.name(code) for code in sorted(codes) if code})


_NAMES = """
    CREATE TEMP TABLE search_names AS
    SELECT e.code, s.value, true AS own FROM statements s JOIN search_entries e ON e.entity = s.canonical
    WHERE s.property IN (SELECT unnest($own::VARCHAR[])) AND s.id NOT IN (SELECT unnest($masked::VARCHAR[]))
    UNION SELECT e.code, s.value, false FROM statements s JOIN search_entries e ON e.entity = s.canonical
    WHERE s.property IN ('city', 'place') AND s.id NOT IN (SELECT unnest($masked::VARCHAR[]))
    UNION SELECT e.code, n.value, false FROM statements s JOIN search_entries e ON e.entity = s.canonical
    JOIN statements n ON n.canonical = s.target AND n.property IN (SELECT unnest($own::VARCHAR[]))
    WHERE s.schema = 'Project' AND s.property IN (SELECT unnest($related::VARCHAR[])) AND n.id NOT IN (SELECT unnest($masked::VARCHAR[]))
    UNION SELECT e.code, l.label, false FROM statements s JOIN search_entries e ON e.entity = s.canonical
    JOIN search_labels l ON l.property = s.property AND l.value = s.value
"""
"""Names by which each entry is found; those of a project's parties, of its country and of its technologies are not its own."""
_KEYS = """
    SELECT k.key, string_agg(e.code, '' ORDER BY e.weight DESC, e.code) FILTER (own) AS own,
      string_agg(e.code, '' ORDER BY e.weight DESC, e.code) FILTER (NOT own) AS related
    FROM (SELECT n.code, k.key, bool_or(n.own) AS own FROM search_names n JOIN search_keys k USING (value) GROUP BY ALL) k
    JOIN search_entries e USING (code) GROUP BY k.key ORDER BY k.key
"""
_OTHERS = """
    SELECT n.code, list(n.value ORDER BY length(n.value), n.value)[:$1]
    FROM search_names n JOIN search_entries e USING (code)
    WHERE n.own AND e.entity <> '' AND n.value NOT IN (e.title, e.chinese) GROUP BY n.code
""".replace("$1", str(OTHERS))


def _load(connection: duckdb.DuckDBPyConnection, press: Press, found: Sequence[Entry]) -> None:
    _table(
        connection,
        "search_entries (code VARCHAR, entity VARCHAR, title VARCHAR, chinese VARCHAR, weight INTEGER)",
        ((e.code, e.entity, e.title, e.chinese, e.weight) for e in found),
    )
    _table(connection, "search_labels (property VARCHAR, value VARCHAR, label VARCHAR)", _labels(press))
    own = {"own": list(OWN), "related": list(RELATED), "masked": _masked(connection, press)}
    connection.execute(_NAMES, own)
    extra = [(e.code, name, True) for e in found for name in e.names if name]
    countries = {e.code: press.values.geography for e in found if e.country and not e.entity}
    extra += [(e.code, countries[e.code].name(e.country, lang), False) for e in found if e.code in countries for lang in ("en", "zh")]
    connection.execute(
        "INSERT INTO search_names SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::BOOLEAN[])", _columns(extra)
    )
    values = [row[0] for row in connection.execute("SELECT DISTINCT value FROM search_names ORDER BY value").fetchall()]
    _table(connection, "search_keys (value VARCHAR, key VARCHAR)", ((value, key) for value in values for key in sorted(keys_of(value))))
    connection.execute("DROP TABLE search_labels")


def _labels(press: Press) -> list[tuple[str, str, str]]:
    """Words for countries and technologies: they find what is in the one and does the other."""
    geography = press.values.geography
    codes = sorted({s.value for ident in press.library.pages for s in press.library.facts.get(ident, {}).get("country", [])})
    named = [("country", code, geography.name(code, lang)) for code in codes if geography.knows(code) for lang in ("en", "zh")]
    return named + [("technologyTerm", term.id, label) for term in vocabulary("technology").terms for label in term.label.values()]


def _masked(connection: duckdb.DuckDBPyConnection, press: Press) -> list[str]:
    """Names in which a private person's data stand: no key is made of them."""
    papers = [sha256 for sha256, info in press.shelf.documents if info.role == "paper"]
    covered = [sha256 for sha256 in papers if (held := press.shelf.held(sha256)).text != held.document.text]
    query = "SELECT id FROM statements WHERE document IN (SELECT unnest(?::VARCHAR[])) AND property IN (SELECT unnest(?::VARCHAR[]))"
    ids = [row[0] for row in connection.execute(query, [covered, [*OWN, "city", "place"]]).fetchall()]
    return sorted(ident for ident, statement in press.library.resolved.statements(ids).items() if press.shelf.is_masked(statement))


def _table(connection: duckdb.DuckDBPyConnection, shape: str, rows: Iterable[tuple[Any, ...]]) -> None:
    connection.execute(f"CREATE TEMP TABLE {shape}")
    name, _, columns = shape.partition(" (")
    types = [column.split()[1].rstrip(")") for column in columns.split(",")]
    listed = ", ".join(f"unnest(${number}::{kind}[])" for number, kind in enumerate(types, start=1))
    connection.execute(f"INSERT INTO {name} SELECT {listed}", _columns(list(rows), len(types)))


def _columns(rows: Sequence[tuple[Any, ...]], width: int = 3) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


def _paired(forms: dict[str, str]) -> str:
    """Form and folded character in turn: ``漢汉``."""
    return "".join(form + forms[form] for form in sorted(forms))

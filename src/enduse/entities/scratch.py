"""The working tables of the entities stage, in DuckDB: statements by mention, and which mentions need to be looked at one by one.

Most mentions of a large case are of two sorts that nothing can join or tell apart: papers' own things (a notice, an award, an item), each
an entity by itself; and parties of whom many papers say exactly the same. The first never leave the tables. Of the second, *alike*
mentions, three stand for all (docs/decisions/0077): what joins two of them would join every other in the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from enduse.engine.sql import open_sql, read_parquet
from enduse.entities.mentions import NAME_PROPERTIES, READ, TITLE_PROPERTIES, Fact, Mention
from enduse.entities.written import insert
from enduse.language.scripts import CJK
from enduse.model.kinds import load_kinds

THREADS = 2
"""Of DuckDB, while what it makes is tables without an order of their own; every question to them states one."""
Twins = list[tuple[str, str]]
"""Pairs of mentions that stand for others; where such a pair comes apart, those others must be looked at too."""


class Scratch:
    """The statements of one case, grouped by mention."""

    def __init__(
        self, tables: Sequence[Path], *, memory: str, temporary: Path, named: Collection[str] = (), read: Collection[str] = READ
    ) -> None:
        """``tables`` of statements; ``memory`` is DuckDB's limit (``1GB``), ``temporary`` the folder it may spill to; ``named``: mentions
        that judgements name; ``read``: properties that tell mentions apart.
        """
        self._read = sorted(read)
        self.connection = open_sql(temporary, memory=memory, threads=THREADS)
        self.connection.execute(f"CREATE VIEW said AS SELECT * FROM {read_parquet(*tables)}")  # noqa: S608 - paths
        self._schemas = self._order_schemas()
        self.connection.execute(HEADS)
        self.connection.execute("CREATE TABLE named (mention VARCHAR)")
        insert(self.connection, "named", [[mention] for mention in sorted(named)])
        self.connection.execute("INSERT INTO named SELECT unnest([entity, value]) FROM said WHERE property = 'sameAs'")
        self.connection.execute(SINGLE)
        self.connection.execute(PROFILES, {"read": self._read, "names": list(NAME_PROPERTIES)})

    def twins(self) -> Twins:
        """For every profile that stands for further mentions: the two whose coming apart would matter."""
        return self._pairs("SELECT DISTINCT first, second FROM alike ORDER BY first")

    def unfold(self, parted: Iterable[tuple[str, str]]) -> None:
        """Look at every mention of these profiles."""
        self.connection.execute("DELETE FROM alike WHERE first IN (SELECT unnest(?::VARCHAR[]))", [[first for first, _ in parted]])

    def mentions(self) -> dict[str, Mention]:
        """The mentions to be looked at one by one, in the order of their ids, each with its facts in the order of their statements' ids."""
        wanted = "SELECT mention FROM heads ANTI JOIN single USING (mention) ANTI JOIN alike USING (mention)"
        heads = self.connection.execute(
            f"SELECT mention, position, specimen, source FROM heads SEMI JOIN ({wanted}) w USING (mention) ORDER BY mention"  # noqa: S608 - constants
        )
        found = {}
        while batch := heads.fetchmany(10_000):
            for mention, position, specimen, source in batch:
                found[mention] = Mention(mention, self._schemas[position], bool(specimen), source)
        rows = self.connection.execute(
            "SELECT entity, property, value, id, lang, source, valid_to IS NOT NULL FROM said"  # noqa: S608 - constants
            f" SEMI JOIN ({wanted}) w ON w.mention = entity WHERE property IN (SELECT unnest(?)) ORDER BY entity, property, id",
            [self._read],
        )
        once: dict[str, str] = {}  # what is said often is held once: DuckDB hands over a text of its own for every cell
        while batch := rows.fetchmany(10_000):
            for entity, name, value, statement, lang, source, ended in batch:
                name, value, source = (once.setdefault(text, text) for text in (name, value, source))
                found[entity].facts.setdefault(name, []).append(Fact(name, value, statement, lang, source, ended))
        return found

    def add_the_rest(self) -> None:
        """Beside the entities in the tables of ``written``: those that are single mentions, and the mentions for which others stand."""
        self.connection.execute(
            "INSERT INTO joins SELECT j.entity, j.left, a.mention, j.rule, j.reason, j.comparison"
            " FROM alike a JOIN joins j ON j.right = a.second"
        )
        self.connection.execute("INSERT INTO mentions SELECT a.mention, m.entity FROM alike a JOIN mentions m ON m.mention = a.second")
        self.connection.execute(REST, {"titles": list(TITLE_PROPERTIES), "chinese": CJK})
        self.connection.execute("SET threads = 1")  # what is written from here on are files

    def count(self) -> int:
        """Mentions in all."""
        found: int = self.connection.execute("SELECT count(*) FROM heads").fetchall()[0][0]
        return found

    def close(self) -> None:
        """Give the memory back."""
        self.connection.close()

    def __enter__(self) -> Scratch:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _order_schemas(self) -> list[str]:
        """Kinds in the order in which one is chosen where a mention is given several: the one furthest down, then the first by name."""
        kinds = load_kinds()
        given = [row[0] for row in self.connection.execute("SELECT DISTINCT schema FROM said").fetchall()]
        ordered = sorted(given, key=lambda name: (-len(kinds[name].ancestors) if name in kinds else 0, name))
        self.connection.execute("CREATE TABLE kinds (position INTEGER, schema VARCHAR, organisation BOOLEAN)")
        legal = [name in kinds and kinds[name].is_a("LegalEntity") and name != "Person" for name in ordered]
        insert(self.connection, "kinds", [list(row) for row in zip(range(len(ordered)), ordered, legal, strict=True)])
        return ordered

    def _pairs(self, query: str) -> Twins:
        return [(first, second) for first, second in self.connection.execute(query).fetchall()]


HEADS = """
    CREATE TABLE heads AS
    SELECT entity AS mention, min(position) AS position, bool_or(specimen) AS specimen, min(source) AS source, max(source) AS last
    FROM said JOIN kinds USING (schema) GROUP BY entity
"""
"""Every mention with its kind, and the first and last of its sources in text order."""

SINGLE = """
    CREATE TABLE single AS
    SELECT mention FROM heads JOIN kinds USING (position)
    WHERE NOT organisation AND schema <> 'Place' AND mention NOT IN (SELECT mention FROM named WHERE mention IS NOT NULL)
"""
"""Mentions that are entities by themselves: no organisation and no place, and nobody says that they are another."""

PROFILES = """
    CREATE TABLE alike AS
    WITH plain AS (
        SELECT mention, position, specimen FROM heads JOIN kinds USING (position)
        WHERE organisation AND schema <> 'LegalEntity' AND source = 'paper' AND last = 'paper'
        AND mention NOT IN (SELECT mention FROM named WHERE mention IS NOT NULL)
    ), fact AS (
        SELECT DISTINCT entity, concat_ws(chr(31), property, value, coalesce(lang, ''), valid_to IS NOT NULL) AS fact
        FROM said SEMI JOIN plain ON plain.mention = entity WHERE property IN (SELECT unnest($read::VARCHAR[]))
    ), profile AS (
        SELECT entity, string_agg(fact, chr(30) ORDER BY fact) AS profile FROM fact GROUP BY entity
    ), shown AS (
        SELECT entity, min(id) AS shown FROM said SEMI JOIN plain ON plain.mention = entity
        WHERE property IN (SELECT unnest($names::VARCHAR[])) GROUP BY entity
    ), placed AS (
        SELECT mention, row_number() OVER by_id AS place, row_number() OVER (one ORDER BY shown, mention) AS shown,
               first_value(mention) OVER by_id AS first, nth_value(mention, 2) OVER (one ORDER BY mention ROWS
               BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second
        FROM plain JOIN profile ON profile.entity = mention JOIN shown ON shown.entity = mention
        WINDOW one AS (PARTITION BY position, specimen, profile), by_id AS (one ORDER BY mention)
    )
    SELECT mention, first, second FROM placed WHERE place > 2 AND shown > 1
"""
"""Mentions for which others stand: parties of papers of whom the same is said, beyond the first two by id and the one named first.

The one whose name has the least statement id stays, because it is the passage that shows the name where one is enough.
"""

REST = """
    INSERT INTO entities
    WITH title AS (
        SELECT entity, min({
            'place': list_position($titles::VARCHAR[], property), 'foreign': lang IS DISTINCT FROM 'en',
            'chinese': regexp_matches(value, $chinese), 'value': value}) AS chosen
        FROM said SEMI JOIN single ON single.mention = entity WHERE property IN (SELECT unnest($titles::VARCHAR[])) GROUP BY entity
    ), country AS (
        SELECT entity, list(DISTINCT value ORDER BY value) AS countries
        FROM said SEMI JOIN single ON single.mention = entity WHERE property = 'country' GROUP BY entity
    )
    SELECT h.mention, kinds.schema, coalesce(title.chosen.value, h.mention), h.specimen, coalesce(country.countries, []), ''
    FROM heads h SEMI JOIN single USING (mention) JOIN kinds USING (position)
    LEFT JOIN title ON title.entity = h.mention LEFT JOIN country ON country.entity = h.mention
"""
"""Single mentions as entities: named as ``resolve`` names one, by the first property that names it, in English where it is so named."""

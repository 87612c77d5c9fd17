"""Witnesses: what the case declares of the source behind each statement, and nothing that it does not declare."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from enduse.entities.resolved import Resolved
from enduse.findings.facts import Facts, facts_of, values
from enduse.findings.grades.criteria import criteria, worst
from enduse.findings.grades.independence import Passage, Source, Witness
from enduse.model.errors import UsageError
from enduse.sources.registry import load_source

LIST_KINDS = {"control-list": "legal-act", "legal-acts": "legal-act", "register": "official-register"}
"""Kind of a list's folder -> kind of source, where its ``source.yml`` says that it is official."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as grading uses it; ``value`` is the entity named where the property names one."""

    id: str
    subject: str
    schema: str
    property: str
    value: str
    source: str
    passage: Passage


def said_alike(resolved: Resolved, statements: Iterable[str]) -> list[Said]:
    """These statements, and every other statement of the same property of the same thing; sorted by id."""
    rows = resolved.connection.execute(
        """
        WITH asked AS (SELECT DISTINCT canonical, property FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[])))
        SELECT s.id, s.canonical, s.schema, s.property, coalesce(s.target, s.value), s.source,
               s.document, s.start, s."end", s.prefix, s.quote, s.suffix
        FROM statements s JOIN asked USING (canonical, property) ORDER BY s.id
        """,
        [sorted(set(statements))],
    ).fetchall()
    return [
        Said(id_, subject, schema, property_, value, source, Passage(document, start, end, prefix, quote, suffix, text=source == "paper"))
        for id_, subject, schema, property_, value, source, document, start, end, prefix, quote, suffix in rows
    ]


class Witnesses:
    """The source behind every statement given, looked up once."""

    def __init__(self, resolved: Resolved, said: Iterable[Said]) -> None:
        given = list(said)
        self._sources: dict[str, Source] = {}
        records = {each.source for each in given if each.source.startswith("record:")}
        self._sources |= _record_sources(resolved, records)
        for name in sorted({each.source for each in given} - records - {"paper"}):
            self._sources[name] = _listed_source(name)
        self._papers = _papers(resolved, {each.passage.document for each in given if each.source == "paper"})

    def of(self, said: Said) -> Witness:
        """The witness a statement is."""
        source = self._papers[said.passage.document] if said.source == "paper" else self._sources[said.source]
        return Witness(source, said.passage)


def letter(kind: str, *, read: bool = True, held: bool = True) -> str:
    """The letter of a source of this declared kind (empty: none is declared).

    >>> letter("legal-act"), letter("legal-act", held=False), letter(""), letter("legal-act", read=False)
    ('A', 'B', 'F', 'F')
    """
    rules = criteria()
    if not read or kind not in rules.letters:
        return rules.unknown
    return rules.letters[kind] if held else worst([rules.letters[kind], rules.best_without_copy])


def tie(name: str) -> str:
    """A publisher, owner or source id as compared: without case, width and outer blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _record_sources(resolved: Resolved, records: Iterable[str]) -> dict[str, Source]:
    mentions = {record: resolved.canonical("source:" + record.removeprefix("record:")) for record in sorted(records)}
    facts = facts_of(resolved.connection, "Source", set(mentions.values()))
    return {record: _record_source(record, facts[mention]) for record, mention in mentions.items()}


def _record_source(record: str, facts: Facts) -> Source:
    kinds = values(facts, "sourceKind")
    kind = kinds[0] if len(kinds) == 1 else ""
    read = bool(facts) and not criteria().unread & set(values(facts, "readStatus"))
    held = bool(criteria().copy_held & set(values(facts, "copyHeld")))
    named = [name for field in ("publisher", "owner", "syndicatedFrom") for name in values(facts, field)]
    ties = {tie(name) for name in named}
    if named:
        ties.add(tie(record.removeprefix("record:")))
    return Source(record, kind, letter(kind, read=read, held=held), read, frozenset(ties))


def _listed_source(name: str) -> Source:
    """A list, register or reference table; one that is not among ours is of no declared kind."""
    _, _, short = name.partition(":")
    if name.startswith("reference:"):
        return Source(name, "compilation", letter("compilation"), ties=frozenset({tie(name)}))
    try:
        source = load_source(short)
    except UsageError:
        return Source(name, "", letter(""), ties=frozenset({tie(name)}))
    kind = LIST_KINDS.get(source.kind, "") if source.official else "compilation"
    return Source(name, kind, letter(kind), ties=frozenset({tie(name), tie(source.publisher), tie(source.authority)}))


def _papers(resolved: Resolved, documents: Iterable[str]) -> dict[str, Source]:
    """A captured paper is a procurement notice where it was read as one; who issued it is who buys, and the agency it names."""
    wanted = sorted(documents)
    rows = resolved.connection.execute(
        "SELECT document, list(DISTINCT target ORDER BY target) FILTER (property IN ('buyer', 'agency') AND target IS NOT NULL)"
        " FROM statements WHERE schema = 'Notice' AND source = 'paper' AND document IN (SELECT unnest(?::VARCHAR[])) GROUP BY document",
        [wanted],
    ).fetchall()
    notices = {document: issuers or [] for document, issuers in rows}
    found = {}
    for document in wanted:
        kind = "procurement-notice" if document in notices else ""
        ties = frozenset(f"issuer {each}" for each in notices.get(document, ()))
        found[document] = Source(document, kind, letter(kind), ties=ties)
    return found

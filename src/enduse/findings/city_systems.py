"""City systems: what the records of a project say of the three risks. Only what they say counts, and what they deny is shown as denied."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import duckdb
import msgspec

from enduse.findings.facts import Facts, facts_of, ids
from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml
from enduse.vocabulary.load import vocabulary

TEXTS = ("summary", "technology", "notes")
EVENT_TEXTS = ("name", "quotation")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])")


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What states or indicates a risk: words of a record, or technologies it names."""

    says: Literal["stated", "indicated"]
    source: str
    words: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words, or terms of the vocabulary ``technology``, and where they come from."""

    source: str
    words: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()


class CitySystems(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``city_systems.yml``; risks by the name of their rule."""

    city_system: Words
    denials: Words
    risks: dict[str, tuple[Indicator, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a record, or a technology it names (then ``term``), with all statements it stands on."""

    says: str
    """``stated``, ``indicated`` or ``denied``."""
    quote: str
    statements: tuple[str, ...]
    term: str = ""


@dataclass(frozen=True, slots=True)
class CityProject:
    """A project that is a city system, why, and for each risk the passages that speak of it."""

    id: str
    name: str
    named: tuple[str, ...]
    because: tuple[str, ...]
    """Terms of the vocabulary ``technology``."""
    shown: tuple[str, ...]
    passages: dict[str, tuple[Passage, ...]]

    def assessment(self, risk: str) -> str:
        """``stated``, ``indicated`` or ``not-stated``."""
        said = {passage.says for passage in self.passages[risk]}
        return next((each for each in ("stated", "indicated") if each in said), "not-stated")


@cache
def city_systems() -> CitySystems:
    """The indicators shipped with this version.

    Raises:
        InvalidTaxonomy: ``city_systems.yml`` lacks a key or has an unknown one.
    """
    text = resources.files(__package__).joinpath("city_systems.yml").read_text("utf-8")
    try:
        return msgspec.convert(read_yaml(text), CitySystems)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"findings/city_systems.yml: {error}; see the class CitySystems for the keys it holds") from error


def city_projects(connection: duckdb.DuckDBPyConnection, risks: Collection[str] | None = None) -> list[CityProject]:
    """Every project that is a city system, by id, with its passages on these risks (all of them by default)."""
    terms = vocabulary("technology").with_finer(city_systems().city_system.technology)
    rows = connection.execute(
        "SELECT DISTINCT canonical FROM statements WHERE schema = 'Project' AND property = 'technologyTerm'"
        " AND value IN (SELECT unnest(?::VARCHAR[])) ORDER BY canonical",
        [sorted(terms)],
    ).fetchall()
    projects = facts_of(connection, "Project", [row[0] for row in rows])
    events = _events(connection, projects)
    wanted = [risk for risk in city_systems().risks if risks is None or risk in risks]
    return [_project(id_, facts, events.get(id_, []), terms, wanted) for id_, facts in projects.items()]


def _events(connection: duckdb.DuckDBPyConnection, projects: Collection[str]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """For each project the texts of its events, each with the statements it stands on."""
    rows = connection.execute(
        "SELECT l.target, t.value, list(DISTINCT l.id ORDER BY l.id) || [t.id]"
        " FROM statements l JOIN statements t ON t.canonical = l.canonical"
        " AND t.schema = 'Event' AND t.property IN (SELECT unnest(?::VARCHAR[])) WHERE l.schema = 'Event' AND l.property = 'project'"
        " AND l.target IN (SELECT unnest(?::VARCHAR[])) GROUP BY l.target, t.value, t.id ORDER BY l.target, t.id",
        [list(EVENT_TEXTS), sorted(projects)],
    ).fetchall()
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for project, text, shown in rows:
        found.setdefault(project, []).append((text, tuple(sorted(shown))))
    return found


def _project(id_: str, facts: Facts, events: list[tuple[str, tuple[str, ...]]], terms: set[str], risks: list[str]) -> CityProject:
    because = [fact for fact in facts["technologyTerm"] if fact.value in terms]
    texts = [(fact.value, (fact.id,)) for each in TEXTS for fact in facts.get(each, ())] + events
    names = [fact.value for fact in facts.get("name", ())]
    return CityProject(
        id=id_,
        name=" / ".join(sorted(set(names))),
        named=ids(facts, "name"),
        because=tuple(sorted({fact.value for fact in because})),
        shown=tuple(sorted(fact.id for fact in because)),
        passages={risk: tuple(_passages(risk, facts, texts)) for risk in risks},
    )


def _passages(risk: str, facts: Facts, texts: list[tuple[str, tuple[str, ...]]]) -> Iterator[Passage]:
    """What the texts and technologies say of a risk: once for each sentence (as its strongest) and technology."""
    known = city_systems()
    said: dict[str, tuple[str, set[str]]] = {}
    for indicator in sorted(known.risks[risk], key=lambda each: each.says, reverse=True):  # stated before indicated
        for text, shown in texts:
            for sentence in _SENTENCE.split(text) if indicator.words else ():
                if _holds(sentence, indicator.words):
                    denied = _holds(sentence, known.denials.words)
                    said.setdefault(sentence.strip(), ("denied" if denied else indicator.says, set()))[1].update(shown)
        for term in indicator.technology:
            shown_by = tuple(fact.id for fact in facts.get("technologyTerm", ()) if fact.value == term)
            if shown_by:
                yield Passage(indicator.says, "", shown_by, term)
    for sentence, (says, shown_in) in said.items():
        yield Passage(says, sentence, tuple(sorted(shown_in)))


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return bool(words) and _pattern(words).search(text) is not None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    whole = (rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word) for word in words)
    return re.compile("|".join(whole), re.IGNORECASE)

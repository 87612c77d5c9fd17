"""Resolve: from statements and judgements to entities, as one pure function of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from enduse.decisions.log import read
from enduse.entities.identity import Clusters, join_all
from enduse.entities.links import identifier_links, judgement_links, same_as_links
from enduse.entities.mentions import TITLE_PROPERTIES, Mention, read_mentions
from enduse.entities.parents import find_parents
from enduse.entities.places import PlaceFacts, worlds
from enduse.entities.same_names import name_links
from enduse.language.bodies import identifies, is_generic, parse
from enduse.language.places.ranks import is_chinese
from enduse.model.entity import Entity, Resolution
from enduse.model.issue import Issue
from enduse.model.judgement import Judgement
from enduse.model.kinds import load_kinds
from enduse.model.storage import write_json


def resolve_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the Resolution of ``inputs`` (the statements table, then any number of decision logs) to ``output``.

    ``params``: ``memory``, DuckDB's limit (``1GB``).

    Raises:
        DamagedDecisions: a log was edited, cut or reordered. Decisions keep bodies apart, so that none may be left out silently.
    """
    statements, *logs = inputs
    mentions = read_mentions(statements, memory=str(params.get("memory", "1GB")), temporary=output.with_name(output.name + ".tmp"))
    judgements = [judgement for log in sorted(logs, key=lambda path: path.name) for judgement in read(log)]
    write_json(output, resolve(mentions, judgements))


def resolve(mentions: Mapping[str, Mention], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Join mentions and find parents; the order of mentions never matters, nor that of different reviewers' judgements."""
    places = worlds(mentions)
    judged = judgement_links(judgements, mentions)
    stated, issues = same_as_links(mentions)
    issues += judged.issues
    clusters = Clusters(sorted(mentions), judged.apart)
    issues += join_all(clusters, [*judged.links, *identifier_links(mentions), *stated])
    names = name_links(mentions, clusters, lambda name, specimen: _names_one_body(name, places[specimen]))
    unsure = {(left, right) for left, right, _ in judged.unsure}
    clusters.keep_apart(unsure)
    issues += join_all(clusters, names.links, open_pairs=unsure)
    issues += [_crowded(name) for name in names.crowded]
    entities = _entities(clusters, mentions)
    canonical = {mention: entity.id for entity in entities for mention in entity.mentions}
    ranks = find_parents(entities, mentions, places)
    possible = {
        (min(pair), max(pair), why)
        for left, right, why in [*judged.unsure, *names.possible, *ranks.possible]
        if len(pair := {canonical[left], canonical[right]}) == 2
    }
    apart = {tuple(sorted((canonical[left], canonical[right]))) for left, right in judged.apart}
    return Resolution(
        entities=tuple(entities),
        parents=tuple(sorted(ranks.parents, key=lambda p: (p.child, p.parent))),
        possibly_same=tuple(sorted(found for found in possible if (found[0], found[1]) not in apart)),
        issues=tuple(sorted([*issues, *ranks.issues], key=lambda i: (i.code, i.place, i.message))),
    )


def _names_one_body(name: str, places: PlaceFacts) -> bool:
    return not is_generic(name) and identifies(parse(name, places.gazetteer), places.gazetteer)


def _entities(clusters: Clusters, mentions: Mapping[str, Mention]) -> list[Entity]:
    reasons = clusters.reasons()
    entities = [_entity([mentions[member] for member in members], reasons.get(clusters.root(members[0]), [])) for members in clusters.all()]
    return sorted(entities, key=lambda entity: entity.id)


def _entity(members: Sequence[Mention], reasons: Sequence[str]) -> Entity:
    """One entity, named and classed by the mention whose id serves best."""
    preferred = sorted(members, key=lambda m: (m.rank, m.id))
    kinds = load_kinds()
    schema = min(preferred, key=lambda m: -len(kinds[m.schema].ancestors) if m.schema in kinds else 0).schema
    return Entity(
        id=preferred[0].id,
        schema=schema,
        caption=_caption(preferred),
        mentions=tuple(sorted(m.id for m in members)),
        reasons=tuple(reasons),
        countries=tuple(sorted({country for m in members for country in m.values("country")})),
        specimen=members[0].specimen,
    )


def _caption(preferred: Sequence[Mention]) -> str:
    """The name to show: of the first mention that has one, in English where it has an English one."""
    for mention in preferred:
        for name in TITLE_PROPERTIES:
            facts = mention.facts.get(name, [])
            if facts:
                return min(facts, key=lambda f: (f.lang != "en", is_chinese(f.value), f.value)).value
    return preferred[0].id


def _crowded(name: str) -> Issue:
    return Issue(
        stage="entities",
        code="crowded-name",
        message=f"{name!r} is the name of many mentions and tells no body from another; they stay apart, and their pairs are not listed",
        action="Nothing, or give these mentions a place or an identifier.",
        place=name,
        owner="reviewer",
    )

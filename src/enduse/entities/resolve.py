"""Resolve: from statements and judgements to entities, as one pure function of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from enduse.decisions.reviewers import read_logs
from enduse.entities.captions import caption, chinese_caption
from enduse.entities.identity import NAME, SCORE, Clusters, Mark, Refused
from enduse.entities.joining import Scored
from enduse.entities.likeness import ByNames, Likeness, compare_all
from enduse.entities.links import Judged, credit_codes, identifier_links, judgement_links, same_as_links
from enduse.entities.mentions import ORGANISATION, READ, READ_TWICE, Mention
from enduse.entities.parents import Ranks, find_parents
from enduse.entities.places import PlaceFacts, worlds
from enduse.entities.refusals import Tie, refusal_issues, refusal_ties
from enduse.entities.same_names import SameNames, name_links
from enduse.entities.scratch import Scratch
from enduse.entities.second_look import Look, Second
from enduse.entities.sentences import told
from enduse.entities.statement_parts import parts_of, write_parts
from enduse.entities.units import Unit, registers, unit_of, units_of
from enduse.entities.written import Summary, fill, summary_of, write_folder, write_tables
from enduse.language.bodies import identifies, is_generic, parse
from enduse.model.comparison import Comparison
from enduse.model.entity import Entity, Join, PossiblySame, Resolution
from enduse.model.issue import Issue
from enduse.model.judgement import Judgement
from enduse.model.kinds import load_kinds


def resolve_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the outcome for ``inputs`` (tables of statements, ``.parquet``, and decision logs) as the folder ``output`` (see ``written``).

    ``params``: ``memory``, DuckDB's limit (``1GB``); ``statistical``, where the case asks for the second look of the extra ``[splink]``,
    what that is made of here.

    Raises:
        DamagedDecisions: a log was edited, cut or reordered. Decisions keep bodies apart, so that none may be left out silently.
    """
    with _resolved(inputs, params, output) as (scratch, summary):
        write_folder(scratch.connection, summary, output)


def join_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """As ``resolve_task``, without the statements: ``parts.json`` says how they are cut, and each part is a task of its own."""
    with _resolved(inputs, params, output) as (scratch, summary):
        output.mkdir()
        write_tables(scratch.connection, summary, output)
        write_parts(parts_of(scratch.connection), output)


@contextmanager
def _resolved(inputs: list[Path], params: dict[str, Any], output: Path) -> Iterator[tuple[Scratch, Summary]]:
    """The scratch with the tables of ``written``, and the summary."""
    tables = [path for path in inputs if path.suffix == ".parquet"]
    judgements = read_logs([path for path in inputs if path.suffix != ".parquet"])
    named = {end for judgement in judgements for end in judgement.pair}
    temporary = output.with_name(output.name + ".tmp")
    read = READ_TWICE if "statistical" in params else READ
    with Scratch(tables, memory=str(params.get("memory", "1GB")), temporary=temporary, named=named, read=read) as scratch:
        while True:
            mentions = scratch.mentions()
            joined = join_exactly(mentions, judgements)
            parted = [twins for twins in scratch.twins() if joined.clusters.root(twins[0]) != joined.clusters.root(twins[1])]
            if not parted:
                break
            scratch.unfold(parted)
        likeness = ByNames()
        resolution = conclude(joined, mentions, likeness, likeness.opinions if "statistical" in params else None)
        fill(scratch.connection, resolution.entities)
        scratch.add_the_rest()
        yield scratch, replace(summary_of(resolution), mentions=scratch.count())


@dataclass(frozen=True, slots=True)
class Joined:
    """What exact reasons have joined, and what they leave open."""

    clusters: Clusters
    judged: Judged
    names: SameNames
    places: Mapping[bool, PlaceFacts]
    unsure: frozenset[tuple[str, str]]
    refused: list[Refused]
    issues: list[Issue]


def resolve(mentions: Mapping[str, Mention], judgements: Iterable[Judgement] = (), likeness: Likeness | None = None) -> Resolution:
    """Join mentions and find parents; the order of mentions never matters, nor that of different reviewers' judgements.

    Without ``likeness`` nothing is compared: only exact reasons and judgements join.
    """
    return conclude(join_exactly(mentions, judgements), mentions, likeness)


def join_exactly(mentions: Mapping[str, Mention], judgements: Iterable[Judgement]) -> Joined:
    """Join by judgements, identifiers, tables and equal names."""
    places = worlds(mentions)
    judged = judgement_links(judgements, mentions)
    stated, issues = same_as_links(mentions)
    clusters = Clusters(sorted(mentions), judged.apart, _marks(mentions))
    refused = clusters.join_all([*judged.bonds, *identifier_links(mentions), *stated])
    names = name_links(mentions, clusters, lambda name, specimen: _names_one_body(name, places[specimen]))
    unsure = frozenset((left, right) for left, right, _ in judged.unsure)
    clusters.keep_apart(sorted(unsure), told("reasons", "not-sure"))
    refused += clusters.join_all(names.bonds)
    return Joined(clusters, judged, names, places, unsure, refused, issues)


def conclude(joined: Joined, mentions: Mapping[str, Mention], likeness: Likeness | None, look: Look | None = None) -> Resolution:
    """Compare what is still apart, with a second ``look`` where one is given, find parents, and say what may be the same."""
    clusters, judged, unsure = joined.clusters, joined.judged, joined.unsure
    second = Second(look, _judged_same(joined, mentions)) if look is not None else None
    scored = compare_all(units_of(clusters, mentions), likeness, clusters, second) if likeness is not None else Scored()
    refused = [*joined.refused, *clusters.join_all(scored.bonds)]
    entities = _entities(clusters, mentions)
    ranks = find_parents(entities, mentions, joined.places)
    ties: list[Tie] = [(*tie, None) for tie in [*judged.unsure, *joined.names.possible, *ranks.possible]]
    canonical = {mention: entity.id for entity in entities for mention in entity.mentions}
    alike = ((tie.left, tie.right, tie.why, tie.comparison) for tie in scored.possible)
    ties += [*refusal_ties(refused, unsure), *(tie for tie in alike if not _differ(ranks, canonical[tie[0]], canonical[tie[1]]))]
    issues = [*joined.issues, *judged.issues, *refusal_issues(refused, unsure), *map(_crowded, joined.names.crowded)]
    issues += [*scored.issues, *ranks.issues]
    issues += [_uncompared(scored.uncompared.pairs)] if scored.uncompared.pairs else []
    return Resolution(
        entities=tuple(entities),
        parents=tuple(sorted(ranks.parents, key=lambda p: (p.child, p.parent))),
        possibly_same=possibly_same(ties, canonical, judged.apart),
        issues=tuple(sorted(issues, key=lambda i: (i.code, i.place, i.message))),
        uncompared=scored.uncompared,
    )


def _judged_same(joined: Joined, mentions: Mapping[str, Mention]) -> list[tuple[Unit, Unit]]:
    """Each two organisations that people have judged the same, as they are without that."""
    organisations = (bond.members for bond in joined.judged.bonds if mentions[bond.members[0]].family == ORGANISATION)
    sides = ((unit_of([mentions[left]]), unit_of([mentions[right]])) for left, right in organisations)
    return [(left, right) for left, right in sides if left.called and right.called]


def _differ(ranks: Ranks, left: str, right: str) -> bool:
    """Whether the names of both read as bodies of government, and as different ones."""
    one, other = ranks.bodies.get(left), ranks.bodies.get(right)
    return one is not None and other is not None and one != other


def possibly_same(ties: Iterable[Tie], canonical: Mapping[str, str], apart: Iterable[tuple[str, str]]) -> tuple[PossiblySame, ...]:
    """Ties of mentions as one tie of every two entities, with all reasons and the best comparison.

    None within an entity, and none between two that are judged to be different.
    """
    different = {tuple(sorted((canonical[left], canonical[right]))) for left, right in apart}
    found: dict[tuple[str, str], list[tuple[bool, str, Comparison | None]]] = {}
    for left, right, why, comparison in ties:
        one, other = sorted((canonical[left], canonical[right]))
        if one != other and (one, other) not in different:
            found.setdefault((one, other), []).append((comparison is not None, why, comparison))
    made = []
    for pair, reasons in sorted(found.items()):
        whys = dict.fromkeys(why for _, why in sorted({(compared, why) for compared, why, _ in reasons}))
        best = max((c for _, _, c in reasons if c is not None), key=lambda c: (c.score, str(c.features)), default=None)
        made.append(PossiblySame(left=pair[0], right=pair[1], why="; ".join(whys), comparison=best))
    return tuple(made)


def _marks(mentions: Mapping[str, Mention]) -> list[Mark]:
    """What outweighs names: a code of its own; and for scores a country of its own, and a keeper who has both and keeps them as two."""
    countries = {m.id: frozenset(m.values("country")) for m in mentions.values() if m.family == ORGANISATION and m.values("country")}
    return [
        Mark(frozenset({NAME, SCORE}), "codes-differ", credit_codes(mentions)),
        Mark(frozenset({SCORE}), "of-countries", countries),
        Mark(frozenset({SCORE}), "kept-as-two-in", registers(mentions), by_sharing=True),
    ]


def _names_one_body(name: str, places: PlaceFacts) -> bool:
    return not is_generic(name) and identifies(parse(name, places.gazetteer), places.gazetteer)


def _entities(clusters: Clusters, mentions: Mapping[str, Mention]) -> list[Entity]:
    joins = clusters.joins()
    entities = [_entity([mentions[member] for member in members], joins.get(clusters.root(members[0]), [])) for members in clusters.all()]
    return sorted(entities, key=lambda entity: entity.id)


def _entity(members: Sequence[Mention], joins: Sequence[Join]) -> Entity:
    """One entity, named and classed by the mention whose id serves best."""
    preferred = sorted(members, key=lambda m: (m.rank, m.id))
    kinds = load_kinds()
    schema = min(preferred, key=lambda m: -len(kinds[m.schema].ancestors) if m.schema in kinds else 0).schema
    return Entity(
        id=preferred[0].id,
        schema=schema,
        caption=caption(preferred),
        mentions=tuple(sorted(m.id for m in members)),
        joins=tuple(joins),
        countries=tuple(sorted({country for m in members for country in m.values("country")})),
        specimen=members[0].specimen,
        caption_zh=chinese_caption(preferred),
    )


def _uncompared(pairs: int) -> Issue:
    return Issue(
        stage="entities",
        code="pairs-not-compared",
        message=f"{pairs:,} pairs of bodies that share something were not compared: more than are compared in a case of this size",
        action="Nothing, or raise pairs_each in matching/thresholds.yml; the strongest pairs were compared.",
        owner="operator",
    )


def _crowded(name: str) -> Issue:
    return Issue(
        stage="entities",
        code="crowded-name",
        message=f"{name!r} is the name of many mentions and tells no body from another; they stay apart, and their pairs are not listed",
        action="Nothing, or give these mentions a place or an identifier.",
        place=name,
        owner="reviewer",
    )

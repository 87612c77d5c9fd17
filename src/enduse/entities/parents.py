"""Parents: which public-security body belongs under which, read off names and the ranks of places.

Two names that read as the same body (``Bayingolin … Public Security Bureau`` on a list, ``巴音郭楞蒙古自治州公安局`` in a paper) are not
joined by that: they are possibly the same, and both serve as parents of the bodies below, each with its own passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from enduse.entities.mentions import ORGANISATION, Fact, Mention
from enduse.entities.places import PlaceFacts
from enduse.entities.sentences import told
from enduse.language.bodies import NATIONAL, Body, Parsed, parse
from enduse.model.entity import Entity, Parent
from enduse.model.issue import Issue

TOP_LEVELS = frozenset({"corps"})
"""Levels whose bodies answer to no body of the region around them: the corps has a police of its own, listed apart."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity read as a body, with the passages: its name, and its place where that was needed."""

    entity: Entity
    body: Body
    name: Fact
    place: tuple[str, ...] = ()


@dataclass(slots=True)
class Ranks:
    """What the ranks of government give."""

    bodies: dict[str, Body] = field(default_factory=dict)
    """Entity -> the one body its names read as."""
    parents: list[Parent] = field(default_factory=list)
    possible: list[tuple[str, str, str]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def find_parents(entities: Iterable[Entity], mentions: Mapping[str, Mention], worlds: Mapping[bool, PlaceFacts]) -> Ranks:
    """Parents of every entity that reads as a public-security body."""
    found = Ranks()
    for specimen in (False, True):
        places = worlds[specimen]
        known = [k for e in entities if e.specimen == specimen and (k := _read(e, mentions, places, found)) is not None]
        found.bodies.update((k.entity.id, k.body) for k in known)
        by_body: dict[Body, list[Known]] = {}
        for body in known:
            by_body.setdefault(body.body, []).append(body)
        for same in by_body.values():
            found.possible += [(a.entity.id, b.entity.id, _same_body(a.body, places)) for a, b in combinations(same, 2)]
        for child in known:
            found.parents += _parents_of(child, by_body, places)
    return found


def _read(entity: Entity, mentions: Mapping[str, Mention], places: PlaceFacts, found: Ranks) -> Known | None:
    """The body an entity's names give; names that give different bodies are an issue and give none."""
    if entity.schema == "Company":
        return None
    read: list[Known] = []
    for mention in (mentions[member] for member in entity.mentions):
        if mention.family == ORGANISATION:
            for fact in mention.names():
                parsed, place = _parse(fact, mention, places)
                if parsed.body is not None:
                    read.append(Known(entity, parsed.body, fact, place))
    if len({(known.body.place_code, known.body.function, known.body.unit is None) for known in read}) > 1:
        names = "; ".join(f"{known.name.value} = {known.body.place_code}" for known in read)
        found.issues.append(_disagree(entity, names))
        return None
    return min(read, key=lambda k: (k.name.property != "name", bool(k.place), k.name.statement)) if read else None


def _parse(fact: Fact, mention: Mention, places: PlaceFacts) -> tuple[Parsed, tuple[str, ...]]:
    """Read one name; the place statement comes back only where it was needed to decide."""
    codes, beside = mention.facts.get("placeCode", []), mention.facts.get("place", [])
    code, place = (codes[0] if codes else None), (beside[0] if beside else None)
    parsed = parse(fact.value, places.gazetteer, place_text=place.value if place else None, place_code=code.value if code else None)
    used = code or place
    return parsed, (used.statement,) if parsed.used_place and used else ()


def _parents_of(child: Known, by_body: Mapping[Body, Sequence[Known]], places: PlaceFacts) -> list[Parent]:
    """The nearest known bodies of the same function above: of the same place for a part of a body, then up the places."""
    body = child.body
    if body.place_code == NATIONAL:
        chain = [NATIONAL] if body.unit else []
    else:
        chain = [place.code for place in places.gazetteer.chain(body.place_code)]
    for position, code in enumerate(chain):
        place = places.gazetteer.place(code)
        if position or body.unit:
            level = place.level if place is not None else "national"
            above = by_body.get(Body(code, level, body.function), [])
            if above:
                return [_parent(child, parent, chain[: position + 1], places) for parent in above]
        if place is not None and place.level in TOP_LEVELS:
            break
    return []


def _parent(child: Known, parent: Known, chain: Sequence[str], places: PlaceFacts) -> Parent:
    if len(chain) == 1:
        reason = told("parents", "part-of", child=child.name.value, unit=child.body.unit or "", parent=parent.name.value)
    else:
        words = {"child": child.name.value, "parent": parent.name.value, "function": _function(child.body)}
        words |= {"where": places.name(chain[0]), "above": places.name(chain[-1])}
        between = ", ".join(places.name(code) for code in chain[1:-1])
        reason = told("parents", "lies-in-through", **words, between=between) if between else told("parents", "lies-in", **words)
    passages = [child.name.statement, *child.place, *places.passages(chain, child.name.value), parent.name.statement, *parent.place]
    return Parent(child=child.entity.id, parent=parent.entity.id, reason=reason, statements=tuple(dict.fromkeys(passages)))


def _same_body(body: Body, places: PlaceFacts) -> str:
    where = told("reasons", "ministry") if body.place_code == NATIONAL else places.name(body.place_code)
    words = {"function": _function(body), "where": where}
    return told("reasons", "one-part", **words, part=body.unit) if body.unit else told("reasons", "one-body", **words)


def _function(body: Body) -> str:
    return told("functions", body.function)


def _disagree(entity: Entity, names: str) -> Issue:
    return Issue(
        stage="entities",
        code="names-disagree",
        message=f"{entity.id}: its names read as different bodies ({names}); no body is placed above or below it",
        action="Look at what was joined here; a negative judgement separates the mentions.",
        place=entity.id,
        owner="reviewer",
    )

"""The gazetteer of a case, from its Place statements, and the passages that show where a place lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from enduse.entities.mentions import Fact, Mention
from enduse.language.places import Gazetteer, Place
from enduse.language.places.ranks import is_chinese


class PlaceFacts:
    """Places of one world (real or specimen): the gazetteer and the statements behind it."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._facts: dict[str, dict[str, list[Fact]]] = {}
        for mention in mentions:
            for code in sorted(set(mention.values("placeCode")))[:1] or [mention.id.partition(":")[2]]:
                merged = self._facts.setdefault(code, {})
                for name, facts in mention.facts.items():
                    merged.setdefault(name, []).extend(facts)
        self.gazetteer = Gazetteer(_place(code, facts) for code, facts in sorted(self._facts.items()))

    def name(self, code: str) -> str:
        """The place as a sentence calls it: its name and code."""
        place = self.gazetteer.place(code)
        names = place.names if place is not None else ()
        shown = next((name for name in names if is_chinese(name)), names[0] if names else code)
        return f"{shown} ({code})"

    def passages(self, chain: Sequence[str], spelling: str) -> list[str]:
        """Statements that show each step of a chain of codes, lowest first.

        The first place is shown by the name that ``spelling`` contains where there is one.
        """
        found: list[str] = []
        for position, code in enumerate(chain):
            facts = self._facts.get(code, {})
            named = [f for f in (*facts.get("name", []), *facts.get("alias", [])) if position == 0 and f.value in spelling]
            found += [f.statement for f in (named or facts.get("name", []))[:1]]
            found += [f.statement for f in facts.get("placeCode", [])[:1]]
            if position < len(chain) - 1:
                found += [f.statement for f in facts.get("parentCode", []) if f.value == chain[position + 1]][:1]
        return found


def worlds(mentions: Mapping[str, Mention]) -> dict[bool, PlaceFacts]:
    """The real places and the invented ones, kept apart: no specimen lies in a real place, and no real body in an invented one."""
    places = [mention for mention in mentions.values() if mention.schema == "Place"]
    return {specimen: PlaceFacts(m for m in places if m.specimen == specimen) for specimen in (False, True)}


def _place(code: str, facts: Mapping[str, list[Fact]]) -> Place:
    names = [*facts.get("name", []), *facts.get("alias", [])]
    return Place(
        code=code,
        names=tuple(dict.fromkeys(fact.value for fact in names)),
        level=min((fact.value for fact in facts.get("level", [])), default=""),
        parent=min((fact.value for fact in facts.get("parentCode", [])), default=""),
        current=not all(fact.ended for fact in facts.get("name", [])) if facts.get("name") else True,
    )

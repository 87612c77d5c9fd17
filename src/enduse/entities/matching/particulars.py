"""What must not differ between two names of one body, in any script: place, number, kind of body, branch; and public bodies as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from enduse.entities.matching.cross_pair import FUNCTIONS
from enduse.entities.matching.cross_weights import Found, by_letters, weights
from enduse.language.bodies import Body
from enduse.language.names import OrganisationName, Part, main_function
from enduse.language.names.brands import makers_called, sounds_like
from enduse.language.names.places import CHINA, same_line
from enduse.language.names.words import kind_of
from enduse.language.places import Gazetteer

_PASSED = frozenset({"place", "county", "legal", "filler", "number", "general"})


def compare_bodies(one: OrganisationName, other: OrganisationName) -> Found | None:
    """Two public bodies whose place is decided in both names; nothing where it is not."""
    if one.body is None or other.body is None:
        return None
    a, b = one.body, other.body
    same = (a.place_code, a.function) == (b.place_code, b.function) and _units_agree(one, other)
    shown = _shown(a), _shown(b)
    if not same:
        return Found("other-body", *shown, weights().differ["body"])
    return Found("same-body", *shown, _told_by_body(a, b) + by_letters(one.folded, other.folded))


def _told_by_body(one: Body, other: Body) -> float:
    """What the same body tells: the more, the narrower its place, and where both say which unit of it."""
    agree = weights().agree
    steps = 0 if one.place_code.endswith("0000") else 1 if one.place_code.endswith("00") else 2
    return agree["body"] + agree["body-level"] * steps + (agree["body-unit"] if one.unit and other.unit else 0.0)


def _shown(body: Body) -> str:
    return f"{body.function} {body.place_code} {body.level}{' ' + body.unit if body.unit else ''}"


def _units_agree(one: OrganisationName, other: OrganisationName) -> bool:
    """Whether neither names a unit, or both the same: each word of the one is answered by the other, in meaning or in sound."""
    units = [None if name.body is None else name.body.unit for name in (one, other)]
    if units[0] == units[1]:
        return True
    if None in units:
        return False
    heard = one.core == other.core or any(a in b or b in a for a in one.sounds for b in other.sounds)
    return _answered(one, other, heard=heard) and _answered(other, one, heard=heard) and set(one.numbers) == set(other.numbers)


def _answered(one: OrganisationName, other: OrganisationName, *, heard: bool) -> bool:
    said = {concept for part in other.parts for concept in (*part.meaning, *part.related)}
    kinds = {part.kind for part in other.parts}
    for part in one.parts:
        if part.kind in _PASSED or "public-security" in part.meaning:
            continue
        if part.kind in ("unit", "school"):
            if kinds.isdisjoint(("unit", "school")):
                return False
        elif not heard if part.kind == "core" else said.isdisjoint({*part.meaning, *part.related}):
            return False
    return True


def brand_on_one_side(one: OrganisationName, other: OrganisationName) -> bool:
    """Whether a short core is a maker's in one name only: the other's place or trade says that it is another firm's."""
    return _other_of_the_name(one, other) or _other_of_the_name(other, one)


def homophone_of_maker(han: OrganisationName, latin: OrganisationName) -> bool:
    """Whether the Latin name is a maker's own, and the Chinese core only sounds like it: 大化 is not 大华, Dahua."""
    if not latin.brands or han.core_keys.isdisjoint(latin.core_keys) or not makers_called(latin.core):
        return False
    return han.brands.isdisjoint(latin.brands) and any(sounds_like(maker, han.core) for maker in latin.brands)


def _other_of_the_name(maker: OrganisationName, other: OrganisationName) -> bool:
    if not maker.brands or other.brands or makers_called(other.core).isdisjoint(maker.brands):
        return False
    return not any(kind_of(trade) == "trade" for trade in set(maker.trades) & set(other.trades))


def compare_places(one: OrganisationName, other: OrganisationName, gazetteer: Gazetteer, *, named: bool) -> Found | None:
    """The places of both names; ``named``: they have a core in common, so that a place that only one of them says is no difference."""
    w, a, b = weights(), one.places, other.places
    if (not a or not b) and (named or a + b in ((), (CHINA,))):
        return None
    shown = "/".join(a), "/".join(b)
    if not a or not b:
        return Found("other-place", *shown, w.differ["place-one-side"])
    organ = _is_organ(one) or _is_organ(other)
    if CHINA in a or CHINA in b:
        if a == b:
            return Found("place", *shown, w.agree["china"])
        if organ:
            return Found("other-place", *shown, w.differ["place-of-body"])
        return None if named else Found("other-place", *shown, w.differ["place-one-side"])
    if not set(a).isdisjoint(b):
        return Found("place", *shown, w.agree["place-open" if organ and _open_within(a, b, gazetteer) else "place-same"])
    if any(same_line(gazetteer, x, y) for x in a for y in b):
        return Found("other-place", *shown, w.differ["place-of-body"]) if organ else Found("place", *shown, w.agree["place-line"])
    public = any(part.kind in ("organ", "school") for part in (*one.parts, *other.parts))
    return Found("other-place", *shown, w.differ["place-of-body" if public else "place"])


def _is_organ(name: OrganisationName) -> bool:
    return any(part.kind == "organ" for part in name.parts)


def _open_within(one: Sequence[str], other: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether one name leaves open which of several places within each other is meant (Aksu: prefecture or city)."""
    return any(len(codes) > 1 and any(gazetteer.is_within(a, b) for a in codes for b in codes if a != b) for codes in (one, other))


def compare_numbers(one: OrganisationName, other: OrganisationName) -> Found | None:
    """The numbers of institutes, factories, brigades."""
    if not one.numbers and not other.numbers:
        return None
    w, a, b = weights(), set(one.numbers), set(other.numbers)
    shown = "/".join(map(str, sorted(a))), "/".join(map(str, sorted(b)))
    if a == b:
        return Found("number", *shown, w.agree["number"])
    if a and b:
        return Found("other-number", *shown, w.differ["number"])
    bodies = all(any(part.kind in FUNCTIONS for part in name.parts) for name in (one, other))
    return Found("other-number", *shown, w.differ["number-of-institute" if bodies else "number-one-side"])


def compare_functions(one: OrganisationName, other: OrganisationName) -> list[Found]:
    """What a body is must agree: a university is no company, a court no bureau, a branch not the whole."""
    if one.function is None and other.function is None and (one.branch is None) == (other.branch is None):
        return []
    w, found = weights().differ, []
    a, b = main_function(one.parts), main_function(other.parts)
    if _branch_differs(one, other):
        found.append(Found("branch", one.branch or "", other.branch or "", w["branch-one-side"]))
    shown = a.text if a else "", b.text if b else ""
    if a is not None and b is not None:
        organs = a.kind == b.kind == "organ"
        agree = not set(a.meaning).isdisjoint(b.meaning) if organs else _agree(a, other.parts) and _agree(b, one.parts)
        return found if agree else [*found, Found("other-function", *shown, w["function"])]
    said = a or b
    if said is not None:
        firm = said.kind in ("organ", "school") and "institute" not in said.meaning
        found.append(Found("other-function", *shown, w["function-one-side" if firm else "unit-one-side"]))
    return found


def _branch_differs(one: OrganisationName, other: OrganisationName) -> bool:
    """A branch on one side only; a unit that the one name's grammar knows may stand in the other as a function of its own."""
    if (one.branch is None) == (other.branch is None):
        return False
    return not any(a.body is not None and sum(part.kind in FUNCTIONS for part in b.parts) > 1 for a, b in ((one, other), (other, one)))


def _agree(said: Part, parts: Sequence[Part]) -> bool:
    meant = {*said.meaning, *said.related}
    return any(not (meant.isdisjoint(part.meaning) and meant.isdisjoint(part.related)) for part in parts if part.kind in FUNCTIONS)

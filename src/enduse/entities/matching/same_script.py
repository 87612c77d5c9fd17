"""Two Chinese names: core, trades, place, number, kind of body, branch. Traditional characters and width are folded before.

Cores are compared as written, not as they sound: 依图 and 依达 are two firms however near, and so are 科华 and 科化.
"""

from __future__ import annotations

from msgspec.structs import replace

from enduse.entities.matching.cross_pair import CORE
from enduse.entities.matching.cross_weights import Found, Weights, by_letters, features_of, score_of, weights
from enduse.entities.matching.particulars import (
    brand_on_one_side,
    compare_bodies,
    compare_functions,
    compare_numbers,
    compare_places,
)
from enduse.language.names import OrganisationName, Part, main_function
from enduse.language.names.folding import fold_han
from enduse.language.names.sounds import rarities, spoken
from enduse.language.places import Gazetteer, reference
from enduse.model.comparison import Feature

_WORDS = frozenset({"trade", "general"})


def same_script_han(one: OrganisationName, other: OrganisationName, gazetteer: Gazetteer | None = None) -> tuple[Feature, ...]:
    """The features of two Chinese names, the strongest first; ``cross_weights.score_of`` makes the score of them."""
    return features_of(weigh_han(one, other, gazetteer or reference()))


def score_han(one: OrganisationName, other: OrganisationName, gazetteer: Gazetteer | None = None) -> float:
    """The score alone, for tables of many pairs; the same whichever name comes first."""
    return score_of(weigh_han(one, other, gazetteer or reference()))


def weigh_han(one: OrganisationName, other: OrganisationName, gazetteer: Gazetteer) -> list[Found]:
    """What agrees and what differs; nothing where a name is masked or generic, or where nothing at all is common."""
    if not (one.comparable and other.comparable):
        return []
    bodies = compare_bodies(one, other)
    if bodies is not None:
        return [bodies]
    w = weights()
    if _bare(one) == _bare(other):
        weight = w.agree["equal" if len(_bare(one)) > 2 else "equal-short"]
        return [Found("equal", one.folded, other.folded, weight + by_letters(one.folded, other.folded))]
    core = _cores(one, other, w)
    if core is None and one.concepts.isdisjoint(other.concepts):
        return []
    named = core is not None and core.weight > 0
    particulars = (compare_places(one, other, gazetteer, named=named), compare_numbers(one, other), *compare_functions(one, other))
    found = [each for each in (core, *particulars) if each is not None]
    found += _words(one, other, w, named=named)
    found += _more_said(one, other, found, w) if named else []
    found += _registered(one, other, found, w) if named else []
    if not named:
        found += _same_kind(one, other, found, w)
    if named and not any(each.kind in ("place", "number", "meaning") for each in found):
        found += _short(one, other, found, w)
    return found


def _bare(name: OrganisationName) -> str:
    """The name without legal form and without the marks of shares, which names of one firm put on and leave out."""
    return "".join(part.text for part in name.parts if part.kind not in ("legal", "filler"))


def _cores(one: OrganisationName, other: OrganisationName, w: Weights) -> Found | None:
    """Equal cores, cores of which one begins or ends with the other, names of one maker; or cores that differ."""
    a, b = one.core, other.core
    if not a or not b:
        return None if a == b else Found("other-core", a, b, w.differ["core-one-side"])
    if a == b:
        told = _told(a, w) + w.agree["core-whole"]
        return Found("core", a, b, told + (w.differ["brand-one-side"] if brand_on_one_side(one, other) else 0.0))
    brands = one.brands & other.brands
    if brands:
        return Found("brand", a, b, w.agree["brand"])
    short, long = sorted((a, b), key=lambda text: (len(text), text))
    if len(short) > 1 and (long.startswith(short) or (len(short) > 2 and long.endswith(short))):
        return Found("part-of-core", a, b, _told(short, w) + (len(long) - len(short)) * w.left["han-core"])
    return Found("other-core", a, b, w.differ["core"])


def _told(core: str, w: Weights) -> float:
    """What equal characters tell: more than equal sound does, by one bit in two syllables."""
    known = rarities()
    heard = spoken(core)
    syllables = heard[0].split() if heard else []
    bit, beyond, most = (w.agree[key] for key in ("bit", "character-beyond-sound", "syllable-most"))
    return sum(min(most, bit * known.get(each, 8.0) + beyond) for each in syllables)


def _words(one: OrganisationName, other: OrganisationName, w: Weights, *, named: bool) -> list[Found]:
    """Trade words: those in common, those that one name leaves out, and those that stand against each other."""
    sides = [[part for part in name.parts if part.kind in _WORDS] for name in (one, other)]
    common = [[part for part in own if _meets(part, others)] for own, others in (sides, sides[::-1])]
    left = [[p for p in own if p not in met and w.weak.isdisjoint(p.meaning)] for own, met in zip(sides, common, strict=True)]
    # A word that one name says twice is answered once, whichever name comes first.
    fewer = min(common, key=lambda parts: (len(parts), [part.text for part in parts]))
    found = [Found("meaning", part.text, part.text, w.agree[part.kind]) for part in fewer]
    against = bool(left[0] and left[1])
    for at, parts in enumerate(left):
        if not parts:
            continue
        shown = " ".join(part.text for part in parts)
        bare = named and not against and not sides[1 - at]
        legal = one.legal is not None and other.legal is not None
        alone = "han-left-of-legal-name" if legal and parts[0].kind == "trade" else "han-left-by-one"
        each = w.left["han-said-only-by-core" if bare else "common" if against or not named else alone]
        kind = ("left-in-chinese", shown, "") if at == 0 else ("left-in-chinese", "", shown)
        found.append(Found(*kind, each * len(parts)))
    return found


def _more_said(one: OrganisationName, other: OrganisationName, found: list[Found], w: Weights) -> list[Found]:
    """What one name says beside all of the other and its own trades: a second core (丽珠集团 华兰生物) or Latin words. At best they are
    possibly the same: of a parent and its subsidiary, of two bodies in one line of a table."""
    said = [(_more(own, others), at) for at, (own, others) in enumerate(((one, other), (other, one)))]
    total = w.start + sum(each.weight for each in found)
    left = [Found("left-in-chinese", *((shown, "") if at == 0 else ("", shown)), w.left["han-core"]) for shown, at in said if shown]
    if left:
        taken = sum(each.weight for each in left)
        first = min(range(len(left)), key=lambda at: left[at].left or left[at].right)  # the same one whichever name comes first
        left[first] = replace(left[first], weight=left[first].weight + min(0.0, w.most_beside() - total - taken))
    return left


def _registered(one: OrganisationName, other: OrganisationName, found: list[Found], w: Weights) -> list[Found]:
    """Two names written out to their legal forms whose trades are worded otherwise: a registered name is unique, so they are of sister
    companies, or one is an earlier name of the other or misspelt. At best possibly the same."""
    if one.legal is None or other.legal is None:
        return []
    said = [[part.text for part in name.parts if part.kind in _WORDS] for name in (one, other)]
    left, right = (" ".join(word for word in own if word not in others) for own, others in (said, said[::-1]))
    over = w.start + sum(each.weight for each in found) - w.most_beside()
    return [Found("registered-names", left, right, -over)] if (left or right) and over > 0 else []


def _more(one: OrganisationName, other: OrganisationName) -> str:
    more = [part.text for part in one.parts if part.kind in CORE and part.text not in one.core and part.text not in other.folded]
    if other.core == one.core or other.core not in one.core or not any(map(str.isspace, one.text)):
        return " ".join(more)
    pieces = [fold_han(piece) for piece in one.text.split()]
    beside = one.core.replace(other.core, " ").split()
    apart = [rest for rest in beside if any(rest in piece and other.core not in piece for piece in pieces)]
    return " ".join([*apart, *more])


def _same_kind(one: OrganisationName, other: OrganisationName, found: list[Found], w: Weights) -> list[Found]:
    """Bodies without a core: the kind in common and, where nothing differs or is left over, that all of each is said by the other."""
    a, b = main_function(one.parts), main_function(other.parts)
    if a is None or b is None or set(a.meaning).isdisjoint(b.meaning):
        return []
    kind = Found("meaning", a.text, b.text, w.agree[a.kind])
    if any(each.weight < 0 for each in found) or not any(each.kind == "place" for each in found):
        return [kind]
    return [kind, Found("complete", one.folded, other.folded, w.agree["complete"])]


def _meets(part: Part, others: list[Part]) -> bool:
    return any(not set(part.meaning).isdisjoint(other.meaning) for other in others)


def _short(one: OrganisationName, other: OrganisationName, found: list[Found], w: Weights) -> list[Found]:
    """A name of one or two characters needs more than the name; a maker known by it does not."""
    if min(len(_bare(one)), len(_bare(other))) > 2 or not one.brands.isdisjoint(other.brands):
        return []
    total = w.start + sum(each.weight for each in found)
    return [Found("short", one.core, other.core, w.most_short() - total)] if total > w.most_short() else []

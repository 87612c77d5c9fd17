"""A Chinese name against a Latin one: which parts of each are answered by the other, and what that adds to the score.

Three bridges carry from one script to the other: sound (pinyin, and for foreign names likeness), meaning (concepts of the dictionaries)
and identity (a brand, a place, a number, a public body). What no bridge reaches counts against, by its kind; what must not differ
(the place and level of a public body, the number of an institute, the branch) decides alone. The weights are in cross_script.yml.
"""

from __future__ import annotations

from enduse.entities.matching.cross_answers import (
    find_abbreviation,
    find_brands,
    find_characters,
    find_letters,
    find_likeness,
    find_meanings,
    find_sounds,
    find_spelling,
)
from enduse.entities.matching.cross_left import cap_beside, cap_short, left_in_han, left_in_latin, note_complete
from enduse.entities.matching.cross_pair import Pair, pinyin_parts
from enduse.entities.matching.cross_weights import Found, features_of, score_of, weights
from enduse.entities.matching.particulars import (
    brand_on_one_side,
    compare_bodies,
    compare_functions,
    compare_numbers,
    compare_places,
    homophone_of_maker,
)
from enduse.language.names import OrganisationName
from enduse.language.places import Gazetteer, reference
from enduse.model.comparison import Feature

_TWO_SYLLABLES = 3
"""Spaces of two syllables with a space around each."""


def cross_script(han: OrganisationName, latin: OrganisationName, gazetteer: Gazetteer | None = None) -> tuple[Feature, ...]:
    """The features of a Chinese and a Latin name, the strongest first; ``score_of`` makes the score of them."""
    return features_of(weigh_cross(han, latin, gazetteer or reference()))


def score_cross(han: OrganisationName, latin: OrganisationName, gazetteer: Gazetteer | None = None) -> float:
    """The score alone, for tables of many pairs."""
    found = weigh_cross(han, latin, gazetteer or reference())
    return score_of(found) if found else 0.0


def weigh_cross(han: OrganisationName, latin: OrganisationName, gazetteer: Gazetteer) -> list[Found]:
    """What agrees, differs and is left over; nothing where a name is masked or generic."""
    if not (han.comparable and latin.comparable):
        return []
    bodies = compare_bodies(han, latin)
    if bodies is not None:
        return [bodies]
    if _plainly_unlike(han, latin):
        return []
    pair = Pair(han, latin, weights())
    find_brands(pair)
    find_sounds(pair)
    find_letters(pair)
    find_meanings(pair)
    find_likeness(pair)
    if not pair.found and not (han.places and latin.places and not han.concepts):
        return []
    pair.pinyin = pinyin_parts(latin)
    _particulars(pair, gazetteer)
    if brand_on_one_side(han, latin) and not any(each.kind == "other-brand" for each in pair.found):
        pair.add("other-brand", han.folded, latin.folded, pair.w.differ["brand-one-side"])
    if homophone_of_maker(han, latin):
        pair.add("other-brand", han.core, latin.core, pair.w.differ["homophone-of-maker"])
    find_characters(pair)
    find_spelling(pair)
    note_complete(pair, left_in_han(pair) + left_in_latin(pair))
    cap_beside(pair)
    cap_short(pair)
    return pair.found


def _plainly_unlike(han: OrganisationName, latin: OrganisationName) -> bool:
    """Whether no bridge can lead from one to the other: half of all pairs that blocking proposes."""
    if han.rendering or han.script == "mixed" or not han.concepts.isdisjoint(latin.concepts):
        return False
    for spaced in latin.sounds:
        if spaced.count(" ") < _TWO_SYLLABLES:
            break
        for reading in han.sounds:
            if spaced in reading:
                return False
    if han.places and latin.places and not han.concepts:
        return False
    return not (han.brands and latin.brands)


def _particulars(pair: Pair, gazetteer: Gazetteer) -> None:
    if not pair.han.places and pair.latin.places:
        find_abbreviation(pair, gazetteer)
    for each in (
        compare_places(pair.han, pair.latin, gazetteer, named=pair.core_syllables > 0),
        compare_numbers(pair.han, pair.latin),
        *compare_functions(pair.han, pair.latin),
    ):
        if each is not None:
            pair.found.append(each)
            if each.weight > 0 and each.weight != pair.w.agree["china"]:
                pair.beside += each.weight

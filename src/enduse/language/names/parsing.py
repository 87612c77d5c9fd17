"""Reading a name: fold, take apart, name the parts, make the keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from enduse.language import bodies
from enduse.language.bodies import Body
from enduse.language.names.brands import brands_of
from enduse.language.names.folding import fold_han, fold_latin, script_of
from enduse.language.names.han import han_parts, without_marks
from enduse.language.names.latin import latin_parts
from enduse.language.names.likeness import is_rendering
from enduse.language.names.organisation import OrganisationName, Part
from enduse.language.names.placeholders import stands_for_none
from enduse.language.names.places import CHINA, PlaceWords, place_words, same_line
from enduse.language.names.sounds import as_pinyin, spoken
from enduse.language.places import Gazetteer

_CORE = frozenset({"core", "plain", "direction", "maker"})
_OWN = frozenset({"core", "maker"})
_PARENTS = frozenset({"people-government", "state-council-organ"})
"""Organs that stand in a name as what the body belongs to."""
_FUNCTIONS = frozenset({"organ", "school", "unit"})
_SPOKEN = frozenset({"core", "plain", "county", "maker"})
_NATIONAL = re.compile(
    r"部$|总署$|总局$|最高人民|^国家|国务院|^general administration\b"
    r"|\b(?:ministry|national|supreme|state (?:administration|council|\w+ administration))\b"
)
"""Words of organs of the state as a whole, which name no place."""
_PLACES = frozenset({"place", "county"})
_TRADES = frozenset({"trade", "general"})
_SAID = _FUNCTIONS | {"trade"}
_NO_CONCEPT = frozenset({"place", "county", "number", "legal", "filler"})
_POLICE_ZH, _POLICE_EN = ("公安", "警察学院", "政法委"), ("police", "public security", "political and legal")
_ACRONYM = re.compile(r"(?<=\w )\([A-Z][A-Z&. -]{2,9}\)")
"""An abbreviation in brackets says again what stands before it."""
_ORDINARY = frozenset({"人民", "people", "peoples", "中心", "central"})
"""What stands for a core in names that every town has: People's Hospital."""
_RANKS = "市县区省州本我该各级"
"""Signs that stand before a body of no named place: 市公安局, 本局."""
_LONG_WORD = 6
"""Characters of a single word that still tells a name apart: 电子科技大学."""
_LONGEST = 400
"""Characters of a name that are read; what is longer is no name but a sentence, and only its beginning is."""


def parse(name: str, gazetteer: Gazetteer | None = None) -> OrganisationName:
    """Take a name apart; never raises. ``gazetteer`` holds the places it may name, the divisions of China by default.

    >>> parse("杭州海康威视数字技术股份有限公司").core, parse("Hangzhou Hikvision Digital Technology Co., Ltd.").core
    ('海康威视', 'hikvision')
    """
    text = name[:_LONGEST]
    script = script_of(text)
    places = place_words(gazetteer)
    if script in ("han", "mixed"):
        folded = without_marks(fold_han(text))
        parts = han_parts(folded, places)
    else:
        folded = fold_latin(_ACRONYM.sub(" ", text) if "(" in text else text) or fold_latin(text) or fold_han(text)
        parts = latin_parts(folded.split(), places)
    return _assembled(name, folded, script, parts, places)


def _assembled(name: str, folded: str, script: str, parts: tuple[Part, ...], places: PlaceWords) -> OrganisationName:
    han = script in ("han", "mixed")
    kinds = {part.kind for part in parts}  # most names have few; what follows is asked for only where there is such a part
    body = _body(name, folded, places.gazetteer, han=han)
    main = None if _FUNCTIONS.isdisjoint(kinds) else main_function(parts)
    function = body.function if body is not None else main.meaning[0] if main is not None else None
    first_core = [part.text for part in _first_core(parts)]
    core = ("" if han else " ").join(first_core)
    legal = [part.meaning[0] for part in parts if part.kind == "legal"] if "legal" in kinds else []
    named = (body.place_code,) if body is not None else () if _PLACES.isdisjoint(kinds) else _places(parts, places)
    if not named and main is not None and main.kind == "organ" and _is_national(main, folded):
        named = (CHINA,)
    if body is None and not han and main is not None and main.kind == "organ":
        named = _places_of_organ(parts, named, places)
    sounds, spans = _sounds(parts, han=han)
    concepts = frozenset([concept for part in parts if part.kind not in _NO_CONCEPT for concept in part.meaning + part.related])
    brands = brands_of(("" if han else " ").join([part.text for part in parts if part.kind != "legal"]), core, named, concepts)
    numbers = [int(part.meaning[0]) for part in parts if part.kind == "number"] if "number" in kinds else ()
    return OrganisationName(
        text=name,
        folded=folded,
        script=script,
        places=named,
        core=core,
        core_keys=_keys(parts, first_core, core, han=han) | brands,
        brands=brands,
        sounds=sounds,
        spans=spans,
        concepts=concepts,
        trades=tuple(dict.fromkeys([concept for part in parts if part.kind in _TRADES for concept in part.meaning])),
        legal=legal[-1] if legal else None,
        numbers=tuple(dict.fromkeys(numbers)),
        body=body,
        function=function,
        rendering=han and is_rendering("".join([part.text for part in parts if part.kind == "core"])),
        branch=body.unit if body is not None else _branch(parts, han=han) if "branch" in kinds else None,
        masked=stands_for_none(name, folded),
        generic=_is_generic(name, folded, parts, core, body, main),
        parts=parts,
    )


def main_function(parts: Sequence[Part]) -> Part | None:
    """The part that says what a body is: the last organ but the government it belongs to, else the last school or unit."""
    said = [part for part in parts if part.kind in _FUNCTIONS]
    organs = [part for part in said if part.kind == "organ"]
    own = [part for part in organs if part.meaning[0] not in _PARENTS] or organs or said
    return own[-1] if own else None


def _places_of_organ(parts: Sequence[Part], named: tuple[str, ...], places: PlaceWords) -> tuple[str, ...]:
    """All places a bare English name may mean: of ``Aksu`` the prefecture and the city. A prefecture that is itself a city comes first."""
    said = [part.text for part in parts if part.kind == "place" and part.meaning == named]
    codes = places.gazetteer.read_english(said[-1]) if said else ()
    cities = tuple(code for code in codes if _is_city(places.gazetteer, code))
    return cities or codes or named


def _is_city(gazetteer: Gazetteer, code: str) -> bool:
    place = gazetteer.place(code)
    return place is not None and place.level in ("province", "prefecture") and any(name.endswith("市") for name in place.names)


def _is_national(organ: Part, folded: str) -> bool:
    return _NATIONAL.search(organ.text) is not None or _NATIONAL.search(folded) is not None


def _body(name: str, folded: str, gazetteer: Gazetteer, *, han: bool) -> Body | None:
    if not any(word in folded for word in (_POLICE_ZH if han else _POLICE_EN)):
        return None
    return bodies.parse(name, gazetteer).body


def _first_core(parts: Sequence[Part]) -> list[Part]:
    """The first run of core and plain words that holds a core word, or the first run of plain ones."""
    first: list[Part] = []
    run: list[Part] = []
    for part in (*parts, None):
        if part is not None and part.kind in _CORE:
            run.append(part)
            continue
        if any(each.kind in _OWN for each in run):
            return run
        first, run = first or run, []
    return first


def _places(parts: Sequence[Part], places: PlaceWords) -> tuple[str, ...]:
    """The codes of the lowest place of the chain the name gives; a place outside the chain stands beside it."""
    codes: tuple[str, ...] = ()
    for part in parts:
        if part.kind not in _PLACES:
            continue
        within = tuple(c for c in part.meaning if not codes or any(same_line(places.gazetteer, c, up) for up in codes))
        if not codes or codes == (CHINA,):
            codes = part.meaning
        elif within and within != (CHINA,):
            lower = tuple(c for c in within if any(places.gazetteer.is_within(c, up) for up in codes))
            codes = lower or codes
    return codes


def _sounds(parts: Sequence[Part], *, han: bool) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    if han:
        text = "".join(part.text for part in parts if part.kind != "legal")
        return spoken(text), ()
    found: list[tuple[str, tuple[int, int]]] = []
    divided = [as_pinyin(part.text) if part.kind in _SPOKEN else () for part in parts]
    if not any(divided):
        return (), ()
    for start in range(len(parts)):
        for end in range(start + 1, min(start + 6, len(parts)) + 1):
            if not divided[end - 1]:
                break
            for choice in product(*divided[start:end]):
                spaced = " " + " ".join(piece.strip() for piece in choice) + " "
                found.append((spaced, (start, end)))
            if len(found) > 24:
                break
    found.sort(key=lambda sound: (-sound[0].count(" "), sound[1]))
    return tuple(spaced for spaced, _ in found), tuple(span for _, span in found)


def _keys(parts: Sequence[Part], words: Sequence[str], core: str, *, han: bool) -> frozenset[str]:
    if han:
        own = (spaced.replace(" ", "") for spaced in spoken(core))
        return frozenset(key for key in own if len(key) > 3)
    said = ["".join(words), *[part.text for part in parts if part.kind == "core"]]
    return frozenset([key.replace("lyu", "lv") for key in said if len(key) > 3])


def _branch(parts: Sequence[Part], *, han: bool) -> str:
    """What stands from the legal form or public body to the end, where a branch is named there; in English also before it."""
    at = next(at for at, part in enumerate(parts) if part.kind == "branch")
    if han:
        ends = [i for i in range(at) if parts[i].kind in ("legal", "organ", "general")]
        return "".join(part.text for part in parts[(ends[-1] + 1 if ends else at) :])
    before = parts[at - 1 : at] if at and parts[at - 1].kind in ("place", "core") else ()
    return " ".join(part.text for part in (*before, parts[at]))


def _is_generic(name: str, folded: str, parts: Sequence[Part], core: str, body: Body | None, main: Part | None) -> bool:
    """Whether nothing tells the name apart from others of its kind."""
    if body is not None or (main is None and core.strip(_RANKS).strip()):
        return False
    if any(part.kind == "place" and "659000" in part.meaning for part in parts):
        return False
    if main is not None and main.kind == "organ" and _is_national(main, folded):
        return False
    if not folded or ((main is None or main.kind == "organ") and not core.strip(_RANKS) and bodies.is_generic(name)):
        return True
    said = [part for part in parts if part.kind in _SAID]
    placed = [part for part in parts if part.kind in _PLACES]
    if main is not None and core in _ORDINARY and len(said) < 2 and not placed:
        return True
    if core.strip() or any(part.kind == "number" for part in parts):
        return False
    if any(part.meaning != (CHINA,) for part in placed):
        return not said and not any(part.kind == "general" for part in parts)
    whole = any(part.kind == "place" or "national" in part.meaning for part in parts)
    return len(said) < (1 if whole else 2) and sum(len(part.text) for part in said) < _LONG_WORD

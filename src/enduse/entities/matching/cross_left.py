"""What is left over of a Chinese and a Latin name, and what it says that nothing is."""

from __future__ import annotations

from enduse.entities.matching.cross_pair import CORE, FUNCTIONS, NAMED, PLAIN, Pair
from enduse.entities.matching.cross_weights import Found, by_letters, weights
from enduse.language.names.places import CHINA
from enduse.language.names.words import also

_UNCOUNTED = FUNCTIONS | {"place", "county", "number", "legal", "branch", "filler"}
"""Kinds with rules of their own; what is left of them counts nowhere else."""
_SECOND = frozenset({"core", "maker"})
"""Kinds of parts that behind the trades of a name are another name."""
_LONG_WORD = 6
"""Characters of one Chinese word that tells as much as two: 国防科技大学."""


_TOLD = 1.5
"""How much names that answer each other word by word must tell (``_tells``) before that counts."""


def left_in_han(pair: Pair) -> int:
    """Count against the pair what no Latin word answers; returns how many words that tell something are left."""
    left, at, core, open_ = pair.w.left, 0, 0, 0
    total, words = 0.0, []
    named = pair.core_syllables > 0
    bare = pair.latin.legal is None and all(part.kind in CORE for part in pair.latin.parts)
    for part in pair.han.parts:
        if part.kind == "legal":
            continue
        size = len(part.text)
        bits = (pair.taken >> at) & ((1 << size) - 1)
        at += size
        if part.kind in _UNCOUNTED or (part.kind != "core" and bits):
            continue
        if part.kind == "core":
            missing = size - bits.bit_count()
            core += missing
            if not missing:
                continue
            open_ += 1
        elif part.kind in ("trade", "general") and bare:
            total += left["han-said-only-by-core"]
        elif (not pair.w.weak.isdisjoint(part.meaning) and (pair.han.legal is not None or not named)) or (
            pair.branded and not pair.branded.isdisjoint(part.meaning)
        ):
            total += left["han-weak"]
        elif not named or (pair.branded and part.kind == "trade"):
            total += left["common"]
            open_ += 1
        elif part.kind == "general" and pair.han.legal is not None:
            total += left["han-general-of-legal-name"]
        else:
            total += left["han-plain" if part.kind in PLAIN else f"han-{part.kind}"]
            open_ += 1
        words.append(part.text)
    spare = (
        core
        and named
        and any(
            part.kind in ("core", "trade") and not pair.used >> index & 1 and index not in pair.pinyin
            for index, part in enumerate(pair.latin.parts)
        )
    )
    total += max(core * left["han-core-behind" if spare else "han-core"], left["han-core-most"])
    if words:
        pair.add("left-in-chinese", " ".join(words), "", total)
    return open_


def left_in_latin(pair: Pair) -> int:
    """The same for what no Chinese part answers."""
    left, total, words, core, open_ = pair.w.left, 0.0, [], 0.0, 0
    pinyin, named = pair.pinyin, pair.core_syllables > 0
    for index, part in enumerate(pair.latin.parts):
        if pair.used >> index & 1 or (part.kind in _UNCOUNTED and part.kind not in ("place", "county")):
            continue
        if part.kind in ("place", "county"):
            if not pair.han.places:
                total += left[f"latin-{part.kind}"]
                open_ += part.meaning != (CHINA,)
            continue
        words.append(part.text)
        if part.kind == "core":
            behind = named and pair.used & ((1 << index) - 1)
            foreign = "latin-foreign-behind" if behind else "latin-foreign"
            core += left["latin-letters" if len(part.text) < 3 else "latin-pinyin" if index in pinyin else foreign]
        elif not pair.w.weak.isdisjoint(part.meaning) or (pair.branded and not pair.branded.isdisjoint(part.meaning)):
            total += left["latin-weak"]
            continue
        elif not named and pair.beside and not pair.w.kin.isdisjoint(part.meaning) and any(_is_trade(each) for each in pair.found):
            total += left["kin"]
            continue
        elif not named or (pair.branded and part.kind == "trade"):
            total += left["common"]
        else:
            total += left["latin-plain" if part.kind in PLAIN else f"latin-{part.kind}"]
        open_ += part.kind != "general" or not named
    total += max(core, left["latin-most"])
    if total:
        pair.add("left-in-latin", "", " ".join(words), total)
    return open_


def note_complete(pair: Pair, open_words: int) -> None:
    """Every word answered on both sides: for names made of common words this is what tells them apart."""
    if open_words or any(each.weight <= -2.0 for each in pair.found if each.kind.startswith(("other", "branch"))):
        return
    told = sum(_tells(pair, each) for each in pair.found)
    if all(part.kind == "place" for part in (*pair.han.parts, *pair.latin.parts)):
        told = 2.0
    sound = any(each.kind in NAMED for each in pair.found)
    near = _near_school(pair)
    told += 0.5 if near else 0.0
    if told < _TOLD:
        return
    weight = pair.w.agree["complete-core" if sound else "complete-near" if near else "complete"]
    pair.add("complete", pair.han.folded, pair.latin.folded, weight + by_letters(pair.han.folded, pair.latin.folded))


def _near_school(pair: Pair) -> bool:
    """Whether they are two special kinds of school whose words stand for each other; a university beside one of technology says less."""
    near = {(each.left, each.right) for each in pair.found if each.kind == "near-meaning"}
    return any(
        (one.text, other.text) in near and any(also().get(kind) for kind in {*one.related, *other.related} & {*one.meaning, *other.meaning})
        for one in pair.han.parts
        for other in pair.latin.parts
        if one.kind == other.kind == "school"
    )


def _is_trade(found: Found) -> bool:
    return found.kind == "meaning" and found.weight == weights().agree["trade"]


def _tells(pair: Pair, found: Found) -> float:
    """How much a feature tells apart, in words: China and a general word half, an uncertain place nothing."""
    agree = pair.w.agree
    if found.kind in NAMED:
        return 2.0
    if found.kind == "meaning":
        if found.weight == agree["maker"] or len(found.left) >= _LONG_WORD:
            return 2.0
        return 0.5 if found.weight <= agree["general"] and found.weight != agree["unit"] else 1.0
    if found.kind == "place":
        return 0.5 if found.weight == agree["china"] else 0.0 if found.weight == agree["place-open"] else 1.0
    return float(found.kind == "number")


def cap_beside(pair: Pair) -> None:
    """At best possibly the same: a Chinese name with a second core that nothing answers; a sound alone in a Latin name that says another
    word, which is no Chinese one, and no legal form, as a name in full would."""
    total, most = pair.w.start + sum(each.weight for each in pair.found), pair.w.most_beside()
    if total <= most:
        return
    if more := _second_cores(pair):
        pair.add("left-in-chinese", more, "", most - total)
    elif not (pair.beside or pair.branded or pair.latin.legal) and (more := _foreign_words(pair)):
        pair.add("left-in-latin", "", more, most - total)


def _second_cores(pair: Pair) -> str:
    at, more = 0, []
    for part in pair.han.parts:
        if part.kind == "legal":
            continue
        size = len(part.text)
        if part.kind in _SECOND and part.text not in pair.han.core and not (pair.taken >> at) & ((1 << size) - 1):
            more.append(part.text)
        at += size
    return " ".join(more)


def _foreign_words(pair: Pair) -> str:
    parts = enumerate(pair.latin.parts)
    open_ = [part.text for at, part in parts if part.kind == "core" and not pair.used >> at & 1 and at not in pair.pinyin]
    return " ".join(text for text in open_ if len(text) > 2)


def cap_short(pair: Pair) -> None:
    """A name of one or two characters needs more than the name: place, trade or number beside it."""
    if pair.beside or pair.branded or sum(len(part.text) for part in pair.han.parts if part.kind != "legal") > 2:
        return
    total = pair.w.start + sum(each.weight for each in pair.found)
    most = pair.w.most_short()
    if total > most:
        pair.add("short", pair.han.core, pair.latin.core, most - total)

"""Spellings: a brand that reads like a known one, by one sign or by signs drawn alike."""

from __future__ import annotations

from collections.abc import Iterable

from enduse.screening.inventory.model_grammar import fold_brand
from enduse.screening.inventory.tables import makers


def reads_like(brand: str, known: Iterable[str]) -> str:
    """The one of the folded names ``known`` that a brand reads like; empty where none or several.

    >>> reads_like("H1KVISI0N", ["hikvision", "dahua"]), reads_like("Dahau", ["hikvision", "dahua"]), reads_like("Sony", ["hikvision"])
    ('hikvision', 'dahua', '')
    """
    rule = makers().look_alike
    folded = fold_brand(brand)
    plain = "".join(rule.drawn_alike.get(sign, sign) for sign in folded)
    if len(folded) < rule.shortest:
        return ""
    near = sorted({name for name in known if len(name) >= rule.shortest and name != folded and (plain == name or one_apart(folded, name))})
    return near[0] if len(near) == 1 else ""


def one_apart(left: str, right: str) -> bool:
    """Whether one sign is left out, put in or changed, or two neighbours are swapped.

    >>> one_apart("hikvison", "hikvision"), one_apart("dahau", "dahua"), one_apart("lorex", "rolex")
    (True, True, False)
    """
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])

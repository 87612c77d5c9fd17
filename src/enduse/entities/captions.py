"""Captions: which of an entity's names is shown, and by which a Chinese sentence calls it."""

from __future__ import annotations

from collections.abc import Sequence

from enduse.entities.mentions import ORGANISATION, TITLE_PROPERTIES, Mention
from enduse.language.places.ranks import is_chinese
from enduse.language.written_in import written_in

_CHINESE_NAMES = ("name", "legalName", "alias")
"""Where a Chinese name is looked for, best first; a former name is never the one by which a body is called."""


def caption(preferred: Sequence[Mention]) -> str:
    """The name to show: of the first mention that has one, in English where it has an English one."""
    for mention in preferred:
        for name in TITLE_PROPERTIES:
            facts = mention.facts.get(name, [])
            if facts:
                return min(facts, key=lambda f: (f.lang != "en", is_chinese(f.value), f.value)).value
    return preferred[0].id


def chinese_caption(preferred: Sequence[Mention]) -> str:
    """The name of an organisation in Chinese, or nothing: the longest of the first mention that has one, for short forms name several."""
    for name in _CHINESE_NAMES:
        for mention in preferred if preferred[0].family == ORGANISATION else ():
            found = [fact.value for fact in mention.facts.get(name, []) if fact.lang in (None, "zh") and written_in(fact.value) == "zh"]
            if found:
                return max(found, key=lambda value: (len(value), value))
    return ""

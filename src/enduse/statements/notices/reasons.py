"""Why only one source can deliver: the reason of a single-source notice may say the brand whose consumables alone fit."""

from __future__ import annotations

import re
from functools import lru_cache

from enduse.statements.notices.dictionary import load
from enduse.statements.notices.parts import Outline
from enduse.statements.notices.passage import Span

_OFTEN = 3
"""How often the word must stand in the notice: before what only fits, and before the device it fits."""


def brand_of_reason(found: Outline) -> Span | None:
    """The one brand of which a sentence says that only its own goods fit (``该仪器仅能使用某牌配套试剂``); None where two are said.

    The word must stand elsewhere in the notice too, before the device that takes them.
    """
    text = found.page.text
    if "配套" not in text and "专用" not in text:
        return None
    said = {match["brand"]: match for match in _only().finditer(text)}
    if len(said) != 1:
        return None
    ((brand, match),) = said.items()
    return found.page.folded(*match.span("brand")).whole() if text.count(brand) >= _OFTEN else None


@lru_cache(maxsize=1)
def _only() -> re.Pattern[str]:
    return re.compile(load("counted")["only-brand"])

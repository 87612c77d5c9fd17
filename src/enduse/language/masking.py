"""Whether a value was masked or left out by whoever published it, and the reason to give instead of a value."""

from __future__ import annotations

import re
from functools import lru_cache

from enduse.language.scripts import fold

_MASK = re.compile(r"\*{2,}|[x×]{3,}|[Xx]{4,}|\(略\)|\[redacted|█|■{2,}|□{2,}|某{2,}|_{3,}|^\*$", re.IGNORECASE)
_MISSING = re.compile(
    r"[/\\\-—–―一_.。、]*|无|没有|暂无|空|n/?a|null|none|\(空\)|(?:具体)?(?:详见|见|参见|详情见|按)(?!证).{0,40}|.{0,10}(?:详见|见附件|见正文).{0,30}"
    r"|附件|如附件|以.{1,12}为准|\(盖章\)|\[?\(?盖章\)?\]?|待定|另行通知",
    re.IGNORECASE,
)
_LONGEST_WORD = 4
"""Letters of ASCII words that state nothing (``null``)."""


@lru_cache(maxsize=8192)
def absence(text: str) -> str | None:
    """Why ``text`` states no value: ``empty``, ``missing`` (``/``, ``无``, ``详见附件``) or ``masked``; None where it states one.

    >>> absence("详见附件"), absence("****公司"), absence("某局") is None
    ('missing', 'masked', True)
    """
    if _is_plain(text):
        return None
    folded = fold(text).text.strip()
    if not folded:
        return "empty"
    if _MASK.search(folded):
        return "masked"
    return "missing" if _MISSING.fullmatch(folded) else None


def _is_plain(text: str) -> bool:
    """Whether a text of ASCII states a value for sure, as most names do: more than the longest word for nothing, and no sign that masks."""
    if not (text.isascii() and text.isprintable() and len(text.strip()) > _LONGEST_WORD and any(map(str.isalnum, text))):
        return False
    lowered = text.lower()
    return not ("**" in lowered or "xxx" in lowered or "___" in lowered or "[redacted" in lowered)

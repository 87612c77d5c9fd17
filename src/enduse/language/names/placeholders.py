"""Names that hide a name or stand for none: they equal no other, not even one written the same."""

from __future__ import annotations

import re

from enduse.language.masking import absence

_HIDING = re.compile(r"某|\*|(?<![a-z])x{2,}(?![a-z])|保密|未公开|匿名|若干")
_INSTEAD = re.compile(
    r"(?:company|vendor|supplier|bidder) [a-z]|[甲乙丙丁a-z]公司"
    r"|(?:unknown|unnamed|undisclosed|unspecified|confidential|redacted|anonymous|various|none|tbd|n a)(?: .*)?"
    r"|not (?:known|disclosed|stated|available)(?: .*)?"
)


def stands_for_none(name: str, folded: str) -> bool:
    """Whether a name hides the name or stands for none (``****``, ``某公司``, ``Unnamed company``, ``甲公司``).

    >>> stands_for_none("某公司", "某公司"), stands_for_none("Unknown", "unknown"), stands_for_none("甲骨文", "甲骨文")
    (True, True, False)
    """
    plain = folded.isascii() and "*" not in folded and "xx" not in folded  # no need to look for what hides a name
    return absence(name) is not None or (not plain and _HIDING.search(folded) is not None) or _INSTEAD.fullmatch(folded) is not None

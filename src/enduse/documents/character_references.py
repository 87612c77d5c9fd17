"""Character references of markup (``&nbsp;``, ``&#20013;``): how they are written and what they stand for."""

from __future__ import annotations

import html
import re
from functools import lru_cache

ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


@lru_cache(maxsize=1024)
def decoded(reference: str) -> str:
    """What one character reference stands for; itself where it is none. Pages use few of them, again and again."""
    return html.unescape(reference)


def entities(text: str) -> str:
    """Text with its character references decoded."""
    return ENTITY.sub(lambda match: decoded(match[0]), text) if "&" in text else text

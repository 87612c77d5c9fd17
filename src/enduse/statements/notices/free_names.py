"""Names of organisations that stand free in a document: with signs or spaces on both sides there is no doubt where they begin and end."""

from __future__ import annotations

import re
from functools import lru_cache

from enduse.statements.notices.dictionary import load
from enduse.statements.notices.passage import Page


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    ends = load("organisations")["glued-ends"]
    name = r"[\u4e00-\u9fff](?:[\u4e00-\u9fffA-Za-z0-9·]|\([\u4e00-\u9fff]{2,8}\)){2,38}?"
    return re.compile(rf"(?<![\u4e00-\u9fffA-Za-z0-9·)])({name}(?:{ends}))(?![\u4e00-\u9fffA-Za-z])")


def free_names(page: Page) -> frozenset[str]:
    """The names, folded."""
    return frozenset(match[1] for match in _pattern().finditer(page.text))

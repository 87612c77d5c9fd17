"""Values of statements that stand on a page outside every claim: what a template must not be able to print."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CJK = re.compile("[\u3400-\u9fff]")
LEAST, LEAST_CJK = 12, 4
"""Characters from which a value is found inside other text; shorter ones are words anyone may use."""
_KEY = 4


class LooseValues:
    """Finds known values inside text, by their first characters."""

    def __init__(self) -> None:
        self._by_start: dict[str, set[str]] = {}

    def add(self, *values: str) -> None:
        """Remember values that are long enough to be told from common words."""
        for value in values:
            plain = " ".join(value.split())
            if len(plain) >= (LEAST_CJK if _CJK.search(plain) else LEAST) and (" " in plain or _CJK.search(plain) or len(plain) >= 20):
                self._by_start.setdefault(plain[:_KEY], set()).add(plain)

    def inside(self, text: str) -> Iterator[str]:
        """Every remembered value that stands in the text."""
        for at in range(max(0, len(text) - _KEY + 1)):
            for value in sorted(self._by_start.get(text[at : at + _KEY], ())):
                if text.startswith(value, at):
                    yield value

"""The part of our stylesheets that one page needs: rules of classes that it has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

_COMMENT = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_EXCEPT = re.compile(r":not\([^()]*\)")
_INSIDE = re.compile(r"\([^()]*,")
Rule = tuple[str, str]
"""What stands before the braces, and what inside."""


def style_for(style: str, classes: Collection[str]) -> str:
    """The style without comments, and without rules that only hold for classes other than these."""
    return "".join(_kept(_COMMENT.sub("", style), frozenset(classes)))


def _kept(style: str, classes: frozenset[str]) -> Iterator[str]:
    for before, inside in _rules(style):
        if before.startswith(("@media", "@supports")):
            if within := "".join(_kept(inside, classes)):
                yield f"{before}{{{within}}}"
        elif before.startswith("@") or _INSIDE.search(before):
            yield f"{before}{{{inside}}}"
        elif held := [each for each in before.split(",") if classes.issuperset(_CLASS.findall(_EXCEPT.sub("", each)))]:
            yield f"{','.join(held)}{{{inside}}}"


@cache
def _rules(style: str) -> tuple[Rule, ...]:
    """The outermost rules, in their order."""
    found: list[Rule] = []
    at = depth = 0
    opened = 0
    for match in re.finditer(r"[{}]", style):
        if match[0] == "{":
            opened = opened if depth else match.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                found.append((style[at:opened].strip(), style[opened + 1 : match.start()]))
                at = match.end()
    return tuple(found)

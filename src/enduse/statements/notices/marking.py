"""A text with the passages marked that its values rest on, for a person to compare the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text between two borders: whether it is ``within`` a passage, how many passages begin with it, and for each passage
    that ends with it the paths that rest on it, the last begun first."""

    text: str
    within: bool = False
    begins: int = 0
    ends: tuple[tuple[str, ...], ...] = ()


def pieces(text: str, evidence: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Piece]:
    """Cut ``text`` at every border of a passage. ``evidence``: path to passages with ``start`` and ``end``; they may overlap.

    The pieces joined are the text.
    """
    passages: dict[tuple[int, int], list[str]] = {}
    for name, listed in sorted(evidence.items()):
        for found in listed:
            passages.setdefault((found["start"], found["end"]), []).append(name)
    borders = sorted({0, len(text)} | {at for passage in passages for at in passage})
    ordered = sorted(passages, key=lambda passage: (passage[0], -passage[1]))
    cut, still_open, following = [], list[tuple[int, int]](), 0
    for start, end in pairwise(borders):
        begun = following
        while following < len(ordered) and ordered[following][0] <= start:
            still_open.append(ordered[following])
            following += 1
        ends = tuple(tuple(passages[passage]) for passage in reversed(still_open) if passage[1] == end)
        cut.append(Piece(text[start:end], bool(still_open), following - begun, ends))
        still_open = [passage for passage in still_open if passage[1] > end]
    return cut

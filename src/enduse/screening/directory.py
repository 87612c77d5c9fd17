"""The directory of an index: every name of every body in one text, for those who look rather than ask about a name."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from enduse.language.scripts import fold_name

EQUAL, BEGINS, HOLDS = range(3)
"""How a name has the words looked for, the nearest first."""
SHORTEST = 3
"""Latin letters of a word that is looked for inside names: fewer are in most of them."""


@dataclass(frozen=True, slots=True)
class Directory:
    """``text`` holds a folded name a line, ``starts`` where each line begins, ``bodies`` the bodies of each line."""

    text: str
    starts: array[int]
    bodies: tuple[tuple[str, ...], ...]
    everyone: tuple[str, ...] = field(default=())
    """All bodies, by caption."""

    @classmethod
    def of(cls, names: Iterable[tuple[str, tuple[str, ...]]], everyone: tuple[str, ...]) -> Directory:
        """``names``: folded names with the bodies that have them, sorted."""
        lines, starts, bodies, at = [], array("I"), [], 1
        for name, having in names:
            lines.append(name)
            starts.append(at)
            bodies.append(having)
            at += len(name) + 1
        return cls("\n" + "\n".join(lines) + "\n", starts, tuple(bodies), everyone)

    def look(self, words: str) -> list[str]:
        """The bodies of which a name holds all the words: those of which one is equal first, then those of which one begins with them,
        the shorter name first. Of one or two Latin letters only names that begin with them count. All bodies for no words."""
        asked = fold_name(words)
        if not asked:
            return [] if words.strip() else list(self.everyone)
        found: dict[str, tuple[int, int, str]] = {}
        for line, name in self._lines(asked):
            near = EQUAL if name == asked else BEGINS if name.startswith(asked) else HOLDS
            for body in self.bodies[line]:
                rank = (near, len(name), body)
                if body not in found or rank < found[body]:
                    found[body] = rank
        return [body for _, _, body in sorted(found.values())]

    def _lines(self, asked: str) -> Iterator[tuple[int, str]]:
        """The lines that hold every word, with their names."""
        parts = asked.split(" ")
        longest = max(parts, key=len)
        if len(longest) < SHORTEST and longest.isascii():
            parts, longest = [asked], "\n" + asked  # every line begins after the end of one
        at = self.text.find(longest)
        while at >= 0:
            line = bisect_right(self.starts, at + (longest[0] == "\n")) - 1
            end = self.text.index("\n", at + 1)
            name = self.text[self.starts[line] : end]
            if all(part in name for part in parts):
                yield line, name
            at = self.text.find(longest, end)

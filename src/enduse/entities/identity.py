"""Identity: joining mentions under constraints that no rule may break.

Links are taken in the order of their rank and ids, so that the outcome is a function of the set of links, not of the order they came in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from enduse.model.issue import Issue

JUDGEMENT, IDENTIFIER, SAME_AS, NAME = range(4)
"""Ranks of links: what joins first."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A reason to take two mentions for one body; ``left`` comes before ``right`` in the order of ids."""

    rank: int
    left: str
    right: str
    reason: str

    @classmethod
    def between(cls, rank: int, a: str, b: str, reason: str) -> Link:
        """A link with its ends in order."""
        return cls(rank, min(a, b), max(a, b), reason)


class Clusters:
    """Mentions joined so far. A pair that is ``apart`` never ends up in one cluster, whatever lies between them."""

    def __init__(self, mentions: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._root = {mention: mention for mention in mentions}
        self._members = {mention: [mention] for mention in self._root}
        self._apart: dict[str, set[str]] = {}
        self._joined: list[Link] = []
        self.keep_apart(apart)

    def keep_apart(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forbid more pairs; those already joined stay joined."""
        for left, right in pairs:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def root(self, mention: str) -> str:
        """The mention that stands for its cluster."""
        return self._root[mention]

    def members(self, mention: str) -> list[str]:
        """The cluster of a mention, sorted."""
        return sorted(self._members[self._root[mention]])

    def join(self, link: Link) -> tuple[str, str] | None:
        """Join the ends of a link; returns the pair that forbids it, or nothing."""
        left, right = self._root[link.left], self._root[link.right]
        if left == right:
            return None
        if forbidden := self._forbidden(left, right):
            return forbidden
        kept, gone = min(left, right), max(left, right)
        for mention in self._members[gone]:
            self._root[mention] = kept
        self._members[kept] += self._members.pop(gone)
        self._joined.append(link)
        return None

    def reasons(self) -> dict[str, list[str]]:
        """Why each cluster holds together: cluster root -> sentences, one for every mention after the first."""
        found: dict[str, list[str]] = {}
        for link in self._joined:
            found.setdefault(self._root[link.left], []).append(f"{link.left} = {link.right}: {link.reason}")
        return {root: sorted(reasons) for root, reasons in found.items()}

    def all(self) -> list[list[str]]:
        """Every cluster, sorted within and by first member."""
        return sorted(sorted(members) for members in self._members.values())

    def _forbidden(self, left: str, right: str) -> tuple[str, str] | None:
        small, other = sorted((left, right), key=lambda root: (len(self._members[root]), root))
        pairs = ((m, enemy) for m in self._members[small] for enemy in self._apart.get(m, ()) if self._root.get(enemy) == other)
        return min(((min(pair), max(pair)) for pair in pairs), default=None)


def join_all(clusters: Clusters, links: Iterable[Link], *, open_pairs: Collection[tuple[str, str]] = ()) -> list[Issue]:
    """Join by every link, in order; a refused link is an issue that names the judgement in its way.

    No issue where the judgement is about the two names themselves, which is what it was given for, nor for ``open_pairs``
    (in order), of which a reviewer was not sure.
    """
    issues = []
    for link in sorted(set(links)):
        forbidden = clusters.join(link)
        meant = forbidden in open_pairs or (link.rank == NAME and forbidden == (link.left, link.right))
        if forbidden is not None and not meant:
            issues.append(
                Issue(
                    stage="entities",
                    code="refused-union",
                    message=f"{link.left} and {link.right} were not joined ({link.reason}): "
                    f"{forbidden[0]} and {forbidden[1]} are judged to be different",
                    action="Decide which holds: the judgement that keeps them apart, or the reason that joins them.",
                    place=f"{link.left} {link.right}",
                    owner="reviewer",
                )
            )
    return issues

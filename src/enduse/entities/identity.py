"""Identity: joining mentions under constraints that no rule may break.

A *bond* is a reason to take some mentions for one body. Bonds are taken from the strongest to the weakest, those of equal strength
together. Where bonds of one strength would bring two mentions together that are kept apart, every bond on such a way is cut: nothing
stronger is given up, and no id decides which side a mention between the two falls to. So the outcome is a function of the set of bonds
and constraints, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from enduse.entities.sentences import told
from enduse.entities.ways import edges_between
from enduse.model.comparison import Comparison
from enduse.model.entity import Join

JUDGEMENT, IDENTIFIER, SAME_AS, NAME, SCORE = range(5)
"""Ranks of bonds: what joins first."""
RULES = ("judgement", "identifier", "table", "name", "score")
"""How a join of each rank is called in the outcome."""
MOST_WAYS = 500
"""Pairs kept apart that are looked at one by one in one web of equally strong bonds; a web with more joins nothing."""

Pair = tuple[str, str]
_Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bond:
    """A reason to take ``members`` (two mentions or more, sorted) for one body; of one rank a lower ``weakness`` is stronger."""

    rank: int
    members: tuple[str, ...]
    reason: str
    weakness: float = 0.0
    comparison: Comparison | None = field(default=None, compare=False)

    @classmethod
    def of(cls, rank: int, members: Iterable[str], reason: str) -> Bond:
        """A bond with its members in order."""
        return cls(rank, tuple(sorted(set(members))), reason)


@dataclass(frozen=True, slots=True)
class Refused:
    """A bond that could not bring all its members together: it was cut at ``at``, because ``apart`` are kept apart (``why``)."""

    bond: Bond
    at: tuple[str, ...]
    apart: Pair
    why: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Values that tell bodies apart, for bonds of ``ranks``: two clusters that have some and share none are not joined.

    With ``by_sharing`` it is the other way round: those that share one are not.
    """

    ranks: frozenset[int]
    why: str
    values: Mapping[str, frozenset[str]]
    """Mention -> values; mentions without any are absent."""
    by_sharing: bool = False

    def between(self, mine: set[str], theirs: set[str]) -> str | None:
        """Why these two sets of values keep their clusters apart, if they do."""
        common = mine & theirs
        if bool(common) != self.by_sharing:
            return None
        return told("reasons", self.why, values=_few(common) if common else f"{_few(mine)}; {_few(theirs)}")


class Clusters:
    """Mentions joined so far. A pair that is ``apart`` never ends up in one cluster, whatever lies between them."""

    def __init__(self, mentions: Iterable[str], apart: Iterable[Pair] = (), marks: Sequence[Mark] = ()) -> None:
        self._root = {mention: mention for mention in mentions}
        self._members = {mention: [mention] for mention in self._root}
        self._apart: dict[str, dict[str, str]] = {}
        self._marks = [(mark, {m: set(values) for m, values in mark.values.items()}) for mark in marks]
        self._joins: list[Join] = []
        self.keep_apart(apart, told("reasons", "judged-different"))

    def keep_apart(self, pairs: Iterable[Pair], why: str) -> None:
        """Forbid more pairs; those already joined stay joined."""
        for left, right in pairs:
            self._apart.setdefault(left, {}).setdefault(right, why)
            self._apart.setdefault(right, {}).setdefault(left, why)

    def root(self, mention: str) -> str:
        """The mention that stands for its cluster: the first of its members."""
        return self._root[mention]

    def members(self, mention: str) -> list[str]:
        """The cluster of a mention, sorted."""
        return sorted(self._members[self._root[mention]])

    def are_apart(self, left: str, right: str) -> bool:
        """Whether a judgement keeps the clusters of two mentions apart."""
        other = self._root[right]
        return any(self._root.get(enemy) == other for member in self._members[self._root[left]] for enemy in self._apart.get(member, ()))

    def all(self) -> list[list[str]]:
        """Every cluster, sorted within and by first member."""
        return sorted(sorted(members) for members in self._members.values())

    def joins(self) -> dict[str, list[Join]]:
        """Why each cluster holds together: cluster root -> one join for every mention after the first."""
        found: dict[str, list[Join]] = {}
        for join in self._joins:
            found.setdefault(self._root[join.left], []).append(join)
        return {root: sorted(joins, key=lambda j: (j.left, j.right)) for root, joins in found.items()}

    def join_all(self, bonds: Iterable[Bond]) -> list[Refused]:
        """Join by every bond, the strongest first; returns the bonds that were cut."""
        refused: list[Refused] = []
        ordered = sorted(set(bonds), key=_order)
        for (rank, _), equal in groupby(ordered, key=lambda bond: (bond.rank, bond.weakness)):
            for web in self._webs(list(equal)):
                refused += self._join_web(web, rank)
        return refused

    def _webs(self, bonds: Sequence[Bond]) -> list[list[Bond]]:
        """Bonds of one strength by what they hang together with."""
        head: dict[str, str] = {}

        def find(root: str) -> str:
            while head.setdefault(root, root) != root:
                head[root] = head[head[root]]
                root = head[root]
            return root

        for bond in bonds:
            first, *others = (self._root[member] for member in bond.members)
            for other in others:
                a, b = sorted((find(first), find(other)))
                head[b] = a
        webs: dict[str, list[Bond]] = {}
        for bond in bonds:
            webs.setdefault(find(self._root[bond.members[0]]), []).append(bond)
        return [webs[key] for key in sorted(webs)]

    def _join_web(self, web: Sequence[Bond], rank: int) -> list[Refused]:
        roots = sorted({self._root[member] for bond in web for member in bond.members})
        forbidden = self._forbidden(roots, rank)
        edges = {(("mention", self._root[m]), (str(n), "bond")) for n, bond in enumerate(web) for m in bond.members}
        cut: dict[frozenset[_Node], tuple[Pair, str]] = {}
        for apart, why in forbidden[:MOST_WAYS]:
            start, end = (("mention", self._root[mention]) for mention in apart)
            for edge in edges_between(edges, start, end):
                cut.setdefault(edge, (apart, why))
        if len(forbidden) > MOST_WAYS:
            cut = {frozenset(edge): cut.get(frozenset(edge), forbidden[0]) for edge in edges}
        refused = []
        for number, bond in enumerate(web):
            kept, lost = [], []
            for member in bond.members:
                found = cut.get(frozenset((("mention", self._root[member]), (str(number), "bond"))))
                kept.append(member) if found is None else lost.append((member, found))
            if lost:
                refused.append(Refused(bond, tuple(member for member, _ in lost), *min(found for _, found in lost)))
            self._unite(bond, kept)
        return refused

    def _unite(self, bond: Bond, members: Sequence[str]) -> None:
        for member in members[1:]:
            left, right = self._root[members[0]], self._root[member]
            if left == right:
                continue
            kept, gone = min(left, right), max(left, right)
            for each in self._members[gone]:
                self._root[each] = kept
            self._members[kept] += self._members.pop(gone)
            for _, values in self._marks:
                if gone in values:
                    values.setdefault(kept, set()).update(values.pop(gone))
            self._joins.append(Join(left=members[0], right=member, rule=RULES[bond.rank], reason=bond.reason, comparison=bond.comparison))

    def _forbidden(self, roots: Sequence[str], rank: int) -> list[tuple[Pair, str]]:
        """Pairs of mentions of these clusters that are kept apart, with the reason; one for each pair of clusters, the first by id."""
        inside = set(roots)
        found: dict[Pair, tuple[Pair, str]] = {}

        def note(a: str, b: str, why: str) -> None:
            one, other = sorted((self._root[a], self._root[b]))
            pair = (min(a, b), max(a, b))
            found[one, other] = min(found.get((one, other), (pair, why)), (pair, why))

        for root in roots:
            for member in self._members[root]:
                for enemy, why in self._apart.get(member, {}).items():
                    if self._root.get(enemy, root) != root and self._root[enemy] in inside:
                        note(member, enemy, why)
        for mark, values in self._marks:
            marked = [(root, values[root]) for root in roots if root in values] if rank in mark.ranks else []
            for position, (root, mine) in enumerate(marked):
                for other, theirs in marked[position + 1 :]:
                    if (said := mark.between(mine, theirs)) is not None:
                        note(root, other, said)
        return [found[key] for key in sorted(found)]


def _order(bond: Bond) -> tuple[int, float, tuple[str, ...], str]:
    return bond.rank, bond.weakness, bond.members, bond.reason


def _few(values: set[str]) -> str:
    listed = sorted(values)
    return ", ".join(listed[:3]) + (" …" if len(listed) > 3 else "")

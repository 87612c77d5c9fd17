"""Ways: which edges of a graph lie on a way from one node to another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def edges_between(edges: Iterable[tuple[Node, Node]], start: Node, end: Node) -> set[frozenset[Node]]:
    """Every edge on some way without repetition from ``start`` to ``end``, as unordered pairs; none where no way leads there.

    An edge lies on such a way just when it is in the biconnected component of an edge drawn from ``start`` to ``end``
    (Hopcroft and Tarjan 1973, https://doi.org/10.1145/362248.362272): a walk in depth that keeps the edges of open components on a stack.
    """
    around: dict[Node, set[Node]] = {start: {end}, end: {start}}
    drawn = {frozenset((a, b)) for a, b in edges if a != b}
    for a, b in map(tuple, drawn):
        around.setdefault(a, set()).add(b)
        around.setdefault(b, set()).add(a)
    # The walk begins with the drawn edge, so the component that holds it closes when the walk comes back to `start`.
    depth, low = {start: 0, end: 1}, {end: 0}
    open_edges: list[frozenset[Node]] = []
    path = [(end, start, iter(around[end]))]
    while path:
        node, before, waiting = path[-1]
        following = next(waiting, None)
        if following is None:
            path.pop()
            if path:
                _close(path[-1][0], node, depth, low, open_edges)
        elif following not in depth:
            depth[following] = low[following] = depth[node] + 1
            open_edges.append(frozenset((node, following)))
            path.append((following, node, iter(around[following])))
        elif following != before and depth[following] < depth[node]:
            open_edges.append(frozenset((node, following)))
            low[node] = min(low[node], depth[following])
    return {edge for edge in open_edges if edge in drawn} | ({frozenset((start, end))} & drawn)


def _close(node: Node, child: Node, depth: dict[Node, int], low: dict[Node, int], open_edges: list[frozenset[Node]]) -> None:
    """Back at ``node`` from ``child``: a component that hangs on ``node`` alone is complete and leaves the stack."""
    if low[child] >= depth[node]:
        edge = frozenset((node, child))
        while open_edges and open_edges.pop() != edge:
            pass
    else:
        low[node] = min(low[node], low[child])

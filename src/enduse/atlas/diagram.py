"""The path of a finding as a drawing: bodies as boxes one below the other, edges as numbered arrows between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup

from enduse.atlas.markup import filled
from enduse.atlas.plaintext import visible
from enduse.model.finding import Step

WIDTH, BOX, LEFT, GAP, LINE, HEAD = 440, 330, 12, 62, 20, 36
Describe = Callable[[str], tuple[str, str | None, str]]
"""Caption, address and kind of an entity, the kind in words."""


def draw_path(path: Sequence[Step], describe: Describe, title: str, relation: Callable[[str], str]) -> Markup:
    """An SVG of the path. Edges between neighbours are straight; others bend round at the right. The number is the step's in the text.

    ``relation`` says the name of an edge in words.
    """
    nodes = list(dict.fromkeys(end for step in path for end in (step.origin, step.target)))
    lines = {node: wrapped(visible(describe(node)[0]), 31) for node in nodes}
    tops: dict[str, float] = {}
    y = 10.0
    for node in nodes:
        tops[node] = y
        y += HEAD + LINE * len(lines[node]) + GAP
    heights = {node: HEAD + LINE * len(lines[node]) for node in nodes}
    neighbours = {frozenset(pair) for pair in pairwise(nodes)}
    parts = [_box(describe(node), lines[node], tops[node], heights[node]) for node in nodes]
    straight: dict[frozenset[str], int] = {}
    bends = 0
    for number, step in enumerate(path, start=1):
        pair = frozenset((step.origin, step.target))
        if pair in neighbours:
            offset = straight.get(pair, 0)
            straight[pair] = offset + 1
            parts.append(_arrow(step, number, tops, heights, LEFT + 70 + 130 * offset, relation(step.relation)))
        else:
            parts.append(_bend(step, number, tops, heights, bends))
            bends += 1
    head = filled(
        '<svg class="path" viewBox="0 0 %s %s" role="group" aria-label="%s"><title>%s</title>', WIDTH, round(y - GAP + 12), title, title
    )
    return head + Markup("").join(parts) + Markup("</svg>")


def wrapped(text: str, width: int) -> list[str]:
    """The text in at most three lines of ``width`` halves of a Chinese character.

    >>> wrapped("Public Security Bureau of the Example Prefecture", 30)
    ['Public Security Bureau of the', 'Example Prefecture']
    """
    lines, line, room = [], "", 0.0
    for word in _words(text):
        size = sum(1.9 if ord(sign) > 0x2E80 else 1.0 for sign in word)
        if line and room + size > width:
            lines.append(line.strip())
            line, room = "", 0.0
            word = word.lstrip()
        line, room = line + word, room + size
    lines.append(line.strip())
    return lines if len(lines) <= 3 else [*lines[:2], lines[2][:-1] + "…"]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for sign in text:
        if not words or sign == " " or ord(sign) > 0x2E80 or ord(words[-1][-1]) > 0x2E80:
            words.append(sign)
        else:
            words[-1] += sign
    return words


def _box(described: tuple[str, str | None, str], lines: list[str], top: float, height: float) -> Markup:
    _, address, kind = described
    rows = Markup("").join(
        filled('<tspan x="%s" y="%s">%s</tspan>', LEFT + 16, top + 42 + LINE * row, line) for row, line in enumerate(lines)
    )
    inner = filled(
        '<rect x="%s" y="%s" width="%s" height="%s" rx="3"/><text class="kind-of" x="%s" y="%s">%s</text><text>%s</text>',
        LEFT,
        top,
        BOX,
        height,
        LEFT + 16,
        top + 20,
        kind,
        rows,
    )
    if address is None:
        return filled('<g class="node ref">%s</g>', inner)
    return filled('<a class="node ref" href="%s">%s</a>', address, inner)


def _arrow(step: Step, number: int, tops: Mapping[str, float], heights: Mapping[str, float], x: float, says: str) -> Markup:
    down = tops[step.origin] < tops[step.target]
    start = tops[step.origin] + heights[step.origin] if down else tops[step.origin]
    end = tops[step.target] if down else tops[step.target] + heights[step.target]
    tip = end - 7 if down else end + 7
    head = f"M{x - 5},{tip}h10l-5,{7 if down else -7}z"
    line = f"M{x},{start}V{tip}"
    return _edge(number, line, head, x, (start + end) / 2, says)


def _bend(step: Step, number: int, tops: Mapping[str, float], heights: Mapping[str, float], bends: int) -> Markup:
    right, out = LEFT + BOX, LEFT + BOX + 34 + 24 * (bends % 3)
    start = tops[step.origin] + heights[step.origin] / 2
    end = tops[step.target] + heights[step.target] / 2 + 6 * (bends + 1)
    line = f"M{right},{start}C{out + 20},{start} {out + 20},{end} {right + 7},{end}"
    head = f"M{right + 7},{end - 5}v10l-7,-5z"
    return _edge(number, line, head, out, (start + end) / 2)


def _edge(number: int, line: str, head: str, x: float, y: float, says: str = "") -> Markup:
    word = filled('<text class="relation" x="%s" y="%s">%s</text>', x + 20, y + 5, visible(says)) if says else Markup("")
    return filled(
        '<g class="edge"><path class="line" d="%s"/><path class="head" d="%s"/><a class="ref" href="#step-%s">'
        '<circle cx="%s" cy="%s" r="12"/><text class="number" x="%s" y="%s">%s</text></a>%s</g>',
        line,
        head,
        number,
        x,
        y,
        x,
        y + 4.5,
        number,
        word,
    )

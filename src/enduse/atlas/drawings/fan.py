"""The fan: one body in the middle, what leads to it at the left, what leads from it at the right, each name a link.

It draws an entity's neighbours (a network one step wide, walked by its links) and who sold whose goods to whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from enduse.atlas.diagram import wrapped
from enduse.atlas.drawings.canvas import Link, frame, percent, sign, words

GAP, LINE, HEADING, TOP = 9, 15, 24, 30
WIDE, WIDE_ALONE = 20, 40
"""Halves of a Chinese character in a line of a name: what a phone shows beside the middle, and where one side has it all."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A body beside the middle: its sign says its kind; ``weight`` passages or rows tie it."""

    link: Link
    shape: str
    weight: int = 1
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours tied in one way; ``more`` of them are left out here and stand in the text."""

    label: str
    neighbours: tuple[Neighbour, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    y: float
    group: bool
    text: tuple[str, ...]
    neighbour: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class _Side:
    """Where a side stands, in per cent: its names, the end of its curves, the bar in the middle."""

    names: float
    near: float
    bar: float
    anchor: str
    wide: int


def draw_fan(middle: str, left: Sequence[Group], right: Sequence[Group], title: str, described: str) -> Markup:
    """The fan as SVG; where one side has nothing, the other takes its room."""
    if left and right:
        sides = [(left, _Side(37.0, 39.4, 49.3, "end", WIDE)), (right, _Side(63.0, 60.6, 50.7, "start", WIDE))]
        centre, anchor = 50.0, "middle"
    else:
        sides = [(left or right, _Side(20.0, 17.6, 1.4, "start", WIDE_ALONE))]
        centre, anchor = 0.7, "start"
    placed = [(side, *_placed(groups, side.wide)) for groups, side in sides]
    height = max([bottom for _, _, bottom in placed] + [70.0])
    parts = [words(_short(middle), 0 if anchor == "start" else centre, 16, "ego-name ref", anchor)]
    ground = TOP + height / 2
    bar = min(height, 60 + height / 4)
    for side, rows, bottom in placed:
        moved = [replace(row, y=row.y + TOP + (height - bottom) / 2) for row in rows]
        parts.extend(_curve(row, side, ground + (row.y - ground) * (bar - 16) / max(height, 1.0)) for row in moved if row.neighbour)
        parts.extend(_row(row, side.names, side.anchor) for row in moved)
    parts.append(
        Markup('<rect class="ego" x="{}" y="{}" width="1.4%" height="{}" rx="2"/>').format(
            percent(centre - 0.7), round(ground - bar / 2, 1), round(bar, 1)
        )
    )
    return frame("fan", TOP + height + 6, title, described, parts)


def _short(name: str) -> str:
    lines = wrapped(name, 44)
    return lines[0] if len(lines) == 1 else lines[0] + " …"


def _placed(groups: Sequence[Group], wide: int) -> tuple[list[_Placed], float]:
    rows, y = [], 4.0
    for group in groups:
        head = tuple(wrapped(group.label, wide))
        rows.append(_Placed(y + 11, group=True, text=head))
        y += HEADING + LINE * (len(head) - 1)
        for each in group.neighbours:
            lines = tuple(wrapped(each.link.text, wide))
            rows.append(_Placed(y + LINE * len(lines) / 2, group=False, text=lines, neighbour=each))
            y += LINE * len(lines) + GAP
        if group.more:
            rows.append(_Placed(y + 8, group=False, text=(group.more,)))
            y += LINE + GAP
        y += 10
    return rows, max(0.0, y - 10)


def _row(row: _Placed, at: float, anchor: str) -> Markup:
    if row.neighbour is None:
        style = "group-name" if row.group else "more-of"
        return Markup("").join(words(line, at, row.y + LINE * n, style, anchor) for n, line in enumerate(row.text))
    first = row.y - LINE * len(row.text) / 2 + 11.5
    each = row.neighbour
    style = "body-name listed" if each.listed else "body-name"
    lines = [words(line, at, first + LINE * n, style, anchor) for n, line in enumerate(row.text)]
    mark = sign(each.shape, at + (2.2 if anchor == "end" else -2.2), row.y, kind="listed" if each.listed else "")
    return each.link.wrap(Markup("").join([mark, *lines]), " node-of")


def _curve(row: _Placed, side: _Side, end: float) -> Markup:
    """A curve from a name to the middle, in a frame of its own that stretches with the page."""
    weight = min(5.0, 1.2 + 0.7 * ((row.neighbour.weight if row.neighbour else 1) - 1))
    left, width = min(side.near, side.bar), abs(side.bar - side.near)
    top, tall = min(row.y, end), max(1.0, abs(row.y - end))
    falls = (row.y < end) == (side.near < side.bar)
    path = "M0,0C50,0 50,100 100,100" if falls else "M0,100C50,100 50,0 100,0"
    return Markup(
        '<svg x="{}" y="{}" width="{}" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">'
        '<path class="tie" stroke-width="{}" vector-effect="non-scaling-stroke" d="{}"/></svg>'
    ).format(percent(left), round(top, 1), percent(width), round(tall, 1), round(weight, 1), path)

"""Lanes over one axis of time: spans as bars, days as signs, so that a sale and a listing are seen side by side.

What is coarse is drawn coarse: a month or year without a day is a thin line over all its days with a hollow sign in the middle, a bar
of uncertain beginning begins lighter, a beginning nobody states fades in from the left edge.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from enduse.atlas.drawings.axis import Axis
from enduse.atlas.drawings.canvas import Link, frame, percent, sign, words
from enduse.atlas.markup import filled
from enduse.atlas.plaintext import visible
from enduse.model.dates import PartialDate

HEAD, LABEL, LEVEL, FOOT, BAR = 18, 18, 13, 7, 9
NARROW = 330
"""Width in pixels for which signs are stacked so that they do not cover each other: a phone's."""
BESIDE = 31.0
"""Per cent of the width that labels take when they stand beside their lane."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day (``span`` false) or a time from ``start`` until before ``end``; one left out is not stated."""

    link: Link
    start: PartialDate | None
    end: PartialDate | None = None
    span: bool = False
    shape: str = "dot"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: what it is about, and its marks."""

    label: Link
    marks: tuple[Mark, ...]
    strong: bool = False


def draw_lanes(
    lanes: Sequence[Lane], title: str, described: str, *, beside: bool = False, shade: PartialDate | None = None
) -> Markup | None:
    """The lanes as SVG; None where no mark has a date. ``shade``: from that day on the ground is tinted (a first listing)."""
    dates = [date for lane in lanes for mark in lane.marks for date in (mark.start, mark.end) if date is not None]
    if not dates:
        return None
    axis = Axis.over(dates, BESIDE if beside else 0.6)
    tops, y = [], float(HEAD + 4)
    stacks = [_stacked(lane.marks, axis) for lane in lanes]
    for levels in stacks:
        tops.append(y)
        y += (0 if beside else LABEL) + LEVEL * max([*levels, 0]) + LEVEL + FOOT
    parts = [_shade(shade, axis, y)] if shade is not None else []
    parts.append(axis.draw(4, y))
    for lane, levels, top in zip(lanes, stacks, tops, strict=True):
        parts.append(_lane(lane, levels, top, axis, beside=beside))
    return frame("lanes", y + 2, title, described, parts)


def _shade(day: PartialDate, axis: Axis, bottom: float) -> Markup:
    start = axis.at(day.first)
    return filled(
        '<rect class="shade" x="%s" y="%s" width="%s" height="%s"/>',
        percent(start),
        HEAD,
        percent(axis.right - start),
        round(bottom - HEAD),
    )


def _stacked(marks: Sequence[Mark], axis: Axis) -> list[int]:
    """The level of each mark: the lowest on which it touches none before it."""
    free: list[float] = []
    levels = []
    for mark in marks:
        start, end = _extent(mark, axis)
        level = next((n for n, taken in enumerate(free) if taken <= start), len(free))
        free[level : level + 1] = [end]
        levels.append(level)
    return levels


def _extent(mark: Mark, axis: Axis) -> tuple[float, float]:
    """From where to where a mark takes room on its level, in per cent."""
    room = 12 * 100 / NARROW
    if mark.span:
        return (axis.at(mark.start.first) if mark.start else axis.left), (axis.at(mark.end.last) if mark.end else 100.0)
    middle = axis.at(_middle(mark.start)) if mark.start else axis.left
    return middle - room / 2, middle + room / 2


def _middle(date: PartialDate) -> datetime.date:
    return date.first + (date.last - date.first) / 2


def _lane(lane: Lane, levels: Sequence[int], top: float, axis: Axis, *, beside: bool) -> Markup:
    base = top + (0 if beside else LABEL)
    style = "lane-name strong" if lane.strong else "lane-name"
    label = lane.label.wrap(words(lane.label.text, 0, top + (LEVEL if beside else LABEL - 5), style))
    bottom = base + LEVEL * (max([*levels, 0]) + 1) + FOOT - 2
    line = filled('<line class="rail" x1="0" x2="%s" y1="%s" y2="%s"/>', percent(axis.right), bottom, bottom)
    drawn = [_mark(mark, base + LEVEL * level + LEVEL / 2 + 1, axis) for mark, level in zip(lane.marks, levels, strict=True)]
    return filled('<g class="lane">%s%s%s</g>', label, line if beside else "", Markup("").join(drawn))


def _mark(mark: Mark, y: float, axis: Axis) -> Markup:
    told = filled("<title>%s</title>", visible(mark.link.text))
    inner = _bar(mark, y, axis) if mark.span else _point(mark, y, axis)
    return mark.link.wrap(told + inner, f" mark-of {mark.kind}".rstrip(), unwritten=True)


def _point(mark: Mark, y: float, axis: Axis) -> Markup:
    if mark.start is None:
        return Markup("")
    coarse = mark.start.precision != "day"
    extent = Markup("")
    if coarse:
        extent = filled(
            '<line class="whisker" x1="%s" x2="%s" y1="%s" y2="%s"/>',
            percent(axis.at(mark.start.first)),
            percent(axis.at(mark.start.last)),
            round(y, 1),
            round(y, 1),
        )
    return extent + sign(mark.shape, axis.at(_middle(mark.start)), y, hollow=coarse, kind=mark.kind)


def _bar(mark: Mark, y: float, axis: Axis) -> Markup:
    begin = axis.at(mark.start.first) if mark.start else axis.left
    sure = axis.at(mark.start.last) if mark.start else begin
    end = axis.at(mark.end.first) if mark.end else axis.right
    parts = []
    if mark.start is None:
        parts.append(_rect("unsaid", begin, end, y))
    else:
        if sure - begin > 0.4:
            parts.append(_rect("coarse", begin, min(sure, end), y))
        parts.append(_rect("sure", sure if sure - begin > 0.4 else begin, end, y))
    if mark.end is None:
        parts.append(
            filled('<svg x="%s" y="%s" overflow="visible"><path class="open" d="M0,-4.5l8,4.5l-8,4.5z"/></svg>', percent(end), round(y, 1))
        )
    return Markup("").join(parts)


def _rect(style: str, start: float, end: float, y: float) -> Markup:
    return filled(
        '<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>',
        style,
        percent(start),
        round(y - BAR / 2, 1),
        percent(max(0.5, end - start)),
        BAR,
    )

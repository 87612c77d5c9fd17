"""The time band: listings as bars over years, drawn on the server, coarse dates drawn coarse."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from enduse.atlas.claim import Claim
from enduse.atlas.identity import id_of
from enduse.atlas.plaintext import visible
from enduse.model.dates import PartialDate

Scale = Callable[[datetime.date], float]
WIDTH, LEFT, RIGHT, ROW, HEAD = 640, 20, 24, 46, 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One listing: in force from ``start`` until before ``end`` (None: no end in these papers)."""

    label: Claim
    start: PartialDate
    end: PartialDate | None
    announced: PartialDate | None = None


def draw_band(bars: Sequence[Bar], words: Mapping[str, str]) -> Markup:
    """An SVG of the bars. A month or year without a day shows as a lighter run at the bar's beginning."""
    days = [day for bar in bars for date in (bar.start, bar.end, bar.announced) if date for day in (date.first, date.last)]
    first, last = min(days).year, max(days).year + 2
    span = max(1, (last - first) * 365.25)

    def x(day: datetime.date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, max(0.0, (day - datetime.date(first, 1, 1)).days / span))

    height = HEAD + ROW * len(bars) + 6
    parts = [_axis(first, last, x, height), *(_bar(bar, HEAD + ROW * row, x, words) for row, bar in enumerate(bars))]
    head = Markup('<svg class="band" viewBox="0 0 {} {}" role="group" aria-label="{}"><title>{}</title>').format(
        WIDTH, height, words["title"], words["title"]
    )
    return head + Markup("").join(parts) + Markup("</svg>")


def _axis(first: int, last: int, x: Scale, height: int) -> Markup:
    step = max(1, (last - first) // 8)
    lines = []
    for year in range(first, last + 1, step):
        at = round(x(datetime.date(year, 1, 1)), 1)
        lines.append(
            Markup('<line class="tick" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><text class="year" x="{0}" y="12">{3}</text>').format(
                at, 18, height, year
            )
        )
    return Markup("").join(lines)


def _bar(bar: Bar, top: int, x: Scale, words: Mapping[str, str]) -> Markup:
    start, sure = x(bar.start.first), x(bar.start.last)
    end = x(bar.end.first) if bar.end else WIDTH - RIGHT
    parts = [
        Markup('<g class="listing"><text class="name" x="{}" y="{}">').format(round(start, 1), top + 15),
        svg_claim(bar.label),
        Markup("</text>"),
    ]
    if bar.announced is not None:
        at = x(bar.announced.first)
        parts.append(
            Markup('<line class="announced" x1="{0}" x2="{0}" y1="{1}" y2="{2}"><title>{3}</title></line>').format(
                round(at, 1), top + 20, top + 36, words["announced"]
            )
        )
    if sure - start > 1:
        parts.append(_rect("coarse", start, sure, top))
    parts.append(_rect("sure", sure if sure - start > 1 else start, end, top))
    if bar.end is None:
        edge = WIDTH - RIGHT
        parts.append(Markup('<path class="open" d="M{0},{1}l10,6l-10,6z"><title>{2}</title></path>').format(edge, top + 22, words["open"]))
    return Markup("").join([*parts, Markup("</g>")])


def _rect(style: str, start: float, end: float, top: int) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="12"/>').format(
        style, round(start, 1), top + 22, round(max(2.0, end - start), 1)
    )


def svg_claim(claim: Claim) -> Markup:
    """A claim as a link inside a drawing: the same attributes, without signs of its own."""
    first = claim.passages[0]
    return Markup('<a class="claim" data-statement="{}" href="{}">{}</a>').format(id_of(first), claim.address(first), visible(claim.text))

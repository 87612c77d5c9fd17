"""Columns by year: one small chart, or many of one scale beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from enduse.atlas.drawings.canvas import frame, percent, words

YEARS_WRITTEN = 8


def draw_columns(
    counts: Mapping[int, int],
    years: Sequence[int],
    most: int,
    title: str,
    described: str,
    *,
    height: int = 150,
    named: bool = False,
) -> Markup:
    """Columns of ``counts`` over ``years``, the tallest column of all charts of one scale being ``most``.

    ``named``: the title is a name that a source gives.
    """
    step = 100 / len(years)
    room = height - 34
    every = -(-len(years) // YEARS_WRITTEN)
    drawn = [Markup('<line class="ground" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(height - 18)]
    for place, year in enumerate(years):
        number = counts.get(year, 0)
        tall = room * number / max(1, most)
        left, middle = place * step + step * 0.14, (place + 0.5) * step
        if number:
            drawn.append(_column("whole", left, step * 0.72, height - 18, tall))
            drawn.append(words(str(number), middle, height - 22 - tall, "amount", "middle"))
        if place % every == 0:
            drawn.append(words(str(year) if every == 1 and len(years) < 6 else f"’{year % 100:02d}", middle, height - 4, "year", "middle"))
    return frame("columns-chart ref" if named else "columns-chart", height, title, described, drawn)


def _column(style: str, left: float, width: float, ground: float, tall: float) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        style, percent(left), round(ground - tall, 1), percent(width), round(tall, 1)
    )

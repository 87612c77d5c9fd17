"""Draws what a notice costs by the number of notices, from the figures ``bulk_scale.py --json`` prints (one line a size).

    python scripts/make_cost_plot.py FIGURES.jsonl docs/images/cost-per-notice.svg

A bar for each size, on a scale of powers of ten, cut into the steps of the build; above it the sum. Of several lines of one size the last
counts. The same figures give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

STEPS = (
    ("reading, redaction, extraction", ("shards",), "#0072b2"),
    ("packing and planning", ("packed", "planning"), "#999999"),
    ("tables of statements", ("merged",), "#56b4e9"),
    ("which mentions are one body", ("joined",), "#e69f00"),
    ("statements with their entity", ("parts", "entities"), "#f0e442"),
    ("rules and findings", ("proposed", "findings"), "#009e73"),
)
"""What is shown together, in the order of the bars from below, with its colour; told apart in the common kinds of colour blindness."""
WIDTH, HEIGHT = 760, 380
LEFT, RIGHT, TOP, BOTTOM = 60, 520, 40, 320
BAR = 44
INK, FAINT = "#222222", "#dddddd"


def drawing(figures: list[dict[str, Any]]) -> str:
    """The drawing as SVG text.

    Raises:
        ValueError: there are no figures, or a step of theirs has no place in the drawing.
    """
    sizes = {int(each["notices"]): each for each in figures}
    if not sizes:
        raise ValueError("no figures: give what bulk_scale.py --json printed, one line a size")
    bars = [(size, _shares(sizes[size])) for size in sorted(sizes)]
    most = max(1, math.ceil(max(sum(shares) for _, shares in bars)))
    about = "Processor milliseconds a notice by the number of notices: " + "; ".join(f"{n:,}: {sum(s):.2f}" for n, s in bars)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" font-size="13">',
        f"<title>{escape(about)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 20, "processor milliseconds a notice, from a table of pages to findings", "start"),
        *_lines(most),
        *(part for size, shares in bars for part in _bar(_place(size, sorted(sizes)), size, shares, most)),
        *_legend(),
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _shares(figures: dict[str, Any]) -> list[float]:
    """Processor milliseconds a notice of each of ``STEPS``."""
    spent = {step["step"]: 1000 * step["cpu_seconds"] / figures["notices"] for step in figures["steps"]}
    strange = spent.keys() - {name for _, names, _ in STEPS for name in names}
    if strange:
        raise ValueError(f"the figures have steps that this drawing does not know: {', '.join(sorted(strange))}; add them to STEPS")
    return [sum(spent.get(name, 0.0) for name in names) for _, names, _ in STEPS]


def _place(size: int, sizes: list[int]) -> float:
    """Where a bar's middle is: by the logarithm of its size."""
    low, high = math.log10(sizes[0]), math.log10(sizes[-1])
    share = (math.log10(size) - low) / (high - low) if high > low else 0.5
    return LEFT + 40 + share * (RIGHT - LEFT - 80)


def _height(value: float, most: int) -> float:
    return value / most * (BOTTOM - TOP)


def _lines(most: int) -> list[str]:
    parts = []
    for value in range(most + 1):
        y = BOTTOM - _height(value, most)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="{FAINT if value else INK}"/>')
        parts.append(_text(LEFT - 8, y + 4, str(value), "end"))
    return parts


def _bar(middle: float, size: int, shares: list[float], most: int) -> list[str]:
    parts, y = [], float(BOTTOM)
    for (name, _, colour), share in zip(STEPS, shares, strict=True):
        height = _height(share, most)
        y -= height
        told = f"<title>{escape(name)}: {share:.2f} ms</title>"
        parts.append(f'<rect x="{middle - BAR / 2:.1f}" y="{y:.1f}" width="{BAR}" height="{height:.1f}" fill="{colour}">{told}</rect>')
    parts.append(_text(middle, y - 6, f"{sum(shares):.2f}", "middle"))
    parts.append(_text(middle, BOTTOM + 20, f"{size:,}", "middle"))
    return parts


def _legend() -> list[str]:
    parts = [_text((LEFT + RIGHT) / 2, BOTTOM + 44, "notices", "middle")]
    for number, (name, _, colour) in enumerate(reversed(STEPS)):
        y = TOP + 20 + 26 * number
        parts.append(f'<rect x="{RIGHT + 16}" y="{y - 11}" width="14" height="14" fill="{colour}" stroke="{INK}" stroke-width="0.5"/>')
        parts.append(_text(RIGHT + 38, y + 1, name, "start"))
    return parts


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}">{escape(text)}</text>'


def main() -> None:
    """Read the figures, write the drawing."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("figures", type=Path, help="lines that bulk_scale.py --json printed")
    options.add_argument("to", type=Path, help="the SVG file")
    given = options.parse_args()
    lines = given.figures.read_text("utf-8").splitlines()
    given.to.write_text(drawing([json.loads(line) for line in lines if line.strip()]), "utf-8")


if __name__ == "__main__":
    main()

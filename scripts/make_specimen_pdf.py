"""Write the example's specimen PDF: a plain page, so that its picture can stand beside its text.

Standard library only. The font is Helvetica, which every reader of PDF has, and nothing is packed: the same bytes at every run,
legible in an editor.
Everything on the page is invented. It is the notice of a tender for shelves, which no rule asks about.

    python scripts/make_specimen_pdf.py examples/surveillance-trade/papers/specimen-tender-shelves.pdf
"""

from __future__ import annotations

import sys
from pathlib import Path

WIDTH, HEIGHT, LEFT, RIGHT = 595, 560, 60, 535
HEAD = (
    (18, "SPECIMEN"),
    (10, "This notice and every organisation, place, number and sum in it are invented."),
    (15, "Notice of a public tender: shelves for a reading room"),
)
ROWS = (
    ("Project number", "YB-SPECIMEN-2021-044"),
    ("Purchaser", "Yangben City Specimen Library"),
    ("Agency", "Invented Tendering Agency Ltd"),
    ("Subject", "Forty oak shelves, two ladders"),
    ("Budget", "CNY 96,000.00"),
    ("Tenders until", "14 May 2021, 10:00"),
    ("Opened at", "Hall 1, Specimen Road 2, Yangben City"),
    ("Contact", "(none)"),
)
FOOT = ("Invented Tendering Agency Ltd", "12 April 2021")


def content() -> str:
    """The page's drawing: a grey band behind the title, lines of text, a ruled table of two columns."""
    parts, y = [f"q 0.92 g {LEFT} {HEIGHT - 96} {RIGHT - LEFT} 36 re f Q"], 84
    for size, line in HEAD:
        parts.append(text(LEFT + (10 if size == 18 else 0), y, size, line))
        y += 38
    top = y
    for label, value in ROWS:
        parts += [rule(LEFT, y, RIGHT, y), text(LEFT + 8, y + 19, 10, label), text(LEFT + 150, y + 19, 11, value)]
        y += 30
    parts += [rule(LEFT, y, RIGHT, y), *(rule(x, top, x, y) for x in (LEFT, LEFT + 140, RIGHT))]
    parts += [text(LEFT, y + 50 + 20 * number, 11, line) for number, line in enumerate(FOOT)]
    return "\n".join(parts)


def text(x: float, y: float, size: float, line: str) -> str:
    """A line of text ``y`` points below the upper edge."""
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x} {HEIGHT - y} Td ({escaped}) Tj ET"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A straight rule between two places."""
    return f"0.6 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S"


def pdf() -> bytes:
    """The whole file, with its table of objects."""
    drawing = content()
    bodies = (
        "<</Type/Catalog/Pages 2 0 R/Lang(en)>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Title(SPECIMEN: notice of a public tender)>>",
    )
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer\n<</Size {len(bodies) + 1}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{tail}".encode("ascii")


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(pdf())

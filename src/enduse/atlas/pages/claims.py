"""What was reported, and what these papers show: every claim of the starting article with the answer of this case."""

from __future__ import annotations

from typing import Any

from enduse.atlas.pages.quoted import passages_of
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.findings.claims import ClaimResult

MOST = 12
"""Passages shown under one claim; further ones are counted."""


def write(press: Press) -> None:
    """Write ``claims.html`` where the case carries claims."""
    sheet = press.sheet("claims.html")
    rows = [_row(sheet, result) for result in press.context.claims]
    press.publish(sheet, "claims.html", title=press.words["claims"]["title"], section="claims", rows=rows)


def _row(sheet: Sheet, result: ClaimResult) -> dict[str, Any]:
    statements = sheet.by_id(result.statements)
    answers = []
    for answer in result.answers:
        saying = [s for s in statements if answer in (s.value, sheet.text_of(s))]
        answers.append(sheet.claim(saying, sheet.text_of(saying[0])) if saying else sheet.values.figures.number(answer))
    return {
        "result": result,
        "answers": answers,
        "ids": " ".join(result.statements),
        "computed": not statements,
        "passages": passages_of(sheet, statements)[:MOST],
        "more": max(0, len(passages_of(sheet, statements)) - MOST),
        "specimen": any(s.specimen for s in statements),
    }

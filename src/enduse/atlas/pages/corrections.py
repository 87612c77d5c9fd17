"""Corrections: what was public and is so no more. One page lists all; each finding taken back keeps its address as a tombstone."""

from __future__ import annotations

from typing import Any

from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.release.release import Tombstone


def write(press: Press) -> None:
    """Write ``corrections.html`` and the tombstones in ``findings/``."""
    sheet = press.sheet("corrections.html")
    stones = [_line(press, sheet, stone) for stone in press.library.release.tombstones]
    words = press.words["corrections"]
    press.publish(
        sheet,
        "corrections.html",
        title=words["title"],
        section="corrections",
        stones=[stone for stone in stones if not stone["specimen"]],
        invented=[stone for stone in stones if stone["specimen"]],
        values=press.library.release.values,
        suppressions=press.context.suppressions,
    )
    for stone in press.library.release.tombstones:
        page = press.sheet(press.library.tombstone_pages[stone.seen.claims])
        line = _line(press, page, stone)
        press.publish(page, "tombstone.html", title=words["gone"], section="findings", specimen=stone.seen.specimen, stone=line)


def _line(press: Press, sheet: Sheet, stone: Tombstone) -> dict[str, Any]:
    """A tombstone as pages show it: what it said is told only as what it said."""
    decision, instead = stone.decision, stone.replaced_by
    titles = {finding.id: press.tongue.said(finding.title) for finding in press.library.findings}
    return {
        "page": sheet.ref(press.library.tombstone_pages[stone.seen.claims], press.words["corrections"]["page"]),
        "state": stone.state.value,
        "specimen": stone.seen.specimen,
        "day": decision.decided.isoformat() if decision else None,
        "who": decision.reviewer if decision else None,
        "reason": decision.reason if decision else None,
        "title": stone.seen.title if stone.words else None,
        "summary": stone.seen.summary if stone.words else None,
        "instead": sheet.ref(press.library.finding_pages[instead], titles[instead]) if instead else None,
    }

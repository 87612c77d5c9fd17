"""The search log: where somebody looked, for what, and with what result, as rows of the table ``searches`` say."""

from __future__ import annotations

from enduse.atlas.press import Press

COLUMNS = ("where", "asked", "date", "result", "notes")


def write(press: Press) -> None:
    """Write ``searches.html``, also where the case keeps no log: then the page says so."""
    library, sheet = press.library, press.sheet("searches.html")
    order = sorted(library.of_kind("Search"), key=lambda s: (s.specimen, library.value(s.id, "date") or "9", s.id))
    rows = [{name: sheet.claims(each.id, name) for name in COLUMNS} | {"specimen": each.specimen} for each in order]
    press.publish(sheet, "searches.html", title=press.words["searches"]["title"], section="numbers", rows=rows)

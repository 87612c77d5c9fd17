"""The page of the search; without its script it says how to find things by hand."""

from __future__ import annotations

from enduse.atlas.press import Press
from enduse.atlas.search.index import write_index, write_labels


def write(press: Press) -> None:
    """Write ``search.html`` and the index its script reads."""
    sheet = press.sheet("search.html")
    labels = "search/countries-en.js"
    write_index(press)
    write_labels(press, press.out / "assets" / labels)
    press.publish(
        sheet, "search.html", title=press.words["search"]["title"], section="search", scripts=("search.js", labels, "search/index.js")
    )

"""The page of the search; without its script it says how to find things by hand."""

from __future__ import annotations

from enduse.atlas.press import Press
from enduse.atlas.search.index import write_index, write_labels


def countries_file(press: Press) -> str:
    """The file of what countries are called in the press's language, below ``assets``."""
    return f"search/countries-{press.tongue.code}.js"


def write(press: Press) -> None:
    """Write ``search.html``, and the index its script reads."""
    if press.first:
        write_index(press)
    labels = countries_file(press)
    write_labels(press, press.out / "assets" / labels)
    scripts = ("parts.js", "search.js", labels, "search/index.js", "search/front.js")
    press.publish(press.sheet("search.html"), "search.html", title=press.words["search"]["title"], section="search", scripts=scripts)

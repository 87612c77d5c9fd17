"""Pages of the atlas's own words: method, downloads, corrections and about."""

from __future__ import annotations

from enduse.atlas.counts import counted
from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.exporters.downloads import FORMS
from enduse.atlas.press import Press


def write(press: Press) -> None:
    """Write ``method.html``, ``downloads.html`` and ``about.html``."""
    numbers = {count.id: count.number for count in counted(press)}
    for name in ("method", "about"):
        sheet = press.sheet(f"{name}.html")
        press.publish(
            sheet,
            f"{name}.html",
            title=press.words[name]["title"],
            section=name,
            numbers=numbers,
            build=dict(sorted(press.context.counts.items())),
        )
    _downloads(press)


def _downloads(press: Press) -> None:
    words = press.words["downloads"]
    files = [
        {
            "name": name,
            "description": words["tables"].get(name, exporter.DESCRIPTION),
            "csv": f"downloads/{name}.csv",
            "lines": f"downloads/{name}.jsonl",
            "columns": [(column, _column(press, name, column, says)) for column, says in exporter.COLUMNS.items()],
        }
        for name, exporter in EXPORTERS.items()
    ]
    forms = [(words["forms"][name], form.files) for name, form in FORMS.items()]
    press.publish(press.sheet("downloads.html"), "downloads.html", title=words["title"], section="downloads", files=files, forms=forms)


def _column(press: Press, table: str, column: str, says: str) -> str:
    """What a column holds, in the language of the page; one that is a property of a kind of thing by the label of that property."""
    words, flat = press.words["downloads"], getattr(EXPORTERS[table], "PROPERTIES", {})
    if column in flat:
        return str(words["of_property"].format(name=press.label(EXPORTERS[table].KIND, flat[column])))
    said = words["said"].get("flat", {}) if flat else {}
    return str((said | words["said"].get(table, {})).get(column, says))

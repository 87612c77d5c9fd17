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
    sheet = press.sheet("downloads.html")
    files = [
        (name, press.words["downloads"]["tables"].get(name, exporter.DESCRIPTION), [f"downloads/{name}.csv", f"downloads/{name}.jsonl"])
        for name, exporter in EXPORTERS.items()
    ]
    words = press.words["downloads"]
    forms = [(words["forms"][name], form.files) for name, form in FORMS.items()]
    press.publish(sheet, "downloads.html", title=words["title"], section="downloads", files=files, forms=forms)

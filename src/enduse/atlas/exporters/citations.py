"""How to cite the atlas and each finding: BibTeX, RIS and CSL JSON.

A site can stand at any address, so a citation names the page from the top of the site, and the version: a hash of all tables for the atlas,
the hash of its claims for a finding. What was taken back is not cited; it keeps its page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enduse.atlas.exporters.package import version_of
from enduse.atlas.exporters.tables import Tables
from enduse.atlas.plaintext import visible
from enduse.release.states import State, short

FILES = ("citations.bib", "citations.ris", "citations.csl.json")
_SPECIAL = re.compile(r"[\\{}%&#_$^~]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited; ``day`` is the day people brought a finding into its state, empty where nobody has."""

    key: str
    title: str
    container: str
    version: str
    page: str
    note: str
    day: str = ""


def write(tables: Tables, folder: Path) -> None:
    """Write the three files: first the atlas as a whole, then each finding shown."""
    cited = list(citations(tables, version_of(folder)))
    texts = ("\n".join(map(_bibtex, cited)), "\n".join(map(_ris, cited)), json.dumps([_csl(each) for each in cited], ensure_ascii=False))
    for name, text in zip(FILES, texts, strict=True):
        (folder / name).write_text(text + "\n", encoding="utf-8", newline="\n")


def citations(tables: Tables, version: str) -> Iterator[Citation]:
    """The citations, findings in the order of their table."""
    title = visible(tables.press.context.title)
    yield Citation("atlas", title, "", version, "index.html", "Data set and pages. Licence: " + visible(tables.press.context.licence))
    for row in tables.rows["findings"]:
        if row["title"] is None:
            continue  # a tombstone claims nothing
        state = short(State(row["state"]), "en")
        mark = "Specimen, invented for this example. " if row["specimen"] else ""
        note = f"{mark}Finding in the state: {state}. What papers show, not an accusation."
        name = visible(f"[Specimen] {row['title']}" if row["specimen"] else row["title"])
        yield Citation(f"finding-{row['id'][:16]}", name, title, row["claims"][:16], row["page"], note, row["state_day"] or "")


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda sign: _ESCAPED.get(sign[0], "\\" + sign[0]), text)


def _bibtex(cited: Citation) -> str:
    fields = {
        "title": f"{{{_tex(cited.title)}}}",
        "howpublished": _tex(f"{cited.container}, page {cited.page}" if cited.container else f"page {cited.page}"),
        "version": cited.version,
        "date": cited.day,
        "note": _tex(f"{cited.note} Version {cited.version}."),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{lines}}}\n"


def _ris(cited: Citation) -> str:
    day = cited.day.replace("-", "/")
    tags = [
        ("TY", "ELEC" if cited.container else "DATA"),
        ("ID", cited.key),
        ("TI", cited.title),
        ("T2", cited.container),
        ("ET", cited.version),
        ("PY", day[:4]),
        ("DA", day),
        ("N1", f"{cited.note} Page {cited.page}, version {cited.version}."),
    ]
    body = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in tags if value)
    return body + "ER  - \r\n"


def _csl(cited: Citation) -> dict[str, Any]:
    """An item after csl-data.json of the Citation Style Language (type, id, title, container-title, version, issued, note)."""
    item: dict[str, Any] = {"id": cited.key, "type": "webpage" if cited.container else "dataset", "title": cited.title}
    if cited.container:
        item["container-title"] = cited.container
    if cited.day:
        item["issued"] = {"date-parts": [[int(part) for part in cited.day.split("-")]]}
    return item | {"version": cited.version, "note": f"{cited.note} Page {cited.page}."}

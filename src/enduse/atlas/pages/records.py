"""Records and list entries: one page for each row or entry, every cell an anchor, with the sources it cites.

Rows kept by hand are shown whole. Of an entry of a list only the parts are shown that were read: publishers' remarks and fields on
persons, which importers leave out, are not published by the back door.
"""

from __future__ import annotations

from typing import Any

from enduse.atlas.context import DocumentInfo
from enduse.atlas.identity import id_of
from enduse.atlas.pages.sources import source_row
from enduse.atlas.passages import Marker
from enduse.atlas.plaintext import language_of
from enduse.atlas.press import Press
from enduse.atlas.rows import Entry
from enduse.atlas.sheet import Sheet
from enduse.atlas.shelf import entry_page, list_name
from enduse.model.statement import Statement

Tables = dict[tuple[str, str], list[tuple[str, str, bool]]]
"""Role and name of a table -> page, key and whether it is invented, of each of its rows."""


def write(press: Press) -> Tables:
    """Write ``records/`` and ``entries/``: every row kept by hand, and those rows of lists and references that some page cites.

    Must run after all pages that cite, in every language.
    """
    pages = _grouped(press)
    tables: Tables = {}
    for page, entries in sorted(pages.items()):
        sheet = press.sheet(page)
        shown = [_shown(press, sheet, *key, statements) for key, statements in entries]
        (sha256, entry), statements = entries[0]
        info = press.context.documents[sha256]
        specimen = any(s.specimen for s in statements)
        name = list_name(statements[0]) if info.role == "list" else info.name
        tables.setdefault((info.role, name), []).append(
            (page, entry.key if info.role != "list" else page.rpartition("-")[2][:-5], specimen)
        )
        title = f"{name} {entry.key}"
        press.publish(sheet, "record.html", title=title, section="sources", specimen=specimen, info=info, entries=shown)
    return tables


def write_list(press: Press, tables: Tables) -> None:
    """Write the list of all rows."""
    sheet = press.sheet("records/index.html")
    rows = [
        (role, name, [(sheet.ref(page, key), specimen) for page, key, specimen in found]) for (role, name), found in sorted(tables.items())
    ]
    press.publish(sheet, "records.html", title=press.words["records"]["title"], section="sources", rows=rows)


Key = tuple[str, Entry]


def _grouped(press: Press) -> dict[str, list[tuple[Key, list[Statement]]]]:
    shelf = press.shelf
    kept = shelf.all_of(["table"])
    cited = press.library.resolved.statements(ident for ids in shelf.cited.values() for ident in ids)
    found: dict[str, dict[tuple[str, int], tuple[Entry, list[Statement]]]] = {}
    for statement in sorted((kept | cited).values(), key=lambda s: (s.document, s.start, id_of(s))):
        info = press.context.documents[statement.document]
        if info.role == "paper":
            continue
        entry = shelf.entry(statement.document, statement.start)
        entries = found.setdefault(entry_page(info, statement, entry), {})
        entries.setdefault((statement.document, entry.number), (entry, []))[1].append(statement)
    return {page: [((sha256, entry), statements) for (sha256, _), (entry, statements) in sorted(e.items())] for page, e in found.items()}


def _shown(press: Press, sheet: Sheet, sha256: str, entry: Entry, statements: list[Statement]) -> dict[str, Any]:
    held = press.shelf.held(sha256)
    info: DocumentInfo = held.info
    marker = Marker(held.text, statements)
    spans = press.library.stated_spans(sha256, entry.start, entry.end) if info.role == "list" else None
    parts = [
        {
            "label": part.label,
            "text": marker.mark(part.start, part.end),
            "empty": part.start == part.end,
            "lang": language_of(held.text[part.start : part.end]),
        }
        for part in entry.parts
        if spans is None or any(part.start <= start and end <= part.end for start, end in spans)
    ]
    library = press.library
    sources = dict.fromkeys(
        library.resolved.canonical("source:" + s.source.partition(":")[2]) for s in statements if s.source.startswith("record:")
    )
    about = dict.fromkeys(library.resolved.canonical(s.entity) for s in statements)
    return {
        "number": entry.number,
        "key": entry.key,
        "file": info.paths[0] if info.paths else info.name,
        "sha256": sha256,
        "parts": parts,
        "alone": [marker.alone(span) for span in marker.left],
        "sources": [source_row(sheet, ident) for ident in sorted(sources) if ident in library.pages and library.pages[ident] != sheet.path],
        "about": [sheet.name(ident) for ident in sorted(about) if ident in library.pages],
    }

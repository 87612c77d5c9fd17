"""How to cite the atlas and each record of it: BibTeX, RIS and CSL JSON.

The atlas comes first; its version is a hash of all tables. Then every record in the order of ``works_of``. What was taken back is not
cited; it keeps its page. A release writes the files again, with its number and day (``lay_citations``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from enduse.atlas.citing.citation import Citation
from enduse.atlas.citing.files import FILES, write_citations
from enduse.atlas.exporters.package import version_of
from enduse.atlas.exporters.tables import Tables
from enduse.atlas.plaintext import visible
from enduse.atlas.press import Press

__all__ = ["FILES", "citations", "write"]


def write(tables: Tables, folder: Path) -> None:
    """Write the three files."""
    write_citations(folder, list(citations(tables.press, version_of(folder))))


def citations(press: Press, version: str) -> Iterator[Citation]:
    """The citations; ``version`` is that of the atlas."""
    atlas = press.atlas
    yield Citation(
        key="atlas",
        title=visible(atlas.title),
        authors=atlas.authors,
        publisher=atlas.publisher,
        version=version,
        page="index.html",
        address=atlas.address,
        note=f"Data set and pages. Licence: {visible(press.context.licence)}.",
    )
    for page in press.works:
        cited = press.citation(press.sheet(page))
        if cited is not None:
            yield cited

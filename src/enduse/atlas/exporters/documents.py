"""The documents the atlas was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.press import Press
from enduse.atlas.shelf import paper_page

DESCRIPTION = "One row is one document read: a paper, a table kept by hand, a list, or what comes with the software (reference)."
COLUMNS = {
    "sha256": "hash of its bytes as stored",
    "role": "paper, table, list or reference",
    "name": "what it is called: the table, the list, or the paper's own place",
    "paths": "where it lies in the case; several for copies",
    "media_type": "what it is by content",
    "specimen": "true for invented examples",
    "page": "page in this atlas, for papers",
}


def rows(press: Press) -> Iterator[dict[str, Any]]:
    """All documents, by role, name and hash."""
    for sha256, info in press.shelf.documents:
        yield {
            "sha256": sha256,
            "role": info.role,
            "name": info.name,
            "paths": list(info.paths),
            "media_type": press.shelf.held(sha256).document.media_type,
            "specimen": info.specimen,
            "page": paper_page(sha256) if info.role == "paper" else None,
        }

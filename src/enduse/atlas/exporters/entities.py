"""Entities: every body or thing the atlas shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.press import Press
from enduse.entities.wording import reasons
from enduse.model.entity import PossiblySame

DESCRIPTION = "One row is one entity: mentions that are one body, with the reasons they were joined."
COLUMNS = {
    "id": "canonical id",
    "schema": "kind of entity (FollowTheMoney's names where it has them)",
    "caption": "name shown",
    "countries": "ISO 3166 alpha-2 codes",
    "mentions": "ids of its mentions",
    "reasons": "why the mentions were joined",
    "possibly_same": "bodies it may be, kept apart: id, likeness where names were compared, and why",
    "specimen": "true for invented examples",
    "page": "page in this atlas, where it has one",
}


def rows(press: Press) -> Iterator[dict[str, Any]]:
    """All shown entities, by id."""
    for ident in press.library.shown:
        entity = press.library.entity(ident)
        if entity is not None:
            yield {
                "id": ident,
                "schema": entity.schema,
                "caption": entity.caption,
                "countries": list(entity.countries),
                "mentions": list(entity.mentions),
                "reasons": list(entity.reasons),
                "possibly_same": [_tie(ident, tie) for tie in press.library.ties(ident)],
                "specimen": entity.specimen,
                "page": press.library.pages.get(ident),
            }


def _tie(ident: str, tie: PossiblySame) -> str:
    other = tie.right if tie.left == ident else tie.left
    if tie.comparison is None:
        return f"{other}: {tie.why}"
    return f"{other} ({tie.comparison.score:.2f}): {tie.why}; {'; '.join(reasons(tie.comparison))}"

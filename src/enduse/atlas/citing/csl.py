"""CSL JSON: items of csl-data.json of the Citation Style Language; the form from which the others are made again when a copy is laid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enduse.atlas.citing.citation import Citation


def csl(cited: Citation) -> dict[str, Any]:
    """One item. ``custom`` has the page from the top of the site, which is stable at any address."""
    item: dict[str, Any] = {"id": cited.key, "type": "webpage" if cited.container else "dataset", "title": cited.title}
    if cited.container:
        item["container-title"] = cited.container
    if cited.authors:
        item["author"] = [{"literal": name} for name in cited.authors]
    if cited.publisher:
        item["publisher"] = cited.publisher
    if cited.day:
        item["issued"] = {"date-parts": [[int(part) for part in cited.day.split("-")]]}
    if cited.version:
        item["version"] = cited.version
    if cited.address:
        item["URL"] = cited.address
    return item | {"note": f"{cited.note} Page {cited.page}.", "custom": {"page": cited.page}}


def read(item: Mapping[str, Any]) -> Citation:
    """The citation of an item that ``csl`` wrote.

    Raises:
        KeyError: the item lacks what every one of ours has.
    """
    page = item["custom"]["page"]
    parts = item["issued"]["date-parts"][0] if "issued" in item else []
    return Citation(
        key=item["id"],
        title=item["title"],
        container=item.get("container-title", ""),
        authors=tuple(name["literal"] for name in item.get("author", ())),
        publisher=item.get("publisher", ""),
        version=item.get("version", ""),
        day="-".join(f"{part:02}" for part in parts),
        page=page,
        address=item.get("URL", ""),
        note=item["note"].removesuffix(f" Page {page}."),
    )

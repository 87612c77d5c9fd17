"""The packages: all releases, and a record for each contracting process."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from enduse.atlas.exporters.files import line_of
from enduse.atlas.exporters.followthemoney.material import material
from enduse.atlas.exporters.ocds.release import Notices, Release, release_of
from enduse.atlas.exporters.tables import Tables
from enduse.release.wording import not_an_accusation

FILES = ("ocds-releases.json", "ocds-records.json")
_VERSION = "1.1"


def write(tables: Tables, folder: Path) -> None:
    """Write the release package and the record package."""
    releases, left_out = releases_of(tables)
    title = tables.press.context.title
    notes = {"enduse": {"note": not_an_accusation("en"), "licence": tables.press.context.licence, "left_out": left_out}}
    # A package is dated by its newest release: the same papers give the same bytes.
    published = max((release["date"] for release in releases), default="1970-01-01T00:00:00Z")
    for name, body in zip(FILES, ({"releases": releases}, {"records": records_of(releases)}), strict=True):
        head = {
            "uri": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'enduse:{title}:{name}')}",
            "version": _VERSION,
            "publisher": {"name": title},
            "publishedDate": published,
        }
        (folder / name).write_text(line_of(head | notes | body), encoding="utf-8", newline="\n")


def releases_of(tables: Tables) -> tuple[list[Release], list[dict[str, str]]]:
    """Releases by process and date, and the notices that give none, with the reason."""
    press = tables.press
    made = material(
        (row for row in tables.rows["statements"] if row["source"] == "paper" or row["property"] in ("name", "uscCode")),
        tables.rows["entities"],
        press.context.resolved.canonical,
        press.context.title,
        tables.rows["documents"],
    )
    notices = Notices(made, frozenset(made.documents))
    releases, left_out = [], []
    for entity in made.facts:
        if made.kind(entity).name == "Notice":
            release, why = release_of(notices, entity)
            if release is None:
                left_out.append({"notice": entity, "reason": why})
            else:
                releases.append(release)
    return sorted(releases, key=lambda release: (release["ocid"], release["date"], release["id"])), left_out


def records_of(releases: list[Release]) -> list[dict[str, Any]]:
    """A record for each process, its releases oldest first. No compiled release: compiling is left to OCDS tools, by their merge rules."""
    processes: dict[str, list[Release]] = {}
    for release in releases:
        processes.setdefault(release["ocid"], []).append(release)
    return [{"ocid": ocid, "releases": of} for ocid, of in processes.items()]

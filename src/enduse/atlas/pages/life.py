"""A life as dated lines: what happened, on which day, with the precision the source gives."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.atlas.claim import Claim
from enduse.atlas.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated line; ``kind`` is a word of the interface (``signed``) or empty where ``what`` says it."""

    order: str
    date: Claim | None
    kind: str
    term: Claim | None
    what: list[Claim]
    specimen: bool = False


def life_of_project(sheet: Sheet, project: str) -> list[Moment]:
    """Signature, installation, status and events of a project, in the order of time."""
    library = sheet.library
    moments = [
        Moment(library.value(project, prop), date, kind, None, [])
        for prop, kind in (("signedDate", "signed"), ("installedDate", "installed"))
        for date in sheet.claims(project, prop)
    ]
    status = sheet.one(project, "status")
    if status is not None and library.value(project, "statusDate"):
        moments.append(Moment(library.value(project, "statusDate") + "~", sheet.one(project, "statusDate"), "", status, []))
    return in_order(moments + events(sheet, library.pointing(project, "project")))


def events(sheet: Sheet, ids: list[str]) -> list[Moment]:
    """Events as dated lines."""
    library = sheet.library
    found = []
    for ident in ids:
        entity = library.entity(ident)
        found.append(
            Moment(
                library.value(ident, "date"),
                sheet.one(ident, "date"),
                "",
                sheet.one(ident, "kind"),
                [*sheet.claims(ident, "subject"), *sheet.claims(ident, "name")],
                bool(entity and entity.specimen),
            )
        )
    return in_order(found)


def in_order(moments: list[Moment]) -> list[Moment]:
    """Earliest first; what has no date stands last."""
    return sorted(moments, key=lambda m: (m.order == "", m.order))

"""What can be wrong with a file of the list, as issues; the same words for both of its forms."""

from __future__ import annotations

from enduse.model.document import Document
from enduse.model.issue import Issue
from enduse.sources.source_file import Source
from enduse.sources.us_bis_entity_list.entry import Entry


def unknown_field(source: Source, document: Document, place: str, extent: str) -> Issue:
    """A field or column that is neither read nor ignored by name."""
    return Issue(
        stage="sources",
        code="unknown-field",
        message=f"{source.name}: {place} ({extent}) is neither read nor ignored by name.",
        action="Read it in the importer, or name it under ignore_fields in source.yml and say why.",
        place=place,
        document=document.sha256,
        owner="maintainer",
    )


def no_longer_empty(source: Source, document: Document, place: str, name: str) -> Issue:
    """A field the source always left empty has a value."""
    return Issue(
        stage="sources",
        code="field-no-longer-empty",
        message=f"{source.name}: {place} has a value, but the source always left the field {name} empty; it is not read.",
        action="Look what the source now says there, then read it in the importer or move it to ignore_fields.",
        place=place,
        document=document.sha256,
        owner="maintainer",
    )


def no_name(source: Source, document: Document, place: str) -> Issue:
    """An entry without a name cannot be anybody's listing."""
    return Issue(
        stage="sources",
        code="entry-without-name",
        message=f"{source.name}: the entry at {place} has no name; it gives no statements.",
        action="Compare the entry with the printed list.",
        place=place,
        document=document.sha256,
        owner="reviewer",
        rejected=True,
    )


def missing_field(source: Source, document: Document, place: str, name: str) -> Issue:
    """One entry lacks what every entry has; the rest of it is read."""
    return Issue(
        stage="sources",
        code="missing-field",
        message=f"{source.name}: the entry at {place} has no {name}; the rest of it is read.",
        action="Compare the entry with the printed list.",
        place=f"{place}/{name}",
        document=document.sha256,
        owner="reviewer",
    )


def unknown_destination(source: Source, document: Document, entry: Entry) -> Issue:
    """A heading nobody gave a country code yet."""
    written = entry.destination.value if entry.destination else ""
    return Issue(
        stage="sources",
        code="unknown-destination",
        message=f"{source.name}: {entry.place} stands under {written!r}, which has no country code; no country is stated.",
        action="Add the destination to sources/us_bis_entity_list/destinations.yml.",
        place=f"{entry.place}/country",
        document=document.sha256,
        owner="maintainer",
    )

"""What can be wrong with the file of a source, as issues; the same words for every form."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.model.document import Document
from enduse.model.issue import Issue
from enduse.sources.source_file import Source


@dataclass(frozen=True, slots=True)
class Troubles:
    """Writes issues about one file of one source."""

    source: Source
    document: Document

    def issue(self, code: str, message: str, action: str, place: str, *, owner: str = "maintainer", rejected: bool = False) -> Issue:
        """An issue about a place in the file; ``message`` goes on after the name of the source."""
        return Issue(
            stage="sources",
            code=code,
            message=f"{self.source.name}: {message}",
            action=action,
            place=place,
            document=self.document.sha256,
            owner=owner,
            rejected=rejected,
        )

    def unknown_field(self, place: str, extent: str) -> Issue:
        """A field or column that is neither read nor ignored by name."""
        action = "Read it in the importer, or name it under ignore_fields in source.yml and say why."
        return self.issue("unknown-field", f"{place} ({extent}) is neither read nor ignored by name.", action, place)

    def no_longer_empty(self, place: str, name: str) -> Issue:
        """A field the source always left empty has a value."""
        message = f"{place} has a value, but the source always left the field {name} empty; it is not read."
        action = "Look what the source now says there, then read it in the importer or move it to ignore_fields."
        return self.issue("field-no-longer-empty", message, action, place)

    def no_name(self, place: str) -> Issue:
        """An entry without a name cannot be anybody's listing."""
        message = f"the entry at {place} has no name; it gives no statements."
        return self.issue("entry-without-name", message, "Compare the entry with the printed list.", place, owner="reviewer", rejected=True)

    def missing_field(self, place: str, name: str) -> Issue:
        """One entry lacks what every entry has; the rest of it is read."""
        message = f"the entry at {place} has no {name}; the rest of it is read."
        return self.issue("missing-field", message, "Compare the entry with the printed list.", f"{place}/{name}", owner="reviewer")

    def unknown_country(self, place: str, written: str) -> Issue:
        """A country nobody gave a code yet."""
        message = f"{place} stands under {written!r}, which has no country code; no country is stated."
        return self.issue("unknown-destination", message, "Add it to sources/countries.yml.", f"{place}/country")

    def unknown_value(self, place: str, field: str, written: str, known: str) -> Issue:
        """A value outside the closed set the publisher documents."""
        message = f"{place} has {field} {written!r}; known are {known}. The value is not used."
        return self.issue("unknown-value", message, "Look what the publisher means by it, then enter it in the importer.", place)

"""Notes taken while reading one file: what is doubtful, where, and what to do. They become issues and warnings."""

from __future__ import annotations

import re

from enduse.model.issue import Issue

_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Notes:
    """Collects the notes on one stored file; ``label`` names it in them (short hash and extension)."""

    def __init__(self, sha256: str, label: str) -> None:
        self.sha256 = sha256
        self.label = label
        self.issues: list[Issue] = []

    def add(self, code: str, message: str, action: str, place: str = "") -> None:
        """Note one thing; ``place`` is a position within the file, such as ``line 3``."""
        where = f"{self.label} {place}".strip()
        self.issues.append(Issue(stage="documents", code=code, message=message, action=action, place=where, document=self.sha256))

    def controls(self, dropped: int) -> None:
        """Note that control characters were left out of the text."""
        if dropped:
            self.add(
                "control-characters",
                f"{dropped} control characters (NUL and the like) were left out of the text",
                "look at the stored file if a name or number seems broken",
            )

    def directions(self, text: str) -> None:
        """Note signs that turn the direction of writing: what a screen shows may then not be what is written."""
        found = _DIRECTIONS.findall(text)
        if found:
            self.add(
                "direction-controls",
                f"{len(found)} signs that turn the direction of writing stand in the text; a screen may show it in another order",
                "compare names with the text as stored; matching leaves the signs out",
            )

    def rejected(self, code: str, message: str, action: str) -> Issue:
        """The issue that says why there is no document."""
        return Issue(stage="documents", code=code, message=message, action=action, place=self.label, document=self.sha256, rejected=True)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The notes as sentences."""
        return tuple(f"{issue.code}: {issue.message}" for issue in self.issues)

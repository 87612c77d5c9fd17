"""Issues as a build shows them: with the file they are about, and for claims that do not hold."""

from __future__ import annotations

import dataclasses
import re

from enduse.model.issue import Issue


def with_document(issue: Issue, sha256: str) -> Issue:
    """The issue, about that document."""
    return dataclasses.replace(issue, document=sha256)


def with_path(issue: Issue, path: str) -> Issue:
    """The issue with the path of its file in front of the place inside the file.

    A reader in its jail knows the file only by hash and ending; that name gives way to the path.
    """
    if not path or issue.place.startswith(path):
        return issue
    inside = re.sub(rf"^{issue.document[:12]}(\.\w+)?\s*", "", issue.place) if issue.document else issue.place
    return dataclasses.replace(issue, place=f"{path} {inside}".strip())


def about_claim(says: str) -> Issue:
    """A claim of ``claims.yml`` whose query does not give the expected answer."""
    return Issue(
        stage="atlas",
        code="claim-not-shown",
        message=says,
        action="Look at the claim's query and at the rows it should find: either the papers changed or the claim does not hold.",
        place="claims.yml",
        owner="reviewer",
    )


def about_decision(says: str) -> Issue:
    """A decision in the logs that counts for nothing."""
    return Issue(
        stage="release",
        code="decision-not-counted",
        message=says,
        action="Nothing was published because of it. Have it taken by somebody who may, or name that person in case.yml.",
        place="decisions",
        owner="reviewer",
    )

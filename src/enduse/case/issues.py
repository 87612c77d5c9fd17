"""Issues as a build shows them: with the file they are about, and for claims that do not hold."""

from __future__ import annotations

import dataclasses

from enduse.model.issue import Issue


def with_document(issue: Issue, sha256: str) -> Issue:
    """The issue, about that document."""
    return dataclasses.replace(issue, document=sha256)


def with_path(issue: Issue, path: str) -> Issue:
    """The issue with the path of its file in front of the place inside the file."""
    if not path or issue.place.startswith(path):
        return issue
    return dataclasses.replace(issue, place=f"{path} {issue.place}".strip())


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

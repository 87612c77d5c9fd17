"""Issues: what could not be read or understood, kept as rows with an owner, never dropped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing that somebody must look at.

    ``code`` is a stable word (``missing-column``, ``unread-citation``); ``owner`` is who can act: ``operator``, ``reviewer``,
    ``maintainer`` or ``author``. ``rejected`` says that the whole document or row gives no statements.
    """

    stage: str
    code: str
    message: str
    action: str
    place: str = ""
    """File and position for a person: ``tables/projects.csv row 12 column lat``."""
    document: str = ""
    owner: str = "operator"
    rejected: bool = False

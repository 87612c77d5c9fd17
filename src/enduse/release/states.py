"""States: what people decided about a finding, and what may therefore stand on a page.

This version keeps no record of review, so it knows only drafts: whatever state a finding claims, no recorded judgement stands
behind it. A case shows its drafts, labelled as such, or holds them back and only counts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from enduse.model.errors import UsageError
from enduse.model.finding import Finding


class State(Enum):
    """The states of a finding, in order; adverse ones need two different people to reach ``cleared``."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    CLEARED = "cleared"
    PUBLISHED = "published"


class Drafts(Enum):
    """What a case does with findings nobody reviewed (``publication: drafts`` in case.yml)."""

    SHOW = "show"
    HOLD = "hold"


LABEL = {"en": "machine-proposed, not reviewed by a person", "zh": "机器提出，未经人工审核"}
"""Stands beside every draft that is shown."""


@dataclass(frozen=True, slots=True)
class Release:
    """Findings that may stand on pages, each under the label of a draft, and the number of those held back."""

    shown: tuple[Finding, ...]
    held: int


def drafts_setting(value: str | None) -> Drafts:
    """The setting of a case; absent means ``hold``.

    Raises:
        UsageError: neither ``show`` nor ``hold``.
    """
    if value is None:
        return Drafts.HOLD
    try:
        return Drafts(value)
    except ValueError as error:
        raise UsageError(f"case.yml: publication: drafts is {value!r}; expected show or hold") from error


def state_of(finding: Finding) -> State:
    """The state that recorded judgements give a finding: in this version always a draft, whatever the file claims.

    Raises:
        UsageError: the finding claims a state that does not exist.
    """
    try:
        State(finding.state)
    except ValueError as error:
        raise UsageError(
            f"finding {finding.id}: state is {finding.state!r}; expected one of {', '.join(s.value for s in State)}"
        ) from error
    return State.DRAFT


def publishable(finding: Finding, case_setting: Drafts) -> bool:
    """Whether the finding may stand on a page, labelled as its state says."""
    return state_of(finding) is not State.DRAFT or case_setting is Drafts.SHOW


def release(findings: Iterable[Finding], case_setting: Drafts) -> Release:
    """What of these findings may be shown, and how many are held back."""
    every = list(findings)
    shown = tuple(finding for finding in every if publishable(finding, case_setting))
    return Release(shown, len(every) - len(shown))

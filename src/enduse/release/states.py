"""States: the stations of a finding on its way to publication, the words for them, and what a case shows of each."""

from __future__ import annotations

from enum import Enum
from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import InvalidTaxonomy, UsageError
from enduse.model.yaml_text import read_yaml


class State(Enum):
    """What people decided about a finding. The first four lead to publication, in order; a finding in any other is not shown as current."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    CLEARED = "cleared"
    PUBLISHED = "published"
    REJECTED = "rejected"
    RETRACTED = "retracted"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    """It was published and is no longer found."""


ON_THE_WAY = (State.DRAFT, State.REVIEWED, State.CLEARED)


class Drafts(Enum):
    """What a case does with findings on the way to publication (``publication: drafts`` in case.yml)."""

    SHOW = "show"
    HOLD = "hold"


class StateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``states.yml``."""

    source: str
    labels: dict[str, dict[str, str]]
    short: dict[str, dict[str, str]]
    roles: dict[str, tuple[str, ...]]
    needs: dict[str, str]


@cache
def state_words() -> StateWords:
    """The words and roles shipped with this version.

    Raises:
        InvalidTaxonomy: ``states.yml`` lacks a key, has an unknown one, or leaves a state without a word.
    """
    try:
        found = msgspec.convert(read_yaml(resources.files(__package__).joinpath("states.yml").read_text("utf-8")), StateWords)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"release/states.yml: {error}; see the class StateWords for the keys it holds") from error
    for key, texts in (("labels", found.labels), ("short", found.short)):
        if set(texts) != {state.value for state in State}:
            raise InvalidTaxonomy(f"release/states.yml: {key} must hold every state once: {', '.join(state.value for state in State)}")
    return found


def label(state: State, language: str) -> str:
    """What stands beside a finding in that state (``en`` or ``zh``)."""
    return state_words().labels[state.value][language]


def short(state: State, language: str) -> str:
    """The state in one word."""
    return state_words().short[state.value][language]


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


def shown(state: State, setting: Drafts) -> bool:
    """Whether a finding in that state may stand on a page as current, labelled as its state says."""
    return state is State.PUBLISHED or (setting is Drafts.SHOW and state in ON_THE_WAY)

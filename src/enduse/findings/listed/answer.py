"""Questions and answers: what is asked of a name and a day, and every entry the answer rests on."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.model.comparison import Feature

LISTED, NOT_LISTED, UNDETERMINED, NOT_FOUND, NOT_ANSWERED = "listed", "not-listed", "undetermined", "not-found", "not-answered"
"""Outcomes. ``not-listed`` is said only where an entry's own days exclude the day asked; a name no list has is ``not-found``, which proves
nothing, since a copy of a list never shows who was taken off it; ``not-answered`` is for names that may be a natural person's."""

ITSELF, FORMERLY, UNDER, OWNED = "itself", "formerly", "under", "owned"
"""How the body asked about stands to the body of an entry. ``formerly``: it was on the list itself and the entry had ended."""

EXACT, FORMER_NAME, ALIKE = "exact", "former-name", "alike"
"""How a name found a body. A likeness determines nothing: its answer is ``undetermined`` whatever the entry says."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name and a day, each as the user wrote it; a month, a year or a span may stand for the day."""

    name: str
    date: str


@dataclass(frozen=True, slots=True)
class Match:
    """A body that a name may mean. ``score`` and ``reasons`` are those of matching; ``name`` is the name of the body that speaks for it."""

    body: str
    how: str
    score: float
    name: str
    reasons: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()
    """What matching compared, the strongest first; none for a name that is equal."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law behind a list: who is bound, in which direction, by what, and what stays free."""

    rule: str
    citation: str
    binds: str
    directions: tuple[str, ...]
    restricts: str
    does_not_restrict: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one entry says for one body on one day. Several dates of a kind are sources that differ; all stand."""

    outcome: str
    relation: str
    reasons: tuple[str, ...]
    """Codes of ``reasons.yml``; they say why a day is not determined, or why an entry does not count."""
    trail: tuple[str, ...]
    """Captions from the body asked about to the body of the entry; one where they are the same."""
    list: str
    list_title: str
    entry: str
    listed_body: str
    announced: tuple[str, ...]
    effective: tuple[str, ...]
    ended: tuple[str, ...]
    citations: tuple[str, ...]
    acts: tuple[str, ...]
    amendments: tuple[str, ...]
    provisions: tuple[str, ...]
    licence: tuple[str, ...]
    copy_of: str
    """The day of the copy of the list that alone shows the entry; empty where a record of the act shows it."""
    gone_by: str = ""
    """The day of the first later copy of that list without the entry: it left the list, or is written otherwise, between the two days."""
    share: str = ""
    """For ``owned``: the share as stated, along the trail."""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body the name may mean and everything the lists say of it and of those above it on that day."""

    id: str
    name: str
    schema: str
    specimen: bool
    match: Match
    standings: tuple[Standing, ...]
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; ``outcome`` is that of the body itself, never of one above it unless a rule reaches down."""

    name: str
    date: str
    known_on: str
    outcome: str
    reasons: tuple[str, ...]
    bodies: tuple[Body, ...]

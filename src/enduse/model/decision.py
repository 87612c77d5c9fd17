"""Decisions: what a person decided about a finding, or about what must not be shown, as one struct for each kind.

Every decision on a finding carries what its reviewer had in view (:class:`Seen`): a changed claim is another claim, and decisions on the
old one say nothing about it. Days are those the reviewer gives; nothing here is read from a clock.
"""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec

Words = Annotated[str, msgspec.Meta(pattern=r"\S")]
"""A text that is not blank."""
Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hex."""


class Seen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The finding as it lay before the reviewer.

    ``claims`` is the hash of all it says and of the passages behind it, ``topic`` that of its rule and path without words and passages.
    Title and summary (English) are kept so that an old version can be read when the finding is gone.
    """

    finding: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}$")]
    claims: Hash
    topic: Hash
    rule: str
    title: str
    summary: str
    specimen: bool = False


class _Decided(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"):
    reviewer: Words
    role: str
    decided: datetime.date
    reason: Words


class _OnFinding(_Decided, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    seen: Seen


class Review(_OnFinding, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="review"):
    """Somebody read the finding against its passages and takes it as it stands, or not."""

    accepted: bool


class Clearance(_OnFinding, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="clearance"):
    """Somebody, for an adverse finding another person, clears it. ``record`` is the hash of all that was on record about it then."""

    record: Hash


class Publication(_OnFinding, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="publication"):
    """A cleared finding is published; ``record`` as in a clearance."""

    record: Hash


class Letter(_OnFinding, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="letter"):
    """A letter with these claims went to a party, on the day of the decision. Each attempt is a letter of its own."""

    party: Words
    """Canonical id of a subject of the finding."""
    channel: Words
    deadline: datetime.date


class Reply(_OnFinding, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="reply"):
    """What a party answered; without ``answer``, that the deadline had passed on the day of the decision and nothing had come."""

    party: Words
    answer: str = ""


class Override(_OnFinding, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="override"):
    """The finding goes on without an answered letter; the reason is shown to readers."""


class Retraction(_OnFinding, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="retraction"):
    """The finding is taken back, with every later wording of the same rule and path."""


class Correction(_OnFinding, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="correction"):
    """The claims ``seen`` were wrong and are replaced: by the finding ``now``, or by none."""

    now: Seen | None = None


class ValueCorrection(_Decided, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="value-correction"):
    """One published value of a table or paper was wrong; the table is changed by hand, this says so to readers."""

    entity: Words
    property: Words
    was: Words
    now: str = ""


class Suppression(_Decided, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="suppression"):
    """A body or person, or one property of it, is shown nowhere.

    The log holds only hashes of its ids and names, so that the record of a removal does not itself name who was removed.
    """

    schema: Words
    property: str = ""
    """Empty: everything about it."""
    ids: tuple[Hash, ...]
    names: tuple[Hash, ...]


class Withdrawal(_Decided, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="withdrawal"):
    """A decision is taken back: ``line`` is the hash of the line that holds it. The line stays."""

    line: Hash


OnFinding = Review | Clearance | Publication | Letter | Reply | Override | Retraction | Correction
Decision = (
    Review | Clearance | Publication | Letter | Reply | Override | Retraction | Correction | ValueCorrection | Suppression | Withdrawal
)


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as a log holds it: ``line`` is the hash of its line, ``number`` its place in the log of ``log``."""

    line: str
    log: str
    number: int
    decision: Decision


def kind_of(decision: Decision) -> str:
    """The kind as the log writes it."""
    return str(decision.__struct_config__.tag)

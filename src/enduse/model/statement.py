"""The statement: one value from one source, with the passage that says so."""

from __future__ import annotations

import builtins
import hashlib
import json
import operator

import msgspec

CONTEXT = 32
"""Characters of ``prefix`` and ``suffix`` kept so that a quote can be found again after re-reading."""


class Statement(msgspec.Struct, frozen=True, gc=False):
    """One row: ``entity`` has ``property`` = ``value``, says ``document`` at ``start:end``.

    Shaped after FollowTheMoney's statement, with the evidence that model lacks. ``entity`` is the id of a *mention*:
    unique to the document or hand-kept row; the entities stage says which mentions are one body. A value that
    is the id of another mention makes the statement a link. Fields are named where one is made, but for ``Witness.state``, which makes
    millions: by name it takes ten times as long.
    """

    entity: str
    schema: str
    property: str
    value: str
    document: str
    """sha256 (hex) of the stored bytes."""
    start: int
    end: int
    quote: str
    """``text[start:end]`` of the document as read; always exact."""
    prefix: str
    suffix: str
    source: str
    """``paper``, ``record:<source id>``, ``list:``, ``register:`` or ``acts:`` with a source's name, or ``reference:<name>``."""
    method: str
    method_version: str
    lang: str | None = None
    original: str | None = None
    """The value as the source writes it, where ``value`` is a normal form."""
    valid_from: str | None = None
    valid_to: str | None = None
    page: int | None = None
    confidence: float = 1.0
    first_seen: str | None = None
    """The day the source itself carries (publication, snapshot); never the day of the build."""
    specimen: bool = False
    """True for invented papers and rows: left out of every count, marked on every page."""

    def __hash__(self) -> int:
        """Of the fields that tell statements apart; one of all fields takes five times as long, and pages ask millions of times."""
        return hash((self.document, self.start, self.entity, self.property))

    @builtins.property  # the field named `property` stands in front of the builtin here
    def id(self) -> str:
        """Hash of every field, evidence included: the same value in two documents is two statements."""
        return hashlib.sha256(_payload(self)).hexdigest()[:32]


_NAMES = Statement.__struct_fields__
_VALUES = operator.attrgetter(*_NAMES)
_AT = _NAMES.index("confidence")
_ENCODE = msgspec.json.Encoder().encode


def _payload(statement: Statement) -> bytes:
    """Name and value of every field as compact JSON, as the standard library writes it; msgspec gives the same bytes four times as fast.

    But for a number, which it may write otherwise (``1e-5``), and half of a surrogate pair, which it refuses.
    """
    values = list(_VALUES(statement))
    values[_AT] = msgspec.Raw(repr(values[_AT]).encode())
    try:
        return _ENCODE(list(zip(_NAMES, values, strict=True)))
    except UnicodeEncodeError:
        fields = list(zip(_NAMES, _VALUES(statement), strict=True))
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The ``prefix`` and ``suffix`` of a passage: up to ``CONTEXT`` characters before and after it."""
    return text[start - CONTEXT if start > CONTEXT else 0 : start], text[end : end + CONTEXT]

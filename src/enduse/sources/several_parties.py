"""Names of several parties in one sentence: cut apart only where a legal form shows where a name ends.

``A Co., Ltd., B Institute, and C Inc.`` are three; ``Import and Export Co.`` is one. A part in which two names may have run together is
given back as not understood, for a person.
"""

from __future__ import annotations

import re

from enduse.sources.organisation_kind import UNCLEAR, kind_of_name
from enduse.sources.passage import Passage

_FORM = r"(?:Ltd|Inc|LLC|L\.L\.C|Limited|PLC|Corp|Corporation Ltd|S\.A\. de C\.V|GmbH|LP|Pvt)"
_BREAK = re.compile(rf",\s+(?!{_FORM}\.?(?:\s*[,;.(]|\s*$|\s+and\b))(?:and\s+)?|;\s*(?:and\s+)?")
_SEMICOLON = re.compile(r";\s*(?:and\s+)?")
_SHORTENED = re.compile(r"(?:\b(?:Ltd|Inc|Corp|Pvt|Co)|\w\.\w)\.$", re.IGNORECASE)
_AND = re.compile(r"(?<=(?:Ltd|Inc|.Co|C\.V|LLC)\.)\s+and\s+(?=[A-Z0-9])(?!(?:Its|Their|Subsid)\b)")
_RUN_TOGETHER = re.compile(rf"(?:\b{_FORM}|\bCo|\bCorporation)\.?(?:\s+\.)?\s+(?!and\b|of\b|No\.|Ltd|Limited|Inc|for\b)[A-Z][a-z]")
_ENTOURAGE = re.compile(
    r",?\s+and\s+(?:its|their|all)?\s*(?:\w+\s+)*(?:subsidiaries|subordinates|subordinate and affiliated entities)\b.*$", re.IGNORECASE
)


def split_parties(passage: Passage, *, commas: bool = True) -> tuple[list[Passage], list[Passage]]:
    """The names in a sentence, and the parts in which no single name can be told.

    Without ``commas`` only semicolons and ``and`` behind a legal form cut, for lists whose names hold places behind commas.
    """
    names: list[Passage] = []
    unread: list[Passage] = []
    parts = _cut(passage, commas=commas)
    for part in parts:
        alone = len(parts) == 1
        unnamed = not alone and not names_a_party(part.value) and kind_of_name(part.value) == UNCLEAR  # a place: ``…; Kathmandu.``
        doubtful = unnamed or _RUN_TOGETHER.search(part.value) or (commas and " " not in part.value)
        (unread if doubtful else names).append(part)
    return names, unread


def has_loose_comma(name: str) -> bool:
    """Whether a comma outside of brackets stands before something else than a legal form: a place, or another name."""
    return re.search(rf",\s+(?!{_FORM}\b)", re.sub(r"\([^()]*\)", "", name)) is not None


def names_a_party(text: str) -> bool:
    """Whether a legal form in a text shows that it names some company."""
    return re.search(rf"\b{_FORM}\b", text) is not None


def without_entourage(passage: Passage) -> tuple[Passage, Passage | None]:
    """A name and what the list adds to it: ``and subsidiaries``, ``and its subordinate and affiliated entities``."""
    match = _ENTOURAGE.search(passage.value)
    if match is None or match.start() == 0:
        return passage.trimmed(), None
    return passage.part(0, match.start()), passage.part(match.start(), match.end())


def _cut(passage: Passage, *, commas: bool) -> list[Passage]:
    breaks = _BREAK if commas else _SEMICOLON
    marks = sorted([*breaks.finditer(passage.value), *_AND.finditer(passage.value)], key=lambda match: match.start())
    parts, start = [], 0
    for mark in [*marks, None]:
        end = mark.start() if mark else len(passage.value)
        parts.append(_bare(passage.part(start, end)))
        start = mark.end() if mark else end
    return [part for part in parts if part.value]


def _bare(part: Passage) -> Passage:
    """Without an ``and`` before the name and the full stop of the sentence behind it."""
    lead = re.match(r"and\s+", part.value)
    part = part.part(lead.end(), len(part.value)) if lead else part
    return part.part(0, len(part.value) - 1) if part.value.endswith(".") and not _SHORTENED.search(part.value) else part

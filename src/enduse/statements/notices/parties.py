"""Names of parties: whether a value is the name of an organisation, and of which kind."""

from __future__ import annotations

import re
from functools import lru_cache

from enduse.language.masking import absence
from enduse.language.scripts import fold_name
from enduse.statements.notices.dictionary import load
from enduse.statements.notices.passage import Span

_GAP = re.compile(r"[ \n;]|,(?=[^,]*\d|具体由)")
"""What ends a name: a gap, or a comma before a sum or before who does it in its name."""


@lru_cache(maxsize=8192)
def schema_of(name: str) -> str | None:
    """``Company``, ``PublicBody`` or ``Organization``; None where nothing in the name says that it is an organisation.

    >>> schema_of("样本县公安局"), schema_of("样本(深圳)科技有限公司"), schema_of("张三") is None
    ('PublicBody', 'Company', True)
    """
    return next((schema for schema, pattern in _schemas() if pattern.search(name)), None)


@lru_cache(maxsize=1)
def _schemas() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = load("organisations")
    kinds = (("Company", "company"), ("PublicBody", "public-body"), ("Organization", "organisation"))
    return tuple((schema, re.compile(data[pattern])) for schema, pattern in kinds)


def refusal(span: Span) -> str | None:
    """Why a value is not taken for the name of a party; None where it is one.

    ``empty``, ``missing`` and ``masked`` as in the language room; ``not-a-name`` for sentences and prompts; ``no-organisation`` where it
    may be a person's name or a word that says nothing.
    """
    return _refusal(span.text.strip())


@lru_cache(maxsize=8192)
def _refusal(name: str) -> str | None:
    data = load("organisations")
    gone = absence(name)
    if gone is not None:
        return gone
    if re.search(data["not-a-name"], name) or len(name) > data["longest"] or "\n" in name:
        return "not-a-name"
    if name.count("(") != name.count(")") or len(fold_name(name)) < data["shortest"] or "*" in name:
        return "not-a-name"
    return None if schema_of(name) else "no-organisation"


def name_in(span: Span) -> Span:
    """The span, or its first word where only that is the name of a company or public body: what follows a gap is another column.

    >>> name_in(Span(0, 9, "样本县公安局 品目")).text
    '样本县公安局'
    """
    word = _GAP.split(span.text, maxsplit=1)[0]
    if len(word) == len(span.text) or len(word) < load("organisations")["shortest"] + 2:
        return span
    first = span.part(0, len(word))
    return first if refusal(first) is None and schema_of(word) in {"Company", "PublicBody"} else span


def legal_body(span: Span) -> Span:
    """The school or hospital alone where one of its inner departments is named: departments buy in its name and are no bodies of their own.

    >>> legal_body(Span(0, 9, "样本职业学院保卫处")).text, legal_body(Span(0, 8, "样本大学附属医院")).text
    ('样本职业学院', '样本大学附属医院')
    """
    match = re.match(load("organisations")["department"], span.text)
    return span.part(0, match.end("body")) if match else span


def without_role(span: Span) -> Span:
    """The name without the part its body has in a joint bid: ``某公司(联合体牵头人)``.

    >>> without_role(Span(0, 15, "样本有限公司(联合体成员)")).text
    '样本有限公司'
    """
    match = re.search(load("organisations")["joint-role"], span.text)
    return span.part(0, match.start()) if match and match.start() else span


def joint_members(span: Span, whole: str) -> list[tuple[int, int]]:
    """Where the members of a joint bid stand in ``span.text``; one pair for a single supplier.

    Names joined by a comma are members only when each is an organisation by itself; ``whole`` is the folded line around, where
    ``联合体`` may be said.
    """
    data = load("organisations")
    parts: list[tuple[int, int]] = []
    start = 0
    for match in [*re.finditer(data["joint"], span.text), None]:
        end = match.start() if match else len(span.text)
        parts.append((start, end))
        start = match.end() if match else end
    names = [span.text[first:last].strip() for first, last in parts]
    if len(parts) > 1 and all(len(name) >= 6 and schema_of(name) for name in names):
        return parts
    return [(0, len(span.text))] if len(parts) == 1 or not re.search(data["joint-said"], whole) else []

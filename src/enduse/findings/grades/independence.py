"""Independence: which witnesses are one source told several times.

Independence must be shown. Two witnesses are one source when they share a publisher, an owner, or the text they repeat; or when they
are passages of one running text. A witness of which no publisher is known adds nothing to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enduse.findings.grades.agreement import folded
from enduse.findings.grades.criteria import criteria

HAN = ("\u3400", "\u9fff")


@dataclass(frozen=True, slots=True)
class Source:
    """A source as a witness: who stands behind it, and how far it can be relied on.

    ``ties`` are the folded names and ids it shares with whoever is not independent of it (publisher, owner, the text it repeats);
    without any, nothing shows that it is independent of another.
    """

    id: str
    kind: str
    letter: str
    read: bool = True
    ties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a source says it: a quote with its neighbours; ``text`` is false for a cell somebody typed, which is no text of the source."""

    document: str
    start: int
    end: int
    prefix: str = ""
    quote: str = ""
    suffix: str = ""
    text: bool = False


@dataclass(frozen=True, slots=True)
class Witness:
    """One source saying it in one passage."""

    source: Source
    passage: Passage


def independent(witnesses: Iterable[Witness]) -> int:
    """How many independent sources these are: 0 for none that was read."""
    return _count(witnesses, passages_apart=False)


def independent_passages(witnesses: Iterable[Witness]) -> int:
    """As ``independent``, with sources that one cell cites together counted once: the cell does not show which of them says it."""
    return _count(witnesses, passages_apart=True)


def _count(witnesses: Iterable[Witness], *, passages_apart: bool) -> int:
    read = sorted({w for w in witnesses if w.source.read}, key=lambda w: (w.source.id, w.passage.document, w.passage.start, w.passage.end))
    groups = _groups(read, passages_apart=passages_apart)
    known = sum(any(w.source.ties for w in group) for group in groups)
    return known or min(len(groups), 1)


def _groups(witnesses: Sequence[Witness], *, passages_apart: bool) -> list[list[Witness]]:
    """Connected witnesses stand together; the outcome does not depend on their order."""
    top = list(range(len(witnesses)))

    def find(at: int) -> int:
        while top[at] != at:
            at = top[at]
        return at

    first: dict[object, int] = {}
    for at, witness in enumerate(witnesses):
        keys: list[object] = [("source", witness.source.id), *(("tie", tie) for tie in sorted(witness.source.ties))]
        if passages_apart:
            keys.append((witness.passage.document, witness.passage.start, witness.passage.end))
        for key in keys:
            top[find(at)] = find(first.setdefault(key, at))
    texts = [at for at, witness in enumerate(witnesses) if witness.passage.text]
    for number, at in enumerate(texts):
        for other in texts[:number]:
            if find(at) != find(other) and same_text(witnesses[at].passage, witnesses[other].passage):
                top[find(at)] = find(other)
    groups: dict[int, list[Witness]] = {}
    for at, witness in enumerate(witnesses):
        groups.setdefault(find(at), []).append(witness)
    return list(groups.values())


def same_text(left: Passage, right: Passage) -> bool:
    """Whether two passages are one running text: equal quotes, and a long run of equal signs around them."""
    quote = folded(left.quote)
    if quote != folded(right.quote):
        return False
    before = _shared(folded(left.prefix)[::-1], folded(right.prefix)[::-1])
    after = _shared(folded(left.suffix), folded(right.suffix))
    return _weight(before) + _weight(quote) + _weight(after) >= criteria().same_text


def _shared(left: str, right: str) -> str:
    length = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return left[:length]


def _weight(text: str) -> int:
    return sum(2 if HAN[0] <= sign <= HAN[1] else 1 for sign in text)

"""Terms of the vocabulary as tables use them: matched as a whole cell, or found by their words inside a text."""

from __future__ import annotations

from enduse.statements.tables.cell_value import Unreadable
from enduse.vocabulary.load import vocabulary


def read_term(name: str, text: str) -> str:
    """The id of the term of vocabulary ``name`` that ``text`` is: its id, its label or a source's own term for it."""
    term = vocabulary(name).match(text)
    if term is None:
        raise Unreadable(f"a term of the vocabulary {name} (its id, its label, or a source's own term it lists)")
    return term.id


def terms_within(name: str, text: str) -> list[tuple[str, int, int]]:
    """Every term of a vocabulary whose words occur in ``text``, in the order of the text, each with the place of its first word."""
    first: dict[str, tuple[int, int]] = {}
    for start, end, term in vocabulary(name).find_words(text):
        first.setdefault(term.id, (start, end))
    return [(term, start, end) for term, (start, end) in first.items()]

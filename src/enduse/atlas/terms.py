"""Labels of the field's terms, from the vocabulary, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from enduse.vocabulary.load import Term, vocabularies, vocabulary


def term_labels(language: str, own: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Vocabulary -> term id -> label: of ``own`` (a language's words), else of the vocabulary; English where the language lacks one."""
    return {
        name: {term.id: own.get(name, {}).get(term.id) or term.label.get(language) or term.label["en"] for term in _vocabulary(name)}
        for name in vocabularies()
    }


@cache
def _vocabulary(name: str) -> tuple[Term, ...]:
    return tuple(vocabulary(name).terms)

"""Labels of the field's terms, from the vocabulary, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from enduse.vocabulary.load import vocabularies, vocabulary


def term_labels(language: str) -> Mapping[str, Mapping[str, str]]:
    """Vocabulary -> term id -> label; English where the language lacks one."""
    return {name: {term.id: term.label.get(language) or term.label["en"] for term in vocabulary(name).terms} for name in vocabularies()}

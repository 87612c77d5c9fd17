"""Load a taxonomy, strictly: whatever a file says that is not understood is an error naming file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any

import yaml

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml, yaml_nodes

_TOP = frozenset({"about", "terms"})
_TERM = frozenset({"id", "label", "definition", "definition_zh", "source_terms", "parent", "words"})
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SourceTerm:
    """The word another source uses for a term."""

    source: str
    term: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term: ``label`` by language, ``parent`` the id of a wider term, ``words`` by which it is found in free text."""

    id: str
    label: dict[str, str]
    definition: str
    source_terms: tuple[SourceTerm, ...] = ()
    parent: str | None = None
    words: tuple[str, ...] = ()
    definition_zh: str = ""
    """Empty where nobody has said it in Chinese yet."""


@dataclass(frozen=True)
class Vocabulary:
    """One taxonomy, in the order of its file."""

    name: str
    about: str
    terms: tuple[Term, ...]
    _by_key: dict[str, Term] = field(default_factory=dict, repr=False, compare=False)

    def get(self, id: str) -> Term:
        """The term of that id.

        Raises:
            KeyError: the taxonomy has no such term.
        """
        return self._by_id[id]

    def match(self, text: str) -> Term | None:
        """The term whose id, label or source term is ``text``, case and outer space apart; nothing where it is only like one."""
        return self._by_key.get(_key(text))

    def ancestors(self, id: str) -> Iterator[Term]:
        """The wider terms of a term, nearest first."""
        parent = self.get(id).parent
        while parent is not None:
            yield self.get(parent)
            parent = self.get(parent).parent

    def with_finer(self, ids: Iterable[str]) -> set[str]:
        """These terms and all below them."""
        found = set(ids)
        while more := {term.id for term in self.terms if term.parent in found} - found:
            found |= more
        return found

    def find_words(self, text: str) -> list[tuple[int, int, Term]]:
        """Every word of a term in free text, as (start, end, term), in order; longer words before the shorter ones inside them.

        Latin words count only whole (a plural ``s`` is allowed); a word of two terms gives both.
        """
        found = []
        for match in self._words.finditer(text) if self._by_word else ():
            found += [(match.start(), match.end(), term) for term in self._terms_of(match[0])]
        return found

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _by_word(self) -> dict[str, tuple[Term, ...]]:
        words = sorted({_key(word) for term in self.terms for word in term.words})
        return {word: tuple(term for term in self.terms if word in map(_key, term.words)) for word in words}

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_whole, sorted(self._by_word, key=lambda word: (-len(word), word)))), re.IGNORECASE)

    def _terms_of(self, written: str) -> tuple[Term, ...]:
        key = _key(written)
        forms = (key, key.removesuffix("s"), key.removesuffix("es"))
        return next((self._by_word[form] for form in forms if form in self._by_word), ())


@cache
def vocabulary(name: str) -> Vocabulary:
    """The taxonomy of that name.

    Raises:
        InvalidTaxonomy: there is none, or its file does not say what it must.
    """
    if name not in vocabularies():
        raise InvalidTaxonomy(f"there is no taxonomy {name!r}; there are {', '.join(vocabularies())}")
    return parse_vocabulary(name, _folder().joinpath(f"{name}.yml").read_text("utf-8"))


@cache
def vocabularies() -> tuple[str, ...]:
    """The names of all taxonomies."""
    return tuple(sorted(entry.name.removesuffix(".yml") for entry in _folder().iterdir() if entry.name.endswith(".yml")))


def parse_vocabulary(name: str, text: str) -> Vocabulary:
    """Read a taxonomy from yml.

    Raises:
        InvalidTaxonomy: an unknown or missing key, a double id, a parent that is not there, or one word for two terms.
    """
    try:
        root = yaml_nodes(text)
        raw = read_yaml(text)
    except yaml.YAMLError as error:
        raise InvalidTaxonomy(f"{name}.yml: not yml: {error}") from error
    if not isinstance(raw, dict) or set(raw) != _TOP or not isinstance(raw["terms"], list) or not isinstance(root, yaml.MappingNode):
        raise InvalidTaxonomy(f"{name}.yml: expected a map of 'about' and 'terms' (a list)")
    nodes = next(value for key, value in root.value if key.value == "terms").value
    terms = tuple(_term(f"{name}.yml line {node.start_mark.line + 1}", entry) for node, entry in zip(nodes, raw["terms"], strict=True))
    found = Vocabulary(name, str(raw["about"]), terms, _keys(name, terms))
    _check_parents(found)
    return found


def _term(where: str, entry: Any) -> Term:
    if not isinstance(entry, dict):
        raise InvalidTaxonomy(f"{where}: a term is a map")
    unknown, missing = sorted(map(str, set(entry) - _TERM)), sorted({"id", "label", "definition"} - set(entry))
    if unknown or missing:
        raise InvalidTaxonomy(f"{where}: unknown key {', '.join(unknown) or '-'}, missing key {', '.join(missing) or '-'}")
    id_, label = entry["id"], entry["label"]
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        raise InvalidTaxonomy(f"{where}: id {id_!r} is not lower-case words joined by '-' (quote it if yml reads it as something else)")
    if not isinstance(label, dict) or "en" not in label or not set(label) <= {"en", "zh"}:
        raise InvalidTaxonomy(f"{where}: label of {id_} must have 'en' and may have 'zh'")
    words, sources = entry.get("words", []), entry.get("source_terms", [])
    if not all(isinstance(word, str) for word in (*words, *label.values(), entry["definition"], entry.get("definition_zh", ""))):
        raise InvalidTaxonomy(f"{where}: a word, label or definition of {id_} is not text; quote it")
    if not all(isinstance(s, dict) and set(s) == {"source", "term"} and isinstance(s["term"], str) for s in sources):
        raise InvalidTaxonomy(f"{where}: every source term of {id_} needs 'source' and 'term', as text")
    return Term(
        id=id_,
        label=dict(label),
        definition=entry["definition"],
        source_terms=tuple(SourceTerm(s["source"], s["term"]) for s in sources),
        parent=entry.get("parent"),
        words=tuple(words),
        definition_zh=entry.get("definition_zh", ""),
    )


def _keys(name: str, terms: tuple[Term, ...]) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for term in terms:
        for text in (term.id, *term.label.values(), *(s.term for s in term.source_terms)):
            other = found.setdefault(_key(text), term)
            if other is not term:
                raise InvalidTaxonomy(f"{name}.yml: {text!r} stands for {other.id} and for {term.id}; one word, one term")
    return found


def _check_parents(found: Vocabulary) -> None:
    ids = {term.id for term in found.terms}
    for term in found.terms:
        seen, parent = {term.id}, term.parent
        while parent is not None:
            if parent not in ids or parent in seen:
                raise InvalidTaxonomy(f"{found.name}.yml: {term.id} has parent {parent!r}, which does not exist or leads back to it")
            seen.add(parent)
            parent = found.get(parent).parent


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _whole(word: str) -> str:
    before = r"(?<![^\W_])" if word[0].isascii() else ""
    after = r"(?:s|es)?(?![^\W_])" if word[-1].isascii() else ""
    return before + re.escape(word) + after


def _folder() -> Any:
    return resources.files(__package__).joinpath("terms")

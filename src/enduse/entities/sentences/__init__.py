"""Reasons in words: why mentions were joined, kept apart or placed below one another, a template for each in every language.

A join keeps its reason as the English sentence that was made of the template (``told``). Whoever shows it in another language asks for
it again (``retold``): the sentence is recognised by its template, and the other language's is filled with the same words.
"""

from __future__ import annotations

import re
import string
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from enduse.model.errors import InvalidTaxonomy
from enduse.model.said import LANGUAGES, Said, paired
from enduse.model.yaml_text import read_yaml

_NESTED = frozenset({"reason", "feature", "why", "where", "one", "rival", "other", "function", "agree", "differ"})
"""Words of a template that may be a sentence or a term of ours; all others are a source's or a reviewer's, and stay as they are."""
_ONE_WORD = frozenset({"kind"})
Templates = dict[str, dict[str, Said]]


@cache
def sentences() -> Templates:
    """The templates by block and key.

    Raises:
        InvalidTaxonomy: a language lacks a block or a key of the other, or a template wants other words in one than in the other.
    """
    english, chinese = (_read(f"sentences/{each}.yml") for each in LANGUAGES)
    english["features"] = _read("matching/reasons.yml")
    english["across"] = _read("matching/cross_script.yml")["why"]
    if english.keys() != chinese.keys():
        raise InvalidTaxonomy(f"entities/sentences: the languages differ in their blocks: {sorted(english.keys() ^ chinese.keys())}")
    return {block: paired(f"entities/sentences, {block}", english[block], chinese[block]) for block in english}


def told(block: str, key: str, **words: str) -> str:
    """A reason in English, as it is kept with what it is a reason for."""
    return sentences()[block][key].en.format(**words)


@lru_cache(maxsize=4096)
def retold(text: str, language: str) -> str | None:
    """An English reason in another language; None where it was made of no template of this version."""
    if language == "en":
        return text
    parts = text.split("; ")  # bodies that several mentions tie have several reasons
    each = [retold(part, language) for part in parts] if len(parts) > 1 else [None]
    if all(each):
        return "；".join(part for part in each if part)
    for known, said in _patterns():
        found = known.fullmatch(text)
        if found is not None:
            words = {name: _word(name, value, language) for name, value in found.groupdict().items()}
            return said.text(language).format(**words)
    return None


def _word(name: str, value: str, language: str) -> str:
    if name not in _NESTED:
        return value
    return retold(value, language) or value


def _read(file: str) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(resources.files("enduse.entities").joinpath(file).read_text("utf-8"))
    return found


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Said], ...]:
    """A pattern for each English template, those with more words of their own first: the most telling one recognises."""
    every = [said for name, block in sentences().items() if name != "sides" for said in block.values()]
    every.sort(key=lambda said: -sum(len(own) for own, _, _, _ in string.Formatter().parse(said.en)))
    return tuple((_pattern(said.en), said) for said in every)


def _pattern(template: str) -> re.Pattern[str]:
    seen: set[str] = set()
    parts = []
    for own, name, _, _ in string.Formatter().parse(template):
        parts.append(re.escape(own))
        if name is not None:
            any_words = r"\S+" if name in _ONE_WORD else ".*?"
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>{any_words})")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)

"""Said: one text in every language findings are written in, filled and joined in all of them at once."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from enduse.model.errors import InvalidTaxonomy

LANGUAGES = ("en", "zh")
"""The languages of findings: each is a field of ``Said``."""


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One text, said in English and in Chinese."""

    en: str
    zh: str

    @classmethod
    def alike(cls, text: str) -> Said:
        """A text that is the same in every language: a record's own words, a name of which no other form is known."""
        return cls(text, text)

    def text(self, language: str) -> str:
        """The text in one of ``LANGUAGES``."""
        return {"en": self.en, "zh": self.zh}[language]

    def each(self, change: Callable[[str], str]) -> Said:
        """The text with every language changed in the same way."""
        return Said(change(self.en), change(self.zh))

    def fill(self, /, **words: Said | str | int) -> Said:
        """This template filled, in each language with the words of that language.

        >>> Said("Sale to {buyer}", "向{buyer}的销售").fill(buyer=Said("Bureau", "公安局"))
        Said(en='Sale to Bureau', zh='向公安局的销售')
        """
        return Said(self.en.format(**spoken(words, "en")), self.zh.format(**spoken(words, "zh")))

    def join(self, parts: Iterable[Said]) -> Said:
        """The parts with this text between them, as ``str.join``."""
        said = list(parts)
        return Said(self.en.join(part.en for part in said), self.zh.join(part.zh for part in said))

    def __add__(self, more: Said) -> Said:
        return Said(self.en + more.en, self.zh + more.zh)

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)


Words = dict[str, Said | str]
"""What is put into templates: texts of ours, and words that are the same in every language (records, codes)."""

NOTHING = Said("", "")
"""No words, in every language."""


def spoken(words: Mapping[str, Said | str | int], language: str) -> dict[str, str | int]:
    """The words of one language."""
    return {name: word.text(language) if isinstance(word, Said) else word for name, word in words.items()}


def placeholders(template: str) -> frozenset[str]:
    """The names that a template wants filled.

    >>> sorted(placeholders("{seller} sold to {buyer}."))
    ['buyer', 'seller']
    """
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def paired(place: str, english: Mapping[str, str], chinese: Mapping[str, str]) -> dict[str, Said]:
    """Templates of two files or blocks put together by their keys; ``place`` says where they stand.

    Raises:
        InvalidTaxonomy: one language lacks a key of the other, or a template wants other words in one than in the other.
    """
    for missing, language in ((english.keys() - chinese.keys(), "zh"), (chinese.keys() - english.keys(), "en")):
        if missing:
            raise InvalidTaxonomy(f"{place}: {', '.join(sorted(missing))} not said in {language}; a sentence stands in both languages")
    for key, template in english.items():
        differing = placeholders(template) ^ placeholders(chinese[key])
        if differing:
            named = ", ".join(f"{{{name}}}" for name in sorted(differing))
            raise InvalidTaxonomy(f"{place}: {key} has {named} in one language only; both say the same")
    return {key: Said(template, chinese[key]) for key, template in english.items()}

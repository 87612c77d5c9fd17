"""Names: what an entity is called in the language of the page, and what stands beside that as the original."""

from __future__ import annotations

from enduse.atlas.library import Library
from enduse.atlas.plaintext import language_of
from enduse.atlas.tongue import Tongue
from enduse.language.names.folding import fold_han
from enduse.language.names.sounds import readings
from enduse.model.kinds import load_kinds
from enduse.model.statement import Statement

FULL = ("name", "alias", "legalName")
SHORT = "weakAlias"
CHINESE = "zh"


class Names:
    """Names of entities as sources give them, chosen by language; nothing is translated or transcribed."""

    def __init__(self, library: Library, tongue: Tongue) -> None:
        self._library = library
        self._tongue = tongue
        self._captions: dict[str, str] = {}

    def caption(self, ident: str) -> str:
        """The name in the language of the page, where a source gives one; else the entity's caption."""
        if ident not in self._captions:
            self._captions[ident] = self._chosen(ident)
        return self._captions[ident]

    def order(self, ident: str) -> str:
        """What a list sorts the entity by: its name in the language of the page."""
        return self.spelled(self.caption(ident))

    def spelled(self, name: str) -> str:
        """What a list sorts a name by: its letters, or in a language that is ordered so the sound of its characters."""
        if self._tongue.words["language"]["order"] != "pinyin":
            return name.casefold()
        sounds = readings()
        return "".join(sounds[sign][0] if sign in sounds else sign for sign in fold_han(name.casefold()))

    def beside(self, ident: str) -> str:
        """The entity's caption, where the page calls it by another name; empty otherwise."""
        known = self._library.caption(ident)
        return known if self._is_named(ident) and known != self.caption(ident) else ""

    def original(self, ident: str) -> str:
        """What stands beside the name at the head of its page: the caption, where that is another; else its name in Chinese, if any."""
        return self.beside(ident) or self._in(CHINESE, ident) or self.caption(ident)

    def _chosen(self, ident: str) -> str:
        known = self._library.caption(ident)
        if not self._is_named(ident):
            entity = self._library.entity(ident)
            kinds: dict[str, str] = self._tongue.words["kinds"]
            return kinds.get(entity.schema, known) if entity is not None else known
        if self._tongue.code == "en" and language_of(known) is None:
            return known
        return self._in(self._tongue.code, ident) or known

    def _is_named(self, ident: str) -> bool:
        """Whether the caption is a name, not the word for its kind or a mere id."""
        entity = self._library.entity(ident)
        return entity is not None and not (entity.caption in entity.mentions and entity.schema in load_kinds())

    def _in(self, language: str, ident: str) -> str:
        """The name in a language: its short form where that stands inside a full one, else the first full one, else the short."""
        facts = self._library.facts.get(ident, {})
        full = [s.value for name in FULL for s in sorted(facts.get(name, []), key=_by_value) if _is_in(language, s)]
        short = [s.value for s in sorted(facts.get(SHORT, []), key=_by_value) if _is_in(language, s)]
        inside = [each for each in short if any(each in other for other in full)]
        return next(iter([*inside, *full, *short]), "")


def _by_value(statement: Statement) -> tuple[int, str]:
    return len(statement.value), statement.value


def _is_in(language: str, statement: Statement) -> bool:
    """Whether a name is in a language: as the source says, or by its script where the language is Chinese."""
    return statement.lang == language or (statement.lang is None and language == language_of(statement.value))

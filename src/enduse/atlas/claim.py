"""The claim: the only form in which a page can print a value that comes from a statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from enduse.atlas.identity import id_of
from enduse.atlas.markup import filled
from enduse.atlas.plaintext import language_of, visible
from enduse.model.statement import Statement

LONG = 90
"""Characters from which a value is set as running text, without a line under every word."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value with the passages that say it.

    Made from statements, never from text alone, so a template cannot print a value without its passage: without statements there
    is no claim (ValueError). Statements resting on the same cell share one link; other passages follow as small numbers, each a link
    of its own. ``target`` is the page of the entity the value names: then the name leads there and a small sign leads to the passage.
    """

    statements: tuple[Statement, ...]
    text: str
    address: Callable[[Statement], str]
    """Page and anchor of a passage, as seen from the page this claim stands on."""
    target: str | None = None
    beside: str = ""
    """The original of the text, where the text is a name in the language of the page."""
    says_so: str = ""
    """What a sign that leads to a passage is called, in the language of the page."""
    differs: str = ""
    """A word that marks the value where sources state others that cannot be true as well; empty where none does."""

    def __post_init__(self) -> None:
        if not self.statements:
            raise ValueError(f"a claim without a statement: {self.text!r}")

    @property
    def passages(self) -> list[Statement]:
        """One statement for each distinct passage."""
        seen: dict[tuple[str, int, int], Statement] = {}
        for statement in self.statements:
            seen.setdefault((statement.document, statement.start, statement.end), statement)
        return list(seen.values())

    def __html__(self) -> str:
        first, *others = self.passages
        text: str = visible(self.text)
        lang = language_of(text)
        attributes = filled(' lang="%s"', lang) if lang else ""
        if self.target is not None:
            body = filled('<a class="ref" href="%s"%s>%s%s</a>', self.target, attributes, text, original(self.beside)) + self._mark(
                first, "§"
            )
        else:
            style = "claim long" if len(text) > LONG else "claim"
            pattern = '<a class="%s" data-statement="%s" href="%s"%s>%s%s</a>'
            body = filled(pattern, style, id_of(first), self.address(first), attributes, text, original(self.beside))
        for number, other in enumerate(others, start=2):
            body += self._mark(other, str(number))
        return body + filled(' <span class="differs">%s</span>', self.differs) if self.differs else body

    def _mark(self, statement: Statement, sign: str) -> Markup:
        pattern = '<a class="claim mark" data-statement="%s" href="%s" title="%s"><sup>%s</sup></a>'
        return filled(pattern, id_of(statement), self.address(statement), self.says_so, sign)

    def __str__(self) -> str:
        raise TypeError("a claim is printed with its passage, never as bare text")


def original(name: str) -> Markup:
    """A name as it stands beside its form in the language of the page; nothing where there is none."""
    if not name:
        return Markup("")
    lang = language_of(name)
    attributes = filled(' lang="%s"', lang) if lang else ""
    return filled(' <span class="original"%s>%s</span>', attributes, visible(name))


def claims_from(
    statements: Sequence[Statement], text_of: Callable[[Statement], str], make: Callable[[tuple[Statement, ...], str], Claim]
) -> list[Claim]:
    """One claim for each distinct text, in the order of the statements given."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(text_of(statement), []).append(statement)
    return [make(tuple(group), text) for text, group in groups.items()]

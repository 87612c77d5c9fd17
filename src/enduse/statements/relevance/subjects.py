"""What a notice and each of its items are about, stated with the word that says so and with why it was believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct, structs

from enduse.model.extraction import Witness
from enduse.model.statement import Statement
from enduse.statements.notices.parts import Outline
from enduse.statements.notices.values import HIDDEN
from enduse.statements.relevance.words import Hit, Meaning, find_brands, find_words
from enduse.statements.relevance.zones import CELLS, Placed, is_denied, place, spoken, weights

PROPERTY = "subject"
METHOD = "subject"
"""Statements carry ``subject:`` and the reason, a name of ``weights.yml``."""


class Said(Struct, frozen=True):
    """One word and one of its meanings."""

    placed: Placed
    meaning: Meaning

    @property
    def text(self) -> str:
        """The word of the vocabulary."""
        return self.placed.hit.word.text


@dataclass(frozen=True, slots=True)
class Subject:
    """A term something is about, with the passage and the reason (a name of ``weights.yml``)."""

    term: str
    placed: Placed
    why: str


def state_subjects(found: Outline, statements: Sequence[Statement], witness: Witness) -> list[Statement]:
    """Statements ``subject`` about the notice and its items; ``statements`` are what was read of the notice.

    Only words decide: the name of a buyer, a supplier or any other body is never looked at.
    """
    notice = next((s.entity for s in statements if s.schema == "Notice"), None)
    hits = find_words(found.page.text, spoken(found))
    brands = find_brands(found.page.text, _where_brands_count(found, hits, statements))
    if notice is None or not (hits or brands):
        return []
    hits = sorted([*hits, *brands], key=lambda hit: (hit.start, hit.end))
    said = [
        Said(placed, meaning)
        for placed in place(found, hits, statements)
        for meaning in placed.hit.word.meanings
        if not is_denied(placed.hit, meaning.family, meaning.strength, found.page.text)
    ]
    about = [("Notice", notice, subject) for subject in subjects_of_notice(Evidence(said))]
    sure = {subject.term for _, _, subject in about}
    families = frozenset(each.meaning.family for each in said if each.meaning.term in sure and each.meaning.strength in {"strong", "named"})
    rows: dict[str, list[Said]] = {}
    for each in said:
        if each.placed.cell:
            rows.setdefault(each.placed.zone, []).append(each)
    for row, own in rows.items():
        about += [("ContractItem", row, subject) for subject in subjects_of_item(Evidence(own), families)]
    hidden = [(line.first, line.last) for line, _ in found.lines if line.hidden]
    return [_state(witness, schema, entity, subject, hidden) for schema, entity, subject in about]


def _where_brands_count(found: Outline, hits: Sequence[Hit], statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """The cells of item rows, and what stands right beside a weak word."""
    page, reach = found.page, int(weights()["brand-reach"])
    cells = [(page.at(s.start), page.at(s.end)) for s in statements if s.schema == "ContractItem" and s.property in CELLS]
    weak = [hit for hit in hits if any(meaning.strength == "weak" for meaning in hit.word.meanings)]
    return cells + [(max(0, hit.start - reach), min(len(page.text), hit.end + reach)) for hit in weak]


class Evidence:
    """All that is said in a notice, or in one row of it, and what of it makes a weak word count."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.said = said
        self.words: dict[str, set[str]] = {}
        self.brands: dict[tuple[str, str], list[Placed]] = {}
        for each in said:
            if each.meaning.strength == "brand":
                self.brands.setdefault((each.meaning.family, each.placed.zone), []).append(each.placed)
            else:
                self.words.setdefault(each.meaning.family, set()).add(each.text)

    def seconds(self, each: Said) -> bool:
        """Whether a different word of the family stands anywhere, or a brand of the family in the same row or right beside."""
        if self.words.get(each.meaning.family, set()) - {each.text}:
            return True
        brands = self.brands.get((each.meaning.family, each.placed.zone), [])
        return bool(brands) if each.placed.cell else any(_beside(each.placed, brand) for brand in brands)


def subjects_of_notice(evidence: Evidence) -> list[Subject]:
    """What the notice is about: each term once, by its best passage; leads of brands stay with their items."""
    by_term: dict[str, list[Said]] = {}
    for each in evidence.said:
        if each.meaning.strength in {"strong", "named", "weak"}:
            by_term.setdefault(each.meaning.term, []).append(each)
    found = [_by_title(own, evidence) or _by_text(own, evidence) for _, own in sorted(by_term.items())]
    return [subject for subject in found if subject is not None]


def subjects_of_item(evidence: Evidence, families: frozenset[str]) -> list[Subject]:
    """What one row is about; a weak word is enough where the notice says for certain that it is about the family."""
    found: dict[str, Subject] = {}
    for each in evidence.said:
        meaning = each.meaning
        if meaning.strength in {"strong", "named"}:
            found.setdefault(meaning.term, Subject(meaning.term, each.placed, "word-in-title"))
        elif meaning.strength == "weak" and (meaning.family in families or evidence.seconds(each)):
            found.setdefault(meaning.term, Subject(meaning.term, each.placed, "two-words-in-title"))
    if not found:
        found = {subject.term: subject for subject in _leads(evidence.said)}
    return [found[term] for term in sorted(found)]


def _by_title(own: Sequence[Said], evidence: Evidence) -> Subject | None:
    telling = [each for each in own if each.placed.telling]
    for each in telling:
        if each.meaning.strength in {"strong", "named"}:
            return Subject(each.meaning.term, each.placed, "word-in-title")
    for each in telling:
        if each.meaning.strength == "weak" and evidence.seconds(each):
            return Subject(each.meaning.term, each.placed, "two-words-in-title")
    return None


def _by_text(own: Sequence[Said], evidence: Evidence) -> Subject | None:
    strong = next((each for each in own if each.meaning.strength == "strong"), None)
    if strong is not None:
        family = strong.meaning.family
        again = sum(each.meaning.family == family and each.meaning.strength == "strong" for each in evidence.said) > 1
        return Subject(strong.meaning.term, strong.placed, "words-in-text" if again else "word-in-text")
    weak = [each for each in own if each.meaning.strength == "weak"]
    if len({each.text for each in weak}) >= int(weights()["weak-words"]):
        return Subject(weak[0].meaning.term, weak[0].placed, "weak-words-in-text")
    return None


def _beside(word: Placed, brand: Placed) -> bool:
    gap = max(word.hit.start - brand.hit.end, brand.hit.start - word.hit.end)
    return 0 <= gap <= int(weights()["beside"])


def _leads(own: Sequence[Said]) -> list[Subject]:
    """The family of a maker of nothing else, where the brand's cell holds its name and no more."""
    for each in own:
        placed, word = each.placed, each.placed.hit.word
        if word.lead and placed.cell == "brand" and each.meaning == word.meanings[0]:
            return [Subject(each.meaning.family, placed, "brand-in-item")]
    return []


def _state(witness: Witness, schema: str, entity: str, subject: Subject, hidden: Sequence[tuple[int, int]]) -> Statement:
    placed = subject.placed
    confidence = float(weights()["confidence"][subject.why])
    if any(first <= placed.hit.start < last for first, last in hidden):
        confidence = round(confidence * HIDDEN, 3)
    said = structs.replace(witness, method=f"{METHOD}:{subject.why}")
    quote = witness.document.text[placed.start : placed.end]
    return said.state(entity, schema, PROPERTY, subject.term, placed.start, placed.end, original=quote, confidence=confidence)

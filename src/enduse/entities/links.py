"""Bonds that need no likeness: judgements, equal identifiers, and what a hand-kept table says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from enduse.decisions.standing import standing, without_hubs
from enduse.entities.identity import IDENTIFIER, JUDGEMENT, SAME_AS, Bond
from enduse.entities.mentions import ORGANISATION, Mention
from enduse.entities.sentences import told
from enduse.language.identifiers import read_usc
from enduse.model.issue import Issue
from enduse.model.judgement import Judgement, Verdict


@dataclass(slots=True)
class Judged:
    """What people decided: bonds to make, pairs to keep apart, pairs left open, and what cannot be followed."""

    bonds: list[Bond] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    unsure: list[tuple[str, str, str]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def judgement_links(judgements: Iterable[Judgement], mentions: Mapping[str, Mention]) -> Judged:
    """Turn judgements into bonds and constraints.

    Of one reviewer's judgements on a pair the last given and not withdrawn holds; between reviewers a negative one holds until they agree.
    """
    held = [judgement for given in standing(judgements).values() for judgement in given]
    by_pair: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in without_hubs(held, mentions):
        by_pair.setdefault(judgement.pair, []).append(judgement)
    found = Judged()
    for pair, unordered in sorted(by_pair.items()):
        given = sorted(unordered, key=lambda j: (j.reviewer, j.decided, j.verdict.value, j.reason))
        problem = _unusable(pair, mentions, f"judgement of {', '.join(sorted({j.reviewer for j in given}))}")
        if problem is not None:
            found.issues.append(problem)
        else:
            _settle(pair, given, found)
    return found


def _settle(pair: tuple[str, str], given: list[Judgement], found: Judged) -> None:
    verdicts = {judgement.verdict for judgement in given}
    said = "; ".join(f"{judgement.reviewer}, {judgement.decided}: {judgement.reason}" for judgement in given)
    if {Verdict.POSITIVE, Verdict.NEGATIVE} <= verdicts:
        found.issues.append(_issue("judgements-disagree", f"{pair[0]} and {pair[1]}: reviewers disagree ({said}); kept apart", pair))
    if Verdict.NEGATIVE in verdicts:
        found.apart.append(pair)
    elif Verdict.UNSURE in verdicts:
        found.unsure.append((*pair, told("reasons", "judged-unsure", said=said)))
    else:
        found.bonds.append(Bond.of(JUDGEMENT, pair, told("reasons", "judged-same", said=said)))


def same_as_links(mentions: Mapping[str, Mention]) -> tuple[list[Bond], list[Issue]]:
    """Bonds of the property ``sameAs``, which only hand-kept tables state."""
    bonds, issues = [], []
    for mention in mentions.values():
        for fact in mention.facts.get("sameAs", []):
            problem = _unusable((mention.id, fact.value), mentions, f"sameAs in {fact.source}")
            if problem is not None:
                issues.append(problem)
            elif fact.value != mention.id:
                bonds.append(Bond.of(SAME_AS, (mention.id, fact.value), told("reasons", "in-table")))
    return bonds, issues


def identifier_links(mentions: Mapping[str, Mention]) -> list[Bond]:
    """Bonds of organisations with an equal identifier.

    A registration number counts within one country, and so does a stock code that does not name its exchange (``002415``).
    """
    holders: dict[tuple[bool, str, str, str], set[str]] = {}
    for mention in mentions.values():
        if mention.family == ORGANISATION:
            for key in _identifiers(mention):
                holders.setdefault((mention.specimen, *key), set()).add(mention.id)
    return [
        Bond.of(IDENTIFIER, ids, told("reasons", "same-identifier", kind=key[1], value=key[2]))
        for key, ids in sorted(holders.items())
        if len(ids) > 1
    ]


def credit_codes(mentions: Mapping[str, Mention]) -> dict[str, frozenset[str]]:
    """The unified social credit codes said of each organisation that has one: one body has one code (GB 32100-2015).

    Only codes whose check character is right: a misread one must not tell a body from itself.
    """
    found = {}
    for mention in mentions.values():
        codes = frozenset(code for value in mention.values("uscCode") if (code := read_usc(value)) is not None)
        if codes and mention.family == ORGANISATION:
            found[mention.id] = codes
    return found


def _identifiers(mention: Mention) -> set[tuple[str, str, str]]:
    countries = sorted(set(mention.values("country")))
    found = {("uscCode", code, "") for value in mention.values("uscCode") if re.fullmatch(r"[0-9A-Z]{18}", code := _plain(value))}
    found |= {("leiCode", code, "") for value in mention.values("leiCode") if re.fullmatch(r"[0-9A-Z]{20}", code := _plain(value))}
    for value in mention.values("registrationNumber"):
        found |= {("registrationNumber", _plain(value), country) for country in countries if _plain(value)}
    for value in mention.values("tickerSymbol"):
        code = _plain(value)
        found |= {("tickerSymbol", code, "")} if ":" in code else {("tickerSymbol", code, country) for country in countries if code}
    return found


def _plain(value: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value)).upper()


def _unusable(pair: tuple[str, str], mentions: Mapping[str, Mention], what: str) -> Issue | None:
    """Why a stated pair cannot be followed."""
    missing = [mention for mention in pair if mention not in mentions]
    if missing:
        return _issue("unknown-mention", f"{what}: {' and '.join(missing)} is in no statement of this case", pair)
    left, right = mentions[pair[0]], mentions[pair[1]]
    if left.specimen != right.specimen:
        return _issue(
            "specimen-and-real", f"{what}: {pair[0]} and {pair[1]} are a specimen and a real mention; they are never joined", pair
        )
    if left.family != right.family:
        return _issue("kinds-differ", f"{what}: {pair[0]} is a {left.schema}, {pair[1]} a {right.schema}; they are never joined", pair)
    return None


def _issue(code: str, message: str, pair: tuple[str, str]) -> Issue:
    return Issue(
        stage="entities",
        code=code,
        message=message,
        action="Correct the row or add a judgement that replaces this one.",
        place=f"{pair[0]} {pair[1]}",
        owner="reviewer",
    )

"""Links that need no likeness: judgements, equal identifiers, and what a hand-kept table says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from enduse.entities.identity import IDENTIFIER, JUDGEMENT, SAME_AS, Link
from enduse.entities.mentions import ORGANISATION, Mention
from enduse.model.issue import Issue
from enduse.model.judgement import Judgement, Verdict


@dataclass(slots=True)
class Judged:
    """What people decided: links to make, pairs to keep apart, pairs left open, and what cannot be followed."""

    links: list[Link] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    unsure: list[tuple[str, str, str]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def judgement_links(judgements: Iterable[Judgement], mentions: Mapping[str, Mention]) -> Judged:
    """Turn judgements into links and constraints.

    Of one reviewer's judgements on a pair the last given holds (the order of ``judgements`` counts only within one reviewer's log); between
    reviewers a negative one holds until they agree.
    """
    standing: dict[tuple[str, str], dict[str, Judgement]] = {}
    for judgement in judgements:
        pair = (min(judgement.left, judgement.right), max(judgement.left, judgement.right))
        standing.setdefault(pair, {})[judgement.reviewer] = judgement
    found = Judged()
    for pair, by_reviewer in sorted(standing.items()):
        given = [by_reviewer[reviewer] for reviewer in sorted(by_reviewer)]
        problem = _unusable(pair, mentions, f"judgement of {', '.join(sorted(by_reviewer))}")
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
        found.unsure.append((*pair, f"a reviewer was not sure ({said})"))
    else:
        found.links.append(Link.between(JUDGEMENT, *pair, f"judged the same ({said})"))


def same_as_links(mentions: Mapping[str, Mention]) -> tuple[list[Link], list[Issue]]:
    """Links of the property ``sameAs``, which only hand-kept tables state."""
    links, issues = [], []
    for mention in mentions.values():
        for fact in mention.facts.get("sameAs", []):
            problem = _unusable((mention.id, fact.value), mentions, f"sameAs in {fact.source}")
            if problem is not None:
                issues.append(problem)
            elif fact.value != mention.id:
                links.append(Link.between(SAME_AS, mention.id, fact.value, "a hand-kept table says they are one body"))
    return links, issues


def identifier_links(mentions: Mapping[str, Mention]) -> list[Link]:
    """Links of organisations with an equal identifier.

    A registration number counts within one country, and so does a stock code that does not name its exchange (``002415``).
    """
    holders: dict[tuple[bool, str, str, str], list[str]] = {}
    for mention in mentions.values():
        if mention.family == ORGANISATION:
            for key in _identifiers(mention):
                holders.setdefault((mention.specimen, *key), []).append(mention.id)
    links = []
    for (_, name, value, _country), ids in holders.items():
        first, *others = sorted(set(ids))
        links += [Link.between(IDENTIFIER, first, other, f"same {name} {value}") for other in others]
    return links


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

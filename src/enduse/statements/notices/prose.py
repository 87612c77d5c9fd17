"""Parties, projects and days that only a sentence names: ``受某局委托，某公司…``. The forms are in sentences.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from enduse.language.first_look import FirstLook
from enduse.statements.notices.dictionary import load
from enduse.statements.notices.parties import refusal
from enduse.statements.notices.passage import Page, Span

_TITLE_ENDS = ("公告", "公示")
_HEAD = 12_000
"""Characters searched: a notice names its parties at the top; what stands later is its small print."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a sentence names: ``buyer``, ``agency`` or ``project``."""

    field: str
    span: Span


def read_sentences(page: Page) -> list[Named]:
    """Everything the forms find, in the order of the forms."""
    text = page.text[:_HEAD]
    found: list[Named] = []
    for anchors, look, pattern, in_line in _forms():
        if not look.finds(text):
            continue
        for match in _in_lines(pattern, text, anchors) if in_line else pattern.finditer(text):
            for name in pattern.groupindex:
                span = page.folded(match.start(name), match.end(name)).whole() if match[name] else None
                if span is not None:
                    found += _named(name, span)
    return found


def _in_lines(pattern: re.Pattern[str], text: str, anchors: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """What a form finds in the lines its anchors stand in; the sign before a line and the one behind it are seen too."""
    done = 0
    for anchor in anchors:
        at = text.find(anchor, done)
        while at >= 0:
            first = max(0, text.rfind("\n", 0, at))
            done = text.find("\n", at) + 1 or len(text)
            yield from pattern.finditer(text, first, done)
            at = text.find(anchor, done)


def _named(name: str, span: Span) -> list[Named]:
    if name == "project":
        return [Named(name, span)] if len(span.text) >= 4 else []
    title = max(span.text.rfind(word) + len(word) for word in _TITLE_ENDS) if any(word in span.text for word in _TITLE_ENDS) else 0
    span = span.part(title, len(span.text)) if 0 < title < len(span.text) else span  # a title runs into the name
    if refusal(span) is not None:
        return []
    if name == "who":
        return [Named("agency" if is_agency(span.text) else "buyer", span)]
    return [Named(name, span)]


def is_agency(name: str) -> bool:
    """Whether a name says that the body runs purchases for others."""
    return _agency_words().search(name) is not None


def read_days(page: Page) -> list[tuple[str, Span, str]]:
    """Days a sentence gives: (``award-date`` or ``open-date``, the passage of the day, the day with its year).

    A day without a year is of the year said before it in the sentence, unless its month is an earlier one: then nothing says the year.
    """
    text = page.text[:_HEAD]
    found = []
    for field, look, pattern in _days():
        match = pattern.search(text) if look.finds(text) else None
        span = page.folded(match.start("date"), match.end("date")).whole() if match else None
        if match is None or span is None:
            continue
        if "year" not in match.re.groupindex:
            found.append((field, span, span.text))
        elif int(match["later"]) >= int(match["month"]):
            found.append((field, span, f"{match['year']}年{span.text}"))
    return found


def read_ceiling(page: Page) -> Span | None:
    """The sum of a ceiling that a sentence gives, with its unit; None where sentences give several, as lots have."""
    matches = list(_ceiling().finditer(page.text[:_HEAD])) if "限价" in page.text else []
    if len({(match["sum"], match["unit"]) for match in matches}) != 1:
        return None
    return page.folded(matches[0].start("sum"), matches[0].end("unit")).whole()


def office_at_head(project: Span) -> Span | None:
    """The office of state at the head of a project's name: ``某市公安局某分局食堂采购``.

    Hospitals only where the project is a purchase of goods for use in them, never schools: their names also name buildings and sites.
    """
    match = _office().match(project.text) or _hospital().match(project.text)
    span = project.part(match.start("buyer"), match.end("buyer")) if match else None
    return span if span is not None and refusal(span) is None else None


def project_in_title(title: str) -> tuple[int, int]:
    """Where the name of the project stands in a title: without the words for the kind of notice around it.

    >>> project_in_title("关于样本系统采购项目废标的公告")
    (2, 10)
    """
    before, after = _around_project()
    first = before.match(title)
    start = first.end() if first else 0
    last = after.search(title, start)
    return start, last.start() if last else len(title)


@lru_cache(maxsize=1)
def _around_project() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("sentences")
    return re.compile(data["before-project"]), re.compile(data["after-project"])


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[tuple[str, ...], FirstLook, re.Pattern[str], bool], ...]:
    data = load("sentences")
    forms = []
    for row in data["forms"]:
        pattern = row["pattern"].replace("NAME", data["name"]).replace("WHAT", data["what"])
        anchors = tuple(row["anchors"])
        forms.append((anchors, FirstLook(anchors), re.compile(pattern, re.MULTILINE), bool(row.get("line"))))
    return tuple(forms)


@lru_cache(maxsize=1)
def _days() -> tuple[tuple[str, FirstLook, re.Pattern[str]], ...]:
    return tuple(
        (str(row["field"]), FirstLook(row.get("anchors", ("",))), re.compile(row["pattern"])) for row in load("sentences")["dates"]
    )


@lru_cache(maxsize=1)
def _ceiling() -> re.Pattern[str]:
    return re.compile(load("sentences")["ceiling"])


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    return re.compile(load("sentences")["office-at-head"])


@lru_cache(maxsize=1)
def _hospital() -> re.Pattern[str]:
    return re.compile(load("sentences")["hospital-at-head"])


@lru_cache(maxsize=1)
def _agency_words() -> re.Pattern[str]:
    return re.compile(load("sentences")["agency-words"])

"""Answers in writing: as records for programs, as csv rows, and the words of reasons and rules."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from enduse.findings.listed.answer import Answer, Body, Rule, Standing
from enduse.findings.listed.law import on_the_day, sentence
from enduse.model.yaml_text import read_yaml

COLUMNS = (
    *("name", "date", "known_on", "outcome", "reasons", "body", "body_id", "specimen", "match", "score", "list", "relation"),
    *("entry_outcome", "entry_reasons", "listed_body", "announced", "effective", "ended", "citation", "act", "later_acts", "provisions"),
    *("licence_policy", "copy_of", "gone_by", "rule"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Rules = Mapping[str, tuple[Rule, ...]]


@cache
def _words() -> dict[str, str]:
    read: dict[str, str] = read_yaml(resources.files(__package__).joinpath("reasons.yml").read_text("utf-8"))
    return read


def words_of(code: str) -> str:
    """A reason in words.

    Raises:
        KeyError: reasons.yml has no sentence for the code.
    """
    return _words()[code]


def law_of(answer: Answer, rules: Rules) -> list[tuple[str, list[str]]]:
    """For each list of the answer its title and what its rules say, a sentence each, and whether they were in force on the day asked."""
    titles = {s.list: s.list_title for body in answer.bodies for s in body.standings}
    return [
        (title, [_said(rule, answer.date) for rule in rules.get(key, ())])
        for key, title in sorted(titles.items(), key=lambda item: item[1])
    ]


def _said(rule: Rule, day: str) -> str:
    times = "".join(f" {head} {text}." for head, text in (("In force from", rule.since), ("To", rule.until)) if text)
    return f"{rule.rule}{f' ({rule.citation})' if rule.citation else ''}: {sentence(rule)}{times}{_note(rule, day, before=' ')}"


def _note(rule: Rule, day: str, *, before: str = "") -> str:
    """That the rule was not in force on the day asked, or that it cannot be said; nothing where it was."""
    code = on_the_day(rule.since, rule.until, day)
    return before + words_of(code) if code else ""


def _told(rule: Rule, day: str) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(rule)
    return {**plain, "sentence": sentence(rule), "on_day": on_the_day(rule.since, rule.until, day), "note": _note(rule, day)}


def record(answer: Answer, rules: Rules) -> dict[str, Any]:
    """An answer as one JSON value, with the rules of the lists it speaks of and every reason in words."""
    plain: dict[str, Any] = msgspec.to_builtins(answer)
    codes = {*answer.reasons, *(code for body in answer.bodies for s in body.standings for code in s.reasons)}
    lists = sorted({s.list for body in answer.bodies for s in body.standings})
    return {
        **plain,
        "reasons_in_words": {code: words_of(code) for code in sorted(codes)},
        "rules": {key: [_told(rule, answer.date) for rule in rules.get(key, ())] for key in lists},
    }


def json_lines(answers: Iterable[Answer], rules: Rules) -> Iterator[str]:
    """A record a line, keys sorted."""
    encoder = msgspec.json.Encoder(order="sorted")
    return (encoder.encode(record(answer, rules)).decode() for answer in answers)


def csv_lines(answers: Iterable[Answer], rules: Rules) -> Iterator[str]:
    """A header, then a row for each entry of each body, one at least for each question; cells that a sheet would compute are quoted."""
    said: dict[tuple[str, str], str] = {}
    yield _line(COLUMNS)
    for answer in answers:
        head = [answer.name, answer.date, answer.known_on, answer.outcome, "; ".join(answer.reasons)]
        for key in {s.list for body in answer.bodies for s in body.standings}:
            if (key, answer.date) not in said:
                said[key, answer.date] = " | ".join(_said(rule, answer.date) for rule in rules.get(key, ()))
        rows = [[*head, *_of_body(body), *entry] for body in answer.bodies for entry in _entries(body, answer.date, said)]
        for row in rows or [[*head, *[""] * (len(COLUMNS) - len(head))]]:
            yield _line(row)


def _of_body(body: Body) -> list[str]:
    return [body.name, body.id, "yes" if body.specimen else "", body.match.how, f"{body.match.score:.3f}"]


def _entries(body: Body, day: str, said: Mapping[tuple[str, str], str]) -> list[list[str]]:
    return [_entry(s, said.get((s.list, day), "")) for s in body.standings] or [[""] * (len(COLUMNS) - 10)]


def _entry(s: Standing, rule: str) -> list[str]:
    many = (s.announced, s.effective, s.ended, s.citations, s.acts, s.amendments, s.provisions, s.licence)
    return [
        s.list,
        s.relation,
        s.outcome,
        "; ".join(s.reasons),
        s.listed_body,
        *("; ".join(each) for each in many),
        s.copy_of,
        s.gone_by,
        rule,
    ]


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()

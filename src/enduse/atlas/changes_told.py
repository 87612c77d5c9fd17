"""Changes in words, for a terminal and for feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from enduse.atlas.changes import CHANGED, NEW, WITHDRAWN, Changes, Difference, Input, Listed
from enduse.atlas.words import load_words

_TAKEN_BACK = ("retracted", "corrected", "withdrawn")
_FEW = 20
"""Entries of one list told one by one; of more the number is told."""
Words = Mapping[str, Any]
"""The block ``told`` of a file of words."""


def english() -> Words:
    """The words a terminal is told in."""
    found: Words = load_words("en")["told"]
    return found


def headline(difference: Difference, words: Words | None = None, language: str = "en") -> str:
    """A finding's change in one line; a draft says that it is one."""
    words = words or english()
    said = _state(words, difference.beside["state"])
    if difference.beside["state"] in ("published", *_TAKEN_BACK):
        mark = words["state"].format(state=said) if difference.beside["state"] in _TAKEN_BACK[:2] else ""
    else:
        unpublished = words["was_withdrawn" if difference.kind == WITHDRAWN else "not_published"]
        mark = words["unpublished"].format(state=said, unpublished=unpublished)
    marks = (words["specimen"] if difference.beside["specimen"] else "") + mark
    return str(words["head"].format(kind=words["kinds"][difference.kind], title=title(difference, language), marks=marks))


def title(difference: Difference, language: str = "en") -> str:
    """What the finding is called in a language, else in English."""
    return str(difference.beside.get(f"title_{language}") or difference.title)


def reasons(difference: Difference, words: Words | None = None) -> Iterator[str]:
    """What changed in it, and by which documents, a sentence each."""
    words = words or english()
    for name, (was, now) in difference.said.items():
        column = words["columns"][name]
        if name not in ("title", "summary"):
            yield words["was"].format(column=column, was=_value(words, name, was), now=_value(words, name, now))
        else:
            yield words["words_were"].format(column=column, was=was)
    if difference.kind == CHANGED:
        for passages, name in ((difference.gained, "gained"), (difference.lost, "lost")):
            if passages:
                yield words[name if len(passages) > 1 else f"{name}_one"].format(n=len(passages))
    if "reason" in difference.beside:
        reason = difference.beside["reason"]
        yield words["taken_back"].format(reason=reason) if reason else words["outdated"]
    elif difference.because:
        yield words["because"].format(documents=words["between"].join(document(each, words) for each in difference.because))
    elif difference.kind != NEW or not difference.gained:
        yield words["nothing_moved"]


def document(each: Input, words: Words | None = None) -> str:
    """A document in words: what it is, its name and the beginning of its hash."""
    words = words or english()
    return str(words["document"].format(role=words["roles"].get(each.role, each.role), name=each.name, hash=each.sha256[:12]))


def _state(words: Words, state: str) -> str:
    return str(words["states"].get(state, state))


def _value(words: Words, column: str, value: object) -> object:
    return _state(words, str(value)) if column == "state" else value


def lines(changes: Changes) -> Iterator[str]:
    """Everything for a terminal: the findings, then entries of lists, then inputs."""
    for difference in changes.findings:
        yield headline(difference)
        yield f"  {difference.rule}, finding {difference.finding}" + (f", before {difference.before}" if difference.before else "")
        yield from (f"  {reason}" for reason in reasons(difference))
    yield from _entries(changes.entries)
    for head, inputs in (("New", changes.inputs_new), ("No longer there", changes.inputs_gone)):
        if inputs:
            yield f"{head} among the documents: {'; '.join(map(document, inputs))}."


def _entries(entries: tuple[Listed, ...]) -> Iterator[str]:
    kinds = english()["kinds"]
    groups: dict[tuple[str, str], list[Listed]] = {}
    for entry in entries:
        groups.setdefault((entry.list, entry.kind), []).append(entry)
    for (list_, kind), found in sorted(groups.items()):
        yield f"{list_}: {_counted(len(found), 'entry', 'entries')} {kinds[kind].lower()}"
        yield from (f"  {each.party}, effective {each.effective or 'not stated'}" for each in found[:_FEW])
        if len(found) > _FEW:
            yield f"  … and {len(found) - _FEW} more"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"

"""Changes in words, for a terminal and for feeds."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.atlas.changes import CHANGED, NEW, WITHDRAWN, Changes, Difference, Input, Listed

_HEADS = {NEW: "New", WITHDRAWN: "Withdrawn", CHANGED: "Changed"}
_TAKEN_BACK = ("retracted", "corrected", "withdrawn")
_ROLES = {"paper": "the paper", "table": "the table", "list": "the list", "reference": "the reference table"}
_COLUMNS = {
    "outcome": "outcome",
    "state": "state",
    "rule_version": "version of the rule",
    "title": "title",
    "summary": "summary",
    "source_grade": "grade of sources",
    "information_grade": "grade of information",
    "independent_sources": "independent sources",
}
_FEW = 20
"""Entries of one list told one by one; of more the number is told."""


def headline(difference: Difference) -> str:
    """A finding's change in one line; a draft says that it is one."""
    state = difference.beside["state"]
    if state in ("published", *_TAKEN_BACK):
        mark = f" [{state}]" if state in _TAKEN_BACK[:2] else ""
    else:
        mark = f" [{state}, {'withdrawn' if difference.kind == WITHDRAWN else 'not published'}]"
    return f"{_HEADS[difference.kind]}: {difference.title}{' (specimen)' if difference.beside['specimen'] else ''}{mark}"


def reasons(difference: Difference) -> Iterator[str]:
    """What changed in it, and by which documents, a sentence each."""
    for name, (was, now) in difference.said.items():
        if name not in ("title", "summary"):
            yield f"The {_COLUMNS[name]} was {was} and is {now}."
        else:
            yield f"The {_COLUMNS[name]} was “{was}”."
    if difference.gained and difference.kind == CHANGED:
        yield f"{_counted(len(difference.gained), 'passage more stands', 'passages more stand')} under it."
    if difference.lost and difference.kind == CHANGED:
        yield f"{_counted(len(difference.lost), 'passage no longer stands', 'passages no longer stand')} under it."
    if "reason" in difference.beside:
        reason = difference.beside["reason"]
        yield f"People took it back: “{reason}”." if reason else "What it rested on has changed."
    elif difference.because:
        yield f"What made the difference stands in {'; '.join(map(document, difference.because))}."
    elif difference.kind != NEW or not difference.gained:
        yield "No passage came or went: judgements, the rule or the software changed."


def document(each: Input) -> str:
    """A document in words: what it is, its name and the beginning of its hash."""
    return f"{_ROLES.get(each.role, each.role)} {each.name} ({each.sha256[:12]})"


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
    groups: dict[tuple[str, str], list[Listed]] = {}
    for entry in entries:
        groups.setdefault((entry.list, entry.kind), []).append(entry)
    for (list_, kind), found in sorted(groups.items()):
        yield f"{list_}: {_counted(len(found), 'entry', 'entries')} {_HEADS[kind].lower()}"
        yield from (f"  {each.party}, effective {each.effective or 'not stated'}" for each in found[:_FEW])
        if len(found) > _FEW:
            yield f"  … and {len(found) - _FEW} more"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"

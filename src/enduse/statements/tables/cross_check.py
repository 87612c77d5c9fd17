"""What only all tables together can show: sources and mentions that are named but nowhere described."""

from __future__ import annotations

from collections.abc import Iterable

from enduse.model.issue import Issue
from enduse.model.kinds import load_kinds
from enduse.model.statement import Statement

RECORD = "record:"


def unknown_sources(statements: Iterable[Statement]) -> list[Issue]:
    """One issue for each source id that rows cite and no row of the sources table describes, sorted by id; a row may be its own source."""
    known: set[str] = set()
    cited: dict[str, tuple[int, Statement]] = {}
    for statement in statements:
        if statement.schema == "Source":
            known.add(statement.entity.partition(":")[2])
        elif statement.source.startswith(RECORD) and statement.source[len(RECORD) :] != statement.entity.partition(":")[2]:
            count, first = cited.get(statement.source[len(RECORD) :], (0, statement))
            cited[statement.source[len(RECORD) :]] = (count + 1, min(first, statement, key=_place))
    return [
        Issue(
            stage="statements",
            code="unknown-source",
            message=f"{cited[each][0]} statements (first: {cited[each][1].entity}) cite the source {each!r}; sources.csv has no such row.",
            action="Add a row for it to tables/sources.csv, or correct the id where it is cited.",
            place=f"{cited[each][1].entity} {cited[each][1].property}",
            document=cited[each][1].document,
        )
        for each in sorted(set(cited) - known)
    ]


def unknown_mentions(statements: Iterable[Statement]) -> list[Issue]:
    """One issue for each mention a row of a table points to and nothing describes, sorted by mention."""
    links = {(kind.name, each.name) for kind in load_kinds().values() for each in kind.properties.values() if each.type == "entity"}
    described: set[str] = set()
    pointing: dict[str, Statement] = {}
    for statement in statements:
        described.add(statement.entity)
        if (statement.schema, statement.property) in links:
            pointing[statement.value] = min(pointing.get(statement.value, statement), statement, key=_place)
    return [
        Issue(
            stage="statements",
            code="unknown-mention",
            message=f"{pointing[each].entity} names {each!r} as its {pointing[each].property}, but no row or paper describes that.",
            action="Add the row it points to, or correct the id.",
            place=f"{pointing[each].entity} {pointing[each].property}",
            document=pointing[each].document,
        )
        for each in sorted(set(pointing) - described)
    ]


def _place(statement: Statement) -> tuple[str, int, str]:
    return statement.document, statement.start, statement.entity

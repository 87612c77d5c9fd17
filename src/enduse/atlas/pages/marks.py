"""Dated things as signs of a drawing: each leads to its page, or to the passage that dates it."""

from __future__ import annotations

from enduse.atlas.drawings.canvas import Link
from enduse.atlas.drawings.lanes import Mark
from enduse.atlas.identity import id_of
from enduse.atlas.sheet import Sheet
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.model.statement import Statement

SHORT = 110
"""Characters of a thing's name that a sign says; its row below says all."""


def parsed(text: str) -> PartialDate | None:
    """A date as written in a statement; None where it is none."""
    try:
        return PartialDate.parse(text)
    except AmbiguousValue:
        return None


def day_mark(sheet: Sheet, ident: str, properties: tuple[str, ...], shape: str, kind: str = "", text: str = "") -> Mark | None:
    """The first of these days of an entity as a sign; None where it has none that can be drawn."""
    for prop in properties:
        statement = sheet.library.first(ident, prop)
        date = parsed(statement.value) if statement else None
        if statement is not None and date is not None:
            said = f"{sheet.values.text(statement)}: {text or named(sheet, ident)}"
            return Mark(linked(sheet, ident, statement, said), date, shape=shape, kind=kind)
    return None


def linked(sheet: Sheet, ident: str, statement: Statement, text: str) -> Link:
    """A link to the page of an entity; where it has none or this is it, to the passage."""
    page = sheet.library.pages.get(ident)
    if page and page.partition("#")[0] != sheet.path:
        return Link(text, sheet.way(page))
    return Link(text, sheet.address(statement), id_of(statement))


def named(sheet: Sheet, ident: str) -> str:
    """What an entity is called in few words; what private data its passage covers stays covered."""
    for prop in ("name", "title", "object", "list"):
        statement = sheet.library.first(ident, prop)
        if statement is not None:
            text = sheet.text_of(statement)
            return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
    return sheet.caption(ident)


def body_link(sheet: Sheet, ident: str, anchor: str = "") -> Link:
    """A link to an entity's page under its name; no link where it has none or this is it."""
    page = sheet.library.pages.get(ident)
    away = bool(page) and page.partition("#")[0] != sheet.path if page else False
    return Link(sheet.caption(ident), sheet.way(page) + anchor if away and page else None)


def claimed(sheet: Sheet, statement: Statement) -> Link:
    """A value as a link to its passage."""
    return Link(sheet.text_of(statement), sheet.address(statement), id_of(statement))

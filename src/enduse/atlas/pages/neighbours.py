"""The neighbours of a body: whom papers and records tie to it, in which way, drawn as a fan and told as lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from enduse.atlas.claim import Claim
from enduse.atlas.drawings.canvas import Link
from enduse.atlas.drawings.fan import Group, Neighbour, draw_fan
from enduse.atlas.network.ties import LEADS_FROM, LEADS_TO, listings_of, ties_of
from enduse.atlas.pages.brands import brand_page, brands_of
from enduse.atlas.pages.lists import list_page, said_list
from enduse.atlas.pages.marks import body_link
from enduse.atlas.pages.network import starting_at
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet

MOST = 7
"""Neighbours of one kind in the drawing; further ones are counted and stand in the text."""
SHAPES = {"Company": "square", "PublicBody": "dot", "Organization": "diamond"}


@dataclass(frozen=True, slots=True)
class Circle:
    """The drawing and its text: kind of tie in words, and the neighbours; ``explore`` is where a reader goes on from here."""

    drawing: Markup
    explore: str
    rows: tuple[tuple[str, tuple[Claim | Markup, ...]], ...]


def circle_of(press: Press, sheet: Sheet, ident: str) -> Circle | None:
    """Everything one step away; None below two neighbours."""
    counted = {key: Counter(tie.other for tie in ties) for key, ties in ties_of(sheet.library, ident).items()}
    lists = listings_of(sheet.library, ident)
    brands = brands_of(sheet.library, ident)
    if sum(len(found) for found in counted.values()) + len(lists) + len(brands) < 2:
        return None
    said = press.words["network"]
    drawn: dict[str, list[Neighbour]] = {
        key: [_neighbour(sheet, each, n) for each, n in _ranked(sheet, found)] for key, found in counted.items()
    }
    drawn["lists"] = [Neighbour(Link(said_list(press, name), sheet.way(list_page(name))), "triangle", listed=True) for name in lists]
    drawn["brands"] = [Neighbour(Link(name, sheet.way(brand_page(name))), "diamond") for name in brands]
    left, right = ([_group(said, key, drawn[key]) for key in keys if drawn.get(key)] for keys in (LEADS_TO, LEADS_FROM))
    caption = sheet.caption(ident)
    rows = [(said["groups"][key], _named(sheet, counted[key])) for key in (*LEADS_TO, *LEADS_FROM) if key in counted]
    if brands:
        rows.append((said["groups"]["brands"], tuple(sheet.ref(brand_page(name), name) for name in brands)))
    drawing = draw_fan(caption, left, right, said["drawing"].format(name=caption), said["desc"])
    return Circle(drawing, sheet.way(starting_at(sheet.library.pages[ident])), tuple(rows))


def _ranked(sheet: Sheet, counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], sheet.caption(item[0]).casefold(), item[0]))


def _neighbour(sheet: Sheet, ident: str, weight: int) -> Neighbour:
    entity = sheet.library.entity(ident)
    shape = SHAPES.get(entity.schema if entity else "", "dot")
    return Neighbour(body_link(sheet, ident), shape, weight, bool(sheet.library.pointing(ident, "entity")))


def _group(said: dict[str, Any], key: str, neighbours: list[Neighbour]) -> Group:
    more = said["more"].format(n=len(neighbours) - MOST) if len(neighbours) > MOST else ""
    return Group(said["groups"][key], tuple(neighbours[:MOST]), more)


def _named(sheet: Sheet, counted: Counter[str]) -> tuple[Claim | Markup, ...]:
    return tuple(sheet.name(each) for each, _ in _ranked(sheet, counted))

"""Pictures of a paper's pages beside its text: files of their own, or the reason why a page has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enduse.atlas.press import Press
from enduse.atlas.shelf import Held, paper_page
from enduse.documents.page_pictures import Order, PagePicture
from enduse.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Shown:
    """One page: its number and the picture's file beside the paper's page with its size, or why there is none, in words."""

    number: int
    file: str = ""
    width: int = 0
    height: int = 0
    why: str = ""


def pictures_of(press: Press, held: Held, statements: Sequence[Statement]) -> list[Shown]:
    """The pages of a paper as pictures, written beside its page; a paper that has no pages of its own (html, plain text) has none."""
    if not held.document.layout:
        return []
    if held.sha256 not in press.context.pictured or press.context.draw is None:
        return [Shown(0, why=press.words["paper"]["pictures"]["reasons"]["rights"])]
    frames = sorted({(statement.start, statement.end) for statement in statements})
    drawn = press.context.draw(held.sha256, Order(held.text, tuple(frames)))
    return [_shown(press, held, each) for each in drawn]


def _shown(press: Press, held: Held, picture: PagePicture) -> Shown:
    if not picture.png:
        return Shown(picture.page, why=press.words["paper"]["pictures"]["reasons"][picture.reason])
    file = f"{held.sha256[:16]}-p{picture.page}.png"
    target = (press.out / paper_page(held.sha256)).with_name(file)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(picture.png)
    return Shown(picture.page, file, picture.width, picture.height)

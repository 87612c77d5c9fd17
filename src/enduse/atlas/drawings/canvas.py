"""What every drawing is made of: the frame with title and description, links, and signs that do not rely on colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from enduse.atlas.markup import filled
from enduse.atlas.plaintext import language_of, visible

SIGNS = {
    "dot": "M-4.6,0a4.6,4.6 0 1,0 9.2,0a4.6,4.6 0 1,0 -9.2,0z",
    "square": "M-4.2,-4.2h8.4v8.4h-8.4z",
    "diamond": "M0,-5.8l5.8,5.8l-5.8,5.8l-5.8,-5.8z",
    "triangle": "M0,-5.6l5.4,9.6h-10.8z",
    "cross": "M-4.4,-4.4l8.8,8.8M4.4,-4.4l-8.8,8.8",
    "tick": "M0,-6v12",
}
"""Outlines around the middle of a sign, in pixels."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a name or sign leads: a page of the atlas, or with ``statement`` the passage that says it."""

    text: str
    href: str | None = None
    statement: str | None = None

    def wrap(self, inner: Markup, style: str = "", *, unwritten: bool = False) -> Markup:
        """The drawn thing as a link; where its name is ``unwritten``, it is told to those who hear the page."""
        name = filled(' aria-label="%s"', visible(self.text)) if unwritten else Markup("")
        if self.href is None:
            return filled('<g class="ref%s">%s</g>', style, inner)
        if self.statement is None:
            return filled('<a class="ref%s" href="%s"%s>%s</a>', style, self.href, name, inner)
        return filled('<a class="claim%s" data-statement="%s" href="%s"%s>%s</a>', style, self.statement, self.href, name, inner)


def frame(style: str, height: float, title: str, described: str, parts: Iterable[Markup]) -> Markup:
    """The whole drawing, as wide as its place. It is a group, not a picture: the links inside stay within reach of a keyboard."""
    return filled(
        '<svg class="drawing %s" width="100%%" height="%s" role="group" aria-label="%s"><title>%s</title><desc>%s</desc>%s</svg>',
        style,
        round(height),
        visible(title),
        visible(title),
        visible(described),
        Markup("").join(parts),
    )


def sign(shape: str, x: float, y: float, *, hollow: bool = False, kind: str = "") -> Markup:
    """A sign at ``x`` per cent and ``y`` pixels."""
    style = " ".join(part for part in ("sign", shape, "hollow" if hollow else "", kind) if part)
    return filled('<svg x="%s" y="%s" overflow="visible"><path class="%s" d="%s"/></svg>', percent(x), round(y, 1), style, SIGNS[shape])


def words(text: str, x: float, y: float, style: str, anchor: str = "start") -> Markup:
    """A line of text; Chinese says that it is."""
    lang = language_of(text)
    spoken = filled(' lang="%s"', lang) if lang else Markup("")
    return filled(
        '<text class="%s" x="%s" y="%s" text-anchor="%s"%s>%s</text>', style, percent(x), round(y, 1), anchor, spoken, visible(text)
    )


def percent(x: float) -> str:
    """A place along, as SVG writes it.

    >>> percent(33.3333)
    '33.33%'
    """
    return f"{round(x, 2):g}%"

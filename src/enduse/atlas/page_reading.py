"""A built page read back, as a checker sees it: links, anchors with their text, claims, and text in none of the known places."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
KNOWN_PLACES = frozenset({"claim", "ref", "passage", "told", "prose", "query"})
"""Classes inside which a statement's value may stand: claims and passages themselves, names that lead to a page, sentences of a rule
with their statements, texts of the interface, queries."""
CHROME = frozenset({"title", "nav", "footer", "desc", "head", "del"})
"""Elements that are no text of the page itself; what is struck out (``del``) is what a page said once and claims no more."""


@dataclass(frozen=True, slots=True)
class Element:
    """One start tag: its name and attributes."""

    tag: str
    attributes: dict[str, str]

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


@dataclass(slots=True)
class Page:
    """What stands on a page. ``anchors`` maps an element's id to its text; only anchors of passages keep their text."""

    elements: list[Element] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    doubles: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    scripts: int = 0
    styles: list[str] = field(default_factory=list)
    """The text of each ``<style>``."""


@dataclass(slots=True)
class _Open:
    tag: str
    known: bool
    anchor: str | None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[_Open] = []
        self._run: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        anchor = element.attributes.get("id")
        if anchor is not None:
            if anchor in self.page.anchors:
                self.page.doubles.append(anchor)
            self.page.anchors[anchor] = ""
        known = bool(self._open and self._open[-1].known) or tag in CHROME or bool(element.classes & KNOWN_PLACES)
        if tag not in VOID:
            self._open.append(_Open(tag, known, anchor if anchor and anchor.startswith("s-") else None))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        for each in self._open:
            if each.anchor is not None:
                self.page.anchors[each.anchor] += data
        if self._open and self._open[-1].tag == "script":
            self.page.scripts += 1
        if self._open and self._open[-1].tag == "style":
            self.page.styles.append(data)
            return
        if not (self._open and self._open[-1].known):
            self._run.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        text = " ".join("".join(self._run).split())
        if text:
            self.page.loose.append(text)
        self._run.clear()


def read_page(html: str) -> Page:
    """Read one page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page

"""Word files (docx): paragraphs and tables as they stand, heads and feet, notes; hidden text marked, deleted text left out and said so.

Our own reader over ZIP and expat (docs/decisions/0022): parts are unpacked up to a counted limit, declarations are refused, and nothing the
file points to is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.documents.docx_body import DocxBody
from enduse.documents.flow_text import FlowText
from enduse.documents.notes import Notes
from enduse.documents.package import DOCX, Package, open_package
from enduse.documents.reader import Stored, register
from enduse.documents.relations import note_outside, relations_of
from enduse.documents.xml_parts import parse
from enduse.model.document import Document

_MAIN = "word/document.xml"
_BESIDE = ("header", "footer", "footnotes", "endnotes")
_OFF = frozenset({"0", "false", "off"})


@register(DOCX, title="a Word file (docx)", extensions=(".docx", ".docm"))
def read_docx(stored: Stored, notes: Notes) -> Document:
    """Read one file.

    Raises:
        UnreadableDocument: ``broken``, ``encrypted``, ``xml-declarations`` or ``limit:…``.
    """
    package = open_package(stored.data)
    flow = FlowText()
    hiding = _hiding_styles(package)
    body = DocxBody(flow, hiding)
    parse(package.text_part(_MAIN), body, _MAIN)
    for relation in sorted(relations_of(package, _MAIN), key=lambda relation: (_order(relation.kind), relation.target)):
        if relation.kind in _BESIDE and not relation.external:
            data = package.part(relation.target)
            if data is not None:
                body.kind = "margin" if relation.kind in ("header", "footer") else "paragraph"
                parse(data, body, relation.target)
    note_outside(package, notes)
    _note(body, notes)
    notes.controls(flow.dropped)
    return Document(
        sha256=stored.sha256,
        media_type=stored.media_type,
        text=flow.text,
        blocks=tuple(flow.blocks),
        tables=tuple(flow.tables),
    )


def _order(kind: str) -> int:
    return _BESIDE.index(kind) if kind in _BESIDE else len(_BESIDE)


def _note(body: DocxBody, notes: Notes) -> None:
    if body.flow.hidden:
        notes.add(
            "hidden-text",
            f"{body.flow.hidden} characters are formatted so that a reader does not see them (hidden, white or tiny)",
            "compare with the file on a screen; what is stated from such text has half the confidence",
        )
    if body.deleted or body.inserted:
        notes.add(
            "tracked-changes",
            f"the file keeps changes: {body.deleted} deleted or moved passages were not read, {body.inserted} inserted ones were",
            "ask which state of the text holds",
        )
    if body.comments:
        notes.add("comments-not-read", f"{body.comments} comments beside the text were not read", "look at them in the stored file")
    if body.numbered:
        notes.add(
            "numbers-not-written",
            f"{body.numbered} paragraphs have numbers or signs that Word makes; they are not part of the text read",
            "nothing, unless a number matters; look at the file then",
        )


@dataclass(slots=True)
class _Styles:
    """Which styles hide their text, by themselves or by the style they rest on."""

    hidden: dict[str, bool] = field(default_factory=dict)
    rests_on: dict[str, str] = field(default_factory=dict)
    _current: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._current = attributes.get("styleId", "")
        elif name == "basedOn" and self._current:
            self.rests_on[self._current] = attributes.get("val", "")
        elif name == "vanish" and self._current:
            self.hidden[self._current] = attributes.get("val", "true").lower() not in _OFF

    def end(self, name: str) -> None:
        if name == "style":
            self._current = ""

    def text(self, text: str) -> None:
        """There is no text."""

    def hiding(self) -> frozenset[str]:
        return frozenset(style for style in {*self.hidden, *self.rests_on} if self._hides(style))

    def _hides(self, style: str) -> bool:
        for _ in range(20):
            if style in self.hidden:
                return self.hidden[style]
            style = self.rests_on.get(style, "")
        return False


def _hiding_styles(package: Package) -> frozenset[str]:
    styles = _Styles()
    data = package.part("word/styles.xml")
    if data:
        parse(data, styles, "word/styles.xml")
    return styles.hiding()

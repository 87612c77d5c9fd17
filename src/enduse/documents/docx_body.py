"""The running text of a Word file: paragraphs, tables, text boxes; what is deleted, hidden or only a field's code is told apart.

Element names are those of ECMA-376 part 1 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.documents.flow_text import FlowText

_OFF = frozenset({"0", "false", "off", "none"})
_UNREAD = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rt"})
"""What is inside these is not part of what stands on the page."""
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_TINY = 4
"""Half points: print of 2 points cannot be read."""


@dataclass(slots=True)
class _Paragraph:
    seen: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    style: str = ""
    hidden: bool = False
    shaded: bool = False
    boxes: list[tuple[str, bool]] = field(default_factory=list)
    """Paragraphs of text boxes that hang on this one."""


@dataclass(slots=True)
class _Run:
    hidden: bool | None = None
    white: bool = False
    shaded: bool = False
    tiny: bool = False


@dataclass(slots=True)
class _Cell:
    colspan: int = 1
    goes_on: bool = False
    shaded: bool = False


@dataclass(slots=True)
class DocxBody:
    """Takes the events of one part and writes its text. Counts are for the notes."""

    flow: FlowText
    hiding: frozenset[str] = frozenset()
    """Styles whose text is hidden."""
    kind: str = "paragraph"
    deleted: int = 0
    inserted: int = 0
    numbered: int = 0
    comments: int = 0
    _path: list[str] = field(default_factory=list)
    _skipped: int = 0
    _paragraphs: list[_Paragraph] = field(default_factory=list)
    _runs: list[_Run] = field(default_factory=list)
    _cells: list[_Cell] = field(default_factory=list)
    _styled: list[bool] = field(default_factory=list)
    """For each open table, whether it has a style that may shade its cells."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._path.append(name)
        if name in _UNREAD:
            self._skipped += 1
            self.deleted += name in ("del", "moveFrom") and "rPr" not in self._path and "trPr" not in self._path
        elif name == "ins" and "rPr" not in self._path:
            self.inserted += 1
        if self._skipped:
            return
        opening = getattr(self, f"_start_{name}", None)
        if opening is not None:
            opening(attributes)
        elif name in _SIGNS and self._runs and self._path[-2:-1] == ["r"]:
            self._write(_SIGNS[name])

    def end(self, name: str) -> None:
        """An element ends."""
        self._path.pop()
        if name in _UNREAD:
            self._skipped -= 1
            return
        if self._skipped:
            return
        closing = getattr(self, f"_end_{name}", None)
        if closing is not None:
            closing()

    def text(self, text: str) -> None:
        """Characters: only those of a run's text count."""
        if not self._skipped and self._path[-1:] == ["t"]:
            self._write(text)

    def _write(self, text: str) -> None:
        if not self._paragraphs:
            return
        paragraph, run = self._paragraphs[-1], self._runs[-1] if self._runs else _Run()
        hidden = paragraph.hidden if run.hidden is None else run.hidden
        (paragraph.unseen if hidden or run.tiny or self._white(run, paragraph) else paragraph.seen).append(text)

    def _white(self, run: _Run, paragraph: _Paragraph) -> bool:
        """White print where nothing says that its ground is of another colour."""
        if not run.white or run.shaded or paragraph.shaded or "txbxContent" in self._path:
            return False
        return not (self._cells and self._cells[-1].shaded) and not any(self._styled)

    def _start_p(self, _attributes: Mapping[str, str]) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_p(self) -> None:
        done = self._paragraphs.pop()
        pieces = [("".join(done.seen), False), ("".join(done.unseen), True), *done.boxes]
        if self._paragraphs:  # a text box: its paragraphs follow the one they hang on
            self._paragraphs[-1].boxes += pieces
            return
        kind = "heading" if self.kind == "paragraph" and done.style.lower().startswith(("heading", "title")) else self.kind
        for text, hidden in pieces:
            self.flow.paragraph(text, kind, hidden=hidden or bool(self._cells and self._cells[-1].goes_on))

    def _start_r(self, _attributes: Mapping[str, str]) -> None:
        self._runs.append(_Run())

    def _end_r(self) -> None:
        self._runs.pop()

    def _start_pStyle(self, attributes: Mapping[str, str]) -> None:  # noqa: N802  # named as the element
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("val", "")
            self._paragraphs[-1].hidden = attributes.get("val", "") in self.hiding

    def _start_rStyle(self, attributes: Mapping[str, str]) -> None:  # noqa: N802  # named as the element
        if self._runs and self._path[-3:-1] == ["r", "rPr"] and attributes.get("val", "") in self.hiding:
            self._runs[-1].hidden = True

    def _start_vanish(self, attributes: Mapping[str, str]) -> None:
        if self._runs and self._path[-3:-1] == ["r", "rPr"]:
            self._runs[-1].hidden = attributes.get("val", "true").lower() not in _OFF

    def _start_color(self, attributes: Mapping[str, str]) -> None:
        if self._runs and self._path[-3:-1] == ["r", "rPr"]:
            self._runs[-1].white = attributes.get("val", "").upper() in ("FFFFFF", "FEFEFE")

    def _start_sz(self, attributes: Mapping[str, str]) -> None:
        if self._runs and self._path[-3:-1] == ["r", "rPr"]:
            size = attributes.get("val", "")
            self._runs[-1].tiny = size.isascii() and size.isdigit() and int(size[:6]) <= _TINY

    def _start_highlight(self, _attributes: Mapping[str, str]) -> None:
        if self._runs:
            self._runs[-1].shaded = True

    def _start_shd(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("fill", "auto").upper() in ("AUTO", "FFFFFF", ""):
            return
        if self._path[-3:-1] == ["r", "rPr"] and self._runs:
            self._runs[-1].shaded = True
        elif self._path[-2:-1] == ["pPr"] and self._paragraphs:
            self._paragraphs[-1].shaded = True
        elif self._path[-2:-1] == ["tcPr"] and self._cells:
            self._cells[-1].shaded = True

    def _start_numPr(self, _attributes: Mapping[str, str]) -> None:  # noqa: N802  # named as the element
        self.numbered += 1

    def _start_commentReference(self, _attributes: Mapping[str, str]) -> None:  # noqa: N802  # named as the element
        self.comments += 1

    def _start_tbl(self, _attributes: Mapping[str, str]) -> None:
        self._styled.append(False)
        if not self._paragraphs:
            self.flow.begin_table()

    def _end_tbl(self) -> None:
        self._styled.pop()
        if not self._paragraphs:
            self.flow.end_table()

    def _start_tblStyle(self, _attributes: Mapping[str, str]) -> None:  # noqa: N802  # named as the element
        if self._styled:
            self._styled[-1] = True

    def _start_tr(self, _attributes: Mapping[str, str]) -> None:
        if not self._paragraphs:
            self.flow.begin_row()

    def _start_gridBefore(self, attributes: Mapping[str, str]) -> None:  # noqa: N802  # named as the element
        if not self._paragraphs and self._styled:
            self.flow.skip(_count(attributes))

    def _start_tc(self, _attributes: Mapping[str, str]) -> None:
        self._cells.append(_Cell())
        if not self._paragraphs:
            self.flow.begin_cell()

    def _end_tc(self) -> None:
        cell = self._cells.pop()
        if not self._paragraphs:
            self.flow.end_cell(colspan=cell.colspan, goes_on=cell.goes_on)

    def _start_gridSpan(self, attributes: Mapping[str, str]) -> None:  # noqa: N802  # named as the element
        if self._cells:
            self._cells[-1].colspan = _count(attributes)

    def _start_vMerge(self, attributes: Mapping[str, str]) -> None:  # noqa: N802  # named as the element
        if self._cells:
            self._cells[-1].goes_on = attributes.get("val", "continue") != "restart"


def _count(attributes: Mapping[str, str]) -> int:
    value = attributes.get("val", "1")
    return min(max(int(value[:4]), 1), 1000) if value[:4].isascii() and value[:4].isdigit() else 1

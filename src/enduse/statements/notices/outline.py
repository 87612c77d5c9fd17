"""A notice cut into what it is made of: labelled values, headed tables and sections, in the order of the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from enduse.language.masking import absence
from enduse.model.document import Document
from enduse.statements.notices.dictionary import LONG_LABEL, Head, denied, field_of, head_of, label_pattern, labels, section_of, squeeze
from enduse.statements.notices.grids import Grid, document_grids, is_piped, piped_row
from enduse.statements.notices.passage import Passage, Span

_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十]{1,2}\)[、.]?|\(\d{1,2}\)|\d{1,2}[、.](?!\d)")
_PARTY_HEADING = re.compile(r"(?:采购人|采购单位|采购代理机构|招标人|代理机构)信息(?:\(如有\))?(?=名称)")
_TOP = re.compile(r"[一二三四五六七八九十]")
_LOT = re.compile(
    r"(?:第?(?:[A-Z]|\d{1,3}|[一二三四五六七八九十]{1,3})(?:包|标段|标项|分包|包组)|(?:包组?|标段|标项|分包|采购包|包号)[:]?\s?(?:[A-Z]|\d{1,3}|[一二三四五六七八九十]{1,3}))"
)
_NEVER_GLUED = frozenset({"published", "supplier", "winner", "award-amount", "award-total", "lot", "name", "candidate", "bidder"})
_PLAIN_HEADINGS = frozenset(
    {"award", "items", "buyer", "agency", "candidates", "bidders", "experts", "fee", "contact", "basic", "proposed", "failed"}
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value, with the section and lot they stand in; ``label`` keeps the unit bracket."""

    field: str
    label: str
    value: Span
    section: str
    lot: Span | None
    place: str
    """``line`` or ``cell``."""


@dataclass(slots=True)
class HeadedTable:
    """Rows under heads; ``heads`` are the folded texts, one for each column."""

    heads: tuple[str, ...]
    known: tuple[Head, ...]
    section: str
    lot: Span | None
    hidden: bool
    rows: list[tuple[tuple[Span | None, ...], Span | None]] = field(default_factory=list)
    """Cells and the lot a caption row gave them."""


@dataclass(slots=True)
class Outline:
    """What was found, in order; ``lines`` are all visible and hidden lines with the section they stand in."""

    pairs: list[Pair] = field(default_factory=list)
    tables: list[HeadedTable] = field(default_factory=list)
    lines: list[tuple[Passage, str]] = field(default_factory=list)
    sections: set[str] = field(default_factory=set)

    def of(self, *fields: str) -> list[Pair]:
        """Pairs of these fields, visible ones first."""
        return sorted((pair for pair in self.pairs if pair.field in fields), key=lambda pair: pair.value.hidden)


def outline(document: Document) -> Outline:
    """Cut a document into its outline."""
    return _Cutter(document).run()


class _Cutter:
    """Walks through the text once, keeping the section and lot it is in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found = Outline()
        self.section = "start"
        self.lot: Span | None = None
        self.waiting: tuple[str, str] | None = None

    def run(self) -> Outline:
        grids = document_grids(self.document)
        lines = [line for line in _lines(self.document) if not any(grid.start <= line.base < grid.end for grid in grids)]
        parts: list[Passage | Grid] = sorted([*lines, *grids], key=lambda part: part.base if isinstance(part, Passage) else part.start)
        piped: list[Passage] = []
        for part in parts:
            if isinstance(part, Passage) and is_piped(part.text):
                piped.append(part)
                continue
            self.pipes(piped)
            piped = []
            if isinstance(part, Grid):
                self.grid(part.rows, hidden=part.hidden)
            else:
                self.line(part)
        self.pipes(piped)
        return self.found

    def pipes(self, lines: Sequence[Passage]) -> None:
        for line in lines:
            self.found.lines.append((line, self.section))
        if lines:
            self.grid([piped_row(line) for line in lines], hidden=lines[0].hidden)

    def grid(self, rows: Sequence[tuple[Span | None, ...]], *, hidden: bool) -> None:
        self.waiting = None
        table: HeadedTable | None = None
        lot: Span | None = self.lot
        for row in rows:
            cells = [cell for cell in dict.fromkeys(row) if cell is not None]
            if len(cells) == 1:
                marker = lot_marker(cells[0])
                lot = marker or lot
                if marker is None:
                    self.caption(cells[0])
                continue
            known = tuple(head_of(cell.text) if cell else Head(None, None) for cell in row)
            if _is_head(cells, known):
                table = HeadedTable(tuple(cell.text if cell else "" for cell in row), known, self.section, lot, hidden)
                self.found.tables.append(table)
            elif table is not None and len(row) == len(table.heads):
                table.rows.append((row, lot))
            else:
                table = None
                self.key_values(cells)

    def caption(self, cell: Span) -> None:
        kind = section_of(_NUMBER.sub("", cell.text, count=1))
        if kind is not None and len(cell.text) <= 24:
            self.enter(kind)
        elif ":" in cell.text:
            self.line(Passage.of(self.document.text, cell.start, cell.end, hidden=cell.hidden))

    def key_values(self, cells: Sequence[Span]) -> None:
        section = "award" if self.section == "award" else "summary"
        for index, (label, value) in enumerate(itertools.pairwise(cells)):
            named = field_of(label.text)
            if named is None or field_of(value.text) is not None:
                continue
            beyond = cells[index + 2] if index + 2 < len(cells) else None
            if beyond is not None and field_of(beyond.text) is None and named in _NEVER_GLUED:
                continue
            if absence(value.text) != "empty":
                self.found.pairs.append(Pair(named, label.text, value, section, self.lot, "cell"))

    def enter(self, kind: str) -> None:
        self.section, self.lot = kind, None
        self.found.sections.add(kind)

    def line(self, passage: Passage) -> None:
        text = passage.text
        if self.waiting is not None and text.strip():
            self.below(passage)
        cuts = _headings(text)
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            self.piece(passage, start, end)
        self.found.lines.append((passage, self.section))

    def below(self, passage: Passage) -> None:
        """A label alone on its line: the next line is its value, unless it is a label or a heading itself."""
        named, label = self.waiting or ("", "")
        self.waiting = None
        value = passage.whole()
        own = label_pattern().search(passage.text) or field_of(passage.text) or _NUMBER.match(passage.text)
        if value is not None and own is None and len(value.text) <= 80 and section_of(value.text) is None:
            self.found.pairs.append(Pair(named, label, value, self.section, self.lot, "line"))

    def piece(self, passage: Passage, start: int, end: int) -> None:
        text = passage.text
        number = _NUMBER.match(text, start, end)
        body = number.end() if number else start
        while body < end and text[body] == " ":
            body += 1
        matches = list(label_pattern().finditer(text, body, end))
        heading_end = self.heading(text, body, end, matches, number)
        marker = _LOT.match(text, body, end)
        if marker and not matches and end - marker.end() <= 30 and (number is None or not _TOP.match(number[0])):
            self.lot = passage.cut(marker.start(), marker.end())
        spoken = [match for match in matches if self.speaks(text, match, body, heading_end)]
        for match in spoken:
            touching = match.end() if labels()[match["label"]] == "award-amount" else match.end() - 1
            after = next((other.start() for other in matches if other.start() > touching), end)
            self.pair(passage, match, after, alone=match is spoken[-1] and after == end)
        if not matches:
            self.spaced(passage, body, end)

    def heading(self, text: str, body: int, end: int, matches: Sequence[re.Match[str]], number: re.Match[str] | None) -> int:
        """Enter the section a heading opens; the position where the heading ends."""
        stop = min([match.start() for match in matches] + [at for at in (text.find(":", body, end),) if at >= 0] + [end])
        head = text[body:stop]
        whole = text[body:end]
        if number is None:
            alone = stop + 1 >= end or _PARTY_HEADING.match(text, body) is not None
            kind = section_of(head) if len(squeeze(head)) <= 20 and alone and head.strip() else None
            if kind in _PLAIN_HEADINGS:
                self.enter(kind)
            return stop
        kind = section_of(head if head.strip() else whole[:24]) if len(head) <= 60 else None
        if _TOP.match(number[0]) or number[0].startswith("第"):
            self.enter(kind or "unknown")
        elif kind is not None and head.strip():
            self.enter(kind)
        elif self.section in {"buyer", "agency"} and not matches:
            self.enter("contact")
        return stop

    def speaks(self, text: str, match: re.Match[str], body: int, heading_end: int) -> bool:
        """Whether a label stands free, or is long enough to be believed although glued to what is before it."""
        start, named = match.start(), labels()[match["label"]]
        if named in _NEVER_GLUED and denied(text[body:start]):
            return False
        if start == body or text[start - 1] in (" \n。;|" if named in _NEVER_GLUED else " \n。;,)】|、?"):
            return True
        if start == heading_end and section_of(text[body:start]) is not None:
            return named == "name" or named not in _NEVER_GLUED
        return len(match["label"]) >= LONG_LABEL and named not in _NEVER_GLUED

    def pair(self, passage: Passage, match: re.Match[str], after: int, *, alone: bool) -> None:
        named = labels()[match["label"]]
        label = match["label"] + (match["unit"] or "")
        if named in {"buyer-heading", "agency-heading"}:
            self.enter(named.removesuffix("-heading"))
            return
        value = passage.cut(match.end(), after)
        if value is None:
            self.waiting = (named, label) if alone else None
            return
        if named == "lot":
            self.lot = value
        self.found.pairs.append(Pair(named, label, value, self.section, self.lot, "line"))

    def spaced(self, passage: Passage, body: int, end: int) -> None:
        """A label and its value with only a space between, or a label alone on its line."""
        text = passage.text[body:end]
        label, space, rest = text.partition(" ")
        named = field_of(label)
        if named is None or len(squeeze(label)) < LONG_LABEL:
            return
        if not space:
            self.waiting = (named, label)
            return
        value = passage.cut(body + len(label), end)
        if value is not None and rest.strip() and field_of(rest) is None:
            self.found.pairs.append(Pair(named, label, value, self.section, self.lot, "line"))


def lot_marker(span: Span) -> Span | None:
    """The span, if it says nothing but which lot follows: ``第1包``, ``标段一``."""
    return span if _LOT.fullmatch(span.text.strip("() ")) else None


def _headings(text: str) -> list[int]:
    """Where a numbered heading begins inside a line (its very start left out)."""
    cuts = []
    for match in _NUMBER.finditer(text):
        start = match.start()
        if start == 0:
            continue
        free = text[start - 1] in " 。;:)】|"
        rest = text[match.end() : match.end() + 40].strip()
        opens = section_of(re.split(r"[:\s]", rest)[0]) is not None or label_pattern().match(rest) is not None
        glued = bool(_TOP.match(match[0])) and text[start - 1] not in "第一二三四五六七八九十、"
        if opens and (free or glued):
            cuts.append(start)
    cuts += [match.start() for match in _PARTY_HEADING.finditer(text) if match.start()]
    return sorted(set(cuts))


def _is_head(cells: Sequence[Span], known: Sequence[Head]) -> bool:
    heads = [head for head in known if head.supplier or head.item]
    return len(heads) >= 2 and len(heads) * 10 >= len(cells) * 6 and all(len(cell.text) <= 30 for cell in cells)


def _lines(document: Document) -> list[Passage]:
    """Every line, from the blocks where there are any; a block may hold several lines."""
    blocks = [(block.start, block.end, block.hidden) for block in document.blocks] or [(0, len(document.text), False)]
    lines = []
    seen = -1
    for start, end, hidden in sorted(blocks):
        at = max(start, seen)
        for line in document.text[at:end].splitlines(keepends=True) if at < end else []:
            if line.strip():
                lines.append(Passage.of(document.text, at, at + len(line.rstrip("\r\n")), hidden=hidden))
            at += len(line)
        seen = max(seen, end)
    return lines

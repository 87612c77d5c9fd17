"""A notice cut into what it is made of: labelled values, headed tables and sections, in the order of the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from enduse.language.masking import absence
from enduse.model.document import Document
from enduse.statements.notices.dictionary import (
    LONG_LABEL,
    Head,
    Label,
    denied,
    field_of,
    find_labels,
    glued_head_signs,
    glued_heads,
    head_of,
    key_of,
    labels,
    section_of,
    summary_labels,
)
from enduse.statements.notices.free_names import free_names
from enduse.statements.notices.glued import read_glued
from enduse.statements.notices.grids import document_grids, is_head, is_piped, piped_row
from enduse.statements.notices.headings import NUMBER, TOP, heading_starts, is_party_heading, numeral_of
from enduse.statements.notices.lines import Line, lines_of
from enduse.statements.notices.parties import refusal, schema_of
from enduse.statements.notices.parts import LOT, HeadedTable, Outline, Pair, lot_marker
from enduse.statements.notices.passage import Page, Passage, Span
from enduse.statements.notices.records import is_record, read_record
from enduse.statements.notices.stacked import read_stacked

_ITEMS = re.compile(r"主要(?:中标|成交)标的(?:的)?(?:情况|信息)")
_LOT_WON = re.compile(r"(?:标段|标项|分包|包) ?(\d{1,2}|[一二三四五六七八九十]) ?(?:中标|成交)")
_LOT_NUMBER = re.compile(r"(?:[A-Z]|\d{1,3}|[一二三四五六七八九十]{1,3})(?=\s)")
_NEVER_GLUED = frozenset(
    {"published", "supplier", "winner", "award-amount", "award-total", "lot", "name", "candidate", "bidder", "intended"}
)
_PLAIN_HEADINGS = frozenset(
    {"award", "items", "buyer", "agency", "candidates", "bidders", "experts", "fee", "contact", "basic", "proposed", "failed", "parties"}
)
_SPACED_LABELS = 3
"""Labels a line without colons must hold, each a word by itself, before its spaces are taken for the borders of cells."""
_SUMMARY_LABELS = 4
"""The same for labels and values run together: the summary of a portal put on one line."""


def outline(document: Document) -> Outline:
    """Cut a document into its outline."""
    page = Page(document)
    if not is_record(page):
        return _Cutter(page).run()
    found = Outline(page)
    found.pairs = [Pair(name, key, span, "record", None, "line") for name, key, span in read_record(page)]
    found.lines = [(line.passage, "record") for line in lines_of(page)]
    return found


class _Cutter:
    """Walks through the text once, keeping the section and lot it is in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found = Outline(page)
        self.section = "start"
        self.lot: Span | None = None
        self.top = 0
        self.waiting: Label | None = None
        self.names: frozenset[str] | None = None

    def run(self) -> Outline:
        grids = document_grids(self.page)
        lines = lines_of(self.page)
        if grids:
            lines = [line for line in lines if not any(grid.start <= line.base < grid.end for grid in grids)]
            before = sorted(grids, key=lambda grid: grid.start)
            for grid in before:
                cut = next((index for index, line in enumerate(lines) if line.base >= grid.start), len(lines))
                self.walk(lines[:cut])
                lines = lines[cut:]
                self.grid(grid.rows, hidden=grid.hidden)
        self.walk(lines)
        return self.found

    def walk(self, lines: Sequence[Line]) -> None:
        """Lines in order; a run of lines may turn out to be a table."""
        at = 0
        while at < len(lines):
            line = lines[at]
            passage = line.passage
            rows = at
            while rows < len(lines) and is_piped(lines[rows].passage.text):
                rows += 1
            if rows > at and any(not lines[index].cell for index in range(at, rows)):
                self.pipes([entry.passage for entry in lines[at:rows]])
                at = rows
                continue
            may_head = len(passage.text) <= 120 and ":" not in passage.text and "。" not in passage.text
            table = read_stacked(lines, at) if may_head else None
            if table is not None and (table.rows or table.taken == 1):
                self.stacked(lines[at : at + table.taken], table.heads, list(table.rows))
                at += table.taken
                if not table.rows:
                    at = self.spaced_rows(lines, at)
                continue
            if line.passage.text.strip("| ") and not line.blank:
                self.line(line.passage)
                if self.heads_at_end(line.passage):
                    at = self.spaced_rows(lines, at + 1)
                    continue
            at += 1

    def stacked(self, lines: Sequence[Line], heads: tuple[str, ...], rows: Sequence[tuple[Span | None, ...]]) -> None:
        self.found.lines += [(line.passage, self.section) for line in lines if not line.blank]
        known = tuple(head_of(head) for head in heads)
        table = HeadedTable(heads, known, self.section, self.lot, hidden=lines[0].passage.hidden)
        table.rows = [(row, self.lot) for row in rows]
        self.found.tables.append(table)
        self.waiting = None

    def heads_at_end(self, passage: Passage) -> bool:
        """Open a table where a line ends in heads: its rows are the lines below, their cells divided by spaces."""
        text = passage.text
        if len(text) > 200 or "名称" not in text or text[-1] not in glued_head_signs()[1]:
            return False
        run, one = glued_heads()
        match = next((match for match in run.finditer(text) if match.end() == len(text) and match.start()), None)
        if match is None:
            return False
        heads = tuple(head[0] for head in one.finditer(match[0]))
        known = tuple(head_of(head) for head in heads)
        self.found.tables.append(HeadedTable(heads, known, self.section, self.lot, passage.hidden))
        return True

    def spaced_rows(self, lines: Sequence[Line], at: int) -> int:
        """Rows below a line of heads, their cells divided by spaces."""
        table = self.found.tables[-1]
        while at < len(lines):
            passage = lines[at].passage
            cells, start = [], 0
            for word in passage.text.split(" "):
                cells.append(passage.cut(start, start + len(word)))
                start += len(word) + 1
            if len(cells) != len(table.heads) or find_labels(passage.text):
                return at
            table.rows.append((tuple(cells), self.lot))
            self.found.lines.append((passage, self.section))
            at += 1
        return at

    def pipes(self, lines: Sequence[Passage]) -> None:
        self.found.lines += [(line, self.section) for line in lines]
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
            if is_head(cells, known):
                table = HeadedTable(tuple(cell.text if cell else "" for cell in row), known, self.section, lot, hidden)
                self.found.tables.append(table)
            elif table is not None and len(row) == len(table.heads):
                table.rows.append((row, lot))
            else:
                table = None
                self.key_values(cells)

    def caption(self, cell: Span) -> None:
        kind = section_of(NUMBER.sub("", cell.text, count=1)) if len(cell.text) <= 24 else None
        if kind is not None:
            self.enter(kind)
        elif ":" in cell.text:
            self.line(self.page.passage(cell.start, cell.end, hidden=cell.hidden), listed=False)

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

    def line(self, passage: Passage, *, listed: bool = True) -> None:
        text = passage.text
        if self.waiting is not None and text.strip():
            self.below(passage)
        cuts = heading_starts(text, self.top)
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            self.piece(passage, start, end)
            part = passage.part(start, end) if cuts else passage
            self.glue(part)
            if listed:
                self.found.lines.append((part, self.section))

    def free_names(self) -> frozenset[str]:
        """Organisations that stand free in the document, looked for when first wanted."""
        if self.names is None:
            self.names = free_names(self.page)
        return self.names

    def glue(self, piece: Passage) -> None:
        """Tables of which only the words are left, inside a piece of a line."""
        text = piece.text
        if len(text) < 40 or not ("序号" in text or "标段" in text or "名称" in text or "包号" in text):
            return
        tables = read_glued(piece, self.free_names)
        for table in tables:
            known = tuple(head_of(head) for head in table.heads)
            headed = HeadedTable(table.heads, known, self.section, self.lot, piece.hidden, glued=True)
            headed.rows = [(row, self.lot) for row in table.rows]
            self.found.tables.append(headed)

    def below(self, passage: Passage) -> None:
        """A label alone on its line: the next line is its value, unless it is a label or a heading itself."""
        label = self.waiting
        self.waiting = None
        value = passage.whole()
        if label is None or value is None or len(value.text) > 80:
            return
        own = find_labels(passage.text) or field_of(passage.text) or NUMBER.match(passage.text)
        if own and not _trails(passage.text):
            return
        if own:
            first = find_labels(passage.text)[0]
            value = passage.cut(0, first.start)
        if value is not None and section_of(value.text) is None:
            self.found.pairs.append(Pair(label.field, label.name + label.unit, value, self.section, self.lot, "line"))

    def piece(self, passage: Passage, start: int, end: int) -> None:
        text = passage.text[:end]
        number = NUMBER.match(text, start, end)
        body = number.end() if number else start
        while body < end and text[body] == " ":
            body += 1
        found = [_shift(label, body) for label in find_labels(text[body:end])]
        heading_end = self.heading(passage, body, end, found, number)
        marker = LOT.match(text, body, end) if not found and end - body <= 40 else None
        if marker and end - marker.end() <= 30 and (number is None or not TOP.match(number[0])):
            self.lot = passage.cut(marker.start(), marker.end())
        if self.summary(passage, body, end):
            return
        named = {label.start: before.field for before, label in itertools.pairwise(found)}
        spoken = [
            label
            for label in found
            if self.speaks(text, label, body, heading_end) or (label.field == "quantity" and named.get(label.start) == "lot-name")
        ]
        for label in spoken:
            touching = label.end - 1
            if label.field == "award-amount":  # what follows at once is part of the sum: 中标金额:单价:12.78元
                touching = label.end + (text.startswith(" ", label.end))
            after = next((other.start for other in found if other.start > touching), end)
            self.pair(passage, label, after, alone=label is spoken[-1] and after == end)
        if not found or found[0].start > body:
            self.spaced(passage, body, found[0].start if found else end, whole=not found)

    def heading(self, passage: Passage, body: int, end: int, found: Sequence[Label], number: re.Match[str] | None) -> int:
        """Enter the section a heading opens; the position where the heading ends."""
        text = passage.text
        colon = text.find(":", body, end)
        stop = colon if colon >= 0 else end
        if found and found[0].start < stop:
            stop = found[0].start
        head = text[body:stop]
        if number is None and len(head) > 30:
            return stop
        whole = text[body:end]
        if number is None:
            alone = stop + 1 >= end or is_party_heading(text, body)
            kind = section_of(head) if len(head) <= 30 and len(key_of(head)) <= 20 and alone and head.strip() else None
            if kind is None and _ITEMS.match(text, body):
                kind = "items"
            within = (kind == "items" and self.section in {"candidates", "bidders"}) or (
                kind == "contact" and self.section in {"award", "items"}
            )
            if kind in _PLAIN_HEADINGS and not within:
                self.enter(kind)
            return stop
        kind = section_of(head if head.strip() and len(head) <= 60 else whole[:24].partition("(")[0])
        if TOP.match(number[0]):
            self.top = numeral_of(number[0]) or self.top
            self.enter(kind or "unknown")
        elif kind is not None and head.strip():
            self.enter(kind)
        if kind == "award" and (marked := _LOT_WON.search(text, body, stop)):
            self.lot = passage.cut(marked.start(1), marked.end(1))
        if TOP.match(number[0]) or (kind is not None and head.strip()):
            return stop
        if self.section in {"buyer", "agency"} and not found:
            self.enter("contact")
        return stop

    def speaks(self, text: str, label: Label, body: int, heading_end: int) -> bool:
        """Whether a label stands free, or is long enough to be believed although glued to what is before it."""
        start, named = label.start, label.field
        if named in _NEVER_GLUED and denied(text[body:start]):
            return False
        if start == body or text[start - 1] in (" \n。;|" if named in _NEVER_GLUED else " \n。;,)】|、?"):
            return True
        if start == heading_end and section_of(text[body:start]) is not None:
            return named == "name" or named not in _NEVER_GLUED
        return len(label.name) >= LONG_LABEL and named not in _NEVER_GLUED

    def pair(self, passage: Passage, label: Label, after: int, *, alone: bool) -> None:
        if label.field in {"buyer-heading", "agency-heading"}:
            self.enter(label.field.removesuffix("-heading"))
            return
        value = passage.cut(label.end, after)
        if value is None:
            self.waiting = label if alone else None
            return
        if label.field == "lot":
            number = _LOT_NUMBER.match(value.text)
            self.lot = value = value.part(0, number.end()) if number else value
        self.found.pairs.append(Pair(label.field, label.name + label.unit, value, self.section, self.lot, "line"))

    def summary(self, passage: Passage, body: int, end: int) -> bool:
        """The summary of a portal put on one line: known labels, each followed by its value without any sign."""
        text = passage.text
        if not text.startswith("公告概要", body) and "公告信息:" not in text[body : min(end, body + 40)]:
            return False
        found = list(summary_labels().finditer(text, body, end))
        if len(found) < _SUMMARY_LABELS:
            return False
        stops = [match.start() for match in found[1:]]
        last = re.compile(r" {1}|$").search(text, found[-1].end(), end)
        for match, after in zip(found, [*stops, last.start() if last else end], strict=True):
            named = field_of(match[0])
            value = passage.cut(match.end(), after)
            if named is not None and value is not None:
                self.found.pairs.append(Pair(named, match[0], value, "summary", self.lot, "summary"))
        rest = last.start() if last else end
        if rest < end:
            self.piece(passage, rest, end)
        return True

    def spaced(self, passage: Passage, body: int, end: int, *, whole: bool) -> None:
        """Labels and values with only a space between, or a label alone on its line."""
        text = passage.text[body:end]
        if " " not in text and len(text) > 40:
            return
        if whole and len(text) <= 60 and text.startswith(("中", "成")) and self.winner_glued(passage, body, end):
            return
        words = text.split(" ")
        starts = list(itertools.accumulate((len(word) + 1 for word in words), initial=0))
        named = [(index, field) for index, word in enumerate(words) if len(word) >= 3 and (field := field_of(word)) is not None]
        if not named or (len(named) < _SPACED_LABELS and (named[0][0] != 0 or len(words[0]) < LONG_LABEL or not whole)):
            return
        if len(words) == 1:
            self.waiting = Label(0, 0, named[0][1], words[0])
            return
        if len(named) < _SPACED_LABELS:
            named = named[:1]
        for (index, field_name), follower in itertools.zip_longest(named, named[1:]):
            stop = starts[follower[0]] if follower else len(text)
            value = passage.cut(body + starts[index] + len(words[index]), body + stop)
            if value is not None:
                self.found.pairs.append(Pair(field_name, words[index], value, self.section, self.lot, "line"))

    def winner_glued(self, passage: Passage, body: int, end: int) -> bool:
        """A cell that holds the label of the winner and a name without a sign between: ``中标供应商某某公司``."""
        text = passage.text[body:end]
        for length in range(min(10, len(text) - 4), 2, -1):
            if labels().get(text[:length]) == "winner":
                value = passage.cut(body + length, end)
                if value is not None and refusal(value) is None and schema_of(value.text) == "Company":
                    self.found.pairs.append(Pair("winner", text[:length], value, self.section, self.lot, "line"))
                    return True
        return False


def _shift(label: Label, by: int) -> Label:
    return Label(label.start + by, label.end + by, label.field, label.name, label.unit) if by else label


def _trails(text: str) -> bool:
    """Whether a line begins with a value and goes on with another label after a comma: ``某地 , 邮编:``."""
    first = next(iter(find_labels(text)), None)
    return first is not None and first.start > 2 and text[first.start - 1] in " ,;"

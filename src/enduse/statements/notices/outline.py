"""A notice cut into what it is made of: labelled values, headed tables and sections, in the order of the text."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from enduse.model.document import Document
from enduse.statements.notices import loose_labels
from enduse.statements.notices.dictionary import LONG_LABEL, Label, denied, field_of, find_labels, key_of, section_of
from enduse.statements.notices.fitting import is_company
from enduse.statements.notices.grids import document_grids
from enduse.statements.notices.headings import NUMBER, TOP, heading_starts, is_party_heading, numeral_of
from enduse.statements.notices.lines import lines_of
from enduse.statements.notices.parts import LOT, LOT_BEGINS, Outline, Pair
from enduse.statements.notices.passage import Page, Passage, Span
from enduse.statements.notices.records import is_record, read_record
from enduse.statements.notices.running_labels import runs_on
from enduse.statements.notices.table_cutter import LABELS_WITH_ENDS, TableCutter
from enduse.statements.notices.unwrap import unwrapped

_ITEMS = re.compile(r"主要(?:中标|成交)标的(?:的)?(?:情况|信息)|(?:主要)?(?:中标|成交)标的(?:物)?(?:名称)?[、,]")
_ITEMS_BEGIN = frozenset("主中成")
_LOT_WON = re.compile(r"(?:标段|标项|分包|包) ?(\d{1,2}|[一二三四五六七八九十]) ?(?:中标|成交)")
_LOT_BEFORE = re.compile(r"(?:标段|标项|标包|分包|包) ?(\d{1,2}|[一二三四五六七八九十]|[A-Z]) ?(?:中标|成交)?[,:、 ]{0,2}$")
"""A lot right before the label of its name or winner, in the middle of a line: ``标段2 中标,标段名称:…``."""
_LOT_SAID_BEFORE = frozenset({"lot-name", "winner", "supplier"})
_OF_A_LOT = frozenset({"winner", "supplier", "award-amount"})
_LOT_CLAUSE = re.compile(rf"(?:^|[;。:]|\s|(?<=信息)|(?<=元)) ?({LOT.pattern})[^,;:。]{{0,30}}[:,] ?$")
"""A lot, and perhaps its name, before the label of its winner: ``包1 某设备,成交供应商:…;包2 …``, ``第一包:供应商名称:…``."""
_NEXT_LOT = re.compile(rf"; ?(?={LOT.pattern})")
_LONG_LOT = re.compile(r"[A-Z]?\d{10}[A-Z0-9]*")
"""``标段(包)编号`` of construction platforms is the number of the project."""
_PLAIN_NUMBER = re.compile(r"[A-Za-z0-9_-]{6,}")
_BEFORE_NUMBER = ("项目", "采购", "工程")
"""Ends of a project's name behind which 编号 in brackets is its number."""
_FOLLOWS = ("如下:", "如下: ")
_RESULT_FOLLOWS = re.compile(r"\d{1,2}[、.][\u4e00-\u9fff]{2,12}如下: ?$")
"""A numbered heading right before a label, which is no part of the value before it: ``某设备3、采购结果如下:成交供应商:``."""
_ENDS_OF_TITLES = ("公告", "公示")
_LONGEST_ALONE = 40
"""Characters of the longest line that may be a label alone."""
_NUMBERS = 4
"""Project numbers kept to know lots by, which add their own number to it."""
_LOT_OF_NUMBER = re.compile(r"-\d{1,2}(?= |$)")
_LOT_NUMBER = re.compile(r"(?:[A-Z]|\d{1,3}|[一二三四五六七八九十]{1,3})(?=\s)")
_PLAIN_HEADINGS = frozenset(
    {
        "award",
        "items",
        "buyer",
        "agency",
        "candidates",
        "bidders",
        "experts",
        "fee",
        "contact",
        "basic",
        "proposed",
        "failed",
        "parties",
        "links",
    }
)


def outline(document: Document) -> Outline:
    """Cut a document into its outline."""
    page = Page(document, unwrapped)
    if not is_record(page):
        return _Cutter(page).run()
    found = Outline(page)
    found.pairs = [Pair(name, key, span, "record", None, "line") for name, key, span in read_record(page)]
    found.lines = [(line.passage, "record") for line in lines_of(page)]
    return found


class _Cutter(TableCutter):
    """The half that knows lines: headings, labels and their values."""

    def run(self) -> Outline:
        grids = sorted(document_grids(self.page), key=attrgetter("start"))
        lines = lines_of(self.page, [(grid.start, grid.end) for grid in grids])
        bases = [line.base for line in lines] if grids else []  # in order, as the lines are
        outside = bytearray(b"\1") * len(bases)
        for grid in grids:
            first, last = bisect_left(bases, grid.start), bisect_left(bases, grid.end)
            outside[first:last] = bytes(last - first)
        if grids:
            lines, bases = list(itertools.compress(lines, outside)), list(itertools.compress(bases, outside))
        at = 0
        for grid in grids:
            cut = bisect_left(bases, grid.start, at)
            self.walk(lines[at:cut])
            self.grid(grid.rows, hidden=grid.hidden)
            at = cut
        self.walk(lines[at:])
        return self.found

    def line(self, passage: Passage, *, listed: bool = True) -> None:
        text = passage.text
        if self.waiting is not None and text.strip():
            self.below(passage)
        cuts = heading_starts(text, self.top)
        if not cuts:
            self.piece(passage, 0, len(text))
            self.glue(passage)
            if listed:
                self.found.lines.append((passage, self.section))
            return
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            self.piece(passage, start, end)
            part = passage.part(start, end)
            self.glue(part)
            if listed:
                self.found.lines.append((part, self.section))

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
        text = passage.text if end == len(passage.text) else passage.text[:end]
        number = NUMBER.match(text, start, end)
        body = number.end() if number else start + text.startswith(".", start)  # .采购人信息: an aggregator took the digits away
        while body < end and text[body] == " ":
            body += 1
        found = find_labels(text, body, end)
        if len(found) > 1:
            _free_quantity(found, text)
        heading_end = self.heading(passage, body, end, found, number)
        if found and found[0].start == body and found[0].end >= end and section_of(found[0].name) == "items":
            self.enter("items")  # a label alone on its line that is the heading of what was bought: 主要成交标的:
        self.lot_at(passage, text, body, end, found, number)
        if text.find("公告", body, body + 40) >= 0 and self.summary(passage, body, end):
            return
        if not found:
            self.spaced(passage, body, end, whole=True)
            return
        named = {label.start: before for before, label in itertools.pairwise(found)}
        spoken = [label for label in found if self.speaks(text, label, body, heading_end) or runs_on(text, label, named.get(label.start))]
        bounds = [label for label in found if label.field != "lot" or label in spoken]  # 中标单位:一标段:甲;二标段:乙
        for label in spoken:
            before = _lot_before(text, body, label) if label.field in _LOT_SAID_BEFORE else None
            self.lot = passage.cut(*before.span(1)) if before else self.lot
            touching = label.end - 1
            if label.field == "award-amount":  # what follows at once is part of the sum: 中标金额:单价:12.78元
                touching = label.end + (text.startswith(" ", label.end))
            after = next((other.start for other in bounds if other.start > touching), end)
            if label.field in _OF_A_LOT and not LOT.match(text, label.end) and (further := _NEXT_LOT.search(text, label.end, after)):
                after = further.start()
            if after < end and text.endswith(_FOLLOWS, label.end, after) and (said := _RESULT_FOLLOWS.search(text, label.end, after)):
                after = said.start()
            self.pair(passage, label, body, after, alone=label is spoken[-1] and after == end)
        if found[0].start > body:
            self.spaced(passage, body, found[0].start, whole=False)

    def lot_at(self, passage: Passage, text: str, body: int, end: int, found: Sequence[Label], number: re.Match[str] | None) -> None:
        """Enter the lot a line begins with, and its winner where the line names one: ``第一包:某公司 成交金额:…``."""
        marker = LOT.match(text, body, end) if body < end and text[body] in LOT_BEGINS else None
        if marker and (found[0].start >= marker.end() if found else end > body + 60):
            beside = found and not text[marker.end() : found[0].start].strip(" :、")  # 第一包 成交供应商:…
            won = self.won_by(passage, marker.end(), found[0]) if found and self.section == "award" else None
            self.lot = passage.cut(*marker.span()) if beside or won is not None else self.lot
            if won is not None:
                self.found.pairs.append(Pair("supplier", marker[0], won, self.section, self.lot, "line"))
            marker = None
        if self.numbers and number is None and (part := self.part_of_number(text, body, end)):
            self.lot = passage.cut(body, part)
        if marker and end - marker.end() <= 30 and (number is None or not TOP.match(number[0])):
            self.lot = passage.cut(marker.start(), marker.end())

    def won_by(self, passage: Passage, start: int, label: Label) -> Span | None:
        """The supplier between a lot and the label of its sum: ``第一包:某公司 成交金额:8.6万元``."""
        name = passage.cut(start, label.start) if label.field == "award-amount" and passage.text[start : start + 1] in {":", " "} else None
        return name if name is not None and is_company(name.text) else None

    def part_of_number(self, text: str, body: int, end: int) -> int:
        """Where a lot ends that a line names by the project's number with its own behind it: ``YB-2023-011-1 流量计``."""
        for number in self.numbers:
            if text.startswith(number + "-", body):
                own = _LOT_OF_NUMBER.match(text, body + len(number), end)
                return own.end() if own else 0
        return 0

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
            kind = section_of(head) if alone and "," not in head and len(key_of(head)) <= 26 and head.strip() else None
            if kind is None and text[body : body + 1] in _ITEMS_BEGIN and _ITEMS.match(text, body):
                kind = "items"
            within = (kind == "items" and self.section in {"candidates", "bidders"}) or (
                kind == "contact" and self.section in {"award", "items"}
            )
            if kind in _PLAIN_HEADINGS and not within and not (self.section == "start" and head.endswith(_ENDS_OF_TITLES)):
                self.enter(kind)
            return stop
        kind = section_of(head if head.strip() and len(head) <= 60 else whole[:24].partition("(")[0])
        if kind is None and " " in head:  # 三、中标信息 第一包:…, on a page put on one line
            kind = section_of(head.strip().split(" ", 1)[0])
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
        if named in LABELS_WITH_ENDS and named not in {"candidate", "ranked", "bidder"} and denied(text[body:start]):
            return False
        if named == "award-amount" and text[start - 1] == ",":  # 中标单位:某公司,中标金额:45.6万元
            return True
        if start == body or text[start - 1] in (" \n。;|【" if named in LABELS_WITH_ENDS else " \n。;,)】【|、?"):
            return True
        if label.name == "编号" and text[start - 1] == "(" and text[body : start - 1].endswith(_BEFORE_NUMBER):
            return True  # 某采购项目(编号:…)
        if start == heading_end and section_of(text[body:start]) is not None:
            return named in {"name", "supplier", "winner"} or named not in LABELS_WITH_ENDS
        if text.endswith(_FOLLOWS, body, start):  # 现将结果公布如下:中标单位:某公司
            return True
        if named in _LOT_SAID_BEFORE and text[start - 1] in ":," and _LOT_CLAUSE.search(text, body, start):
            return True
        if text[start - 1] == ":" and section_of(text[body : start - 1]) == ("other" if named == "published" else "award"):
            return True  # 六、中标信息:中标供应商名称:某公司; 六、其他补充事宜:本公告发布日期:…
        return len(label.name) >= LONG_LABEL and named not in LABELS_WITH_ENDS

    def _bids_told(self) -> bool:
        """Whether the section on the bids had its table: a line that names the winner below it is no row of theirs."""
        return any(table.section == "bidders" and any(head.supplier == "bid" for head in table.known) for table in self.found.tables)

    def pair(self, passage: Passage, label: Label, body: int, after: int, *, alone: bool) -> None:
        if self.section == "links":  # other notices: what they say is not said of this one
            return
        if label.field in {"buyer-heading", "agency-heading"}:
            self.enter(label.field.removesuffix("-heading"))
            return
        if label.field == "winner" and self.section == "bidders" and label.start == body and self._bids_told():
            self.enter("award")
        value = passage.cut(label.end, after - 1 if passage.text[after - 1 : after] == "(" else after)
        if value is None:
            self.waiting = label if alone else None
            return
        if label.field == "lot" and _LONG_LOT.fullmatch(value.text):
            label.field = "project-number"
        if label.field == "lot":
            number = _LOT_NUMBER.match(value.text)
            self.lot = value = value.part(0, number.end()) if number else value
        self.found.pairs.append(Pair(label.field, label.name + label.unit, value, self.section, self.lot, "line"))
        number = _PLAIN_NUMBER.match(value.text) if label.field == "project-number" and len(self.numbers) < _NUMBERS else None
        self.numbers += [number[0]] if number is not None else []

    def summary(self, passage: Passage, body: int, end: int) -> bool:
        """The summary of a portal put on one line, and what follows it."""
        found = loose_labels.summary(passage, body, end)
        if found is None:
            return False
        listed, rest = found
        self.found.pairs += [Pair(named, label, value, "summary", self.lot, "summary") for named, label, value in listed]
        if rest < end:
            self.piece(passage, rest, end)
        return True

    def spaced(self, passage: Passage, body: int, end: int, *, whole: bool) -> None:
        """Labels and values with only a space between, or a label alone on its line."""
        if end - body > _LONGEST_ALONE and passage.text.find(" ", body, end) < 0:
            return
        for found in loose_labels.spaced(passage, body, end, whole=whole):
            if isinstance(found, Label):
                self.waiting = found
            else:
                named, label, value = found
                if named == loose_labels.LOT_ALONE:
                    self.lot, named = value, "lot"
                self.found.pairs.append(Pair(named, label, value, self.section, self.lot, "line"))


def _free_quantity(found: Sequence[Label], text: str) -> None:
    """Give the name of a lot the word at its end that is glued to the next label: ``标项名称:某设备采购数量:1``."""
    for before, label in itertools.pairwise(found):
        if before.field == "lot-name" and label.name == "采购数量" and text[label.start - 1] not in " ;,。":
            label.start, label.name, label.field = label.start + 2, "数量", "quantity"


def _lot_before(text: str, body: int, label: Label) -> re.Match[str] | None:
    """The lot said right before a label, or at the beginning of its clause."""
    near = _LOT_BEFORE.search(text, max(body, label.start - 12), label.start)
    return near or (_LOT_CLAUSE.search(text, body, label.start) if text[label.start - 1] in ":," else None)


def _trails(text: str) -> bool:
    """Whether a line begins with a value and goes on with another label after a comma: ``某地 , 邮编:``."""
    first = next(iter(find_labels(text)), None)
    return first is not None and first.start > 2 and text[first.start - 1] in " ,;"

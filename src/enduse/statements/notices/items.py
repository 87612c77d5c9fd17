"""The rows of what was bought: name, brand, model, quantity, price; a placeholder is nothing, a price without unit is a question."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from decimal import Decimal

from enduse.language.amounts import AmountReading, examine_amount
from enduse.language.masking import absence
from enduse.language.numerals import read_numeral
from enduse.model.errors import AmbiguousValue
from enduse.statements.notices.awards import Award
from enduse.statements.notices.dictionary import find_labels, head_of
from enduse.statements.notices.parts import HeadedTable, Outline
from enduse.statements.notices.passage import Passage, Span

_SECTIONS = frozenset({"items", "award"})
_NOT_BOUGHT = frozenset({"candidates", "bidders", "experts", "fee", "attachments", "qualification"})
_QUANTITY = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?([^\d\s()./]{1,6}(?:\([^()]{1,6}\))?)?")
_COUNTED = re.compile(r"([一二三四五六七八九十两]{1,3})([^\d\s一二三四五六七八九十]{1,3})")
_TELLING = frozenset({"brand", "model", "quantity", "unit-price", "line-total"})
_SUMS = frozenset({"合计", "总计", "小计", "合计:", "总计:", "总价"})
_WORKS = re.compile(r"(?:服务|工程|施工|监理|设计|检测|运维|维护|租赁|保险)(?:采购|项目|采购项目)*$|\([一二三四]期\)")
"""Lot names that say that no goods are bought, or a phase of a building."""
_UNIT = r"(?:台|套|个|件|批|辆|部|只|张|把|支|块|组|本|箱|瓶|盒|条|座|根)"
_A_COUNT = re.compile(rf"\d{_UNIT}")
_LISTED = re.compile(r"\d{1,2}[、.](?!\d) ?")
_NAMED_FIRST = re.compile(rf"(?P<name>[\u4e00-\u9fffA-Za-z][^\d,;。:()]{{2,30}})(?P<number>\d{{1,5}})(?P<unit>{_UNIT})")
_THING = r"(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9\-]{1,24}?)"
_COUNTED_FIRST = re.compile(rf"(?:^|以及配套|以及|和|及|、|,|配套| )(?P<number>\d{{1,5}}) ?(?P<unit>{_UNIT}){_THING}(?=及|和|、|[,;。 ]|$)")
_AFTER_VERB = re.compile(rf"采购(?P<number>\d{{1,5}})(?P<unit>{_UNIT})(?:\((?P<spec>[^()]{{2,20}})\))?{_THING}(?=[,;。 ]|$)")
_PER = re.compile(r"(?:每|/)([^\d\s()¥]{1,2})")
_DESCRIPTION = re.compile(r"([^\d。;()\n]{3,30})[(。;]")


@dataclass(slots=True)
class Item:
    """One row; sums with their reading, the quantity as plain decimal text with the passage it stands in."""

    name: Span
    lot: Span | None = None
    texts: dict[str, Span] = field(default_factory=dict)
    """``brand``, ``model``, ``spec``, ``maker``."""
    quantity: tuple[str, Span] | None = None
    unit: tuple[str, Span] | None = None
    unit_price: tuple[AmountReading, Span] | None = None
    line_total: tuple[AmountReading, Span] | None = None
    unitless: dict[str, Span] = field(default_factory=dict)
    """Sums without a unit, by column; the award's own sum may confirm them."""


@dataclass(slots=True)
class ItemsRead:
    """The items, and what was refused with the reason."""

    items: list[Item] = field(default_factory=list)
    refused: list[tuple[str, str, Span]] = field(default_factory=list)


def read_items(found: Outline, type_: str | None) -> ItemsRead:
    """Read the item rows: of an award from what it says was bought, of other notices from tables, lot blocks and counted lists."""
    read = ItemsRead()
    for table in found.tables:
        columns = _columns(table)
        named = {"brand", "model"} & columns.keys()
        bought = table.section in _SECTIONS or ((type_ != "award" or named) and table.section not in _NOT_BOUGHT)
        if not bought or "name" not in columns or len(_TELLING & columns.keys()) < 2 or _lists_bidders(table):
            continue
        rows = [_cells(row, columns) for row, _ in table.rows]
        if table.glued:
            rows = [_settle(cells, rows) for cells in rows]
        heads = {column: table.heads[index] for column, index in columns.items()}
        for cells, (_, lot) in zip(rows, table.rows, strict=True):
            _item(read, cells, heads, lot)
    if not read.items:
        _from_lines(found, read)
    if not read.items and type_ not in {"award", "contract", "failed"}:
        _from_lot_blocks(found, read)
        if not read.items:
            _wanted(found, read)
    return read


def confirm_by_award(read: ItemsRead, awards: list[Award]) -> None:
    """Take prices without a unit as yuan where, with their quantities, they add up exactly to the one award's sum."""
    if len(awards) != 1 or awards[0].reading is None or awards[0].reading.money is None:
        return
    sums = []
    for item in read.items:
        span = item.unitless.get("unit-price") or item.unitless.get("line-total")
        if span is None:
            return
        reading = examine_amount(f"{span.text}元", kind="unit-price")
        if reading.amount is None:
            return
        count = Decimal(item.quantity[0]) if "unit-price" in item.unitless and item.quantity is not None else Decimal(1)
        sums.append(reading.amount * count)
    if not sums or sum(sums, Decimal(0)) != awards[0].reading.money.amount:
        return
    for item in read.items:
        for column, span in item.unitless.items():
            reading = examine_amount(f"{span.text}元", kind=column)
            if column == "unit-price":
                item.unit_price = (reading, span)
            else:
                item.line_total = (reading, span)
    confirmed = {span.start for item in read.items for span in item.unitless.values()}
    read.refused = [row for row in read.refused if row[2].start not in confirmed]


def item_of_unit_price(found: Outline, awards: list[Award]) -> Item | None:
    """The thing an award's unit price is paid for, where the notice says what is bought in one word before a bracket."""
    if len(awards) != 1 or awards[0].reading is None or awards[0].reading.kind != "unit-price" or awards[0].amount is None:
        return None
    per = _PER.search(awards[0].amount.text)
    contents = [pair.value for pair in found.pairs if pair.field == "content"]
    match = _DESCRIPTION.match(contents[0].text) if contents else None
    if per is None or match is None or awards[0].reading.money is None:
        return None
    item = Item(contents[0].part(0, match.end(1)))
    item.unit = (per[1], awards[0].amount.part(per.start(1), per.end(1)))
    item.unit_price = (awards[0].reading, awards[0].amount)
    return item


def _columns(table: HeadedTable) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, head in enumerate(table.known):
        if head.item is not None and head.item != "other":
            columns.setdefault(head.item, index)
    fallback = [name for name in ("category", "class") if name in columns]
    if "name" not in columns and fallback:
        columns["name"] = columns[fallback[0]]
    return columns


def _cells(row: tuple[Span | None, ...], columns: dict[str, int]) -> dict[str, Span | None]:
    """The cells by column; a framework purchase whose name cell is empty is named by its class."""
    cells = {column: row[index] for column, index in columns.items()}
    if cells.get("name") is None:
        cells["name"] = cells.get("category") or cells.get("class")
    return cells


def _lists_bidders(table: HeadedTable) -> bool:
    return any(head.supplier in {"winner", "bidder", "supplier", "candidate", "intended"} for head in table.known)


def _settle(cells: dict[str, Span | None], rows: list[dict[str, Span | None]]) -> dict[str, Span | None]:
    """Where a model that ends in a digit runs into the quantity, the quantity counts only if a row without that doubt has the same."""
    model, quantity = cells.get("model"), cells.get("quantity")
    if model is None or quantity is None or not model.text[-1].isdigit():
        return cells
    for other in rows:
        sure, its = other.get("model"), other.get("quantity")
        if sure is not None and its is not None and not sure.text[-1].isdigit():
            same, mine = _QUANTITY.fullmatch(its.text), _QUANTITY.fullmatch(quantity.text)
            if same and mine and same[1] == mine[1]:
                return cells
    return {**cells, "model": None, "quantity": None}


def _from_lines(found: Outline, read: ItemsRead) -> None:
    """``名称：… 品牌：… 规格型号：…`` in lines of the section on what was bought: each name opens an item."""
    cells: dict[str, Span | None] = {}
    heads: dict[str, str] = {}
    for passage, section in found.lines:
        if section != "items":
            continue
        for column, head, span in _labelled(passage):
            if column == "name" and cells.get("name") is not None:
                _item(read, cells, heads, None)
                cells, heads = {}, {}
            cells[column], heads[column] = span, head
    if cells.get("name") is not None and len(_TELLING & cells.keys()) >= 2:
        _item(read, cells, heads, None)


def _from_lot_blocks(found: Outline, read: ItemsRead) -> None:
    """``标项名称:… 数量:…``: a lot with a quantity is what is to be bought, unless its name says that it is a service or works."""
    name: Span | None = None
    lot: Span | None = None
    for pair in found.pairs:
        if pair.field == "lot-name":
            name, lot = pair.value, pair.lot
        elif pair.field == "quantity" and name is not None:
            if not _WORKS.search(name.text) and len(name.text) <= 60:
                _item(read, {"name": name, "quantity": pair.value}, {}, lot)
            name = None


def _wanted(found: Outline, read: ItemsRead) -> None:
    """Things counted in words: behind a label on quantities, in a numbered list, or right after the verb 采购.

    In a numbered list the first thing of a clause may be named before it is counted, and what follows it in the clause describes it.
    Prose behind 采购需求 is left alone: it tells what a system does as often as what is bought.
    """
    clauses: list[tuple[Passage, bool]] = []
    for pair in found.of("wanted"):
        clauses += [(clause, False) for clause in _clauses(found, pair.value)]
    for passage, section in found.lines:
        listed = _LISTED.match(passage.text) if section in {"basic", "unknown", "start"} and _A_COUNT.search(passage.text) else None
        if listed:
            clauses += [
                (clause, not index) for index, clause in enumerate(_clauses(found, passage.part(listed.end(), len(passage.text)).whole()))
            ]
    for clause, may_name_first in clauses:
        first = _NAMED_FIRST.match(clause.text) if may_name_first else None
        for match in [first] if first else _COUNTED_FIRST.finditer(clause.text):
            _count(read, clause, match)
    if not read.items:
        whole = found.page.folded(0, len(found.page.text))
        for match in _AFTER_VERB.finditer(whole.text):
            _count(read, whole, match)


def _clauses(found: Outline, span: Span | None) -> list[Passage]:
    if span is None:
        return []
    bounds = [0, *(match.end() for match in re.finditer(r"[,;。]", span.text)), len(span.text)]
    return [found.page.folded(span.at + start, span.at + end) for start, end in itertools.pairwise(bounds) if start < end]


def _count(read: ItemsRead, clause: Passage, match: re.Match[str]) -> None:
    name, number, unit = (clause.cut(*match.span(group)) for group in ("name", "number", "unit"))
    if name is None or number is None or unit is None or number.text == "0" or any(known.name.start == name.start for known in read.items):
        return
    item = Item(name, None, {}, (number.text, number), (unit.text, unit))
    spec = clause.cut(*match.span("spec")) if match.re.groupindex.get("spec") and match["spec"] else None
    if spec is not None:
        item.texts["spec"] = spec
    read.items.append(item)


def _labelled(passage: Passage) -> list[tuple[str, str, Span]]:
    matches = [label for label in find_labels(passage.text) if label.start == 0 or passage.text[label.start - 1] in " ;,。"]
    found = []
    ends = [label.start for label in matches[1:]] + [len(passage.text)]
    for label, after in zip(matches, ends, strict=False):
        head = label.name + label.unit
        column = head_of(head).item
        span = passage.cut(label.end, after)
        if column is not None and column != "other" and span is not None:
            found.append((column, head, span))
    return found


def _item(read: ItemsRead, cells: dict[str, Span | None], heads: dict[str, str], lot: Span | None) -> None:
    name = cells.get("name")
    if name is None or absence(name.text) is not None or name.text in _SUMS or len(name.text) > 200:
        return
    item = Item(name, cells.get("lot") or lot)
    for column in ("brand", "model", "spec", "maker"):
        span = cells.get(column)
        if span is not None and absence(span.text) is None:
            item.texts[column] = span
    _quantity(item, cells)
    for column in ("unit-price", "line-total"):
        span = cells.get(column)
        if span is None:
            continue
        reading = examine_amount(span.text, header=heads[column], kind=column)
        if reading.money is None:
            if reading.status not in {"empty", "missing", "not_an_amount"}:
                read.refused.append((column, reading.status, span))
            if reading.status == "ambiguous" and re.fullmatch(r"[\d,]+(?:\.\d+)?", span.text):
                item.unitless[column] = span
        elif column == "unit-price":
            item.unit_price = (reading, span)
        else:
            item.line_total = (reading, span)
    read.items.append(item)


def _quantity(item: Item, cells: dict[str, Span | None]) -> None:
    unit = cells.get("unit")
    if unit is not None and absence(unit.text) is None and len(unit.text) <= 8:
        item.unit = (unit.text, unit)
    span = cells.get("quantity")
    if span is None:
        return
    match = _QUANTITY.fullmatch(span.text)
    counted = _COUNTED.fullmatch(span.text)
    if match:
        item.quantity = (match[1].replace(",", ""), span)
        if match[2] and item.unit is None:
            item.unit = (match[2], span)
    elif counted:
        try:
            item.quantity = (str(read_numeral(counted[1])), span)
        except AmbiguousValue:
            return
        item.unit = item.unit or (counted[2], span)

"""The rows of what was bought: name, brand, model, quantity, price; a placeholder is nothing, a price without unit is a question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from enduse.language.amounts import AmountReading, examine_amount
from enduse.language.masking import absence
from enduse.language.numerals import read_numeral
from enduse.model.errors import AmbiguousValue
from enduse.statements.notices.dictionary import head_of, find_labels
from enduse.statements.notices.outline import HeadedTable, Outline
from enduse.statements.notices.passage import Passage, Span

_SECTIONS = frozenset({"items", "award"})
_QUANTITY = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?([^\d\s()./]{1,6}(?:\([^()]{1,6}\))?)?")
_COUNTED = re.compile(r"([一二三四五六七八九十两]{1,3})([^\d\s一二三四五六七八九十]{1,3})")
_TELLING = frozenset({"brand", "model", "quantity", "unit-price", "line-total"})


@dataclass(slots=True)
class Item:
    """One row; sums with their reading, the quantity as plain decimal text with the passage it stands in."""

    name: Span
    lot: Span | None = None
    texts: dict[str, Span] = field(default_factory=dict)
    """``brand``, ``model``, ``maker``."""
    quantity: tuple[str, Span] | None = None
    unit: tuple[str, Span] | None = None
    unit_price: tuple[AmountReading, Span] | None = None
    line_total: tuple[AmountReading, Span] | None = None


@dataclass(slots=True)
class ItemsRead:
    """The items, and what was refused with the reason."""

    items: list[Item] = field(default_factory=list)
    refused: list[tuple[str, str, Span]] = field(default_factory=list)


def read_items(found: Outline) -> ItemsRead:
    """Read the item rows of an award notice, from the sections on the award and on what was bought."""
    read = ItemsRead()
    for table in found.tables:
        columns = _columns(table)
        if table.section not in _SECTIONS or "name" not in columns or len(_TELLING & columns.keys()) < 2:
            continue
        for row, lot in table.rows:
            cells = {column: row[index] for column, index in columns.items()}
            _item(read, cells, {column: table.heads[index] for column, index in columns.items()}, lot)
    if not read.items:
        _from_lines(found, read)
    return read


def _columns(table: HeadedTable) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, head in enumerate(table.known):
        if head.item is not None and head.item != "other":
            columns.setdefault(head.item, index)
    return columns


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
    if name is None or absence(name.text) is not None or name.text in {"合计", "总计", "小计"} or len(name.text) > 200:
        return
    item = Item(name, cells.get("lot") or lot)
    for column in ("brand", "model", "maker"):
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

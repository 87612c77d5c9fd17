"""The rows of what was bought: name, brand, model, quantity, price; a placeholder is nothing, a price without unit is a question."""

from __future__ import annotations

import re

from enduse.language.amounts import examine_amount
from enduse.language.masking import absence
from enduse.language.numerals import read_numeral
from enduse.model.errors import AmbiguousValue
from enduse.statements.notices.award import Award
from enduse.statements.notices.brand_model import divided
from enduse.statements.notices.confirmed_items import confirm_by_column, confirm_by_row
from enduse.statements.notices.counted import Counted, names_works, read_content, read_counted
from enduse.statements.notices.described import read_described
from enduse.statements.notices.dictionary import find_labels, head_of
from enduse.statements.notices.headings import NUMBER
from enduse.statements.notices.item import Item, ItemsRead
from enduse.statements.notices.parts import LOT, HeadedTable, Outline
from enduse.statements.notices.passage import Passage, Span
from enduse.statements.notices.reasons import brand_of_reason

_SECTIONS = frozenset({"items", "award"})
_NOT_BOUGHT = frozenset({"candidates", "bidders", "experts", "fee", "attachments", "qualification"})
_QUANTITY = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?(?:\(([^\d\s()./]{1,6})\)|([^\d\s()./]{1,6}(?:\([^()]{1,6}\))?))?")
_COUNTED = re.compile(r"([一二三四五六七八九十两]{1,3})([^\d\s一二三四五六七八九十]{1,3})")
_SELLERS = frozenset({"winner", "bidder", "supplier", "candidate", "intended"})
_EVALUATED = frozenset({"score", "rank", "won", "verdict", "bid"})
_TELLING = frozenset({"brand", "model", "brand-model", "quantity", "unit-price", "line-total"})
_NAMES_A_THING = re.compile(r"(?:标的|货物|产品|设备|商品|标的物)的?名称 ?:")
_A_PROJECT = re.compile(r"(?:项目|采购)$")
"""What is behind 标的名称 where it names the whole purchase and no thing."""
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9.\-/+]*\d[A-Za-z0-9.\-/+]*|\d+[A-Za-z][A-Za-z0-9.\-/+]*")
"""A model, where a column of parameters holds nothing else."""
_NO_MODEL = re.compile(r"[^A-Za-z]*[\u4e00-\u9fff][^A-Za-z]*")
"""What stands under a head of models and is none: words without a letter of a code (``24门``, ``常规``, ``定制``)."""
_PART_OF_LOT = re.compile(r"\d{1,3}-\d{1,3}")
"""``1-2``: the second line of a lot, in a table below the lot's name."""
_SUMS = frozenset({"合计", "总计", "小计", "合计:", "总计:", "总价"})
_PARTS = frozenset({"name", "brand", "model", "spec", "quantity", "unit-price", "maker"})
_LONGEST_LABEL = 8
_PER = re.compile(r"(?:每|/)([^\d\s()¥]{1,2})")
_DESCRIPTION = re.compile(r"([^\d。;()\n]{3,30})[(。;]")


def read_items(found: Outline, type_: str | None) -> ItemsRead:
    """Read the item rows: of an award from what it says was bought, of other notices from tables, lot blocks and counted lists."""
    read = ItemsRead()
    for table in found.tables:
        columns = _columns(table)
        if not _lists_goods(table, columns, type_):
            continue
        rows = [_cells(row, columns) for row, _ in table.rows]
        seller = next((index for index, head in enumerate(table.known) if head.supplier in _SELLERS), None)
        if table.glued:
            rows = [_settle(cells, rows) for cells in rows]
        heads = {column: table.heads[index] for column, index in columns.items()}
        before = len(read.items)
        for cells, (row, lot) in zip(rows, table.rows, strict=True):
            if "quantity" in columns and not any(cells.get(name) for name in _TELLING):  # a row of a list that counts things, and is none
                continue
            if _item(read, cells, heads, lot) and seller is not None:
                read.items[-1].supplier = row[seller]
        confirm_by_column(read.items[before:], read)
    if not read.items:
        _from_words(found, read, type_)
    if type_ == "single-source" and len(read.items) == 1 and "brand" not in read.items[0].texts and (brand := brand_of_reason(found)):
        read.items[0].texts["brand"] = brand
    return read


def _from_words(found: Outline, read: ItemsRead, type_: str | None) -> None:
    """Things that no table lists: labelled lines, running text, the lots of a tender, counted lists."""
    _from_lines(found, read, type_)
    if type_ in {"award", "contract"}:
        _from_descriptions(found, read)
        if not read.items and type_ == "award":
            read.items += [_of_counted(counted) for counted in read_content(found)]
    if not read.items and type_ not in {"award", "contract", "failed", "correction"}:
        _from_lot_blocks(found, read)
        if not read.items:
            read.items += [_of_counted(counted) for counted in read_counted(found)]


def _lists_goods(table: HeadedTable, columns: dict[str, int], type_: str | None) -> bool:
    """Whether the rows of a table are what was bought, or is to be bought: a name, and enough that tells of a thing and not of an offer."""
    telling = _TELLING & columns.keys()
    if "name" not in columns or table.section in _NOT_BOUGHT:
        return False
    if type_ in {"award", "contract", "failed"}:
        if table.section not in _SECTIONS and not {"brand", "model", "brand-model"} & telling and type_ != "contract":
            return False
        if len(telling) < 2:
            return False
    elif not ("quantity" in telling or len(telling) > 1):
        return False
    sellers = {head.supplier for head in table.known} & _SELLERS
    return not sellers or (
        bool({"brand", "model", "brand-model", "unit-price"} & telling) and not {head.supplier for head in table.known} & _EVALUATED
    )


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
    said = cells.pop("parameters", None)
    if said is not None and "model" not in cells and _CODE.fullmatch(said.text):
        cells["model"] = said
    return cells


def _settle(cells: dict[str, Span | None], rows: list[dict[str, Span | None]]) -> dict[str, Span | None]:
    """Where a model that ends in a digit runs into the quantity, the quantity counts only if a row without that doubt has the same."""
    model, quantity = cells.get("model"), cells.get("quantity")
    if model is None or quantity is None or not model.text[-1].isdigit() or model.end < quantity.start:
        return cells
    for other in rows:
        sure, its = other.get("model"), other.get("quantity")
        if sure is not None and its is not None and not sure.text[-1].isdigit():
            same, mine = _QUANTITY.fullmatch(its.text), _QUANTITY.fullmatch(quantity.text)
            if same and mine and same[1] == mine[1]:
                return cells
    joined = model.page.folded(model.at, quantity.at + len(quantity.text)).whole() if model.page is not None else None
    return {**cells, "model": None, "quantity": None, "joined": joined}


def _from_lines(found: Outline, read: ItemsRead, type_: str | None) -> None:
    """``名称：… 品牌：… 规格型号：…`` in lines of the section on what was bought: each name opens an item.

    Only notices of a result have that section; in others the label must say that it names a thing (``主要标的名称``).
    """
    anywhere = type_ not in {"candidate", "failed", "correction"} and _NAMES_A_THING.search(found.page.text) is not None
    if not anywhere and "items" not in found.sections:
        return
    cells: dict[str, Span | None] = {}
    heads: dict[str, str] = {}
    lot: Span | None = None
    for passage, section in found.lines:
        if section != "items" and (not anywhere or section == "failed" or (type_ == "award" and section in _NOT_BOUGHT)):
            continue
        marked = LOT.match(passage.text) if section == "items" else None
        told = _labelled(passage)
        if told and told[0][0] in {"brand", "model"} and section == "items" and (named := _name_before(passage)) is not None:
            told = [("name", "名称", named), *told]
        for column, head, span in told:
            if section != "items" and "name" not in cells and (column != "name" or head == "名称" or _A_PROJECT.search(span.text)):
                continue
            if column == "name" and "name" in cells:
                if section != "items" and head == "名称":
                    continue
                _item_of_lines(read, cells, heads, lot, anywhere=anywhere and type_ != "award")
                cells, heads = {}, {}
            cells.setdefault(column, span)
            heads.setdefault(column, head)
            lot = passage.cut(*marked.span()) if marked is not None else lot
    _item_of_lines(read, cells, heads, lot, anywhere=anywhere and type_ != "award")


def _from_descriptions(found: Outline, read: ItemsRead) -> None:
    """Things described in running text, where they are more than labelled lines gave."""
    told = ItemsRead()
    for thing in read_described(found):
        _item(told, dict(thing.cells), thing.heads, thing.lot)
    if len(told.items) > len(read.items):
        read.items, read.refused = told.items, told.refused


def _name_before(passage: Passage) -> Span | None:
    """The thing a line names before its first label: ``1. 预警平台 品牌:…``."""
    label = next(iter(find_labels(passage.text)), None)
    if label is None:
        return None
    number = NUMBER.match(passage.text)
    first = number.end() if number else 0
    lot = LOT.match(passage.text, first)  # 第一包:某设备,品牌:…
    first = lot.end() if lot and passage.text[lot.end() : lot.end() + 1] == ":" else first
    name = passage.cut(first, label.start)
    return name if name is not None and 2 <= len(name.text) <= 40 and not LOT.fullmatch(name.text) else None


def _item_of_lines(read: ItemsRead, cells: dict[str, Span | None], heads: dict[str, str], lot: Span | None, *, anywhere: bool) -> None:
    told = _TELLING & cells.keys()
    if "name" in cells and (len(told) >= 2 or (anywhere and (told or "unit" in cells))):
        _item(read, cells, heads, lot)


def _from_lot_blocks(found: Outline, read: ItemsRead) -> None:
    """``标项名称:… 数量:…``: a lot with a quantity is what is to be bought, unless its name says that it is a service or works."""
    name: Span | None = None
    lot: Span | None = None
    for pair in found.pairs:
        if pair.field == "lot-name":
            name, lot = pair.value, pair.lot
        elif pair.field == "quantity":
            if name is None:
                name, lot = _named_by_lot(found, pair.value)
            if name is None:
                continue
            if not names_works(name.text) and len(name.text) <= 60:
                _item(read, {"name": name, "quantity": pair.value}, {}, lot)
            name = None


def _named_by_lot(found: Outline, quantity: Span) -> tuple[Span | None, Span | None]:
    """Name and lot where the line above a quantity is a lot and what it is: ``标项一:反光背心``."""
    above = [passage for passage, _ in found.lines if passage.first + len(passage.text) < quantity.at][-1:]
    marked = LOT.match(above[0].text) if above else None
    if marked is None or above[0].text[marked.end() : marked.end() + 1] != ":":
        return None, None
    return above[0].cut(marked.end() + 1, len(above[0].text)), above[0].cut(*marked.span())


def _labelled(passage: Passage) -> list[tuple[str, str, Span]]:
    first = passage.text.find(" ")
    if ":" not in passage.text and 0 < first <= _LONGEST_LABEL and (column := head_of(passage.text[:first]).item) in _PARTS:
        span = passage.cut(first, len(passage.text))  # 品牌 某牌
        return [(column, passage.text[:first], span)] if span is not None else []
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


def _of_counted(counted: Counted) -> Item:
    item = Item(counted.name, counted.lot, dict(counted.texts), (counted.number.text.replace(",", ""), counted.number))
    item.unit = (counted.unit.text, counted.unit)
    return item


def _item(read: ItemsRead, cells: dict[str, Span | None], heads: dict[str, str], lot: Span | None) -> bool:
    """Add an item; False where its name cell names nothing."""
    name = cells.get("name")
    if name is None or absence(name.text) is not None or name.text in _SUMS or len(name.text) > 200:
        return False
    own = cells.get("lot")
    joint = cells.get("brand-model")
    if joint is not None:
        brand, model = divided(joint)
        cells = {**cells, "brand": cells.get("brand") or brand, "model": cells.get("model") or model}
    item = Item(name, lot if own is None or (lot is not None and _PART_OF_LOT.fullmatch(own.text)) else own)
    for column in ("brand", "model", "spec", "maker"):
        span = cells.get(column)
        if span is not None and absence(span.text) is None:
            item.texts[column] = span
    model = item.texts.get("model")
    if model is not None and _NO_MODEL.fullmatch(model.text):
        item.texts.setdefault("spec", item.texts.pop("model"))
    item.joined = cells.get("joined")
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
    confirm_by_row(item, read)
    read.items.append(item)
    return True


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
        unit_said = match[2] or match[3]
        if unit_said and item.unit is None:
            item.unit = (unit_said, span)
    elif counted:
        try:
            item.quantity = (str(read_numeral(counted[1])), span)
        except AmbiguousValue:
            return
        item.unit = item.unit or (counted[2], span)

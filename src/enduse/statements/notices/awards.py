"""Who won which lot at what sum; only from a place that speaks of the award, never from a list of bidders or candidates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from enduse.language.amounts import AmountReading, examine_amount
from enduse.language.scripts import fold_name
from enduse.statements.notices.award_sentences import read_award_sentences
from enduse.statements.notices.parties import joint_members, name_in, refusal, without_role
from enduse.statements.notices.parts import HeadedTable, Outline, Pair
from enduse.statements.notices.passage import Span
from enduse.statements.notices.sums import read_sum

_NOT_AWARD = frozenset(
    {"bidders", "candidates", "experts", "fee", "proposed", "failed", "attachments", "qualification", "documents", "links"}
)
_WON = re.compile(r"是|中标|成交|√")
_FINAL = re.compile(r"最终|最后|成交|中标|中选")
"""What a head says over the offers that were paid, not over first ones."""
_CHOSEN = re.compile(r"(?:确定)?(?:为)?(?:中标|成交|中选)(?:人|供应商|单位)?")
_FIRST = frozenset({"1", "第一", "第一名"})
_WINNERS = ("winner", "supplier", "intended", "candidate")
BY_SENTENCE = 0.9
"""Confidence of a supplier whom only a sentence names."""
INTENDED = 0.8
"""Confidence of a supplier whom a notice of a result still calls the intended one (拟中标)."""
_MONEY_UNIT = re.compile(r"(?:人民币)?[万亿]?元")
_LOT_WORDS = re.compile(r"第|包组|包号|标段|标项|分包|包|[()号:\s]")


@dataclass(slots=True)
class Award:
    """One lot won by one supplier, or by the members of one joint bid."""

    suppliers: list[Span]
    lot: Span | None
    amount: Span | None = None
    reading: AmountReading | None = None
    address: Span | None = None
    confidence: float = 1.0

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Lot and suppliers, folded: what makes two passages speak of one award."""
        return lot_key(self.lot), tuple(sorted(fold_name(span.text) for span in self.suppliers))


@dataclass(slots=True)
class AwardsRead:
    """The awards, and what was refused with the reason."""

    awards: list[Award] = field(default_factory=list)
    refused: list[tuple[str, str, Span]] = field(default_factory=list)


def lot_key(lot: Span | None) -> str:
    """A lot without the words around its number: ``第1包`` and ``包1`` are one lot."""
    return fold_name(_LOT_WORDS.sub("", lot.text)) if lot else ""


def read_awards(found: Outline) -> AwardsRead:
    """Read the awards of an award notice: the section on the award first, labels that name the winner outright else."""
    read = AwardsRead()
    inside = [*_from_tables(found, read, outright=False), *_from_pairs(found, read, outright=False)]
    raw = inside or [*_from_tables(found, read, outright=True), *_from_pairs(found, read, outright=True)]
    merged: dict[tuple[str, tuple[str, ...]], Award] = {}
    for award in raw:
        known = merged.get(award.key) or _same_supplier(merged, award)
        if known is None:
            merged[award.key] = award
        else:
            _merge(known, award, read)
    read.awards = list(merged.values())
    if not read.awards and not any(name == "supplier" for name, _, _ in read.refused):
        _from_sentences(found, read)
    _fill_from_total(found, read)
    _fill_from_lines(found, read)
    _fill_from_bids(found, read)
    return read


def _from_sentences(found: Outline, read: AwardsRead) -> None:
    """Winners whom no label and no table names, each once."""
    seen: set[str] = set()
    for supplier, paid, label in read_award_sentences(found.page):
        if fold_name(supplier.text) in seen:
            continue
        seen.add(fold_name(supplier.text))
        award = Award([supplier], None, confidence=BY_SENTENCE)
        if paid is not None:
            _amount(award, paid, read, label=label)
        read.awards.append(award)


def _same_supplier(merged: dict[tuple[str, tuple[str, ...]], Award], award: Award) -> Award | None:
    """The award to the same supplier where one of the two passages does not name the lot."""
    same = [other for (lot, suppliers), other in merged.items() if suppliers == award.key[1] and (not lot or not award.key[0])]
    return same[0] if len(same) == 1 else None


def _merge(known: Award, other: Award, read: AwardsRead) -> None:
    known.lot = known.lot or other.lot
    if other.reading is None or other.reading.money is None:
        return
    if known.reading is None or known.reading.money is None:
        known.amount, known.reading = other.amount, other.reading
    elif known.reading.amount != other.reading.amount and other.amount is not None:
        read.refused.append(("amount", "conflict", other.amount))
        known.amount = known.reading = None


def _from_tables(found: Outline, read: AwardsRead, *, outright: bool) -> list[Award]:
    awards = []
    for table in sorted(found.tables, key=lambda table: table.hidden):
        columns = _columns(table)
        named = next((name for name in _WINNERS if name in columns), None)
        outcome = _outcome(table, columns)
        if outcome is not None:
            awards += _by_outcome(table, columns, outcome, read)
            continue
        if named is None or not _may_award(table, columns, named, outright=outright):
            continue
        for row, lot in table.rows:
            award = _row(row, columns, lot, table, named, read)
            if award is not None:
                awards.append(award)
    return awards


def _outcome(table: HeadedTable, columns: dict[str, int]) -> int | None:
    """The column that says in words which of the bidders won: ``评审结果`` over ``成交``."""
    if "bidder" not in columns or table.section in _NOT_AWARD - {"bidders"} or table.hidden:
        return None
    told = [columns[name] for name in ("rank", "verdict", "won", "state") if name in columns]
    return next((at for at in told if any(_CHOSEN.fullmatch(cell.text) for row, _ in table.rows if (cell := row[at]) is not None)), None)


def _by_outcome(table: HeadedTable, columns: dict[str, int], outcome: int, read: AwardsRead) -> list[Award]:
    awards = []
    for row, lot in table.rows:
        name, told = row[columns["bidder"]], row[outcome]
        suppliers = _suppliers(name, read) if name is not None and told is not None and _CHOSEN.fullmatch(told.text) else []
        if not suppliers:
            continue
        award = Award(suppliers, row[columns["lot"]] if "lot" in columns else lot)
        paid = next((name for name in ("award-amount", "bid") if name in columns), None)
        cell = row[columns[paid]] if paid is not None else None
        if paid is not None and cell is not None:
            _amount(award, cell, read, header=table.heads[columns[paid]] + _unit_beside(row, table))
        award.address = row[columns["address"]] if "address" in columns else None
        awards.append(award)
    return awards


def _may_award(table: HeadedTable, columns: dict[str, int], named: str, *, outright: bool) -> bool:
    """Whether a table tells who won: it stands where the award is announced, or a column says for each row that it won."""
    if "state" in columns and table.section not in _NOT_AWARD and ({"award-amount", "bid"} & columns.keys() or named == "winner"):
        return True
    if named == "candidate" or "bidder" in columns:
        return False
    if table.section != "award" and not (outright and named == "winner" and table.section not in _NOT_AWARD):
        return False
    return "award-amount" in columns or named == "intended" or not {"score", "rank", "won", "verdict", "bid"} & columns.keys()


def _columns(table: HeadedTable) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, head in enumerate(table.known):
        if head.supplier is not None:
            columns.setdefault(head.supplier, index)
    return columns


def _row(
    row: tuple[Span | None, ...], columns: dict[str, int], lot: Span | None, table: HeadedTable, named: str, read: AwardsRead
) -> Award | None:
    supplier = row[columns[named]]
    if supplier is None or not all(_says_won(row[columns[name]], name) for name in ("rank", "won", "verdict", "state") if name in columns):
        return None
    suppliers = _suppliers(supplier, read)
    if not suppliers:
        return None
    own_lot = row[columns["lot"]] if "lot" in columns else None
    award = Award(suppliers, own_lot or lot, confidence=INTENDED if named == "intended" else 1.0)
    paid = next((name for name in ("award-amount", "rate") if name in columns), "")
    paid = paid or ("bid" if named in {"intended", "candidate"} else "")
    if paid in columns:
        cell = row[columns[paid]]
        if cell is not None:
            _amount(award, cell, read, header=table.heads[columns[paid]] + _unit_beside(row, table))
    if "address" in columns:
        award.address = row[columns["address"]]
    return award


def _unit_beside(row: tuple[Span | None, ...], table: HeadedTable) -> str:
    """The unit of a sum that has a column of its own: ``中标金额 | 单位`` over ``148,000.00 | 元``."""
    cells = [cell.text for cell, head in zip(row, table.known, strict=True) if cell is not None and head.item == "unit"]
    return f"({cells[0]})" if len(cells) == 1 and _MONEY_UNIT.fullmatch(cells[0]) else ""


def _says_won(cell: Span | None, column: str) -> bool:
    if cell is None:
        return False
    if column in {"won", "state"}:
        return _WON.match(cell.text) is not None
    return cell.text in _FIRST


def _suppliers(span: Span, read: AwardsRead) -> list[Span]:
    members = []
    span = name_in(span)
    for start, end in joint_members(span, span.text):
        part = without_role(span.part(start, end))
        reason = refusal(part)
        if reason is None:
            members.append(part)
        else:
            if reason not in {"empty", "missing"}:
                read.refused.append(("supplier", reason, part))
            return []
    return members


def _from_pairs(found: Outline, read: AwardsRead, *, outright: bool) -> list[Award]:
    """Label lines in the order of the text: a supplier opens an award, the sums until the next supplier are its own."""
    awards: list[Award] = []
    current: Award | None = None
    for pair in found.pairs:
        if (pair.place == "cell" and pair.section != "award") or not _speaks_of_award(pair, outright=outright):
            continue
        if pair.field in {"supplier", "winner", "name", "intended"}:
            suppliers = _suppliers(pair.value, read)
            current = Award(suppliers, pair.lot, confidence=INTENDED if pair.field == "intended" else 1.0) if suppliers else None
            if current is not None:
                awards.append(current)
        elif pair.field == "lot":
            current = None
        elif current is not None and pair.field in {"supplier-address", "address"}:
            current.address = current.address or pair.value
        elif pair.field == "award-amount" and current is not None and current.amount is None:
            _amount(current, pair.value, read, label=pair.label)
    return awards


def _speaks_of_award(pair: Pair, *, outright: bool) -> bool:
    if pair.field == "address":
        return pair.section in {"award", "items"}
    if pair.field in {"supplier", "name", "intended"}:
        return pair.section == "award"
    if pair.field in {"winner", "award-amount", "lot", "supplier-address"}:
        return pair.section == "award" or (outright and pair.section not in _NOT_AWARD)
    return False


def read_contract(found: Outline) -> AwardsRead:
    """Read the parties and the sum of a contract notice: what a contract states was sold, whatever came before it."""
    read = AwardsRead()
    suppliers: list[Span] = []
    for pair in found.of("contract-party"):
        suppliers = suppliers or _suppliers(pair.value, read)
    if suppliers:
        award = Award(suppliers, None)
        sums = found.of("contract-amount")
        if sums:
            _amount(award, sums[0].value, read, label=sums[0].label)
        read.awards.append(award)
    return read


def _amount(award: Award, cell: Span, read: AwardsRead, *, header: str = "", label: str = "") -> None:
    cell, reading = read_sum(cell, header=header, label=label)
    award.amount, award.reading = cell, reading
    if reading.money is None and reading.status not in {"empty", "missing", "not_an_amount"}:
        read.refused.append(("amount", reading.status, cell))


def _fill_from_total(found: Outline, read: AwardsRead) -> None:
    """One award and one total in the notice: the total is its sum, where no other was stated."""
    masked = any(name == "supplier" for name, _, _ in read.refused)
    if len(read.awards) != 1 or read.awards[0].reading is not None or masked:
        return
    pairs = found.of("award-total")
    if pairs:
        _amount(read.awards[0], pairs[0].value, read, label=pairs[0].label)


def _fill_from_bids(found: Outline, read: AwardsRead) -> None:
    """Awards without a sum, whose supplier's final or winning offer stands in the table of all bidders."""
    if any(name == "amount" for name, _, _ in read.refused):
        return
    for table in found.tables:
        columns = _columns(table)
        named = next((name for name in ("bidder", "candidate", "supplier") if name in columns), None)
        paid = next((name for name in ("award-amount", "bid") if name in columns and _FINAL.search(table.heads[columns[name]])), None)
        if named is None or paid is None or table.hidden:
            continue
        for award in read.awards:
            offers = [row for row, lot in table.rows if _is_bid_of(award, row[columns[named]], lot)]
            cell = offers[0][columns[paid]] if len(offers) == 1 and award.reading is None else None
            if cell is not None:
                _amount(award, cell, read, header=table.heads[columns[paid]])


def _is_bid_of(award: Award, name: Span | None, lot: Span | None) -> bool:
    same = name is not None and [fold_name(span.text) for span in award.suppliers] == [fold_name(name.text)]
    return same and (lot is None or award.lot is None or lot_key(lot) == lot_key(award.lot))


def _fill_from_lines(found: Outline, read: AwardsRead) -> None:
    """One award without a sum, and a table of what it delivers with the sum paid for each line: the lines' sum (framework purchases)."""
    if len(read.awards) != 1 or read.awards[0].reading is not None or any(name == "amount" for name, _, _ in read.refused):
        return
    for table in found.tables:
        names = [index for index, head in enumerate(table.known) if head.item in {"name", "class", "category"}]
        paid = [index for index, head in enumerate(table.known) if head.item == "line-total"]
        if not names or not paid or any(head.supplier in _WINNERS or head.supplier == "bidder" for head in table.known):
            continue
        cells = [row[paid[-1]] for row, _ in table.rows]
        readings = [examine_amount(cell.text, header=table.heads[paid[-1]], kind="total") for cell in cells if cell is not None]
        if len(readings) != len(table.rows) or len(readings) != 1 or readings[0].money is None:
            continue
        read.awards[0].amount, read.awards[0].reading = cells[0], readings[0]
        return

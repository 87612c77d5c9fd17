"""Awards that tables state: where the award is announced, or where a column says of each bidder whether it won."""

from __future__ import annotations

import re

from enduse.statements.notices.award import INTENDED, NOT_AWARD, Award, AwardsRead, pay, suppliers_in
from enduse.statements.notices.fitting import says_failed
from enduse.statements.notices.parts import LOT, HeadedTable, Outline
from enduse.statements.notices.passage import Span

_WON = re.compile(r"是|中标|成交|√")
_CHOSEN = re.compile(r"(?:确定)?(?:为)?(?:中标|成交|中选)(?:人|供应商|单位)?")
_FIRST = frozenset({"1", "第一", "第一名"})
_WINNERS = ("winner", "supplier", "intended", "candidate")
_MONEY_UNIT = re.compile(r"(?:人民币)?[万亿]?元")


def read_award_tables(found: Outline, read: AwardsRead, *, outright: bool) -> list[Award]:
    """The awards of all tables; ``outright`` also counts tables outside the announcement whose head names the winner."""
    awards = []
    for table in sorted(found.tables, key=lambda table: table.hidden):
        columns = supplier_columns(table)
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
    if "bidder" not in columns or table.section in NOT_AWARD - {"bidders"} or table.hidden:
        return None
    told = [columns[name] for name in ("rank", "verdict", "won", "state") if name in columns]
    return next((at for at in told if any(_CHOSEN.fullmatch(cell.text) for row, _ in table.rows if (cell := row[at]) is not None)), None)


def _by_outcome(table: HeadedTable, columns: dict[str, int], outcome: int, read: AwardsRead) -> list[Award]:
    awards = []
    for row, lot in table.rows:
        name, told = row[columns["bidder"]], row[outcome]
        suppliers = suppliers_in(name, read) if name is not None and told is not None and _CHOSEN.fullmatch(told.text) else []
        if not suppliers:
            continue
        award = Award(suppliers, row[columns["lot"]] if "lot" in columns else lot)
        paid = next((name for name in ("award-amount", "bid") if name in columns), None)
        cell = row[columns[paid]] if paid is not None else None
        if paid is not None and cell is not None:
            pay(award, cell, read, header=table.heads[columns[paid]] + _unit_beside(row, table))
        award.address = row[columns["address"]] if "address" in columns else None
        awards.append(award)
    return awards


def _may_award(table: HeadedTable, columns: dict[str, int], named: str, *, outright: bool) -> bool:
    """Whether a table tells who won: it stands where the award is announced, or a column says for each row that it won."""
    if "state" in columns and table.section not in NOT_AWARD and ({"award-amount", "bid"} & columns.keys() or named == "winner"):
        return True
    if named == "candidate" or "bidder" in columns:
        return False
    if table.section != "award" and not (outright and named == "winner" and table.section not in NOT_AWARD):
        return False
    return (
        "award-amount" in columns
        or named == "intended"
        or _is_shortlist(table)
        or not {"score", "rank", "won", "verdict", "bid"} & columns.keys()
    )


def _is_shortlist(table: HeadedTable) -> bool:
    """Whether the rows are the suppliers of a framework agreement: all of them won, whatever their rank."""
    return any("入围" in head for head in table.heads)


def supplier_columns(table: HeadedTable) -> dict[str, int]:
    """Which column holds what, in a table of suppliers."""
    columns: dict[str, int] = {}
    for index, head in enumerate(table.known):
        if head.supplier is not None:
            columns.setdefault(head.supplier, index)
    return columns


def _row(
    row: tuple[Span | None, ...], columns: dict[str, int], lot: Span | None, table: HeadedTable, named: str, read: AwardsRead
) -> Award | None:
    supplier = row[columns[named]]
    told = ("won", "state") if _is_shortlist(table) else ("rank", "won", "verdict", "state")
    if supplier is None or says_failed(supplier.text) or not all(_says_won(row[columns[name]], name) for name in told if name in columns):
        return None
    suppliers = suppliers_in(supplier, read)
    if not suppliers:
        return None
    own_lot = row[columns["lot"]] if "lot" in columns else None
    award = Award(suppliers, own_lot or lot, confidence=INTENDED if named == "intended" else 1.0)
    paid = next((name for name in ("award-amount", "rate") if name in columns), "")
    paid = paid or ("bid" if named in {"intended", "candidate"} else "")
    if paid in columns:
        cell = row[columns[paid]]
        if cell is not None:
            marked = LOT.match(cell.text) if award.lot is None else None
            if marked is not None and cell.text[marked.end() : marked.end() + 1] == "-":  # 包1-最终报价:1986800.00(元)
                award.lot = cell.part(*marked.span())
            pay(award, cell, read, header=table.heads[columns[paid]] + _unit_beside(row, table))
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

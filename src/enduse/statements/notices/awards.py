"""Who won which lot at what sum; only from a place that speaks of the award, never from a list of bidders or candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enduse.language.amounts import examine_amount
from enduse.language.masking import absence
from enduse.language.scripts import fold_name
from enduse.statements.notices.award import Award, AwardsRead, lot_key, pay, suppliers_in
from enduse.statements.notices.award_lines import read_award_lines, read_sentences_of_award
from enduse.statements.notices.award_tables import read_award_tables, supplier_columns
from enduse.statements.notices.bids import rank_in
from enduse.statements.notices.confirmed_sums import confirm_units, pay_by_deliveries
from enduse.statements.notices.parts import HeadedTable, Outline, Pair
from enduse.statements.notices.passage import Span

_FINAL = re.compile(r"最终|最后|成交|中标|中选")
"""What a head says over the offers that were paid, not over first ones."""
_SELLERS = frozenset({"winner", "supplier", "intended", "candidate", "bidder"})


def read_awards(found: Outline) -> AwardsRead:
    """Read the awards of an award notice: the section on the award first, labels that name the winner outright else."""
    read = AwardsRead()
    inside = [*read_award_tables(found, read, outright=False), *read_award_lines(found, read, outright=False)]
    raw = inside or [*read_award_tables(found, read, outright=True), *read_award_lines(found, read, outright=True)]
    raw = raw or read_award_lines(found, read, outright=True, cells=True)
    merged: dict[tuple[str, tuple[str, ...]], Award] = {}
    for award in raw:
        known = merged.get(award.key) or _same_supplier(merged, award)
        if known is None:
            merged[award.key] = award
        else:
            _merge(known, award, read)
    read.awards = list(merged.values())
    if not read.awards and not any(name == "supplier" for name, _, _ in read.refused):
        read.awards = read_sentences_of_award(found, read)
    confirm_units(found, read)
    _fill_from_total(found, read)
    pay_by_deliveries(found, read)
    _fill_from_lines(found, read)
    _fill_from_bids(found, read)
    return read


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


def read_contract(found: Outline) -> AwardsRead:
    """Read the parties and the sum of a contract notice: what a contract states was sold, whatever came before it."""
    read = AwardsRead()
    suppliers: list[Span] = []
    address: Span | None = None
    for pair in found.of("contract-party"):
        if not suppliers:
            suppliers = suppliers_in(pair.value, read)
            address = _address_behind(found, pair) if suppliers else None
    if suppliers:
        award = Award(suppliers, None, address=address)
        sums = found.of("contract-amount")
        if sums:
            pay(award, sums[0].value, read, label=sums[0].label)
        read.awards.append(award)
    return read


def _address_behind(found: Outline, party: Pair) -> Span | None:
    """The address that follows a party of a contract before another body is named."""
    for pair in found.pairs[found.pairs.index(party) + 1 :]:
        if pair.field in {"address", "supplier-address"}:
            return pair.value if absence(pair.value.text) is None else None
        if pair.field != "edge":
            return None
    return None


def _fill_from_total(found: Outline, read: AwardsRead) -> None:
    """One award and one total in the notice: the total is its sum, where no other was stated."""
    masked = any(name == "supplier" for name, _, _ in read.refused)
    paid = read.awards[0].reading if len(read.awards) == 1 else None
    if len(read.awards) != 1 or (paid is not None and paid.kind != "unit-price") or masked:
        return
    pairs = found.of("award-total")
    if paid is not None and not any(examine_amount(pair.value.text, label=pair.label, kind="total").money for pair in pairs[:1]):
        return  # a unit price stays where the notice states no total beside it
    if pairs:
        pay(read.awards[0], pairs[0].value, read, label=pairs[0].label)


def _fill_from_bids(found: Outline, read: AwardsRead) -> None:
    """Awards without a sum, whose supplier's final or winning offer stands in the table of all bidders."""
    if any(name == "amount" for name, _, _ in read.refused):
        return
    for table in found.tables:
        columns = supplier_columns(table)
        named = next((name for name in ("bidder", "candidate", "supplier") if name in columns), None)
        paid = next((name for name in ("award-amount", "bid") if name in columns and _FINAL.search(table.heads[columns[name]])), None)
        if named is None or paid is None or table.hidden:
            continue
        for award in read.awards:
            offers = [(row, lot) for row, lot in table.rows if _is_bid_of(award, row[columns[named]], lot)]
            if len(offers) != 1 or award.reading is not None:
                continue
            ((row, lot),) = offers
            cell = row[columns[paid]]
            lost = "rank" in columns and _says_lost(row[columns["rank"]])
            if cell is not None and not lost and (lot is not None or not _bids_elsewhere(found, award, table)):
                pay(award, cell, read, header=table.heads[columns[paid]])


def _says_lost(cell: Span | None) -> bool:
    """Whether a rank says that the offer was not the first: who lost one lot may have won another."""
    return cell is not None and (rank := rank_in(cell.text)) is not None and rank > 1


def _bids_elsewhere(found: Outline, award: Award, table: HeadedTable) -> bool:
    """Whether the supplier stands in another table of offers too: then nothing says which of the two offers was paid."""
    for other in found.tables:
        columns = supplier_columns(other)
        named = next((name for name in ("bidder", "candidate", "supplier") if name in columns), None)
        if other is table or named is None or "bid" not in columns:
            continue
        if any(_is_bid_of(award, row[columns[named]], lot) for row, lot in other.rows):
            return True
    return False


def _is_bid_of(award: Award, name: Span | None, lot: Span | None) -> bool:
    same = name is not None and [fold_name(span.text) for span in award.suppliers] == [fold_name(name.text)]
    return same and (lot is None or award.lot is None or lot_key(lot) == lot_key(award.lot))


def _fill_from_lines(found: Outline, read: AwardsRead) -> None:
    """Awards without a sum, each with a table of one line of what it delivers and the sum paid for it (framework purchases).

    Where several suppliers are named, each with its own table, the table between a supplier and the next one is its own.
    """
    if not read.awards or any(award.reading is not None for award in read.awards) or any(name == "amount" for name, _, _ in read.refused):
        return
    order = sorted(read.awards, key=lambda award: award.suppliers[0].start)
    for award, after in zip(order, [*order[1:], None], strict=True):
        last = after.suppliers[0].start if after is not None else None
        for cells, head in _paid_lines(found):
            mine = len(order) == 1 or (cells[0].start > award.suppliers[-1].end and (last is None or cells[0].start < last))
            reading = examine_amount(cells[0].text, header=head, kind="total") if mine and len(cells) == 1 else None
            if reading is not None and reading.money is not None:
                award.amount, award.reading = cells[0], reading
                break


def _paid_lines(found: Outline) -> Iterator[tuple[list[Span], str]]:
    """The sums of each table of things with the sum paid for each line, and their head; a line without one rules its table out."""
    for table in found.tables:
        named = any(head.item in {"name", "class", "category"} for head in table.known)
        paid = [index for index, head in enumerate(table.known) if head.item == "line-total"]
        if not named or not paid or any(head.supplier in _SELLERS for head in table.known):
            continue
        cells = [cell for row, _ in table.rows if (cell := row[paid[-1]]) is not None]
        if cells and len(cells) == len(table.rows):
            yield cells, table.heads[paid[-1]]

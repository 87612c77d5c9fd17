"""Who bid and did not win: candidates of a candidate notice, losers of an award notice, each with rank and sum where they are stated."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from enduse.language.amounts import AmountReading
from enduse.language.numerals import read_numeral
from enduse.language.scripts import fold_name
from enduse.model.errors import AmbiguousValue
from enduse.statements.notices.award import Award, lot_key
from enduse.statements.notices.dictionary import load
from enduse.statements.notices.parties import name_in, refusal
from enduse.statements.notices.parts import HeadedTable, Outline, Pair
from enduse.statements.notices.passage import Span
from enduse.statements.notices.sums import read_sum

_BIDDERS = ("bidder", "candidate", "supplier", "intended", "winner")
_NAMED = frozenset({"candidate", "intended", "winner", "supplier", "ranked"})
_PAID = frozenset({"candidate-amount", "bid-amount", "award-amount"})
_EVALUATED = frozenset({"rank", "score", "won", "verdict", "bid"})
_ORDINAL = re.compile(r"第?([一二三四五六七八九十]|\d{1,2})(?:名|(?:中标|成交)?候选|$)")
_OFFER = re.compile(r"(?P<label>(?:投标|最终|最后)?(?:报价|总价|投标价)) ?(?:为|是)? ?(?P<sum>¥?\d[\d,]*(?:\.\d+)? ?万?元)")
"""A sum behind a candidate's name: ``某公司,报价320.5万元``."""
_RANKED = re.compile(r"第([一二三四五六七八九十]|\d{1,2})名")
_SCORES = (
    r"\((?:\d{1,3}(?:\.\d+)?(?:[、,]\d{1,3}(?:\.\d+)?)+|(?:综合|总)?(?:得分)?(?:排名|排序)第?(?P<rank>\d{1,2})"
    r"|(?:资格|符合)性?审查不(?:通过|合格)[^()]{0,60})\)"
)
"""What stands in brackets behind a bidder who was not chosen: scores, its rank, or why it was not let in."""
_SCORED = re.compile(_SCORES)


@dataclass(slots=True)
class Bid:
    """One bidder of one lot; ``rank`` with the passage that says it."""

    bidder: Span
    lot: Span | None = None
    rank: tuple[int, Span] | None = None
    amount: Span | None = None
    reading: AmountReading | None = None


def read_candidates(found: Outline) -> list[Bid]:
    """The ranked candidates of a candidate notice, from labels (``第一中标候选人``, ``第一名``) and tables.

    A sum belongs to the candidate of the rank its label says, or to the candidate named right before it.
    """
    bids: dict[tuple[str, str], Bid] = {}
    current: Bid | None = None
    for pair in found.pairs:
        if pair.field in {"winner", "supplier"} and pair.section not in {"candidates", "award"}:
            continue
        if pair.field in _NAMED:
            current = _named(bids, pair) or (_of_rank(bids, pair) if pair.field == "ranked" else None)
            if current is not None and fold_name(current.bidder.text) != fold_name(name_in(pair.value).text):
                _pay(current, pair)
                current = None
        elif pair.field in _PAID:
            paid = _of_rank(bids, pair) if rank_in(pair.label) is not None else current
            if paid is not None:
                _pay(paid, pair)
    for bid in _from_tables(found):
        bids.setdefault((fold_name(bid.bidder.text), lot_key(bid.lot)), bid)
    return list(bids.values())


def _named(bids: dict[tuple[str, str], Bid], pair: Pair) -> Bid | None:
    name = name_in(pair.value)
    if refusal(name) is not None:
        return None
    rank = rank_in(pair.label)
    bid = Bid(name, pair.lot, (rank, pair.value) if rank is not None else None)
    offer = _OFFER.search(pair.value.text, len(name.text))
    if offer is not None:
        span, reading = read_sum(pair.value.part(*offer.span("sum")), label=offer["label"], kind="total")
        bid.amount, bid.reading = (span, reading) if reading.money is not None else (None, None)
    return bids.setdefault((fold_name(name.text), lot_key(pair.lot)), bid)


def _of_rank(bids: dict[tuple[str, str], Bid], pair: Pair) -> Bid | None:
    """The one candidate of the rank a label says, in the lot the label stands in."""
    rank = rank_in(pair.label)
    same = [bid for bid in bids.values() if bid.rank is not None and bid.rank[0] == rank and lot_key(bid.lot) == lot_key(pair.lot)]
    return same[0] if len(same) == 1 else None


def _pay(bid: Bid, pair: Pair) -> None:
    for span in (pair.value, _first_word(pair.value)):
        span, reading = read_sum(span, label=pair.label, kind="total")
        if bid.reading is None and reading.money is not None:
            bid.amount, bid.reading = span, reading


def read_losers(found: Outline, awards: Collection[Award]) -> list[Bid]:
    """The bidders of an award notice who are not among its suppliers (of the same lot, where lots are told apart)."""
    bids: dict[tuple[str, str], Bid] = {}
    for bid in [*_from_tables(found), *_with_scores(found)]:
        key = (fold_name(bid.bidder.text), lot_key(bid.lot))
        known = bids.setdefault(key, bid)
        if known.reading is None and bid.reading is not None:
            known.amount, known.reading = bid.amount, bid.reading
        known.rank = known.rank or bid.rank
    won = {(fold_name(span.text), lot_key(award.lot)) for award in awards for span in award.suppliers}
    named = {name for name, _ in won}
    lots = {lot for _, lot in won if lot}
    losers = []
    for (name, lot), bid in bids.items():
        beaten = name in named and (lot not in lots or len(lots) < 2 or (name, lot) in won)
        if not beaten and (bid.rank is None or bid.rank[0] > 1 or named):
            losers.append(bid)
    return losers if awards else []


def _from_tables(found: Outline) -> list[Bid]:
    bids = []
    for table in found.tables:
        columns: dict[str, int] = {}
        for index, head in enumerate(table.known):
            if head.supplier is not None:
                columns.setdefault(head.supplier, index)
        named = next((name for name in _BIDDERS if name in columns), None)
        if named is None or table.hidden or "state" in columns or table.section == "fee" or not _EVALUATED & columns.keys():
            continue
        for row, lot in table.rows:
            bid = _bid(row, columns, named, table, lot)
            if bid is not None:
                bids.append(bid)
    return bids


def _bid(row: tuple[Span | None, ...], columns: dict[str, int], named: str, table: HeadedTable, lot: Span | None) -> Bid | None:
    cell = row[columns[named]]
    name = name_in(cell) if cell is not None else None
    if name is None or refusal(name) is not None:
        return None
    own = row[columns["lot"]] if "lot" in columns else None
    bid = Bid(name, own or lot)
    rank = row[columns["rank"]] if "rank" in columns else None
    number = rank_in(rank.text) if rank is not None else None
    if rank is not None and number is not None:
        bid.rank = (number, rank)
    paid = next((name for name in ("bid", "award-amount") if name in columns), None)
    cell = row[columns[paid]] if paid else None
    if cell is not None and paid is not None:
        cell, reading = read_sum(cell, header=table.heads[columns[paid]], kind="total")
        bid.amount, bid.reading = (cell, reading) if reading.money is not None else (None, None)
    return bid


def _first_word(span: Span) -> Span:
    return span.part(0, len(span.text.split(" ", 1)[0]))


def rank_in(text: str) -> int | None:
    """The rank a label or a cell states: ``第二名``, ``2``; None where it states none."""
    match = _ORDINAL.match(text) or _RANKED.search(text)
    if match is None:
        return None
    try:
        return int(match[1]) if match[1].isdigit() else read_numeral(match[1])
    except AmbiguousValue:
        return None


@lru_cache(maxsize=1)
def _scored_name() -> re.Pattern[str]:
    ends = load("organisations")["glued-ends"]
    return re.compile(
        rf"(?<=[:、,;。 \n])([\u4e00-\u9fff](?:[\u4e00-\u9fffA-Za-z0-9]|\([\u4e00-\u9fff]{{2,8}}\)){{3,38}}?(?:{ends})){_SCORES}"
    )


def _with_scores(found: Outline) -> list[Bid]:
    """Names in running text with their scores in brackets behind them."""
    if _SCORED.search(found.page.text) is None:
        return []
    bids = []
    for match in _scored_name().finditer(found.page.text):
        span = found.page.folded(match.start(1), match.end(1)).whole()
        if span is not None and refusal(span) is None:
            rank = found.page.folded(*match.span("rank")).whole() if match["rank"] else None
            bids.append(Bid(span, None, (int(rank.text), rank) if rank is not None else None))
    return bids

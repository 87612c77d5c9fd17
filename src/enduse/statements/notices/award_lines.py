"""Awards that labelled lines state, and those that only a sentence does."""

from __future__ import annotations

import re

from enduse.language.scripts import fold_name
from enduse.statements.notices.award import BY_SENTENCE, INTENDED, NOT_AWARD, Award, AwardsRead, lot_key, pay, suppliers_in
from enduse.statements.notices.award_sentences import read_award_sentences, sum_behind
from enduse.statements.notices.parts import LOT, Outline, Pair
from enduse.statements.notices.passage import Span

_SUMS = frozenset({"award-amount", "bid-amount", "sum"})
_NAMES = frozenset({"supplier", "winner", "name", "intended"})
_PARTS = re.compile(r"[;,。 ]")


def read_award_lines(found: Outline, read: AwardsRead, *, outright: bool, cells: bool = False) -> list[Award]:
    """Label lines in the order of the text: a supplier opens an award, the sums until the next supplier are its own.

    ``cells`` lets labels in cells outside of the section on the award speak too: of a notice that is one table of labels and values.
    One value may name several lots with their winners (``一标段:甲;二标段:乙``); then the sums are told apart in the same way.
    """
    awards: list[Award] = []
    current: Award | None = None
    located: Award | None = None  # whose address may follow: not the winner's behind the name of another party
    for pair in found.pairs:
        if pair.field in {"buyer", "agency"}:
            located = None
        if (pair.place == "cell" and pair.section != "award" and not cells) or not _speaks_of_award(pair, outright=outright):
            continue
        lots = _by_lot(pair.value) if pair.field in _NAMES | _SUMS else []
        if lots and pair.field in _NAMES:
            awards += [Award(named, lot) for lot, value in lots if (named := suppliers_in(value, read))]
            current = None
        elif lots:
            _pay_lots(awards, lots, pair, read)
        elif pair.field in _NAMES:
            current = _named(pair, read)
            located = current
            awards += [current] if current is not None else []
        elif pair.field == "lot":
            current = None
        elif current is not None and pair.field in {"supplier-address", "address"} and located is current:
            current.address = current.address or pair.value
        elif pair.field in _SUMS and current is not None and current.amount is None:
            pay(current, pair.value, read, label=pair.label)
    return awards


def _named(pair: Pair, read: AwardsRead) -> Award | None:
    """The award a label of the winner opens; its sum where the same value goes on with it."""
    suppliers = suppliers_in(pair.value, read)
    if not suppliers:
        return None
    award = Award(suppliers, pair.lot, confidence=INTENDED if pair.field == "intended" else 1.0)
    paid = sum_behind(pair.value, suppliers[-1])
    if paid is not None:
        pay(award, paid[0], read, label=paid[1])
    return award


def _by_lot(value: Span) -> list[tuple[Span, Span]]:
    """Lots and what is said of each, where a value is nothing but such pairs; empty else."""
    starts = [match for match in LOT.finditer(value.text) if match.start() == 0 or _PARTS.match(value.text[match.start() - 1])]
    if len(starts) < 2 or starts[0].start() != 0:
        return []
    found = []
    for match, after in zip(starts, [*starts[1:], None], strict=True):
        rest = value.text[match.end() : after.start() if after else len(value.text)]
        bare = rest.strip(" :;,。")
        if not bare:
            return []
        first = match.end() + rest.find(bare)
        found.append((value.part(*match.span()), value.part(first, first + len(bare))))
    return found


def _pay_lots(awards: list[Award], lots: list[tuple[Span, Span]], pair: Pair, read: AwardsRead) -> None:
    for lot, value in lots:
        same = [award for award in awards if lot_key(award.lot) == lot_key(lot)]
        if len(same) == 1 and same[0].amount is None:
            pay(same[0], value, read, label=pair.label)


def _speaks_of_award(pair: Pair, *, outright: bool) -> bool:
    if pair.field == "address":
        return pair.section in {"award", "items"}
    if pair.field in {"supplier", "name", "intended", "sum", "bid-amount"}:
        return pair.section == "award"
    if pair.field in {"winner", "award-amount", "lot", "supplier-address"}:
        return pair.section == "award" or (outright and pair.section not in NOT_AWARD)
    return False


def read_sentences_of_award(found: Outline, read: AwardsRead) -> list[Award]:
    """Winners whom no label and no table names, each once."""
    awards: dict[str, Award] = {}
    for supplier, paid, label in read_award_sentences(found.page):
        key = fold_name(supplier.text)
        if key in awards:
            continue
        awards[key] = Award([supplier], None, confidence=BY_SENTENCE)
        if paid is not None:
            pay(awards[key], paid, read, label=label)
    return list(awards.values())

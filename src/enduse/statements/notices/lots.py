"""The lots of a notice with their names and budgets, and the lots that ended without an award."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from enduse.language.amounts import AmountReading, examine_amount
from enduse.language.masking import absence
from enduse.statements.notices.award import lot_key
from enduse.statements.notices.dictionary import load
from enduse.statements.notices.fitting import PARTIES, says_failed
from enduse.statements.notices.parts import LOT, Outline
from enduse.statements.notices.passage import Span

_COUNT = r"[一二三四五六七八九十]{1,2}|\d{1,2}"
_MARKER = re.compile(rf"(?:标项|标段|标包|分标|包组?|分包) ?(?:{_COUNT}|[A-Z])$|第(?:{_COUNT})(?:包|标段|标项|分标)$|^[A-Z]包$")
_NAMED = re.compile(
    rf"((?:第?(?:{_COUNT})|[A-Z]|\d{{1,2}})(?:包|标段|标项|分标)|(?:包|标段|标项|分标)(?:{_COUNT}|[A-Z]))"
    r"[^。\n\d]{0,24}?(?:废标|流标|采购失败|招标失败|终止)"
)
_NAME_OF_LOT = re.compile(r"(?:标段|标项|标包|采购包|合同包|包组?|分包|分标)的?名称")
_COUNTED_ONCE = re.compile(r"([^、]{2,}?) ?\d+[台套个件辆部只张把支块批项]")
"""A lot that is named by one thing and how many of it are wanted."""
_FAILED_BECAUSE = re.compile(r"(?:废标|流标|终止|失败|采购失败)的?(?:理由|原因)")
_NUMBERED = re.compile(r"(?<=[。;\s])(\d{1,2})(?=[\u4e00-\u9fff][^。\d]{2,40}?(?:废标|流标))")


@dataclass(slots=True)
class Lot:
    """A lot: the passage of its number, its name, and its budget where one is stated."""

    number: Span
    name: Span
    budget: tuple[AmountReading, Span] | None = None


def read_lots(found: Outline) -> list[Lot]:
    """Lots from labels, from a table, or from a sentence; one alone is the purchase itself."""
    lots = _labelled(found)
    return lots or next((told for told in (_from_tables(found), _from_sentences(found)) if len(told) > 1), [])


def _from_tables(found: Outline) -> list[Lot]:
    """Rows of number, name and budget: ``标段编号 标段名称 预算金额(元)``; the purchases of an intention are its lots."""
    lots: list[Lot] = []
    for table in found.tables:
        kinds = [head.supplier for head in table.known]
        if "budget" not in kinds or table.hidden:
            continue
        named = next((index for index, head in enumerate(table.heads) if _NAME_OF_LOT.fullmatch(head)), None)
        named = kinds.index("project") if named is None and "project" in kinds else named
        numbered = next((kinds.index(kind) for kind in ("lot", "sequence") if kind in kinds), None)
        if named is None or numbered is None:
            continue
        paid = kinds.index("budget")
        for row, _ in table.rows:
            number, name, cell = row[numbered], row[named], row[paid]
            if number is not None and name is not None:
                reading = examine_amount(cell.text, header=table.heads[paid], kind="budget") if cell is not None else None
                budget = (reading, cell) if reading is not None and reading.money is not None and cell is not None else None
                lots.append(Lot(number, name, budget))
    return lots


def _from_sentences(found: Outline) -> list[Lot]:
    text = found.page.text
    for anchor, pattern in _told():
        lots: list[Lot] = []
        for match in pattern.finditer(text) if anchor in text else ():
            number, name, paid = (found.page.folded(*match.span(group)).whole() for group in ("lot", "name", "sum"))
            if number is None or name is None or paid is None:
                continue
            counted = _COUNTED_ONCE.fullmatch(name.text)
            reading = examine_amount(paid.text, label="预算金额(元)" if paid.text[-1].isdigit() else "", kind="budget")
            budget = (reading, paid) if reading.money is not None else None
            lots.append(Lot(number, name.part(*counted.span(1)) if counted else name, budget))
        if len({lot_key(lot.number) for lot in lots}) > 1:
            return lots
    return []


@lru_cache(maxsize=1)
def _told() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["anchor"], re.compile(row["pattern"].replace("LOT", LOT.pattern))) for row in load("sentences")["lots"])


def _labelled(found: Outline) -> list[Lot]:
    """Lots whose number stands before their name: ``标项二标项名称:… 预算金额(元):…``."""
    lots: list[Lot] = []
    if not found.of("lot-name"):
        return lots
    text = found.page.text
    for pair in found.pairs:
        if pair.field == "lot-name":
            label = text.rfind(pair.label, 0, pair.value.at)
            marker = _MARKER.search(text[max(0, label - 8) : label].rstrip(" :,。")) if label > 0 else None
            if marker is None:
                continue
            start = max(0, label - 8) + marker.start()
            number = found.page.folded(start, start + len(marker[0])).whole()
            if number is not None:
                lots.append(Lot(number, pair.value))
        elif pair.field == "budget" and lots and lots[-1].budget is None and pair.value.at > lots[-1].name.at:
            reading = examine_amount(pair.value.text, label=pair.label, kind="budget")
            if reading.money is not None:
                lots[-1].budget = (reading, pair.value)
    return lots


def read_failed_lots(found: Outline) -> list[Span]:
    """The lots of which a notice of a result says that they failed."""
    text = found.page.text
    said = "废标" in text or "流标" in text or "失败" in text
    matches = list(_NAMED.finditer(text)) if said else []
    if said and not matches and "award" in found.sections:
        matches = list(_NUMBERED.finditer(text))
    spans = [*(found.page.folded(match.start(1), match.end(1)).whole() for match in matches), *_failed_rows(found)]
    if "award" in found.sections:  # 五、废标信息 包号:2
        spans += [pair.value for pair in found.of("lot") if pair.section == "failed"]
    kept: dict[str, Span] = {}
    for span in spans:
        if span is not None:
            kept.setdefault(lot_key(span), span)
    return list(kept.values())


def _failed_rows(found: Outline) -> Iterator[Span | None]:
    """Lots of a table of winners in which the place of the winner says that the lot failed; lots of a table of reasons why."""
    for table in found.tables:
        because = next((index for index, head in enumerate(table.heads) if _FAILED_BECAUSE.fullmatch(head)), None)
        numbered = [index for index, head in enumerate(table.known) if head.supplier in {"lot", "sequence"}]
        if because is not None and numbered:
            yield from (row[numbered[0]] for row, _ in table.rows if (why := row[because]) is not None and absence(why.text) is None)
            continue
        lots = [index for index, head in enumerate(table.known) if head.supplier == "lot"]
        won = [index for index, head in enumerate(table.known) if head.supplier in PARTIES]
        if lots and won:
            yield from (row[lots[0]] for row, _ in table.rows if (cell := row[won[0]]) is not None and says_failed(cell.text))

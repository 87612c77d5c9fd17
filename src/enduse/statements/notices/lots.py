"""The lots of a notice with their names and budgets, and the lots that ended without an award."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enduse.language.amounts import AmountReading, examine_amount
from enduse.statements.notices.award import lot_key
from enduse.statements.notices.fitting import PARTIES, says_failed
from enduse.statements.notices.parts import Outline
from enduse.statements.notices.passage import Span

_COUNT = r"[一二三四五六七八九十]{1,2}|\d{1,2}"
_MARKER = re.compile(rf"(?:标项|标段|标包|分标|包组?|分包) ?(?:{_COUNT}|[A-Z])$|第(?:{_COUNT})(?:包|标段|标项|分标)$|^[A-Z]包$")
_NAMED = re.compile(
    rf"((?:第?(?:{_COUNT})|[A-Z]|\d{{1,2}})(?:包|标段|标项|分标)|(?:包|标段|标项|分标)(?:{_COUNT}|[A-Z]))"
    r"[^。\n\d]{0,24}?(?:废标|流标|采购失败|招标失败|终止)"
)
_NUMBERED = re.compile(r"(?<=[。;\s])(\d{1,2})(?=[\u4e00-\u9fff][^。\d]{2,40}?(?:废标|流标))")


@dataclass(slots=True)
class Lot:
    """A lot: the passage of its number, its name, and its budget where one is stated."""

    number: Span
    name: Span
    budget: tuple[AmountReading, Span] | None = None


def read_lots(found: Outline) -> list[Lot]:
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
    if "废标" not in text and "流标" not in text and "失败" not in text:
        return []
    matches = list(_NAMED.finditer(text))
    if not matches and "award" in found.sections:
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
    """Lots of a table of winners in which the place of the winner says that the lot failed."""
    for table in found.tables:
        lots = [index for index, head in enumerate(table.known) if head.supplier == "lot"]
        won = [index for index, head in enumerate(table.known) if head.supplier in PARTIES]
        if lots and won:
            yield from (row[lots[0]] for row, _ in table.rows if (cell := row[won[0]]) is not None and says_failed(cell.text))

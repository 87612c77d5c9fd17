"""What a head lets stand below it, and the cells of a row laid under their heads where cells are missing or broken by spaces.

A row with a cell too few or too many is laid out in the way that costs least; where two ways cost the same, a cell counts only if both put
the same words under that head. So a blank cell never moves a price under another head.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from enduse.language.masking import absence
from enduse.statements.notices.dictionary import Head
from enduse.statements.notices.parties import refusal, schema_of
from enduse.statements.notices.passage import Passage, Span

Row = tuple[Span | None, ...]

PARTIES = frozenset({"winner", "supplier", "bidder", "candidate", "intended"})
_SUM = re.compile(
    r"(?:(?:包|标段|标项|分包)\d{1,2}-)?(?:[\u4e00-\u9fff()]{2,12}:)?(?:¥|RMB|人民币)?:?\s?\d[\d,]*(?:\.\d+)?\s?(?:万?元|%|\(万?元\))?(?:整|正)?(?:(?:/|每)[^\d]{1,4})?(?:\([^()]{1,30}\))?"
    r"|[/\\—-]+|无|(?:人民币|大写|:)*[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{4,}.*|[^\d]{0,12}(?:%|下浮|费率).*"
)
_FITS = {
    "sequence": re.compile(r"\d{1,3}|合计"),
    "lot": re.compile(r".{1,24}"),
    "award-amount": _SUM,
    "bid": _SUM,
    "unit-price": _SUM,
    "line-total": _SUM,
    "budget": _SUM,
    "score": re.compile(r"\d+(?:\.\d+)?分?|[/—-]+|无"),
    "quantity": re.compile(r"\d[\d,.]*\s?[^\d\s]{0,6}(?:\([^()]*\))?|[一二两三四五六七八九十]\s?[^\d\s]{0,3}|[/—-]+"),
    "rank": re.compile(
        r"第?[一二三四五六七八九十\d]{1,3}名?|第[一二三1-3]中?标?成?交?候选(?:人|供应商)|是|否|[/—-]+|合格|不合格|通过|(?:未)?(?:成交|中标)"
    ),
    "won": re.compile(r"是|否|√|×|[/—-]+|(?:推荐|不推荐)"),
    "verdict": re.compile(r".{0,6}(?:通过|合格|符合).{0,6}|是|否|[/—-]+|√|×"),
    "unit": re.compile(r"[^\d]{1,8}"),
    "name": re.compile(r"(?!\d+(?:\.\d+)?[台套个件批项辆部只张把支块组箱盒瓶]?$).{1,200}"),
    "address": re.compile(r"(?!\d+(?:\.\d+)?$).{2,120}|[/—-]"),
}
_CODE = re.compile(r"[A-Z]{1,4}-?[A-Z0-9]*\d[A-Z0-9-]*")
"""Most likely a model: it stands under 参数 sooner than under a column that says nothing."""
_NUMBER = re.compile(r"¥?\d[\d,]*(?:\.\d+)?(?:[\u4e00-\u9fff]{1,2})?")
SAYS_ITS_SUM = re.compile(r"(?!合计|总计|总)(?:(?:包|标段|标项|分包)\d{1,2}-)?[\u4e00-\u9fff()]{2,10}:¥?\d[\d,.]*(?:\(?万?元\)?)?整?")
"""A cell that says itself what its sum is, and of which lot: ``报价:591360(元)``, ``包1-最终报价:1986800.00(元)``."""
_NEEDED = PARTIES | {"sequence", "lot"}
_FAILED = re.compile(r"(?:[^公司]{0,24}(?:废标|流标)|无|失败|终止)\Z")
"""What stands in the place of a winner where a lot has none: ``有效供应商不足三家,本包废标``."""
_MOST_JOINED, _MOST_EMPTY, _MOST_WAYS = 4, 4, 40


def fits(head: Head, cell: Span | None) -> bool:
    """Whether a cell can stand under a head."""
    if cell is None:
        return head.supplier not in _NEEDED and head.item != "name"
    return _fits(head, cell.text)


@lru_cache(maxsize=8192)
def _fits(head: Head, text: str) -> bool:
    if head.supplier in PARTIES:
        return refusal(Span(0, len(text), text)) is None or absence(text) == "missing" or says_failed(text)
    for column in (head.supplier, head.item):
        pattern = _FITS.get(column or "")
        if pattern is not None and not pattern.fullmatch(text):
            return False
    return True


def says_failed(text: str) -> bool:
    """Whether the place of a winner says that its lot failed.

    >>> says_failed("有效供应商不足三家,本包废标"), says_failed("样本科技有限公司")
    (True, False)
    """
    return _FAILED.match(text) is not None


def is_company(text: str) -> bool:
    """Whether a cell is the name of a company, so that it opens a row or stands under a party's head.

    >>> is_company("样本科技有限公司"), is_company("样本牌")
    (True, False)
    """
    return schema_of(text) == "Company" and refusal(Span(0, len(text), text)) is None


def align(count: int, heads: Sequence[Head], span: Callable[[int, int], Span | None], *, joins: bool) -> Row | None:
    """Lay ``count`` words under heads; ``span(i, j)`` is the cell made of words ``i`` to ``j`` (not included).

    ``joins`` says that a cell may be several words. None where the words do not fit, or no cell of a party or name is certain.
    """
    width = len(heads)
    if not (width - _MOST_EMPTY <= count and (count <= width + 6 if joins else count <= width)) or count < 2:
        return None
    ways = _cheapest(count, heads, span, _MOST_JOINED if joins else 1)
    if not ways:
        return None
    first = ways[0]
    row = tuple(span(*first[column]) if all(way[column] == first[column] for way in ways) else None for column in range(width))
    certain = all(cell is not None or all(way[column][0] == way[column][1] for way in ways) for column, cell in enumerate(row))
    opener = next((column for column, head in enumerate(heads) if head.supplier in PARTIES or head.item == "name"), 0)
    return row if certain or row[opener] is not None else None


class Words:
    """Neighbouring words of a passage as the cells ``align`` asks for; ``places`` are their positions."""

    def __init__(self, passage: Passage, places: Sequence[tuple[int, int]]) -> None:
        self.passage, self.places = passage, places

    def __call__(self, first: int, last: int) -> Span | None:
        return self.passage.cut(self.places[first][0], self.places[last - 1][1]) if last > first else None


Way = tuple[tuple[int, int], ...]


def _cheapest(count: int, heads: Sequence[Head], span: Callable[[int, int], Span | None], most: int) -> list[Way]:
    """Every layout of least cost: a blank cell, a cell of two words, a number or a company under a head of free text cost."""
    width = len(heads)
    table: dict[tuple[int, int], tuple[int, list[Way]]] = {(count, width): (0, [()])}
    for column in range(width - 1, -1, -1):
        for at in range(count, -1, -1):
            best, ways = 10**6, list[Way]()
            for size in range(min(most, count - at) + 1):
                rest = table.get((at + size, column + 1))
                if rest is None:
                    continue
                cell = span(at, at + size) if size else None
                if not fits(heads[column], cell):
                    continue
                cost = rest[0] + (2 if size == 0 else _joined(cell, size) + _misplaced(heads[column], cell))
                mine = [((at, at + size), *way) for way in rest[1][:_MOST_WAYS]]
                if cost < best:
                    best, ways = cost, mine
                elif cost == best:
                    ways = [*ways, *mine][:_MOST_WAYS]
            if ways:
                table[at, column] = best, ways
    return table.get((0, 0), (0, []))[1]


def _joined(cell: Span | None, size: int) -> int:
    """What joining words costs: less where both sides of the gap are letters or digits, as inside a model (``JQ-Plex 24A``)."""
    if size < 2 or cell is None:
        return 0
    words = cell.text.split(" ")
    return sum(1 if left[-1:].isascii() and right[:1].isascii() else 2 for left, right in itertools.pairwise(words))


def _misplaced(head: Head, cell: Span | None) -> int:
    if cell is None or head.supplier in PARTIES or head.item == "maker":
        return 0
    if is_company(cell.text):
        return 2
    typed = any(column in _FITS and column not in {"name", "lot", "address"} for column in (head.supplier, head.item))
    if not typed and _NUMBER.fullmatch(cell.text):
        return 2
    return 1 if head.item == "other" and _CODE.fullmatch(cell.text) else 0

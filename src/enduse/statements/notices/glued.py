"""Tables of which only the words are left: heads run together, then rows run together, without a sign between the cells.

A row is read by what each head lets stand below it, left to right, and only if all of it fits. A name ends where a form of organisation
ends it; where that leaves a choice, names that stand free elsewhere in the document decide, and where nothing decides nothing is read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from enduse.statements.notices.dictionary import glued_heads, head_of, load
from enduse.statements.notices.passage import Passage, Span
from enduse.statements.notices.region import large_places

Row = tuple[Span | None, ...]

_SHORTEST = 30
"""Characters of the shortest line searched for a glued table: three heads and a row."""
_NAME = r"[\u4e00-\u9fffA-Za-z0-9()·&]"
_SUM = r"(?:[\u4e00-\u9fff]{2,8}:)?(?:¥|RMB)?\s?(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{2}|\d+(?:\.\d)?)(?:万?元|\(万?元\))?"
_CELLS = {
    "sequence": r"\d{1,3}",
    "lot": r"\d{1,2}|[一二三四五六七八九十]{1,2}|[A-Z](?:包)?",
    "award-amount": _SUM,
    "bid": _SUM,
    "budget": _SUM,
    "unit-price": r"(?:¥|RMB)?\s?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}元?",
    "line-total": _SUM,
    "score": r"\d{1,3}(?:\.\d{1,2})?",
    "rank": r"第[一二三四五六七八九十]名|第[一二三][中成][标交]候选人|\d{1,2}",
    "won": r"是|否",
    "verdict": r"(?:不)?(?:合格|通过)|是|否",
    "state": r"中标|成交|废标|流标|失败",
    "method": r"公开招标|邀请招标|竞争性谈判|竞争性磋商|单一来源(?:采购)?|询价(?:采购)?|协议供货|定点采购",
    "model": r"[A-Za-z0-9][A-Za-z0-9.\-/+]*(?: [A-Za-z][A-Za-z0-9.\-/+]*)?型?",
    "quantity": r"\d{1,5}(?:\s?(?:台|套|个|件|批|项|辆|部|只|张|把|支|米|块|组|本|次|年|份|箱|瓶|盒|条|人|吨|包|座|根|樘|节))?",
    "unit": r"台|套|个|件|批|项|辆|部|只|张|把|支|米|块|组|本|次|年|份|箱|瓶|盒|条|项目|吨",
    "name": r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()、/·\-]{0,40}?",
    "brand": r"[\u4e00-\u9fffA-Za-z]{0,12}?",
    "address": r".{2,70}?",
}
_SUMS = frozenset({"award-amount", "bid", "budget", "line-total", "unit-price"})
_NUMERIC = _SUMS | {"score", "rank", "quantity", "sequence"}
_FREE_COLUMNS = 2
"""Columns of free text a row may have: more would leave too many ways to divide it."""
_LONGEST, _MOST_ROWS = 6_000, 60
_LONGEST_SUM = 9
"""Digits of a sum in yuan that is believed although an address runs into it."""
_PLAIN = re.compile(r"\d+(?:\.\d)?")
"""A sum without separators and without its two decimals: nothing in it says where it ends."""
_BEST_SCORE = 100
_PARTIES = frozenset({"winner", "supplier", "bidder", "candidate", "intended"})
_FREE_BEFORE = frozenset({"other", "name", "address"})
"""Columns of free text: a name right behind one counts only if it stands free elsewhere, or begins with a place."""
_CAPTION = re.compile(r"\s?((?:标段|标项|标包|分包|包)(?:\d{1,2}|[一二三四五六七八九十]))(?=[\s:]?[\u4e00-\u9fff]{3})[\s:]?")
"""A lot before the rows of its bidders."""
_DELIVERED = re.compile(r"\s?主要(?:成交|中标)标的:[^。]{4,400}。\s?")
"""What a row's supplier delivers, said in a sentence between the rows."""
_SUBHEADS = re.compile(r"(?:\s?(?:比例|权重|满分)\s?\(\s?\d{1,3}(?:分|%)?\s?\))+\s?")


@dataclass(frozen=True, slots=True)
class GluedTable:
    """Heads and rows, and how far they reach in the passage they were found in."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    lots: tuple[Span | None, ...]
    """The lot a caption before each row names: ``标段2某公司…``."""
    start: int
    end: int


def read_glued(passage: Passage, free_names: Callable[[], Collection[str]]) -> list[GluedTable]:
    """Every glued table in a passage; ``free_names`` gives the organisations that stand free somewhere in the document."""
    text = passage.text
    if len(text) < _SHORTEST:
        return []
    run, one = glued_heads()
    found: list[GluedTable] = []
    for match in run.finditer(text):
        heads = _split_address(tuple(head[0] for head in one.finditer(match[0])))
        kinds = tuple(_kind(head) for head in heads)
        if not ({"name"} | _PARTIES) & set(kinds):
            continue
        end = match.end()
        if kinds[0] in _PARTIES and kinds[-1] == "lot" and _CAPTION.match(text, end - len(heads[-1])):
            end -= len(heads[-1])  # the last head is the lot of the rows below: 是否中标候选人标段1某公司…
            heads, kinds = heads[:-1], kinds[:-1]
        below = _SUBHEADS.match(text, end)
        start = below.end() if below else end
        rows = _rows(passage, start, kinds, free_names)
        if rows:
            found.append(GluedTable(heads, tuple(row for row, _, _ in rows), tuple(lot for _, lot, _ in rows), match.start(), rows[-1][2]))
    return found


def _split_address(heads: tuple[str, ...]) -> tuple[str, ...]:
    """``成交供应商地址`` are two heads where no other names the supplier."""
    if {_kind(head) for head in heads} & _PARTIES:
        return heads
    for index, head in enumerate(heads):
        party = head.removesuffix("地址")
        if party != head and _kind(party) in _PARTIES:
            return (*heads[:index], party, "地址", *heads[index + 1 :])
    return heads


def _kind(head: str) -> str:
    known = head_of(head)
    if known.item in {"name", "model", "quantity", "unit", "unit-price", "brand", "maker", "spec"}:
        return known.item
    return known.supplier or known.item or "other"


def _rows(
    passage: Passage, start: int, kinds: tuple[str, ...], free_names: Callable[[], Collection[str]]
) -> list[tuple[Row, Span | None, int]]:
    if sum(kind not in _CELLS and kind not in _PARTIES for kind in kinds) > _FREE_COLUMNS:
        return []
    text, at = passage.text[: start + _LONGEST], start
    names = frozenset(free_names() if ({"maker"} | _PARTIES) & set(kinds) else ())
    behind_free_text = any(kind in _PARTIES and before in _FREE_BEFORE for before, kind in itertools.pairwise(kinds))
    heads_of_names = _places_in(text[start:]) if behind_free_text else frozenset()
    rows: list[tuple[Row, Span | None, int]] = []
    lot: Span | None = None
    while len(rows) < _MOST_ROWS:
        number = len(rows) + 1
        caption = _CAPTION.match(text, at) if kinds[0] in _PARTIES else None
        if caption is not None:
            lot, at = passage.cut(*caption.span(1)), caption.end()
        match = _row_pattern(kinds, names, heads_of_names, number).match(text, at)
        between = _DELIVERED.match(text, at) if match is None and rows and kinds[0] == "lot" else None
        if between is not None:
            match = _row_pattern(kinds, names, heads_of_names, number).match(text, between.end())
        if match is None or (kinds[0] == "sequence" and int(match["c0"]) != number) or _names_two_places(match, kinds):
            break
        cells = tuple(_cut(passage, match, index) for index in range(len(kinds)))
        rows.append((_told_apart(cells, kinds, passage), lot, match.end()))
        at = match.end()
    return rows


def _told_apart(cells: Row, kinds: tuple[str, ...], passage: Passage) -> Row:
    """An address that ends in a number and runs into a sum: the sum is the one that stands free elsewhere; else none that long counts.

    ``大厦18022598000`` is room 1802 and 2,598,000 where another table states 2598000.00.
    """
    row = list(cells)
    for index, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
        before = cells[index - 1] if index else None
        if kind not in _SUMS or cell is None or not _PLAIN.fullmatch(cell.text):
            continue
        if kinds[index + 1 : index + 2] == ("score",) and (score := cells[index + 1]) is not None and score.start == cell.end:
            row[index : index + 2] = _sum_and_score(cell, score, passage)
            continue
        if before is None or before.end != cell.start or not cell.text.isdigit():
            continue
        known = [cut for cut in range(1, min(6, len(cell.text) - 3)) if _stands_free(cell.text[cut:], passage)]
        if len(known) == 1:
            whole = passage.page.folded(before.at, cell.at + len(cell.text)).whole()
            at = len(before.text) + known[0]
            row[index - 1], row[index] = (whole.part(0, at), whole.part(at, len(whole.text))) if whole is not None else (before, None)
        elif len(cell.text) > _LONGEST_SUM:
            row[index] = None
    return tuple(row)


def _sum_and_score(cell: Span, score: Span, passage: Passage) -> tuple[Span | None, Span | None]:
    """A sum that runs into a score (``124950091.2``): divided where the sum stands free elsewhere, else both are left out."""
    digits = cell.text + score.text
    whole_part = digits.partition(".")[0]
    known = [cut for cut in range(4, len(whole_part)) if _stands_free(digits[:cut], passage) and float(digits[cut:]) <= _BEST_SCORE]
    whole = passage.page.folded(cell.at, score.at + len(score.text)).whole()
    if len(known) != 1 or whole is None:
        return None, None
    return whole.part(0, known[0]), whole.part(known[0], len(whole.text))


def _stands_free(digits: str, passage: Passage) -> bool:
    """Whether a sum stands somewhere in the document with its decimals or its unit."""
    return digits[0] != "0" and re.search(rf"(?<!\d){digits}(?:\.\d\d|元)", passage.page.text) is not None


def _cut(passage: Passage, match: re.Match[str], index: int) -> Span | None:
    start, end = match.span(f"c{index}")
    return passage.cut(start, end) if end > start else None


def _places_in(text: str) -> frozenset[str]:
    """Provinces and prefectures the text names, in full or in short: what most names of companies begin with."""
    return frozenset(name for name in large_places() if name in text)


def _names_two_places(match: re.Match[str], kinds: tuple[str, ...]) -> bool:
    """Whether a name cut out of running signs by the place at its head names another place behind that: then it may begin there."""
    for index, kind in enumerate(kinds):
        if kind not in _PARTIES or not index or kinds[index - 1] not in _FREE_BEFORE:
            continue
        rest = match[f"c{index}"]
        while place := next((place for place in large_places() if rest.startswith(place)), None):
            rest = rest[len(place) :]
        if any(place in rest for place in large_places()):
            return True
    return False


@lru_cache(maxsize=256)
def _row_pattern(kinds: tuple[str, ...], names: frozenset[str], places: frozenset[str], number: int) -> re.Pattern[str]:
    cells = []
    for index, kind in enumerate(kinds):
        after = kinds[index + 1] if index + 1 < len(kinds) else ""
        before = kinds[index - 1] if index else ""
        cells.append(f"(?P<c{index}>{_cell(kind, names, places, before=before, after=after)})")
    return re.compile(r"[\s。;,]?\s?" + r"\s?".join(cells) + _next_row(kinds, number))


def _cell(kind: str, names: frozenset[str], places: frozenset[str], *, before: str, after: str) -> str:
    if kind in _PARTIES or kind == "maker":
        known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        if before in _FREE_BEFORE:
            led = "|".join(re.escape(place) for place in sorted(places, key=lambda place: (-len(place), place)))
            cut = rf"(?:{led}){_NAME}{{2,36}}?(?:{load('organisations')['glued-ends']})" if led and kind != "maker" else ""
            return "|".join(part for part in (known, cut) if part) or r"(?!)"
        free = rf"{_NAME}{{3,40}}?(?:{load('organisations')['glued-ends']})(?:\([^()]{{2,16}}\))?"
        listed = rf"{free}(?:,{free})*"
        return rf"(?:{known})|{listed}" if known else listed
    if kind not in _CELLS:
        return r"[^\n]{0,80}?"
    cell = _CELLS[kind]
    if kind in _SUMS and kind != "unit-price" and after not in _NUMERIC:
        cell = rf"(?:{cell})(?![\d.]*(?:\d|号|室|楼|层|栋|幢|单元|座|[-—]\d))"
    return cell


def _next_row(kinds: tuple[str, ...], number: int) -> str:
    """What may follow a row: the next row's number or name, or the end of the table."""
    end = (
        r"\s?(?:$|\n|备注|注:|说明:|合同履[行约]|合同包|(?:标段|标项|标包|包)[\d一二三四五六七八九十]|本[项标]|最高限价|预算|交货"
        r"|\d[.、][\u4e00-\u9fff]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]\)|主要|相关|附件|;|。)"
    )
    if kinds[0] in {"sequence", "lot"}:
        others = ["零一二三四五六七八九十"[number + 1 : number + 2], "ABCDEFGHIJ"[number : number + 1]]
        follow = rf"|\s?(?:{'|'.join([str(number + 1), *filter(None, others)])})\s?[\u4e00-\u9fffA-Z]"
    else:
        follow = r"|\s?[\u4e00-\u9fff]{4}" if kinds[0] in _PARTIES else ""
    free = r"|\s[\u4e00-\u9fff]" if kinds[-1] in _PARTIES else ""
    return f"(?={end}{follow}{free})"

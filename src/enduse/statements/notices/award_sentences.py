"""Awards that only a sentence states: ``确定某公司为中标供应商，中标金额为…``. The forms are in sentences.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from enduse.language.first_look import FirstLook
from enduse.statements.notices.dictionary import load
from enduse.statements.notices.parties import refusal
from enduse.statements.notices.passage import Page, Span

_HEAD = 12_000
"""Characters searched; what stands later is small print."""
_REACH = 80
"""Characters behind the winner within which the sum stands."""


def read_award_sentences(page: Page) -> Iterator[tuple[Span, Span | None, str]]:
    """Supplier, sum and the words before the sum, of each sentence that names a winner."""
    text = page.text[:_HEAD]
    for look, pattern in _forms():
        for match in pattern.finditer(text) if look.finds(text) else ():
            supplier = page.folded(*match.span("supplier")).whole()
            if supplier is None or refusal(supplier) is not None:
                continue
            paid = _sum().search(text, match.end("supplier"), match.end("supplier") + _REACH)
            if paid is None or _stop().search(text, match.end("supplier"), paid.start()):
                yield supplier, None, ""
            else:
                yield supplier, page.folded(*paid.span("sum")).whole(), paid["label"]


def sum_behind(value: Span, supplier: Span) -> tuple[Span, str] | None:
    """The sum that stands behind the winner's name in one value, and the words before it: ``某公司,成交金额238.6万元``."""
    after = supplier.at + len(supplier.text) - value.at
    paid = _sum().search(value.text, after) if 0 < after < len(value.text) else None
    return (value.part(*paid.span("sum")), paid["label"]) if paid is not None else None


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[FirstLook, re.Pattern[str]], ...]:
    data = load("sentences")
    return tuple((FirstLook(row["anchors"]), re.compile(row["pattern"].replace("NAME", data["name"]))) for row in data["awards"])


@lru_cache(maxsize=1)
def _sum() -> re.Pattern[str]:
    return re.compile(load("sentences")["award-sum"])


@lru_cache(maxsize=1)
def _stop() -> re.Pattern[str]:
    """What ends the sentence about a winner: a stop, or the next bidder."""
    return re.compile(r"[。\n]|第[二三]|候选")

"""Bidders listed behind words that say they were not chosen: ``未中标供应商及未中标原因:甲公司,综合得分排名第2;乙公司(报价47万元)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from enduse.statements.notices.dictionary import load
from enduse.statements.notices.parties import refusal
from enduse.statements.notices.parts import LOT, Outline
from enduse.statements.notices.passage import Span

_MOST = 40
"""Bidders read from one such list."""


@dataclass(frozen=True, slots=True)
class Unchosen:
    """A bidder of such a list, and what is said of it before the next one: why it was not chosen, its rank, its offer."""

    bidder: Span
    said: Span | None
    lot: Span | None


def read_unchosen(found: Outline) -> Iterator[Unchosen]:
    """Every bidder of every such list, up to the first words that are no bidder."""
    text = found.page.text
    if "未" not in text:
        return
    label, entry = _forms()
    for match in label.finditer(text):
        at = match.end()
        for _ in range(_MOST):
            told = entry.match(text, at)
            if told is None or (told["line"] and not told["said"] and at != match.end()):
                break  # a name alone on the line below the list signs the notice
            name = found.page.folded(*told.span("name")).whole()
            if name is None or refusal(name) is not None:
                break
            said = found.page.folded(*told.span("said")).whole() if told["said"] else None
            lot = LOT.search(said.text) if said is not None and said.text.startswith("(") else None
            yield Unchosen(name, said, said.part(*lot.span()) if said is not None and lot is not None else None)
            at = told.end()


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ends = load("organisations")["glued-ends"]
    name = rf"[\u4e00-\u9fff](?:[\u4e00-\u9fffA-Za-z0-9]|\([\u4e00-\u9fff]{{2,8}}\)){{3,38}}?(?:{ends})(?=[:,;、。(\s]|$)"
    said = rf"\((?:[^()\n]|\([^()\n]*\))*\)|[:,](?!\s?{name})[^;。\n]*"
    return re.compile(load("sentences")["unchosen"]), re.compile(rf"[;,、。 ]*(?P<line>\n?)\s*(?P<name>{name})(?P<said>{said})?")

"""Brand and model in one cell, told apart where the signs change: ``样视 YS-4200``."""

from __future__ import annotations

import re

from enduse.statements.notices.passage import Span

_TWO = re.compile(
    r"(?P<brand>[\u4e00-\u9fff]{1,8}(?:\([A-Za-z]{2,16}\))?)(?: ?[/、,] ?| )?(?P<model>[A-Za-z0-9][^\u4e00-\u9fff]*型?)",
)
_SLASHED = re.compile(r"(?P<brand>[A-Za-z][A-Za-z ]{1,20}) ?[/、] ?(?P<model>[A-Za-z0-9][^\u4e00-\u9fff/、]*\d[^\u4e00-\u9fff/、]*)")
_CODE = re.compile(r"(?=[^\u4e00-\u9fff ]*\d)(?=[^\u4e00-\u9fff ]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9.\-/+]*")


def divided(span: Span) -> tuple[Span | None, Span | None]:
    """Brand and model of a cell under a head for both; what is not certain is None.

    Chinese signs before a code are the brand, letters before a stroke too; a code alone is the model. Letters with a space between
    (``SeqTia 24``) say nothing: the word may be the brand or the name of the model.

    >>> [part.text if part else None for part in divided(Span(0, 10, "样视 YS-4200"))]
    ['样视', 'YS-4200']
    >>> divided(Span(0, 9, "SeqTia 24"))
    (None, None)
    """
    match = _TWO.fullmatch(span.text) or _SLASHED.fullmatch(span.text)
    if match is not None:
        return span.part(*match.span("brand")), span.part(*match.span("model"))
    return (None, span) if _CODE.fullmatch(span.text) else (None, None)

"""The sum a passage states: all of it, or what it begins with where other words follow."""

from __future__ import annotations

import re

from enduse.language.amounts import AmountReading, examine_amount
from enduse.statements.notices.passage import Span

_LEADING = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}:?)?(?:人民币|RMB|¥){0,2}:?\s?\d[\d,]*(?:\.\d+)?\s?(?:\(?[百千]?万?元\)?)?(?:(?:/|每)[^\d\s,;。()]{1,3})?整?"
    r"(?![\d.%‰百佰千仟万亿折至到~—/-])"
)
_WORDS = re.compile(
    r"(?:人民币|大写|:)*(?=[^元圆(]*[拾佰仟万亿])[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}[元圆][零壹贰叁肆伍陆柒捌玖角分整正]*(?=\(?¥?[^\d]*\*)"
)
"""A sum in words that is whole, before its digits, which were masked: ``贰拾万元整(¥******)``."""


def read_sum(span: Span, *, header: str = "", label: str = "", kind: str | None = None) -> tuple[Span, AmountReading]:
    """The passage of the sum, and its reading.

    What follows a leading sum is not its business: ``单价:13.86元/人份;据实结算``, ``1198000标段2 废标``, ``812万元,工期:90天``. A range, a
    share or a part of a longer number is no leading sum. Words that say the whole sum stand although the digits behind them were masked.
    """
    whole = examine_amount(span.text, header=header, label=label, kind=kind)
    if whole.status not in {"invalid", "masked"}:
        return span, whole
    match = (_LEADING if whole.status == "invalid" else _WORDS).match(span.text)
    if match is None or match.end() == len(span.text):
        return span, whole
    part = span.part(0, len(match[0].rstrip(",")))
    reading = examine_amount(part.text, header=header, label=label, kind=kind)
    return (part, reading) if reading.money is not None else (span, whole)

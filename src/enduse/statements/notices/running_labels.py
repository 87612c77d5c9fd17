"""Labels that run into the value before them: ``定标日期:2017年11月22日中标供应商:某公司中标金额:8.6万元``."""

from __future__ import annotations

import re

from enduse.model.extraction import MASK_SIGN
from enduse.statements.notices.dictionary import Label, denied
from enduse.statements.notices.fitting import is_company

_BELIEVED = frozenset({"winner", "supplier", "award-amount", "award-total", "published", "lot"})
_NUMBER = re.compile(r"[A-Z]|\d{1,3}|[一二三四五六七八九十]{1,3}")
"""A lot's number, whole where it stands behind its label: ``包号:1供应商名称:…``."""
_PLACES = frozenset({"supplier-address", "address"})
_WHOLE = re.compile(rf"\d{{4}}(?:年\d{{1,2}}月\d{{1,2}}日|-\d\d-\d\d)|(?:人民币|¥)?\d[\d,]*(?:\.\d+)?(?:万?元|\(万?元\))?整?|{MASK_SIGN}+")
"""A day, a sum or the mark of what was hidden: nothing of them is left over for the label behind."""


def runs_on(text: str, label: Label, before: Label | None) -> bool:
    """Whether a label glued to what stands before it is one all the same, because that is a whole value.

    The value before must be a day, a sum, a hidden passage or the full name of a company, or a winner's address, behind which its sum
    stands, or a lot's number; or the label counts the lot named before it.
    """
    if before is None:
        return False
    if label.field == "quantity":
        return before.field == "lot-name"
    if label.field not in _BELIEVED:
        return False
    value = text[before.end : label.start].strip()
    whole = (
        _WHOLE.fullmatch(value) is not None
        or is_company(value)
        or (before.field in _PLACES and label.field == "award-amount")
        or (before.field == "lot" and _NUMBER.fullmatch(value) is not None)
    )
    return whole and not denied(text[before.start : label.start])

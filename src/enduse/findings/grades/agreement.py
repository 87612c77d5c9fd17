"""Whether two values of one property say the same, agree in part, or cannot both be true."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations

from enduse.findings.grades.criteria import criteria
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.model.kinds import load_kinds
from enduse.model.money import Money


class Agreement(StrEnum):
    """``apart``: the two can stand side by side, or cannot be compared (amounts in two currencies)."""

    SAME = "same"
    PART = "part"
    DIFFER = "differ"
    APART = "apart"


def agreement(schema: str, property_: str, left: str, right: str) -> Agreement:
    """How two values of a property stand to each other; nothing is converted or rounded.

    >>> agreement("Project", "signedDate", "2019", "2019-10-09").value, agreement("Project", "signedDate", "2018", "2019").value
    ('part', 'differ')
    >>> agreement("Project", "amount", "CNY 5", "CNY 5.00").value, agreement("Project", "amount", "CNY 5", "USD 5").value
    ('same', 'apart')
    """
    if left == right:
        return Agreement.SAME
    found = _by_type(schema, property_, left, right)
    single = (schema, property_) in criteria().single_valued
    return Agreement.APART if found is Agreement.DIFFER and not single else found


def _by_type(schema: str, property_: str, left: str, right: str) -> Agreement:
    kind = load_kinds().get(schema)
    declared = kind.properties.get(property_) if kind else None
    type_ = declared.type if declared else "text"
    try:
        if type_ == "date":
            one, other = PartialDate.parse(left), PartialDate.parse(right)
            return Agreement.PART if one.first <= other.last and other.first <= one.last else Agreement.DIFFER
        if type_ == "money":
            sum_, other_sum = Money.parse(left), Money.parse(right)
            if sum_.currency != other_sum.currency:
                return Agreement.APART
            return Agreement.SAME if sum_.amount == other_sum.amount else Agreement.DIFFER
    except AmbiguousValue:
        return Agreement.APART
    return Agreement.SAME if type_ != "entity" and folded(left) == folded(right) else Agreement.DIFFER


def differ(schema: str, property_: str, values: Iterable[str]) -> bool:
    """Whether two of these values of one thing cannot both be true."""
    if (schema, property_) not in criteria().single_valued:
        return False
    return any(agreement(schema, property_, a, b) is Agreement.DIFFER for a, b in combinations(sorted(set(values)), 2))


def folded(text: str) -> str:
    """Letters and digits alone, without case and width: what is left when page furniture and punctuation go.

    >>> folded("Ｔhe  Council, said:") == folded("the council said")
    True
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def distinct(schema: str, property_: str, values: Sequence[str]) -> list[str]:
    """The values that do not say the same, in order."""
    found: list[str] = []
    for value in values:
        if not any(agreement(schema, property_, value, known) is Agreement.SAME for known in found):
            found.append(value)
    return found

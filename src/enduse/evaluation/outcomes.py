"""Right, wrong, abstained, false fill: how one value compares with what a person read, and the figures made of such counts.

Outcomes are counted in a ``Counter`` under ``field:outcome``. Values are equal when they are equal after folding width, brackets and
script, and without white space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from enduse.language.scripts import fold, fold_name

_NUMERALS = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九十", start=1)}


def key(value: object) -> str:
    """Folded, without any space, so that wrapped and letter-spaced values are equal to their plain forms."""
    return re.sub(r"\s", "", fold_name(str(value)))


def lot_key(lot: object) -> str:
    """The number or letter of a lot."""
    bare = re.sub(r"第|合同包|采购包|标包|包组|包号|包件|标段|标项|分包|包|[()号:\s]", "", fold(str(lot or "")).text)
    return _NUMERALS.get(bare, bare.lstrip("0"))


def sum_key(value: object) -> str | None:
    """A sum to the hundredth."""
    return None if value is None else f"{float(str(value)):.2f}"


def outcome(name: str, stated: object, gold: Iterable[object], *, optional: Iterable[object] = ()) -> str:
    """``field:right``, ``wrong``, ``abstained``, ``false-fill`` or ``rightly-empty`` of one value."""
    wanted = {key(value) for value in gold if value is not None}
    allowed = wanted | {key(value) for value in optional if value is not None}
    if stated is None:
        return f"{name}:abstained" if wanted else f"{name}:rightly-empty"
    if not allowed:
        return f"{name}:false-fill"
    return f"{name}:right" if key(stated) in allowed else f"{name}:wrong"


def set_outcome(name: str, gold: Iterable[object], stated: Iterable[object]) -> Counter[str]:
    """Outcomes of two sets of values."""
    wanted, found = {key(value) for value in gold}, {key(value) for value in stated}
    return Counter(
        {f"{name}:right": len(wanted & found), f"{name}:abstained": len(wanted - found), f"{name}:false-fill": len(found - wanted)}
    )


def precision(counted: Mapping[str, int], name: str) -> float:
    """Right among stated, false fills counted as wrong; 1 where nothing was stated."""
    wrong = counted.get(f"{name}:wrong", 0) + counted.get(f"{name}:false-fill", 0)
    stated = counted.get(f"{name}:right", 0) + wrong
    return counted.get(f"{name}:right", 0) / stated if stated else 1.0


def recall(counted: Mapping[str, int], name: str) -> float:
    """Right among what there was to read; 1 where there was nothing."""
    there = sum(counted.get(f"{name}:{end}", 0) for end in ("right", "wrong", "abstained"))
    return counted.get(f"{name}:right", 0) / there if there else 1.0


def f1(counted: Mapping[str, int], name: str) -> float:
    """The harmonic mean of precision and recall."""
    p, r = precision(counted, name), recall(counted, name)
    return 2 * p * r / (p + r) if p + r else 0.0


def false_fill_rate(counted: Mapping[str, int]) -> float:
    """Values stated where the gold says that nothing is stated, among all such places."""
    filled = sum(count for name, count in counted.items() if name.endswith(":false-fill"))
    empty = sum(count for name, count in counted.items() if name.endswith(":rightly-empty"))
    return filled / (filled + empty) if filled + empty else 0.0

"""Columns of whole numbers as text: near the smallest they can be once compressed, and one string each for a browser to read.

A number stands as digits to the base 91, each digit a printable sign of ASCII that needs no escape in a script; a column is the number of
digits, then the highest digit of every number, then the next. ``map-data.js`` reads them (``unpacked``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

SIGNS = "".join(chr(code) for code in range(0x23, 0x7F) if code != 0x5C)
"""The digits: from ``#`` to ``~`` without the backslash."""


def packed(numbers: Sequence[int]) -> str:
    """The numbers as text.

    Raises:
        ValueError: a number is below zero.

    >>> packed([0, 1, 90])
    '1#$~'
    >>> packed([0, 91, 92])
    '2#$$##$'
    """
    if numbers and min(numbers) < 0:
        raise ValueError(f"a column holds whole numbers from zero on; {min(numbers)} is none")
    base, width = len(SIGNS), 1
    while base**width <= max(numbers, default=0):
        width += 1
    planes = (base**place for place in reversed(range(width)))
    return str(width) + "".join(SIGNS[number // plane % base] for plane in planes for number in numbers)


def numbered(sets: Sequence[tuple[int, ...]]) -> tuple[list[tuple[int, ...]], list[int]]:
    """Each set that occurs, once, the most frequent first; and of every place in ``sets`` the number of its set.

    >>> numbered([(1,), (2, 3), (2, 3)])
    ([(2, 3), (1,)], [1, 0, 0])
    """
    known = [each for each, _ in sorted(Counter(sets).items(), key=lambda item: (-item[1], item[0]))]
    number = {each: at for at, each in enumerate(known)}
    return known, [number[each] for each in sets]

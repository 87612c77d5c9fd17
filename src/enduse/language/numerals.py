"""Chinese numerals: counting words, digits in a row and the capital numerals of money, both ways."""

from __future__ import annotations

import re
from decimal import Decimal

from enduse.language.scripts import fold
from enduse.model.errors import AmbiguousValue

_PLAIN = "零一二三四五六七八九"
_CAPITAL = "零壹贰叁肆伍陆柒捌玖"
_DIGITS = {sign: value for signs in (_PLAIN, _CAPITAL) for value, sign in enumerate(signs)}
_DIGITS |= {"〇": 0, "○": 0, "两": 2, "弍": 2, "弐": 2, "参": 3, "幺": 1}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
NUMERAL = f"[{''.join(_DIGITS)}{''.join(_SMALL)}{''.join(_LARGE)}]"
"""A character class of every sign these functions read, after folding."""
_AMOUNT = re.compile(rf"(?:人民币|RMB|¥)?:?({NUMERAL}+)[元圆](?:({NUMERAL})角)?零?(?:({NUMERAL})分)?[整正]?", re.IGNORECASE)


def read_numeral(text: str) -> int:
    """Read a whole number in counting words: ``一百零五``, ``两万``, ``拾``.

    Raises:
        AmbiguousValue: the text is not such a number, or its parts stand in an order no number has.

    >>> read_numeral("一百零五"), read_numeral("十二")
    (105, 12)
    """
    signs = _signs(text)
    if all(sign in _DIGITS for sign in signs):
        if len(signs) == 1:
            return _DIGITS[signs]
        raise AmbiguousValue(f"digits in a row, not a counted number: {text!r}")
    total, section, digit = 0, 0, None
    last_small, last_large = 10**5, 10**16
    for sign in signs:
        if sign in _DIGITS:
            if digit not in (None, 0):
                raise AmbiguousValue(f"two digits without a unit between them in {text!r}")
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            if _SMALL[sign] >= last_small or (digit is None and sign not in "十拾"):
                raise AmbiguousValue(f"units out of order in {text!r}")
            section += (1 if digit is None else digit) * _SMALL[sign]
            last_small, digit = _SMALL[sign], None
        else:
            section += digit or 0
            if _LARGE[sign] >= last_large or section == 0:
                raise AmbiguousValue(f"units out of order in {text!r}")
            total += section * _LARGE[sign]
            last_large, last_small, section, digit = _LARGE[sign], 10**5, 0, None
    return total + section + (digit or 0)


def read_digits(text: str) -> int:
    """Read digits in a row, as years are written: ``二〇二五``, ``二○一九``.

    Raises:
        AmbiguousValue: a sign is not a digit.
    """
    signs = _signs(text)
    if not all(sign in _DIGITS for sign in signs):
        raise AmbiguousValue(f"not a row of digits: {text!r}")
    return int("".join(str(_DIGITS[sign]) for sign in signs))


def write_numeral(number: int) -> str:
    """Write a whole number from 0 to below 10**16 in counting words, without shortening (``一十二``)."""
    return _write(number, _PLAIN, "十百千")


def read_capital_amount(text: str) -> Decimal:
    """Read a sum of money in words, in yuan: ``壹佰零贰万伍仟元柒角叁分``, ``陆万元整``.

    Raises:
        AmbiguousValue: the text is not a sum in words.

    >>> read_capital_amount("人民币陆万陆仟元整")
    Decimal('66000')
    """
    match = _AMOUNT.fullmatch(fold(text).text.replace(" ", ""))
    if match is None:
        raise AmbiguousValue(f"not a sum in words: {text!r}")
    cents = sum(read_numeral(part) * worth for part, worth in ((match[2], 10), (match[3], 1)) if part)
    yuan = read_numeral(match[1])
    return Decimal(yuan) if match[2] is None and match[3] is None else Decimal(yuan) + Decimal(cents) / 100


def write_capital_amount(amount: Decimal) -> str:
    """Write a sum in yuan, exact to the fen, in capital numerals.

    Raises:
        ValueError: the sum is negative, has parts below a fen, or is too large to write.
    """
    cents = amount * 100
    if amount < 0 or cents != cents.to_integral_value():
        raise ValueError(f"not a sum in whole fen: {amount}")
    yuan, rest = divmod(int(cents), 100)
    text = _write(yuan, _CAPITAL, "拾佰仟") + "元"
    if not rest:
        return text + "整"
    jiao, fen = divmod(rest, 10)
    text += f"{_CAPITAL[jiao]}角" if jiao else "零"
    return text + (f"{_CAPITAL[fen]}分" if fen else "整")


def _signs(text: str) -> str:
    signs = fold(text).text.replace(" ", "")
    if not re.fullmatch(f"{NUMERAL}+", signs):
        raise AmbiguousValue(f"not a number in Chinese signs: {text!r}")
    return signs


def _write(number: int, digits: str, units: str) -> str:
    if not 0 <= number < 10**16:
        raise ValueError(f"number out of range: {number}")
    if number == 0:
        return digits[0]
    parts: list[str] = []
    for power, unit in ((10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, power)
        if section:
            if parts and (section < 1000 or parts[-1] == digits[0]) and parts[-1] != digits[0]:
                parts.append(digits[0])
            parts.append(_write_section(section, digits, units) + unit)
        elif parts and number and parts[-1] != digits[0]:
            parts.append(digits[0])
    return "".join(parts)


def _write_section(section: int, digits: str, units: str) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = section // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
            gap = False
        else:
            gap = True
    return text

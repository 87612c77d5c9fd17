"""Identifiers of organisations that carry a check character."""

from __future__ import annotations

import re

from enduse.language.scripts import fold_character

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 signs of GB 32100-2015: no I, O, S, V, Z, because they look like digits and each other."""
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def usc_check_character(body: str) -> str:
    """The check character for the first 17 signs of a unified social credit code (GB 32100-2015, modulo 31).

    Raises:
        ValueError: not 17 signs of the alphabet.
    """
    if len(body) != 17 or any(sign not in _ALPHABET for sign in body):
        raise ValueError(f"not the first 17 signs of a unified social credit code: {body!r}")
    total = sum(_ALPHABET.index(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def examine_usc(text: str) -> tuple[str | None, str]:
    """The code and what was found: only a code that is valid is given back.

    The second word is ``valid``, ``valid_after_strip`` (space or invisible characters stood around or in it), ``empty``, ``too_short``,
    ``too_long``, ``letter_<X>_invalid``, ``sign_invalid`` or ``check_character_wrong``.

    >>> examine_usc("91990000MA0000001B")
    ('91990000MA0000001B', 'valid')
    """
    code = "".join(fold_character(character) for character in text).replace(" ", "").replace("\n", "").upper()
    if not code:
        return None, "empty"
    for sign in code:
        if sign not in _ALPHABET:
            return None, f"letter_{sign}_invalid" if "A" <= sign <= "Z" else "sign_invalid"
    if len(code) != 18:
        return None, "too_short" if len(code) < 18 else "too_long"
    if usc_check_character(code[:17]) != code[17]:
        return None, "check_character_wrong"
    return code, "valid" if code == text else "valid_after_strip"


def examine_lei(text: str) -> tuple[str | None, str]:
    """The legal entity identifier (ISO 17442: 18 signs and two check digits, modulo 97 as ISO 7064) and what was found.

    Only a valid one is given back; the second word is ``valid``, ``empty``, ``too_short``, ``too_long``, ``sign_invalid`` or
    ``check_digits_wrong``.

    >>> examine_lei("SPEC0000SAMPLE000145")
    ('SPEC0000SAMPLE000145', 'valid')
    """
    code = text.strip()
    if not code:
        return None, "empty"
    if re.fullmatch(r"[0-9A-Z]*", code) is None:
        return None, "sign_invalid"
    if len(code) != 20:
        return None, "too_short" if len(code) < 20 else "too_long"
    if not code[18:].isdigit() or int("".join(str(int(sign, 36)) for sign in code)) % 97 != 1:
        return None, "check_digits_wrong"
    return code, "valid"


def is_isin(text: str) -> bool:
    """Whether ``text`` is an ISIN (ISO 6166): country, nine signs, and a check digit by doubling every other digit from the right.

    >>> is_isin("XS0000000009"), is_isin("XS0000000001")
    (True, False)
    """
    if re.fullmatch(r"[A-Z]{2}[0-9A-Z]{9}[0-9]", text) is None:
        return False
    digits = [int(digit) for sign in reversed(text) for digit in reversed(str(int(sign, 36)))]
    return sum(digit if at % 2 == 0 else sum(divmod(2 * digit, 10)) for at, digit in enumerate(digits)) % 10 == 0


def read_usc(text: str) -> str | None:
    """The unified social credit code in ``text``, or None where it is not a valid one: an invalid code never joins two bodies."""
    return examine_usc(text)[0]

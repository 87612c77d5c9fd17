"""Identifiers of organisations that carry a check character."""

from __future__ import annotations

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


def read_usc(text: str) -> str | None:
    """The unified social credit code in ``text``, or None where it is not a valid one: an invalid code never joins two bodies."""
    return examine_usc(text)[0]

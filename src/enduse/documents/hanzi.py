"""How plausible a decoded text is: the share of its non-ASCII characters that written Chinese commonly uses.

Common are the first levels of the two national sets, which their makers ordered by use: GB 2312 rows 16-55 (3,755 simplified
characters) and Big5 A440-C67E (5,401 traditional ones), with CJK punctuation and full-width forms.
"""

from __future__ import annotations

import re
from itertools import islice

_SAMPLE = 20_000
_NON_ASCII = re.compile("[^\x00-\x7f]")
_HANZI_RUN = re.compile("[\u4e00-\u9fff]{6,60}")
_LATIN_RUN = re.compile("[\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{6,400}")
_LOOKED_AT = 200
_ASCII_TO_SPACE = bytes(0x20 if byte < 0x80 else byte for byte in range(256))


def _level_one() -> frozenset[str]:
    gb = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    big5 = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    both = [pair.decode("gb2312", "ignore") for pair in gb] + [pair.decode("big5", "ignore") for pair in big5]
    marks = [
        chr(code) for code in (*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F), 0xFFE5, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0xB7)
    ]
    return frozenset(filter(None, both + marks))


COMMON = _level_one()


def plausibility(text: str) -> float:
    """Share (0 to 1) of common characters among the first 20,000 non-ASCII ones; 1 where there are none."""
    seen = common = 0
    for match in islice(_NON_ASCII.finditer(text), _SAMPLE):
        seen += 1
        common += match.group() in COMMON
    return common / seen if seen else 1.0


def looks_double_encoded(text: str | bytes) -> bool:
    """Whether the text (or its bytes in UTF-8) is UTF-8 that was once read as Latin-1, Windows-1252 or GBK and saved again (mojibake).

    A run counts when its bytes in the wrong encoding are valid UTF-8 and give Chinese; real text of those runs' length hardly ever does.
    """
    if text.isascii():
        return False
    text = _without_ascii(text)
    latin = [run.group() for run in islice(_LATIN_RUN.finditer(text), _LOOKED_AT)]
    hanzi = [run.group() for run in islice(_HANZI_RUN.finditer(text), _LOOKED_AT)]
    from_latin = sum(_reads_as_chinese(_again(run, "latin-1")) or _reads_as_chinese(_again(run, "cp1252")) for run in latin)
    from_gbk = sum(map(_reads_as_chinese, _again(" ".join(hanzi), "gb18030").split(" ")))
    return (from_latin > 0 and from_latin * 2 >= len(latin)) or (from_gbk > 0 and from_gbk * 2 >= len(hanzi))


def _without_ascii(text: str | bytes) -> str:
    """The runs of other than ASCII characters, a space between them: of a page mostly of markup a small part."""
    stored = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    return b" ".join(stored.translate(_ASCII_TO_SPACE).split()).decode("utf-8", "replace")


def _again(text: str, wrong: str) -> str:
    """What the text is if it was UTF-8 and read in a wrong encoding; empty where it cannot have been.

    A run may begin or end inside a character, and Chinese read as Chinese may break within: such places become U+FFFD.
    """
    try:
        return text.encode(wrong).decode("utf-8", "strict" if wrong != "gb18030" else "replace")
    except UnicodeError:
        return ""


def _reads_as_chinese(again: str) -> bool:
    if again.count("\ufffd") > 1 + len(again) // 8:  # what real Chinese becomes: told before its signs are looked at one by one
        return False
    chinese = sum(char in COMMON for char in again)
    return chinese >= 2 and chinese * 3 >= len(again) * 2

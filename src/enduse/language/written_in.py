"""In which language a text is written, as far as its script tells; a guess beyond that is not made."""

from __future__ import annotations

import re

_LOOK_AT = 20_000
"""Characters from the top that are looked at."""
_SIGNS = {
    "kana": r"\u3041-\u30ff",
    "han": r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af",
    "hangul": r"\uac00-\ud7a3",
    "arabic": r"\u0620-\u064a\u0671-\u06d3",
    "cyrillic": r"\u0400-\u04ff",
    "latin": r"A-Za-z\u00c0-\u024f",
}
_RUNS = {name: re.compile(f"[{signs}]+") for name, signs in _SIGNS.items()}
_SELDOM = re.compile("[{kana}{hangul}{arabic}{cyrillic}]".format(**_SIGNS))
"""Scripts that most papers have no sign of, which one look tells."""
_WORTH = {"han": 3, "kana": 3, "hangul": 2}
"""One sign of these says as much as several letters: a Chinese page full of addresses and codes stays Chinese."""
_HAN_LEADS = bytes(range(0xE5, 0xEA))
"""First bytes of U+5000 to U+9FFF in UTF-8, most of the Han characters in use."""
_UYGHUR = re.compile(r"[\u06d0\u06c8\u06c6\u06d5\u06c7\u06cb]")
_LANGUAGE = {"han": "zh", "kana": "ja", "hangul": "ko", "arabic": "und-Arab", "cyrillic": "und-Cyrl", "latin": "und-Latn"}
_KANA_SHARE = 0.1
"""Of kana among kana and Han, from which on a text is Japanese: Chinese papers hold single ones in brand names."""


def written_in(text: str) -> str | None:
    """A language tag (BCP 47): ``zh``, ``ja``, ``ko``, ``ug``; ``und-Latn`` and the like where many use the script; None without letters.

    >>> written_in("样本市公安局 DNA 设备采购"), written_in("Sample City"), written_in("123")
    ('zh', 'und-Latn', None)
    """
    head = text[:_LOOK_AT]
    seldom = _SELDOM.search(head) is not None
    if not seldom and _is_mostly_han(head):
        return "zh"
    looked_for = _RUNS if seldom else ("han", "latin")
    counts = dict.fromkeys(_RUNS, 0) | {name: sum(map(len, _RUNS[name].findall(head))) for name in looked_for}
    if counts["kana"] > _KANA_SHARE * (counts["kana"] + counts["han"]):
        counts["kana"] += counts["han"]
    else:
        counts["kana"] = 0
    best = max(counts, key=lambda name: (counts[name] * _WORTH.get(name, 1), name))
    if not counts[best]:
        return None
    return "ug" if best == "arabic" and _UYGHUR.search(head) else _LANGUAGE[best]


def _is_mostly_han(head: str) -> bool:
    """Whether so many signs are Han characters that all others together, were they letters, could not outweigh them."""
    stored = head.encode("utf-8", "replace")
    han = len(stored) - len(stored.translate(None, _HAN_LEADS))
    return han * _WORTH["han"] > len(head) - han

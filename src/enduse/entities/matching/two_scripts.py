"""Names written twice, once in Chinese and once in Latin letters: 杭州样本科技有限公司 Hangzhou Yangben Technology Co., Ltd.

Such a name is two names of one body only where each says what the other does; else the Latin words are more words of the one name, or
another body's, and stay part of it.
"""

from __future__ import annotations

import re

from enduse.entities.matching.cross_script import score_cross
from enduse.entities.matching.thresholds import load_thresholds
from enduse.language.names import parse

_HAN, _LATIN = r"[^A-Za-z]*[\u4e00-\u9fff][^A-Za-z]*?", r"[A-Za-z][^\u4e00-\u9fff]*?"
_SIGNS, _END = r"[\s(（/|,，;；:：-]+", r"[\s)）]*"
_TWICE = re.compile(rf"\s*(?:(?P<han>{_HAN}){_SIGNS}(?P<latin>{_LATIN})|(?P<first>{_LATIN}){_SIGNS}(?P<then>{_HAN})){_END}")
_LONGEST = 300
"""Signs of a name that is looked through."""


def written_twice(name: str) -> tuple[str, ...]:
    """The Chinese and the Latin name that a name is made of, where they may be one body's; else nothing.

    >>> written_twice("海康威视（Hikvision）"), written_twice("样本科技 Granite")
    (('海康威视', 'Hikvision'), ())
    """
    found = _TWICE.fullmatch(name) if len(name) <= _LONGEST else None
    if found is None:
        return ()
    han, latin = (found["han"] or found["then"]).strip(), (found["latin"] or found["first"]).strip()
    return (han, latin) if score_cross(parse(han), parse(latin)) >= load_thresholds().possible else ()

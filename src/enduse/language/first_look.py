"""Whether one of some words stands in a paper: the quick look before a costly pattern that can find nothing without one of them.

Most of the words looked for do not stand in a paper. To find that out by the whole word takes ten times as long as by a rare sign of it.
"""

from __future__ import annotations

from collections.abc import Iterable

_OFTEN = (
    " \n本样0:2公1项目采购限号名有元-称司3人8标、编.告6Y5市B,()9商一金额4供应局价日单二安三交。年机理系中设"
    "信成备的地月代址路技7联招息式方结构果期万四下数评科分询位要量审台五格电务甲工投主对品算区预乙性如C包时物况行服型内间合"
    "及情现报G话选规术六J开牌器件货S员仪|提容家求于套通民统Z政检¥示进将;委次发组D咨序专竞作监大学管定用出个文争控资候"
    "程A以按源院第小请受布县七币查/高XT见网事府最同业测托丙不份基K问来总生计整拾"
)
"""The signs of procurement notices that stand in an eighth or more of the specimens of the tests, the most common first."""


class FirstLook:
    """Words, each with its rarest sign.

    >>> FirstLook(["废标", "流标"]).finds("本项目流标"), FirstLook(["废标", "流标"]).finds("本项目中标")
    (True, False)
    """

    __slots__ = ("_words",)

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple((max(word, key=_rareness, default=""), word) for word in words)

    def finds(self, text: str) -> bool:
        """Whether one of the words stands in a text."""
        for sign, word in self._words:  # noqa: SIM110  # a generator costs more than what it looks for
            if sign in text and word in text:
                return True
        return False


def _rareness(sign: str) -> int:
    place = _OFTEN.find(sign)
    return place if place >= 0 else len(_OFTEN)

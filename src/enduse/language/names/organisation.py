"""The parts of an organisation's name, as the grammar read them."""

from __future__ import annotations

from msgspec import Struct

from enduse.language.bodies import Body


class Part(Struct, frozen=True, array_like=True, gc=False):
    """A stretch of the name: its ``kind``, the words as folded, what they mean, and what that also stands for (``related``).

    ``meaning`` holds place codes for a ``place`` (and for a ``county``, a place read without the word for its rank), digits for a
    ``number``, nothing for most of the ``core``, and concept ids for every other kind.
    """

    kind: str
    text: str
    meaning: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class OrganisationName(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A name taken apart, once for every comparison it enters.

    ``text`` is the name as given, ``folded`` the same in simplified characters, common width and lower case. ``script`` is ``han``,
    ``latin``, ``mixed`` (both carry meaning) or ``other``. ``core`` is what tells the name apart once place, trade and legal form are
    taken off, and may be empty: China National Petroleum Corporation has none.
    """

    text: str
    folded: str
    script: str
    places: tuple[str, ...] = ()
    """Codes of GB/T 2260 the place may mean, the lowest place named; ``cn`` for China; empty where none is named or known."""
    core: str = ""
    core_keys: frozenset[str] = frozenset()
    """Keys equal in both scripts: joined pinyin of a Han core in each reading, joined letters of a Latin one, ``brand:hikvision``."""
    brands: frozenset[str] = frozenset()
    """Those of ``core_keys`` that are a maker's."""
    sounds: tuple[str, ...] = ()
    """Han: pinyin of all characters but the legal form, spaces around every syllable, one string for each reading. Latin: the same of
    every run of words that can be pinyin, the longest first."""
    spans: tuple[tuple[int, int], ...] = ()
    """Latin: the parts (first, after the last) that each of ``sounds`` is made of."""
    concepts: frozenset[str] = frozenset()
    """Concept ids of all words but place, number and legal form, and what these also stand for."""
    trades: tuple[str, ...] = ()
    """Concept ids of trade words, in the order of the name."""
    legal: str | None = None
    """Concept id of the legal form."""
    numbers: tuple[int, ...] = ()
    """Numbers that tell institutes, factories and brigades apart."""
    body: Body | None = None
    """The public-security body, where the name is one and the gazetteer decides which."""
    function: str | None = None
    """Concept id of what a public body, university or institute is: two of unlike function are two bodies."""
    rendering: bool = False
    """Whether the core of a Chinese name is made of the signs that write foreign names."""
    branch: str | None = None
    """The branch, sub-bureau or unit named behind the whole, folded: another body than the whole."""
    masked: bool = False
    """The publisher hid the name or gave none (``****``, ``某公司``, ``/``): it equals no name, not even its like."""
    generic: bool = False
    """Nothing tells the name apart (``市公安局``, ``Technology Co., Ltd.``): it equals no name either."""
    parts: tuple[Part, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether the name may equal another at all."""
        return not (self.masked or self.generic)


def show(name: OrganisationName) -> str:
    """The parts in one line, to read or to put beside a comparison."""
    shown = " ".join(f"[{part.kind} {part.text}{' = ' + '/'.join(part.meaning) if part.meaning else ''}]" for part in name.parts)
    marks = [mark for mark, holds in (("masked", name.masked), ("generic", name.generic)) if holds]
    return " ".join([shown, *marks]).strip()

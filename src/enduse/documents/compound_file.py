"""The sector chains of a compound file ([MS-CFB]), checked before a library follows them: one that runs in a circle is never left again."""

from __future__ import annotations

import struct

_REGULAR = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free, and the like."""


def runs_in_circles(data: bytes) -> bool:
    """Whether any chain of sectors comes back to itself, or the header asks for what the file cannot hold."""
    if len(data) < 512:
        return True
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        return True
    size = 1 << shift
    sectors = len(data) // size
    places = list(struct.unpack_from("<109I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while more < _REGULAR:
        if more in seen or more >= sectors:
            return True
        seen.add(more)
        held = _sector(data, more, size)
        places += held[:-1]
        more = held[-1] if held else _REGULAR
    table = [entry for place in places if place < _REGULAR for entry in _sector(data, place, size)]
    small = _follow(table, struct.unpack_from("<I", data, 60)[0])
    small_table = [entry for place in small for entry in _sector(data, place, size)]
    return _has_circle(table) or _has_circle(small_table)


def _sector(data: bytes, number: int, size: int) -> list[int]:
    start = (number + 1) * size
    part = data[start : start + size]
    return list(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))


def _follow(table: list[int], first: int) -> list[int]:
    chain: list[int] = []
    seen: set[int] = set()
    while first < len(table) and first not in seen:
        seen.add(first)
        chain.append(first)
        first = table[first]
    return chain


def _has_circle(table: list[int]) -> bool:
    """Follow every chain once; a sector met again on the way of the same chain closes a circle."""
    done = bytearray(len(table))
    for start in range(len(table)):
        at, way = start, []
        while at < len(table) and not done[at]:
            done[at] = 2
            way.append(at)
            at = table[at]
        if at < len(table) and done[at] == 2:
            return True
        for place in way:
            done[place] = 1
    return False

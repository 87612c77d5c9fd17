"""MAC prefixes: who holds them. Weak: network parts of one firm stand in goods of another, and telephones share prefixes with cameras."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.screening.inventory.evidence import LEAD, SAID, Evidence
from enduse.screening.inventory.tables import holders, sources, words

_LOCAL = frozenset("2367ABEF")
"""Second digits of an address that was set locally (https://www.mail-archive.com/u-boot@lists.denx.de/msg244505.html)."""


def of_mac(mac: str) -> Iterator[Evidence]:
    """What the hexadecimal digits of an address say; a prefix held by nobody of our table says nothing.

    >>> [found.maker for found in of_mac("000000000000")]
    []
    """
    said = words().said
    if len(mac) != 12:
        return
    if mac[1] in _LOCAL:
        yield Evidence("", "mac", SAID, said["mac-local"].format(mac=mac))
    elif holder := holders().get(mac[:6]):
        code, strength = ("mac", LEAD) if holder.maker else ("mac-brand", SAID)
        yield Evidence(holder.maker, "mac", strength, said[code].format(prefix=mac[:6], holder=holder.name), (sources()[holder.source],))

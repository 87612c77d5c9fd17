"""The files of the network: for each body its ties, in files by a hash of its page, so that opening a body reads one file.

A body is named by its page without ``.html`` (``companies/huawei``), a list and a brand likewise. A project more changes the files of its
parties and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from enduse.atlas.library import Library
from enduse.atlas.map.files import power_of_two
from enduse.atlas.names import Names
from enduse.atlas.network.ties import LEADS_FROM, LEADS_TO, Tie, listings_of, ties_of
from enduse.atlas.pages.brands import brand_page, brands_of
from enduse.atlas.pages.lists import list_page
from enduse.atlas.plaintext import shown
from enduse.atlas.press import Press
from enduse.atlas.script_files import write_call
from enduse.atlas.tongue import tongues
from enduse.model.entity import Entity
from enduse.model.statement import Statement

FOLDER = "assets/network"
BODIES_A_FILE = 32
LABEL = 90
"""Characters of a project's name in a tie; its page says all."""
KINDS = (*LEADS_TO, *LEADS_FROM)
DAYS = ("signedDate", "installedDate", "date")
SHAPES = {"Company": "s", "PublicBody": "d", "Organization": "o"}
LIST, BRAND, OTHER = "t", "o", "d"


def write_network(press: Press, bodies: Sequence[Entity]) -> None:
    """Write ``index.js`` and the files of ties, which serve every language."""
    folder = press.out / FOLDER
    files = power_of_two(len(bodies), BODIES_A_FILE)
    writer = _Writer(press)
    held: list[dict[str, Any]] = [{} for _ in range(files)]
    for body in bodies:
        name = named_by(press.library.pages[body.id])
        held[file_of(name, files)][name] = writer.body(body.id)
    for number, ties in enumerate(held):
        write_call(folder / f"ties-{number}.js", "enduseTies", number, ties)
    years = [int(year) for year in writer.years]
    write_call(folder / "index.js", "enduseNetwork", {"files": files, "kinds": KINDS, "years": [min(years), max(years)] if years else []})


def named_by(page: str) -> str:
    """The name of a body, a list or a brand in the network.

    >>> named_by("companies/huawei.html")
    'companies/huawei'
    """
    return page.partition("#")[0].removesuffix(".html")


def file_of(name: str, files: int) -> int:
    """Which file holds the ties of a body; ``files`` is a power of two.

    >>> file_of("companies/huawei", 1), 0 <= file_of("companies/huawei", 64) < 64
    (0, True)
    """
    number = 0
    for sign in name:
        number = (number * 31 + ord(sign)) & 0xFFFF
    return (number ^ number >> 7) % files


class _Writer:
    """Bodies and their ties as the script reads them; what is empty at the end of a row is left out."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._library: Library = press.library
        chinese = next(tongue for tongue in tongues(("en", "zh")) if tongue.code == "zh")
        self._lists, self._chinese = chinese.words["lists"], Names(self._library, chinese)
        self.years: set[str] = set()

    def body(self, ident: str) -> list[Any]:
        """``[[title, Chinese, sign, listed, specimen], {number of kind: [row, ...]}]``; a row is a name, these five and its ways."""
        groups: dict[str, list[list[Any]]] = {}
        for kind, ties in ties_of(self._library, ident).items():
            by_other = sorted(ties, key=lambda tie: tie.other)
            rows = [self._row(other, list(same)) for other, same in groupby(by_other, key=lambda tie: tie.other)]
            groups[str(KINDS.index(kind))] = sorted(rows, key=_first_the_most)
        if lists := [self._list(name, listings) for name, listings in listings_of(self._library, ident).items()]:
            groups[str(KINDS.index("lists"))] = lists
        if brands := brands_of(self._library, ident):
            groups[str(KINDS.index("brands"))] = [[named_by(brand_page(name)), shown(name), "", BRAND, 0, 0, []] for name in brands]
        return [self._said(ident), groups]

    def _said(self, ident: str) -> list[Any]:
        entity = self._library.entity(ident)
        title, chinese = shown(self._press.names.caption(ident)), shown(self._chinese.caption(ident))
        sign = SHAPES.get(entity.schema if entity else "", OTHER)
        listed, specimen = bool(self._library.pointing(ident, "entity")), bool(entity and entity.specimen)
        return [title, chinese if chinese != title else "", sign, int(listed), int(specimen)]

    def _row(self, other: str, ties: Sequence[Tie]) -> list[Any]:
        page = self._library.pages.get(other, "")
        ways = sorted({way for tie in ties for way in self._ways(tie)})
        return [named_by(page), *self._said(other), [list(way) for way in ways]]

    def _ways(self, tie: Tie) -> Iterator[tuple[str, ...]]:
        """What shows a tie: ``(from, to, page or passage, project's name, in Chinese)``; ``to`` is empty for what happens once."""
        if not tie.via:
            found = self._library.resolved.statements(tie.statements)
            yield from (("", "", self._press.shelf.address(found[ident]), "", "") for ident in tie.statements[:1] if ident in found)
            return
        page = self._library.pages.get(tie.via)
        entity = self._library.entity(tie.via)
        if page and entity and page.startswith("projects/"):
            title, chinese = shown(self._press.names.caption(tie.via), LABEL), shown(self._chinese.caption(tie.via), LABEL)
            yield self._dated((tie.via,), DAYS), "", page, title, chinese if chinese != title else ""
            return
        statements = [s for s in self._facts(tie.via, tie.property) if self._library.resolved.canonical(s.value) == tie.other]
        whole = (tie.via, *self._library.targets(tie.via, "award"))
        lasts = entity is not None and entity.schema == "Ownership"
        begins = self._dated(whole, ("startDate",) if lasts else DAYS)
        yield begins, self._ends(tie.via) if lasts else "", self._press.shelf.address(statements[0]), "", ""

    def _list(self, name: str, listings: Iterable[str]) -> list[Any]:
        title = str(self._press.words["lists"].get(name, name))
        chinese = str(self._lists.get(name, ""))
        ways = []
        for listing in listings:
            statement = self._facts(listing, "list")[0]
            begins = self._dated((listing,), ("startDate", "listingDate"))
            ways.append([begins, self._ends(listing), self._press.shelf.address(statement), "", ""])
        specimen = all(e is not None and e.specimen for e in map(self._library.entity, listings))
        return [named_by(list_page(name)), shown(title), shown(chinese) if chinese != title else "", LIST, 1, int(specimen), sorted(ways)]

    def _facts(self, ident: str, prop: str) -> list[Statement]:
        return sorted(self._library.facts.get(ident, {}).get(prop, []), key=lambda s: (s.value, s.document, s.start))

    def _dated(self, ids: Iterable[str], properties: Iterable[str]) -> str:
        """The first of these days that has a year; empty where none has."""
        for ident in ids:
            for prop in properties:
                day = self._library.value(ident, prop)
                if day[:4].isdigit() and len(day) >= 4:
                    self.years.add(day[:4])
                    return day
        return ""

    def _ends(self, ident: str) -> str:
        """The end of what lasts: its day, or ``…`` where no source states one."""
        day = self._library.value(ident, "endDate")
        return day if day[:4].isdigit() and len(day) >= 4 else "…"


def _first_the_most(row: Sequence[Any]) -> tuple[int, str, str]:
    return -len(row[6]), row[1].casefold(), row[0]

"""Entries: everything that can be found, with its page, and the names it goes by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from enduse.atlas.map.projection import drawn_at
from enduse.atlas.map.projects import place_of
from enduse.atlas.pages.brands import brand_page, records_by_brand
from enduse.atlas.pages.lists import list_page, lists_of
from enduse.atlas.plaintext import shown
from enduse.atlas.press import Press
from enduse.atlas.shelf import paper_page
from enduse.atlas.words import load_words

KINDS = {"projects": "p", "companies": "c", "buyers": "b", "sources": "s", "rules.html": "r"}
"""Letter of an entry's kind, by the section its page stands in; the letters are keys of the words ``search.kinds``."""
PLACE, COUNTRY, FINDING, PAPER, BRAND, LIST = "t", "n", "f", "d", "e", "l"
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a page. ``entity`` is its id in the case, empty for what is none; ``names`` are those known beside the entity's own.

    ``chinese`` is its title in Chinese, empty where there is none; ``weight`` orders entries that fit alike: links that lead to it.
    """

    code: str
    entity: str
    title: str
    chinese: str
    page: str
    city: str = ""
    country: str = ""
    year: str = ""
    specimen: bool = False
    weight: int = 0
    names: tuple[str, ...] = ()


def entries(press: Press) -> list[Entry]:
    """All entries, sorted by code.

    Raises:
        ValueError: two entries have one code; 42 bits keep hundreds of thousands apart.
    """
    makers = (_entities, _places, _countries, _findings, _papers, _brands, _lists)
    found = sorted((entry for made in makers for entry in made(press)), key=lambda e: e.code)
    for one, other in pairwise(found):
        if one.code == other.code:
            raise ValueError(f"search: {one.title!r} and {other.title!r} have one code {one.code}")
    return found


def code_of(kind: str, identity: str) -> str:
    """A short name for an entry that depends on it alone: the letter of its kind and seven characters.

    >>> code_of("c", "company:huawei")
    'cweD-P1b'
    """
    number = int(hashlib.sha256(f"{kind} {identity}".encode("utf-8", "surrogatepass")).hexdigest()[:12], 16)
    return kind + "".join(_BASE64[number >> 6 * at & 63] for at in range(7))


def _entities(press: Press) -> Iterator[Entry]:
    library = press.library
    captions = library.resolved.both_captions(library.pages)
    for ident, page in library.pages.items():
        section = page.partition("#")[0].partition("/")[0]
        entity = library.entity(ident)
        if section not in KINDS or entity is None:
            continue
        chinese = captions.get(ident, ("", ""))[1]
        signed = library.value(ident, "signedDate") or library.value(ident, "installedDate") or library.value(ident, "date")
        yield Entry(
            code=code_of(KINDS[section], ident),
            entity=ident,
            title=shown(library.caption(ident)),
            chinese=shown(chinese) if chinese != entity.caption else "",
            page=page,
            city=shown(library.value(ident, "city") or library.value(ident, "place")),
            country=library.value(ident, "country"),
            year=signed[:4],
            specimen=entity.specimen,
            weight=len(library.incoming.get(ident, ())),
        )


def _places(press: Press) -> Iterator[Entry]:
    """Cities that have a dot on the map: each leads to the map of its projects."""
    held: dict[tuple[str, str, tuple[float, float]], int] = {}
    for each in press.library.of_kind("Project"):
        at = place_of(press.library, each.id)
        country, city = press.library.value(each.id, "country"), press.library.value(each.id, "city")
        if at is not None and city and country and not each.specimen:
            held[country, city, at] = held.get((country, city, at), 0) + 1
    for (country, city, at), number in sorted(held.items()):
        x, y = drawn_at(at)
        identity = f"{country} {city} {x:g},{y:g}"
        page = f"index.html#place={x:g},{y:g}"
        yield Entry(code_of(PLACE, identity), "", shown(city), "", page, country=country, weight=number, names=(city, country))


def _countries(press: Press) -> Iterator[Entry]:
    geography = press.values.geography
    for code in sorted(press.library.country_codes):
        names = geography.name(code, "en"), geography.name(code, "zh")
        yield Entry(code_of(COUNTRY, code), "", names[0], names[1], f"countries/{code}.html", weight=1, names=names)


def _findings(press: Press) -> Iterator[Entry]:
    for finding in press.library.findings:
        title = shown(finding.title.en), shown(finding.title.zh)
        page = press.library.finding_pages[finding.id]
        year = (finding.day or "")[:4]
        yield Entry(code_of(FINDING, finding.id), "", *title, page, year=year, specimen=finding.specimen, names=title)


def _papers(press: Press) -> Iterator[Entry]:
    for sha256, info in press.shelf.documents:
        if info.role != "paper":
            continue
        name = info.paths[0] if info.paths else info.name
        held = press.shelf.held(sha256)
        title = shown(held.document.title or "")
        names = (shown(name), title if held.text == held.document.text else "")
        yield Entry(code_of(PAPER, sha256), "", names[1] or names[0], "", paper_page(sha256), specimen=info.specimen, names=names)


def _brands(press: Press) -> Iterator[Entry]:
    for brand, records in records_by_brand(press.library).items():
        specimen = all(e is not None and e.specimen for e in map(press.library.entity, records))
        page = brand_page(brand)
        yield Entry(code_of(BRAND, page), "", shown(brand), "", page, specimen=specimen, weight=len(records), names=(brand,))


def _lists(press: Press) -> Iterator[Entry]:
    chinese = load_words("zh")["lists"]
    for name, parts in lists_of(press).items():
        said = [str(tongue.words["lists"].get(name, name)) for tongue in press.tongues]
        names = tuple(dict.fromkeys([name, str(chinese.get(name, name)), *said]))
        title, page = shown(str(press.words["lists"].get(name, name))), list_page(name)
        entities = [press.library.entity(ident) for ids in parts.values() for ident in ids]
        specimen = all(entity is not None and entity.specimen for entity in entities)
        other = shown(names[1]) if len(names) > 1 and names[1] != title else ""
        weight = len(parts.get("Sanction", ()))
        yield Entry(code_of(LIST, name), "", title, other, page, specimen=specimen, weight=weight, names=names)

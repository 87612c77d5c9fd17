"""Works: every record of the atlas that is cited, by its page, in the order of the files of citations.

Rows and entries (``records/``, ``entries/``) are evidence that records rest on, and are named by their passages; pages that list others,
and those of the copy as a whole, are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from enduse.atlas.citing.citation import Work
from enduse.atlas.exporters.addresses import name_of
from enduse.atlas.pages.brands import brand_page, records_by_brand
from enduse.atlas.pages.cities import cities_of, city_page
from enduse.atlas.pages.lists import list_page, lists_of, said_list
from enduse.atlas.pages.own_rules import by_rule
from enduse.atlas.pages.rule_names import rule_name, rule_page
from enduse.atlas.press import Press
from enduse.atlas.shelf import paper_page
from enduse.model.kinds import load_kinds
from enduse.release.course import last_step
from enduse.release.states import State, short

Found = Iterator[tuple[str, Work]]


def works_of(press: Press) -> dict[str, Work]:
    """Page, from the top of a language's pages -> the work on it."""
    makers = (_entities, _countries, _cities, _brands, _lists, _rules, _papers, _findings)
    return {page: work for made in makers for page, work in made(press)}


def _entities(press: Press) -> Found:
    library, kinds = press.library, load_kinds()
    for ident in sorted(library.pages, key=lambda ident: (library.pages[ident].partition("/")[0], ident)):
        entity = library.entity(ident)
        if entity is not None and "#" not in library.pages[ident]:
            title = " ".join(filter(None, (press.names.caption(ident), press.names.beside(ident))))
            kind = kinds[entity.schema].label["en"]
            work = Work(key=name_of(ident), title=title, kind=kind, id=ident, about=(ident,), specimen=entity.specimen)
            yield library.pages[ident], work


def _countries(press: Press) -> Found:
    for code in sorted(press.library.country_codes):
        yield f"countries/{code}.html", Work(key=f"country.{code}", title=press.values.geography.name(code), kind="Country")


def _cities(press: Press) -> Found:
    projects = press.library.of_kind("Project")
    for code in sorted(press.library.country_codes):
        there = [each for each in projects if code in {s.value for s in press.library.facts[each.id].get("country", [])}]
        for city, found in cities_of(press, there).items():
            page, specimen = city_page(code, city), all(each.specimen for each in found)
            yield page, Work(key=_key(page, "city"), title=city, kind="City", about=tuple(p.id for p in found), specimen=specimen)


def _brands(press: Press) -> Found:
    for brand, records in records_by_brand(press.library).items():
        page, specimen = brand_page(brand), _invented(press, records)
        yield page, Work(key=_key(page, "brand"), title=brand, kind="Brand", about=tuple(records), specimen=specimen)


def _lists(press: Press) -> Found:
    for name, parts in lists_of(press).items():
        page, ids = list_page(name), [ident for found in parts.values() for ident in found]
        work = Work(key=_key(page, "list"), title=said_list(press, name), kind="List", about=tuple(ids), specimen=_invented(press, ids))
        yield page, work


def _rules(press: Press) -> Found:
    for rule in by_rule(press):
        yield rule_page(rule), Work(key=f"rule.{rule}", title=rule_name(press, rule), kind="Rule of this atlas", id=rule)


def _papers(press: Press) -> Found:
    for sha256, info in press.shelf.documents:
        if info.role == "paper":
            title = info.paths[0] if info.paths else sha256[:16]
            kind, version = f"Text of a paper as it was received, SHA-256 {sha256}", sha256[:16]
            yield paper_page(sha256), Work(key=f"paper.{sha256[:16]}", title=title, kind=kind, version=version, specimen=info.specimen)


def _findings(press: Press) -> Found:
    for finding in sorted(press.library.findings, key=lambda each: each.id):
        course = press.library.release.courses[finding.id]
        last = last_step(course)
        yield (
            press.library.finding_pages[finding.id],
            Work(
                key=f"finding-{finding.id[:16]}",
                title=press.tongue.said(finding.title),
                kind=f"Finding in the state: {short(State(finding.state), 'en')}",
                id=finding.id,
                version=course.seen.claims[:16],
                day=last.decided.isoformat() if last else "",
                specimen=finding.specimen,
            ),
        )


def _key(page: str, kind: str) -> str:
    return f"{kind}.{page.rpartition('/')[2].removesuffix('.html')}"


def _invented(press: Press, ids: list[str]) -> bool:
    return bool(ids) and all(entity is not None and entity.specimen for entity in map(press.library.entity, ids))

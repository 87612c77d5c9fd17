"""Parts of a company's dossier: ties by section, setbacks, its own answers, Xinjiang, and the numbers at its head."""

from __future__ import annotations

from typing import Any

from enduse.atlas.claim import Claim
from enduse.atlas.pages.life import Moment, events
from enduse.atlas.pages.projects import project_row
from enduse.atlas.press import Press
from enduse.atlas.sections import sections, setback_events, troubled_statuses
from enduse.atlas.sheet import Sheet
from enduse.model.entity import Entity

NAMING = ("name", "legalName", "alias", "weakAlias", "previousName")
LEAST = 4
"""Letters of a name that is looked for in the words of a source; of Chinese names two signs."""


def ties_by_section(sheet: Sheet, company: str) -> dict[str, list[str]]:
    """``ownership``, ``party`` and ``xinjiang`` -> ties, earliest first."""
    library = sheet.library
    found: dict[str, list[str]] = {"ownership": [], "party": [], "xinjiang": []}
    for ident in sorted(library.pointing(company, "subject"), key=lambda each: (library.value(each, "date"), each)):
        found[sections().of_tie(library.value(ident, "tie"))].append(ident)
    return found


def tie_row(sheet: Sheet, ident: str) -> dict[str, Any]:
    """A tie as a dated line."""
    names = ("tie", "object", "holder", "executiveRole", "date", "place", "detail", "quotation", "notes")
    entity = sheet.library.entity(ident)
    return {name: sheet.claims(ident, name) for name in names} | {"specimen": bool(entity and entity.specimen)}


def stakes_of(sheet: Sheet, company: str) -> list[dict[str, list[Claim]]]:
    """Shares held in the company and by it, as rows on ownership say."""
    names = ("owner", "asset", "percentage", "startDate", "endDate", "summary")
    return [{name: sheet.claims(ident, name) for name in names} for ident in sheet.library.pointing(company, "owner", "asset")]


def setbacks_of(sheet: Sheet, party: str, projects: list[Entity]) -> dict[str, Any]:
    """Projects in trouble and events that hurt, as the rule ``project-in-trouble`` sorts them."""
    library = sheet.library
    troubled = [each for each in projects if library.value(each.id, "status") in troubled_statuses()]
    touching = {event for each in projects for event in library.pointing(each.id, "project")} | set(library.pointing(party, "party"))
    hurting = sorted(event for event in touching if library.value(event, "kind") in setback_events())
    return {"projects": [project_row(sheet, each) for each in troubled], "events": events(sheet, hurting)}


def answers_of(sheet: Sheet, party: str) -> list[Moment]:
    """What the party itself said in public: statements whose speaker bears one of its names."""
    library = sheet.library
    names = [s.value.casefold() for name in NAMING for s in library.facts.get(party, {}).get(name, [])]
    telling = [name for name in names if len(name) >= LEAST or (not name.isascii() and len(name) >= 2)]
    own = [
        event
        for event in library.pointing(party, "party")
        if library.value(event, "kind") in sections().answers
        and any(name in library.value(event, "subject").casefold() for name in telling)
    ]
    return events(sheet, own)


def replies_of(press: Press, sheet: Sheet, party: str) -> list[dict[str, Any]]:
    """What the party answered to letters about findings that are shown."""
    found = []
    for finding in press.library.findings_about([party]):
        for reply in press.library.release.courses[finding.id].replies:
            if press.library.resolved.canonical(reply.party) == party:
                link = sheet.ref(press.library.finding_pages[finding.id], press.tongue.said(finding.title))
                found.append({"finding": link, "day": reply.decided.isoformat(), "answer": reply.answer})
    return found


def of_xinjiang(sheet: Sheet, awards: list[str]) -> list[str]:
    """Sales whose place or buyer names Xinjiang."""
    library, wanted = sheet.library, sections().xinjiang_words

    def told(award: str) -> str:
        buyers = " ".join(library.caption(buyer) for buyer in library.targets(award, "buyer"))
        return f"{library.value(award, 'place')} {library.value(award, 'buyerDescription')} {buyers}".casefold()

    return [award for award in awards if any(word in told(award) for word in wanted)]


def at_a_glance(press: Press, parts: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """Numbers that lead to their sections (word, anchor, number); what is none is left out."""
    said = press.words["glance"]
    return [{"anchor": anchor, "number": number, "label": said[word][0 if number == 1 else 1]} for word, anchor, number in parts if number]

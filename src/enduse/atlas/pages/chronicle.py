"""The chronicle of a body: its listings, sales, projects, ties and events over one axis of time."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from enduse.atlas.drawings.canvas import Link
from enduse.atlas.drawings.lanes import Lane, Mark, draw_lanes
from enduse.atlas.pages.marks import body_link, claimed, day_mark, named, parsed
from enduse.atlas.press import Press
from enduse.atlas.sections import setback_events, troubled_statuses
from enduse.atlas.sheet import Sheet
from enduse.model.dates import PartialDate

PROJECT_DAYS = ("signedDate", "installedDate", "statusDate")


def listing_lanes(sheet: Sheet, party: str, label: str = "") -> list[Lane]:
    """A lane for each list that names the party, earliest first; ``label`` stands before the list's name."""
    library = sheet.library
    by_list: dict[str, list[Mark]] = {}
    names: dict[str, Link] = {}
    for ident in library.pointing(party, "entity"):
        listed = library.first(ident, "list")
        start = parsed(library.value(ident, "startDate") or _announced(sheet, ident))
        if listed is None or start is None:
            continue
        link = claimed(sheet, listed)
        name = f"{label}: {link.text}" if label else link.text
        names.setdefault(listed.value, Link(name, link.href, link.statement))
        by_list.setdefault(listed.value, []).append(
            Mark(
                Link(f"{name}, {sheet.values.figures.date(start.text)}", link.href, link.statement),
                start,
                _end(sheet, ident),
                span=True,
            )
        )
    order = sorted(by_list, key=lambda name: (min(m.start.first for m in by_list[name] if m.start), name))
    return [Lane(names[name], tuple(by_list[name])) for name in order]


def _announced(sheet: Sheet, ident: str) -> str:
    own = sheet.library.value(ident, "listingDate")
    acts = [sheet.library.resolved.canonical(s.value) for s in sheet.library.facts.get(ident, {}).get("measure", [])]
    return own or next((found for act in acts if (found := sheet.library.value(act, "announcedDate"))), "")


def _end(sheet: Sheet, ident: str) -> PartialDate | None:
    return parsed(sheet.library.value(ident, "endDate"))


def first_listed(lanes: list[Lane]) -> PartialDate | None:
    """The day of the first listing, where its day is known."""
    starts = [mark.start for lane in lanes for mark in lane.marks if mark.start]
    earliest = min(starts, key=lambda date: date.first, default=None)
    return earliest if earliest and earliest.precision == "day" else None


def chronicle(press: Press, sheet: Sheet, party: str, awards: list[str], projects: list[str], ties: list[str]) -> Markup | None:
    """The drawing; None where fewer than two lanes have something to show."""
    said = press.words["chronicle"]
    listed = listing_lanes(sheet, party)
    lanes = [
        *listed,
        _lane(said["supply"], [award_mark(sheet, award) for award in awards]),
        _lane(said["projects"], [project_mark(sheet, project) for project in projects]),
        _lane(said["ties"], [day_mark(sheet, tie, ("date",), "square") for tie in ties]),
        _lane(said["events"], [event_mark(sheet, event) for event in sheet.library.pointing(party, "party")]),
    ]
    shown = [lane for lane in lanes if lane.marks]
    if len(shown) < 2:
        return None
    return draw_lanes(shown, said["title"].format(name=sheet.caption(party)), said["desc"], shade=first_listed(listed))


def _lane(label: str, marks: list[Mark | None]) -> Lane:
    dated = [mark for mark in marks if mark is not None]
    return Lane(
        Link(label), tuple(sorted(dated, key=lambda m: (m.start.first if m.start else PartialDate.parse("1000").first, m.link.text)))
    )


def award_mark(sheet: Sheet, award: str) -> Mark | None:
    """A sale as a sign, named by its goods."""
    goods = [named(sheet, item) for item in sheet.library.pointing(award, "award")]
    return day_mark(sheet, award, ("date",), "diamond", text="; ".join(dict.fromkeys(goods)))


def project_mark(sheet: Sheet, project: str) -> Mark | None:
    """A project at the day of its signature, else of its installation; one in trouble is a cross."""
    troubled = sheet.library.value(project, "status") in troubled_statuses()
    return day_mark(sheet, project, PROJECT_DAYS, "cross" if troubled else "dot", "trouble" if troubled else "")


def event_mark(sheet: Sheet, event: str) -> Mark | None:
    """An event as a sign; one that ends or hurts a project is a cross."""
    trouble = sheet.library.value(event, "kind") in setback_events()
    return day_mark(sheet, event, ("date",), "cross" if trouble else "triangle", "trouble" if trouble else "")


def project_life(press: Press, sheet: Sheet, project: str) -> Markup | None:
    """A project's own days and events, and below them the listings of its vendors over the same time."""
    library, said = sheet.library, press.words["chronicle"]
    own = [
        day_mark(sheet, project, (prop,), "dot", text=press.words["project"][word])
        for prop, word in (("signedDate", "signed"), ("installedDate", "installed"))
    ]
    status = library.first(project, "status")
    troubled = bool(status and status.value in troubled_statuses())
    if status is not None:
        own.append(
            day_mark(
                sheet, project, ("statusDate",), "cross" if troubled else "square", "trouble" if troubled else "", sheet.text_of(status)
            )
        )
    lanes = [_lane(said["project"], own), _lane(said["events"], [event_mark(sheet, e) for e in library.pointing(project, "project")])]
    shown = [lane for lane in lanes if lane.marks]
    vendors = dict.fromkeys(library.resolved.canonical(s.value) for s in library.facts.get(project, {}).get("vendor", []))
    listed = [lane for vendor in sorted(vendors) for lane in listing_lanes(sheet, vendor, sheet.caption(vendor))]
    marks = sum(len(lane.marks) for lane in shown)
    if marks < 2 and not (marks and listed):
        return None
    return draw_lanes([*shown, *listed], said["life"].format(name=sheet.caption(project)), said["desc"])


def by_country(press: Press, sheet: Sheet, projects: list[str]) -> Markup | None:
    """Projects over time, one lane for each country, most projects first; None below three countries."""
    library = sheet.library
    groups: dict[str, list[str]] = {}
    for project in projects:
        code = library.value(project, "country")
        if code:
            groups.setdefault(code, []).append(project)
    lanes = []
    for code in sorted(groups, key=lambda c: (-len(groups[c]), press.values.geography.name(c))):
        page = sheet.way(f"countries/{code}.html") if code in library.country_codes else None
        lane = _lane("", [project_mark(sheet, project) for project in groups[code]])
        if lane.marks:
            lanes.append(Lane(Link(press.values.geography.name(code), page), lane.marks))
    if len(lanes) < 3:
        return None
    said = press.words["chronicle"]
    return draw_lanes(lanes, said["countries"], said["desc"], beside=True)


def lives(press: Press, sheet: Sheet, projects: list[str]) -> Markup | None:
    """The lives of several projects side by side, one lane each: signed, installed, last known state, events."""
    lanes = []
    for project in projects:
        marks = [day_mark(sheet, project, (prop,), "dot") for prop in ("signedDate", "installedDate")]
        marks.append(_state_mark(sheet, project))
        marks.extend(event_mark(sheet, event) for event in sheet.library.pointing(project, "project"))
        lane = _lane("", marks)
        if lane.marks:
            lanes.append(Lane(body_link(sheet, project), lane.marks))
    if len(lanes) < 2:
        return None
    said: dict[str, Any] = press.words["chronicle"]
    return draw_lanes(lanes, said["lives"], said["desc"])


def _state_mark(sheet: Sheet, project: str) -> Mark | None:
    status = sheet.library.first(project, "status")
    if status is None:
        return None
    troubled = status.value in troubled_statuses()
    text = f"{sheet.text_of(status)}: {sheet.caption(project)}"
    return day_mark(sheet, project, ("statusDate",), "cross" if troubled else "square", "trouble" if troubled else "", text)

"""The page on which readers explore the network; without its script it says what it is and leads to the dossiers."""

from __future__ import annotations

from enduse.atlas.network.files import named_by, write_network
from enduse.atlas.network.ties import neighbours_of
from enduse.atlas.press import Press
from enduse.model.entity import Entity

PAGE = "network.html"
SECTIONS = ("companies", "buyers")
MOST = 18
"""Bodies of a section offered as a start, those with the most neighbours first."""


def starting_at(page: str) -> str:
    """The page with a body in the middle.

    >>> starting_at("companies/huawei.html")
    'network.html#at=companies/huawei'
    """
    return f"{PAGE}#at={named_by(page)}"


def write(press: Press) -> None:
    """Write ``network.html``, and the ties its script reads."""
    bodies = {section: press.library.parties(section) for section in SECTIONS}
    if press.first:
        write_network(press, [body for section in SECTIONS for body in bodies[section]])
    known = press.once("network", lambda: {body.id: neighbours_of(press.library, body.id) for found in bodies.values() for body in found})
    sheet = press.sheet(PAGE)
    starts = {
        section: [
            {"name": sheet.ref(press.library.pages[body.id], sheet.caption(body.id)), "specimen": body.specimen, "known": known[body.id]}
            for body in _most_tied(press, bodies[section], known)
        ]
        for section in SECTIONS
    }
    scripts = ("parts.js", "network.js", "network/index.js")
    press.publish(sheet, "network.html", title=press.words["network"]["walk"]["title"], section="network", scripts=scripts, starts=starts)


def _most_tied(press: Press, bodies: list[Entity], known: dict[str, int]) -> list[Entity]:
    tied = [body for body in bodies if known[body.id] > 1]
    return sorted(tied, key=lambda body: (body.specimen, -known[body.id], press.names.order(body.id), body.id))[:MOST]

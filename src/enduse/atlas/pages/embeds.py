"""Pages made to be framed by others: a card for each finding, and for each body or project with findings about it."""

from __future__ import annotations

from enduse.atlas.pages.findings import finding_card
from enduse.atlas.press import Press

FOLDER = "embed"


def write(press: Press) -> None:
    """Write ``embed/``: each card stands where its page stands, below that folder."""
    library = press.library
    for finding in library.findings:
        page = library.finding_pages[finding.id]
        sheet = press.sheet(f"{FOLDER}/{page}")
        cards = [finding_card(press, sheet, finding)]
        press.publish(
            sheet,
            "embed.html",
            title=press.tongue.said(finding.title),
            specimen=finding.specimen,
            cards=cards,
            full=page,
            named=False,
        )
    for ident, page in sorted(library.pages.items()):
        about = [] if "#" in page else library.findings_about([ident])
        if about:
            sheet = press.sheet(f"{FOLDER}/{page}")
            cards = [finding_card(press, sheet, finding) for finding in about]
            specimen = all(finding.specimen for finding in about)
            press.publish(sheet, "embed.html", title=library.caption(ident), specimen=specimen, cards=cards, full=page, named=True)

"""Pages about the copy as a whole: which release it is, and what changed. What they say is filled in when the copy is laid."""

from __future__ import annotations

from enduse.atlas.press import Press
from enduse.atlas.releases.laying import skeleton


def write(press: Press) -> None:
    """Write ``release.html`` and ``changes.html``, each with a mark where the copy is told."""
    for page, key in (("release.html", "release"), ("changes.html", "changelog")):
        press.publish(press.sheet(page), page, title=press.words[key]["title"], section="about", told_here=skeleton(page))

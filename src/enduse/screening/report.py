"""The report of a run as a page one can file: what was asked, what it rests on, and every match with its reasons.

It asks nothing of the network, and its policy allows nothing but its own style.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import partial
from importlib import resources
from pathlib import Path

import jinja2

from enduse.atlas.plaintext import visible
from enduse.release.wording import not_an_accusation
from enduse.screening.about import About
from enduse.screening.answer import CHECK, POSSIBLE, Screened
from enduse.screening.flat import Rules, law, why
from enduse.screening.policy import load_policy


def write_report(path: Path, head: About, telling: Sequence[Screened], rules: Rules) -> None:
    """Write the page. ``telling`` are the answers other than ``none``; ``head`` has counted all of them."""
    folder = resources.files(__package__)
    style = folder.joinpath("report.css").read_text("utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["visible"] = lambda value: visible(str(value))
    page = environment.from_string(folder.joinpath("report.html").read_text("utf-8")).stream(
        head=head,
        groups=[(verdict, [each for each in telling if each.verdict == verdict]) for verdict in (CHECK, POSSIBLE)],
        policy=load_policy(),
        why=why,
        law=partial(law, rules=rules),
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        not_an_accusation=not_an_accusation("en"),
    )
    with path.open("wb") as file:
        page.dump(file, encoding="utf-8")

"""Pages one can file: they ask nothing of the network, and their policy allows nothing but their own style."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources
from pathlib import Path

import jinja2

from enduse.atlas.plaintext import visible
from enduse.release.wording import not_an_accusation


def write_page(path: Path, template: str, **values: object) -> None:
    """Write the page of a template, which gets ``values``, the style of all reports and the sentence that a report accuses nobody."""
    style = resources.files(__package__).joinpath("report.css").read_text("utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["visible"] = lru_cache(maxsize=8192)(_visible)
    page = environment.from_string(template).stream(
        **values,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        not_an_accusation=not_an_accusation("en"),
    )
    page.enable_buffering(256)
    with path.open("wb") as file:
        page.dump(file, encoding="utf-8")


def _visible(value: object) -> str:
    return visible(str(value))

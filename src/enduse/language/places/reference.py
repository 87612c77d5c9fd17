"""The reference table of Chinese divisions (cn.csv) as a gazetteer, for what reads names without a case."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from enduse.language.places.gazetteer import Gazetteer, Place


@cache
def reference() -> Gazetteer:
    """The divisions of China, those abolished included, with the spellings the table gives."""
    text = resources.files(__package__).joinpath("cn.csv").read_text("utf-8")
    return Gazetteer(
        Place(
            code=row["code"],
            names=tuple(filter(None, (row["name_zh"], row["name_en"], *row["aliases"].split(";")))),
            level=row["level"],
            parent=row["parent_code"],
            current=not row["valid_to"],
        )
        for row in csv.DictReader(text.splitlines())
    )

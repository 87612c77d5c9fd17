"""The reference table of Chinese divisions (cn.csv) as a gazetteer, and the further spellings of its places (spellings.csv)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from enduse.language.places.gazetteer import Gazetteer, Place


@cache
def reference() -> Gazetteer:
    """The divisions of China, those abolished included, with the spellings cn.csv gives."""
    return Gazetteer(
        Place(
            code=row["code"],
            names=tuple(filter(None, (row["name_zh"], row["name_en"], *row["aliases"].split(";")))),
            level=row["level"],
            parent=row["parent_code"],
            current=not row["valid_to"],
        )
        for row in _rows("cn.csv")
    )


def with_spellings(gazetteer: Gazetteer) -> Gazetteer:
    """The same places, each with the spellings of spellings.csv for its code: pinyin, Wade-Giles, postal, English, Uyghur."""
    further = _spellings()
    return Gazetteer(replace(p, names=tuple(dict.fromkeys([*p.names, *further.get(p.code, ())]))) for p in gazetteer)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in _rows("spellings.csv"):
        found.setdefault(row["code"], []).append(row["spelling"])
    return {code: tuple(spellings) for code, spellings in found.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(resources.files(__package__).joinpath(name).read_text("utf-8").splitlines())

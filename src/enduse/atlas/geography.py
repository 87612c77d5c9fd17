"""Countries: their names, their shapes on the map, and the point that stands for each."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Shape:
    """A country as the map draws it; ``path`` is empty where it is too small for the scale, ``at`` stands for the whole country."""

    id: str
    name: str
    path: str
    at: tuple[float, float]


class Geography:
    """Names by ISO 3166 alpha-2 code in lower case, and shapes (Natural Earth)."""

    def __init__(
        self, names: dict[str, dict[str, str]], shapes: tuple[Shape, ...], size: tuple[float, float], source: str, language: str = "en"
    ) -> None:
        self._names = names
        self._language = language
        self.shapes = shapes
        self.width, self.height = size
        self.source = source

    def spoken(self, language: str, names: Mapping[str, str]) -> Geography:
        """The same countries as a language calls them; ``names`` by code stand before those that ship, English where there is neither."""
        own = {code: {**known, language: names.get(code) or known.get(language) or known["en"]} for code, known in self._names.items()}
        return Geography(own, self.shapes, (self.width, self.height), self.source, language)

    def name(self, code: str, language: str | None = None) -> str:
        """The country's name in the language these countries are spoken of, or another; the code in capitals where it is unknown."""
        names = self._names.get(code.lower())
        return names.get(language or self._language, names["en"]) if names else code.upper()

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes that have a name."""
        return tuple(self._names)

    def knows(self, code: str) -> bool:
        """Whether the code is a country's."""
        return code.lower() in self._names


@cache
def load_geography() -> Geography:
    """The countries that ship with the atlas (``assets/countries.csv``, ``assets/world.json``)."""
    assets = resources.files(__package__) / "assets"
    rows = csv.DictReader((assets / "countries.csv").read_text("utf-8").splitlines())
    names = {row["alpha2"]: {"en": row["name_en"], "zh": row["name_zh"]} for row in rows}
    world = json.loads((assets / "world.json").read_text("utf-8"))
    shapes = tuple(Shape(c["id"], c["name"], c["path"], (c["at"][0], c["at"][1])) for c in world["countries"])
    return Geography(names, shapes, (world["width"], world["height"]), world["source"])

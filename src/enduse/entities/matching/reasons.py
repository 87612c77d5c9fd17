"""Features in words (reasons.yml)."""

from __future__ import annotations

from functools import cache
from importlib import resources

from enduse.model.comparison import Feature
from enduse.model.yaml_text import read_yaml


def feature(kind: str, left: str, right: str, weight: float, about: str = "") -> Feature:
    """A feature with its sentence. ``about`` fills what the sentence says beside the two values.

    Raises:
        KeyError: reasons.yml has no sentence for the kind.
    """
    return Feature(kind, left, right, round(weight, 4), _sentences()[kind].format(left=left, right=right, about=about))


@cache
def _sentences() -> dict[str, str]:
    read: dict[str, str] = read_yaml(resources.files(__package__).joinpath("reasons.yml").read_text("utf-8"))
    return read

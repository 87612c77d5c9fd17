"""What these papers do not cover: on every page what its own sources leave open, from the page's own data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.atlas.library import Library

HOW_READ = ("read-full", "read-excerpt", "reported")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the sources a page rests on: how many there are, how many were read in which way, and of how many a copy is held."""

    sources: int
    read: tuple[tuple[str, int], ...]
    copies: int


def coverage_of(library: Library, sources: Sequence[str]) -> Coverage | None:
    """The sources of a page, by the ids of their entities; None where it rests on none."""
    if not sources:
        return None
    how = Counter(library.value(source, "readStatus").replace("_", "-") for source in sources)
    held = sum(library.value(source, "copyHeld") == "yes" for source in sources)
    return Coverage(len(sources), tuple((key, how[key]) for key in HOW_READ if how[key]), held)


def unstated(words: Mapping[str, Any], kind: str, parts: Mapping[str, object]) -> list[str]:
    """Names of the parts of a dossier of which these papers say nothing, in the order of the interface's words."""
    named: dict[str, Any] = words["unstated"][kind]
    return [str(label) for key, label in named.items() if key in parts and not parts[key]]

"""Labelled pairs of names, made from files a user has; nothing of those files is kept here.

Each set is a function from the material folder to its rows, and the same files give the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from matching_sets.bilingual import entity_list_bilingual
from matching_sets.listed import listed, listed_hard
from matching_sets.name_bench import name_bench, name_bench_all
from matching_sets.rows import Row
from matching_sets.short_names import short_names
from matching_sets.tables import official_pairs, police_bodies, probes

SETS: Mapping[str, Callable[[Path], list[Row]]] = {
    "name-bench": name_bench,
    "name-bench-all": name_bench_all,
    "listed": listed,
    "listed-hard": listed_hard,
    "entity-list-bilingual": entity_list_bilingual,
    "short-names": short_names,
    "police-bodies": police_bodies,
    "probes": probes,
    "official-pairs": official_pairs,
}
OWN = ("police-bodies", "probes", "official-pairs")
"""Sets written by hand and kept with the tests; they need no material."""

__all__ = ["OWN", "SETS", "Row"]

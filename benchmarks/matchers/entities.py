"""Some 21,500 organisations to cross-reference, and pairs of them that are one body, from the files of the material folder.

The entries of nine US lists, each entry's first alias taken out as an organisation of its own; an older state of the consolidated list;
companies listed in Shanghai and Shenzhen, their short Chinese and their English names apart; and others that are in none: police
departments of the EFF atlas, bodies of European and British tenders and of development projects. Entries that stand on two lists are one
body too, but are not counted among the pairs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from matching_sets.bilingual import list_names
from matching_sets.rows import read_csv


@dataclass(slots=True)
class Entities:
    """Names by id, and the pairs of ids that are one body, by what kind of pair."""

    names: dict[str, list[str]] = field(default_factory=dict)
    same: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, names: list[str]) -> str:
        """Take in an organisation; its id."""
        made = f"x{len(self.names):06d}"
        self.names[made] = names
        return made

    def tie(self, kind: str, one: str, other: str) -> None:
        """Say that two are one body."""
        self.same.setdefault(kind, []).append((one, other))


def gather(shared: Path) -> Entities:
    """Every organisation of the material; natural persons on the lists cannot be told apart there and stay in."""
    found = Entities()
    for names in list_names(shared):
        main, *aliases = dict.fromkeys(name.strip() for name in names if name.strip())
        listed = found.add([main, *aliases[1:]])
        if aliases:
            found.tie("alias of a list", listed, found.add(aliases[:1]))
    for row in read_csv(shared / "data" / "companies" / "cn_listed_companies_bilingual.csv"):
        english = found.add([row["name_en"]])
        if row["name_zh_short"]:
            found.tie("short Chinese and English", english, found.add([row["name_zh_short"]]))
    for row in read_csv(shared / "data" / "lists" / "csl_watchman_2023-11_subset.csv"):
        found.add([row["name"], *(name for name in row["alt_names"].split("; ") if name)])
    for name in sorted(set(_others(shared))):
        found.add([name])
    return found


def _others(shared: Path) -> Iterator[str]:
    data = shared / "data"
    for row in read_csv(data / "trackers" / "eff_atlas_of_surveillance_2020-10-07.csv"):
        yield row["Agency"].strip() or "Unnamed agency"
    for row in json.loads((data / "procurement" / "ted_false_positive_shortname_matches.json").read_text("utf-8"))["supplier_name_matches"]:
        yield from (row["supplier_name"], row["contracting_authority"])
    for line in (data / "procurement" / "uk_contracts_finder_ocds_releases.jsonl").read_text("utf-8").splitlines():
        yield from (party["name"] for party in json.loads(line).get("parties", []))
    for row in read_csv(data / "trackers" / "aidata_gcdf2_projects_with_geo.csv"):
        for column in ("Funding Agencies", "Receiving Agencies", "Implementing Agencies"):
            yield from (name.strip() for name in re.split(r"[|/]", row[column]) if len(name.strip()) > 3)

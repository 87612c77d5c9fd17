"""Listings: from the measures' named targets and, for three acts, from the Entity List itself."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

from example.tables import Row, Undecided, parts, read_decisions

ENTITY_LIST = "us_lists_2026-07/bis_entity_list.json"
_CITATION = re.compile(r"(\d+ FR \d+), (\d{1,2})/(\d{1,2})/(\d{2})")


def entity_list_rows(lists: Path, measures: dict[str, Row], source_id: str) -> list[Row]:
    """One listing for each entry that ``entity_list_selection.yml`` takes.

    Raises:
        Undecided: an entry of a chosen act is neither taken nor left out, or a chosen entry is not on the list.
    """
    entries = json.loads((lists / ENTITY_LIST).read_text(encoding="utf-8"))["entities"]
    rows = []
    for act in read_decisions("entity_list_selection")["acts"]:
        found = {e["name"]: e for e in entries if (e["federal_register"] or "").startswith(act["citation"])}
        undecided = set(found) ^ ({each["name"] for each in act["take"]} | set(act["left_out"]))
        if undecided:
            raise Undecided(f"Entity List, {act['citation']}: decide in entity_list_selection.yml on {sorted(undecided)}")
        rows += [_from_entry(found[each["name"]], each, measures[act["measure"]], source_id) for each in act["take"]]
    return rows


def _from_entry(entry: dict[str, Any], chosen: dict[str, str], measure: Row, source_id: str) -> Row:
    citations = _CITATION.findall(entry["federal_register"])
    if not citations or any(";" in alias for alias in entry["aliases"]):
        raise Undecided(f"Entity List entry {entry['name']!r}: citation or alias not in the form this script reads")
    _, month, day, year = citations[0]
    return {
        "listing_id": chosen["id"],
        **_of_act(measure),
        "name": entry["name"],
        "aliases": ";".join(entry["aliases"]),
        "kind": chosen["kind"],
        "country": "CN",
        "address": entry["address"].replace("; and ", ";").replace("; ", ";"),
        "effective": datetime.date(2000 + int(year), int(month), int(day)).isoformat(),
        "citation": citations[0][0],
        "amendments": ";".join(each[0] for each in citations[1:]),
        "provisions": entry["notes"],
        "same_as": chosen.get("same_as", ""),
        # the text of the list says all of the row; the day of announcement and the policy stand in the act, with the act's sources
        "announced": "",
        "license_policy": "",
        "source_ids": source_id,
    }


def target_rows(targets: list[Row], measures: dict[str, Row], left_out: dict[str, int]) -> list[Row]:
    """One listing for each target that ``measure_targets.yml`` takes; the others are counted by reason.

    Raises:
        Undecided: a target stands in no decision.
    """
    file = read_decisions("measure_targets")
    decisions = {(each["measure"], each["target"]): each for each in file["rows"]}
    rows = []
    for target in targets:
        decided = decisions.get((target["measure_id"], target["target_name"]))
        if decided is None:
            raise Undecided(f"measure_targets: decide in measure_targets.yml on {target['measure_id']} {target['target_name']!r}")
        if "left_out" in decided:
            reason = file["reasons"][decided["left_out"]]
            left_out[reason] = left_out.get(reason, 0) + 1
        else:
            rows.append(_from_target(target, decided, measures[target["measure_id"]]))
    return rows


def _from_target(target: Row, decided: dict[str, Any], measure: Row) -> Row:
    return {
        "listing_id": decided["id"],
        **_of_act(measure),
        "name": decided["take"],
        "kind": decided["kind"],
        "effective": measure["effective_date"],
        "end": decided.get("end", target["end_date"]),
        "citation": measure["citation"],
        "same_as": decided.get("same_as", ""),
        "source_ids": ";".join([*parts(target["source_ids"]), *decided.get("more_sources", [])]),
    }


def _of_act(measure: Row) -> Row:
    return {
        "list": measure["list_name"],
        "authority": measure["authority"],
        "measure_id": measure["measure_id"],
        "announced": measure["announced_date"],
        "license_policy": measure["license_policy"],
    }

"""Projects, ties, flows, events, measures, statistics and effects of rules."""

from __future__ import annotations

import re

from example.cells import RECALLED_SOURCE
from example.organisations import BODIES
from example.tables import Row, Undecided, parts, read_decisions

LEFT_OUT_EVENTS = {"E033": "a private person speaks"}
BETWEEN_BODIES = "a tie of a body of government, not of a company"
POST = "party secretary"
"""What the predicate `party_secretary_is` says; its object names the person."""
_POST_HOLDER = re.compile(r"(?P<name>[^()]+) \((?P<role>[^()]+)\)")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LISTS = {"EF01": "Entity List", "EF11": "1260H", "EF18": "NS-CMIC List", "EF21": "Section 889", "EF26": "FCC Covered List"}
"""Effects that say what a list as a whole does carry the name the listings give it."""


def projects(rows: list[Row]) -> list[Row]:
    """Projects with unnamed vendors left blank."""
    return [{**row, "vendor_ids": ";".join(v for v in parts(row["vendor_ids"]) if v != "unknown")} for row in rows]


def ties(rows: list[Row], left_out: dict[str, int]) -> list[Row]:
    """Ties with the person of a party post split from the object."""
    split = []
    for row in rows:
        if set(parts(row["subject_id"])) & set(BODIES):
            left_out[BETWEEN_BODIES] = left_out.get(BETWEEN_BODIES, 0) + 1
            continue
        row = dict(row)
        if row["predicate"] == "party_secretary_is":
            found = _POST_HOLDER.fullmatch(row["object"])
            if found is None:
                raise Undecided(f"ties {row['tie_id']}: {row['object']!r} is not 'name (role in the company)'")
            row |= {"holder": found["name"], "executive_role": found["role"], "object": POST}
        split.append(row)
    return split


def flows(rows: list[Row], left_out: dict[str, int]) -> list[Row]:
    """Flows with described parties moved out of the cells that name one.

    Raises:
        Undecided: a read flow stands in no decision, or a filled cell is neither named nor described.
    """
    decisions = read_decisions("flows")
    shipped = []
    for row in rows:
        decided = decisions.get(row["flow_id"])
        if row["verification"] != "read" and (decided is None or "admitted_because" not in decided):
            left_out[f"verification {row['verification']}"] = left_out.get(f"verification {row['verification']}", 0) + 1
            continue
        if decided is None:
            raise Undecided(f"flows: decide in flows.yml on {row['flow_id']}")
        new = {**row, "kind": decided["kind"]}
        if "source_ids" in decided:
            new["source_ids"] = ";".join(decided["source_ids"])
        for cell in ("reseller", "buyer"):
            _name_or_describe(new, cell, decided)
        shipped.append(new)
    return shipped


def _name_or_describe(row: Row, cell: str, decided: dict[str, dict[str, str]]) -> None:
    if cell in decided.get("names", ()):
        return
    if cell not in decided.get("described", ()):
        raise Undecided(f"flows {row['flow_id']}: does {cell} {row[cell]!r} name a party or describe one?")
    text = decided.get("becomes", {}).get(cell, row[cell])
    row[f"{cell}_description"], row[cell] = ("" if text == "not stated" else text), ""


def events(rows: list[Row], left_out: dict[str, int]) -> list[Row]:
    """Events without those in which a private person speaks, linked to the projects and companies they are about."""
    for row in rows:
        if row["event_id"] in LEFT_OUT_EVENTS:
            reason = LEFT_OUT_EVENTS[row["event_id"]]
            left_out[reason] = left_out.get(reason, 0) + 1
    links = read_decisions("event_links")
    return [
        row | {k: ";".join(v) for k, v in links.get(row["event_id"], {}).items()} for row in rows if row["event_id"] not in LEFT_OUT_EVENTS
    ]


def statistics(rows: list[Row]) -> list[Row]:
    """The reported numbers of ``statistics.yml``, each held against the words of its event, or those quoted from its source.

    Raises:
        Undecided: the event no longer says so, or the words quoted do not hold the number.
    """
    by_id = {row["event_id"]: row for row in rows}
    decided = read_decisions("statistics")
    numbers = [_of_event(each, by_id[each["event"]]) if "event" in each else _of_source(each) for each in decided]
    missing = {row["event_id"] for row in rows if row["type"] == "statistic"} - {each.get("event") for each in decided}
    if missing:
        raise Undecided(f"statistics: no entry in statistics.yml for the events {sorted(missing)}")
    return numbers


def _of_event(each: Row, event: Row) -> Row:
    if each["words"] not in event["summary"]:
        raise Undecided(f"statistics {each['id']}: {each['words']!r} is not in the summary of {each['event']}")
    return {**each, "statistic_id": each["id"], "date": event["date"], "source_ids": event["source_ids"]}


def _of_source(each: Row) -> Row:
    if each["said"] not in each["quote"] or len(each["quote"].split()) >= 25:
        raise Undecided(f"statistics {each['id']}: {each['said']!r} is not in its quote, or the quote has 25 words or more")
    return {**each, "statistic_id": each["id"], "source_ids": each["source"]}


def effects(rows: list[Row]) -> list[Row]:
    """Effects of rules; a day that is not one plain date is left blank."""
    days = ("announced", "effective_from", "effective_to")
    return [
        row | {"list_or_rule": _LISTS.get(row["effect_id"], row["list_or_rule"])} | {day: _plain_date(row[day]) for day in days}
        for row in rows
    ]


def _plain_date(text: str) -> str:
    return text if _DAY.fullmatch(text) else ""


def shipped_sources(rows: list[Row], tables: list[list[Row]]) -> list[Row]:
    """The sources that some shipped row cites, in the order of their files.

    Raises:
        Undecided: a shipped row cites a source that is not in the fact base, or the marker of recalled statements.
    """
    cited = {source for table in tables for row in table for source in parts(row["source_ids"])}
    unknown = (cited - {row["source_id"] for row in rows}) | (cited & {RECALLED_SOURCE})
    if unknown:
        raise Undecided(f"sources: {sorted(unknown)} are cited and cannot be published")
    return [{**row, "copy_held": "no"} for row in rows if row["source_id"] in cited]


def declared(sources: list[Row], kinds: dict[str, dict[str, list[str]]]) -> list[Row]:
    """The sources with the kind, owner and repeated text that ``source_kinds.yml`` declares; what it does not name stays empty.

    Raises:
        Undecided: it names a source that is not published, or one source twice in a block.
    """
    found = {row["source_id"]: dict(row) for row in sources}
    for block, column in (("kinds", "source_kind"), ("owners", "owner"), ("repeats", "syndicated_from")):
        for value, ids in kinds[block].items():
            for id_ in ids:
                if id_ not in found or found[id_].get(column):
                    raise Undecided(f"source_kinds.yml: {block}: {value}: {id_} is no published source, or stands twice")
                found[id_][column] = value
    return list(found.values())

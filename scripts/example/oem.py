"""Records on who makes, or does not make, the equipment sold under a brand."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from example.cells import read_rows
from example.tables import Row, Undecided, parts, read_decisions, read_table


def oem_relations(facts: Path, companies: Collection[str], left_out: dict[str, int]) -> list[Row]:
    """The rows on makers, then those that deny one; all of a company of the case, and on a source with an address.

    Raises:
        Undecided: a brand cell holds more than a name, or no decision speaks of a denial.
    """
    sources = {row["source_id"]: row for row in read_table(facts / "sources_oem.csv")}
    rows = [{**row, "source_ids": row["source_id"]} for row in read_table(facts / "oem_relations.csv")]
    denials = [{**row, "source_ids": row["source_id"]} for row in read_table(facts / "oem_not.csv")]
    kept = []
    for row in [*map(_relation, read_rows(rows, left_out)), *_denied(read_rows(denials, left_out), sources, left_out)]:
        reason = _unpublished(row, companies, sources)
        if reason:
            left_out[reason] = left_out.get(reason, 0) + 1
        else:
            kept.append(row)
    return kept


def _unpublished(row: Row, companies: Collection[str], sources: dict[str, Row]) -> str:
    if not sources[row["source_ids"]]["url"]:
        return "its source has no public address"
    return "" if set(parts(row["maker_ids"])) <= set(companies) else "the maker is no company of the case"


def _relation(row: Row) -> Row:
    brands = read_decisions("oem")["brands"].get(row["brand"], [row["brand"]])
    if any(sign in brand for brand in brands for sign in "(;,"):
        raise Undecided(f"oem_relations {row['relation_id']}: decide in oem.yml which names {row['brand']!r} holds")
    models = (
        "" if row["scope"] == "all products" else row["model_pattern_or_examples"]
    )  # for all products the cell holds remarks, no models
    return {**row, "brand": ";".join(brands), "maker_ids": row["maker"], "model_pattern_or_examples": models}


def _denied(rows: list[Row], sources: dict[str, Row], left_out: dict[str, int]) -> list[Row]:
    file = read_decisions("oem")
    found = []
    for row in rows:
        decided = file["denials"].get(row["not_id"])
        if decided is None and sources[row["source_ids"]]["url"]:
            raise Undecided(f"oem_not: decide in oem.yml on {row['not_id']} {row['name']!r}")
        if decided and "left_out" in decided:
            reason = file["reasons"][decided["left_out"]]
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        goods = decided or {"brand": [row["name"]], "scope": "some models"}
        found.append(
            {
                **row,
                "relation_id": row["not_id"],
                "brand": ";".join(goods["brand"]),
                "maker_ids": row["maker"],
                "scope": goods["scope"],
                "model_pattern_or_examples": ";".join(goods.get("models", [])),
                "kind": "not made by",
            }
        )
    return found

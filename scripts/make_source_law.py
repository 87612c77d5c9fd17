"""Writes what sources do in law (``law.yml``) from the fact base: rows that were read, and of them only what is not marked as recalled.

`python scripts/make_source_law.py FACTS` with the folder that holds ``list_effects.csv`` and ``sources_effects.csv``. Which rows belong
to which source stands in ``scripts/source_law.yml``. Rules that people wrote into a ``law.yml`` by hand (without ``facts``) are kept.
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path
from typing import Any

import yaml

from enduse.vocabulary.load import vocabulary

SOURCES = Path(__file__).parents[1] / "src" / "enduse" / "sources"
MAPPING = Path(__file__).with_name("source_law.yml")
_PIECES = re.compile(r"(?<=[.;])\s+")
_ASIDE = re.compile(r"\s*\((?![^()]*\b(?:recalled|CHECK)\b)[^()]*\bEF\d\d\b[^()]*\)")
_UNSURE = re.compile(r"\brecalled\b|\bCHECK\b|\bEF\d\d\b|\bour \w+\.csv\b|not found\b|\bEnduse\b")
_GUILT = re.compile(r"\billegal|\bviolat|\bguilt|\bcrime\b", re.IGNORECASE)


def main() -> None:
    """Write all files of the mapping."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="folder of the fact base")
    facts: Path = parser.parse_args().facts
    rows = {row["effect_id"]: row for row in _rows(facts / "list_effects.csv")}
    texts = {row["source_id"]: row for row in _rows(facts / "sources_effects.csv")}
    for name, ids in yaml.safe_load(MAPPING.read_text("utf-8")).items():
        file = SOURCES / name.replace("-", "_") / "law.yml"
        if file.parent.is_dir():
            by_hand = [each for each in _existing(file) if "facts" not in each]
            law = [rule(rows[each], texts) for each in ids] + by_hand
            written = yaml.safe_dump(law, sort_keys=False, allow_unicode=True, width=140)
            file.write_text(f"# Rules with `facts` are written by scripts/make_source_law.py from the fact base.\n{written}", "utf-8")


def rule(row: dict[str, str], texts: dict[str, dict[str, str]]) -> dict[str, Any]:
    """One rule of a ``law.yml`` from a row of the fact base.

    Raises:
        ValueError: the row was not read, or nothing of a needed cell is left.
    """
    if row["verification"] != "read":
        raise ValueError(f"{row['effect_id']} is marked {row['verification']!r}: only rows that were read are taken over")
    directions = [vocabulary("direction").match(word) for word in row["direction"].split(";")]
    read = [texts[ident] for ident in row["source_id"].split(";") if texts[ident]["read_status"] in ("read_full", "read_excerpt")]
    found: dict[str, Any] = {
        "rule": kept(row["list_or_rule"]),
        "facts": row["effect_id"],
        "citation": kept(row["legal_basis"]),
        "binds": kept(row["binds_whom"]),
        "directions": [term.id for term in directions if term],
        "restricts": kept(row["what_is_restricted"]),
        "does_not_restrict": kept(row["what_it_does_NOT_restrict"]),
        "since": kept(row["effective_from"]),
        "until": kept(row["effective_to"]),
        "read": [_text(each) for each in read],
    }
    lacking = [key for key in ("rule", "citation", "binds", "directions", "restricts", "does_not_restrict", "read") if not found[key]]
    if lacking:
        raise ValueError(f"{row['effect_id']}: nothing left of {', '.join(lacking)}")
    return {key: value for key, value in found.items() if value}


def kept(cell: str) -> str:
    """A cell without the pieces that are recalled, to be checked, or about the fact base itself.

    ``X (recalled)`` marks X, so the whole piece goes, not the mark alone.
    """
    pieces = [piece for piece in _PIECES.split(_ASIDE.sub("", cell)) if not _UNSURE.search(piece) and not _GUILT.search(piece)]
    return " ".join(pieces).strip().rstrip(";")


def _text(row: dict[str, str]) -> dict[str, str]:
    found = {"publisher": row["publisher"], "title": row["title"], "date": row["source_date"]}
    if row["url_status"] not in ("recalled", "none"):
        found["address"] = row["url"]
    return {key: value for key, value in found.items() if value}


def _existing(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(file.read_text("utf-8")) or []) if file.is_file() else []


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    main()

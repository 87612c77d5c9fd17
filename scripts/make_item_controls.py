"""Writes which control reaches which kind of goods (``findings/item_controls.yml``) from the fact base: rows that were read, and of them
only what is not marked as recalled.

`python scripts/make_item_controls.py FACTS [--out FILE]` with the folder that holds ``controlled_items.csv``, ``list_effects.csv`` and
``sources_effects.csv``. Which rows speak of which kinds stands in ``scripts/item_controls.yml``.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any

import yaml

from make_source_law import kept

OUT = Path(__file__).parents[1] / "src" / "enduse" / "findings" / "item_controls.yml"
MAPPING = Path(__file__).with_name("item_controls.yml")
HEAD = "# Written by scripts/make_item_controls.py from the fact base; every entry names its row and the texts that were read.\n"
COUNTRY = "us"
"""Both tables of the fact base speak of the US Export Administration Regulations."""


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="folder of the fact base")
    parser.add_argument("--out", type=Path, default=OUT, help="the file to write")
    given = parser.parse_args()
    mapping = yaml.safe_load(MAPPING.read_text("utf-8"))
    texts = {row["source_id"]: row for row in _rows(given.facts / "sources_effects.csv")}
    items = {row["item_id"]: row for row in _rows(given.facts / "controlled_items.csv") if row["verification"] == "read"}
    effects = {row["effect_id"]: row for row in _rows(given.facts / "list_effects.csv") if row["verification"] == "read"}
    if set(items) != set(mapping["controls"]) or not set(mapping["outside"]) <= set(effects):
        raise SystemExit(
            f"{MAPPING.name}: expected a line for each read row of controlled_items.csv ({', '.join(items)}), and read rows only"
        )
    found = {
        "controls": [control(items[ident], kinds, texts) for ident, kinds in mapping["controls"].items() if isinstance(kinds, list)],
        "outside": [outside(effects[ident], kinds, texts) for ident, kinds in mapping["outside"].items()],
    }
    written = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=140)
    given.out.write_text(HEAD + written, "utf-8")


def control(row: dict[str, str], kinds: list[str], texts: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What the row says of an item class: control number, reason, for whom a licence is needed, since when."""
    cells = {"number": "eccn", "reason": "reason_for_control", "whom": "licence_needed_for_whom", "since": "licence_needed_since"}
    said = {name: text for name, cell in cells.items() if (text := kept(row[cell]))}
    if not {"number", "whom"} <= set(said):
        raise SystemExit(f"controlled_items.csv, {row['item_id']}: nothing read is left of its control number, or of whom it concerns")
    # A reason "none" says that the item class is controlled by nothing but lists of parties, which its other cells then speak of.
    by_item = not said.get("reason", "").startswith("none")
    named = {"facts": row["item_id"], "country": COUNTRY, "kinds": kinds, "item": row["item_class"], "by_item": by_item}
    return {**named, **said, "read": _read(row, texts)}


def outside(row: dict[str, str], kinds: list[str], texts: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What the row says that a control on items does not reach."""
    return {
        "facts": row["effect_id"],
        "country": COUNTRY,
        "kinds": kinds,
        "rule": kept(row["legal_basis"]),
        "says": kept(row["what_it_does_NOT_restrict"]),
        "read": _read(row, texts),
    }


def _read(row: dict[str, str], texts: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """The texts behind a row that were read."""
    return [_text(texts[ident]) for ident in row["source_id"].split(";") if texts[ident]["read_status"] in ("read_full", "read_excerpt")]


def _text(row: dict[str, str]) -> dict[str, str]:
    found = {"publisher": row["publisher"], "title": row["title"], "date": row["source_date"]}
    if row["url_status"] not in ("recalled", "none"):
        found["address"] = row["url"]
    return {key: value for key, value in found.items() if value}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    main()

"""Make the table of makers' and brands' names: `python scripts/make_name_tables.py FACTS_FOLDER [OUTPUT]`.

From `companies.csv` and `brands.csv` of the fact base, with the source ids given there. Only what was read is taken: no row or cell
marked as recalled, no spelling that needs a context to mean the maker (ABI, 热电), no brand row that was only reported. Each name is
folded as names are compared. `short` names (two characters, five letters, or letters that are pinyin) count only where the place and
trade of the name they stand in do not speak against the maker's, which are given beside them.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "src"))

from enduse.language.names import OrganisationName, parse  # noqa: E402 - the package lies beside this script
from enduse.language.names.sounds import as_pinyin  # noqa: E402

TARGET = HERE.parent / "src" / "enduse" / "language" / "names" / "brands.csv"
SOURCE_COLUMNS = ("source_id", "title", "publisher", "source_date", "url", "licence")
COLUMNS = ("brand", "folded", "short", "places", "trades", "sources")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def cells(text: str) -> list[str]:
    """The values of a cell."""
    return [value.strip() for value in text.split(";") if value.strip()]


def of_companies(facts: Path) -> Iterator[tuple[str, list[str], str]]:
    """(id, names read, source ids) of every organisation."""
    for row in read(facts / "companies.csv"):
        recalled = set(cells(row["recalled_fields"]))
        if "all" in recalled:
            continue
        names = [row["name_en"]] if "name_en" not in recalled else []
        names += [row["legal_name_en"]] if "legal_name_en" not in recalled else []
        if "name_zh" not in recalled:
            names.append(row["name_zh"])
        names += cells(row["aliases"]) if "name_zh" not in recalled else [n for n in cells(row["aliases"]) if n.isascii()]
        yield row["company_id"], [name for name in names if name], row["source_ids"]


def of_brands(facts: Path) -> Iterator[tuple[str, list[str], str]]:
    """(id, names read, source ids) of every maker whose row was read; the brand's own id where it is not the maker's chief brand."""
    for row in read(facts / "brands.csv"):
        recalled = cells(row["recalled_fields"].casefold())
        if row["verification"] != "read" or "all" in recalled:
            continue
        context = {word.casefold() for word in cells(row["alias_needs_context"])}
        unread = any(word in field for field in recalled for word in ("spelling", "chinese name", "all"))
        names = [name for name in cells(row["brand_zh"]) if name.isascii() or not unread]
        names += cells(row["brand_en"])[:1]
        if "legal name" not in recalled and not unread:
            names.append(row["maker_zh"])
        kept = [name for name in names if name and name.casefold() not in context and name.casefold() not in recalled]
        own = row["brand_id"].replace("_", "") == row["company_id"].replace("_", "")
        yield row["company_id"] if own else row["brand_id"], kept, row["source_id"]


def make_rows(facts: Path) -> list[dict[str, str]]:
    """One row for each folded name of each maker, sorted; a name that two makers have stands for neither."""
    names: dict[str, dict[str, set[str]]] = {}
    for read_names in (of_companies(facts), of_brands(facts)):
        for brand, spellings, sources in read_names:
            for name in spellings:
                names.setdefault(brand, {}).setdefault(name, set()).update(cells(sources))
    rows = [row for brand, spellings in sorted(names.items()) for row in rows_of(brand, spellings)]
    makers: dict[str, set[str]] = {}
    for row in rows:
        makers.setdefault(row["folded"], set()).add(row["brand"])
    return sorted((row for row in rows if len(makers[row["folded"]]) == 1), key=lambda row: (row["brand"], row["folded"]))


def rows_of(brand: str, spellings: dict[str, set[str]]) -> Iterator[dict[str, str]]:
    """The rows of one maker; place and trades are those its own names say."""
    parsed = {name: parse(name) for name in sorted(spellings)}
    places = {code for each in parsed.values() if each.body is None for code in each.places if code != "cn"}
    trades = {concept for each in parsed.values() for concept in each.concepts}
    found: dict[str, set[str]] = {}
    for name, each in parsed.items():
        key = key_of(each)
        if key:
            found.setdefault(key, set()).update(spellings[name])
    for key, sources in found.items():
        letters = re.sub(r"\W", "", key)
        yield {
            "brand": brand,
            "folded": key,
            "short": "yes" if len(letters) <= (5 if letters.isascii() else 2) or as_pinyin(letters) else "",
            "places": ";".join(sorted(places)),
            "trades": ";".join(sorted(trades)),
            "sources": ";".join(sorted(sources)),
        }


def key_of(name: OrganisationName) -> str:
    """What is looked up: the core, or the whole name where it has none; nothing for public bodies and names too short to tell."""
    if name.body is not None or name.function is not None or not name.comparable:
        return ""
    first = next((part.kind for part in name.parts if part.kind != "place"), "")
    words = [part.text for part in name.parts if part.kind != "legal"]
    key = name.core if first in ("core", "plain", "maker") else ("" if name.script != "latin" else " ").join(words)
    return key if len(key) > (2 if key.isascii() else 1) else ""


def describe_sources(facts: Path, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The sources cited by the tables of names: from the fact base, and our own (name_sources.csv)."""
    known = {row["source_id"]: row for name in ("sources.csv", "sources_brands.csv") for row in read(facts / name)}
    cited = {source for row in rows for source in cells(row["sources"])}
    cited |= {
        source
        for name in ("groups.csv", "pinyin.csv", "renderings.csv")
        for row in read(TARGET.parent / name)
        for source in cells(row["source"])
    }
    own = {row["source_id"]: row for row in read(HERE / "name_sources.csv")}
    described = []
    for source in sorted(cited):
        row = own.get(source) or known[source]
        held = {key: row.get(key, "") for key in SOURCE_COLUMNS}
        if not held["url"]:
            held |= {"title": "", "publisher": "public file without an address: it serves the grammar and is never shown as a claim"}
        described.append(held if source not in own else row)
    return described


def write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        print("usage: python scripts/make_name_tables.py FACTS_FOLDER [OUTPUT]", file=sys.stderr)
        return 2
    target = Path(arguments[1]) if len(arguments) == 2 else TARGET
    rows = make_rows(Path(arguments[0]))
    write(target, COLUMNS, rows)
    write(target.with_name("sources.csv"), SOURCE_COLUMNS, describe_sources(Path(arguments[0]), rows))
    print(f"{len(rows)} names of {len({row['brand'] for row in rows})} makers, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

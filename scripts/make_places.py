"""Make the reference table of Chinese places: `python scripts/make_places.py DATA_FOLDER [OUTPUT]`.

DATA_FOLDER holds `gb2260_history/*.tsv` (states of GB/T 2260 from 1996 to 2019), `modood_2024-11/*.csv` (state of 2024) and
`geonames_xinjiang_names.json` (CC BY 4.0). The table is our own: one row for each code that ever was in force, with all
its names, the code above it and, as spans, when it began and ended between two states. Nothing is guessed:
- a code is in force from between the last state without it and the first with it; empty means "before 1996" or "still";
- GeoNames spellings are taken only where the record carries the full Chinese name of a division in Xinjiang, and only those
  whose own ending (Xian, Shi, Qu) fits it and that are not another place's name: its primary names are at times those of a street;
- Xinjiang's cities of the Production and Construction Corps (6590xx) lie under the corps, for which GB/T 2260 has the row 659000
  ("directly administered"). We name that row for the corps; Tacheng and Altay stand under the region, as their codes say.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

import yaml
from opencc import OpenCC

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "enduse" / "language" / "places" / "cn.csv"
COLUMNS = ("code", "name_zh", "name_en", "aliases", "level", "parent_code", "valid_from", "valid_to", "source_ids")
NEWEST = "202411"
CORPS = "659000"
GROUPS = ("市辖区", "县", "直辖县级", "省直辖", "自治区直辖")
"""Names of rows that only group others; the places below them belong directly to the province."""
LATIN_ENDINGS = {
    "prefecture": ("Diqu", "Prefecture", "Zizhizhou"),
    "city": ("Shi", "City", "Shehiri"),
    "county": ("Xian", "County", "Zizhixian"),
    "district": ("Qu", "District"),
    "below": ("Zhen", "Xiang", "Jiedao", "Cun", "Bazar", "Nongchang", "Khot", "Lu"),
}
LATIN_REFUSED = re.compile(
    r"\b(New|Old|Ciudad|Kona|Kone|Konasheher|Yangi)\b|-(shih|hsien|chen|hsiang|ch'eng|ti-ch'u|chih-chu|chu|i|chhi|su)$|Hsien|khot$|^[A-Z]{3}$|^(Lukchun|Guangminglu)$"
)
"""Spellings of a quarter or in another language, airport codes, and Wade-Giles endings that may be part of the name (Ka-shih)."""

Names = dict[str, dict[str, str]]
"""code -> state (yyyymm) -> name."""


def read_history(folder: Path) -> Names:
    """Every state of the code table, oldest first; development zones and grouping rows are not places."""
    found: Names = {}
    for path in sorted((folder / "gb2260_history").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                found.setdefault(row["Code"], {})[row["Revision"]] = row["Name"]
    for name in ("provinces", "cities", "areas"):
        with (folder / "modood_2024-11" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found.setdefault(row["code"].ljust(6, "0"), {})[NEWEST] = row["name"]
    return {code: names for code, names in found.items() if is_place(code, names)}


def is_place(code: str, names: dict[str, str]) -> bool:
    """Whether a row is a place of its own; 71 to 79 at the end are development zones of the statistics bureau."""
    zone = code[4:] != "00" and 71 <= int(code[4:]) <= 79
    return code == CORPS or not (zone or any(name.startswith(GROUPS) for name in names.values()))


def states_of(history: Names) -> list[str]:
    return sorted({state for names in history.values() for state in names})


def month(state: str) -> str:
    return f"{state[:4]}-{state[4:]}"


def validity(code: str, names: dict[str, str], states: list[str]) -> tuple[str, str]:
    """When a code began and ended, as spans between two states.

    The statistics bureau's state of 2018 and its 2024 descendant leave out Taiwan, Hong Kong and Macao: no sign of an end.
    """
    present = sorted(names)
    first, last = states.index(present[0]), states.index(present[-1])
    start = "" if first == 0 else f"{month(states[first - 1])}/{month(states[first])}"
    ended = last < len(states) - 1 and code[:2] not in ("71", "81", "82")
    return start, f"{month(states[last])}/{month(states[last + 1])}" if ended else ""


def level(code: str, name: str) -> str:
    if code == CORPS:
        return "corps"
    if code.startswith("6590"):
        return "corps-city"
    if code.endswith("0000"):
        return "region" if name.endswith(("自治区", "特别行政区")) else "province"
    if code.endswith("00"):
        return "prefecture"
    return "district" if name.endswith(("区", "矿区")) else "county"


def parent(code: str, codes: set[str]) -> str:
    """The code above: the prefecture where it is a place, otherwise the province; the corps for its cities."""
    if code.endswith("0000"):
        return ""
    above = code[:4] + "00"
    return above if above != code and above in codes else code[:2] + "0000"


def fold(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("’", "'").replace("‘", "'")).strip()


def geonames(path: Path, rows: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """Latin spellings by code, for divisions of Xinjiang that a GeoNames record names in full."""
    by_name: dict[str, list[str]] = {}
    for code, row in rows.items():
        if code.startswith("65") and not row["valid_to"]:
            by_name.setdefault(row["name_zh"], []).append(code)
    simplify = OpenCC("t2s").convert
    found: dict[str, list[str]] = {}
    for record in sorted(json.loads(path.read_text("utf-8")), key=lambda r: int(r["geonameid"])):
        spellings = [fold(name) for name in [record["name"], *record["alternatenames"]]]
        han = {simplify(name) for name in spellings if re.fullmatch(r"[\u4e00-\u9fff]+", name)}
        for code in sorted({code for name in han for code in by_name.get(name, [])}):
            name = rows[code]["name_zh"]
            strict = bool(han - own_forms(name))
            found.setdefault(code, []).extend(s for text in spellings if (s := fitting_spelling(text, name, strict=strict)))
    return {code: without_doubles(spellings) for code, spellings in found.items()}


def own_forms(name: str) -> set[str]:
    """The Chinese names that still mean this division: its name, the name without ending, and its seat or former rank."""
    short = re.sub(r"(自治县|地区|市|县|区)$", "", name)
    return {name, short, *(short + ending for ending in ("县", "市", "区", "镇", "乡", "城", "地区", "自治县"))}


def fitting_spelling(text: str, name: str, *, strict: bool) -> str | None:
    """The spelling without its ending, or nothing where it may mean another place or is not Latin script.

    ``strict`` is for records that also carry the name of a street or town: there only a spelling with the division's own
    ending ("Korla Shi") is its name.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if not re.fullmatch(r"[A-Z][A-Za-z' -]{3,}", plain) or LATIN_REFUSED.search(plain):
        return None
    own = (
        "prefecture"
        if name.endswith(("地区", "州"))
        else "city"
        if name.endswith("市")
        else "district"
        if name.endswith("区")
        else "county"
    )
    for kind, endings in LATIN_ENDINGS.items():
        for ending in endings:
            if plain.endswith(" " + ending):
                return plain[: -len(ending)].strip() if kind == own else None
    return None if strict else plain


def without_doubles(spellings: list[str]) -> list[str]:
    return sorted({re.sub("[^a-z]", "", s.casefold()): s for s in sorted(spellings)}.values())


def hand_aliases(path: Path) -> dict[str, list[tuple[str, str]]]:
    """code -> (spelling, source id), in the order of the file."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in yaml.safe_load(path.read_text("utf-8")):
        found.setdefault(entry["code"], []).extend((str(s), str(entry["source"])) for s in entry["spellings"])
    return found


def make_rows(folder: Path) -> list[dict[str, str]]:
    """All rows, sorted by code."""
    history = read_history(folder)
    states, codes = states_of(history), set(history)
    rows = {}
    for code, names in sorted(history.items()):
        newest = names[max(names)] if code != CORPS else "新疆生产建设兵团"
        start, end = validity(code, names, states) if code != CORPS else ("", "")
        sources = (["GB2260"] if set(names) - {NEWEST} else []) + (["MODOOD"] if NEWEST in names else [])
        rows[code] = {
            "code": code,
            "name_zh": newest,
            "name_en": "",
            "aliases": ";".join(sorted(set(names.values()) - {newest}) + (["兵团"] if code == CORPS else [])),
            "level": level(code, newest),
            "parent_code": parent(code, codes),
            "valid_from": start,
            "valid_to": end,
            "source_ids": ";".join(sources),
        }
    add_spellings(rows, hand_aliases(HERE / "places_aliases.yml"), geonames(folder / "geonames_xinjiang_names.json", rows))
    return list(rows.values())


def base(spelling: str) -> str:
    """The spelling without the word for its rank and without signs, to see that GeoNames gives a place another place's name."""
    bare = re.sub(r" (City|County|District|Municipality|Prefecture|Province|(\w+ )?Autonomous .*)$", "", spelling)
    return re.sub("[^a-z]", "", bare.casefold())


def add_spellings(rows: dict[str, dict[str, str]], by_hand: dict[str, list[tuple[str, str]]], from_geonames: dict[str, list[str]]) -> None:
    claimed: dict[str, set[str]] = {}
    for code, spellings in by_hand.items():
        for spelling, _ in spellings:
            claimed.setdefault(base(spelling), set()).add(code)
    for code, row in rows.items():
        hand, found = by_hand.get(code, []), from_geonames.get(code, [])
        if hand:
            row["name_en"] = hand[0][0]
        found = [spelling for spelling in found if claimed.get(base(spelling), {code}) == {code}]
        names = dict.fromkeys([*filter(None, row["aliases"].split(";")), *(spelling for spelling, _ in hand[1:]), *found])
        names.pop(row["name_en"], None)
        row["aliases"] = ";".join(names)
        sources = [*row["source_ids"].split(";"), *dict.fromkeys(source for _, source in hand), *(["GEONAMES"] if found else [])]
        row["source_ids"] = ";".join(sources)


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        print("usage: python scripts/make_places.py DATA_FOLDER [OUTPUT]", file=sys.stderr)
        return 2
    target = Path(arguments[1]) if len(arguments) == 2 else TARGET
    rows = make_rows(Path(arguments[0]))
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} places, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

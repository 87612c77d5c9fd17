"""Chinese names against the names on the US lists: every pair that the material itself gives, and what it gives of makers and brands.

Where a pair comes from: Chinese names printed in a list; rows read in the fact base; a listed company whose English name is, but for its
legal form, the name on a list. Names that share a Chinese or an English name are one body. A pair of two bodies is a negative, unless an
English name of the one holds one of the other, where only a person could say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from matching_sets.rows import Nearest, Row, english_core, has_chinese, next_other, read_csv

LISTS = ("bis_entity_list", "bis_meu", "dhs_uflpa", "dow_1260h", "dow_1286", "ofac_nscmic", "ofac_eo14032_annex", "fcc_covered", "cbp_wro")
UNREAD = ("all", "name", "link", "maker", "spellings")
"""Words of a row's ``recalled_fields`` that say its names were not read."""

Names = tuple[str, str]
"""(Chinese, English)."""


def entity_list_bilingual(shared: Path) -> list[Row]:
    """Every pair, and for each Chinese name a chance other body's English name and the nearest one."""
    pairs = sorted({pair for source in (_printed, _companies, _brands, _listed) for pair in source(shared)})
    body = _bodies(pairs)
    rows = [Row(chinese, english, match=True, note="one body") for chinese, english in pairs]
    chinese_names = sorted({chinese for chinese, _ in pairs})
    english_names = sorted({english for _, english in pairs})
    at_name = {english: at for at, english in enumerate(english_names)}
    own = {chinese: _perhaps_own(chinese, pairs, body, english_names) for chinese in chinese_names}
    nearest = Nearest(english_names, [""] * len(english_names))
    other = next_other(chinese_names, "entity-list-bilingual")
    first = dict(reversed(pairs))
    for chinese in chinese_names:
        wrong = first[other[chinese]]
        if at_name[wrong] not in own[chinese]:
            rows.append(Row(chinese, wrong, match=False, note="another body"))
        near = nearest.to(at_name[first[chinese]], own[chinese])
        if near is not None and english_names[near] != wrong:
            rows.append(Row(chinese, english_names[near], match=False, note="the nearest other name"))
    return rows


def _perhaps_own(chinese: str, pairs: list[Names], body: dict[str, str], english_names: list[str]) -> set[int]:
    """Where the English names stand that are this body's, or hold or are held in one of its names: Suzhou Keda, Inspur Software.

    Of the latter nobody has said whether they are another body, so they are no negatives either.
    """
    cores = {english_core(english) for _, english in pairs if body[english] == body[chinese]}
    found = set()
    for at, english in enumerate(english_names):
        core = english_core(english)
        if body[english] == body[chinese] or any(own in core or core in own for own in cores):
            found.add(at)
    return found


def list_names(shared: Path) -> Iterator[tuple[str, ...]]:
    """All names of each entry of the lists, the main one first."""
    for name in LISTS:
        held = json.loads((shared / "data" / "lists" / "us_lists_2026-07" / f"{name}.json").read_text("utf-8"))
        for entry in next(value for value in held.values() if isinstance(value, list)):
            yield (entry["name"], *entry["aliases"])


def _printed(shared: Path) -> Iterator[Names]:
    for names in list_names(shared):
        for name in names:
            if has_chinese(name):
                yield from ((name, other) for other in names if not has_chinese(other))


def _companies(shared: Path) -> Iterator[Names]:
    """Names read in the fact base, and with them the names that lists give the same body."""
    on_lists: dict[str, set[str]] = {}
    for names in list_names(shared):
        for name in names:
            on_lists.setdefault(english_core(name), set()).update(n for n in names if not has_chinese(n))
    for row in read_csv(shared / "facts" / "companies.csv"):
        recalled = row["recalled_fields"].split(";")
        if "all" in recalled:
            continue
        names = ["" if "legal_name_en" in recalled else row["legal_name_en"], row["name_en"]]
        chinese = [row["name_zh"]] if not {"name_zh", "legal_suffix_of_name_zh"} & set(recalled) else []
        chinese += [alias for alias in row["aliases"].split(";") if has_chinese(alias)] if "name_zh" not in recalled else []
        english = {name for name in names if name} | on_lists.get(english_core(row["legal_name_en"]), set())
        yield from ((zh, en) for zh in chinese if zh for en in english)


def _brands(shared: Path) -> Iterator[Names]:
    for row in read_csv(shared / "facts" / "brands.csv"):
        recalled = row["recalled_fields"].casefold()
        english = row["maker_en"].partition(" (")[0]
        if row["verification"] == "read" and has_chinese(row["maker_zh"]) and not any(word in recalled for word in UNREAD):
            yield row["maker_zh"], english


def _listed(shared: Path) -> Iterator[Names]:
    """Listed companies under whose English name, or one like it but for the legal form, a list has an entry."""
    short: dict[str, str] = {}
    for row in read_csv(shared / "data" / "companies" / "cn_listed_companies_bilingual.csv"):
        if row["name_zh_short"]:
            short.setdefault(english_core(row["name_en"]), row["name_zh_short"].rstrip("AB"))
    for names in list_names(shared):
        # A single word, such as COSMOS, is the name of many.
        for name in names:
            if " " in name and english_core(name) in short:
                yield short[english_core(name)], name


def _bodies(pairs: list[Names]) -> dict[str, str]:
    """Name -> the first of the names, in their order, that pairs tie it to."""
    first: dict[str, str] = {}

    def find(name: str) -> str:
        while first.setdefault(name, name) != name:
            name = first[name]
        return name

    for chinese, english in pairs:
        for other in (english, f"\0{english_core(english)}"):
            low, high = sorted((find(chinese), find(other)))
            first[high] = low
    return {name: find(name) for pair in pairs for name in pair}

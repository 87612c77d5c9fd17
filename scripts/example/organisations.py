"""Companies and bodies: which names and marks of each were read."""

from __future__ import annotations

import re

from example.cells import Cells
from example.tables import Row, Undecided, parts

BODIES = ("ifs_mps", "korla_psb", "xj_psb", "xpcc_psb")
"""Rows of the fact base's companies that are bodies of government."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SHORT_NAME = re.compile(r"Chinese short name (\S+) read")
_ABBREVIATION = re.compile(r"[A-Z]{2,4}")
_FULL_NAME = ("公司", "中心")
_MAINLAND = ("SSE:", "SZSE:")


def organisations(rows: list[Row], cells: Cells) -> tuple[list[Row], list[Row]]:
    """Companies and bodies, with the recalled fields of each row emptied.

    Raises:
        Undecided: ``recalled_fields`` names something that is no column and no known phrase.
    """
    short = {row["company_id"]: found[1] for row in rows if (found := _SHORT_NAME.search(row["notes"]))}
    recalled = {row["company_id"]: parts(row["recalled_fields"]) for row in rows}
    companies, bodies = [], []
    for row in cells.publishable("companies", rows):
        read = _without_recalled(row, recalled[row["company_id"]], short.get(row["company_id"], ""))
        if row["company_id"] in BODIES:
            bodies.append(_body(read))
        else:
            companies.append(read)
    return companies, bodies


def _without_recalled(row: Row, recalled: list[str], short_name: str) -> Row:
    for field in recalled:
        if field == "legal_suffix_of_name_zh":
            row["name_zh"], row["weak_aliases"] = "", short_name
        elif field == "other_stock_codes":  # the exchange list that was read holds mainland codes only
            row["stock_codes"] = ";".join(c for c in parts(row["stock_codes"]) if c.startswith(_MAINLAND))
        elif field in row and field != "notes":
            row[field] = ""
        else:
            raise Undecided(f"companies {row['company_id']}: recalled_fields names {field!r}, which is no column")
    if not row["hq_city"]:
        row["hq_province"] = ""  # a province is no better known than the city it was taken from
    if "name_zh" in recalled or "legal_suffix_of_name_zh" in recalled:  # no Chinese form was read but the short name
        row["aliases"] = ";".join(a for a in parts(row["aliases"]) if not _CHINESE.search(a))
    if "legal_suffix_of_name_zh" in recalled and not short_name:
        raise Undecided(f"companies {row['company_id']}: the notes do not say which short Chinese name was read")
    return _weak_apart(row)


def _weak_apart(row: Row) -> Row:
    """Short Chinese names and abbreviations name a company only in its context: they must not join two mentions."""
    weak = [a for a in parts(row["aliases"]) if _ABBREVIATION.fullmatch(a) or (_CHINESE.search(a) and not a.endswith(_FULL_NAME))]
    row["aliases"] = ";".join(a for a in parts(row["aliases"]) if a not in weak and a != row["name_en"])
    row["weak_aliases"] = ";".join([*parts(row.get("weak_aliases", "")), *weak])
    return row


def _body(row: Row) -> Row:
    place = ", ".join(dict.fromkeys(part for part in (row["hq_city"], row["hq_province"]) if part))
    names = [row["legal_name_en"], *parts(row["aliases"])]
    return {
        **row,
        "body_id": row["company_id"],
        "kind": "PublicBody",
        "aliases": ";".join(name for name in names if name and name != row["name_en"]),
        "country": row["hq_country"],
        "place": place,
    }

"""Companies listed in Shanghai and Shenzhen: the short Chinese name of the ticker against the English legal name.

Most short names are not a part of the legal name's sound (万科A is China Vanke, 国华网安 is Shenzhen GuoHua Network Security Technology):
no grammar gets all of them. The Chinese names are of 2021, the English ones of later years, so a few pairs are wrong by renaming.
"""

from __future__ import annotations

from pathlib import Path

from matching_sets.rows import Nearest, Row, english_core, next_other, read_csv

Company = dict[str, str]


def listed(shared: Path) -> list[Row]:
    """Every company with both names, and one chance other for each."""
    companies = _bilingual(shared)
    by_code = {company["code"]: company for company in companies}
    other = next_other(by_code, "listed")
    rows = _matches(companies)
    for company in companies:
        wrong = by_code[other[company["code"]]]
        if not _same(company, wrong):
            rows.append(_pair(company, wrong, match=False, note="another company"))
    return rows


def listed_hard(shared: Path) -> list[Row]:
    """The same companies, each against the other company whose English name shares the most letters, its city counted."""
    companies = _bilingual(shared)
    nearest = Nearest([company["name_en"] for company in companies], [company["city"] for company in companies])
    alike: dict[str, set[int]] = {}
    for at, company in enumerate(companies):
        for key in _keys(company):
            alike.setdefault(key, set()).add(at)
    rows = _matches(companies)
    for at, company in enumerate(companies):
        other = nearest.to(at, set().union(*(alike[key] for key in _keys(company))))
        if other is not None:
            rows.append(_pair(company, companies[other], match=False, note="the nearest other name"))
    return rows


def _bilingual(shared: Path) -> list[Company]:
    rows = read_csv(shared / "data" / "companies" / "cn_listed_companies_bilingual.csv")
    return [row for row in rows if row["name_zh_short"].strip() and row["name_en"].strip()]


def _matches(companies: list[Company]) -> list[Row]:
    return [_pair(company, company, match=True, note="listed company") for company in companies]


def _pair(left: Company, right: Company, *, match: bool, note: str) -> Row:
    return Row(left["name_zh_short"], right["name_en"], match, "Company", note)


def _keys(company: Company) -> tuple[str, str]:
    # A and B shares of one company have the same names but for a letter.
    return english_core(company["name_en"]), company["name_zh_short"].rstrip("AB")


def _same(one: Company, other: Company) -> bool:
    return any(a == b for a, b in zip(_keys(one), _keys(other), strict=True))

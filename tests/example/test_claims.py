"""The claims of the article: all there, and the case's own count agrees with one made without the machinery."""

from __future__ import annotations

from pathlib import Path

from enduse.findings.claims import load_claims

Tables = dict[str, list[dict[str, str]]]
OF_THE_ARTICLE = {
    "rwr-contracts",
    "own-contracts",
    "three-risks",
    "state-support",
    "party-committees",
    "congress-and-conference",
    "dahua-party-secretary",
    "amazon-dahua",
    "english-towns",
    "officials-warned",
    "pakistan-setbacks",
    "saudi-agreement",
    "duisburg-valenciennes",
    "bgi-laboratories",
    "export-rule-2019",
    "goods-through-resellers",
    "no-direct-sale",
    "oracle-marketing",
    "urumqi-chips",
}


def test_every_claim_of_the_article_is_there(case: Path) -> None:
    claims = load_claims(case / "claims.yml")
    assert {claim.id for claim in claims} == OF_THE_ARTICLE
    for claim in claims:
        assert claim.note, f"{claim.id}: say how far these papers go"
        assert claim.expect, f"{claim.id}: no expected answer"


def own_count(tables: Tables) -> tuple[int, int]:
    """Projects outside China with a named Chinese vendor, signed or installed since 2009; and those due in 2018 or later."""
    chinese = {row["company_id"] for row in tables["companies"] if row["hq_country"] == "CN"}
    since, due = 0, 0
    for row in tables["projects"]:
        years = [row[column][:4] for column in ("date_signed", "year_installed") if row[column]]
        vendors = {vendor for vendor in row["vendor_ids"].split(";") if vendor}
        if row["country_iso2"] == "CN" or not vendors & chinese or not years or max(years) < "2009":
            continue
        since += 1
        due += (row["year_installed"] or row["date_signed"])[:4] >= "2018"
    return since, due


def test_the_own_count_is_right(case: Path, tables: Tables) -> None:
    since, due = own_count(tables)
    claim = next(claim for claim in load_claims(case / "claims.yml") if claim.id == "own-contracts")
    assert claim.expect == (f"{since} since 2009", f"{due} due in 2018 or later")

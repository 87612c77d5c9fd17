"""Every real file of a list, read by its source: what must come out of it, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.sources.registry import import_list
from tests.sources.samples import PACKAGE, read_file

SCREENING = "csl_watchman_2023-11_subset.csv"
JSON = "us_lists_2026-07"


@dataclass(frozen=True)
class Real:
    """A real file and what its import must give."""

    source: str
    file: str
    counts: dict[str, int]
    issues: dict[str, int] = field(default_factory=dict)
    expect: dict[str, int] | None = None


REAL = [
    Real("us-bis-military-end-user-list", f"{JSON}/bis_meu.json", {"entries": 70, "listings-with-day": 70, "entries-kind-unclear": 0}),
    Real("us-bis-military-end-user-list", SCREENING, {"entries": 71, "listings-with-day": 71, "rows-of-other-lists": 1317}),
    Real("us-bis-unverified-list", SCREENING, {"entries": 186, "listings-unread": 186, "entries-kind-unclear": 24}),
    Real(
        "us-state-nonproliferation-sanctions",
        SCREENING,
        {"entries": 144, "listings-with-day": 144, "entries-kind-unclear": 64},
        {"unread-alias": 28},  # other names in one cell, with commas
    ),
    Real("us-ofac-ns-cmic-list", f"{JSON}/ofac_nscmic.json", {"entries": 68, "listings-with-day": 68, "entries-kind-unclear": 0}),
    Real(
        "us-ofac-ns-cmic-list",
        SCREENING,
        {"entries": 68, "listings-with-day": 68, "rows-of-other-lists": 1320},
        {"invalid-code": 3},  # three ISINs with a wrong check digit or a sign too few: BRC1EODR004, CND10002K094, CND10002G601
    ),
    Real(
        "us-dhs-uflpa-entity-list", "pages_2026-07/dhs-uflpa-entity-list.html", {"entries": 160, "listings-with-day": 160, "aliases": 103}
    ),
    Real("us-dhs-uflpa-entity-list", f"{JSON}/source-uflpa-2026-07-09.html", {"entries": 160, "listings-with-day": 160, "aliases": 103}),
    Real("us-dhs-uflpa-entity-list", f"{JSON}/dhs_uflpa.json", {"entries": 148, "listings-with-day": 148, "aliases": 94}),
    Real("us-fcc-covered-list", "pages_2026-07/fcc-coveredlist.html", {"entries": 13, "listings-with-day": 13, "entries-of-categories": 2}),
    Real("us-fcc-covered-list", f"{JSON}/fcc_covered.json", {"entries": 13, "listings-with-day": 13, "entries-of-categories": 2}),
    Real(
        "us-dod-section-1260h-list",
        f"{JSON}/dow_1260h.json",
        {"entries": 183, "entries-of-subsidiaries": 103, "listings-with-day": 183, "reasons-cut": 30},
        {"unread-name": 4},  # two places where a comma is missing, and "SMIC, Americas"
    ),
    Real("us-dod-section-1286-list", f"{JSON}/dow_1286.json", {"entries": 128, "listings-unread": 128, "entries-of-programmes": 6}),
    Real(
        "us-cbp-withhold-release-orders",
        f"{JSON}/cbp_wro.json",
        {"entries": 59, "listings-with-day": 59, "entries-of-goods-regions-vessels": 10},
        {"unread-name": 4},
    ),
    Real("us-ofac-eo-14032-annex", f"{JSON}/ofac_eo14032_annex.json", {"entries": 59, "listings-with-day": 59}),
]


@cache
def document_of(file: Path) -> Document:
    return read_file(file)


def stated(read: Extraction, property_: str) -> list[str]:
    return [s.value for s in read.statements if s.property == property_]


@pytest.mark.shared
@pytest.mark.parametrize("real", REAL, ids=lambda real: f"{real.source}-{Path(real.file).name}")
def test_a_real_file_reads_without_loss(real: Real, shared: Path) -> None:
    document = document_of(shared / "data" / "lists" / real.file)
    read = import_list(real.source, document, expect=real.expect)
    assert {name: read.counts.get(name) for name in real.counts} == real.counts, read.counts
    assert dict(Counter(issue.code for issue in read.issues)) == real.issues
    assert all(document.text[s.start : s.end] == s.quote for s in read.statements)
    assert len({s.id for s in read.statements}) == len(read.statements)
    parties = {s.value for s in read.statements if s.property == "entity"}
    named = {s.entity for s in read.statements if s.property == "name"}
    assert len(parties) == read.counts["listings"]
    assert parties <= named


@pytest.mark.shared
def test_the_lists_of_one_screening_file_share_no_row(shared: Path) -> None:
    document = document_of(shared / "data" / "lists" / SCREENING)
    names = ("us-bis-entity-list", *{real.source for real in REAL if real.file == SCREENING})
    rows = [
        statement.start
        for name in names
        for statement in import_list(name, document, expect={"min": 0}).statements
        if statement.property == "name"
    ]
    assert len(rows) == len(set(rows)) == 919 + 71 + 186 + 144 + 68


@pytest.mark.shared
@pytest.mark.parametrize("file", [f"{JSON}/ofac_nscmic.json", SCREENING])
def test_hikvision_was_listed_on_one_day_and_banned_on_another(file: str, shared: Path) -> None:
    read = import_list("us-ofac-ns-cmic-list", document_of(shared / "data" / "lists" / file))
    party = next(s.entity for s in read.statements if s.property == "uscCode" and s.value == "91330000733796106P")
    days = {s.property: s.value for s in read.statements if s.entity == f"{party}:listing"}
    assert (days["listingDate"], days["startDate"]) == ("2021-06-03", "2021-08-02")
    assert len(stated(read, "uscCode")) == 58


@pytest.mark.shared
def test_both_captures_of_the_uflpa_page_say_the_same(shared: Path) -> None:
    files = ("pages_2026-07/dhs-uflpa-entity-list.html", f"{JSON}/source-uflpa-2026-07-09.html")
    reads = [import_list("us-dhs-uflpa-entity-list", document_of(shared / "data" / "lists" / file)) for file in files]
    said = [{(s.entity, s.property, s.value, s.valid_from) for s in read.statements} for read in reads]
    assert said[0] == said[1]
    former = next(
        s for s in reads[0].statements if s.property == "previousName" and s.value == "Chaohu Xinya Color Spinning Technology Co., Ltd."
    )
    assert {s.value for s in reads[0].statements if s.entity == former.entity and s.property == "name"} == {
        "Anhui Xinya New Materials Co., Ltd."
    }


@pytest.mark.shared
def test_what_the_covered_list_covers_stays_with_the_producer(shared: Path) -> None:
    read = import_list("us-fcc-covered-list", document_of(shared / "data" / "lists" / "pages_2026-07/fcc-coveredlist.html"))
    party = next(s.entity for s in read.statements if s.value == "Hangzhou Hikvision Digital Technology Company")
    listing = {s.property: s.value for s in read.statements if s.entity == f"{party}:listing"}
    assert listing["startDate"] == "2021-03-12"
    assert "to the extent it is used for the purpose of public safety" in listing["provisions"]


@pytest.mark.shared
def test_a_subsidiary_printed_in_the_1260h_notice_is_a_listing_of_its_own(shared: Path) -> None:
    read = import_list("us-dod-section-1260h-list", document_of(shared / "data" / "lists" / f"{JSON}/dow_1260h.json"))
    names = stated(read, "name")
    assert {
        "Huawei Technologies Co., Ltd.",
        "Beijing Meiya Hongshu Technology Co., Ltd.",
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
    } <= set(names)
    assert not {"Kathmandu", "Americas", "Ltd."} & set(names)
    assert "Zhonghang Electronic Measuring Instruments Company Limited (ZEMIC)" in stated(read, "previousName")


@pytest.mark.shared
def test_the_real_notices_are_acts_about_their_lists(shared: Path) -> None:
    read = import_list("us-federal-register-acts", document_of(shared / "data" / "lists" / "federal_register_notices.jsonl"))
    assert read.counts["entries"] == 60
    assert read.issues == ()
    about = Counter(stated(read, "list"))
    assert about["us-dhs-uflpa-entity-list"] == 6
    assert about["us-bis-unverified-list"] == 11
    assert len({s.entity for s in read.statements}) == 60
    removal = "us-federal-register-acts:2023-25557"
    assert {(s.property, s.value) for s in read.statements if s.entity == removal} >= {
        ("name", "Entity List Removal"), ("publicationDate", "2023-11-17"), ("list", "us-bis-entity-list"),
    }  # fmt: skip


@pytest.mark.parametrize(("source", "names"), [("us-congress-section-889", 5), ("us-congress-section-5949", 3)])
def test_the_table_of_a_statute_holds_the_names_of_the_statute(source: str, names: int) -> None:
    read = import_list(source, read_file(PACKAGE / source.replace("-", "_") / "statute.csv"))
    assert len(stated(read, "name")) == names
    assert read.issues == ()
    assert read.counts["listings-with-day"] == names


@pytest.mark.shared
def test_a_screening_list_says_nothing_of_days_after_its_newest_entry(shared: Path) -> None:
    document = document_of(shared / "data" / "lists" / SCREENING)
    seen = {s.first_seen for name in ("us-bis-unverified-list", "us-ofac-ns-cmic-list") for s in import_list(name, document).statements}
    assert len(seen) == 1
    assert max(stated(import_list("us-state-nonproliferation-sanctions", document), "startDate")) <= str(seen.pop()) <= "2023-11-30"

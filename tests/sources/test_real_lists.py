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
from tests.sources.samples import read_file

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

"""What a case says of makers, opened once, and records made for a test."""

from __future__ import annotations

import pytest

from enduse.case.layout import Case
from enduse.findings.brands import OemRecord
from enduse.findings.facts import Party
from enduse.model.dates import PartialDate
from enduse.model.said import Said
from enduse.screening.index import Index
from enduse.screening.inventory import assess
from enduse.screening.inventory.records import BrandRecord, Known, read_known
from enduse.screening.run import index_of


@pytest.fixture(scope="session")
def case_records(case: Case) -> Known:
    """What the example case knows for inventories."""
    return read_known(index_of(case))


@pytest.fixture(scope="session")
def makers_of_case(index: Index, case_records: Known) -> assess.Case:
    """The example case, ready to assess devices."""
    return assess.Case(index, case_records)


def record(
    brand: str, maker: str, kind: str = "relabelled", *, scope: str = "all", models: str = "", start: str = "", end: str = ""
) -> BrandRecord:
    """One record; days as partial dates, models with semicolons between."""
    dates = [tuple(PartialDate.parse(each) for each in (day,) if each) for day in (start, end)]
    party = Party(maker, Said(maker, maker), ())
    kept = tuple(each.strip() for each in models.split(";") if each.strip())
    return BrandRecord(
        (brand,), OemRecord(f"oem:{brand}", (kind,), (party,), (scope,), kept, dates[0], dates[1], "", "", ()), ("Specimen Gazette",)
    )

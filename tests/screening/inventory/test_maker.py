"""The maker of a device: records in and outside their days, denials, hints that agree or differ, and what stays unknown."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest

from enduse.screening.inventory import assess
from enduse.screening.inventory.device import Device
from enduse.screening.inventory.evidence import LIKELY, POSSIBLE, SEVERAL, STATED, UNKNOWN, Made
from enduse.screening.inventory.maker import made_by, weigh
from enduse.screening.inventory.oem import Records
from enduse.screening.inventory.records import BrandRecord
from tests.screening.inventory.conftest import record


def made(records: Iterable[BrandRecord], **device: str) -> Made:
    """Who made a device, by these records alone."""
    return made_by(Device(1, **device), Records(records), {})


def of_case(case: assess.Case, **device: str) -> Made:
    """Who made a device, by the example case."""
    return made_by(Device(1, **device), case.records, case.ids)


@pytest.mark.parametrize(
    ("day", "known", "told"),
    [
        ("2017-05-04", SEVERAL, "the day 2017-05-04 lies outside"),
        ("2020-05-04", LIKELY, "company owned by Dahua, from 2018 until 2022-11-24"),
        ("2022-11-23", LIKELY, "company owned by Dahua, from 2018 until 2022-11-24"),
        ("2022-11-24", SEVERAL, "the day 2022-11-24 lies outside"),
        ("2023-05-04", SEVERAL, "the day 2023-05-04 lies outside"),
        ("2022-11", SEVERAL, "whether it held on 2022-11 cannot be said"),
    ],
)
def test_lorex_before_and_after_its_days(makers_of_case: assess.Case, day: str, known: str, told: str) -> None:
    found = of_case(makers_of_case, brand="Lorex", model="LNB4321B", day=day)
    assert found.known == known
    assert any(told in each.said for each in found.evidence)
    if known == LIKELY:
        assert found.makers == ("company:dahua",)
    assert all(each.sources for each in found.evidence)


@pytest.mark.shared
@pytest.mark.parametrize(("day", "names"), [("2020-05-04", True), ("2023-05-04", False)])
def test_honeywell_before_and_after_its_day(shared: Path, day: str, names: bool) -> None:
    with (shared / "facts" / "oem_relations.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["relation_id"] == "OR096")
    found = made([record(row["brand"], row["maker"], scope="some", end=row["valid_to"])], brand="Honeywell", model="HEN04102", day=day)
    assert found.known == (POSSIBLE if names else UNKNOWN)
    assert any("until 2022-04" in each.said for each in found.evidence)


def test_a_private_label_without_a_record_stays_unknown(makers_of_case: assess.Case) -> None:
    found = of_case(makers_of_case, brand="Specimen Vision", model="SV-100", day="2022-06-01")
    assert (found.known, found.makers) == (UNKNOWN, ())
    assert [each.said for each in found.evidence] == ["no record of this case says who makes goods under Specimen Vision"]


def test_a_record_with_days_makes_likely_one_without_only_possible() -> None:
    assert made([record("Specimen", "m", start="2019", end="2021")], brand="Specimen", day="2020-01-01").known == LIKELY
    assert made([record("Specimen", "m", start="2019", end="2021")], brand="Specimen").known == POSSIBLE
    assert made([record("Specimen", "m")], brand="Specimen", day="2020-01-01").known == POSSIBLE
    assert made([record("Specimen", "m", start="2019", end="2021")], brand="Specimen", day="2021-06-01").known == POSSIBLE
    assert made([record("Specimen", "m", start="2019", end="2021")], brand="Specimen", day="2022-01-01").known == UNKNOWN


def test_a_denial_of_these_goods_takes_the_record_away() -> None:
    records = [record("Specimen", "m"), record("Specimen", "m", "not-made-by", scope="some", models="SX-9")]
    assert made(records, brand="Specimen", model="SX-900").known == UNKNOWN
    assert made(records, brand="Specimen", model="SY-100").known == POSSIBLE
    assert made(records, brand="Specimen", model="").known == POSSIBLE, "whether it speaks of these goods is not said"


def test_former_owners_and_makers_of_parts_name_no_maker() -> None:
    for kind in ("former-owner", "chipset"):
        assert made([record("Specimen", "m", kind, start="2010")], brand="Specimen", day="2020-01-01").known == UNKNOWN


def test_two_hints_of_unlike_kind_agree_two_of_one_kind_do_not() -> None:
    assert made([record("Specimen", "hikvision")], brand="Specimen", mac="4419B6000001").known == LIKELY
    assert made([record("Specimen", "hikvision"), record("Specimen", "hikvision", "subsidiary")], brand="Specimen").known == POSSIBLE


def test_hints_that_differ_are_said_and_none_is_preferred() -> None:
    found = made([], brand="Dahua", model="DS-2CD2143G0-I")
    assert (found.known, found.makers) == (SEVERAL, ("dahua", "hikvision"))
    weaker = made([], brand="Dahua", mac="4419B6000001")
    assert (weaker.known, weaker.makers, weaker.against) == (STATED, ("dahua",), ("hikvision",))


def test_a_look_alike_is_never_more_than_a_hint() -> None:
    found = made([record("Lorex", "dahua", start="2018", end="2022")], brand="Lorexx", day="2020-01-01")
    assert found.known == POSSIBLE
    assert made([], brand="Hikvison").known == POSSIBLE


SERIAL = "DS-2CD2143G0-I20201110AAWR123456789"


@pytest.mark.parametrize(
    "serial",
    [
        SERIAL,
        "ds–2cd2143g0-i20201110aawr123456789",
        "DS-7608NI-E2/8P0820160211AAWR123456789WCVU",
        "DS-7816H-SNH1620140125AACH450813722WCVU",
        "DS-2CD2043G2-I20230313CCCH012345678",
        "DS-2CD2T43G2-4I20210105AAWRF30001259",
    ],
)
def test_a_serial_that_begins_with_a_model_is_a_hint_with_its_reason(serial: str) -> None:
    found = made([], serial=serial)
    assert (found.known, found.makers) == (POSSIBLE, ("hikvision",))
    (hint,) = found.evidence
    assert "a weak hint" in hint.said
    assert "123456789" not in hint.said, "the number of a device is not repeated"
    assert "ipcamtalk.com" in hint.sources[0]
    assert made([], serial=serial, mac="4419B6000001").known == LIKELY, "two hints of unlike kind"


@pytest.mark.parametrize(
    "serial",
    [
        "",
        "594199052",
        "DS-2CD2143G0-I",  # a model, no serial
        "DS-2CD2143G0-I20201310AAWR123456789",  # no such month
        "DS-2CD2143G0-I20201110",  # cut short
        "20201110AAWR123456789",
        "XDS-2CD2143G0-I20201110AAWR123456789",
        "IPC-HFW1230S20201110AAWR123456789",  # of another maker's form, of whose serials nothing was read
        "4F02B8DPAG12345",
        "DSLR-900020201110AAWR123456789",
    ],
)
def test_other_serials_say_nothing(serial: str) -> None:
    assert made([], serial=serial) == Made((), UNKNOWN, ())


@pytest.mark.parametrize(
    "said", [{"model": "DH-IPC-HFW1230S"}, {"brand": "Dahua"}, {"model": "TC-C32GN"}, {"brand": "Lorex", "model": "LNB4321B"}]
)
def test_a_serial_that_contradicts_model_or_brand_counts_for_nothing_and_is_told(said: dict[str, str]) -> None:
    alone, beside = made([], **said), made([], serial=SERIAL, **said)
    assert (beside.makers, beside.known, beside.against) == (alone.makers, alone.known, alone.against)
    told = [each for each in beside.evidence if each.family == "serial"]
    assert [each.maker for each in told] == [""]
    assert "counts for nothing" in told[0].said


def test_a_serial_adds_nothing_to_a_model_that_says_the_same() -> None:
    for said in ({"model": "DS-2CD2143G0-I"}, {"model": "DS-1006KI"}, {"brand": "Hikvision"}, {"model": "IPC-T2412"}):
        assert made([], serial=SERIAL, **said) == made([], **said)


def test_a_telephone_of_huawei_is_no_camera_by_its_prefix() -> None:
    assert made([], model="P40 Pro", mac="10327E000001") == Made((), UNKNOWN, ())


def test_the_order_of_the_hints_changes_nothing() -> None:
    found = made([record("Specimen", "dahua"), record("Specimen", "hikvision")], brand="Specimen", model="IPC-T2412", mac="4419B6000001")
    answers = {(weighed.makers, weighed.known) for weighed in (weigh(each) for each in permutations(found.evidence[:5]))}
    assert len(answers) == 1

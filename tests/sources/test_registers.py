"""Registers: an identifier with a wrong check sign is never stated; a natural person in trade is left out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from enduse.language.identifiers import examine_lei, is_isin, usc_check_character
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.registry import import_list
from tests.sources.documents_by_hand import csv_document, json_document
from tests.sources.samples import ANY, read_file

CODES, LISTED, LEIS = "cn-unified-social-credit-codes", "cn-listed-companies", "gleif-level-1"


def stated(read: Extraction, property_: str) -> list[str]:
    return [s.value for s in read.statements if s.property == property_]


@pytest.mark.parametrize("code", ["91990000MA0000001B", "91990000MA0000004L"])
def test_any_changed_sign_of_a_code_is_noticed(code: str) -> None:
    for at in range(18):
        changed = code[:at] + ("3" if code[at] != "3" else "4") + code[at + 1 :]
        read = import_list(CODES, csv_document([["name", "uscc"], ["样本公司", changed]]), expect=ANY)
        assert stated(read, "uscCode") == []
        assert read.counts["codes-refused"] == 1
        assert [issue.code for issue in read.issues] == ["invalid-code"]
        assert "样本公司" not in read.issues[0].message


def test_one_code_with_two_names_of_one_language_is_a_question() -> None:
    rows = [["名称", "统一社会信用代码"], ["样本一公司", "91990000MA0000001B"], ["样本二公司", "91990000MA0000001B"]]
    read = import_list(CODES, csv_document(rows), expect=ANY)
    assert [issue.code for issue in read.issues] == ["code-with-several-names"]
    assert stated(read, "name") == ["样本一公司", "样本二公司"]


def test_a_table_without_codes_is_refused() -> None:
    with pytest.raises(SourceChanged, match="no column uscc"):
        import_list(CODES, csv_document([["name", "tax number"], ["a", "b"]]), expect=ANY)
    with pytest.raises(SourceChanged, match="holds no table"):
        import_list(CODES, json_document({"a": "b"}), expect=ANY)


@pytest.mark.parametrize("lei", ["SPEC0000SAMPLE000145", "SPEC0000SAMPLE000242"])
def test_any_digit_or_letter_of_an_lei_that_becomes_another_is_noticed(lei: str) -> None:
    assert examine_lei(lei) == (lei, "valid")
    for at, sign in enumerate(lei):
        for other in "0123456789" if sign.isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            assert (examine_lei(lei[:at] + other + lei[at + 1 :])[0] is None) is (other != sign)


def test_isins_by_their_check_digit() -> None:
    assert is_isin("CNE00000SPE2")
    assert not any(is_isin(f"CNE00000SPE{digit}") for digit in "013456789")


def record(lei: str, **more: str) -> dict[str, str]:
    given = {"LEI": lei, "Entity.LegalName": "Specimen Ltd.", "Entity.EntityStatus": "ACTIVE", "Registration.RegistrationStatus": "ISSUED"}
    address = {"Entity.LegalAddress.FirstAddressLine": "1 Specimen Road", "Entity.LegalAddress.City": "Specimen"}
    return {**given, **address, "Entity.LegalAddress.Country": "DE", **more}


def golden(*records: dict[str, str]) -> Extraction:
    columns = sorted({name for each in records for name in each})
    rows = [columns, *([each.get(name, "") for name in columns] for each in records)]
    return import_list(LEIS, csv_document(rows), expect=ANY)


def test_a_wrong_code_in_a_record_of_china_is_not_stated_as_any_number() -> None:
    number = {"Entity.LegalAddress.Country": "CN", "Entity.RegistrationAuthority.RegistrationAuthorityEntityID": "91990000MA000000XX"}
    read = golden(record("SPEC0000SAMPLE000145", **number))
    assert stated(read, "uscCode") == stated(read, "registrationNumber") == []
    assert [issue.code for issue in read.issues] == ["invalid-code"]


def test_a_former_name_ends_only_where_one_event_says_so() -> None:
    event, other = "Entity.LegalEntityEvents.LegalEntityEvent.", "Entity.OtherEntityNames.OtherEntityName."
    renamed = {f"{event}1.LegalEntityEventType": "CHANGE_LEGAL_NAME", f"{event}1.event_status": "COMPLETED"}
    renamed[f"{event}1.LegalEntityEventEffectiveDate"] = "2019-05-06T00:00:00Z"
    one = {f"{other}1": "Specimen Before Ltd.", f"{other}1.type": "PREVIOUS_LEGAL_NAME"}
    two = {f"{other}2": "Specimen Long Before Ltd.", f"{other}2.type": "PREVIOUS_LEGAL_NAME"}
    for former, ends in ((one, ["2019-05-06"]), ({**one, **two}, [None, None])):
        read = golden(record("SPEC0000SAMPLE000145", **renamed, **former))
        assert [s.valid_to for s in read.statements if s.property == "previousName"] == ends


def test_a_column_nobody_knows_is_an_issue_and_a_missing_one_refuses() -> None:
    read = golden(record("SPEC0000SAMPLE000145", **{"Entity.Colour": "blue"}))
    assert [(issue.code, issue.place) for issue in read.issues] == [("unknown-field", "column Entity.Colour")]
    with pytest.raises(SourceChanged, match=r"no column Registration\.RegistrationStatus"):
        import_list(LEIS, csv_document([["LEI", "Entity.LegalName", "Entity.EntityStatus"], ["a", "b", "c"]]), expect=ANY)


@pytest.mark.shared
def test_every_real_code_is_valid_and_stated(shared: Path) -> None:
    read = import_list(CODES, read_file(shared / "data/companies/uscc_real_values.csv"))
    assert read.counts == {"entries": 61}
    assert read.issues == ()
    codes = stated(read, "uscCode")
    assert len(codes) == 61
    assert all(usc_check_character(code[:17]) == code[17] for code in codes)


@pytest.mark.shared
def test_the_real_table_of_listed_companies(shared: Path) -> None:
    file = shared / "data/companies/cn_listed_companies_bilingual.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    read = import_list(LISTED, read_file(file))
    expected = {"entries": 3876, "short-names": 3607, "isins": 56, "delisted": 5, "countries-left-out": 36, "rows-without-name": 1}
    assert read.counts == expected, json.dumps(read.counts)
    assert [issue.code for issue in read.issues] == ["entry-without-name"]
    assert len({s.entity for s in read.statements}) == len(rows) - 1 == 3875
    hikvision = {s.property: s.value for s in read.statements if s.entity == f"{LISTED}:XSHE-002415"}
    assert hikvision["weakAlias"] == "海康威视"
    assert hikvision["tickerSymbol"] == "002415"
    assert hikvision["country"] == "cn"

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from enduse.documents.encoding import decode
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored
from enduse.documents.structured import read_json
from enduse.documents.tabular import read_table
from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.passage import Passage
from enduse.sources.registry import import_list
from enduse.sources.us_bis_entity_list.names import read_alias
from tests.sources.documents_by_hand import csv_document, json_document

NAME = "us-bis-entity-list"
ANY = {"min": 0}


def entry(**given: Any) -> dict[str, Any]:
    return {
        "name": "Example Prefecture Public Security Bureau",
        "aliases": ["Example PSB; and"],
        "country": "China",
        "address": "1 First Road, Example, China; and 2 Second Road, Example, China (See alternate address under Elsewhere).",
        "status": None,
        "effective_date": None,
        "federal_register": "84 FR 54004, 10/9/19.\n85 FR 44161, 7/22/20",
        "notes": "For all items subject to the EAR.",
        **given,
    }


def listed(*entries: dict[str, Any]) -> Document:
    return json_document(
        {"list_id": "bis-entity-list", "source_file": "text", "extracted": "2026-07-09", "count": len(entries), "entities": list(entries)}
    )


def values(extraction: Extraction, schema: str | None = None) -> list[tuple[str, str]]:
    return [(s.property, s.value) for s in extraction.statements if schema is None or s.schema == schema]


def codes(extraction: Extraction) -> list[str]:
    return [issue.code for issue in extraction.issues]


def test_an_entry_is_a_party_and_its_listing() -> None:
    document = listed(entry())
    read = import_list(NAME, document, expect=ANY)
    party = read.statements[0].entity
    assert len(party.removeprefix(f"{NAME}:")) == 12
    assert values(read, "PublicBody") == [
        ("name", "Example Prefecture Public Security Bureau"),
        ("alias", "Example PSB"),
        ("address", "1 First Road, Example, China"),
        ("address", "2 Second Road, Example, China"),
        ("country", "cn"),
    ]
    assert values(read, "Sanction") == [
        ("entity", party),
        ("list", NAME),
        ("authority", "Bureau of Industry and Security"),
        ("country", "China"),
        ("provisions", "For all items subject to the EAR."),
        ("startDate", "2019-10-09"),
        ("citation", "84 FR 54004"),
        ("amendment", "85 FR 44161"),
    ]
    assert read.issues == ()
    assert all(document.text[s.start : s.end] == s.quote for s in read.statements)
    assert {s.source for s in read.statements} == {f"list:{NAME}"}
    assert {s.first_seen for s in read.statements} == {"2026-07-09"}
    assert {(s.valid_from, s.property == "amendment") for s in read.statements if s.schema == "Sanction"} == {
        ("2019-10-09", False),
        ("2020-07-22", True),
    }


@pytest.mark.parametrize(
    "citations", ["86 FR 67319", "86 FR 67319.\n87 FR 51877, 8/24/22", "see 84 FR 54004, 10/9/19", "84 FR 54004, 10/9/99", ""]
)
def test_the_second_citation_never_gives_the_listing_day(citations: str) -> None:
    read = import_list(NAME, listed(entry(federal_register=citations), entry()), expect=ANY)
    assert "unread-citation" in codes(read)
    assert read.counts["listings"] == 2
    assert read.counts["listings-with-day"] == read.counts["listings-unread"] == 1
    issue = next(issue for issue in read.issues if issue.code == "unread-citation")
    assert "Example Prefecture" in issue.message
    assert repr(citations) in issue.message
    assert issue.owner == "reviewer"


def test_a_party_that_may_be_a_person_keeps_name_and_listing_but_no_address() -> None:
    read = import_list(NAME, listed(entry(name="Jan Example", federal_register="86 FR 67319")), expect=ANY)
    assert read.counts["entries-kind-unclear"] == 1
    assert read.counts["addresses-left-out"] == 2
    assert "address" not in {s.property for s in read.statements}
    assert {s.schema for s in read.statements} == {"LegalEntity", "Sanction"}
    assert not any("Jan" in issue.message for issue in read.issues)


def test_an_entry_that_lists_an_address_keeps_it() -> None:
    read = import_list(NAME, listed(entry(name="Address 07")), expect=ANY)
    assert (read.counts["entries-of-addresses"], read.counts["entries-kind-unclear"]) == (1, 0)
    assert "address" in {s.property for s in read.statements}


def test_a_name_the_source_cut_is_an_issue() -> None:
    read = import_list(NAME, listed(entry(name="Example Research Institute subordinate institution:")), expect=ANY)
    assert codes(read) == ["cut-name"]


def test_a_correction_says_what_the_source_wrote() -> None:
    written = "Huawei Technologies Research & Development (UK))"
    read = import_list(NAME, listed(entry(aliases=[written])), expect=ANY)
    (alias,) = (s for s in read.statements if s.property == "alias")
    assert (alias.value, alias.original, alias.quote) == (written[:-1], written, written)
    assert read.counts["corrections"] == 1


def test_equal_entries_stay_two_whatever_the_order_of_the_file() -> None:
    one, two = entry(address="1 First Road"), entry(address="2 Second Road")
    forward, backward = (import_list(NAME, listed(*entries), expect=ANY) for entries in ((one, two), (two, one)))
    ids = [s.entity for s in forward.statements if s.property == "name"]
    assert len(set(ids)) == 2
    where = {s.value: s.entity for s in forward.statements if s.property == "address"}
    assert where == {s.value: s.entity for s in backward.statements if s.property == "address"}


def test_an_amendment_does_not_make_a_new_party() -> None:
    before = import_list(NAME, listed(entry(federal_register="84 FR 54004, 10/9/19")), expect=ANY)
    after = import_list(NAME, listed(entry()), expect=ANY)
    assert before.statements[0].entity == after.statements[0].entity


def test_a_field_nobody_reads_is_an_issue() -> None:
    read = import_list(NAME, listed(entry(footnote="4"), entry(status="removed")), expect=ANY)
    assert codes(read) == ["unknown-field", "field-no-longer-empty"]
    assert "/entities/*/footnote (1 values)" in read.issues[0].message


def test_a_destination_without_code_is_an_issue_and_no_country() -> None:
    read = import_list(NAME, listed(entry(country="Atlantis")), expect=ANY)
    assert codes(read) == ["unknown-destination"]
    assert ("country", "Atlantis") in values(read, "Sanction")
    assert "country" not in dict(values(read, "PublicBody"))


def test_a_missing_expected_field_rejects_the_file() -> None:
    without = {key: value for key, value in entry().items() if key != "federal_register"}
    with pytest.raises(SourceChanged, match=r"no entry has the field federal_register; expected name, .* found address, aliases"):
        import_list(NAME, listed(without), expect=ANY)


def test_a_file_with_fewer_entries_than_it_says_is_refused() -> None:
    document = json_document({"list_id": "bis-entity-list", "count": 2, "entities": [entry()]})
    with pytest.raises(SourceChanged, match=r"says it has 2 entries .* holds 1"):
        import_list(NAME, document, expect=ANY)


def test_another_file_is_refused() -> None:
    with pytest.raises(SourceChanged, match="neither form"):
        import_list(NAME, json_document({"list_id": "something-else"}), expect=ANY)


HEADER = ["source", "name", "alt_names", "addresses", "federal_register_notice", "start_date", "license_requirement", "license_policy"]
LIST = "Entity List (EL) - Bureau of Industry and Security"


def test_the_screening_list_form_reads_its_own_rows_and_counts_the_others() -> None:
    addresses = "1 First Road, Example, CN; 2 Second Road, Elsewhere, HK"
    document = csv_document(
        [
            HEADER,
            [LIST, "Example Trading Ltd.", "Example Co.; and Example Two", addresses, "80 FR 52963", "2015-09-02", "All items", "Denial."],
            ["Unverified List (UVL)", "Other Trading Ltd.", "", "", "", "", "", ""],
            [LIST, "Example Works", "", "CN", "80 FR 52963; 81 FR 40174", "", "", ""],
            [LIST, "Example Plant", "", "", "80 FR 52963", "2012-04-25", "", ""],
        ]
    )
    read = import_list(NAME, document, expect=ANY)
    assert read.counts["rows-of-other-lists"] == 1
    assert read.counts["listings"] == 3
    assert codes(read) == ["unread-citation", "unread-citation"]
    first = [(s.property, s.value) for s in read.statements if s.entity.startswith(read.statements[0].entity)]
    assert first == [
        ("name", "Example Trading Ltd."),
        ("alias", "Example Co."),
        ("alias", "Example Two"),
        ("address", "1 First Road, Example, CN"),
        ("address", "2 Second Road, Elsewhere, HK"),
        ("country", "cn"),
        ("country", "hk"),
        ("entity", read.statements[0].entity),
        ("list", NAME),
        ("authority", "Bureau of Industry and Security"),
        ("provisions", "All items"),
        ("licencePolicy", "Denial."),
        ("startDate", "2015-09-02"),
        ("citation", "80 FR 52963"),
    ]
    assert all(document.text[s.start : s.end] == s.quote for s in read.statements)


def test_a_screening_list_without_a_column_is_refused() -> None:
    with pytest.raises(SourceChanged, match=r"no column start_date; expected .*, found source"):
        import_list(NAME, csv_document([[c for c in HEADER if c != "start_date"]]), expect=ANY)


def stored(path: Path, media_type: str) -> tuple[Stored, Notes]:
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    notes = Notes(sha256, path.name)
    return Stored(sha256, data, path.suffix, media_type, decode(data, notes)), notes


@pytest.fixture(scope="module")
def real(shared: Path) -> Document:
    path = shared / "data/lists/us_lists_2026-07/bis_entity_list.json"
    return read_json(*stored(path, "application/json"))


@pytest.mark.shared
def test_every_entry_of_the_real_list_is_one_listing_with_a_day_or_an_issue(real: Document) -> None:
    read = import_list(NAME, real)
    listings = {s.entity for s in read.statements if s.property == "entity"}
    days = {s.entity for s in read.statements if s.property == "startDate"}
    unread = [issue for issue in read.issues if issue.code == "unread-citation"]
    assert len(listings) == read.counts["listings"] == 3409
    assert len(days) + len(unread) == 3409
    # New H3C Semiconductor, '86 FR 67319', and an entry of Malaysia, '73 FR 54508', print no day beside their only citation.
    assert [issue.place for issue in unread] == ["/entities/805", "/entities/1585"]
    assert len({s.id for s in read.statements}) == len(read.statements)
    assert all(real.text[s.start : s.end] == s.quote for s in read.statements)
    assert "unknown-field" not in codes(read)
    assert "unknown-destination" not in codes(read)


@pytest.mark.shared
def test_the_28_entries_of_october_2019_start_on_the_9th(real: Document) -> None:
    read = import_list(NAME, real)
    cited = {s.entity for s in read.statements if s.property == "citation" and s.value in {"84 FR 54002", "84 FR 54003", "84 FR 54004"}}
    assert len(cited) == 28  # all of them print page 54004
    assert {s.value for s in read.statements if s.property == "startDate" and s.entity in cited} == {"2019-10-09"}
    parties = {s.value for s in read.statements if s.property == "entity" and s.entity in cited}
    kinds = Counter(s.schema for s in read.statements if s.property == "name" and s.entity in parties)
    assert kinds["PublicBody"] == 20  # the regional bureau, 18 bureaus and the police college


@pytest.mark.shared
def test_a_fifth_of_the_rows_missing_stops_the_import(shared: Path) -> None:
    content = json.loads((shared / "data/lists/us_lists_2026-07/bis_entity_list.json").read_text("utf-8"))
    cut = copy.copy(content)
    cut["entities"] = content["entities"][: len(content["entities"]) * 4 // 5]
    with pytest.raises(SourceChanged, match="says it has 3409 entries"):
        import_list(NAME, json_document(cut))
    cut["count"] = len(cut["entities"])
    with pytest.raises(SourceChanged, match="read 2727 entries, expected 3000 to 6000"):
        import_list(NAME, json_document(cut))


@pytest.mark.shared
def test_the_real_screening_list_reads_without_loss(shared: Path) -> None:
    document = read_table(*stored(shared / "data/lists/csl_watchman_2023-11_subset.csv", "text/csv"))
    read = import_list(NAME, document, expect={"min": 900, "max": 1000})
    assert read.counts["listings"] == 919
    assert read.counts["rows-of-other-lists"] == 469
    assert read.counts["listings-with-day"] + read.counts["listings-unread"] == 919
    assert "unknown-field" not in codes(read)
    assert all(document.text[s.start : s.end] == s.quote for s in read.statements)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("Specimen Shipyard. 1 Specimen Street, Odd Town 98176, Ukraine", "Specimen Shipyard"),
        ("Specimen Works Co. Ltd. 300 South Oak Way, Odd Town; and 6 Mitre Passage, Odd Town, United Kingdom", "Specimen Works Co. Ltd"),
        ("Specimen Silicon (East) Co., Ltd. West of Odd Road, Odd County, China", "Specimen Silicon (East) Co., Ltd"),
        ("S.P.C. Tech, 5762 Odd Avenue, Odd Town, Canada", "S.P.C. Tech"),
        ("Specimen-Most, LLC. D. 10 korp. 3 ul. Odd, Moscow 121170, Russia", "Specimen-Most, LLC"),
    ],
)
def test_an_address_behind_an_alias_is_cut_off_by_its_own_mark(alias: str, name: str) -> None:
    found = read_alias(Passage(alias, 0, len(alias)))
    assert [passage.value for passage in found.names] == [name]


@pytest.mark.parametrize(
    "alias",
    [
        "Specimen Tower 1, 9th Floor, Office 907, Dubai, U.A.E.",  # where the name ends is not marked
        "Specimen Person, Pr. Odd 2, Odd Town, Russia 196105",
        "Specimen Force; SPCF",
        "Specimen Town, (Address: 37 Odd Ave., 607188 Russia); and any entities located in Specimen Town",
    ],
)
def test_what_only_a_person_can_part_is_no_name(alias: str) -> None:
    assert read_alias(Passage(alias, 0, len(alias))).understood is False


def test_a_full_stop_in_a_name_is_no_address() -> None:
    name = "Specimen Testing Co., Ltd. of Specimen Inspection Holding Group"
    assert [passage.value for passage in read_alias(Passage(name, 0, len(name))).names] == [name]

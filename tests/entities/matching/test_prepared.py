"""Parties taken apart before they are compared."""

from __future__ import annotations

import pytest

from enduse.entities.matching.prepared import ALIAS, NAME, WEAK, Party, country_code, family, prepare, spellings
from tests.entities.matching.parties import party

VALID = "91990000MA0000001B"


def test_names_keep_their_strength_and_equal_ones_are_one() -> None:
    made = prepare(Party(id="a", names=("Specimen Ltd",), aliases=("SPECIMEN LTD.", "Beispiel"), weak_aliases=("Muster",)))
    assert [(name.text, name.strength) for name in made.names] == [("Specimen Ltd", NAME), ("Beispiel", ALIAS), ("Muster", WEAK)]


@pytest.mark.parametrize("name", ["****", "某公司", "北京****有限公司", "/", "详见附件", "N/A", "Unknown", "", "  "])
def test_names_that_hide_or_state_nothing_are_set_aside(name: str) -> None:
    assert party(name).names == ()


def test_what_was_set_aside_is_kept_to_be_said() -> None:
    assert party("某公司", "Specimen Ltd").masked == ("某公司",)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Specimen Institute of Physics (SIP)", ["Specimen Institute of Physics", "SIP"]),
        ("Specimen State Group (SSG) 711th Institute", ["Specimen State Group 711th Institute"]),
        ("Specimen (China) Co., Ltd.", ["Specimen (China) Co., Ltd."]),
        ("Specimen a.k.a. Beispiel", ["Specimen a.k.a. Beispiel", "Specimen", "Beispiel"]),
        ("Specimen A/S", ["Specimen A/S"]),
    ],
)
def test_names_held_in_a_name(name: str, found: list[str]) -> None:
    assert list(spellings(name)) == found


def test_codes_are_examined() -> None:
    made = party("Specimen", identifiers=(("uscCode", VALID), ("uscCode", VALID[:-1] + "9"), ("uscCode", "")))
    assert made.codes == {VALID}
    assert made.wrong_codes == ((VALID[:-1] + "9", "check_character_wrong"),)


def test_a_number_counts_within_its_country() -> None:
    assert party("Specimen", identifiers=(("registrationNumber", "HRB 1"),)).numbers == frozenset()
    assert party("Specimen", identifiers=(("registrationNumber", "HRB 1"),), countries=("DE",)).numbers == {
        ("registrationNumber", "de", "HRB1")
    }


@pytest.mark.parametrize(("given", "code"), [("CN", "cn"), ("China", "cn"), ("United Kingdom", "gb"), ("Ruritania", "ruritania")])
def test_countries_become_codes(given: str, code: str) -> None:
    assert country_code(given) == code


def test_kinds_of_one_family() -> None:
    assert family("Company") == family("PublicBody") == family("Organization") == family("LegalEntity")
    assert family("Person") != family("Company")

"""Latin names against each other: what is one body, what only may be, what is not."""

from __future__ import annotations

import pytest

from enduse.entities.matching.compare import compare_names
from enduse.entities.matching.thresholds import load_thresholds

SAME = [
    ("Specimen Aktiengesellschaft", "Specimen AG"),
    ("OAO Specimenprom", "Open Joint Stock Company Specimenprom"),
    ("GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communications Group Co., Ltd."),
    ("CNOOC ENERGY TECH & SRVCES", "CNOOC Energy Technology & Services Limited"),
    ("Good Specimen Company", "Goodspecimen Company"),
    ("Andrang Heta", "'Ndrangheta"),
    ("Samplewaer Electronics Co., Ltd.", "Samplewear Electronics Co., Ltd."),
    ("Brigade Forty-Four", "Brigade 44"),
    ("Technology Specimen Hangzhou Co Ltd", "Hangzhou Specimen Technology Co., Ltd."),
    ("Urumqi Municipal Public Security Bureau", "Wulumuqi Municipal Public Security Bureau"),
    ("Specimen Offshore Fund, Ltd.", "Specimen Offshore Fund I, Ltd."),
    ("Specimen Technology", "Hangzhou Specimen Technology Co., Ltd."),
    ("Specimenova Institute of Chima Studies", "Specimenova Institute of China Studies"),
    ("Granitvale Police Departmet", "Granitvale Police Department"),
    ("Specimen Chemical Industy Co.,Ltd", "Specimen Chemical Industry Co.,Ltd"),
    ("Specimen (Hong Kng) Co., Ltd.", "Specimen (Hong Kong) Co., Ltd."),
    ("Specimen Machinery Co., Lt.", "Specimen Machinery Co., Ltd."),
    ("SPECIMEN MISSILES JOYNT STOCK COMPANY", "Specimen Missiles JSC"),
    ("Limited Liabiliy Company Specimen Consulting", "Limited Liability Company Specimen Consulting"),
    ("SpecimenLimited", "Specimen Limited"),
    ("Open Joint Stock CompanySpecimen", "Open Joint Stock Company Specimen"),
    ("Granitprom Granitbezopasnot", "Granitprom Granitbezopasnost"),
    ("Eagle Pas Police Department", "Eagle Pass Police Department"),
]
OPEN = [
    ("Specimen", "Hangzhou Specimen Digital Technology Co., Ltd."),
    ("Specimen Technologies Co., Ltd.", "Xi'an Specimen Technologies Co., Ltd."),
    ("Banco Specimen S.A.", "Banco Specimen México S.A."),
    ("Specimen Bank AG", "Specimen Bank GmbH"),
    ("National Bureau of Specimen Testing", "NBST"),
    ("Specimen Fund", "Specimen Fund III"),
    ("China Specimen Aircraft Ltd", "China Shenyang Specimen Aircraft Ltd"),
    ("Changzhou Sheli Electrical Machine Co., Ltd.", "Changzhou Shenli Electrical Machine Co., Ltd."),
    ("ZTX Specimen Telecom Equipment Co., Ltd.", "ZTY Specimen Telecom Equipment Co., Ltd."),
]
DIFFERENT = [
    ("CETC 52nd Research Institute", "CETC 55th Research Institute"),
    ("Yining County Public Security Bureau", "Yining City Public Security Bureau"),
    ("Orange County Police Department", "Orange City Police Department"),
    ("Shenzhen Yitu Technology Co., Ltd.", "Shenzhen Yida Technology Co., Ltd."),
    ("Bank of Specimen (Hong Kong) Limited", "Bank of Specimen (Singapore) Limited"),
    ("ZTE", "letzte"),
    ("ZTE Corporation", "Gesetzte Ziele GmbH"),
    ("Wuhan Specimen Microelectronics Co., Ltd.", "Shenzhen Specimen Microelectronics Co., Ltd."),
    ("Government of Estonia", "Government of Ethiopia"),
    ("Specimen Holdings Pty Ltd", "Beispiel Holdings Pty Ltd"),
    ("Puffin Trust", "Puccini Trust"),
    ("ZTE Corporation", "ZTT Corporation"),
    ("Shenzhen Xinli Technology Co., Ltd.", "Shenzhen Xinyi Technology Co., Ltd."),
    ("Xinli", "Xingli"),
    ("Yining County Public Securty Bureau", "Yining City Public Security Bureau"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_body(left: str, right: str) -> None:
    assert compare_names(left, right).score >= load_thresholds().match


@pytest.mark.parametrize(("left", "right"), OPEN)
def test_left_to_a_reviewer(left: str, right: str) -> None:
    limits = load_thresholds()
    assert limits.possible <= compare_names(left, right).score < limits.match


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_two_bodies(left: str, right: str) -> None:
    assert compare_names(left, right).score < 0.3


def test_trade_words_two_edits_apart_are_two() -> None:
    assert compare_names("China Railway Constructors Corporation", "China Railway Construction Corporation").score < load_thresholds().match


def test_a_trade_word_misspelt_takes_less_than_a_name() -> None:
    trade = compare_names("Specimen Machiney", "Specimen Machinery").score
    name = compare_names("Specimn Machinery", "Specimen Machinery").score
    assert name < trade < compare_names("Specimen Machinery", "Specimen Machinery").score


def test_a_slip_is_said() -> None:
    found = compare_names("Granitvale Police Departmet", "Granitvale Police Department")
    assert any(f.name == "misspelt" and "departmet and department are taken for one word" in f.why and f.weight < 0 for f in found.features)


def test_what_both_leave_unanswered_contradicts_and_what_one_leaves_out_does_not() -> None:
    omitted = compare_names("Specimen Systems Inc.", "Specimen Inc.").score
    contradicted = compare_names("Specimen Systems Inc.", "Specimen Industries Inc.").score
    assert contradicted < omitted


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (("Abcde", "Abcde"), ("Specimen Beispiel Technology", "Specimen Beispiel Technology")),
        (("Specimen Technology", "Specimen Technology"), ("Specimen Technology Ltd", "Specimen Technology Ltd")),
        (("Specimen Technology Ltd", "Specimen Technology Ltd"), ("Hangzhou Specimen Technology Ltd", "Hangzhou Specimen Technology Ltd")),
        (("General Technology Ltd", "General Technology Ltd"), ("Specimen Technology Ltd", "Specimen Technology Ltd")),
    ],
)
def test_equal_names_are_graded_by_what_they_tell(weaker: tuple[str, str], stronger: tuple[str, str]) -> None:
    assert compare_names(*weaker).score < compare_names(*stronger).score < 1

"""Names of public-security bodies: the place, the function, the part; and nothing where the name leaves it open."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.language.bodies import Body, identifies, is_generic, parse
from enduse.language.body_words import body_words
from enduse.language.places import Gazetteer, Place

ROWS = list(csv.DictReader(resources.files("enduse.language.places").joinpath("cn.csv").read_text("utf-8").splitlines()))
PLACES = Gazetteer(
    Place(
        code=row["code"],
        names=tuple(filter(None, [row["name_zh"], row["name_en"], *row["aliases"].split(";")])),
        level=row["level"],
        parent=row["parent_code"],
        current=not row["valid_to"],
    )
    for row in ROWS
)
POLICE = "public-security"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("新疆维吾尔自治区公安厅", Body("650000", "region", POLICE)),
        ("巴音郭楞蒙古自治州公安局", Body("652800", "prefecture", POLICE)),
        ("库尔勒市公安局", Body("652801", "county", POLICE)),
        ("庫爾勒市公安局", Body("652801", "county", POLICE)),
        ("库 尔 勒 市 公 安 局", Body("652801", "county", POLICE)),
        ("库尔勒市公安局刑侦大队", Body("652801", "county", POLICE, "刑侦大队")),
        ("伊宁县公安局", Body("654021", "county", POLICE)),
        ("伊宁市公安局", Body("654002", "county", POLICE)),
        ("乌鲁木齐市公安局沙依巴克区分局", Body("650103", "district", POLICE)),
        ("昆明市公安局盘龙分局", Body("530103", "district", POLICE)),
        ("昆明市公安局盘龙分局刑侦大队", Body("530103", "district", POLICE, "刑侦大队")),
        ("长沙市公安局交通警察支队", Body("430100", "prefecture", POLICE, "交通警察支队")),
        ("新疆生产建设兵团公安局", Body("659000", "corps", POLICE)),
        ("石河子市公安局", Body("659001", "corps-city", POLICE)),
        ("北京市公安局", Body("110000", "province", POLICE)),
        ("新疆警察学院", Body("650000", "region", "police-college")),
        ("公安部", Body("cn", "national", POLICE)),
        ("公安部物证鉴定中心", Body("cn", "national", POLICE, "物证鉴定中心")),
        ("Bayingolin Mongolian Autonomous Prefecture Public Security Bureau", Body("652800", "prefecture", POLICE)),
        ("Urumqi Municipal Public Security Bureau", Body("650100", "prefecture", POLICE)),
        ("Public Security Bureau of the Xinjiang Production and Construction Corps", Body("659000", "corps", POLICE)),
        ("Public Security Bureau of Korla", Body("652801", "county", POLICE)),
        ("Xinjiang Uyghur Autonomous Region (XUAR) People's Government Public Security Bureau", Body("650000", "region", POLICE)),
        ("Xinjiang Uighur Autonomous Region People’s Government Public Security Bureau", Body("650000", "region", POLICE)),
        ("Aksu District Public Security Bureau", Body("652900", "prefecture", POLICE)),
        ("Yining County Public Security Bureau", Body("654021", "county", POLICE)),
        ("Korla police", Body("652801", "county", POLICE)),
        ("Xinjiang Police College", Body("650000", "region", "police-college")),
        ("Shayibake District Branch of the Urumqi Municipal Public Security Bureau", Body("650103", "district", POLICE)),
        (
            "Institute of Forensic Science of the Ministry of Public Security",
            Body("cn", "national", POLICE, "Institute of Forensic Science"),
        ),
    ],
)
def test_a_name_gives_its_body(name: str, body: Body) -> None:
    assert parse(name, PLACES).body == body


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("伊宁公安局", "fits 2 places"),
        ("喀什公安局", "fits 2 places"),
        ("巴州公安局", "fits 2 places"),
        ("朝阳区公安分局", "fits 2 places"),
        ("Altay Municipality Public Security Bureau", "fits 2 places"),
        ("Yining Public Security Bureau", "fits 2 places"),
        ("Xinjiang police", "not the name of one body of this level"),
        ("Liaoning police", "not the name of one body of this level"),
        ("库尔勒市公安局劳动服务公司", "not a known part"),
        ("新疆生产建设兵团第八师公安局", "no word"),
        ("police in Xinjiang (four agreements)", "no word"),
        ("eight public security agencies in Xinjiang", "no word"),
        ("Ministry of Public Security researchers (six, 2013 study)", "no word"),
        ("Chinese police", "no known place"),
        ("库尔勒市财政局", "no word"),
        ("库尔勒市消防支队", "no word"),
        ("市公安局", "no word"),
        ("公安局", "no known place"),
        ("", "no word"),
    ],
)
def test_an_open_name_gives_a_reason(name: str, because: str) -> None:
    parsed = parse(name, PLACES)
    assert parsed.body is None
    assert because in parsed.reason


def test_the_place_beside_a_name_narrows_and_contradicts_but_never_replaces() -> None:
    narrowed = parse("朝阳区公安分局", PLACES, place_text="北京市")
    assert (narrowed.body, narrowed.used_place) == (Body("110105", "district", POLICE), True)
    assert parse("Korla police", PLACES, place_text="Korla, Xinjiang").used_place is False
    assert "different provinces" in parse("Korla police", PLACES, place_text="Lhasa, Tibet").reason
    assert parse("Aksu police", PLACES, place_text="Aksu, Xinjiang").body is None
    assert parse("Kashgar Public Security Bureau", PLACES, place_text="Kashgar City, Xinjiang").body is None, (
        "the prefecture sits there too"
    )
    assert parse("Xinjiang Public Security Bureau", PLACES, place_text="Urumqi, Xinjiang").body == Body("650000", "region", POLICE)
    assert parse("Public Security Bureau", PLACES, place_text="Korla, Xinjiang").body is None


def test_a_code_beside_the_name_decides_or_contradicts() -> None:
    assert parse("伊宁公安局", PLACES, place_code="654021").body == Body("654021", "county", POLICE)
    assert "place code" in parse("库尔勒市公安局", PLACES, place_code="652800").reason


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("市公安局", True),
        ("县公安局刑侦大队", True),
        ("公安局", True),
        ("Municipal Public Security Bureau", True),
        ("Chinese police", True),
        ("库尔勒市公安局", False),
        ("Korla police", False),
        ("样本有限公司", False),
        ("局", False),
    ],
)
def test_generic_names_are_told(name: str, generic: bool) -> None:
    assert is_generic(name) is generic


def test_a_name_for_places_far_apart_identifies_nobody() -> None:
    assert not identifies(parse("朝阳区公安分局", PLACES), PLACES)
    assert identifies(parse("Altay Municipality Public Security Bureau", PLACES), PLACES)
    assert identifies(parse("样本有限公司", PLACES), PLACES)


def test_without_places_nothing_is_read() -> None:
    assert parse("库尔勒市公安局", Gazetteer([])).body is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    parsed = parse(text, PLACES)
    assert (parsed.body is None) == bool(parsed.reason)


@pytest.mark.shared
def test_every_word_rests_on_a_row_that_was_read(shared: Path) -> None:
    with (shared / "facts" / "public_security_bodies.csv").open(encoding="utf-8", newline="") as lines:
        read = {row["term_zh"]: row for row in csv.DictReader(lines) if row["verification"] == "read"}
    for word in (*body_words().words_zh, *body_words().national):
        row = read.get(word.zh) or read.get(word.zh.removesuffix("员会"))
        assert row is not None, word.zh
        assert set(word.sources) <= set(row["source_id"].split(";")) | {"B003"}, word.zh

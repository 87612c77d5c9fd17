"""The reference table of places and the gazetteer that reads names with it."""

from __future__ import annotations

import csv
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.language.places import Gazetteer, Place
from enduse.model.dates import PartialDate

TABLE = resources.files("enduse.language.places").joinpath("cn.csv").read_text("utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))


def gazetteer(rows: list[dict[str, str]] = ROWS) -> Gazetteer:
    return Gazetteer(
        Place(
            code=row["code"],
            names=tuple(filter(None, [row["name_zh"], row["name_en"], *row["aliases"].split(";")])),
            level=row["level"],
            parent=row["parent_code"],
            current=not row["valid_to"],
        )
        for row in rows
    )


WHOLE = gazetteer()


def test_the_table_is_small_whole_and_hangs_together() -> None:
    assert len(TABLE.encode()) < 600_000
    codes = [row["code"] for row in ROWS]
    assert codes == sorted(set(codes))
    assert {row["parent_code"] for row in ROWS} - {""} <= set(codes)
    described = csv.DictReader(resources.files("enduse.language.places").joinpath("sources.csv").read_text("utf-8").splitlines())
    assert {source for row in ROWS for source in row["source_ids"].split(";")} <= {row["source_id"] for row in described}
    for row in ROWS:
        for column in ("valid_from", "valid_to"):
            assert not row[column] or PartialDate.parse(row[column]).precision == "span"


def test_abolished_codes_keep_their_time() -> None:
    turpan = {row["code"]: row for row in ROWS if row["name_zh"] in ("吐鲁番市", "吐鲁番地区")}
    assert turpan["652101"]["valid_to"] == turpan["650400"]["valid_from"] == "2010-12/2015-12"
    assert turpan["650400"]["valid_to"] == ""


def test_cities_of_the_corps_lie_under_the_corps() -> None:
    cities = [row for row in ROWS if row["code"].startswith("6590") and row["code"] != "659000"]
    assert len(cities) == 12
    assert {(row["level"], row["parent_code"]) for row in cities} == {("corps-city", "659000")}
    assert [place.code for place in WHOLE.chain("659001")] == ["659001", "659000", "650000"]


@pytest.mark.parametrize(
    ("spelling", "codes"),
    [
        ("Bayingolin Mongolian Autonomous Prefecture", ["652800"]),
        ("Hetian Prefecture", ["653200"]),
        ("Hotan Prefecture", ["653200"]),
        ("Kashgar Prefecture", ["653100"]),
        ("Kashi Prefecture", ["653100"]),
        ("Kezilesu Kyrgyz Autonomous Prefecture", ["653000"]),
        ("Kizilsu Autonomous Prefecture", ["653000"]),
        ("Yili Kazakh Autonomous Prefecture", ["654000"]),
        ("Ili Kazakh Autonomous Prefecture", ["654000"]),
        ("Tacheng Prefecture", ["654200"]),
        ("Aksu District", ["652900"]),
        ("Aqsu District", ["652900"]),
        ("Altay Municipality", ["654300", "654301"]),
        ("Boertala Mongolian Autonomous Prefecture", ["652700"]),
        ("Changji Hui Autonomous Prefecture", ["652300"]),
        ("Qaramay Municipality", ["650200"]),
        ("Turfan Municipality", ["650400"]),
        ("Qumul Municipality", ["650500"]),
        ("Shihezi Municipality", ["659001"]),
        ("Wujiaqu Municipality", ["659004"]),
        ("Tumushuke Municipal", ["659003"]),
        ("Tumxuk Municipal", ["659003"]),
        ("Ürümqi Municipal", ["650100"]),
        ("Korla", ["652801"]),
        ("Korla, Xinjiang", ["652801"]),
        ("Korla City, Xinjiang, China", ["652801"]),
        ("Kashgar", ["653100", "653101"]),
        ("Ghulja", ["654002", "654021"]),
        ("Yining County", ["654021"]),
        ("Korla, Tibet", []),
        ("Nowhere", []),
    ],
)
def test_english_spellings_find_their_places_and_no_more(spelling: str, codes: list[str]) -> None:
    assert list(WHOLE.read_english(spelling)) == codes


@pytest.mark.parametrize(
    ("name", "codes", "rest"),
    [
        ("新疆维吾尔自治区公安厅", ["650000"], "公安厅"),
        ("新疆维吾尔自治区库尔勒市公安局", ["652801"], "公安局"),
        ("新疆库尔勒市公安局", ["652801"], "公安局"),
        ("库尔勒公安局", ["652801"], "公安局"),
        ("库尔勒香梨协会", [], "库尔勒香梨协会"),
        ("伊宁县公安局", ["654021"], "公安局"),
        ("伊宁公安局", ["654002", "654021"], "公安局"),
        ("喀什地区公安局", ["653100"], "公安局"),
        ("巴音郭楞州公安局", ["652800"], "公安局"),
        ("巴州公安局", ["511902", "652800"], "公安局"),
        ("吉林市公安局", ["220200"], "公安局"),
        ("朝阳区公安局", ["110105", "220104"], "公安局"),
        ("北京市朝阳区公安局", ["110105"], "公安局"),
        ("哈密市公安局", ["650500"], "公安局"),
        ("米泉市公安局", ["652303"], "公安局"),
    ],
)
def test_chinese_names_begin_with_their_place(name: str, codes: list[str], rest: str) -> None:
    found, at = WHOLE.read_chinese(name, lambda tail: tail.startswith("公安"))
    assert (list(found), name[at:]) == (codes, rest)


def test_a_case_brings_its_own_places() -> None:
    own = Gazetteer(
        [
            Place(code="X10000", names=("虚构自治州", "Xugou Autonomous Prefecture (specimen)"), level="prefecture"),
            Place(code="X10100", names=("样本市", "Yangben City (specimen)"), level="county", parent="X10000"),
        ]
    )
    assert own.read_english("Yangben City") == own.read_english("Yangben") == ("X10100",)
    assert own.read_chinese("虚构自治州样本市公安局", lambda _: True) == (("X10100",), 8)
    assert own.is_within("X10100", "X10000")


def test_a_circle_of_parents_ends() -> None:
    turned = Gazetteer(
        [Place(code="1", names=("甲市",), level="county", parent="2"), Place(code="2", names=("乙市",), level="county", parent="1")]
    )
    assert [place.code for place in turned.chain("1")] == ["1", "2"]


@given(st.text(alphabet="新疆库尔勒市县区州公安局朝阳巴", max_size=20))
def test_reading_never_leaves_the_text(text: str) -> None:
    codes, at = WHOLE.read_chinese(text, lambda tail: tail.startswith("公安"))
    assert 0 <= at <= len(text)
    assert bool(codes) == bool(at)


@pytest.mark.shared
def test_the_table_is_the_one_its_script_makes(shared: Path, root: Path, tmp_path: Path) -> None:
    made = tmp_path / "cn.csv"
    subprocess.run([sys.executable, str(root / "scripts/make_places.py"), str(shared / "data/places"), str(made)], check=True)
    assert made.read_text("utf-8") == TABLE


def test_of_the_names_a_text_begins_with_none_is_missed_whatever_its_length() -> None:
    names = {"1": "样县", "2": "样本县", "3": "样本自治县", "4": "样本自治县新区", "5": "本县"}
    known = Gazetteer(Place(code=code, names=(name,), level="county") for code, name in names.items())
    found = known.prefixes("样本自治县新区样本路")
    assert [(prefix.length, prefix.codes, prefix.short) for prefix in found] == [
        (7, ("4",), False),
        (6, ("4",), True),
        (5, ("3",), False),
        (2, ("2", "3"), True),
    ]
    assert known.prefixes("样") == known.prefixes("") == []
    assert [prefix.length for prefix in known.prefixes("样本")] == [2], "a text that ends inside longer names is read to its end"

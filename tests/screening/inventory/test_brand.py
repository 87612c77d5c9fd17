"""Brands: a maker's own name, look-alikes, and firms that share a name with a maker."""

from __future__ import annotations

import pytest

from enduse.screening.inventory.brand import read_brand
from enduse.screening.inventory.mac import of_mac

RECORDS = frozenset({"lorex", "ezviz", "swann"})


@pytest.mark.parametrize(
    ("written", "maker"),
    [
        ("Hikvision", "hikvision"),
        ("HIK-VISION", "hikvision"),
        ("Hangzhou Hikvision Digital Technology Co., Ltd.", "hikvision"),
        ("海康威视", "hikvision"),
        ("Dahua Technology", "dahua"),
        ("Dahua Security", "dahua"),
        ("大华", "dahua"),
        ("TVT", "tvt"),
        ("Huawei", "huawei"),
    ],
)
def test_a_makers_own_name(written: str, maker: str) -> None:
    brand = read_brand(written, RECORDS)
    assert (brand.maker, brand.read_like) == (maker, "")


@pytest.mark.parametrize(
    "written", ["Dahua Construction", "Xinjiang Dahua Construction Engineering Co., Ltd", "Cangzhou Dahua Co., Ltd.", "大华建设"]
)
def test_another_firm_of_that_name_is_no_camera_maker(written: str) -> None:
    brand = read_brand(written, RECORDS)
    assert (brand.maker, brand.stranger) == ("", "dahua")


@pytest.mark.parametrize(
    ("written", "like", "maker"),
    [
        ("Hikvison", "hikvision", "hikvision"),
        ("H1KVISI0N", "hikvision", "hikvision"),
        ("Нikvision", "hikvision", "hikvision"),
        ("Dahau", "dahua", "dahua"),
        ("Lorexx", "lorex", ""),
    ],
)
def test_a_spelling_that_reads_like_a_name(written: str, like: str, maker: str) -> None:
    brand = read_brand(written, RECORDS)
    assert (brand.read_like, brand.maker) == (like, maker)


@pytest.mark.parametrize("written", ["", "Specimen Vision", "Rolex", "Sony", "Axis", "ZTX", "TVs"])
def test_other_brands_are_nobodys(written: str) -> None:
    brand = read_brand(written, RECORDS)
    assert (brand.maker, brand.read_like, brand.stranger) == ("", "", "")


def test_a_prefix_is_a_hint_only_for_makers_and_a_telephones_says_nothing() -> None:
    assert [each.maker for each in of_mac("4419B6000001")] == ["hikvision"]
    assert [(each.maker, each.strength) for each in of_mac("001F54000001")] == [("", "said")]
    assert [each.said for each in of_mac("024455000001")] == ["the MAC address 024455000001 was set locally, it has no holder"]
    assert list(of_mac("10327E000001")) == [], "a prefix of Huawei's telephones"
    assert list(of_mac("4419B6")) == []

"""The code of a buyer's region: read off what says it, and none rather than a wrong one."""

from __future__ import annotations

import pytest

from enduse.statements.notices.passage import Span
from enduse.statements.notices.region import region_of


def span(text: str) -> Span:
    return Span(0, len(text), text)


def code(seat: str = "", *, address: str = "", stated: str = "", project: str = "", text: str = "") -> str | None:
    located = region_of(
        f"{seat} {address} {text}",
        seat=span(seat) if seat else None,
        addresses=[span(address)] if address else [],
        stated=span(stated) if stated else None,
        hints=[span(project)] if project else [],
    )
    return located[0] if located else None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"seat": "昆明市公安局盘龙分局"}, "530103"),
        ({"seat": "江城哈尼族彝族自治县某中心"}, "530826"),
        ({"seat": "湖南省公路管理局本级", "address": "长沙市某路520号"}, "430000"),
        ({"seat": "昆明某大学", "address": "昆明市某街68号"}, "530100"),
        ({"seat": "辽宁某职业学院", "address": "辽宁省丹东市振兴区某大街30号"}, "210603"),
        ({"seat": "辽宁某职业学院"}, None),
        ({"seat": "鄂尔多斯某运输有限公司"}, "150600"),
        ({"seat": "某投资控股集团有限公司", "project": "亳州市某公园项目"}, "341600"),
        ({"project": "浙江省某医院项目"}, None),
        ({"seat": "鼓楼区人民法院"}, None),
        ({"seat": "鼓楼区人民法院", "text": "福建省福州市"}, "350102"),
        ({}, None),
    ],
)
def test_the_place_is_read_where_it_is_said(said: dict[str, str], expected: str | None) -> None:
    assert code(**said) == expected

"""The network's files: every tie leads somewhere, what one body says the other says as well, and the page without its script."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from enduse.atlas.network.files import KINDS, file_of

OTHER_WAY = {
    "above": "below",
    "owners": "owned",
    "vendors": "customers",
    "sellers": "buyers",
    "together": "together",
}
"""Kind of tie -> what the same tie is from the other end, where it is told from both."""


def called(site: Path, name: str) -> list[Any]:
    text = (site / "assets" / "network" / name).read_text("utf-8")
    given: list[Any] = json.loads("[" + text[text.index("(") + 1 : text.rindex(")")] + "]")
    return given


def bodies(site: Path) -> dict[str, Any]:
    files = called(site, "index.js")[0]["files"]
    found: dict[str, Any] = {}
    for number in range(files):
        held = called(site, f"ties-{number}.js")[1]
        assert {file_of(name, files) for name in held} <= {number}
        found |= held
    return found


def ties(body: Any, kind: str) -> dict[str, Any]:
    return {row[0]: row for row in body[1].get(str(KINDS.index(kind)), [])}


def test_a_reseller_stands_between_maker_and_buyer(site: Path) -> None:
    held = bodies(site)
    reseller = held["companies/reseller"]
    assert set(ties(reseller, "makers")) == {"companies/genepeak"}
    (buyer,) = ties(reseller, "buyers").values()
    assert buyer[:2] == ["buyers/county", "County Bureau below Xugou"]
    dated = [way for way in buyer[6] if way[0] == "2021-06-06"]
    assert dated
    assert dated[0][2].startswith("records/flows-f1.html#s-")
    assert set(ties(held["buyers/county"], "above")) == {"buyers/prefecture"}
    assert held["buyers/prefecture"][0][3] == 1  # a list names it
    assert held["buyers/county"][0][3] == 0


def test_a_listing_lasts_until_a_source_says_its_end(site: Path) -> None:
    (listed,) = ties(bodies(site)["companies/luma"], "lists").values()
    assert [way[:2] for way in listed[6]] == [["2019-10-09", "…"]]


def test_every_tie_leads_to_a_page_or_a_passage(example: Path) -> None:
    site = example / "site"
    pages: dict[str, str] = {}
    held = bodies(site)
    assert set(held) == {
        page.relative_to(site).as_posix().removesuffix(".html")
        for section in ("companies", "buyers")
        for page in (site / section).glob("*.html")
        if page.name != "index.html"
    }
    for body in held.values():
        for rows in body[1].values():
            for name, *_, ways in rows:
                assert not name or (site / f"{name}.html").is_file(), name
                for way in ways:
                    path, _, anchor = way[2].partition("#")
                    text = pages.setdefault(path, (site / path).read_text("utf-8"))
                    assert not anchor or f'id="{anchor}"' in text, way[2]
    assert len(pages) > 100


def test_the_other_end_tells_the_same_tie(example: Path) -> None:
    held = bodies(example / "site")
    seen = 0
    for name, body in held.items():
        for kind, other_way in OTHER_WAY.items():
            for other, row in ties(body, kind).items():
                if other in held:
                    seen += 1
                    back = ties(held[other], other_way)
                    assert name in back, f"{other} does not know {name} among its {other_way}"
                    assert len(back[name][6]) >= len(row[6])
    assert seen > 50


def test_without_its_script_the_page_leads_to_the_dossiers(site: Path) -> None:
    for folder, said in (("", "Every dossier says the same without it"), ("zh/", "各档案页不用脚本也说明同样的内容")):
        text = (site / folder / "network.html").read_text("utf-8")
        assert re.search(rf'<p class="prose unscripted-only">[^<]*{said}', text)
        starts = text.partition('id="starts"')[2]
        assert re.findall(r'<a class="ref" href="((?:companies|buyers)/[^"]+)"', starts) == [
            "companies/luma.html",
            "companies/genepeak.html",
            "companies/reseller.html",
            "buyers/county.html",
            "buyers/prefecture.html",
        ]


def test_a_dossier_leads_to_the_network_with_itself_in_the_middle(site: Path) -> None:
    for folder in ("", "zh/"):
        text = (site / folder / "companies" / "reseller.html").read_text("utf-8")
        assert 'href="../network.html#at=companies/reseller"' in text.partition('id="network"')[2]

"""Small files: no page in one file is longer than mail and chat carry, none loses a passage; a thousand dossiers are 5 MB of text."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from test_citing import RECORDS
from tests.conftest import run_here

from enduse.atlas.pages.singles import stylesheets
from enduse.atlas.single import MOST, Around, passages_cited, single_page
from enduse.atlas.single_passages import ROOM
from enduse.atlas.single_style import style_for
from enduse.atlas.text_tier import pack_texts
from enduse.atlas.texts import text_of
from enduse.atlas.tongue import tongues
from enduse.atlas.words import load_words

DOSSIERS = 5_000
"""Bytes of text of a dossier at most, on the average: a thousand of them are five megabytes, not compressed."""


def rows_of(site: Path, page: str) -> dict[str, dict[str, Any]]:
    cited = passages_cited(page)
    with (site / "downloads" / "statements.jsonl").open(encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines) if row["id"] in cited}


def is_whole(page: str, made: dict[str, str]) -> None:
    """Every passage the page cites stands in one of the files, once, and every link to one leads there."""
    places = {(name, ident) for name, text in made.items() for ident in re.findall(r'id="s-([0-9a-f]{32})"', text)}
    assert {ident for _, ident in places} == passages_cited(page) | set(re.findall(r' id="s-([0-9a-f]{32})"', page))
    assert len(places) == len({ident for _, ident in places})
    for name, text in made.items():
        links = re.findall(r'href="([^"#]*)#s-([0-9a-f]{32})"', text)
        assert {(file or name, ident) for file, ident in links} <= places
        assert "not an accusation" in text or "不构成指控" in text
        assert text.count("sha256-") == text.count("<style>")
        assert set(re.findall(r'href="([^"#:]+)["#]', text)) <= made.keys()


@pytest.mark.slow
def test_the_largest_page_of_each_kind_is_small_alone(example: Path) -> None:
    site = example / "site"
    found = 0
    for folder in (*RECORDS, ""):
        pages = sorted((site / folder).glob("*.html"), key=lambda page: page.stat().st_size)
        for code, page in (("en", pages[-1]), ("zh", site / "zh" / pages[-1].relative_to(site))):
            if page.is_file():
                text = page.read_text("utf-8")
                made = single_page(text, rows_of(site, text), {}, Around(stylesheets(), "Atlas", load_words(code)), "one.html")
                assert max(len(each.encode()) for each in made.values()) <= MOST, page
                is_whole(text, made)
                found += 1
    assert found > len(RECORDS)


@pytest.mark.parametrize(("room", "files"), [(0, 1), (-ROOM, 2), (-50_000, 3)])
def test_passages_without_room_stand_in_further_files(site: Path, room: int, files: int) -> None:
    """``room``: how much more than the page, and what frames its passages, a file may have; far too little is no reason to lose any."""
    (page,) = (each.read_text("utf-8") for each in (site / "findings").glob("*.html") if each.name != "index.html")
    rows, around = rows_of(site, page), Around(stylesheets(), "Atlas", load_words("en"))
    (whole,) = single_page(page, rows, {}, around).values()
    made = single_page(page, rows, {}, around, "one.html", max(ROOM + 900, len(whole.encode()) + ROOM + room))
    assert len(made) == files if files < 3 else len(made) >= files
    assert list(made)[:2] == ["one.html", "one-2.html"][:files]
    assert ("Keep these beside it" in made["one.html"]) == (files > 1)
    is_whole(page, made)


def long_page(rows: int, cards: int) -> str:
    """A page as ours are, of rows and cards of some 400 bytes, each with a passage."""
    filler = "样本 specimen " * 16
    link = '<a class="claim" data-statement="{0:032x}" href="../records/a.html#s-{0:032x}">{1}</a>'
    tr = "".join(f'<tr><th scope="row">row {n}</th><td>{filler}{link.format(n, n)}</td></tr>\n' for n in range(rows))
    article = "".join(f'<article class="card">\n<h2>card {n}</h2>{filler}{link.format(rows + n, n)}\n</article>\n' for n in range(cards))
    head = '<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="x"><title>Long</title>'
    table = (
        f'<table class="cards">\n<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>\n<tbody>\n{tr}</tbody>\n</table>\n'
    )
    foot = '<footer class="foot">It is not an accusation.</footer></body></html>'
    style = '<link rel="stylesheet" href="atlas.css"></head>'
    return f'{head}{style}<body><main id="main">\n<h1>Long</h1>\n{table}<h2>Cards</h2>\n{article}<p>The end.</p>\n</main>{foot}'


@pytest.mark.parametrize(("rows", "cards"), [(400, 0), (0, 300), (150, 150), (40, 200), (3, 2)])
def test_rows_without_room_stand_in_further_files(rows: int, cards: int) -> None:
    page, most = long_page(rows, cards), 40_000
    cited = {
        f"{n:032x}": {"id": f"{n:032x}", "document": "d" * 64, "start": n, "end": n, "quote": f"q{n}", "prefix": "", "suffix": ""}
        for n in range(rows + cards)
    }
    made = single_page(page, cited, {}, Around({"atlas.css": ".card { color: red }"}, "Atlas", load_words("en")), "one.html", most)
    assert max(len(text.encode()) for text in made.values()) <= most
    assert len(made) > 3 or rows + cards < 10
    is_whole(page, made)
    told = "".join(made.values())
    assert sorted(re.findall(r'<th scope="row">row (\d+)</th>', told), key=int) == [str(n) for n in range(rows)]
    assert sorted(re.findall(r"<h2>card (\d+)</h2>", told), key=int) == [str(n) for n in range(cards)]
    assert made["one.html"].index("The end.") > 0
    for name, text in made.items():
        assert text.count("<table") == text.count("</table>") == text.count("<thead>") == text.count("</tbody>")
        assert len(set(re.findall(r' href="(one[^"#]*)"', text)) - {name}) == (len(made) - 1 if name == "one.html" else 1)


def test_a_style_keeps_what_its_page_needs() -> None:
    style = "/* a */a.x, b { c: d }\n@media print {\n.y { e: f }\n.x .z { g: h }\n}\n.z:not(.q) { i: j }\n:is(.y, .q) { k: l }"
    assert style_for(style, {"z"}).replace(" ", "") == "b{c:d}.z:not(.q){i:j}:is(.y,.q){k:l}"
    assert style_for(style, {"x", "z"}).replace(" ", "") == "a.x,b{c:d}@mediaprint{.x.z{g:h}}.z:not(.q){i:j}:is(.y,.q){k:l}"


def test_a_page_as_text() -> None:
    page = """<nav>away</nav><aside class="ribbon"><strong>Specimen</strong></aside><main><h1>A  <em>name</em></h1><p>One &amp; two</p>
<svg><text>drawn</text></svg><dl><div><dt>Names</dt><dd><span class="value">B</span><span class="value">C</span></dd></div></dl>
<table><tr><th>x</th><th>y</th><th>z</th></tr><tr><td>1</td><td></td>
<td><div>2</div><div>3<a class="claim mark"><sup>2</sup></a></div></td></tr></table>
<ul><li>item</li></ul><details class="cite">cited</details></main><footer>foot</footer>"""
    assert text_of(page) == "Specimen\n\n# A name\nOne & two\nNames: B; C\nx | y | z\n1 | | 2 3\n- item\n"


def test_the_same_site_gives_the_same_texts(site: Path, tmp_path: Path) -> None:
    """In this process and in another, with other hashes and in another zone."""
    here = pack_texts(site, tongues(("en", "zh")), tmp_path / "here.zip")
    script = (
        "import sys; from pathlib import Path; from enduse.atlas.text_tier import pack_texts; from enduse.atlas.tongue import tongues; "
    )
    script += "pack_texts(Path(sys.argv[1]), tongues(('en', 'zh')), Path(sys.argv[2]))"
    there = tmp_path / "there.zip"
    env = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Urumqi", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", script, str(site), str(there)], check=True, env=env)
    assert here.read_bytes() == there.read_bytes()
    assert zipfile.ZipFile(here).namelist()


@pytest.mark.slow
def test_a_thousand_dossiers_are_five_megabytes_of_text(example: Path, tmp_path: Path) -> None:
    done = run_here("export", example, "--format", "text", "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    pages = {item["custom"]["page"] for item in json.loads((example / "site/downloads/citations.csl.json").read_text("utf-8"))[1:]}
    with zipfile.ZipFile(tmp_path / "text.zip") as texts:
        names = set(texts.namelist())
        assert names == {
            *(f"{code}/{page[:-5]}.txt" for page in pages for code in ("en", "zh") if code == "en" or not page.startswith("papers/")),
            *(f"{code}/contents.txt" for code in ("en", "zh")),
        }
        dossiers = [texts.read(name) for name in sorted(names) if "/sources/" not in name and not name.endswith("contents.txt")]
        assert sum(map(len, dossiers)) / len(dossiers) <= DOSSIERS
        huawei = texts.read("en/companies/huawei.txt").decode()
        assert "华为" in texts.read("zh/companies/huawei.txt").decode()
        contents = texts.read("en/contents.txt").decode()
    assert "companies/huawei.txt  Huawei" in contents
    assert huawei.count("not an accusation") == 1
    assert "companies/huawei.html" in huawei
    assert "<" not in re.sub(r"<\d", "", huawei)

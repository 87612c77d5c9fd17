"""The built site as a reader and an editor need it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from casebuilder import small_world

from enduse.atlas.check import check_site
from enduse.atlas.site import build_site
from enduse.release.wording import not_an_accusation

HOSTILE = ' <script src="//evil.example/x.js"></script>"\'><img src=x onerror=alert(1)> {{7*7}} ../../index \u202eterces\x07'


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_the_checker_finds_nothing(site: Path) -> None:
    report = check_site(site)
    assert report.faults == ()
    assert report.pages == len(pages(site))
    assert report.claims > 100


def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    from conftest import CLAIMS

    context = small_world().context(tmp_path / "elsewhere" / "build", claims=CLAIMS, languages=("en", "zh"))
    with context.resolved:
        build_site(context, tmp_path / "elsewhere" / "site")
    assert bytes_of(tmp_path / "elsewhere" / "site") == bytes_of(site)


def test_a_site_is_written_into_a_fresh_folder_only(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the old one")
    context = small_world().context(tmp_path / "build")
    with context.resolved, pytest.raises(FileExistsError):
        build_site(context, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "the old one"


def test_every_page_says_that_it_accuses_nobody(site: Path) -> None:
    from markupsafe import escape

    for language, folder in (("en", site), ("zh", site / "zh")):
        note = str(escape(not_an_accusation(language)))
        own = [page for page in pages(folder) if language == "zh" or site / "zh" not in page.parents]
        assert len(own) > 20
        assert all(note in page.read_text("utf-8") for page in own)


def test_a_specimen_is_marked_wherever_it_stands_and_counts_for_nothing(site: Path) -> None:
    for name in ("companies/reseller.html", "buyers/county.html", "records/flows-f1.html"):
        assert "Specimen: invented for this example" in (site / name).read_text("utf-8")
    assert "Specimen: invented" not in (site / "companies" / "luma.html").read_text("utf-8")
    numbers = (site / "numbers.html").read_text("utf-8")
    for count, number in (("findings", 0), ("sales", 0), ("projects", 3), ("companies", 1), ("listings", 1)):
        section = numbers.partition(f'id="{count}"')[2]
        assert section.partition('class="number">')[2].startswith(f"{number}<"), count


def test_private_data_stand_in_no_byte(site: Path) -> None:
    assert all(b"13800000000" not in content for content in bytes_of(site).values())
    assert any("▇▇▇" in page.read_text("utf-8") for page in pages(site))


def test_what_is_known_of_a_country_is_no_point_in_a_city(site: Path) -> None:
    index = (site / "index.html").read_text("utf-8").partition("figcaption")[0]
    assert index.count('class="dot"') == 2  # Kalenga town and Harbour town, not the national programme
    assert index.count('class="ring"') == 1


def test_drafts_can_be_held_back(tmp_path: Path) -> None:
    context = small_world().context(tmp_path / "build", show_drafts=False)
    with context.resolved:
        build_site(context, tmp_path / "site")
    assert sorted(path.name for path in (tmp_path / "site" / "findings").iterdir()) == ["index.html"]
    assert (tmp_path / "site" / "downloads" / "findings.jsonl").read_text() == ""
    assert check_site(tmp_path / "site").faults == ()


def test_drafts_are_labelled(site: Path) -> None:
    assert all("machine-proposed, not reviewed by a person" in page.read_text("utf-8") for page in (site / "findings").glob("*.html"))


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    world = small_world(hostile=HOSTILE)
    context = world.context(tmp_path / "build")
    with context.resolved:
        build_site(context, tmp_path / "site")
    assert check_site(tmp_path / "site").faults == ()
    for page in pages(tmp_path / "site"):
        text = page.read_text("utf-8")
        own = re.sub(r'<script defer src="(?:\.\./)*assets/[a-z0-9/-]+\.js"></script>', "", text)
        assert "<script" not in own
        assert "<img" not in text
        assert " 49 " not in text
        assert "\u202e" not in text
    outside = [path for path in tmp_path.rglob("*.html") if tmp_path / "site" not in path.parents]
    assert outside == []
    rows = [json.loads(line) for line in (tmp_path / "site" / "downloads" / "statements.jsonl").read_text("utf-8").splitlines()]
    assert any(row["value"].endswith(HOSTILE) for row in rows)  # JSON lines keep the value as it is


def test_paths_of_a_finding_stand_as_drawing_and_as_text(site: Path) -> None:
    (page,) = (path for path in (site / "findings").glob("*.html") if path.name != "index.html")
    text = page.read_text("utf-8")
    assert text.count('class="edge"') == 4
    assert text.count('<li id="step-') == 4
    assert "How the reseller obtained the goods is not in these papers." in text
    assert "A body under a listed body is not itself listed." in text


def test_a_finding_stands_in_chinese_too_each_sentence_with_its_statements(site: Path) -> None:
    (page,) = (path for path in (site / "zh" / "findings").glob("*.html") if path.name != "index.html")
    chinese = page.read_text("utf-8")
    (row,) = (json.loads(line) for line in (site / "downloads" / "findings.jsonl").read_text("utf-8").splitlines())
    for sentence in (row["title_zh"], row["summary_zh"], row["rule_says_zh"], *row["steps_zh"], *row["gaps_zh"]):
        assert sentence in chinese
    assert row["title"] not in chinese
    assert chinese.count('<li id="step-') == len(row["path"]) == 4
    assert chinese.count('href="#step-') == 4
    assert "机器提出，未经人工审核" in chinese
    assert "这些文件未显示的内容" in chinese

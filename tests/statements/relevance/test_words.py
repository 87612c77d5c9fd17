from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from enduse.statements.relevance.words import find_brands, find_words, load_brands, load_words, near
from enduse.vocabulary.load import vocabulary

ROOM = Path(__file__).parents[3] / "src" / "enduse" / "statements" / "relevance"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOM / f"{name}.csv").read_text("utf-8").splitlines()))


def test_every_word_is_found_where_it_stands_alone() -> None:
    for word in load_words():
        if word.meanings:
            assert [(hit.word.text, hit.start) for hit in find_words(f"。{word.text}。")] == [(word.text, 1)]
    for brand in load_brands():
        if brand.meanings:
            text = f"。{brand.text}。"
            assert [(hit.word.text, hit.start) for hit in find_brands(text, [(0, len(text))])] == [(brand.text, 1)]


def test_the_longest_word_wins_and_a_look_alike_hides_what_is_in_it() -> None:
    assert [hit.word.text for hit in find_words("公安人脸识别门禁")] == ["人脸识别门禁"]
    assert find_words("小区电梯监控系统") == []
    assert [hit.word.text for hit in find_words("小区监控系统")] == ["监控系统"]


def test_latin_words_count_only_whole_and_in_any_case() -> None:
    assert [hit.word.text for hit in find_words("采购pdt终端和PGIS平台")] == ["pdt", "pgis"]
    assert find_words("采购XPDT终端和PGIS2平台") == []


def test_brands_are_looked_for_only_in_their_regions() -> None:
    text = "宇视科技与宇视枪机"
    assert [hit.start for hit in find_brands(text, [(5, 9)])] == [5]
    assert find_brands(text, [(6, 9)]) == []


def test_every_row_names_a_term_a_source_and_no_recalled_one() -> None:
    terms = {term.id for term in vocabulary("technology").terms}
    known = {row["source_id"] for row in rows("sources")}
    for row in rows("words"):
        assert row["term"] in terms or (row["strength"] == "look-alike" and not row["term"]), row
    for row in [*rows("words"), *rows("brands")]:
        cited = [source for source in row["source"].split(";") if source[0] in "BSR" and source[1:].isdigit()]
        assert row["source"], row
        assert set(cited) <= known - {"R001"}, row
    for row in rows("brands"):
        assert set(row["terms"].split(";")) <= terms, row
    assert set(near()) <= terms


def test_no_word_is_a_body_that_buys() -> None:
    bodies = ("公安局", "公安厅", "派出所", "监狱", "医院", "学校", "法院", "检察院")
    found = [word.text for word in load_words() if word.text.endswith(bodies) and any(m.strength != "support" for m in word.meanings)]
    assert found == ["智慧监狱"]


@pytest.mark.shared
def test_the_shipped_vocabulary_is_what_the_script_writes(shared: Path, root: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, root / "scripts" / "make_subjects.py", shared / "facts", tmp_path], check=True)
    for name in ("words", "near", "brands", "sources"):
        assert (tmp_path / f"{name}.csv").read_bytes() == (ROOM / f"{name}.csv").read_bytes(), name

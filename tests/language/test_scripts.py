from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from enduse.language.scripts import fold, fold_character, fold_name, tidy


@given(st.text(max_size=80))
def test_every_folded_character_comes_from_the_original_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(character in fold_character(text[position]) for character, position in zip(folded.text, folded.origin, strict=True))


@given(st.text(max_size=60))
def test_folding_names_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


def test_a_span_leads_back_to_the_passage_as_it_stands() -> None:
    text = "\u200b採 購 人：樣本縣　公安局"
    folded = fold(text)
    assert folded.text == "采购人:样本县 公安局"
    start, end = folded.span(0, 3)
    assert text[start:end] == "採 購 人"


def test_letter_spaced_words_close_and_two_words_stay_apart() -> None:
    assert fold("拟 中 标 人：甲").text == "拟中标人:甲"
    assert fold("样本有限公司　地　　址：").text == "样本有限公司 地址:"
    assert fold("样本县 公安局").text == "样本县 公安局"


def test_private_use_glyphs_and_the_look_alike_are_folded() -> None:
    assert fold("电\uf880话").text == "电话"
    assert fold("釆购代理机构").text == "采购代理机构"


def test_exact_names_are_equal_across_scripts_and_brackets_only() -> None:
    assert fold_name("樣本（深圳）科技有限公司") == fold_name("样本(深圳) 科技有限公司")
    assert fold_name("Specimen-Genetics Co., Ltd") == fold_name("SPECIMEN GENETICS CO LTD.")
    assert fold_name("样本(深圳)公司") != fold_name("样本深圳公司")
    assert fold_name("****公司") != fold_name("公司")
    assert fold_name("乾元样本") != fold_name("干元样本")


def test_tidy_keeps_the_script_of_the_source() -> None:
    assert tidy(" 樣本\u200b（深圳）\n 有限公司 ") == "樣本（深圳）有限公司"
    assert tidy("Specimen  Kit 24") == "Specimen Kit 24"

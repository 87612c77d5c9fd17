from __future__ import annotations

import pytest

from enduse.language.written_in import written_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("样本市公安局采购项目中标公告：DNA analysis equipment http://example.test/a", "zh"),
        ("樣本市警察局採購公告", "zh"),
        ("見本市の調達のお知らせ", "ja"),
        ("표본시 조달 공고", "ko"),
        ("ئۈلگە شەھەرلىك ج خ ئىدارىسى", "ug"),
        ("إعلان المشتريات", "und-Arab"),
        ("Объявление о закупке", "und-Cyrl"),
        ("Procurement notice", "und-Latn"),
        ("2021-06-06 40,563", None),
        ("", None),
    ],
)
def test_the_language_is_what_the_script_tells(text: str, language: str | None) -> None:
    assert written_in(text) == language

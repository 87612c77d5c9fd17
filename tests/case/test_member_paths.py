"""Members' names are data: shown without unseen signs, never longer than a line, told apart where two files share one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.case.member_paths import extension, is_hidden, member_paths, outer_paths, shown


@given(st.text(st.characters(), max_size=400))
def test_nothing_unseen_is_shown(name: str) -> None:
    text = shown(name)
    assert not any(ord(char) < 32 or char in "\u202e\u2066\u200b\ufeff\x7f" or "\ud800" <= char <= "\udfff" for char in text)
    assert len(text) <= 180
    assert shown(name) == text


def test_members_of_one_name_are_told_apart_and_equal_ones_are_not() -> None:
    paths = member_paths("papers/x.zip", [("n.html", "a" * 64), ("n.html", "b" * 64), ("b", "c" * 64)])
    assert paths == ["papers/x.zip!/n~aaaaaaaa.html", "papers/x.zip!/n~bbbbbbbb.html", "papers/x.zip!/b"]
    assert member_paths("papers/x.zip", [("n.html", "a" * 64)] * 2) == ["papers/x.zip!/n.html"] * 2
    assert member_paths("papers/x.html.gz", [("", "a" * 64)]) == ["papers/x.html.gz!/x.html"]


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        ("papers/a#1?.HTML", ".html"),
        ("papers/x.warc!/http://example.test/notice.html?id=3.php#a", ".html"),
        ("papers/x.zip!/a\\b.csv", ".csv"),
        ("papers/x.zip!/folder.d/name", ""),
    ],
)
def test_endings(path: str, ending: str) -> None:
    assert extension(path) == ending


def test_outer_paths_and_hidden_files() -> None:
    assert outer_paths("papers/x.zip!/y.tar!/z") == ["papers/x.zip!/y.tar!/z", "papers/x.zip!/y.tar", "papers/x.zip"]
    assert [is_hidden(name) for name in ("a/.DS_Store", "__MACOSX/a", "x\\Thumbs.db", "a.b/c", "../../a")] == [
        True,
        True,
        True,
        False,
        False,
    ]

"""Labelled pairs are read whole, or refused with file, line and what was expected."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from enduse.evaluation.pairs import Pair, read_pairs
from enduse.model.errors import UsageError


def written(folder: Path, text: str) -> Path:
    path = folder / "pairs.csv"
    path.write_bytes(text.encode())
    return path


def test_pairs_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "﻿schema,left,right,match,note\n,样本公司,Specimen Co.,TRUE,x\nPublicBody,甲,乙, 0 ,\nCompany,a,b,Yes,\n")
    read = read_pairs(path)
    assert read.pairs == (
        Pair("样本公司", "Specimen Co.", True, "Organization", 2),
        Pair("甲", "乙", False, "PublicBody", 3),
        Pair("a", "b", True, "Company", 4),
    )
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_name_over_two_lines_keeps_later_lines_right(tmp_path: Path) -> None:
    read = read_pairs(written(tmp_path, 'left,right,match\n"a\nb",c,1\nd,e,no\n'))
    assert [(pair.left, pair.line) for pair in read.pairs] == [("a\nb", 2), ("d", 4)]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "empty"),
        ("left,right\na,b\n", 1, "no column match"),
        ("name1,name2,is_match\na,b,true\n", 1, "no column left and no column right and no column match among name1, name2, is_match"),
        ("left,right,match\n", 2, "no pairs"),
        ("left,right,match\na,b,true\na,b,perhaps\n", 3, "'perhaps'; expected one of true, 1, yes, false, 0, no"),
        ("left,right,match\na,b\n", 2, "match says None"),
        ("left,right,match\na, ,1\n", 2, "right is empty"),
        ("left,right,match\n,b,1\n", 2, "left is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_by_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        read_pairs(path)
    assert f"{path}, line {line}: " in str(caught.value)
    assert says in str(caught.value)
    assert "expected" in str(caught.value)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_bytes("left,right,match\na,b,1\n样本,c,1\n".encode("gb18030"))
    with pytest.raises(UsageError, match="line 3: expected UTF-8"):
        read_pairs(path)


def test_a_quote_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="comma-separated"):
        read_pairs(written(tmp_path, 'left,right,match\n"a,b,1\n'))

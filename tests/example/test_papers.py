"""The specimen papers say what they are and hold nobody's data."""

from __future__ import annotations

import re
from pathlib import Path


def papers(case: Path) -> list[Path]:
    return sorted((case / "papers").iterdir())


def visible(path: Path) -> str:
    text = path.read_text("utf-8")
    body = text.split("<body>", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()


def test_every_paper_says_at_its_top_that_it_is_a_specimen(case: Path) -> None:
    assert len(papers(case)) == 4
    for path in papers(case):
        assert path.name.startswith("specimen-")
        assert visible(path).startswith("样本 SPECIMEN")


def test_no_contact_and_no_number_of_a_person(case: Path) -> None:
    for path in papers(case):
        text = visible(path)
        assert not re.search(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}|@", text)
        for label in re.findall(r"(?:联系方式|项目联系人|电话)[：:](\S+)", text):
            assert label == "（无）", (path.name, label)


def test_invented_names_only(case: Path) -> None:
    """Every organisation of the papers bears 样本 or 虚构 in its name, and so does every place."""
    for path in papers(case):
        for name in re.findall(r"[\u4e00-\u9fff]+(?:有限公司|公安局|自治州|样本市)", visible(path)):
            assert "样本" in name or "虚构" in name, (path.name, name)

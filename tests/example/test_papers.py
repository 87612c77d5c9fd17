"""The specimen papers say what they are and hold nobody's data."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def papers(case: Path) -> list[Path]:
    return sorted((case / "papers").iterdir())


def visible(path: Path) -> str:
    if path.suffix == ".pdf":  # a plain one: its lines stand in it as they are
        return " ".join(re.findall(r"\((.*)\) Tj", path.read_text("ascii"))).replace("\\", "")
    text = path.read_text("utf-8")
    body = text.split("<body>", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()


def test_every_paper_says_at_its_top_that_it_is_a_specimen(case: Path) -> None:
    assert len(papers(case)) == 5
    for path in papers(case):
        assert path.name.startswith("specimen-")
        assert visible(path).removeprefix("样本 ").startswith("SPECIMEN")
        assert "样本" in visible(path) or path.suffix == ".pdf"  # set in a font without Chinese


def test_no_contact_and_no_number_of_a_person(case: Path) -> None:
    for path in papers(case):
        text = visible(path)
        assert not re.search(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}|@", text)
        for label in re.findall(r"(?:联系方式|项目联系人|电话)[：:](\S+)", text):
            assert label == "（无）", (path.name, label)


def test_the_pdf_is_what_its_script_writes(case: Path, root: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    subprocess.run([sys.executable, root / "scripts" / "make_specimen_pdf.py", made], check=True)
    assert made.read_bytes() == (case / "papers" / "specimen-tender-shelves.pdf").read_bytes()


def test_invented_names_only(case: Path) -> None:
    """Every organisation of the papers bears 样本 or 虚构 in its name, and so does every place."""
    for path in papers(case):
        for name in re.findall(r"[\u4e00-\u9fff]+(?:有限公司|公安局|自治州|样本市)", visible(path)):
            assert "样本" in name or "虚构" in name, (path.name, name)

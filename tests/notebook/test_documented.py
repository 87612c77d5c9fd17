"""The page on Python is run as it stands, in a folder that looks like the checkout after `make demo`."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.conftest import copy_built

BLOCK = re.compile(r"(?ms)^```python\n(.*?)^```$")


def test_the_page_says_what_happens(root: Path, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_built(example, tmp_path / "examples" / "surveillance-trade")
    monkeypatch.chdir(tmp_path)
    page = (root / "docs" / "python.md").read_text("utf-8")
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    names: dict[str, object] = {}
    told: list[str] = []
    for block in BLOCK.finditer(page):
        line = page.count("\n", 0, block.start(1))
        test = doctest.DocTestParser().get_doctest(block[1], names, f"docs/python.md:{line + 1}", "docs/python.md", line)
        runner.run(test, out=told.append, clear_globs=False)
        names = test.globs
    result = runner.summarize(verbose=False)
    assert result.failed == 0, "".join(told)
    assert result.attempted >= 20

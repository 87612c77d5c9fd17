"""The page of taxonomies is the one the yml makes."""

from __future__ import annotations

from pathlib import Path

from enduse.vocabulary.page import render


def test_the_page_in_docs_is_current(root: Path) -> None:
    written = (root / "docs" / "vocabulary.md").read_text("utf-8")
    assert written == render(), "run: python -m enduse.vocabulary.page > docs/vocabulary.md"

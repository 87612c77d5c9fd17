"""Interface texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.words import load_words
from enduse.model.errors import InvalidTaxonomy
from enduse.release.wording import lint


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [str(value)]


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(InvalidTaxonomy, match="xx"):
        load_words("xx")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_word_of_ours_concludes(language: str) -> None:
    assert [(text, found) for text in texts(load_words(language)) if (found := lint(text))] == []


def test_no_word_of_a_count_or_a_download_concludes(root: Path) -> None:
    counts = yaml.safe_load((root / "src" / "enduse" / "atlas" / "counts.yml").read_text("utf-8"))
    described = [text for exporter in EXPORTERS.values() for text in (exporter.DESCRIPTION, *exporter.COLUMNS.values())]
    assert [text for text in [*texts(counts), *described] if lint(text)] == []

"""case.yml is read strictly: every refusal names file, line and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from enduse.case.layout import open_case
from enduse.model.errors import UsageError


def write(folder: Path, text: str) -> Path:
    (folder / "case.yml").write_text(text, "utf-8")
    return folder


def test_a_whole_case(tmp_path: Path) -> None:
    text = """
title: {en: A case, zh: 案例}
summary: One line.
languages: [en, zh]
rules: [vendor-executive-party-post]
lists:
  - {source: us-bis-entity-list, file: lists/el.json, expect: {min: 3}}
specimens: ["papers/specimen-*"]
publication: {drafts: hold, licence: CC BY 4.0, authors: [Specimen Desk], publisher: 样本社, addresses: ["https://a.example/", "http://a.onion"]}
"""
    settings = open_case(write(tmp_path, text)).settings
    assert settings.title == {"en": "A case", "zh": "案例"}
    assert settings.summary == {"en": "One line."}
    assert settings.lists[0].expect == {"min": 3}
    assert settings.drafts == "hold"
    assert (settings.authors, settings.publisher) == (("Specimen Desk",), "样本社")
    assert settings.addresses == ("https://a.example/", "http://a.onion")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: x\ntitel: y\n", "case.yml line 2, column 1: unknown key 'titel' in the file; expected one of title"),
        ("title: x\npublication: {draft: show}\n", "line 2, column 15: unknown key 'draft' in publication"),
        ("title: x\npublication: {drafts: maybe}\n", "drafts is 'maybe'; expected show or hold"),
        ("title: x\nlists: [{source: a}]\n", "an entry of lists has no file"),
        (
            "title: x\npublication: {addresses: ['http://a.onion/x y']}\n",
            "line 2, column 27: 'http://a.onion/x y' is no address of an onion",
        ),
        ("title: x\npublication: {authors: Desk}\n", "line 2, column 24: not a list"),
        ("title: x\nrules: all\n", "line 2, column 8: not a list"),
        ("summary: x\n", "no title"),
        ("title: x\ntitle: y\n", "stands twice"),
        ("title: [x\n", "cannot be read as yml"),
        ("", "the file is not a list of keys and values"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_case(write(tmp_path, text))
    assert says in str(refused.value)


def test_a_folder_without_case_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="enduse new DIR"):
        open_case(tmp_path)

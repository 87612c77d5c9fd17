"""What the yml files say a form needs stands in everything the form finds, so that no find is lost by looking for it first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.language.first_look import FirstLook
from enduse.statements.notices.dictionary import load


def forms() -> Iterator[tuple[str, list[str], str]]:
    """Name, words needed and pattern of every form that says what it needs."""
    sentences = load("sentences")
    for number, row in enumerate(load("types")["body"]):
        if "needs" in row:
            yield f"{row['type']} {number}", row["needs"], row["pattern"]
    for kind in ("dates", "awards"):
        for number, row in enumerate(sentences[kind]):
            if "anchors" in row:
                yield f"{kind} {number}", row["anchors"], row["pattern"].replace("NAME", "样本[公司局]{2}")


@pytest.mark.parametrize(("words", "pattern"), [pytest.param(words, pattern, id=name) for name, words, pattern in forms()])
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_find_holds_a_word_it_needs(data: st.DataObject, words: list[str], pattern: str) -> None:
    alone = re.sub(r"\(\?=\[[^]]*\]\)$", "", pattern)  # what must follow a find is no part of it, and could not stand behind it here
    found = data.draw(st.from_regex(re.compile(alone, re.MULTILINE), fullmatch=True))
    assert FirstLook(words).finds(found)

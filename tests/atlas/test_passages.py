"""Passages are marked where they stand, whole, also where they lie in each other or cross."""

from __future__ import annotations

import re

from enduse.atlas.passages import Marker
from enduse.model.document import Document
from enduse.model.extraction import Witness
from enduse.model.statement import Statement

TEXT = "alpha beta gamma delta"


def quoted(start: int, end: int, value: str = "v") -> Statement:
    return Witness(Document(sha256="a" * 64, media_type="text/plain", text=TEXT), "paper", "test", "1").state(
        "x:1", "Notice", "title", value, start, end
    )


def plain(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


def test_text_around_the_quote_stays() -> None:
    marker = Marker(TEXT, [quoted(6, 10)])
    html = str(marker.mark(0, len(TEXT)))
    assert html == f'alpha <mark id="s-{quoted(6, 10).id}">beta</mark> gamma delta'
    assert not marker.left


def test_nested_quotes_are_nested_marks() -> None:
    outer, inner = quoted(0, 10), quoted(6, 10)
    html = str(Marker(TEXT, [inner, outer]).mark(0, len(TEXT)))
    assert f'<mark id="s-{outer.id}">alpha <mark id="s-{inner.id}">beta</mark></mark>' in html
    assert plain(html) == TEXT


def test_statements_of_one_quote_share_its_mark() -> None:
    one, two = quoted(0, 5, "one"), quoted(0, 5, "two")
    html = str(Marker(TEXT, [one, two]).mark(0, len(TEXT)))
    assert html.count("<mark") == 1
    assert f'id="s-{one.id}"' in html
    assert f'id="s-{two.id}"' in html


def test_a_crossing_quote_is_shown_by_itself() -> None:
    first, crossing = quoted(0, 10), quoted(6, 16)
    marker = Marker(TEXT, [first, crossing])
    assert plain(str(marker.mark(0, len(TEXT)))) == TEXT
    (left,) = marker.left
    assert f'<mark id="s-{crossing.id}">beta gamma</mark>' in str(marker.alone(left))
    assert not marker.left


def test_a_quote_across_two_pieces_waits() -> None:
    marker = Marker(TEXT, [quoted(3, 8)])
    assert "<mark" not in str(marker.mark(0, 5)) + str(marker.mark(5, len(TEXT)))
    assert len(marker.left) == 1

"""Statements: identity holds the evidence, and none can be written without a passage."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from enduse.model.document import Document, Segment
from enduse.model.errors import AmbiguousValue
from enduse.model.extraction import Witness
from enduse.model.kinds import load_kinds
from enduse.model.money import Money

DOCUMENT = Document(sha256="ab" * 32, media_type="text/plain", text="采购人：样本市公安局\n金额：569800.00元")


def witness(**changes: object) -> Witness:
    return structs.replace(Witness(DOCUMENT, "paper", "test", "1"), **changes)  # type: ignore[arg-type]  # test shorthand


def test_two_sources_stay_two() -> None:
    one = witness().state("x", "PublicBody", "name", "样本市公安局", 4, 10)
    other = witness(source="record:S2").state("x", "PublicBody", "name", "样本市公安局", 4, 10)
    assert one.quote == "样本市公安局" == DOCUMENT.text[one.start : one.end]
    assert one.prefix == "采购人："
    assert one.id != other.id
    assert one.id == witness().state("x", "PublicBody", "name", "样本市公安局", 4, 10).id


@pytest.mark.parametrize("span", [(3, 3), (-1, 4), (0, 999), (5, 2)])
def test_no_statement_without_a_passage(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no passage"):
        witness().state("x", "PublicBody", "name", "y", *span)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2))
def test_money_is_written_and_read_back_exactly(amount: Decimal) -> None:
    assert Money.parse(str(Money(amount, "CNY"))).amount == amount


@pytest.mark.parametrize("text", ["569800.00", "CNY 1,000", "元 5", "CNY 1e5", "CNY NaN"])
def test_money_without_currency_or_with_signs_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousValue):
        Money.parse(text)


def test_stored_span_follows_unequal_segments() -> None:
    text = "甲 &乙"  # stored as  甲&nbsp;&amp;乙
    document = structs.replace(
        DOCUMENT, text=text, segments=(Segment(0, 1, 0, 1), Segment(1, 2, 1, 7), Segment(2, 3, 7, 12), Segment(3, 4, 12, 13))
    )
    assert document.stored_span(0, 1) == (0, 1)
    assert document.stored_span(1, 3) == (1, 12)
    assert document.stored_span(3, 4) == (12, 13)


def test_every_kind_names_kinds_and_types_that_exist() -> None:
    kinds = load_kinds()
    for kind in kinds.values():
        for prop in kind.properties.values():
            assert prop.range is None or prop.range in kinds, (kind.name, prop.name)
            assert (prop.type == "entity") == (prop.range is not None) or prop.name == "sameAs"
            assert (prop.type == "term") == (prop.vocabulary is not None)

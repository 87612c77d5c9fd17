"""The collector at rest inside a block, and as it was before after it, also when the block fails or stands in another."""

from __future__ import annotations

import gc

import pytest

from enduse.engine.collector import collector_at_rest


def test_it_rests_inside_and_works_again_after() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the outer block is not over"
    assert gc.isenabled()


def test_a_failure_inside_wakes_it_too() -> None:
    with pytest.raises(ValueError, match="inside"), collector_at_rest():
        raise ValueError("inside")
    assert gc.isenabled()


def test_who_has_turned_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

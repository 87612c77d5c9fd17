"""What may stand on a page while nobody has reviewed anything."""

from __future__ import annotations

import pytest

from enduse.model.errors import UsageError
from enduse.model.finding import Finding
from enduse.model.said import NOTHING, Said
from enduse.release.states import Drafts, State, drafts_setting, publishable, release, state_of


def finding(state: str = "draft") -> Finding:
    return Finding(
        rule="r",
        rule_version="1",
        outcome="shown",
        title=Said.alike("t"),
        summary=Said.alike("s"),
        day=None,
        subjects=(),
        path=(),
        gaps=(),
        rule_says=NOTHING,
        state=state,
    )


def test_drafts_are_held_unless_the_case_shows_them() -> None:
    assert drafts_setting(None) is Drafts.HOLD
    assert not publishable(finding(), Drafts.HOLD)
    assert publishable(finding(), drafts_setting("show"))


@pytest.mark.parametrize("state", [state.value for state in State])
def test_no_claimed_state_goes_round_the_setting(state: str) -> None:
    assert state_of(finding(state)) is State.DRAFT
    assert not publishable(finding(state), Drafts.HOLD)


def test_what_is_held_is_counted() -> None:
    assert release([finding(), finding()], Drafts.HOLD).held == 2
    shown = release([finding()], Drafts.SHOW)
    assert (len(shown.shown), shown.held) == (1, 0)


@pytest.mark.parametrize("value", ["yes", "", "Show"])
def test_an_unknown_setting_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match=r"case\.yml: publication: drafts is .*; expected show or hold"):
        drafts_setting(value)


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(UsageError, match="state is 'final'"):
        state_of(finding("final"))

"""Words of the states, and what a case shows of each."""

from __future__ import annotations

import pytest

from enduse.model.errors import UsageError
from enduse.release.states import Drafts, State, drafts_setting, label, short, shown, state_words
from enduse.release.wording import lint


@pytest.mark.parametrize("state", list(State), ids=lambda state: state.value)
def test_every_state_has_its_words_in_both_languages_and_none_concludes_anything(state: State) -> None:
    words = [said(state, language) for said in (label, short) for language in ("en", "zh")]
    assert all(words)
    assert [lint(word) for word in words] == [[]] * 4


def test_held_shows_what_is_published_and_nothing_else() -> None:
    assert [state for state in State if shown(state, Drafts.HOLD)] == [State.PUBLISHED]
    assert [state.value for state in State if shown(state, Drafts.SHOW)] == ["draft", "reviewed", "cleared", "published"]


def test_only_an_editor_releases_retracts_and_removes() -> None:
    roles = state_words().roles
    assert [kind for kind, who in roles.items() if who == ("editor",)] == [
        "override",
        "publication",
        "retraction",
        "correction",
        "value-correction",
        "suppression",
    ]


@pytest.mark.parametrize("value", ["yes", "", "Show"])
def test_an_unknown_setting_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match=r"case\.yml: publication: drafts is .*; expected show or hold"):
        drafts_setting(value)


def test_absent_means_held() -> None:
    assert drafts_setting(None) is Drafts.HOLD

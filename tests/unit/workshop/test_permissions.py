"""Who may do what; and a visitor is known by 256 bits that are nowhere kept."""

import hashlib

import pytest

from selection.errors import NotFound, PermissionDenied
from selection.model.proceedings import WORKSHOP_PHASES
from selection.workshop.permissions import (
    ACTIONS,
    MAY,
    PHASES,
    STANDINGS,
    Action,
    Phase,
    Standing,
    is_token,
    may,
    new_token,
    require,
    standing_of,
    token_hash,
)
from tests.decisions import token

JUDGING = ("needs", "weights", "scores")


def phases_of(standing: Standing, action: Action) -> tuple[Phase, ...]:
    return tuple(phase for phase in PHASES if may(standing, action, phase))


def test_everybody_who_can_come_to_a_session_has_a_row() -> None:
    assert set(MAY) == set(STANDINGS)
    assert {action for row in MAY.values() for action in row} == set(ACTIONS)


def test_what_the_table_does_not_name_is_refused() -> None:
    assert not any(may("stranger", action, phase) for action in ACTIONS for phase in PHASES)
    assert {action for action in ACTIONS if phases_of("waiting", action)} == {"introduce"}
    watching = {action for action in ACTIONS if phases_of("observer", action)}
    assert watching == {"read", "draft", "declare", "introduce"}


@pytest.mark.parametrize(
    ("standing", "action", "phases"),
    [
        ("member", "judge", JUDGING),
        ("facilitator", "judge", ()),
        ("facilitator", "enter_slip", JUDGING),
        ("facilitator", "moderate", JUDGING),
        ("member", "moderate", ()),
        ("facilitator", "lock", ("lock",)),
        ("facilitator", "decide", ("decision",)),
        ("facilitator", "enter_scores", (None, "scores")),
        ("respondent", "respond", ("answers",)),
        ("respondent", "read", ()),
        ("member", "export", ()),
        ("member", "declare", (None, *WORKSHOP_PHASES)),
    ],
)
def test_some_cells_are_told_here_once_more(
    standing: Standing, action: Action, phases: tuple[Phase, ...]
) -> None:
    assert phases_of(standing, action) == phases


@pytest.mark.parametrize("action", ACTIONS)
def test_a_stranger_learns_no_more_than_that_nothing_is_found(action: Action) -> None:
    with pytest.raises(NotFound) as caught:
        require("stranger", action)
    assert str(caught.value) == ": session_not_found"


def test_somebody_who_may_know_but_not_act_is_told_so() -> None:
    with pytest.raises(PermissionDenied) as caught:
        require("observer", "judge", "needs")
    assert (caught.value.code, caught.value.figures) == (
        "not_allowed",
        {"role": "observer", "action": "judge"},
    )


def test_somebody_who_may_act_at_another_time_is_told_the_phase() -> None:
    with pytest.raises(PermissionDenied) as caught:
        require("member", "judge", "lock")
    assert (caught.value.code, caught.value.figures) == (
        "not_in_this_phase",
        {"role": "member", "action": "judge", "phase": "lock"},
    )


@pytest.mark.parametrize(
    ("role", "presence", "standing"),
    [
        ("member", "present", "member"),
        ("member", "waiting", "waiting"),
        ("facilitator", "removed", "stranger"),
        (None, "present", "stranger"),
    ],
)
def test_who_waits_or_was_removed_counts_as_that(role: None, presence: str, standing: Standing) -> None:
    assert standing_of(role, presence) == standing


def test_of_100000_tokens_none_repeats_and_each_is_one() -> None:
    drawn = {new_token() for _ in range(100_000)}
    assert len(drawn) == 100_000
    assert all(is_token(one) for one in drawn)


@pytest.mark.parametrize(
    "text",
    ["", "alice", token("a")[:-1], token("a") + "a", "ż" * 43, "a" * 42 + "=", "a" * 42 + "\n", None, 7],
)
def test_what_could_not_have_been_drawn_is_no_token(text: object) -> None:
    assert not is_token(text)


def test_a_token_is_kept_as_its_hash() -> None:
    assert token_hash(token("a")) == hashlib.sha256(token("a").encode()).hexdigest()

"""Where a workshop goes next, and what is missing before it should."""

from typing import Any

import pytest

from selection.model.goals import Goal
from selection.model.proceedings import AGENDAS, Lock, Proceedings, Rules, Stand
from selection.model.rounds import Agreement, Round
from selection.workshop.agenda import (
    PHASE_OF_STEP,
    Lack,
    Move,
    is_finished,
    lacking,
    line_of_rounds,
    meeting_begins,
    next_move,
    shared_out,
    stand_after,
    step_ends,
    suggested_nodes,
)
from selection.workshop.guards import MOST_CELLS
from selection.workshop.state import SessionState
from tests.decisions import small_decision
from tests.examples import example

SINCE = "2026-11-22T09:00:00Z"


def at(phase: str, step: int | None = None, **more: Any) -> Proceedings:
    stand = Stand.model_validate({"phase": phase, "since": SINCE, "step": step, "step_since": SINCE})
    return Proceedings(stand=stand, **more)


def state(proceedings: Proceedings, **changes: Any) -> SessionState:
    decision = small_decision().model_copy(update={"procedure": "formal", **changes})
    return SessionState("s" * 16, 1, "0" * 64, SINCE, "boss", decision, proceedings)


def test_both_meetings_take_ninety_minutes_and_every_step_has_its_phase() -> None:
    assert {name: sum(minutes for _, minutes in steps) for name, steps in AGENDAS.items()} == {
        "first": 90,
        "second": 90,
    }
    assert {step for steps in AGENDAS.values() for step, _ in steps} == set(PHASE_OF_STEP)


@pytest.mark.parametrize(
    ("proceedings", "expected"),
    [
        (at("scope", 0), Move("needs", 1)),
        (at("weights", 2), Move("weights", 3)),
        (at("lock", 4), Move("answers")),
        (at("needs"), Move("weights")),
        (at("scores", 2, rules=Rules(agenda="second")), Move("decision", 3)),
        (at("decision", 4, rules=Rules(agenda="second")), None),
        (Proceedings(), None),
    ],
)
def test_the_next_move_follows_the_agenda_or_the_phases(
    proceedings: Proceedings, expected: Move | None
) -> None:
    assert next_move(proceedings) == expected


def test_a_meeting_begins_with_the_step_of_the_phase_that_is_reached() -> None:
    assert meeting_begins("needs", "first") == Move("needs", 1)
    assert meeting_begins("answers", "second") == Move("scores", 0)


def test_a_phase_that_goes_on_keeps_its_deadline_and_a_new_one_has_none() -> None:
    was = Stand(phase="weights", since=SINCE, deadline="2026-11-29T09:00:00Z", step=2, step_since=SINCE)
    later = "2026-11-22T10:00:00Z"
    stays, goes = (stand_after(was, move, later).value for move in (Move("weights", 3), Move("lock", 4)))
    assert isinstance(stays, Stand)
    assert isinstance(goes, Stand)
    assert (stays.since, stays.deadline, stays.step_since) == (SINCE, was.deadline, later)
    assert (goes.since, goes.deadline) == (later, None)


def test_a_step_ends_after_its_minutes() -> None:
    ends = step_ends(at("needs", 1))
    assert ends is not None
    assert ends.isoformat() == "2026-11-22T09:25:00+00:00"
    assert step_ends(at("needs")) is None


def test_what_is_missing_is_told_before_each_phase_is_left() -> None:
    lock = Lock(id="1", hash="0" * 64, version=1, at=SINCE)
    assert lacking(state(at("scope"))) == (Lack("nobody_joined"),)
    assert lacking(state(at("needs"), needs=())) == (Lack("no_needs"),)
    assert lacking(state(at("weights"), weights={}))[0].kind == "weights_undecided"
    assert lacking(state(at("lock"))) == (Lack("not_locked", blocks=True),)
    assert lacking(state(at("lock", locks=(lock,)))) == ()
    assert lacking(state(at("answers"))) == (Lack("facilitator_undeclared", 3, blocks=True),)


@pytest.mark.parametrize("phase", ["scope", "lock"])
def test_that_no_goal_is_complete_is_told_where_it_can_still_be_mended(phase: str) -> None:
    unsaid = Goal(id="G1", text="Answer within a day")
    assert Lack("no_goal") in lacking(state(at(phase), procedure="formal", goals=(unsaid,)))
    assert Lack("no_goal") not in lacking(state(at(phase), procedure="formal"))


def test_a_round_is_finished_once_all_is_agreed_or_asked_again() -> None:
    asked = Round(id="r1", subject="tiers", state="revealed", needs=("N1", "N2"))
    said = Agreement(round="r1", by="moderation", reason="so", judged=1, of=1)
    again = Round(id="r2", subject="tiers", state="open", needs=("N2",), follows="r1")
    one_agreed = {"tiers": {"N1": said}}
    assert not is_finished(at("needs", rounds=(asked,), agreements=one_agreed), asked)
    assert is_finished(at("needs", rounds=(asked, again), agreements=one_agreed), asked)
    assert is_finished(at("needs", rounds=(asked,), agreements={"tiers": {"N1": said, "N2": said}}), asked)
    assert not is_finished(at("needs", rounds=(asked, again)), again)


def test_rounds_that_follow_each_other_stand_in_one_line() -> None:
    rounds = [Round(id="r1", subject="tiers", needs=("N1",))]
    rounds += [Round(id=f"r{n}", subject="tiers", needs=("N1",), follows=f"r{n - 1}") for n in (2, 3)]
    known = at("needs", rounds=tuple(rounds))
    assert [found.id for found in line_of_rounds(known, rounds[-1])] == ["r1", "r2", "r3"]


def test_nobody_is_given_more_cells_than_can_be_judged_with_care() -> None:
    cells = {f"C{n}": 8 for n in range(10)}
    members = tuple(f"m{n}" for n in range(11))
    shares = shared_out(cells, members)
    assert max(sum(cells[name] for name in mine) for mine in shares.values()) <= MOST_CELLS
    judges = [sum(name in mine for mine in shares.values()) for name in cells]
    assert max(judges) - min(judges) <= 1


def test_what_everybody_can_judge_is_not_shared_out() -> None:
    assert shared_out({"U4": 10, "T1": 20}, ("ann", "bob")) == {}


def test_at_most_eight_criteria_are_suggested_for_weighing() -> None:
    assert suggested_nodes(example("tender")) == ("platform",)
    assert suggested_nodes(small_decision()) == ("sides", "platform")

"""From what a member has entered, finished or not, to the ballot it makes, and back."""

import pytest

from selection.model.judgements import Score
from selection.model.rounds import CANNOT_JUDGE, Ballot, Round
from selection.model.weights import NodeWeights
from selection.workshop.sheets import (
    Said,
    Sheet,
    answered,
    ballot_of,
    entries_of,
    is_answered,
    of_today,
    questions_of,
    read_sheet,
    submission_name,
)
from tests.decisions import small_decision

DECISION = small_decision()
NOBODY: frozenset[str] = frozenset()
CELLS = [
    {"alternative": "northstar-pro", "criterion": "E1"},
    {"alternative": "aleph", "criterion": "I1"},
    {"alternative": "northstar-pro", "criterion": "I1"},
]
SCORES = Round.model_validate({"id": "s1", "subject": "scores", "cells": CELLS})


def test_cells_are_asked_alternative_by_alternative() -> None:
    assert questions_of(SCORES, "ann", NOBODY) == ("northstar-pro/E1", "northstar-pro/I1", "aleph/I1")


def test_only_assigned_criteria_are_asked() -> None:
    assigned = SCORES.model_copy(update={"assigned": {"ann": ("E1",)}})
    assert questions_of(assigned, "ann", NOBODY) == ("northstar-pro/E1",)
    assert len(questions_of(assigned, "ben", NOBODY)) == 3


def test_nothing_is_asked_about_what_somebody_is_recused_from() -> None:
    assert questions_of(SCORES, "ann", frozenset({"northstar-pro"})) == ("aleph/I1",)
    met = Round(id="c1", subject="chemistry", alternatives=("aleph", "bet"))
    assert questions_of(met, "ann", frozenset({"aleph"})) == ("bet",)


WHOLE = [
    (Said(choice="must"), "N1"),
    (Said(choice=CANNOT_JUDGE), "N1"),
    (Said(choice=0), "aleph"),
    (Said(choice=2, evidence="demo"), "aleph/I1"),
    (Said(weights=NodeWeights(method="rank_order", order=("integrator", "platform"))), "sides"),
]
OPEN = [
    (None, "N1"),
    (Said(), "N1"),
    (Said(comment="Seen"), "aleph/I1"),
    (Said(choice=2), "aleph/I1"),
    (Said(weights=NodeWeights(method="rank_order", order=("integrator",))), "sides"),
    (Said(weights=NodeWeights(points={"platform": 0, "integrator": 0})), "sides"),
]


@pytest.mark.parametrize(("said", "item"), WHOLE)
def test_a_whole_answer_counts(said: Said, item: str) -> None:
    assert is_answered(said, item, DECISION)


@pytest.mark.parametrize(("said", "item"), OPEN)
def test_what_is_begun_does_not_count(said: Said | None, item: str) -> None:
    assert not is_answered(said, item, DECISION)


BALLOTS = [
    (
        Round(id="r1", subject="tiers", needs=("N1", "N2", "N3")),
        Ballot(tiers={"N1": "must", "N3": CANNOT_JUDGE}),
    ),
    (
        Round(id="w1", subject="weights", nodes=("sides", "platform")),
        Ballot(
            weights={
                "sides": NodeWeights(method="swing", swing={"platform": 100.0, "integrator": 40.0}),
                "platform": CANNOT_JUDGE,
            }
        ),
    ),
    (Round(id="c1", subject="chemistry", alternatives=("aleph",)), Ballot(chemistry={"aleph": 5})),
    (
        SCORES,
        Ballot(
            scores={
                "northstar-pro": {
                    "E1": Score(performance=2.0, evidence="demo", reason="Seen"),
                    "I1": Score(state="cannot_judge"),
                }
            }
        ),
    ),
]


@pytest.mark.parametrize(("asked", "ballot"), BALLOTS)
def test_a_ballot_comes_back_from_the_fields_it_fills(asked: Round, ballot: Ballot) -> None:
    items = questions_of(asked, "ann", NOBODY)
    assert ballot_of(asked, entries_of(ballot), items, DECISION) == ballot


def test_a_ballot_holds_neither_what_is_open_nor_what_is_not_asked() -> None:
    asked = Round(id="r1", subject="tiers", needs=("N1", "N2"))
    entries = {"N1": Said(choice="nice"), "N2": Said(), "N9": Said(choice="must")}
    items = questions_of(asked, "ann", NOBODY)
    assert answered(entries, items, DECISION) == ("N1",)
    assert ballot_of(asked, entries, items, DECISION) == Ballot(tiers={"N1": "nice"})


def test_only_the_way_of_weighing_that_was_chosen_last_is_handed_in() -> None:
    said = NodeWeights(
        method="points", points={"platform": 60.0, "integrator": 40.0}, order=("integrator", "platform")
    )
    asked = Round(id="w1", subject="weights", nodes=("sides",))
    ballot = ballot_of(asked, {"sides": Said(weights=said)}, ("sides",), DECISION)
    assert ballot.weights == {"sides": NodeWeights(points={"platform": 60.0, "integrator": 40.0})}


def test_weights_of_what_is_no_longer_there_are_left_out() -> None:
    said = Said(weights=NodeWeights(points={"platform": 60.0, "gone": 40.0}))
    assert of_today(said, "sides", DECISION).weights == NodeWeights(points={"platform": 60.0})
    assert of_today(Said(choice="must"), "N1", DECISION) == Said(choice="must")


def test_the_same_submission_has_the_same_name_whenever_it_is_sent() -> None:
    said = Ballot(tiers={"N1": "must"})
    again = Ballot.model_validate(said.model_dump())
    assert submission_name("one", "ann", "round:r1", 3, said) == submission_name(
        "one", "ann", "round:r1", 3, again
    )


@pytest.mark.parametrize(
    ("place", "tier"),
    [
        (("two", "ann", "round:r1", 3), "must"),
        (("one", "ben", "round:r1", 3), "must"),
        (("one", "ann", "round:r2", 3), "must"),
        (("one", "ann", "round:r1", 4), "must"),
        (("one", "ann", "round:r1", 3), "nice"),
    ],
)
def test_another_submission_has_another_name(place: tuple[str, str, str, int], tier: str) -> None:
    first = submission_name("one", "ann", "round:r1", 3, Ballot(tiers={"N1": "must"}))
    assert submission_name(*place, Ballot.model_validate({"tiers": {"N1": tier}})) != first


@pytest.mark.parametrize("content", [b"", b"[]", b"nothing", b"\xff", b'"N1"'])
def test_what_is_no_sheet_reads_as_an_empty_one(content: bytes) -> None:
    assert read_sheet(2, content, Said) == Sheet[Said](2, {})


def test_what_an_older_or_newer_program_wrote_is_asked_again() -> None:
    content = b'{"N1": {"choice": "must"}, "N2": {"choice": "perhaps"}, "N3": 7}'
    assert read_sheet(2, content, Said) == Sheet[Said](2, {"N1": Said(choice="must")})

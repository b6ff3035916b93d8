"""Where judges differ: counted, measured by published formulas, and the most contested first."""

from typing import Any

import pytest

from selection.analysis.disagreement import (
    Disagreement,
    Panel,
    Voice,
    by_department,
    disagreements,
    for_the_room,
    is_quorate,
    most_relevant_needs,
)
from selection.model.decision import Decision
from selection.model.judgements import Score
from selection.model.proceedings import Rules
from selection.model.rounds import Ballot, Round
from selection.model.weights import NodeWeights
from tests.decisions import need, score, small_decision

SMALL = small_decision()
NOT_MINE = score(None, state="cannot_judge", evidence=None)


def panel(subject: str, said: dict[str, dict[str, Any]], **more: Any) -> Panel:
    """A revealed round, with what each judge said; who said nothing could have."""
    asked = {
        "tiers": {"needs": ("N1", "N2", "N3")},
        "weights": {"nodes": ("sides",)},
        "scores": {
            "cells": (
                {"alternative": "northstar-pro", "criterion": "E1"},
                {"alternative": "harbour-basic", "criterion": "E1"},
            )
        },
        "chemistry": {"alternatives": ("aleph",)},
    }[subject]
    settings = {key: more.pop(key) for key in ("assigned",) if key in more}
    found = Round.model_validate(
        {"id": "r", "subject": subject, "state": "revealed", "judges": tuple(said), **asked, **settings}
    )
    departments = more.pop("departments", {})
    voices = tuple(
        Voice(judge, Ballot.model_validate({subject: ballot}), departments.get(judge))
        for judge, ballot in said.items()
        if ballot
    )
    return Panel(found, voices, **more)


def found_on(panel: Panel, item: str, decision: Decision = SMALL) -> Disagreement:
    return next(one for one in disagreements(decision, panel) if one.item == item)


def cells(**levels: Score | int) -> dict[str, dict[str, Any]]:
    """What judges said of the first offer."""
    said = {judge: score(level) if isinstance(level, int) else level for judge, level in levels.items()}
    return {judge: {"northstar-pro": {"E1": one}} for judge, one in said.items()}


def test_tiers_are_levels_from_the_one_that_binds_least() -> None:
    said = {"a": {"N1": "must"}, "b": {"N1": "long_term"}, "c": {"N1": "nice"}, "d": {"N1": "must"}}
    found = found_on(panel("tiers", said), "N1")
    assert (found.lowest, found.highest, found.median, found.mean) == (0.0, 2.0, 1.0, 1.25)


def test_of_two_middle_judgements_the_lower_is_the_median() -> None:
    assert found_on(panel("scores", cells(a=1, b=2)), "northstar-pro/E1").median == 1.0
    assert found_on(panel("tiers", {"a": {"N1": "must"}, "b": {"N1": "nice"}}), "N1").median == 0.0


def test_who_cannot_judge_is_counted_as_such_and_never_averaged() -> None:
    found = found_on(panel("scores", cells(a=2, b=2, c=NOT_MINE) | {"d": {}}), "northstar-pro/E1")
    assert (found.judged, found.of, found.cannot_judge, found.mean) == (2, 4, ("c",), 2.0)
    assert found.quorum


def test_who_is_recused_is_left_out_of_those_who_could_have_judged() -> None:
    said = cells(a=2) | {"b": {}, "c": {}}
    alone = found_on(panel("scores", said), "northstar-pro/E1")
    without = panel("scores", said, recused={"b": frozenset({"northstar-pro"})})
    recused = found_on(without, "northstar-pro/E1")
    assert [(one.of, one.quorum) for one in (alone, recused)] == [(3, False), (2, True)]


def test_who_is_recused_from_a_part_of_a_pair_is_left_out_of_the_pair() -> None:
    asked = panel("scores", {"a": {}, "b": {}}, recused={"b": frozenset({"aleph"})})
    assert (asked.able("harbour-basic+aleph", "E1"), asked.able("harbour-basic", "E1")) == (1, 2)


def test_who_was_assigned_to_other_criteria_could_not_have_judged() -> None:
    asked = panel("scores", cells(a=2) | {"b": {}}, assigned={"b": ("I1",)})
    assert found_on(asked, "northstar-pro/E1").of == 1


@pytest.mark.parametrize(
    ("judged", "of", "quorum", "enough"),
    [(2, 4, 0.5, True), (1, 3, 0.5, False), (2, 3, 0.5, True), (3, 3, 1.0, True), (0, 0, 0.5, False),
     (0, 4, 0.0, False), (3, 10, 0.3, True)],
)  # fmt: skip
def test_a_quorum_is_a_share_of_those_not_recused_and_at_least_one(
    judged: int, of: int, quorum: float, enough: bool
) -> None:
    assert is_quorate(judged, of, quorum) is enough


@pytest.mark.parametrize(("levels", "contested"), [((0, 1), False), ((0, 2), True)])
def test_scores_are_discussed_from_so_many_levels_apart(levels: tuple[int, int], contested: bool) -> None:
    found = found_on(panel("scores", cells(a=levels[0], b=levels[1])), "northstar-pro/E1")
    assert (found.must_discuss, found.goes_to_the_room) == (contested, contested)


def test_the_line_is_the_one_the_rules_set() -> None:
    said = cells(a=0, b=1)
    strict = panel("scores", said, rules=Rules(discuss_scores_from=1))
    assert found_on(strict, "northstar-pro/E1").must_discuss
    tiers = {"a": {"N1": "must"}, "b": {"N1": "long_term"}}
    consensus = found_on(panel("tiers", tiers), "N1").consensus
    # Tastle and Wierman by hand: both a quarter of the scale from their mean, 1 + log2(3/4).
    assert consensus == pytest.approx(0.5849625007)
    lines = (0.58, 0.59)
    told = [found_on(panel("tiers", tiers, rules=Rules(discuss_tiers_below=at)), "N1") for at in lines]
    assert [one.must_discuss for one in told] == [False, True]


@pytest.mark.parametrize(("other", "contested"), [(49.0, False), (40.0, True)])
def test_weights_are_compared_after_each_judge_s_sum_to_one(other: float, contested: bool) -> None:
    said = {
        "a": {"sides": NodeWeights(points={"platform": 50, "integrator": 50})},
        "b": {"sides": NodeWeights(points={"platform": other / 10, "integrator": (100 - other) / 10})},
    }
    found = [one for one in disagreements(SMALL, panel("weights", said)) if one.item == "sides"]
    assert [(one.child, round(one.spread, 9), one.must_discuss) for one in found] == [
        (child, round((50 - other) / 100, 9), contested) for child in ("platform", "integrator")
    ]
    assert {one.consensus for one in found} == {found[0].consensus}


def test_weights_of_other_children_are_no_judgement_of_these() -> None:
    said = {"a": {"sides": NodeWeights(points={"platform": 50, "cost": 50})}, "b": {"sides": "cannot_judge"}}
    found = found_on(panel("weights", said), "sides")
    assert (found.judged, found.of, found.cannot_judge, found.median) == (0, 2, ("b",), None)


def test_ratings_of_a_person_carry_no_name_and_never_go_to_the_room_for_their_spread() -> None:
    asked = panel("chemistry", {"a": {"aleph": 0}, "b": {"aleph": 5}, "c": {"aleph": "cannot_judge"}})
    found = found_on(asked, "aleph")
    assert ({one.judge for one in found.judgements}, found.cannot_judge) == ({""}, ("",))
    assert (found.median, found.must_discuss, found.quorum) == (0.0, False, True)


def test_the_most_contested_comes_first() -> None:
    said = {
        "a": {"N1": "must", "N2": "must", "N3": "must"},
        "b": {"N1": "must", "N2": "nice", "N3": "long_term"},
    }
    found = disagreements(SMALL, panel("tiers", said))
    assert [one.item for one in found] == ["N2", "N3", "N1"]
    assert [one.item for one in for_the_room(found)] == ["N2", "N3"]


def test_of_things_as_far_apart_the_one_with_less_consensus_comes_first() -> None:
    said = {
        judge: {"northstar-pro": {"E1": score(first)}, "harbour-basic": {"E1": score(second)}}
        for judge, (first, second) in {"a": (0, 0), "b": (1, 2), "c": (1, 0), "d": (2, 2)}.items()
    }
    found = disagreements(SMALL, panel("scores", said))
    assert [one.item for one in found] == ["harbour-basic/E1", "northstar-pro/E1"]


def test_too_few_judgements_bring_a_cell_to_the_room_even_if_they_agree() -> None:
    found = found_on(panel("scores", cells(a=2) | {"b": {}, "c": {}}), "northstar-pro/E1")
    assert (found.must_discuss, found.goes_to_the_room) == (False, True)


def test_a_cell_nobody_judged_has_no_figures() -> None:
    found = found_on(panel("scores", cells(a=2)), "harbour-basic/E1")
    assert (found.median, found.mean, found.lowest, found.highest, found.consensus, found.evidence) == (
        (None,) * 6
    )
    assert found.spread == 0.0


def test_the_evidence_of_a_cell_is_the_weakest_anybody_judged_on() -> None:
    said = cells(a=score(2, evidence="reference"), b=score(2, evidence="claim"), c=score(1))
    assert found_on(panel("scores", said), "northstar-pro/E1").evidence == "claim"


def test_departments_are_told_where_they_stand() -> None:
    said = cells(a=2, b=0, c=1, d=1)
    asked = panel("scores", said, departments={"a": "Sales", "b": "Sales", "c": "Board"})
    found = found_on(asked, "northstar-pro/E1")
    assert list(by_department(found).items()) == [("Board", (1.0,)), ("Sales", (0.0, 2.0)), (None, (1.0,))]


def test_a_round_of_tiers_begins_with_what_can_exclude_and_then_with_what_weighs_most() -> None:
    needs = (need("A", "nice"), need("B", "must"), need("C", "long_term"), need("D", "must"))
    decision = SMALL.model_copy(update={"needs": needs})
    assert most_relevant_needs(decision) == ("B", "D", "C", "A")
    assert most_relevant_needs(decision, agreed=("B",)) == ("D", "C", "A")
    assert most_relevant_needs(decision, count=1) == ("B",)


def test_of_needs_of_one_tier_those_on_the_heavier_criterion_come_first() -> None:
    light, heavy = need("A"), need("B")
    chosen = SMALL.criteria_set.model_copy(update={"feeds": {"A": "E1"}})
    weights = {**SMALL.weights, "platform": NodeWeights(points={"fit": 90, "ease": 10})}
    update = {"needs": (light, heavy), "criteria_set": chosen, "weights": weights}
    assert most_relevant_needs(SMALL.model_copy(update=update)) == ("B", "A")

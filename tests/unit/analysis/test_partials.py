from collections.abc import Mapping

import numpy as np
import pytest

from selection.analysis.cells import Subject, need_cells
from selection.analysis.partials import Partials, from_needs, measured
from selection.model.criteria import Criterion, Linear
from selection.model.decision import LADDER, Policy
from selection.model.judgements import Answer, Score
from selection.model.needs import Need
from tests.building import (
    DOES_NOT_APPLY,
    TODAY,
    answer,
    as_is_fit_criterion,
    criterion,
    decide,
    fact,
    fed,
    need,
    not_answered,
    score,
)

A, B = criterion("A"), criterion("B", worst=90, best=0)


def table(partials: Partials) -> dict[str, list[tuple[float, float, float]]]:
    bounds = np.stack([partials.low, partials.high, partials.proven], axis=2)
    return {
        name: [tuple(round(float(x), 12) for x in cell) for cell in row]
        for name, row in zip(partials.alternatives, bounds, strict=True)
    }


def of_measures(scores: Mapping[str, Mapping[str, Score]], **more: object) -> Partials:
    decision = decide(tuple(scores), scores=scores, **more)
    return measured(decision, [Subject(name, {}) for name in scores], (A, B), TODAY)[0]


def of_needs(
    answers: Mapping[Need, Answer], criteria: tuple[Criterion, ...] = (fed("F"),), **more: object
) -> list[tuple[float, float, float]]:
    decision = decide(
        needs=tuple(answers),
        answers={"a": {asked.id: found for asked, found in answers.items()}},
        criteria=criteria,
        **more,
    )
    return table(from_needs(decision, need_cells(decision, TODAY), criteria))["a"]


def test_a_score_is_worth_its_place_on_the_scale() -> None:
    found = of_measures({"a": {"A": score(25), "B": score(27)}, "b": {"A": score(140), "B": score(100)}})
    assert found.criteria == ("A", "B")
    assert table(found) == {"a": [(0.25,) * 3, (0.7,) * 3], "b": [(1.0,) * 3, (0.0,) * 3]}


@pytest.mark.parametrize("state", ["not_asked", "asked", "cannot_judge", "not_applicable"])
def test_an_open_score_may_turn_out_anywhere_and_one_refused_is_worst(state: str) -> None:
    found = {
        "a": {"A": Score.model_validate({"state": state, "reason": "why"}), "B": Score(state="no_answer")}
    }
    assert table(of_measures(found)) == {"a": [(0.0, 1.0, 0.0), (0.0, 0.0, 0.0)]}


def test_a_score_on_weak_evidence_keeps_its_value_and_proves_nothing() -> None:
    scores = {"a": {"A": score(25, "document"), "B": score(27, "demo")}}
    assert table(of_measures(scores, stage="award")) == {"a": [(0.25, 0.25, 0.0), (0.7,) * 3]}


def test_a_measurement_may_come_from_a_published_fact() -> None:
    by_fact = criterion("A", measured_by="years")
    partials, cells = measured(decide(), [Subject("a", {"years": (fact(40.0),)})], (by_fact,), TODAY)
    assert table(partials) == {"a": [(0.4,) * 3]}
    assert cells["a"]["A"].origin == "fact"


def test_no_subjects_or_no_criteria_make_an_empty_table() -> None:
    assert measured(decide(), [], (A, B), TODAY)[0].low.shape == (0, 2)
    assert measured(decide(), [Subject("a", {})], (), TODAY)[0].low.shape == (1, 0)
    assert from_needs(decide(), need_cells(decide(), TODAY), ()).low.shape == (1, 0)


def test_columns_are_given_in_the_order_asked_for() -> None:
    found = of_measures({"a": {"A": score(25), "B": score(27)}}).columns(["B", "A"])
    assert (found.criteria, table(found)) == (("B", "A"), {"a": [(0.7,) * 3, (0.25,) * 3]})


@pytest.mark.parametrize(("delivery", "value"), LADDER.items())
def test_a_need_is_worth_its_rung_on_the_ladder(delivery: str, value: float) -> None:
    assert of_needs({need("N"): answer(delivery)}) == [(value,) * 3]


def test_the_ladder_is_the_policys() -> None:
    policy = Policy(ladder={**LADDER, "configuration": 1.0, "custom": 0.0})
    assert of_needs({need("N"): answer("configuration"), need("M"): answer("custom")}, policy=policy) == [
        (0.5,) * 3
    ]


def test_rungs_are_averaged_in_each_tier_and_tiers_by_their_shares() -> None:
    found = of_needs(
        {
            need("M1"): answer("as_is"),
            need("M2"): answer("custom"),
            need("L1", "long_term"): answer("add_on"),
            need("W1", "nice"): answer("absent"),
        }
    )
    assert found == [(round(0.6 * 0.65 + 0.3 * 0.6, 12),) * 3]


def test_an_empty_tiers_share_is_spread_over_the_criterions_own_tiers() -> None:
    assert of_needs({need("M1"): answer("custom"), need("W1", "nice"): answer()}) == [
        (round((0.6 * 0.3 + 0.1) / 0.7, 12),) * 3
    ]
    policy = Policy(tier_shares={"must": 1.0, "long_term": 0.0, "nice": 0.0})
    assert of_needs({need("L1", "long_term"): answer("custom")}, policy=policy) == [(0.3,) * 3]


def test_an_open_need_may_turn_out_anywhere_and_one_refused_is_absent() -> None:
    found = {
        need("M1"): answer(),
        need("M2"): not_answered(),
        need("M3"): not_answered("no_answer"),
        need("M4"): answer("custom"),
    }
    assert of_needs(found) == [(1.3 / 4, 2.3 / 4, 1.3 / 4)]


def test_a_delivery_on_weak_evidence_may_be_worth_nothing() -> None:
    found = {need("M1"): answer("as_is", "demo"), need("M2"): answer("add_on", "claim")}
    assert of_needs(found, stage="award") == [(0.8, 0.8, 0.5)]


def test_a_need_that_does_not_apply_leaves_the_average() -> None:
    assert of_needs({need("M1"): answer("custom"), need("M2"): DOES_NOT_APPLY}) == [(0.3,) * 3]


def test_a_criterion_none_of_whose_needs_apply_may_be_worth_anything() -> None:
    assert of_needs({need("M1"): DOES_NOT_APPLY}) == [(0.0, 1.0, 0.0)]
    assert of_needs({need("M1"): DOES_NOT_APPLY}, (as_is_fit_criterion("F"),)) == [(0.0, 1.0, 0.0)]


def test_each_need_counts_for_the_criterion_it_feeds_and_no_other() -> None:
    criteria = (fed("G"), as_is_fit_criterion("H"), fed("F"))
    found = of_needs(
        {
            need("F1", criterion="F"): answer("custom"),
            need("G1", criterion="G"): answer("add_on"),
            need("H1", criterion="H"): answer("as_is"),
            need("H2", criterion="H"): answer("as_is"),
        },
        criteria,
    )
    assert found == [(0.6,) * 3, (1.0,) * 3, (0.3,) * 3]


def test_as_is_fit_as_a_criterion_is_the_share_met_in_percent() -> None:
    ten = {need(f"M{at}"): answer("as_is" if at < 9 else "configuration") for at in range(10)}
    assert of_needs(ten, (as_is_fit_criterion("F"),)) == [(0.5,) * 3]
    open_one = {asked: not_answered() if asked.id == "M0" else found for asked, found in ten.items()}
    assert of_needs(open_one, (as_is_fit_criterion("F"),)) == [(0.0, 0.5, 0.0)]
    weak_one = {
        asked: answer("as_is", "claim") if asked.id == "M0" else found for asked, found in ten.items()
    }
    assert of_needs(weak_one, (as_is_fit_criterion("F"),), stage="award") == [(0.5, 0.5, 0.0)]


def test_as_is_fit_may_stand_on_any_scale_in_percent() -> None:
    even = fed("F", Linear(kind="linear", unit="%", worst=0, best=100))
    assert of_needs({need("M1"): answer(), need("M2"): answer("absent")}, (even,)) == [(0.5,) * 3]

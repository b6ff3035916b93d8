"""How sure a result on plain arrays is: the same analysis as of a file, in one call."""

import json
from math import erf, log
from typing import Any

import numpy as np
import pytest

from selection.documents.arrays import sure_of_arrays
from selection.documents.sureness import how_sure, sureness_as_plain
from selection.errors import DecisionError, NoAlternativeLeft, SelectionError, WeightError
from selection.model.base import Money
from selection.model.decision import Policy
from selection.model.inquiry import InquiryPolicy
from selection.model.robustness import RobustnessPolicy
from tests.examples import result as example

UNKNOWN = float("nan")
EXACT = Policy(robustness=RobustnessPolicy(score_down=0, score_up=0))


def test_the_keys_are_those_of_the_command_but_for_the_decision_there_is_none_of() -> None:
    found = sure_of_arrays([[0.9, 0.2], [0.4, 0.6]], [7, 3])
    assert ["decision", *found] == list(sureness_as_plain(how_sure(example("tender"))))


def test_critical_weights_are_those_worked_out_by_hand() -> None:
    """0.9 t + 0.2 (1 − t) = 0.4 t + 0.6 (1 − t) at t = 4/9."""
    found = sure_of_arrays([[0.9, 0.2], [0.4, 0.6]], [7, 3])["critical_weights"]
    assert [(one["name"], one["weight"]) for one in found] == [
        ("c1", pytest.approx(0.7)),
        ("c2", pytest.approx(0.3)),
    ]
    assert (found[0]["lower"], found[0]["upper"]) == ({"weight": pytest.approx(4 / 9), "rival": "a2"}, None)
    assert (found[1]["lower"], found[1]["upper"]) == (None, {"weight": pytest.approx(5 / 9), "rival": "a2"})


def test_the_question_about_one_unknown_is_worth_what_the_closed_form_says() -> None:
    """w = 0.5 and d = 0.60 − 0.55, so I = (w/2 − d)² / (2w) = 0.04."""
    found = sure_of_arrays([[0.6, 0.6], [0.6, UNKNOWN]], [1, 1], policy=EXACT)
    (asked,) = found["questions"]
    assert (asked["kind"], asked["subject"], asked["ask"]) == ("letter", "c2", ["a2"])
    assert asked["gain"] == found["inquiry"]["expected_regret"] == pytest.approx(0.04, abs=1e-5)
    assert (asked["instead_of"], asked["becomes"]) == (
        "a1",
        [{"alternative": "a2", "chance": pytest.approx(0.4)}],
    )


def test_a_price_of_value_decides_whether_a_question_pays() -> None:
    """K · I = 40 against 1.5 hours."""

    def asked(hour_cost: float) -> list[Any]:
        worth, cost = (Money(amount=amount, currency="EUR") for amount in (1000, hour_cost))
        paid = EXACT.model_copy(update={"inquiry": InquiryPolicy(value_worth=worth, hour_cost=cost)})
        return list(sure_of_arrays([[0.6, 0.6], [0.6, UNKNOWN]], [1, 1], policy=paid)["questions"])

    assert [step["net"] for step in asked(20)] == [pytest.approx(40 - 1.5 * 20, abs=0.01)]
    assert asked(30) == []


def test_an_unknown_counts_as_anything_and_a_claim_is_rarely_true() -> None:
    """b's second value is even over [0, 1] and level at 0.6; a's claim holds with 0.2, else is below 0.6."""
    fixed = Policy(robustness=RobustnessPolicy(score_down=0, score_up=0, draws=20_000))
    found = sure_of_arrays([[0.6, 0.6], [0.6, UNKNOWN]], [0, 1], policy=fixed)
    assert found["grounds"]["first_on_answers"] == pytest.approx(0.6, abs=0.01)
    claimed = sure_of_arrays(
        [[0.6, 0.6], [0.6, 0.3]], [0, 1], evidence=[["demo", "claim"], ["demo", "demo"]], policy=fixed
    )
    assert claimed["grounds"]["first_on_answers"] == pytest.approx(0.2 + 0.8 / 2, abs=0.01)
    assert claimed["grounds"]["same_on_evidence"] is False


MANY = Policy(robustness=RobustnessPolicy(draws=40_000))


def first_if_only(source: str, found: dict[str, Any]) -> float:
    return float(found["grounds"]["first_by_source"][source])


def test_agreed_scores_vary_by_a_level_as_worked_out_by_hand() -> None:
    """a is 0.4, 0.6 or 0.8, b 0.3, 0.5 or 0.7, with 0.15, 0.70 and 0.15: a is ahead in 0.7675."""
    found = sure_of_arrays([[0.6], [0.5]], [1], policy=MANY)
    assert first_if_only("scores", found) == pytest.approx(0.15 * 0.15 + 0.70 * 0.85 + 0.15, abs=0.01)
    assert (first_if_only("weights", found), first_if_only("answers", found)) == (1.0, 1.0)


def test_points_vary_by_a_log_normal_factor_as_worked_out_by_hand() -> None:
    """The first is ahead where w1 / w2 > 0.8; ln(w1 / w2) is normal with √2 · ln 1.5 / 1.96: Φ(0.7627)."""
    found = sure_of_arrays([[0.9, 0.2], [0.4, 0.6]], [1, 1], policy=MANY)
    deviation = 2**0.5 * log(1.5) / 1.959964
    expected = (1 + erf(-log(0.8) / deviation / 2**0.5)) / 2
    assert expected == pytest.approx(0.777, abs=0.001)
    assert first_if_only("weights", found) == pytest.approx(expected, abs=0.01)


def test_a_document_is_true_in_six_cases_of_ten_and_else_anything_below() -> None:
    """a's 0.9 holds with 0.6, else it is even below 0.9 and ahead of 0.5 with 4/9."""
    found = sure_of_arrays([[0.9], [0.5]], [1], evidence=[["document"], ["demo"]], policy=MANY)
    assert first_if_only("evidence", found) == pytest.approx(0.6 + 0.4 * 4 / 9, abs=0.01)


def test_every_row_of_weights_is_a_member() -> None:
    found = sure_of_arrays([[0.9, 0.2], [0.4, 0.6]], [[7, 3], [9, 1], [1, 3]])
    assert found["grounds"]["members"] == {"agreeing": 2, "all": 3}
    assert {one["name"]: one["weight"] for one in found["critical_weights"]} == {
        "c1": pytest.approx((0.7 + 0.9 + 0.25) / 3),
        "c2": pytest.approx((0.3 + 0.1 + 0.75) / 3),
    }


def test_names_stand_wherever_alternatives_and_criteria_do_and_nothing_else() -> None:
    names = ["North Star", "Port"], ["user’s ease", "cost"]
    anchors = [[0, 200], [10, 100]]
    found = sure_of_arrays([[9.0, 120.0], [UNKNOWN, 180.0]], [1, 1], anchors, names=names)
    text = json.dumps(found, ensure_ascii=False)
    assert "alternative-" not in text
    assert "criterion-" not in text
    assert "met-by-all" not in text
    assert found["sentence"].startswith("North Star is ahead of Port by 0.50, mostly because of: ")
    assert {row["alternative"] for row in found["acceptability"]} == {"North Star", "Port"}


def test_the_same_seed_gives_the_same_figures() -> None:
    values = np.random.default_rng(1).random((6, 4))
    one, again = (sure_of_arrays(values, [1, 2, 3, 4]) for _ in range(2))
    assert one == again
    other = Policy(robustness=RobustnessPolicy(seed=6))
    assert sure_of_arrays(values, [1, 2, 3, 4], policy=other)["acceptability"] != one["acceptability"]


@pytest.mark.parametrize(
    ("performances", "weights", "verdict"),
    [
        ([[0.5]], [1], "robust"),
        ([[UNKNOWN]], [1], "robust"),
        ([[0.5], [0.4]], [1], "robust"),
        ([[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]], [1, 1], "tie"),
        ([[UNKNOWN, None], [None, None]], [1, 1], "open"),
        ([[0.5, 0.7], [0.5, 0.2]], [1, 0], "tie"),
        ([[7.0, 0.5], [9.0, 0.5]], [1, 1], "tie"),
    ],
    ids=["one", "one unknown", "one criterion", "all equal", "all unknown", "no weight", "beyond the scale"],
)
def test_degenerate_arrays_get_a_sensible_answer_and_never_nan(
    performances: list[list[float]], weights: list[float], verdict: str
) -> None:
    found = sure_of_arrays(performances, weights, policy=EXACT)
    assert found["verdict"] == verdict
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@pytest.mark.parametrize(
    ("arguments", "error", "where", "code"),
    [
        (([], []), DecisionError, "matrix", "matrix_not_rectangular"),
        (([["x"]], [1]), DecisionError, "matrix", "matrix_not_numbers"),
        ((np.zeros((0, 2)), [1, 1]), NoAlternativeLeft, "offers", "no_alternative_left"),
        (([[0.5, 1.0]], [1]), WeightError, "weights", "weight_count"),
        (([[0.5, 1.0]], [1, -1]), WeightError, "weights[1]", "weight_negative"),
        (([[0.5, 1.0]], [0, 0]), WeightError, "weights", "weights_all_zero"),
        (([[0.5, 1.0]], ["x", 1]), WeightError, "weights", "weights_not_numbers"),
        (([[0.5]], [1], [[0, 1]]), DecisionError, "anchors", "array_shape"),
        (([[0.5]], [1], [[0], [UNKNOWN]]), DecisionError, "anchors", "performance_not_finite"),
        (([[0.5]], [1], [[1], [1]]), DecisionError, "anchors[:, 0]", "anchors_equal"),
        (
            ([[0.5]], [1], None, "demo", (["a", "b"], ["c"])),
            DecisionError,
            "names: alternatives",
            "alternative_count",
        ),
        (
            ([[0.5, 0.1]], [1, 1], None, "demo", (["a"], ["c", "c"])),
            DecisionError,
            "names: criteria[1]",
            "alternative_repeated",
        ),
    ],
)
def test_arrays_that_can_not_be_meant_are_refused(
    arguments: tuple[Any, ...], error: type[SelectionError], where: str, code: str
) -> None:
    with pytest.raises(error) as caught:
        sure_of_arrays(*arguments)
    assert (caught.value.where, caught.value.code) == (where, code)

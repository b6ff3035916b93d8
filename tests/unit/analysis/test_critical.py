"""Critical weights in closed form, held against searching for them."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from selection.analysis.balance import balance
from selection.analysis.critical import CriticalWeight, critical_weights, turning_weights
from selection.analysis.robustness import robustness
from selection.analysis.standing import standing
from tests.building import (
    answer,
    criterion,
    decide,
    decisions,
    fed,
    need,
    not_answered,
    result,
    score,
    verdicts,
)
from tests.examples import result as example

UNIT = st.floats(0, 1).map(lambda x: round(x, 3))


def values_at(values: np.ndarray, weights: np.ndarray, part: list[int], weight: float) -> np.ndarray:
    """Give overall values if a part weighs so much and the others keep their proportions."""
    inside = np.zeros(len(weights), dtype=bool)
    inside[part] = True
    moved = np.where(
        inside, weights / weights[inside].sum() * weight, weights / weights[~inside].sum() * (1 - weight)
    )
    return np.asarray(values @ moved)


def searched(values: np.ndarray, weights: np.ndarray, part: list[int], leader: int, up: bool) -> float | None:
    """Search for the nearest weight at which somebody is level with the leader, by halving."""
    now = float(weights[part].sum())
    end = 1.0 if up else 0.0
    found = []
    for rival in range(len(values)):

        def lead(weight: float, rival: int = rival) -> float:
            at = values_at(values, weights, part, weight)
            return float(at[leader] - at[rival])

        if rival == leader or lead(end) > 0:
            continue
        near, far = now, end
        for _ in range(200):
            middle = (near + far) / 2
            near, far = (middle, far) if lead(middle) > 0 else (near, middle)
        found.append(far)
    return (min(found) if up else max(found)) if found else None


@st.composite
def cases(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, list[int], int]:
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    cells = draw(st.lists(UNIT, min_size=rows * columns, max_size=rows * columns))
    points = draw(st.lists(st.integers(1, 100), min_size=columns, max_size=columns))
    size = draw(st.integers(1, columns - 1))
    values = np.array(cells).reshape(rows, columns)
    weights = np.array(points) / sum(points)
    totals = values @ weights
    leader = int(totals.argmax())
    others = np.delete(totals, leader)
    # Where the leader is level already, the nearest turn is where we stand.
    assume(totals[leader] - others.max() > 1e-6)
    return values, weights, list(range(size)), leader


@given(cases())
def test_critical_weights_are_those_that_searching_finds(
    case: tuple[np.ndarray, np.ndarray, list[int], int],
) -> None:
    lower, upper = turning_weights(*case)
    values, weights, part, leader = case
    for turn, up in ((lower, False), (upper, True)):
        expected = searched(values, weights, part, leader, up)
        assert (turn is None) == (expected is None)
        if turn is not None and expected is not None:
            assert abs(turn[0] - expected) <= 1e-9


def test_a_turn_names_who_is_level_there() -> None:
    values, weights = np.array([[0.9, 0.2, 0.2], [0.4, 0.6, 0.5], [0.2, 0.3, 0.9]]), np.array([0.7, 0.2, 0.1])
    lower, upper = turning_weights(values, weights, [0], 0)
    assert upper is None
    assert lower is not None
    at = values_at(values, weights, [0], lower[0])
    assert abs(at[0] - at[lower[1]]) < 1e-12
    assert at[0] >= at.max() - 1e-12


def test_a_part_that_is_everything_or_weighs_nothing_has_no_turn() -> None:
    values = [[0.9, 0.2, 0.1], [0.4, 0.6, 0.3]]
    assert turning_weights(values, [0.7, 0.3, 0.0], [0, 1, 2], 0) == (None, None)
    assert turning_weights(values, [1.0, 0.0, 0.0], [1, 2], 0) == (None, None)
    assert turning_weights(values, [1.0, 0.0, 0.0], [0], 0) == (None, None)


def test_a_single_criterion_that_weighs_nothing_may_still_gain_weight() -> None:
    lower, upper = turning_weights([[0.9, 0.2], [0.4, 0.6]], [1.0, 0.0], [1], 0)
    assert lower is None
    assert upper is not None
    assert round(upper[0], 9) == round(5 / 9, 9)


def test_equal_alternatives_have_no_turn() -> None:
    assert turning_weights([[0.5, 0.5], [0.5, 0.5]], [0.5, 0.5], [0], 0) == (None, None)


def named(found: tuple[CriticalWeight, ...], name: str) -> CriticalWeight:
    return next(one for one in found if one.name == name)


def test_the_critical_weight_of_a_criterion_names_the_rival() -> None:
    decision = decide(
        ("a", "b"),
        criteria=(criterion("X"), criterion("Y")),
        scores={"a": {"X": score(90), "Y": score(20)}, "b": {"X": score(40), "Y": score(60)}},
        points={"X": 70, "Y": 30},
    )
    evaluation = result(decision)
    found = named(critical_weights(evaluation, standing(evaluation, "platform")), "X")
    assert found.lower is not None
    assert (found.lower.rival, round(found.lower.weight, 9)) == ("b", round(4 / 9, 9))
    assert found.upper is None
    assert round(found.room, 9) == round(0.7 - 4 / 9, 9)


@pytest.mark.parametrize(
    ("gates", "leader", "rival"),
    [
        ({"a": "pass", "b": "pass", "c": "open", "d": "fail"}, "a", "b"),
        ({"a": "pass", "b": "fail", "c": "open", "d": "fail"}, "a", None),
        ({"a": "open", "b": "fail", "c": "open", "d": "fail"}, "a", "c"),
        ({"a": "fail", "b": "pass", "c": "open", "d": "fail"}, "b", None),
    ],
)
def test_no_weight_is_critical_because_of_an_alternative_that_no_weight_puts_first(
    gates: dict[str, str], leader: str, rival: str | None
) -> None:
    """Whoever comes later by name would be level sooner: d before c, and c before b."""
    given = {"pass": answer(), "open": not_answered(), "fail": answer("absent")}
    on_y = {"a": 20, "b": 60, "c": 70, "d": 80}
    decision = decide(
        tuple(gates),
        needs=(need("N1"),),
        answers={name: {"N1": given[verdict]} for name, verdict in gates.items()},
        criteria=(fed("F"), criterion("X"), criterion("Y")),
        scores={name: {"X": score(90 if name == "a" else 40), "Y": score(on_y[name])} for name in gates},
        points={"F": 0, "X": 90, "Y": 10},
    )
    evaluation = result(decision)
    assert verdicts(evaluation.platforms) == gates
    found = standing(evaluation, "platform")
    assert found.leader is not None
    assert found.names[found.leader] == leader
    lower = named(critical_weights(evaluation, found), "X").lower
    assert (lower.rival if lower else None) == rival


def test_without_a_rival_there_is_no_turn_and_without_a_leader_no_list() -> None:
    alone = result(decide(criteria=(criterion("X"),), scores={"a": {"X": score(50)}}))
    found = critical_weights(alone, standing(alone, "platform"))
    assert [(one.lower, one.upper) for one in found] == [(None, None)] * len(found)


def test_the_critical_weight_of_the_sides_is_the_turn_of_the_balance() -> None:
    evaluation = example("tender")
    found, turn = (
        named(robustness(evaluation, draws=100).main.critical_weights, "platform"),
        balance(evaluation),
    )
    assert turn is not None
    assert turn.upper is not None
    assert found.upper is not None
    assert found.part == "side"
    assert found.upper.rival == turn.upper.rival
    assert abs(found.upper.weight - turn.upper.weight) < 1e-9
    assert (found.lower, turn.lower) == (None, None)


@given(decisions())
def test_inside_its_critical_weights_the_leader_stays_first(decision: object) -> None:
    evaluation = result(decision)  # type: ignore[arg-type]
    found = standing(evaluation, "platform")
    if found.leader is None or not found.criteria:
        return
    rows = found.compared
    for one in critical_weights(evaluation, found):
        if one.part != "criterion" or not 0 < one.weight < 1:
            continue
        low = one.lower.weight if one.lower else 0.0
        high = one.upper.weight if one.upper else 1.0
        at = [found.criteria.index(one.name)]
        for share in (0.001, 0.5, 0.999):
            values = values_at(found.middle, found.weights, at, low + share * (high - low))[rows]
            assert values[rows.tolist().index(found.leader)] >= values.max() - 1e-9

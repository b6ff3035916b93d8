"""What holds for every decision, however it is filled in."""

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from selection.analysis.balance import balance
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.questions import questions
from selection.model.base import LARGEST, Entry, Money
from selection.model.criteria import Linear, PiecewiseLinear
from selection.model.decision import Decision, NodeWeights, Policy
from selection.model.judgements import Score
from selection.model.needs import DELIVERIES, Delivery
from tests.building import (
    answer,
    criterion,
    decide,
    decisions,
    possible,
    ranks,
    result,
    score,
    verdicts,
    with_answers,
    with_scores,
)

many = settings(max_examples=max(500, settings().max_examples))
NOWHERE = math.inf
VERDICTS = ("fail", "open", "pass")


def everyone(evaluation: Evaluation) -> tuple[Alternative, ...]:
    return (*evaluation.platforms, *evaluation.integrators, *evaluation.pairs)


def lists(evaluation: Evaluation) -> tuple[tuple[Alternative, ...], ...]:
    return evaluation.platforms, evaluation.integrators, evaluation.pairs


def figures(found: Alternative) -> list[float]:
    return [found.low, found.high, found.proven, found.quality_low, found.quality_high]


def near(one: Iterable[float], other: Iterable[float]) -> bool:
    return all(abs(here - there) <= 1e-12 for here, there in zip(one, other, strict=True))


def place(rank: int | None) -> float:
    return NOWHERE if rank is None else rank


@given(decisions())
def test_bounds_are_in_order_and_between_worst_and_best(decision: Decision) -> None:
    noise = 1e-12
    for found in everyone(result(decision)):
        assert -noise <= found.proven <= found.low + noise
        assert found.low <= found.high <= 1 + noise
        assert -noise <= found.quality_low <= found.quality_high + noise <= 1 + 2 * noise
        if found.fit:
            assert 0 <= found.fit.proven <= found.fit.low <= found.fit.high <= 1
            assert found.fit.plain_low <= found.fit.plain_high


@given(decisions())
def test_contributions_sum_to_the_value(decision: Decision) -> None:
    for found in everyone(result(decision)):
        parts = [(c.low, c.high, c.weight) for c in found.contributions]
        low, high, weight = (sum(column) for column in zip(*parts, strict=True))
        assert near((low, high), (found.low, found.high))
        if found.kind == "pair":
            assert near((weight,), (1.0,))


@given(decisions())
def test_possible_ranks_are_possible(decision: Decision) -> None:
    evaluation = result(decision)
    for listed in lists(evaluation):
        alive = [found for found in listed if found.gate.verdict != "fail"]
        for found in listed:
            if found not in alive:
                assert (found.rank, found.rank_best, found.rank_worst) == (None, None, None)
                continue
            assert found.rank_best is not None
            assert found.rank_worst is not None
            assert 1 <= found.rank_best <= found.rank_worst <= len(alive)
            certain = found.gate.verdict == "pass" and found.rank_best == found.rank_worst
            assert found.rank == (found.rank_best if certain else None)


@given(decisions(settled=True))
def test_where_everything_is_known_ranks_follow_the_rounded_values(decision: Decision) -> None:
    for listed in lists(result(decision)):
        passed = [found for found in listed if found.gate.verdict == "pass"]
        for found in passed:
            ahead = sum(round(other.low, 9) > round(found.low, 9) for other in passed)
            assert found.rank == 1 + ahead


def shuffled(decision: Decision, random: Random) -> Decision:
    """The same decision with everything that has an order in another one."""

    def mixed(table: dict[str, Any]) -> dict[str, Any]:
        return {name: table[name] for name in random.sample(list(table), len(table))}

    chosen = decision.criteria_set
    sides = {
        side: tuple(random.sample(nodes, len(nodes)))
        for side, nodes in (("platform", chosen.platform), ("integrator", chosen.integrator))
    }
    sections = ("needs", "criteria", "offers", "platforms", "integrators", "phases")
    entries = {name: getattr(decision, name) for name in sections}
    return decision.model_copy(
        update={
            **{name: tuple(random.sample(held, len(held))) for name, held in entries.items()},
            "criteria_set": chosen.model_copy(update=sides),
            "answers": mixed({name: mixed(row) for name, row in decision.answers.items()}),
            "scores": mixed({name: mixed(row) for name, row in decision.scores.items()}),
            "weights": mixed(
                {
                    node: given.model_copy(update={"points": mixed(given.points)})
                    for node, given in decision.weights.items()
                }
            ),
        }
    )


@many
@given(decisions(), st.integers(0, 10**6))
def test_no_order_in_which_anything_is_written_changes_the_result(decision: Decision, seed: int) -> None:
    before, after = result(decision), result(shuffled(decision, Random(seed)))
    same_result(before, after)
    assert {p.id: p.fit for p in before.platforms} == {p.id: p.fit for p in after.platforms}


def without(decision: Decision, name: str) -> Decision:
    """The decision without one offer or one firm."""
    kept = {
        section: tuple(entry for entry in getattr(decision, section) if entry.id != name)
        for section in ("offers", "integrators")
    }
    return decision.model_copy(update=kept)


def left(decision: Decision) -> Iterator[tuple[str, Decision]]:
    removable = [offer.id for offer in decision.offers[1:]] + [firm.id for firm in decision.integrators]
    return ((name, without(decision, name)) for name in removable)


@given(decisions())
def test_removing_an_alternative_changes_no_others_figures_and_no_others_gate(decision: Decision) -> None:
    before = {found.id: found for found in everyone(result(decision))}
    for _, fewer in left(decision):
        for found in everyone(result(fewer)):
            known = before[found.id]
            assert figures(found) == figures(known)
            assert (found.gate, found.fit) == (known.gate, known.fit)
            assert found.contributions == known.contributions


@many
@given(decisions())
def test_removing_a_loser_never_changes_the_winner(decision: Decision) -> None:
    before = result(decision)
    for _, fewer in left(decision):
        for listed, remaining in zip(lists(before), lists(result(fewer)), strict=True):
            still = {found.id for found in remaining}
            winners = {found.id for found in listed if found.rank == 1}
            if not winners <= still:
                continue
            now = {found.id for found in remaining if found.rank == 1}
            assert winners <= now
            if all(found.is_exact for found in listed) and winners:
                assert now <= winners


@given(decisions())
def test_removing_an_alternative_worsens_nobodys_possible_ranks(decision: Decision) -> None:
    before = result(decision)
    for _, fewer in left(decision):
        for listed, remaining in zip(lists(before), lists(result(fewer)), strict=True):
            gone = len(listed) - len(remaining)
            earlier = possible(listed)
            for name, (best, worst) in possible(remaining).items():
                best_before, worst_before = earlier[name]
                assert place(best_before) - gone <= place(best) <= place(best_before)
                assert place(worst_before) - gone <= place(worst) <= place(worst_before)


def never_lower(before: Evaluation, after: Evaluation, name: str) -> None:
    old, new = before.alternative(name), after.alternative(name)
    assert new.low >= old.low - 1e-12
    assert new.high >= old.high - 1e-12
    assert VERDICTS.index(new.gate.verdict) >= VERDICTS.index(old.gate.verdict)
    # A rank may become uncertain, since the value now reaches those ahead; it never becomes a lower one.
    assert place(new.rank_worst) <= place(old.rank_worst)
    if old.rank is not None and new.rank is not None:
        assert new.rank <= old.rank
    # Pairs rise together with the offer they share, and the gates of those ahead may open with it.
    if new.kind != "pair":
        assert place(new.rank_best) <= place(old.rank_best)


def touched(evaluation: Evaluation, name: str) -> list[str]:
    """An alternative and every pair it is part of."""
    pairs = [p.id for p in evaluation.pairs if p.pair and name in (p.pair.offer, p.pair.integrator)]
    return [name, *pairs]


@many
@given(decisions(), st.data())
def test_raising_a_performance_never_lowers_value_or_rank(decision: Decision, data: st.DataObject) -> None:
    before = result(decision)
    measured = [
        (name, criterion_id, cell)
        for name, row in decision.scores.items()
        for criterion_id, cell in row.items()
        if cell.performance is not None and name in {found.id for found in everyone(before)}
    ]
    if not measured:
        return
    name, criterion_id, cell = data.draw(st.sampled_from(measured))
    direction = 1 if before.foundation.criteria[criterion_id].direction == "increasing" else -1
    better = cell.performance + direction * data.draw(st.sampled_from((1, 15, 200)))
    after = result(
        with_scores(decision, name, **{criterion_id: cell.model_copy(update={"performance": better})})
    )
    for found in touched(before, name):
        never_lower(before, after, found)


@many
@given(decisions(), st.data())
def test_improving_a_delivery_never_lowers_value_or_rank(decision: Decision, data: st.DataObject) -> None:
    before = result(decision)
    improvable = [
        (offer.id, need, cell)
        for offer in decision.offers
        for need, cell in decision.answers[offer.id].items()
        if cell.delivery not in (None, "as_is")
    ]
    if not improvable:
        return
    offer, need, cell = data.draw(st.sampled_from(improvable))
    better: list[Delivery] = list(DELIVERIES[: DELIVERIES.index(cell.delivery)])
    raised = answer(data.draw(st.sampled_from(better)), cell.evidence)
    after = result(with_answers(decision, offer, **{need: raised}))
    for found in touched(before, offer):
        never_lower(before, after, found)


def in_other_units(decision: Decision, factor: float, shift: float) -> Decision:
    def moved(scale: Any) -> Any:
        if isinstance(scale, Linear):
            return scale.model_copy(
                update={end: getattr(scale, end) * factor + shift for end in ("worst", "best")}
            )
        if isinstance(scale, PiecewiseLinear):
            anchors = [anchor * factor + shift for anchor in scale.anchors]
            step = [f"{scale.levels[0][0]}{anchors[0]}"] if isinstance(scale.levels[0], str) else []
            return PiecewiseLinear.model_validate({**scale.model_dump(), "levels": [*step, *anchors]})
        return scale

    measured = {c.id for c in decision.criteria if c.from_ == "measure"}
    criteria = tuple(
        c.model_copy(
            update={"value": moved(c.value), "gate": None if c.gate is None else c.gate * factor + shift}
        )
        if c.id in measured
        else c
        for c in decision.criteria
    )
    scores = {
        name: {
            asked: cell
            if cell.performance is None
            else cell.model_copy(update={"performance": cell.performance * factor + shift})
            for asked, cell in row.items()
        }
        for name, row in decision.scores.items()
    }
    return decision.model_copy(update={"criteria": criteria, "scores": scores})


def with_points_times(decision: Decision, factor: float) -> Decision:
    scaled = {
        node: NodeWeights(points={name: figure * factor for name, figure in given.points.items()})
        for node, given in decision.weights.items()
    }
    return decision.model_copy(update={"weights": scaled})


def same_result(before: Evaluation, after: Evaluation) -> None:
    for one, other in zip(lists(before), lists(after), strict=True):
        assert [found.id for found in one] == [found.id for found in other]
        assert (possible(one), ranks(one), verdicts(one)) == (possible(other), ranks(other), verdicts(other))
        for here, there in zip(one, other, strict=True):
            assert near(figures(here), figures(there))


UNITS = st.sampled_from([(2.0, 0.0), (1000.0, 0.0), (0.25, 32.0), (1.0, -273.0)])


@many
@given(decisions(), UNITS, st.sampled_from([2.0, 0.1, 3.0, 1000.0]))
def test_neither_another_unit_nor_points_on_another_scale_change_anything(
    decision: Decision, unit: tuple[float, float], factor: float
) -> None:
    before = result(decision)
    same_result(before, result(in_other_units(decision, *unit)))
    same_result(before, result(with_points_times(decision, factor)))


def numbers(found: object) -> Iterator[float]:
    if isinstance(found, float):
        yield found
    elif isinstance(found, Fraction | int | str | None):
        return
    elif isinstance(found, tuple | list):
        for entry in found:
            yield from numbers(entry)
    elif hasattr(found, "__dataclass_fields__"):
        for name in found.__dataclass_fields__:
            yield from numbers(getattr(found, name))


ANCHOR = st.floats(-LARGEST, LARGEST)
EXTREME = st.sampled_from([LARGEST, -LARGEST, LARGEST - 1, -0.0, 5e-324, 1.0, 0.1 + 0.2])


@many
@given(
    st.lists(ANCHOR | EXTREME, min_size=2, max_size=2, unique=True), st.lists(ANCHOR | EXTREME, min_size=3)
)
def test_whatever_the_model_takes_comes_out_as_a_finite_number(
    anchors: list[float], performances: list[float]
) -> None:
    measured = criterion("A", worst=anchors[0], best=anchors[1])
    names = tuple(f"o{at}" for at in range(len(performances)))
    scores = {name: {"A": score(figure)} for name, figure in zip(names, performances, strict=True)}
    evaluation = result(decide(names, criteria=(measured,), scores=scores))
    for found in evaluation.platforms:
        assert all(math.isfinite(figure) for figure in (*figures(found), *numbers(found.contributions)))
        assert 0 <= found.low <= 1
        assert str(found.low) != "-0.0"
        assert found.rank is not None
    worth = {name: evaluation.alternative(name).low for name in names}
    better = sorted(
        names, key=lambda name: scores[name]["A"].performance * (1 if anchors[1] > anchors[0] else -1)
    )
    assert [worth[name] for name in better] == sorted(worth.values())


@given(decisions())
def test_no_figure_is_ever_not_a_number(decision: Decision) -> None:
    evaluation = result(decision)
    told = [
        *(figure for found in everyone(evaluation) for figure in figures(found)),
        *numbers(questions(evaluation)),
        *numbers(balance(evaluation)),
    ]
    assert all(math.isfinite(figure) for figure in told)


NO_NUMBERS = [math.nan, math.inf, -math.inf, True, False, "1", "1,5", "١٢", None, [1.0]]


@pytest.mark.parametrize("found", NO_NUMBERS, ids=repr)
def test_what_is_no_number_never_gets_in(found: object) -> None:
    places: list[tuple[type[Entry], dict[str, Any]]] = [
        (Score, {"performance": found, "evidence": "claim"}),
        (Linear, {"kind": "linear", "unit": "days", "worst": found, "best": 7.5}),
        (Linear, {"kind": "linear", "unit": "days", "worst": 7.5, "best": found}),
        (PiecewiseLinear, {"kind": "piecewise_linear", "unit": "days", "levels": [-7.5, found]}),
        (NodeWeights, {"points": {"A": found}}),
        (Policy, {"fit_line": found}),
        (Policy, {"tier_shares": {"must": found}}),
        (Policy, {"ladder": {"custom": found}}),
        (Money, {"amount": found, "currency": "EUR"}),
    ]
    for model, fields in places:
        with pytest.raises(ValidationError):
            model.model_validate(fields)


@pytest.mark.parametrize(("share", "points"), [(1e308, 1e308), (1.01, 1.01e6), (-0.01, -0.01)])
def test_a_figure_beyond_its_bounds_never_gets_in(share: float, points: float) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate({"fit_line": share})
    with pytest.raises(ValidationError):
        NodeWeights.model_validate({"points": {"A": points}})

"""The engine on value, weights, pairs and ranks: a test for every sentence of its rules."""

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from selection.analysis.balance import balance
from selection.analysis.cells import Resolved
from selection.analysis.evaluation import evaluate
from selection.analysis.values import beyond, partial_value
from selection.analysis.weights import leaf_weights, node_weights, undecided_nodes
from selection.errors import DecisionError
from selection.model.consistency import obstacles
from selection.model.criteria import PiecewiseLinear
from selection.model.decision import Baseline, Decision, Policy
from selection.model.needs import DELIVERIES
from selection.model.profiles import Attribute
from tests.building import (
    TODAY,
    answer,
    as_is_fit_criterion,
    bid,
    criterion,
    decide,
    exactly,
    fact,
    fed,
    firm,
    fit_of,
    met,
    need,
    of_needs,
    part,
    possible,
    product,
    ranks,
    result,
    score,
    values,
    verdicts,
)

A, B, C, Q = criterion("A"), criterion("B"), criterion("C", "integrator"), criterion("Q", "pair")
TIERS = ("must", "long_term", "nice")


# 5. Fixed anchors.


def test_a_partial_value_never_depends_on_the_vendors_present() -> None:
    few = decide(("a", "b"), criteria=(A,), scores={"a": {"A": score(40)}, "b": {"A": score(50)}})
    scores = {**few.scores, "c": {"A": score(100)}, "d": {"A": score(0)}}
    many = decide(("a", "b", "c", "d"), criteria=(A,), scores=scores)
    before, after = values(result(few).platforms), values(result(many).platforms)
    assert {name: after[name] for name in "ab"} == before == {"a": (0.4, 0.4), "b": (0.5, 0.5)}


def test_outside_the_anchors_value_is_clipped_and_flagged() -> None:
    scale = PiecewiseLinear(kind="piecewise_linear", unit="%", levels=(80, 84, 88, 92, 96, 100))
    assert [(partial_value(p, scale), beyond(p, scale)) for p in (79, 80, 100, 101)] == [
        (0.0, "below"),
        (0.0, None),
        (1.0, None),
        (1.0, "above"),
    ]


@pytest.mark.parametrize(
    ("performance", "level"), [(0, 0), (49.99, 0), (50, 1), (60, 1.5), (70, 2), (97, 4.5), (99, 5)]
)
def test_below_a_step_the_level_is_0_at_it_1_and_between_anchors_it_rises_evenly(
    performance: float, level: float
) -> None:
    scale = PiecewiseLinear(kind="piecewise_linear", unit="%", levels=("<50", 50, 70, 85, 95, 99))
    assert partial_value(performance, scale) == exactly(level / 5)


def test_removing_a_loser_changes_neither_values_nor_the_winner() -> None:
    scores = {"a": {"A": score(70), "B": score(40)}, "b": {"A": score(30), "B": score(70)}}
    all_three = decide(
        ("a", "b", "c"), criteria=(A, B), scores={**scores, "c": {"A": score(0), "B": score(99)}}
    )
    without = decide(("a", "b"), criteria=(A, B), scores=scores)
    assert ranks(result(all_three).platforms) == {"a": 1, "b": 2, "c": 3}
    assert ranks(result(without).platforms) == {"a": 1, "b": 2}


# 6. Every need counts once.


def test_a_need_feeds_exactly_one_weighted_criterion() -> None:
    asked = (need("N1", criterion="F"), need("N2", criterion="G"))
    given = {"N1": answer(), "N2": answer("absent")}
    both = of_needs(given, asked, criteria=(fed("F"), fed("G")), policy=Policy(fit_line=0.0))
    assert [(c.criterion, c.low) for c in result(both).alternative("a").contributions] == [
        ("F", 0.5),
        ("G", 0.0),
    ]
    assert obstacles(both) == ()
    for nowhere in ("Z", "A"):
        lost = of_needs(given, (need("N1"), need("N2", criterion=nowhere)), criteria=(fed("F"), A))
        with pytest.raises(DecisionError):
            result(lost)


@pytest.mark.parametrize(
    ("delivery", "value"), list(zip(DELIVERIES, (1.0, 0.8, 0.6, 0.5, 0.3, 0.1, 0.0), strict=True))
)
def test_the_delivery_ladder_is_the_value_of_a_need(delivery: str, value: float) -> None:
    assert values(result(of_needs({"M": answer(delivery)})).platforms) == {"a": (value, value)}


def test_the_ladder_is_weighted_by_tier_as_the_fit_is() -> None:
    asked = tuple(need(tier, tier) for tier in TIERS)
    given = {"must": answer("configuration"), "long_term": answer("custom"), "nice": answer()}
    expected = 0.6 * 0.8 + 0.3 * 0.3 + 0.1
    assert values(result(of_needs(given, asked)).platforms) == {"a": (exactly(expected), exactly(expected))}


def test_a_criterion_that_is_also_a_gate_has_the_gate_line_as_its_worst_anchor() -> None:
    for count, value, verdict in ((8, 0.0, "pass"), (9, 0.5, "pass"), (10, 1.0, "pass"), (7, 0.0, "fail")):
        found = fit_of(met(count, 10), criteria=(as_is_fit_criterion(),))
        assert values(found.platforms) == {"a": (value, value)}
        assert part(found, "a", "fit").verdict == verdict
    with pytest.raises(ValidationError):
        criterion("A", worst=0, best=100, gate=50.0)


def test_quality_is_the_value_without_the_cost_group() -> None:
    cost = criterion("K", group="cost", worst=100, best=0)
    decision = decide(
        criteria=(A, B, cost),
        points={"A": 2.0, "B": 1.0, "K": 5.0},
        scores={"a": {"A": score(60), "B": score(30), "K": score(90)}},
    )
    found = result(decision).alternative("a")
    assert found.low == exactly((2 * 0.6 + 0.3 + 5 * 0.1) / 8)
    assert (found.quality_low, found.quality_high) == (exactly(0.5), exactly(0.5))


# 7. Platform and integrator are the two sides of one tree.


def two_sides(**more: Any) -> Decision:
    scores = {
        "a": {"A": score(90)},
        "b": {"A": score(60)},
        "x": {"C": score(40)},
        "y": {"C": score(80)},
        "a+x": {"Q": score(100)},
        "a+y": {"Q": score(0)},
        "b+x": {"Q": score(50)},
        "b+y": {"Q": score(70)},
    }
    given = {"criteria": (A, C, Q), "points": {"C": 3.0, "Q": 1.0}, "scores": scores, "firms": ("x", "y")}
    return decide(("a", "b"), **{**given, **more})


def test_the_balance_is_half_and_half_until_it_is_decided_and_that_is_known() -> None:
    assert node_weights(two_sides())["sides"] == {"platform": 0.5, "integrator": 0.5}
    assert "sides" in undecided_nodes(two_sides())
    decided = two_sides(sides={"platform": 50, "integrator": 50})
    assert "sides" not in undecided_nodes(decided)


def test_a_pairs_value_is_the_sum_over_platform_integrator_and_pair() -> None:
    decision = two_sides(sides={"platform": 0.4, "integrator": 0.6})
    assert leaf_weights(decision, node_weights(decision)) == pytest.approx(
        {"F0": 0.0, "A": 0.4, "C": 0.45, "Q": 0.15}, abs=1e-12
    )
    expected = {
        "a+x": 0.4 * 0.9 + 0.45 * 0.4 + 0.15,
        "a+y": 0.4 * 0.9 + 0.45 * 0.8,
        "b+x": 0.4 * 0.6 + 0.45 * 0.4 + 0.15 * 0.5,
        "b+y": 0.4 * 0.6 + 0.45 * 0.8 + 0.15 * 0.7,
    }
    found = result(decision)
    assert {pair.id: pair.low for pair in found.pairs} == pytest.approx(expected, abs=1e-12)
    assert ranks(found.pairs) == {"a+y": 1, "b+y": 2, "a+x": 3, "b+x": 4}


def test_stand_alone_lists_use_their_own_scope_only() -> None:
    found = result(two_sides())
    assert values(found.platforms) == {"a": (exactly(0.9),) * 2, "b": (exactly(0.6),) * 2}
    assert values(found.integrators) == {"y": (exactly(0.8),) * 2, "x": (exactly(0.4),) * 2}


def test_pairs_exist_where_the_integrator_implements_the_offer_and_unknown_ones_are_not_ranked() -> None:
    firms = (firm("x", {"a": "yes", "b": "no"}), firm("y", {"a": "unknown"}))
    found = result(two_sides(integrators=firms))
    assert verdicts(found.pairs) == {"a+x": "pass", "a+y": "open", "b+y": "open"}
    assert ranks(found.pairs) == {"a+x": None, "a+y": None, "b+y": None}
    assert possible(found.pairs) == {"a+x": (1, 2), "a+y": (1, 1), "b+y": (2, 3)}
    agreed = (firms[0], firm("y", {"a": "no", "b": "no"}))
    assert ranks(result(two_sides(integrators=agreed)).pairs) == {"a+x": 1}


def test_in_a_tender_pairs_are_the_bids() -> None:
    bids = (bid("B1", "a", "x"), bid("B2", "a", "y"))
    scores = {**two_sides().scores, "B1": {"Q": score(20)}, "B2": {"Q": score(40)}}
    found = result(two_sides(mode="tender", bids=bids, scores=scores))
    assert {pair.id: pair.low for pair in found.pairs} == {
        "B1": exactly(0.45 + 0.5 * (0.3 + 0.05)),
        "B2": exactly(0.45 + 0.5 * (0.6 + 0.1)),
    }


def test_the_balance_at_which_the_winner_changes_is_known() -> None:
    # b+y: 0.6 and 0.775; a+x: 0.9 and 0.55; they are level at 0.225 / (0.3 + 0.225).
    found = balance(result(two_sides(sides={"platform": 30, "integrator": 70})))
    assert found
    assert (found.leader, found.lower, found.exact) == ("b+y", None, True)
    assert found.upper
    assert found.upper.weight == pytest.approx(0.175 / 0.475, abs=1e-9)
    assert found.upper.rival == "a+y"


# 8. A baseline is drawn as a line.


def test_a_baseline_is_never_gated_and_never_ranked() -> None:
    keep = Baseline(name="Keep", kind="keep", scores={"A": score(95.0), "C": score(90.0), "Q": score(100.0)})
    with_it, without = result(two_sides(baseline=keep)), result(two_sides())
    assert with_it.baseline
    assert (with_it.baseline.platform_low, with_it.baseline.low) == (exactly(0.95), exactly(0.9375))
    assert all(with_it.baseline.low > pair.high for pair in with_it.pairs)
    assert possible(with_it.pairs) == possible(without.pairs)
    assert values(with_it.pairs) == values(without.pairs)


# 9. Own kernels stay small.


def test_values_are_rounded_to_nine_digits_and_float_noise_is_a_tie() -> None:
    noisy, plain = criterion("A", best=1.0), criterion("B", best=1.0)
    assert 0.1 + 0.2 != 0.3
    scores = {"a": {"A": score(0.1 + 0.2), "B": score(0)}, "b": {"A": score(0.3), "B": score(0)}}
    assert ranks(result(decide(("a", "b"), criteria=(noisy, plain), scores=scores)).platforms) == {
        "a": 1,
        "b": 1,
    }
    told_apart = {**scores, "b": {"A": score(0.30001), "B": score(0)}}
    assert ranks(result(decide(("a", "b"), criteria=(noisy, plain), scores=told_apart)).platforms) == {
        "b": 1,
        "a": 2,
    }


def test_a_rank_is_one_more_than_the_number_ahead() -> None:
    scores = {name: {"A": score(figure)} for name, figure in zip("abcde", (50, 90, 50, 70, 10), strict=True)}
    found = result(decide(tuple("abcde"), criteria=(A,), scores=scores))
    assert ranks(found.platforms) == {"b": 1, "d": 2, "a": 3, "c": 3, "e": 5}


# 10. Every number can be opened.


def test_every_value_leads_down_to_a_source_a_date_a_person_and_a_reason() -> None:
    stated = score(80, source="Demo of 3 May", as_of="2026-05-03", by="Somebody", reason="Seen live")
    years = criterion("B", measured_by="years")
    published = product("a", {"years": (fact(40.0, source="Maker's page"),)})
    decision = decide(criteria=(A, years), scores={"a": {"A": stated}}, platforms=(published,))
    found = result(decision)
    a = found.alternative("a")
    parts = {c.criterion: c for c in a.contributions}
    assert sum(c.low for c in a.contributions) == exactly(a.low) == exactly(0.6)
    table = found.foundation.platform
    partials = dict(zip(table.criteria, table.low[table.alternatives.index("a")].tolist(), strict=True))
    assert {name: c.low for name, c in parts.items()} == {
        name: exactly(c.weight * partials[name]) for name, c in parts.items()
    }
    cells = found.foundation.scores["a"]
    assert cells["A"] == Resolved(stated, "stated")
    assert (cells["B"].origin, cells["B"].cell.source, cells["B"].cell.as_of) == (
        "fact",
        "Maker's page",
        "2026-08",
    )
    assert found.foundation.answers["a"]["N0"].cell.delivery == "as_is"


# 11. Deterministic.


def test_the_same_inputs_give_the_same_result() -> None:
    first, second = result(two_sides()), result(two_sides())
    assert [repr(p.contributions) for p in first.pairs] == [repr(p.contributions) for p in second.pairs]
    assert [p.gate for p in first.pairs] == [p.gate for p in second.pairs]


def test_the_day_is_an_input_and_ages_facts_without_changing_a_value() -> None:
    decision = decide(
        criteria=(criterion("A", measured_by="years"),),
        platforms=(product("a", {"years": (fact(40.0, as_of="2026-08"),)}),),
        attributes=(Attribute(id="years", title="Years", type="number", ages_after_days=180),),
    )
    now, then = evaluate(decision, TODAY), evaluate(decision, dt.date(2028, 1, 1))
    assert [e.foundation.scores["a"]["A"].stale for e in (now, then)] == [False, True]
    assert values(now.platforms) == values(then.platforms) == {"a": (0.4, 0.4)}

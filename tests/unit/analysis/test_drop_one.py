"""Whether a losing bidder decides the winner, formula by formula and method by method."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.analysis.drop_one import (
    Flip,
    all_formula_flips,
    flips,
    formula_flips,
    method_flips,
    winners,
)
from selection.analysis.methods import PROFILES, Method
from selection.analysis.price_formulas import FORMULAS, Entrant, Terms, award_figures
from selection.model.pricing import PriceFormula
from tests.building import criterion, decide, result, score

A, B, C = Entrant("A", 70, 100), Entrant("B", 80, 115), Entrant("C", 10, 50)
TERMS = Terms(benchmark=200, money_per_point=2)
INDEPENDENT = [name for name, profile in FORMULAS.items() if not profile.rests_on_other_bids]


def test_by_the_lowest_price_the_loser_c_makes_b_win_over_a() -> None:
    with_c = award_figures("lowest_over_price", TERMS, [A, B, C])
    without = award_figures("lowest_over_price", TERMS, [A, B])
    assert [round(with_c[n] or 0, 2) for n in "AB"] == [60.0, 61.74]
    assert [round(without[n] or 0, 2) for n in "AB"] == [85.0, 83.48]
    assert formula_flips("lowest_over_price", TERMS, [A, B, C]) == (Flip("C", ("B",), ("A",)),)


def test_the_default_formula_does_not_flip_on_the_same_bids() -> None:
    assert formula_flips("linear_benchmark", TERMS, [A, B, C]) == ()


def test_formulas_in_which_a_loser_decides_are_named_and_no_others() -> None:
    bids = [Entrant("A", 70, 100), Entrant("B", 80, 115), Entrant("C", 10, 50)]
    assert set(all_formula_flips(TERMS, bids)) == {"lowest_over_price"}
    dear = [Entrant("A", 50, 100), Entrant("B", 100, 145), Entrant("C", 0, 80)]
    # Against 80: A 25 + 37.5, B 50 + 9.375. Against 100: A 25 + 50, B 50 + 27.5.
    assert all_formula_flips(TERMS, dear) == {"linear_lowest": (Flip("C", ("A",), ("B",)),)}


ENTRANTS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 300)), min_size=0, max_size=6).map(
    lambda drawn: [Entrant(f"b{at}", float(q), float(p)) for at, (q, p) in enumerate(drawn)]
)


@pytest.mark.parametrize("formula", INDEPENDENT)
@given(bids=ENTRANTS, share=st.floats(0, 1))
def test_on_published_figures_dropping_a_loser_never_changes_the_winner(
    formula: PriceFormula, bids: list[Entrant], share: float
) -> None:
    terms = Terms(price_share=share, benchmark=200, full_points_at=50, money_per_point=3)
    assert formula_flips(formula, terms, bids) == ()


def test_level_bids_win_together_and_no_figure_wins_nothing() -> None:
    assert winners({"a": 1.0, "b": 1.0, "c": None}) == frozenset("ab")
    assert winners({"a": None}) == winners({}) == frozenset()


def test_where_nobody_can_be_said_to_win_nothing_is_said_to_change() -> None:
    assert flips(lambda names: frozenset() if len(names) < 3 else frozenset("a"), "abc") == ()


def vikor_like() -> list[tuple[float, float]]:
    return [(90.0, 40.0), (60.0, 75.0), (20.0, 78.0)]


def test_methods_in_which_a_loser_decides_are_named_and_the_weighted_sum_never_is() -> None:
    table = vikor_like()
    found = result(
        decide(
            [f"o{at}" for at in range(len(table))],
            criteria=(criterion("Q"), criterion("R")),
            scores={f"o{at}": {"Q": score(q), "R": score(r)} for at, (q, r) in enumerate(table)},
        )
    )
    named = method_flips(found)
    assert named
    assert Method.WEIGHTED_SUM not in named
    assert all(PROFILES[method].can_reverse_ranks for method in named)
    assert all(flip.before != flip.after for those in named.values() for flip in those)


def test_one_alternative_alone_decides_nothing() -> None:
    alone = result(decide(["o"], criteria=(criterion("Q"),), scores={"o": {"Q": score(5.0)}}))
    assert method_flips(alone) == {}

import itertools

import numpy as np
import pytest

from selection.analysis.gates import Verdict
from selection.analysis.ranking import Block, Ranks, display_order, possible_ranks, totals


def alone(*bounds: tuple[float, float]) -> Block:
    """A block in which every alternative owns its own bounds."""
    low, high = (np.array(side, dtype=np.float64) for side in zip(*bounds, strict=True))
    return Block(low, high, np.arange(len(bounds), dtype=np.intp))


def shared(owner: list[int], *bounds: tuple[float, float]) -> Block:
    own = alone(*bounds)
    return Block(own.low, own.high, np.array(owner, dtype=np.intp))


def passed(count: int) -> list[Verdict]:
    return ["pass"] * count


def both(ranks: Ranks) -> list[tuple[int | None, int | None]]:
    return list(zip(ranks.best, ranks.worst, strict=True))


def test_values_are_ranked_from_the_highest() -> None:
    ranks = possible_ranks([alone((0.2, 0.2), (0.9, 0.9), (0.5, 0.5))], passed(3))
    assert both(ranks) == [(3, 3), (1, 1), (2, 2)]
    assert [ranks.rank(at, "pass") for at in range(3)] == [3, 1, 2]


def test_ties_share_a_rank_and_the_next_one_is_left_out() -> None:
    ranks = possible_ranks([alone((0.5, 0.5), (0.9, 0.9), (0.5, 0.5), (0.1, 0.1))], passed(4))
    assert both(ranks) == [(2, 2), (1, 1), (2, 2), (4, 4)]


def test_float_noise_is_no_difference() -> None:
    ranks = possible_ranks([alone((0.1 + 0.2, 0.1 + 0.2), (0.3, 0.3))], passed(2))
    assert both(ranks) == [(1, 1), (1, 1)]


@pytest.mark.parametrize(("apart", "ranks"), [(1e-10, [(1, 1), (1, 1)]), (2e-9, [(2, 2), (1, 1)])])
def test_values_that_differ_in_the_first_nine_digits_differ(apart: float, ranks: list[object]) -> None:
    assert both(possible_ranks([alone((0.3, 0.3), (0.3 + apart, 0.3 + apart))], passed(2))) == ranks


def test_an_interval_gives_possible_ranks_and_no_rank() -> None:
    ranks = possible_ranks([alone((0.4, 0.8), (0.5, 0.5), (0.1, 0.3))], passed(3))
    assert both(ranks) == [(1, 2), (1, 2), (3, 3)]
    assert [ranks.rank(at, "pass") for at in range(3)] == [None, None, 3]


def test_intervals_that_only_touch_can_tie_but_not_change_places() -> None:
    assert both(possible_ranks([alone((0.2, 0.5), (0.5, 0.9))], passed(2))) == [(1, 2), (1, 1)]


def test_an_excluded_alternative_has_no_rank_and_stands_in_nobodys_way() -> None:
    verdicts: list[Verdict] = ["fail", "pass", "pass"]
    ranks = possible_ranks([alone((0.9, 0.9), (0.5, 0.5), (0.1, 0.1))], verdicts)
    assert both(ranks) == [(None, None), (1, 1), (2, 2)]
    assert [ranks.rank(at, verdicts[at]) for at in range(3)] == [None, 1, 2]


def test_an_open_gate_counts_as_possibly_but_never_as_surely_ahead() -> None:
    verdicts: list[Verdict] = ["open", "pass", "pass"]
    ranks = possible_ranks([alone((0.9, 0.9), (0.5, 0.5), (0.7, 0.7))], verdicts)
    assert both(ranks) == [(1, 1), (2, 3), (1, 2)]
    assert [ranks.rank(at, verdicts[at]) for at in range(3)] == [None, None, None]


def test_a_shared_block_cancels_however_open_it_is() -> None:
    platform = shared([0, 0], (0.0, 0.5))
    integrator = alone((0.3, 0.3), (0.2, 0.2))
    assert both(possible_ranks([platform, integrator], passed(2))) == [(1, 1), (2, 2)]


def test_a_block_of_ones_own_does_not_cancel() -> None:
    platform = alone((0.0, 0.5), (0.0, 0.5))
    integrator = alone((0.3, 0.3), (0.2, 0.2))
    assert both(possible_ranks([platform, integrator], passed(2))) == [(1, 2), (1, 2)]


def test_only_what_two_share_cancels_between_them() -> None:
    # p is open and shared by the first two; the third stands on q.
    platform = shared([0, 0, 1], (0.0, 0.4), (0.1, 0.1))
    integrator = alone((0.30, 0.30), (0.25, 0.25), (0.15, 0.15))
    assert both(possible_ranks([platform, integrator], passed(3))) == [(1, 1), (2, 2), (2, 3)]
    closer = alone((0.30, 0.30), (0.25, 0.25), (0.22, 0.22))
    assert both(possible_ranks([platform, closer], passed(3))) == [(1, 2), (2, 3), (1, 3)]


def test_nothing_to_rank_has_no_ranks() -> None:
    assert possible_ranks([], []) == Ranks((), ())


def test_totals_are_the_sums_of_the_blocks_each_alternative_stands_on() -> None:
    low, high = totals([shared([1, 0], (0.1, 0.2), (0.3, 0.5)), alone((0.25, 0.25), (0.0, 0.25))])
    assert low.tolist() == pytest.approx([0.55, 0.1], abs=1e-12)
    assert high.tolist() == pytest.approx([0.75, 0.45], abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_sorting_and_comparing_all_with_all_agree(seed: int) -> None:
    random = np.random.default_rng(seed)
    low = random.integers(0, 8, 7) / 10
    high = low + random.integers(0, 4, 7) / 10
    verdicts: list[Verdict] = [("pass", "open", "fail")[at] for at in random.integers(0, 3, 7)]
    own = alone(*zip(low.tolist(), high.tolist(), strict=True))
    # A block of nothing that all share changes no value, and makes the comparison go pair by pair.
    nothing = shared([0] * 7, (0.0, 0.0))
    assert possible_ranks([own], verdicts) == possible_ranks([own, nothing], verdicts)


def test_reading_order_is_gate_then_rank_then_the_intervals_middle_then_id() -> None:
    names = ["failed", "late", "open", "second", "early", "first"]
    verdicts: list[Verdict] = ["fail", "pass", "open", "pass", "pass", "pass"]
    ranks = Ranks((None, 3, 1, 2, 3, 1), (None, 4, 5, 2, 4, 1))
    low = np.array([0.9, 0.1, 0.8, 0.6, 0.2, 0.7])
    high = np.array([0.9, 0.5, 0.8, 0.6, 0.4, 0.7])
    for order in itertools.permutations(range(6)):
        at = list(order)
        found = display_order(
            [names[i] for i in at],
            [verdicts[i] for i in at],
            Ranks(tuple(ranks.best[i] for i in at), tuple(ranks.worst[i] for i in at)),
            low[at],
            high[at],
        )
        assert [names[at[i]] for i in found] == ["first", "second", "early", "late", "open", "failed"]

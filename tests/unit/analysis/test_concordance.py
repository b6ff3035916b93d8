"""How far judges agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.analysis.concordance import kendalls_w, mean_ranks
from selection.errors import WeightError

tables = st.integers(2, 5).flatmap(
    lambda judges: st.integers(2, 6).flatmap(
        lambda objects: st.lists(
            st.lists(st.integers(0, 4), min_size=objects, max_size=objects), min_size=judges, max_size=judges
        )
    )
)


@given(tables)
def test_agreement_lies_between_none_and_all_and_is_that_of_friedman(rows) -> None:
    from scipy.stats import friedmanchisquare

    table = np.array(rows, dtype=float)
    found = kendalls_w(table)
    if found is None:
        assert (np.ptp(table, axis=1) == 0).all()
        return
    assert 0 <= found <= 1
    if table.shape[1] > 2:
        statistic = friedmanchisquare(*table.T).statistic
        assert found == pytest.approx(statistic / (len(table) * (table.shape[1] - 1)), abs=1e-9)


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_judges_and_of_objects_changes_nothing(rows, random) -> None:
    table = np.array(rows, dtype=float)
    judges, objects = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(judges)
    random.shuffle(objects)
    assert kendalls_w(table[np.ix_(judges, objects)]) == pytest.approx(kendalls_w(table))


def test_all_who_rank_alike_agree_wholly_though_their_figures_differ() -> None:
    assert kendalls_w(np.array([[1, 2, 3], [10, 20, 90]])) == 1


@pytest.mark.parametrize("table", [[[1, 2, 3]], [[1], [2]], [[5, 5], [7, 7]], [[], []]])
def test_there_may_be_nothing_to_agree_on(table: list[list[float]]) -> None:
    assert kendalls_w(np.array(table)) is None


@pytest.mark.parametrize("table", [[1, 2, 3], [[1, np.nan], [2, 1]]])
def test_judgements_that_are_no_table_are_refused(table: list[object]) -> None:
    with pytest.raises(WeightError) as caught:
        kendalls_w(np.array(table))
    assert caught.value.code == "ranks_not_a_table"


def test_equals_share_their_places() -> None:
    assert mean_ranks(np.array([3.0, 1.0, 3.0, 3.0])).tolist() == [3.0, 1.0, 3.0, 3.0]

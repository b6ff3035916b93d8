"""What an answer is worth: against closed form, against every combination, and what must always hold."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.analysis.foresight import Foresight, worth_a_look
from selection.analysis.information import Bounds, Cell, Part, Prospect, Total, value_of_asking
from selection.errors import DecisionError

FINE = 2000
NO_TOTALS = 0


def cell(
    values: list[float], chances: list[float] | None = None, alive: list[bool] | None = None, **more: object
) -> Cell:
    count = len(values)
    return Cell(
        np.array(chances or [1 / count] * count),
        np.array(values, dtype=float),
        np.array(alive or [True] * count, dtype=bool),
        np.array(more.get("counts", np.zeros((NO_TOTALS, count))), dtype=float).reshape(-1, count),
    )


def anywhere(weight: float) -> Cell:
    """A cell that may be anything between 0 and 1."""
    return cell(((np.arange(FINE) + 0.5) / FINE * weight).tolist())


def choice(*parts: Part, fallback: float = 0.0) -> Prospect:
    return Prospect(tuple(parts), np.arange(len(parts))[:, None], fallback)


def by_hand(prospect: Prospect, cells: list[int]) -> float:
    """I(cells) by going through every combination of everything, without any of the shortcuts."""
    places = prospect.places
    everything = [prospect.parts[p].cells[c] for p, c in places]
    sums: dict[tuple[int, ...], tuple[float, np.ndarray]] = {}
    for codes in product(*(range(len(one.chances)) for one in everything)):
        chance = float(np.prod([one.chances[k] for one, k in zip(everything, codes, strict=True)]))
        worth = np.array([*outcome(prospect, dict(zip(places, codes, strict=True))), prospect.fallback])
        key = tuple(codes[at] for at in cells)
        before = sums.get(key, (0.0, np.zeros(len(worth))))
        sums[key] = before[0] + chance, before[1] + chance * worth
    asked = sum(float(total.max()) for _, total in sums.values())
    return asked - float(sum(total for _, total in sums.values()).max())


def outcome(prospect: Prospect, codes: dict[tuple[int, int], int]) -> list[float]:
    return [alternative(prospect, row.tolist(), codes) for row in prospect.alternatives]


def alternative(prospect: Prospect, parts: list[int], codes: dict[tuple[int, int], int]) -> float:
    worth = 0.0
    for at in parts:
        part = prospect.parts[at]
        turned = [(one, codes[at, place]) for place, one in enumerate(part.cells)]
        if not all(one.alive[k] for one, k in turned):
            return prospect.fallback
        worth += part.base + sum(float(one.values[k]) for one, k in turned)
        for number, total in enumerate(part.totals):
            figure = total.start + sum(float(one.counts[number, k]) for one, k in turned)
            if figure < total.line - 1e-9:
                return prospect.fallback
            worth += float(total.curve(np.array(figure))) if total.curve else 0.0
    return worth


@pytest.mark.parametrize(("weight", "distance"), [(0.3, 0.05), (0.3, 0.2), (0.5, 0.0), (0.4, -0.1)])
def test_one_uniform_cell_without_gates_is_worth_what_the_closed_form_says(
    weight: float, distance: float
) -> None:
    with_it, without = Part(0.5 - weight / 2, (anywhere(weight),)), Part(0.5 + distance)
    found = Foresight(choice(with_it, without), seed=1).gain([0]).value
    assert found == pytest.approx(max(0.0, weight / 2 - abs(distance)) ** 2 / (2 * weight), abs=1e-7)


def test_an_answer_that_changes_no_choice_is_worth_exactly_nothing() -> None:
    found = Foresight(choice(Part(0.1, (cell([0.0, 0.2]),)), Part(0.5)), seed=1).gain([0])
    assert (found.value, found.changes) == (0.0, {})


def test_the_choice_it_may_change_is_named_with_its_chance() -> None:
    doubtful = Part(0.2, (cell([0.0, 0.5], [0.75, 0.25]),))
    found = Foresight(choice(doubtful, Part(0.6)), seed=1).gain([0])
    assert (found.changes, found.replaced, found.exact) == ({0: 0.25}, 1, True)
    assert found.value == pytest.approx(0.25 * 0.1)


def test_two_answers_may_be_worth_something_together_though_neither_is_alone() -> None:
    both = Part(0.0, (cell([0.0, 0.4]), cell([0.0, 0.4])))
    ahead = Foresight(choice(both, Part(0.65)), seed=1)
    assert (ahead.gain([0]).value, ahead.gain([1]).value) == (0.0, 0.0)
    assert ahead.gain([0, 1]).value == pytest.approx(0.25 * 0.15)
    assert ahead.gain([1], known=[0]).value == pytest.approx(0.25 * 0.15)


def test_what_fails_a_gate_leaves_the_fallback() -> None:
    risky = Part(0.9, (cell([0.0, 0.0], alive=[False, True]),))
    ahead = Foresight(choice(risky, fallback=0.3), seed=1)
    assert ahead.now.tolist() == [pytest.approx(0.6), 0.3]
    assert ahead.gain([0]).value == pytest.approx(0.0)
    safe = Foresight(choice(risky, Part(0.7), fallback=0.3), seed=1)
    assert safe.gain([0]).value == pytest.approx(0.5 * 0.2)


def test_with_nothing_open_there_is_nothing_to_ask() -> None:
    ahead = Foresight(choice(Part(0.4), Part(0.5)), seed=1)
    assert (ahead.regret(), ahead.leader, ahead.someone_survives) == (0.0, 1, 1.0)


def test_where_nothing_can_be_had_the_fallback_is_chosen_and_nothing_is_worth_asking() -> None:
    ahead = Foresight(choice(Part(0.9, (cell([0.0, 0.1], alive=[False, False]),)), fallback=0.2), seed=1)
    assert (ahead.leader, ahead.regret(), ahead.someone_survives) == (1, 0.0, 0.0)


@pytest.mark.parametrize("count", [63, 64, 65, 121])
def test_more_cells_that_count_together_than_could_ever_be_listed_are_drawn(count: int) -> None:
    """2 to the power of 64 and more combinations: half of the needs must be met, each as likely as not.

    So about half of the time the first is worth 0.53 instead of the second's 0.40.
    """
    shares = [cell([0.0, 0.001], counts=[[0.0, 1 / count]]) for _ in range(count)]
    unknown = Part(0.5, tuple(shares), (Total(0.0, 0.5),))
    ahead = Foresight(choice(unknown, Part(0.4)), seed=1)
    assert np.isfinite(ahead.now).all()
    assert ahead.regret() == pytest.approx(0.5 * 0.13, abs=0.03)


def test_what_something_else_is_better_than_whatever_turns_out_is_not_looked_at() -> None:
    """The first two share a part, whose cells cancel; the fourth may fail, so nothing is left out for it."""
    shared = Part(0.1, (cell([0.0, 0.9]),))
    near, far, other = Part(0.3, (cell([0.0, 0.1]),)), Part(0.25), Part(0.29, (cell([0.0, 0.2]),))
    doubtful, nothing = Part(2.0, (cell([0.0, 0.1], alive=[False, True]),)), Part(0.0)
    table = np.array([[0, 1], [0, 2], [0, 3], [4, 5]], dtype=np.intp)
    found = Prospect((shared, near, far, other, doubtful, nothing), table, 0.0)
    assert worth_a_look(found) == [0, 2, 3]
    assert far.bounds == Bounds(0.25, 0.25, may_fail=False)
    assert doubtful.bounds == Bounds(2.0, 2.1, may_fail=True)


def test_without_alternatives_only_the_fallback_is_left() -> None:
    ahead = Foresight(Prospect((), np.zeros((0, 0), dtype=np.intp), 0.2), seed=1)
    assert (ahead.leader, ahead.regret(), ahead.someone_survives) == (0, 0.0, 0.0)


def many_cells() -> Prospect:
    """Too many answers to list, so that they are drawn."""
    parts = tuple(
        Part(
            0.3, tuple(cell([0.0, 0.03, 0.06, 0.1], alive=[at % 2 > 0, True, True, True]) for at in range(8))
        )
        for _ in range(3)
    )
    return choice(*parts, fallback=0.1)


def test_the_same_seed_gives_the_same_figures_and_another_seed_nearly_so() -> None:
    first, again, other = (Foresight(many_cells(), seed=seed).regret() for seed in (5, 5, 6))
    assert first == again
    assert first != other
    assert first == pytest.approx(other, rel=0.1)


def test_what_is_drawn_agrees_with_what_is_listed() -> None:
    prospect = choice(
        *(Part(0.3, tuple(cell([0.0, 0.1, 0.3]) for _ in range(4))) for _ in range(2)), fallback=0.1
    )
    ahead = Foresight(prospect, seed=5, draws=20_000)
    listed = by_hand(prospect, list(range(8)))
    assert ahead.gain(range(8)).exact is False
    assert ahead.regret() == pytest.approx(listed, rel=0.03)


amounts = st.integers(0, 20).map(lambda n: n / 40)


@st.composite
def small_prospects(draw: st.DrawFn) -> Prospect:
    """Two to three alternatives of shared and own parts, with gates, a line and a curve."""
    line = draw(st.sampled_from([0.3, 0.5, 0.6]))
    totals = (Total(draw(amounts), line), Total(0.1, curve=lambda share: 0.4 * np.clip(share, 0.2, 0.9)))

    def one_cell(counting: int) -> Cell:
        size = draw(st.integers(1, 3))
        values = [draw(amounts) for _ in range(size)]
        alive = [draw(st.booleans()) for _ in range(size)]
        weights = np.array([draw(st.integers(1, 4)) for _ in range(size)], dtype=float)
        counts = [[draw(amounts) for _ in range(size)] for _ in range(counting)]
        shaped = np.array(counts, dtype=float).reshape(counting, size)
        return Cell(weights / weights.sum(), np.array(values), np.array(alive), shaped)

    shared = Part(draw(amounts), tuple(one_cell(2) for _ in range(draw(st.integers(0, 3)))), totals)
    own = [Part(draw(amounts), tuple(one_cell(0) for _ in range(draw(st.integers(0, 1))))) for _ in range(2)]
    alone = Part(draw(amounts) + 0.3)
    nothing = Part(0.0)
    table = np.array([[0, 1], [0, 2], [3, 4]], dtype=np.intp)
    return Prospect((shared, *own, alone, nothing), table, draw(amounts))


def some_cells(prospect: Prospect) -> st.SearchStrategy[list[int]]:
    return st.lists(st.sampled_from(range(len(prospect.places))), unique=True).map(sorted)


@settings(max_examples=150, deadline=None)
@given(st.data(), small_prospects())
def test_every_bundle_is_worth_what_full_enumeration_says(data: st.DataObject, prospect: Prospect) -> None:
    cells = data.draw(some_cells(prospect)) if prospect.places else []
    assert Foresight(prospect, seed=1).gain(cells).value == pytest.approx(by_hand(prospect, cells), abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(st.data(), small_prospects())
def test_more_answers_are_never_worth_less_and_gains_add_up(data: st.DataObject, prospect: Prospect) -> None:
    ahead = Foresight(prospect, seed=1)
    cells = data.draw(some_cells(prospect)) if prospect.places else []
    fewer = data.draw(st.lists(st.sampled_from(cells), unique=True)) if cells else []
    part, whole = ahead.gain(fewer).value, ahead.gain(cells).value
    assert 0 <= part <= whole + 1e-12
    assert part + ahead.gain(cells, known=fewer).value == pytest.approx(whole, abs=1e-9)
    assert whole <= ahead.regret() + 1e-12


@settings(max_examples=60, deadline=None)
@given(small_prospects())
def test_all_answers_together_are_worth_the_regret_of_choosing_now(prospect: Prospect) -> None:
    ahead = Foresight(prospect, seed=1)
    everything = list(range(len(prospect.places)))
    assert ahead.gain(everything).value == ahead.regret() == pytest.approx(by_hand(prospect, everything))


def test_replies_and_their_chances_are_enough_to_value_a_question() -> None:
    assert value_of_asking([[0.2, 0.6], [0.9, 0.6]], [0.5, 0.5]) == pytest.approx(0.15)
    assert value_of_asking([[0.2, 0.6], [0.9, 0.6]]) == pytest.approx(0.15)
    assert value_of_asking([[0.5, 0.6], [0.55, 0.6]]) == 0.0


@pytest.mark.parametrize("expected", [[], [0.1, 0.2], [[float("nan"), 0.1]]])
def test_replies_that_make_no_table_are_refused(expected: list[object]) -> None:
    with pytest.raises(DecisionError):
        value_of_asking(expected)

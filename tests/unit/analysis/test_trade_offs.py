"""Either/or questions: asked until the ranking is settled, and no longer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.analysis.elicited import answered_region
from selection.analysis.spreads import Table
from selection.analysis.trade_offs import ENOUGH_QUESTIONS, MOST_QUESTIONS, EitherOr, least_over, progress
from selection.errors import WeightError
from selection.model.weights import NodeWeights, TradeOff

NAMES = ["fit", "ease", "price", "trust"]


def answer_like(question: EitherOr, mind: dict[str, float]) -> TradeOff:
    one, other = mind[question.first], question.part * mind[question.second]
    said = "equal" if one == other else "first" if one > other else "second"
    return TradeOff(first=question.first, second=question.second, part=question.part, answer=said)


def asked_until_done(values: Table, mind: dict[str, float]) -> tuple[tuple[TradeOff, ...], str]:
    answers: tuple[TradeOff, ...] = ()
    for _question in range(MOST_QUESTIONS + 1):
        found = progress(answers, NAMES, values)
        if found.question is None:
            return answers, found.settled
        answers = (*answers, answer_like(found.question, mind))
    raise AssertionError("it asks and asks")


minds = st.fixed_dictionaries({name: st.sampled_from([1.0, 2.0, 3.5, 6.0, 11.0]) for name in NAMES})
tables = st.integers(2, 5).flatmap(
    lambda rows: st.lists(
        st.lists(st.integers(0, 20).map(lambda level: level / 20), min_size=4, max_size=4),
        min_size=rows,
        max_size=rows,
    )
)


@settings(deadline=None, max_examples=25)
@given(tables, minds)
def test_a_settled_order_is_the_order_under_the_weights_somebody_had_in_mind(rows, mind) -> None:
    values = np.array(rows)
    answers, settled = asked_until_done(values, mind)
    region = answered_region(answers, NAMES)
    own = np.array([mind[name] for name in NAMES]) / sum(mind.values())
    drawn = region.draw(np.random.default_rng(3), 300)
    order = np.argsort(-np.round(values @ region.centre, 9), kind="stable")
    ranked = values[order]
    if settled == "order":
        assert ((ranked[:-1] - ranked[1:]) @ own >= -1e-7).all()
        assert ((ranked[:-1] - ranked[1:]) @ drawn.T >= -1e-7).all()
    if settled == "first":
        assert ((ranked[0] - ranked[1:]) @ drawn.T >= -1e-7).all()


@settings(deadline=None, max_examples=25)
@given(tables, minds)
def test_no_question_is_asked_twice_or_answered_already(rows, mind) -> None:
    answers, _settled = asked_until_done(np.array(rows), mind)
    assert len({(a.first, a.second, a.part) for a in answers}) == len(answers)
    for count, asked in enumerate(answers):
        before = answered_region(answers[:count], NAMES)
        for said in ("first", "second"):
            other = asked.model_copy(update={"answer": said})
            assert not answered_region([*answers[:count], other], NAMES).is_empty
        assert before.bounds()[0].max() <= 1


@pytest.mark.parametrize("seed", [5, 7, 11])
def test_the_winner_of_three_is_settled_within_the_budget_although_eight_things_are_weighed(
    seed: int,
) -> None:
    generator = np.random.default_rng(seed)
    names = [f"C{at}" for at in range(8)]
    values, own = generator.random((3, 8)), generator.dirichlet(np.ones(8))
    mind = dict(zip(names, own.tolist(), strict=True))
    answers: tuple[TradeOff, ...] = ()
    found = progress(answers, names, values)
    while found.settled == "nothing" and found.question is not None:
        answers = (*answers, answer_like(found.question, mind))
        found = progress(answers, names, values)
    assert found.settled in ("first", "order")
    winner = np.argmax(values @ answered_region(answers, sorted(names)).centre)
    assert winner == np.argmax(values @ own)


def test_alternatives_of_which_one_is_better_throughout_are_settled_before_anything_is_asked() -> None:
    found = progress((), NAMES, np.array([[0.9, 0.8, 0.7, 0.6], [0.5, 0.4, 0.3, 0.2]]))
    assert (found.settled, found.question, found.asked) == ("order", None, 0)


def test_equal_alternatives_need_no_question() -> None:
    assert progress((), NAMES, np.array([[0.9, 0.8, 0.7, 0.6]] * 3)).settled == "order"


def test_the_first_place_may_be_settled_before_the_rest() -> None:
    found = progress((), ["fit", "ease"], np.array([[1.0, 1.0], [0.8, 0.1], [0.1, 0.8]]))
    assert found.settled == "first"
    assert found.question == EitherOr("ease", "fit", 1.0)


def test_a_question_is_about_what_the_ranking_hangs_on() -> None:
    """Both differ on price and trust only, so nothing else is asked about."""
    found = progress((), NAMES, np.array([[0.5, 0.5, 0.9, 0.1], [0.5, 0.5, 0.1, 0.9]]))
    assert found.question is not None
    assert {found.question.first, found.question.second} == {"price", "trust"}


def test_part_of_the_way_is_asked_about_where_the_whole_way_settles_nothing() -> None:
    values = np.array([[0.6, 0.0], [0.0, 0.25]])  # the first is ahead if fit weighs more than 5/12 of ease
    before = (TradeOff(first="fit", second="ease", answer="second"),)
    found = progress(before, ["fit", "ease"], values)
    assert found.settled == "nothing"
    assert found.question is not None
    assert found.question.part < 1


@pytest.mark.parametrize("rows", [0, 1])
def test_with_nothing_to_rank_questions_only_narrow_the_weights(rows: int) -> None:
    found = progress((), NAMES, np.full((rows, 4), 0.5))
    assert found.settled == "nothing"
    assert found.question is not None


UNDECIDED = np.array([[0.1, 0.9, 0.5, 0.5], [0.9, 0.1, 0.5, 0.4]])
SAID = TradeOff(first="fit", second="ease", answer="first")


def test_after_enough_answers_one_may_stop_or_go_on() -> None:
    before, after = (progress((SAID,) * count, NAMES, UNDECIDED) for count in (19, 20))
    assert ENOUGH_QUESTIONS == 20
    assert (before.spent, after.spent) == (False, True)
    assert after.question == before.question
    assert after.question is not None


def test_no_more_answers_are_asked_for_than_are_kept() -> None:
    found = progress((SAID,) * MOST_QUESTIONS, NAMES, UNDECIDED)
    assert (found.settled, found.question) == ("nothing", None)
    NodeWeights(method="trade_offs", trade_offs=(SAID,) * MOST_QUESTIONS)


def test_the_same_answers_lead_to_the_same_question_whatever_the_order_of_the_children() -> None:
    values = np.array([[0.1, 0.9, 0.5, 0.2], [0.9, 0.1, 0.3, 0.6], [0.4, 0.4, 0.6, 0.5]])
    turned = [2, 0, 3, 1]
    other = progress((), [NAMES[at] for at in turned], values[:, turned])
    assert progress((), NAMES, values) == other


def test_answers_that_contradict_each_other_are_refused() -> None:
    circle = [("fit", "ease"), ("ease", "price"), ("price", "fit")]
    answers = [TradeOff(first=a, second=b, part=0.8, answer="second") for a, b in circle]
    with pytest.raises(WeightError) as caught:
        progress(answers, NAMES, np.zeros((2, 4)))
    assert caught.value.code == "answers_contradict"


@settings(deadline=None, max_examples=30)
@given(minds, st.lists(st.floats(-1, 1), min_size=4, max_size=4))
def test_the_least_difference_is_below_every_draw_and_reached_at_the_edge(mind, slope) -> None:
    pairs = [("fit", "ease"), ("price", "trust"), ("fit", "trust")]
    answers = [answer_like(EitherOr(a, b, 1.0), mind) for a, b in pairs]
    region = answered_region(answers, NAMES)
    least, where = least_over(region, np.array(slope))
    assert float(where @ slope) == pytest.approx(least, abs=1e-7)
    corners = np.concatenate([region.greatest, region.least])
    assert least <= (region.draw(np.random.default_rng(5), 200) @ slope).min() + 1e-6
    assert least <= (corners @ slope).min() + 1e-6

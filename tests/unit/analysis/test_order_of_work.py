"""The order of the work: what was skipped, and what it costs."""

from selection.analysis.order_of_work import COSTS, STEPS, Skipped, done, missing_before, skipped
from selection.model.decision import Decision
from tests.decisions import small_decision
from tests.undertakings import goal, measure, needs, phase, undertaking


def test_a_step_that_was_left_out_is_named_with_its_cost_and_what_was_begun() -> None:
    assert skipped(undertaking(needs=needs(1), goals=[goal(owner=None)])) == (
        Skipped("goals", "success_stays_opinion", ("needs",)),
        Skipped("measures", "nothing_to_review", ("needs",)),
        Skipped("readiness", "obstacles_found_too_late", ("needs",)),
    )


def test_where_nothing_was_begun_nothing_was_skipped() -> None:
    assert skipped(undertaking()) == ()


def test_a_goal_alone_skips_nothing() -> None:
    assert skipped(undertaking(goals=[goal()])) == ()


def test_working_on_a_step_costs_what_the_steps_before_it_would_have_given() -> None:
    decision = undertaking(goals=[goal()], measures=[measure()])
    assert [found.step for found in missing_before("needs", decision)] == ["readiness"]
    assert missing_before("goals", decision) == ()
    assert [found.step for found in missing_before("plan", undertaking())] == list(STEPS[:-1])


def test_every_step_has_a_cost_of_its_own() -> None:
    assert tuple(COSTS) == STEPS
    assert len(set(COSTS.values())) == len(STEPS)


def everything() -> Decision:
    small = small_decision()
    return small.model_copy(
        update={
            "goals": undertaking(goals=[goal()]).goals,
            "measures": undertaking(measures=[measure()]).measures,
            "phases": undertaking(phases=[phase()]).phases,
            "readiness": undertaking(
                readiness={
                    "governance": {"owner": True},
                    "blocks": {"vision": [{"by": "Dana Levi", "level": 3}]},
                }
            ).readiness,
        }
    )


def test_a_decision_in_which_every_step_was_taken_has_them_all_done_and_none_skipped() -> None:
    assert done(everything()) == dict.fromkeys(STEPS, True)
    assert skipped(everything()) == ()


def test_each_step_that_is_taken_out_again_is_missed() -> None:
    empty = undertaking()
    fields = {
        "goals": ("goals",),
        "measures": ("measures",),
        "readiness": ("readiness",),
        "needs": ("needs",),
        "weights": ("weights",),
        "vendors": ("offers",),
        "answers": ("answers", "scores"),
    }
    missed = {
        step: [
            found.step
            for found in skipped(everything().model_copy(update={n: getattr(empty, n) for n in names}))
        ]
        for step, names in fields.items()
    }
    assert missed == {step: [step] for step in fields}

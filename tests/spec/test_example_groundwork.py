"""The tender shows what surrounds a choice: goals and measures, readiness, people, systems, risks, a log."""

from collections import Counter

from selection.analysis.failure import failure_sum
from selection.analysis.plan import effort
from selection.analysis.readiness import Reason, assess_readiness
from selection.analysis.references import level_of_calls
from selection.catalogue.library import shipped
from selection.model.base import spelling
from selection.model.course import LOG_STAGES
from selection.model.decision import Decision
from selection.model.goals import MEASURE_LEVELS
from tests.examples import example


def tender() -> Decision:
    return example("tender")


def test_it_is_not_ready_for_one_reason_and_that_is_the_information() -> None:
    library = shipped().readiness
    found = assess_readiness(tender(), [block.id for block in library.blocks], library.line)
    reason = Reason("information_below_line", ("information",), {"level": 1, "line": 2.0})
    assert (found.verdict, found.reasons, found.weakest) == ("not_ready", (reason,), ("information",))
    assert {level.scored_by for level in found.blocks} == {5}


def test_every_question_is_answered_and_most_of_the_five_noes_are_about_information() -> None:
    answers = tender().readiness.answers
    assert set(answers) == {q.id for block in shipped().readiness.blocks for q in block.questions}
    assert [name for name, yes in answers.items() if not yes] == [
        "strategy_value", "organisation_knowledge",
        "information_trusted", "information_rules", "information_upkeep",
    ]  # fmt: skip


def test_every_pain_has_its_goal_every_goal_its_pain_and_its_measure() -> None:
    decision = tender()
    assert {pain for goal in decision.goals for pain in goal.pains} == {pain.id for pain in decision.pains}
    assert {measure.goal for measure in decision.measures} == {goal.id for goal in decision.goals}
    assert {measure.level for measure in decision.measures} == set(MEASURE_LEVELS)


def test_a_target_is_better_than_what_counts_as_success_and_that_than_failure_and_today() -> None:
    for measure in tender().measures:
        figures = [measure.baseline, measure.failure, measure.success, measure.target]
        assert figures == sorted(figures, key=float, reverse=measure.better == "lower")  # type: ignore[arg-type]


def test_the_five_processes_have_come_to_different_steps() -> None:
    decision = tender()
    assert [process.id for process in decision.processes] == [
        "sale", "complaint", "inquiry", "leaving", "new_customer",
    ]  # fmt: skip
    assert [process.rank for process in decision.processes] == [1, 2, 3, 4, 5]
    assert [process.service_level is not None for process in decision.processes] == [True] * 3 + [False] * 2
    assert [process.redesigned_at_go_live for process in decision.processes] == [True] + [False] * 4


def test_customers_live_in_two_lists_of_which_neither_is_trusted() -> None:
    trusted = {
        system.id: system.trusted
        for system in tender().source_systems
        if spelling(system.entity) == "customers"
    }
    assert trusted == {"list-ashdod": False, "list-lodz": False}


def test_every_department_has_people_and_needs() -> None:
    decision = tender()
    departments = set(decision.readiness.departments)
    assert {person.department for person in decision.stakeholders} == departments
    assert {need.department for need in decision.needs} == departments
    assert {need.author for need in decision.needs if need.author_is_end_user} <= {
        person.name for person in decision.stakeholders if person.is_end_user
    }


def test_every_decision_is_logged_from_vision_to_technology_with_who_was_there() -> None:
    log = tender().log
    assert list(dict.fromkeys(entry.stage for entry in log)) == list(LOG_STAGES)
    assert [entry.day for entry in log] == sorted(entry.day for entry in log)
    assert [entry.id for entry in log if len(entry.present) < 3] == []


def test_every_risk_that_is_answered_is_a_known_one_and_has_owner_and_day() -> None:
    responses = tender().risks
    assert set(responses) <= {risk.id for risk in shipped().risks.risks}
    assert [name for name, found in responses.items() if not (found.owner and found.due)] == []


def test_what_was_heard_in_calls_is_what_was_scored() -> None:
    decision = tender()
    asked = [*(offer.id for offer in decision.offers), *(firm.id for firm in decision.integrators)]
    heard = {about: level_of_calls(decision, about) for about in asked}
    scored = {
        about: (found[0], int(decision.scores[about][found[0]].performance or 0))
        for about, found in heard.items()
        if found
    }
    assert heard == scored
    assert Counter(call.reached for call in decision.reference_calls) == {True: 19, False: 1}


def test_a_failure_would_cost_many_times_the_licences() -> None:
    cost = tender().failure_cost
    assert cost is not None
    found = failure_sum(cost)
    assert (found.total, found.missing) == (882_000, ())
    assert round(found.times_licences or 0, 1) == 10.8


def test_less_than_half_of_the_work_is_technology() -> None:
    found = effort(tender())
    assert (found.people, found.process, found.technology) == (120, 90, 145)

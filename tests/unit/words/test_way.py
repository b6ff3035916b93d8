"""Every code of the way has its sentence, and the sentence says what was found."""

from typing import get_args

import pytest

from selection.analysis.chain import chain
from selection.analysis.groundwork import STEPS as PROCESS_STEPS
from selection.analysis.groundwork import Undecided, system_state
from selection.analysis.linting_measures import MeasureDefect, MeasureFinding
from selection.analysis.linting_needs import NeedFinding
from selection.analysis.order_of_work import COSTS, STEPS, Skipped
from selection.analysis.people import Authorship, DepartmentVoice
from selection.analysis.plan import DatedKind, Outcome, PacePoint, Passed, PhaseGap
from selection.analysis.raised import Found
from selection.analysis.readiness import (
    GOVERNANCE,
    MANAGER_ITEMS,
    Reason,
    ReasonCode,
    assess_readiness,
)
from selection.analysis.risks import RULES
from selection.analysis.weakest_link import PARTS, Link, WeakestLink
from selection.model.needs import RemarkKind
from selection.model.readiness import SourceSystem
from selection.words import Words
from selection.words.linting import measure_remark, need_remark
from selection.words.plan import (
    gap_word,
    outcome_word,
    pace_sentence,
    part_word,
    passed_sentence,
    reversed_sentence,
    weakest_sentence,
)
from selection.words.readiness import (
    governance_word,
    manager_word,
    process_step_word,
    reason_clause,
    system_sentence,
    undecided_word,
    verdict_sentence,
)
from selection.words.risks import raised_because
from selection.words.way import (
    authorship_sentence,
    cost_sentence,
    loose_ends,
    missing_levels_sentence,
    skipped_sentence,
    step_word,
    voice_sentence,
)
from tests.undertakings import goal, needs, undertaking

EN = Words("en")
FIGURES: dict[str, float | str] = {
    **dict.fromkeys(("count", "total", "goals", "needs", "measures", "offers", "years", "hours"), 3.0),
    **dict.fromkeys(("level", "line", "most", "months", "share"), 1.0),
    "why": "unasked",
}


def told() -> dict[str, set[str]]:
    """Say everything that has a code, by the kind of code."""
    figures: dict[str, float | str] = {
        "found": "log-ins",
        "target": 1.0,
        "baseline": 2.0,
        "success": 3.0,
        "failure": 4.0,
    }
    dated: dict[str, float | str] = {**figures, "due": "2026"}
    return {
        "need": {need_remark(NeedFinding("N1", c, "x", "N2"), EN) for c in get_args(RemarkKind)},
        "measure": {measure_remark(MeasureFinding("M1", c, dated), EN) for c in get_args(MeasureDefect)},
        "reason": {reason_clause(Reason(c, ("x",)), {}, EN) for c in get_args(ReasonCode)},
        "governance": {governance_word(name, EN) for name, _ in GOVERNANCE},
        "manager": {manager_word(name, EN) for name in MANAGER_ITEMS},
        "process": {process_step_word(step, EN) for step in PROCESS_STEPS},
        "undecided": {undecided_word(name, EN) for name in get_args(Undecided)},
        "step": {step_word(step, EN) for step in STEPS},
        "cost": {cost_sentence(cost, EN) for cost in COSTS.values()},
        "gap": {gap_word(gap, EN) for gap in get_args(PhaseGap)},
        "pace": {pace_sentence(pace, EN) for pace in get_args(PacePoint)},
        "outcome": {outcome_word(outcome, EN) for outcome in get_args(Outcome)},
        "part": {part_word(part, EN) for part in PARTS},
    }


def test_every_code_has_words_of_its_own() -> None:
    assert {kind: len(words) for kind, words in told().items()} == {
        "need": 5,
        "measure": 16,
        "reason": 12,
        "governance": 4,
        "manager": 4,
        "process": 7,
        "undecided": 6,
        "step": 8,
        "cost": 8,
        "gap": 5,
        "pace": 3,
        "outcome": 5,
        "part": 5,
    }


ITEMS = {"manager_not_equal_to_it": "authority", "weak_link": "data", "no_data_rules": "entry_rules"}


def test_every_rule_says_why_it_spoke() -> None:
    said = {code: raised_because(code, Found((ITEMS.get(code, "X1"),), FIGURES), EN) for code in RULES}
    assert [code for code, sentence in said.items() if "{" in sentence or not sentence.endswith(".")] == []


@pytest.mark.parametrize(
    ("code", "found", "sentence"),
    [
        (
            "chief_executive_without_time",
            Found(figures={"hours": 4.0, "line": 8}),
            "The chief executive leads the project with 4 hours a week; less than 8 is too little.",
        ),
        ("too_many_musts", Found(figures={"share": 0.7}), "70% of the needs are musts."),
        (
            "poor_fit",
            Found(("a",), {"share": 0.6, "line": 0.8}),
            "The best offer meets 60% of the answered needs as is; the line is 80%.",
        ),
        (
            "desktop_bound",
            Found(("U3",), {"why": "weak", "level": 1.5}),
            "Everything scored on criterion U3 is at most at 1.5 of 5.",
        ),
        (
            "desktop_bound",
            Found(("U3",), {"why": "unasked"}),
            "Nobody asks about it: criterion U3 is not in use.",
        ),
        ("no_data_rules", Found(("entry_rules",)), "There is not yet: rules for entering data."),
        (
            "team_without_time",
            Found(figures={"count": 0}),
            "Nothing was taken off the project manager's other duties.",
        ),
        ("weak_link", Found(("data",), {"level": 1}), "The weakest link is: data, at 1 of 5."),
    ],
)
def test_a_risk_says_what_raised_it(code: str, found: Found, sentence: str) -> None:
    assert raised_because(code, found, EN) == sentence  # type: ignore[arg-type]


def test_the_verdict_is_one_sentence_with_its_reasons() -> None:
    decision = undertaking(
        goals=[goal()],
        readiness={
            "blocks": {"information": [{"by": "Dana Levi", "level": 1}]},
            "governance": {"owner": False, "project_manager": True, "user_representatives": True},
            "manager": {"knows_organisation": 4, "knows_processes": 3, "authority": 2, "availability": 1},
        },
    )
    found = assess_readiness(decision, ("information",))
    assert verdict_sentence(found, {"information": "Information"}, EN) == (
        "Not ready, because Information is at 1 of 5, below 2, and nothing reliable can be built on it; "
        "nobody owns the project; it is not said yet whether there is: a sponsor in management; "
        "the project manager is at 1 of 5, decided by: time."
    )


def test_an_organisation_that_is_ready_is_told_so() -> None:
    decision = undertaking(
        goals=[goal()],
        readiness={
            "blocks": {"information": [{"by": "Dana Levi", "level": 2}]},
            "governance": {name: True for name, _ in GOVERNANCE},
            "manager": dict.fromkeys(MANAGER_ITEMS, 2),
        },
    )
    found = assess_readiness(decision, ("information",))
    assert verdict_sentence(found, {}, EN) == "Ready: nothing that was asked stands against it."


def test_a_target_worse_than_today_is_said_with_both_figures() -> None:
    finding = MeasureFinding("M1", "target_backwards", {"target": 30.0, "baseline": 40.5})
    assert measure_remark(finding, EN) == (
        "The target, 30, is worse than today's 40.5. Check both, and which way is better."
    )


def test_what_hangs_loose_is_said_side_by_side() -> None:
    decision = undertaking(pains=[{"id": "slow", "text": "Slow"}], goals=[goal()], needs=needs(1))
    assert loose_ends(chain(decision), EN) == (
        "Hurts, but no goal is set against it: slow.",
        "Goals nothing hurts for: G1.",
        "Goals no need serves: G1.",
        "Needs that serve no goal: N1.",
    )
    assert loose_ends(chain(undertaking()), EN) == ()


def test_nothing_skipped_is_nothing_said() -> None:
    assert skipped_sentence((), EN) == ""
    skips = [
        Skipped("goals", "success_stays_opinion", ("needs",)),
        Skipped("measures", "nothing_to_review", ()),
    ]
    assert skipped_sentence(skips, EN) == (
        "Not done yet: goals, success measures. Without a goal, success will be a matter of opinion."
    )


def test_levels_nobody_measures_are_named() -> None:
    assert missing_levels_sentence(("firm", "operation"), EN) == (
        "Nothing is measured on the level of: the firm, daily operation."
    )
    assert missing_levels_sentence((), EN) == ""


@pytest.mark.parametrize(
    ("members", "brought", "sentence"),
    [
        (1, 1, ""),
        (0, 1, "Service has nobody in the project."),
        (1, 0, "Service has not brought a single need."),
        (0, 0, "Service has nobody in the project and has not brought a single need."),
    ],
)
def test_a_department_that_is_not_heard_is_named(members: int, brought: int, sentence: str) -> None:
    assert voice_sentence(DepartmentVoice("Service", members, brought), EN) == sentence


def test_the_share_of_end_users_is_said_with_its_counts() -> None:
    assert authorship_sentence(Authorship(1, 2, 1), EN) == (
        "25% of the needs (1 of 4) come from a named end user."
    )
    assert authorship_sentence(Authorship(0, 0, 0), EN) == ""


def test_a_system_says_what_is_open_and_what_it_is_worth_knowing_for() -> None:
    bare = system_state(SourceSystem(id="a", name="A", entity="customers", fate="integrate", quality=3))
    assert system_sentence(bare, EN) == (
        "Still open: who owns it; whether it is the trusted source. Worth knowing for: I1, F5."
    )
    whole = SourceSystem(
        id="a", name="A", entity="customers", fate="archive", quality=3, owner="Dana Levi", trusted=False
    )
    assert system_sentence(system_state(whole), EN) == ("Everything is decided. Worth knowing for: D1, F5.")


def test_a_day_that_has_gone_by_is_said_of_each_kind() -> None:
    said = [passed_sentence(Passed(kind, "X1", "2026-03"), EN) for kind in get_args(DatedKind)]
    assert said == [
        "Its day, Mar 2026, has passed. Set a new one, or say what came of it.",
        "It was to begin or go live by Mar 2026, which has passed. Set a new day.",
        "It was to be met by Mar 2026, which has passed. Set a new day, or say what came of it.",
    ]
    assert reversed_sentence(EN) == "It goes live before it starts: check the two days."


def test_where_no_link_is_known_that_is_said() -> None:
    assert weakest_sentence(WeakestLink((Link("data", None), Link("users", None))), EN) == (
        "Nothing is known yet of: data, users."
    )
    assert (
        weakest_sentence(WeakestLink((Link("data", 2.5),)), EN) == "The weakest link is: data, at 2.5 of 5."
    )

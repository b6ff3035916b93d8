"""The engine on what is unknown, on fit, gates and evidence: a test for every sentence of its rules."""

from fractions import Fraction
from typing import Any

import pytest

from selection.analysis.questions import open_cells_of, questions
from selection.model.decision import Decision, Policy
from selection.model.judgements import EVIDENCE, AcceptedGap, Answer, Score
from selection.model.needs import DELIVERIES
from tests.building import (
    DOES_NOT_APPLY,
    answer,
    bid,
    criterion,
    decide,
    exactly,
    fed,
    firm,
    fit_of,
    met,
    need,
    not_answered,
    of_needs,
    part,
    possible,
    promise,
    ranks,
    result,
    score,
    values,
    verdicts,
    with_answers,
    with_scores,
)

MISSING = ("not_asked", "asked", "cannot_judge", "not_applicable")
A, B, C = criterion("A"), criterion("B"), criterion("C", "integrator")


# 1. Unknown is a state, not a zero.


def test_only_a_refused_answer_counts_as_worst() -> None:
    refused = {"M1": answer(), "M2": not_answered("no_answer")}
    found = result(of_needs(refused)).alternative("a")
    assert (found.low, found.high) == (exactly(0.5), exactly(0.5))
    assert found.fit
    assert (found.fit.low, found.fit.high, found.fit.answered_only) == (Fraction(1, 2),) * 3
    assert part(result(of_needs(refused)), "a", "must_needs").verdict == "fail"
    unscored = decide(criteria=(A,), scores={"a": {"A": Score(state="no_answer")}})
    assert values(result(unscored).platforms) == {"a": (0.0, 0.0)}


@pytest.mark.parametrize("state", MISSING)
def test_every_other_missing_cell_makes_every_figure_that_rests_on_it_an_interval(state: str) -> None:
    cell = Score.model_validate({"state": state, "reason": "why"})
    decision = decide(
        needs=(need("M1"), need("M2")),
        answers={"a": {"M1": answer(), "M2": not_answered(state)}},
        criteria=(fed("F"), A),
        scores={"a": {"A": cell}},
    )
    found = result(decision).alternative("a")
    assert (found.low, found.high) == (exactly(0.25), exactly(1.0))
    assert (found.quality_low, found.quality_high) == (exactly(0.25), exactly(1.0))
    assert found.fit
    assert (found.fit.low, found.fit.high) == (Fraction(1, 2), Fraction(1))
    assert (found.fit.plain_low, found.fit.plain_high) == (Fraction(1, 2), Fraction(1))
    assert found.gate.verdict == "open"


def test_two_alternatives_are_compared_by_their_difference_in_which_shared_cells_cancel() -> None:
    decision = decide(
        ("a",), criteria=(A, C), firms=("x", "y"), scores={"x": {"C": score(60)}, "y": {"C": score(50)}}
    )
    found = result(decision)
    assert values(found.pairs) == {
        "a+x": (exactly(0.3), exactly(0.8)),
        "a+y": (exactly(0.25), exactly(0.75)),
    }
    assert ranks(found.pairs) == {"a+x": 1, "a+y": 2}
    apart = decide(
        ("a", "b"),
        criteria=(A, C),
        integrators=(firm("x", {"a": "yes", "b": "no"}), firm("y", {"a": "no", "b": "yes"})),
        scores=decision.scores,
    )
    assert possible(result(apart).pairs) == {"a+x": (1, 2), "b+y": (1, 2)}


def test_best_rank_counts_who_passed_and_is_surely_ahead_worst_rank_who_has_not_failed_and_may_be() -> None:
    # v may be worth 0.3 to 0.8: of those who passed nobody is surely above 0.8, and of those who have
    # not failed three may be above 0.3.
    needs, given = (need("M"),), {"sure": answer(), "open": not_answered(), "failed": answer("absent")}
    scores = {
        "v": {"A": score(60)},
        "sure": {"A": score(60), "B": score(60)},
        "maybe": {"A": score(90)},
        "open": {"A": score(90), "B": score(90)},
        "failed": {"A": score(90), "B": score(90)},
        "behind": {"A": score(30), "B": score(20)},
    }
    answers = {name: {"M": given.get(name, answer())} for name in scores}
    decision = decide(
        tuple(scores),
        needs=needs,
        answers=answers,
        criteria=(fed("F"), A, B),
        scores=scores,
        points={"F": 0.0},
    )
    found = result(decision)
    assert values(found.platforms)["v"] == (exactly(0.3), exactly(0.8))
    assert possible(found.platforms)["v"] == (1, 4)
    nearer = result(with_scores(decision, "v", B=score(40)))
    assert values(nearer.platforms)["v"] == (exactly(0.5), exactly(0.5))
    assert possible(nearer.platforms) == {
        "sure": (1, 3),
        "maybe": (1, 4),
        "v": (2, 4),
        "behind": (4, 5),
        "open": (1, 2),
        "failed": (None, None),
    }


def test_there_is_a_rank_only_where_the_gate_is_passed_and_both_coincide() -> None:
    scores = {"a": {"A": score(90)}, "b": {"A": score(50)}, "c": {}}
    decision = decide(("a", "b", "c"), criteria=(A,), scores=scores)
    assert ranks(result(decision).platforms) == {"a": None, "b": None, "c": None}
    known = with_scores(decision, "c", A=score(10))
    assert ranks(result(known).platforms) == {"a": 1, "b": 2, "c": 3}
    gated = decide(
        ("a", "b"),
        needs=(need("M"),),
        answers={"a": {"M": answer("custom")}, "b": {"M": answer()}},
        criteria=(fed("F"), A),
        scores={"a": {"A": score(90)}, "b": {"A": score(50)}},
        points={"F": 0.0},
        policy=Policy(fit_line=0.0),
    )
    found = result(gated)
    assert possible(found.platforms)["a"] == (1, 1)
    assert ranks(found.platforms)["a"] is None


def test_what_is_not_ranked_is_listed_by_gate_then_by_the_intervals_middle_with_its_missing_answers() -> None:
    scores = {"a": {}, "b": {"A": score(20)}, "c": {"A": score(20), "B": score(50)}, "d": {"B": score(90)}}
    found = result(decide(("a", "b", "c", "d"), criteria=(A, B), scores=scores))
    assert ranks(found.platforms) == dict.fromkeys("abcd")
    assert [(p.id, round(p.middle, 9)) for p in found.platforms] == [
        ("d", 0.7),
        ("a", 0.5),
        ("b", 0.35),
        ("c", 0.35),
    ]
    assert open_cells_of(questions(found)) == {"a": 2, "b": 1, "d": 1}


# 2. As-is fit.


def test_fit_is_the_sum_over_tiers_of_share_times_needs_met_as_is() -> None:
    found = fit_of(met(9, 10), met(3, 5, "long_term"), met(1, 4, "nice")).alternative("a").fit
    assert found
    assert found.low == Fraction(6, 10) * Fraction(9, 10) + Fraction(3, 10) * Fraction(3, 5) + Fraction(1, 40)
    assert found.low == Fraction(745, 1000)


def test_the_share_of_an_empty_tier_is_spread() -> None:
    found = fit_of(met(1, 2), met(1, 1, "nice")).alternative("a").fit
    assert found
    assert found.low == Fraction(6, 7) * Fraction(1, 2) + Fraction(1, 7)


@pytest.mark.parametrize("of", [5, 10, 15, 35, 70, 95, 115, 240])
def test_four_fifths_of_the_needs_pass_exactly_and_one_less_does_not(of: int) -> None:
    assert part(fit_of(met(of * 4 // 5, of)), "a", "fit").verdict == "pass"
    assert part(fit_of(met(of * 4 // 5 - 1, of)), "a", "fit").verdict == "fail"


def test_28_of_35_needs_over_three_tiers_are_exactly_the_line() -> None:
    tiers = met(16, 20), met(8, 10, "long_term"), met(4, 5, "nice")
    found = fit_of(*tiers)
    fit = found.alternative("a").fit
    assert fit
    assert (fit.low, fit.plain_low) == (Fraction(4, 5), Fraction(28, 35))
    assert (part(found, "a", "fit").verdict, fit.verdicts_differ(Fraction(4, 5))) == ("pass", False)


def test_a_sum_of_floats_would_have_failed_what_is_exactly_on_the_line() -> None:
    assert sum([1 / 10] * 8) < 0.8
    assert part(fit_of(met(8, 10)), "a", "fit").verdict == "pass"


def test_the_line_is_the_policys() -> None:
    assert part(fit_of(met(3, 4)), "a", "fit").verdict == "fail"
    assert part(fit_of(met(3, 4), policy=Policy(fit_line=0.75)), "a", "fit").verdict == "pass"


def test_beside_the_fit_stand_the_plain_count_the_answered_needs_and_the_tiers() -> None:
    open_need = {need("must9"): not_answered()}
    found = fit_of(met(3, 3), open_need, met(1, 1, "long_term"), met(1, 4, "nice")).alternative("a").fit
    assert found
    assert (found.low, found.high) == (Fraction(775, 1000), Fraction(925, 1000))
    assert (found.plain_low, found.plain_high) == (Fraction(5, 9), Fraction(6, 9))
    assert found.answered_only == Fraction(925, 1000)
    counts = {tier: (c.as_is, c.open, c.total) for tier, c in found.by_tier.items()}
    assert counts == {"must": (3, 1, 4), "long_term": (1, 0, 1), "nice": (1, 0, 4)}
    assert found.verdicts_differ(Fraction(4, 5))


def test_configuration_counts_as_is_only_by_policy() -> None:
    strict = fit_of(met(0, 1)).alternative("a").fit
    lenient = fit_of(met(0, 1), policy=Policy(configuration_counts_as_is=True)).alternative("a").fit
    assert strict
    assert lenient
    assert (strict.low, lenient.low) == (0, 1)


def test_a_need_that_does_not_apply_leaves_the_count_for_that_alternative_only() -> None:
    asked = (need("M1"), need("M2"))
    answers = {"a": {"M1": answer(), "M2": DOES_NOT_APPLY}, "b": {"M1": answer(), "M2": answer("custom")}}
    found = result(decide(("a", "b"), needs=asked, answers=answers, criteria=(fed("F"),)))
    fits = {p.id: p.fit.low for p in found.platforms if p.fit}
    assert fits == {"a": 1, "b": Fraction(1, 2)}


# 3. Gates compose.

MUSTS = {
    "as_is": ("pass", "pass"),
    "configuration": ("pass", "pass"),
    "add_on": ("pass", "pass"),
    "partial": ("open", "pass"),
    "custom": ("open", "pass"),
    "roadmap": ("open", "pass"),
    "absent": ("fail", "fail"),
}


def tender(found: Answer, *, promised: bool, **more: Any) -> Decision:
    promises = (promise("M"),) if promised else ()
    return of_needs(
        {"M": found},
        firms=("x",),
        mode="tender",
        bids=(bid("B1", "a", "x", *promises),),
        policy=Policy(fit_line=0.0),
        criteria=(fed("F"), C),
        scores={"x": {"C": score(50)}},
        **more,
    )


@pytest.mark.parametrize("delivery", DELIVERIES)
def test_a_must_need_is_judged_alone_and_in_a_pair_that_commits_to_it(delivery: str) -> None:
    alone, committed = MUSTS[delivery]
    for promised, in_pair in ((False, alone), (True, committed)):
        found = result(tender(answer(delivery), promised=promised))
        assert (verdicts(found.platforms)["a"], verdicts(found.pairs)["B1"]) == (alone, in_pair)


def test_a_roadmap_item_after_the_needs_phase_and_a_refused_answer_fail() -> None:
    for found in (answer("roadmap", available="2027-02"), not_answered("no_answer")):
        assert verdicts(result(tender(found, promised=True)).pairs) == {"B1": "fail"}


def test_a_gap_the_committee_accepts_with_a_reason_passes() -> None:
    accepted = AcceptedGap(reason="Once a year, by hand", by="The committee")
    assert verdicts(result(tender(answer("partial", accepted=accepted), promised=False)).pairs) == {
        "B1": "pass"
    }


def test_an_absent_long_term_need_of_a_planned_phase_fails_unless_the_policy_says_otherwise() -> None:
    def verdict(found: Answer, phase: str | None, **policy: bool) -> str:
        needs = (need("L", "long_term", phase=phase),)
        decision = of_needs({"L": found}, needs, policy=Policy(fit_line=0.0, **policy))
        return verdicts(result(decision).platforms)["a"]

    assert verdict(answer("absent"), "P2") == "fail"
    assert verdict(not_answered("no_answer"), "P2") == "fail"
    assert verdict(answer("custom"), "P2") == "pass"
    assert verdict(not_answered(), "P2") == "open"
    assert verdict(answer("absent"), None) == "pass"
    assert verdict(answer("absent"), "P2", future_needs_gate=False) == "pass"


def test_the_parts_of_a_pair_are_compatibility_platform_integrator_and_pair() -> None:
    gated = (criterion("C", "integrator", gate=0.0), criterion("Q", "pair", gate=0.0))
    decision = of_needs(
        {"M": answer()},
        criteria=(fed("F"), *gated),
        firms=("x",),
        scores={"x": {"C": score(50)}, "a+x": {"Q": score(50)}},
    )
    base = result(decision)
    assert [p.gate for p in base.alternative("a+x").gate.parts] == [
        "compatibility",
        "must_needs",
        "future_needs",
        "fit",
        "criterion",
        "criterion",
    ]
    breaking: list[Decision] = [
        with_answers(decision, "a", M=answer("absent")),
        with_scores(decision, "x", C=score(-1)),
        with_scores(decision, "a+x", Q=score(-1)),
    ]
    opening = [
        decision.model_copy(update={"integrators": (firm("x", {}),)}),
        with_answers(decision, "a", M=not_answered()),
        with_scores(decision, "x", C=Score(state="asked")),
        with_scores(decision, "a+x", Q=Score(state="asked")),
    ]
    assert verdicts(base.pairs) == {"a+x": "pass"}
    assert [verdicts(result(d).pairs)["a+x"] for d in breaking] == ["fail"] * 3
    assert [verdicts(result(d).pairs)["a+x"] for d in opening] == ["open"] * 4
    both = with_scores(breaking[0], "x", C=Score(state="asked"))
    assert verdicts(result(both).pairs) == {"a+x": "fail"}


def test_an_exclusion_names_the_need_and_what_if_it_were_no_must_is_one_change() -> None:
    decision = of_needs({"M1": answer(), "M2": answer("absent")}, policy=Policy(fit_line=0.5))
    failed = part(result(decision), "a", "must_needs")
    assert [(r.item, r.verdict, r.code) for r in failed.reasons] == [("M2", "fail", "absent")]
    relaxed = decision.model_copy(update={"needs": (need("M1"), need("M2", "nice"))})
    assert verdicts(result(relaxed).platforms) == {"a": "pass"}


def test_an_open_gate_names_the_fewest_answers_that_would_close_it_and_that_would_fail_it() -> None:
    ten = met(6, 6) | {need(f"m{at}"): not_answered() for at in range(4)}
    fit = part(fit_of(ten), "a", "fit")
    assert (fit.to_pass, fit.to_fail) == (("m0", "m1"), ("m0", "m1", "m2"))
    musts = part(fit_of(ten), "a", "must_needs")
    assert (musts.to_pass, musts.to_fail) == (("m0", "m1", "m2", "m3"), ("m0",))


def test_what_is_open_cannot_be_awarded_a_rank() -> None:
    found = result(of_needs({"M": answer("custom")}, policy=Policy(fit_line=0.0)))
    assert (verdicts(found.platforms), ranks(found.platforms)) == ({"a": "open"}, {"a": None})


# 4. Evidence never re-scores; it opens.


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_evidence_changes_no_value_and_no_order(evidence: str) -> None:
    needs = (need("M"), need("W", "nice"))
    scores = {"a": {"A": score(80, evidence)}, "b": {"A": score(60)}}
    answers = {name: {"M": answer(), "W": answer("configuration", evidence)} for name in "ab"}
    found = result(
        decide(("a", "b"), needs=needs, answers=answers, criteria=(fed("F"), A), scores=scores, stage="award")
    )
    value = 0.5 * (6 / 7 + 0.8 / 7)
    assert values(found.platforms)["a"] == (exactly(value + 0.4),) * 2
    assert possible(found.platforms) == {"a": (1, 1), "b": (2, 2)}


@pytest.mark.parametrize(
    ("stage", "enough"), [("market_scan", "claim"), ("short_list", "document"), ("award", "demo")]
)
def test_a_gate_passes_only_on_evidence_at_its_own_level(stage: str, enough: str) -> None:
    for evidence in EVIDENCE:
        found = result(of_needs({"M": answer("as_is", evidence)}, stage=stage))
        strong = EVIDENCE.index(evidence) >= EVIDENCE.index(enough)
        assert verdicts(found.platforms) == {"a": "pass" if strong else "open"}


def test_beside_the_answers_stands_what_is_proven() -> None:
    decision = decide(
        needs=(need("M"),),
        answers={"a": {"M": answer()}},
        criteria=(fed("F"), A, B),
        scores={"a": {"A": score(80, "claim"), "B": score(50)}},
        points={"F": 0.0},
        stage="award",
    )
    found = result(decision).alternative("a")
    assert (found.proven, found.low, found.high) == (exactly(0.25), exactly(0.65), exactly(0.65))
    scan = result(decision.model_copy(update={"stage": "market_scan"})).alternative("a")
    assert (scan.proven, scan.low) == (exactly(0.65), exactly(0.65))

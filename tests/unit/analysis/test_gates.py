from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from selection.analysis.cells import Resolved
from selection.analysis.fit import as_is_fit
from selection.analysis.gates import (
    Gate,
    GatePart,
    Held,
    Reason,
    Rules,
    compose,
    criterion_gate,
    fit_gate,
    future_needs_gate,
    must_needs_gate,
)
from selection.model.criteria import Criterion
from selection.model.decision import Commitment, Decision, Policy
from selection.model.judgements import AcceptedGap, Answer, Score
from selection.model.needs import Need
from tests.building import DOES_NOT_APPLY, answer, criterion, decide, need, not_answered, promise, score

ACCEPTED = AcceptedGap(reason="We can live with it", by="Somebody")
Answered = Mapping[str, Answer | Resolved[Answer]]


def cells(answers: Answered) -> dict[str, Resolved[Answer]]:
    return {
        name: found if isinstance(found, Resolved) else Resolved(found) for name, found in answers.items()
    }


def decision_on(needs: tuple[Need, ...], **more: Any) -> Decision:
    return decide(needs=needs, **more)


def musts(answers: Answered, *promised: Commitment, phase: str | None = None, **more: Any) -> GatePart:
    needs = tuple(need(name, phase=phase) for name in answers)
    rules = Rules.of(decision_on(needs, **more))
    return must_needs_gate(rules, cells(answers), {p.need: p for p in promised})


def futures(answers: Answered, phase: str | None = "P2", tier: str = "long_term", **more: Any) -> GatePart:
    needs = tuple(need(name, tier, phase=phase) for name in answers)
    return future_needs_gate(Rules.of(decision_on(needs, **more)), cells(answers))


def fitting(answers: Mapping[tuple[str, str], Answer | Resolved[Answer]], **more: Any) -> GatePart:
    """The fit gate over needs given as (name, tier)."""
    needs = tuple(need(name, tier) for name, tier in answers)
    decision = decision_on(needs, **more)
    found = cells({name: given for (name, _), given in answers.items()})
    fit = as_is_fit(needs, found, decision.policy, decision.gate_evidence)
    return fit_gate(decision, Rules.of(decision), fit, found)


def measured(found: Score | Resolved[Score], level: str = "claim", **more: Any) -> GatePart:
    scale: dict[str, Any] = {"worst": 40, "best": 100, **more}
    gated = criterion("A", gate=float(scale["worst"]), **scale)
    held = found if isinstance(found, Resolved) else Resolved(found)
    return criterion_gate(gated, held, level)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], "pass"),
        (["pass", "pass"], "pass"),
        (["pass", "open"], "open"),
        (["open", "fail", "pass"], "fail"),
        (["fail"], "fail"),
    ],
)
def test_a_gate_fails_if_any_part_fails_else_it_is_open_if_any_is_open(parts: list[Any], whole: str) -> None:
    gate = Gate(tuple(GatePart("fit", part) for part in parts))
    assert compose(parts) == gate.verdict == whole
    assert [part.verdict for part in gate.parts_that("open")] == [p for p in parts if p == "open"]


@pytest.mark.parametrize("delivery", ["as_is", "configuration", "add_on"])
def test_a_must_need_that_works_passes(delivery: str) -> None:
    assert musts({"N": answer(delivery)}) == GatePart("must_needs", "pass")


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (answer("absent"), "absent"),
        (answer("absent", "claim"), "absent"),
        (not_answered("no_answer"), "no_answer"),
        (answer("roadmap", available="2027-01-02"), "roadmap_too_late"),
        (answer("roadmap", available="2027"), "roadmap_too_late"),
    ],
)
def test_a_must_need_that_will_not_be_there_fails_whatever_is_promised(found: Answer, code: str) -> None:
    failed = GatePart("must_needs", "fail", reasons=(Reason("N", "fail", code),))
    assert musts({"N": found}) == failed
    assert musts({"N": found}, promise("N")) == failed


@pytest.mark.parametrize("delivery", ["partial", "custom", "roadmap"])
def test_a_must_need_still_to_be_made_is_open_until_somebody_commits_to_it(delivery: str) -> None:
    found = {"N": answer(delivery)}
    opened = GatePart("must_needs", "open", reasons=(Reason("N", "open", delivery),), to_pass=("N",))
    assert musts(found) == opened
    assert musts(found, promise("M")) == opened
    assert musts(found, promise("N")) == GatePart("must_needs", "pass")
    assert musts({"N": answer(delivery, "claim")}, promise("N"), stage="award").verdict == "pass"


@pytest.mark.parametrize("delivery", ["as_is", "configuration", "add_on"])
def test_a_commitment_stands_in_for_proof_so_that_a_better_delivery_never_fares_worse(delivery: str) -> None:
    weak = {"N": answer(delivery, "claim")}
    assert musts(weak, stage="award").verdict == "open"
    assert musts(weak, promise("M"), stage="award").verdict == "open"
    assert musts(weak, promise("N"), stage="award").verdict == "pass"


def test_a_commitment_after_the_needs_phase_begins_comes_too_late() -> None:
    late = musts({"N": answer("custom")}, promise("N", by="2027-01-02"))
    assert [(r.verdict, r.code) for r in late.reasons] == [("open", "committed_too_late")]
    assert musts({"N": answer("custom")}, promise("N", by="2027-01-01")).verdict == "pass"
    assert musts({"N": answer("custom")}, promise("N", by="2027-06"), phase="P2").verdict == "pass"


@pytest.mark.parametrize(
    ("phase", "available", "verdict"),
    [
        (None, "2026-12", "open"),
        (None, "2027-01", "fail"),
        ("P1", "2027-01-01", "open"),
        ("P2", "2027-01", "open"),
        ("P2", "2027-06-30", "open"),
        ("P2", "2027-07", "fail"),
    ],
)
def test_a_roadmap_item_counts_by_the_phase_it_is_needed_in_and_without_one_by_the_first(
    phase: str | None, available: str, verdict: str
) -> None:
    assert musts({"N": answer("roadmap", available=available)}, phase=phase).verdict == verdict


def test_where_no_phase_is_planned_no_date_is_too_late() -> None:
    assert musts({"N": answer("roadmap", available="2031")}, phases=()).verdict == "open"


def test_an_accepted_gap_passes_on_the_evidence_the_stage_asks_for() -> None:
    assert musts({"N": answer("partial", accepted=ACCEPTED)}) == GatePart("must_needs", "pass")
    weak = {"N": answer("partial", "claim", accepted=ACCEPTED)}
    assert [r.code for r in musts(weak, stage="award").reasons] == ["evidence_too_weak"]
    assert musts({"N": answer("partial", accepted=ACCEPTED)}, promise("N", by="2031")).verdict == "pass"


@pytest.mark.parametrize(
    ("stage", "evidence", "verdict"),
    [
        ("market_scan", "claim", "pass"),
        ("short_list", "claim", "open"),
        ("short_list", "document", "pass"),
        ("award", "document", "open"),
        ("award", "demo", "pass"),
        ("award", "reference", "pass"),
    ],
)
def test_every_gate_passes_only_on_evidence_of_the_stages_level(
    stage: str, evidence: str, verdict: str
) -> None:
    found = {"N": answer("as_is", evidence)}
    assert musts(found, stage=stage).verdict == verdict
    assert futures(found, stage=stage).verdict == verdict
    assert fitting({("N", "must"): found["N"]}, stage=stage).verdict == verdict
    level = decision_on((), stage=stage).gate_evidence
    assert measured(score(50, evidence), level).verdict == verdict


@pytest.mark.parametrize("state", ["not_asked", "asked", "cannot_judge", "not_applicable"])
def test_an_open_answer_leaves_every_gate_open_and_says_why(state: str) -> None:
    found = {"N": not_answered(state)}
    reasons = (Reason("N", "open", state),)
    assert musts(found) == GatePart("must_needs", "open", None, reasons, None, ("N",), ("N",))
    assert futures(found) == GatePart("future_needs", "open", None, reasons, None, ("N",), ("N",))
    assert fitting({("N", "must"): found["N"]}).reasons == reasons
    unscored = measured(Score.model_validate({"state": state, "reason": "why"}))
    assert unscored == GatePart("criterion", "open", "A", (Reason("A", "open", state),), None, ("A",), ("A",))


def test_contradicting_facts_leave_every_gate_open_and_are_named() -> None:
    torn = Resolved(not_answered(), "conflict")
    assert [r.code for r in musts({"N": torn}).reasons] == ["conflict"]
    assert [r.code for r in futures({"N": torn}).reasons] == ["conflict"]
    assert [r.code for r in fitting({("N", "must"): torn}).reasons] == ["conflict"]
    assert [r.code for r in measured(Resolved(Score(state="not_asked"), "conflict")).reasons] == ["conflict"]


def test_what_does_not_apply_stands_in_no_ones_way() -> None:
    assert musts({"N": DOES_NOT_APPLY}) == GatePart("must_needs", "pass")
    assert futures({"N": DOES_NOT_APPLY}) == GatePart("future_needs", "pass")


def test_a_must_gate_names_what_would_close_it_and_one_answer_that_would_fail_it() -> None:
    found = musts(
        {"M1": answer(), "M2": answer("custom"), "M3": not_answered(), "M4": answer("as_is", "claim")},
        stage="award",
    )
    assert (found.to_pass, found.to_fail) == (("M2", "M3", "M4"), ("M3",))


def test_a_gate_that_failed_names_what_failed_and_asks_for_nothing_more() -> None:
    found = musts({"M1": answer("absent"), "M2": not_answered()})
    assert found.reasons == (Reason("M1", "fail", "absent"), Reason("M2", "open", "not_asked"))
    assert (found.verdict, found.to_pass, found.to_fail) == ("fail", (), ())


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (answer("absent"), "fail"),
        (not_answered("no_answer"), "fail"),
        (answer("roadmap", available="2031"), "pass"),
        (answer("custom"), "pass"),
        (answer(), "pass"),
    ],
)
def test_a_long_term_need_of_a_planned_phase_must_not_be_absent(found: Answer, verdict: str) -> None:
    assert futures({"N": found}).verdict == verdict


@pytest.mark.parametrize(("phase", "tier"), [(None, "long_term"), ("P9", "long_term"), ("P2", "nice")])
def test_needs_of_no_planned_phase_close_no_way_into_the_future(phase: str | None, tier: str) -> None:
    assert futures({"N": answer("absent")}, phase, tier) == GatePart("future_needs", "pass")


def test_fit_is_held_against_the_line_and_names_what_is_not_as_is() -> None:
    needs = {("M1", "must"): answer(), ("M2", "must"): answer("custom"), ("M3", "must"): DOES_NOT_APPLY}
    assert fitting(needs) == GatePart(
        "fit",
        "fail",
        reasons=(Reason("M2", "fail", "custom"),),
        figure=Held(Fraction(1, 2), Fraction(1, 2), Fraction(4, 5)),
    )
    silent = {("M1", "must"): answer("configuration"), ("M2", "must"): not_answered("no_answer")}
    assert fitting(silent).reasons == (
        Reason("M1", "fail", "configuration"),
        Reason("M2", "fail", "no_answer"),
    )
    counted = fitting(silent, policy=Policy(configuration_counts_as_is=True))
    assert counted.reasons == (Reason("M2", "fail", "no_answer"),)


def test_fit_exactly_on_the_line_passes() -> None:
    four_of_five = {(f"M{at}", "must"): answer("as_is" if at else "custom") for at in range(5)}
    assert fitting(four_of_five) == GatePart(
        "fit", "pass", figure=Held(Fraction(4, 5), Fraction(4, 5), Fraction(4, 5))
    )
    assert fitting(four_of_five, policy=Policy(fit_line=0.8000001)).verdict == "fail"


def test_fit_over_nothing_that_applies_is_open() -> None:
    assert fitting({("M1", "must"): DOES_NOT_APPLY}) == GatePart(
        "fit", "open", reasons=(Reason("fit", "open", "no_need_applies"),)
    )


def test_an_open_fit_gate_names_the_heaviest_answers_first() -> None:
    # Two musts weigh 0.3 each, the long-term need 0.3, two nice ones 0.05 each; 0.8 - 0.35 = 0.45 is missing.
    found = fitting(
        {
            ("W1", "nice"): answer(),
            ("W2", "nice"): not_answered(),
            ("M1", "must"): answer(),
            ("M2", "must"): not_answered("asked"),
            ("L1", "long_term"): answer("as_is", "claim"),
        },
        stage="award",
    )
    assert found.figure == Held(Fraction(35, 100), Fraction(1), Fraction(4, 5))
    assert found.to_pass == ("M2", "L1")
    assert found.to_fail == ("M2",)
    assert found.reasons == (
        Reason("M2", "open", "asked"),
        Reason("L1", "open", "evidence_too_weak"),
        Reason("W2", "open", "not_asked"),
    )


def test_answers_that_only_reach_the_line_pass_it_and_losing_down_to_it_fails_nothing() -> None:
    answers = {(f"M{at}", "must"): not_answered() if at < 2 else answer() for at in range(5)}
    found = fitting(answers)
    assert (found.figure, found.to_pass, found.to_fail) == (
        Held(Fraction(3, 5), Fraction(1), Fraction(4, 5)),
        ("M0",),
        ("M0", "M1"),
    )


def test_fit_that_can_only_just_reach_the_line_is_open() -> None:
    last = {(f"M{at}", "must"): answer("as_is" if at < 3 else "custom") for at in range(4)}
    found = fitting({**last, ("M4", "must"): not_answered()})
    assert (found.verdict, found.to_pass, found.to_fail) == ("open", ("M4",), ("M4",))


GATED_DOWN = {"worst": 180, "best": 90}


@pytest.mark.parametrize(
    ("performance", "scale", "verdict", "code"),
    [
        (40, {}, "pass", None),
        (39.99, {}, "fail", "beyond_line"),
        (1e15, {}, "pass", None),
        (180, GATED_DOWN, "pass", None),
        (180.01, GATED_DOWN, "fail", "beyond_line"),
        (-5, GATED_DOWN, "pass", None),
    ],
)
def test_a_measured_criterion_excludes_beyond_its_worst_anchor(
    performance: float, scale: dict[str, Any], verdict: str, code: str | None
) -> None:
    line = scale.get("worst", 40)
    assert measured(score(performance), **scale) == GatePart(
        "criterion",
        verdict,  # type: ignore[arg-type]
        "A",
        reasons=(Reason("A", "fail", code),) if code else (),
        figure=Held(performance, performance, line),
    )


def test_a_step_excludes_below_it_and_not_at_it() -> None:
    stepped = Criterion.model_validate(
        {
            **criterion("A").model_dump(by_alias=True),
            "value": {"kind": "piecewise_linear", "unit": "%", "levels": ["<50", 50, 70]},
            "gate": 50.0,
        }
    )
    verdicts = [criterion_gate(stepped, Resolved(score(p)), "claim").verdict for p in (49.9, 50, 60)]
    assert verdicts == ["fail", "pass", "pass"]


def test_a_measurement_refused_fails_its_gate_and_a_weak_one_beyond_the_line_too() -> None:
    refused = measured(Score(state="no_answer"))
    assert refused == GatePart("criterion", "fail", "A", (Reason("A", "fail", "no_answer"),))
    assert measured(score(30, "claim"), "demo").verdict == "fail"
    weak = measured(score(50, "claim"), "demo")
    assert [(r.verdict, r.code) for r in weak.reasons] == [("open", "evidence_too_weak")]
    assert (weak.to_pass, weak.to_fail) == (("A",), ("A",))

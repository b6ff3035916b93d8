"""What a gate's sentence says: why it excludes, and what would still turn an open one."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import get_args

import pytest

from selection.analysis import gates as core
from selection.analysis.evaluation import Evaluation
from selection.analysis.gates import GateName, GatePart, Reason, Verdict
from selection.model.judgements import Answer, CellState
from selection.model.needs import Delivery
from selection.words import Words
from selection.words.gates import (
    could_turn,
    few,
    gate_name,
    open_gates,
    part_sentence,
    reason_sentence,
    reason_word,
    share,
    shares,
)
from tests.building import (
    answer,
    bid,
    criterion,
    decide,
    fed,
    firm,
    need,
    not_answered,
    promise,
    result,
    score,
)

_ = Words()


def of_needs(cells: Mapping[str, Answer], tier: str = "must", **more: object) -> Evaluation:
    needs = [need(name, tier, phase="P1") for name in cells]
    return result(decide(needs=needs, criteria=[fed()], answers={"a": cells}, **more))


def of_scores(performance: float, evidence: str = "reference", **more: object) -> Evaluation:
    gated = criterion("U", worst=99, best=100, gate=99.0)
    return result(decide(criteria=[gated], scores={"a": {"U": score(performance, evidence)}}, **more))


def part_of(evaluation: Evaluation, gate: GateName, alternative: str = "a") -> GatePart:
    parts = evaluation.alternative(alternative).gate.parts
    return next(part for part in parts if part.gate == gate)


def said(evaluation: Evaluation, gate: GateName, alternative: str = "a") -> str:
    part = part_of(evaluation, gate, alternative)
    return f"{gate_name(part, evaluation, _)}: {part_sentence(part, evaluation, _)}"


def codes_in(module: object) -> Iterator[str]:
    """Find the reason codes a module writes: the second of a verdict and a code, or a reason's third."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):  # type: ignore[arg-type]
        written = None
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            first = node.elts[0]
            if isinstance(first, ast.Constant) and first.value in get_args(Verdict):
                written = node.elts[1]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
            written = node.args[2] if len(node.args) > 2 else None
        for part in ast.walk(written) if written else ():
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_every_reason_a_gate_can_give_has_a_word_of_its_own() -> None:
    states = set(get_args(CellState)) - {"answered"}
    codes = {*codes_in(core), *get_args(Delivery), *states}
    assert {"roadmap_too_late", "committed_too_late", "evidence_too_weak", "no_need_applies"} <= codes
    words = [reason_word(code, _) for code in codes]
    assert len(set(words)) == len(codes)


def test_needs_that_nothing_stands_against_are_passed() -> None:
    assert said(of_needs({"N1": answer()}), "must_needs") == "Must-needs: nothing stands against it."


def test_an_exclusion_names_the_needs_by_their_reasons() -> None:
    cells = {
        "N1": answer("absent"),
        "N2": answer("absent"),
        "N3": not_answered("no_answer"),
        "N4": not_answered("asked"),
        "N5": answer("roadmap", available="2028"),
    }
    assert said(of_needs(cells), "must_needs") == (
        "Must-needs: absent: N1, N2; no answer in time: N3; promised too late: N5."
    )


def test_an_open_gate_names_what_would_close_it_and_what_would_exclude() -> None:
    cells = {"N1": not_answered(), "N2": not_answered("asked"), "N3": answer()}
    assert said(of_needs(cells), "must_needs") == (
        "Must-needs: not asked yet: N1; asked, not answered yet: N2; "
        "2 favourable answers would close it: N1, N2; 1 unfavourable would exclude it: N1."
    )


def test_what_only_a_commitment_closes_is_not_said_to_exclude() -> None:
    assert said(of_needs({"N1": answer("custom")}), "must_needs") == (
        "Must-needs: only by custom development: N1; 1 favourable answer would close it: N1."
    )


def test_a_long_term_need_that_is_absent_excludes_by_future_needs() -> None:
    cells = {"N1": answer("absent")}
    assert said(of_needs(cells, "long_term"), "future_needs") == "Future needs: absent: N1."


def test_the_fit_is_held_against_its_line_with_what_is_not_as_is() -> None:
    cells = {"N1": answer(), "N2": answer("configuration")}
    assert said(of_needs(cells), "fit") == (
        "As-is fit: 50% at best, and the line is 80%; not as is: met by configuration: N2."
    )


def test_an_open_fit_says_what_is_sufficiently_known_and_what_is_possible() -> None:
    cells = {"N1": answer(), "N2": not_answered()}
    assert said(of_needs(cells), "fit") == (
        "As-is fit: 50% on sufficient evidence and 100% at best, and the line is 80%; "
        "1 favourable answer would close it: N2; 1 unfavourable would exclude it: N2."
    )


def test_a_passed_fit_says_what_it_rests_on() -> None:
    cells = {"N1": answer()}
    assert said(of_needs(cells), "fit") == "As-is fit: 100% on sufficient evidence, and the line is 80%."


def test_where_no_need_applies_the_fit_stays_open() -> None:
    cells = {"N1": Answer(state="not_applicable", reason="None here", confirmed=True)}
    assert said(of_needs(cells), "fit") == "As-is fit: no need applies."


@pytest.mark.parametrize(
    ("performance", "evidence", "sentence"),
    [
        (98.5, "reference", "98.5 points is beyond the line, 99 points."),
        (98.999, "reference", "98.999 is beyond the line, 99 points."),
        (99.0, "reference", "99 points is within the line, 99 points."),
        (
            99.5,
            "claim",
            (
                "99.5 points is within the line, 99 points, but on evidence too weak for this stage; "
                "1 favourable answer would close it: U; 1 unfavourable would exclude it: U."
            ),
        ),
    ],
)
def test_a_criterions_gate_names_performance_and_line(
    performance: float, evidence: str, sentence: str
) -> None:
    assert said(of_scores(performance, evidence, stage="award"), "criterion") == f"Criterion U: {sentence}"


def test_a_criterion_nobody_measured_stays_open() -> None:
    evaluation = result(decide(criteria=[criterion("U", worst=99, best=100, gate=99.0)]))
    assert said(evaluation, "criterion") == (
        "Criterion U: not asked yet: U; 1 favourable answer would close it: U; "
        "1 unfavourable would exclude it: U."
    )


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        ("yes", "the integrator implements the platform."),
        ("no", "the integrator does not implement the platform."),
        ("unknown", "it is not known whether the integrator implements the platform."),
    ],
)
def test_compatibility_is_said_in_plain_words(reply: str, sentence: str) -> None:
    evaluation = result(
        decide(
            criteria=[criterion("P", "integrator")],
            mode="tender",
            integrators=(firm("f", {"a": reply}),),
            bids=(bid("b", "a", "f"),),
        )
    )
    assert said(evaluation, "compatibility", "b") == f"Compatibility: {sentence}"


def test_a_commitment_that_comes_too_late_is_said() -> None:
    evaluation = of_needs(
        {"N1": answer("custom")},
        mode="tender",
        integrators=(firm("f", {"a": "yes"}),),
        bids=(bid("b", "a", "f", promise("N1", by="2029")),),
    )
    assert said(evaluation, "must_needs", "b") == (
        "Must-needs: committed to, but too late: N1; 1 favourable answer would close it: N1."
    )


def test_a_reason_is_told_with_the_text_of_its_need() -> None:
    evaluation = of_needs({"N1": answer("absent")})
    (reason,) = part_of(evaluation, "must_needs").reasons
    assert reason_sentence(reason, evaluation, _) == "N1: absent. Can do N1"


def test_a_reason_is_told_with_the_name_of_its_criterion() -> None:
    evaluation = of_scores(98.5)
    (reason,) = part_of(evaluation, "criterion").reasons
    assert reason_sentence(reason, evaluation, _) == "Criterion U: beyond the line."


def test_a_reason_about_neither_stands_alone() -> None:
    evaluation = of_needs({"N1": answer()})
    assert reason_sentence(Reason("fit", "open", "no_need_applies"), evaluation, _) == "no need applies."


def test_the_open_gates_of_an_alternative_are_named_as_within_a_sentence() -> None:
    gated = criterion("U", worst=99, best=100, gate=99.0)
    evaluation = result(
        decide(needs=[need("N1")], criteria=[fed(), gated], answers={"a": {"N1": not_answered()}})
    )
    gate = evaluation.alternative("a").gate
    assert open_gates(gate, evaluation, _) == "must-needs, as-is fit, Criterion U"


def test_a_gate_that_is_not_open_has_nothing_to_turn() -> None:
    assert could_turn(GatePart("fit", "pass"), _) == ""


def test_one_more_than_the_most_is_still_listed() -> None:
    assert few(list("abcdef"), _) == "a, b, c, d, e, f"


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Fraction(4, 5), "80%"),
        (Fraction(79, 100), "79%"),
        (Fraction(7996, 10000), "79.96%"),
        (Fraction(799, 1000), "79.9%"),
        (Fraction(8004, 10000), "80%"),
    ],
)
def test_a_share_never_seems_to_be_on_the_other_side_of_the_line(figure: Fraction, text: str) -> None:
    assert share(figure, Fraction(4, 5), _) == text


def test_a_share_that_is_still_open_is_an_interval() -> None:
    assert shares(Fraction(1, 2), Fraction(1), Fraction(4, 5), _) == "50–100%"
    assert shares(Fraction(1, 2), Fraction(1, 2), Fraction(4, 5), _) == "50%"


def test_eighty_percent_of_thirty_five_needs_reads_as_eighty() -> None:
    cells = {f"N{n}": answer() if n < 28 else answer("configuration") for n in range(35)}
    evaluation = of_needs(cells, "nice")
    assert said(evaluation, "fit") == "As-is fit: 80% on sufficient evidence, and the line is 80%."


def test_a_decreasing_gate_reads_like_an_increasing_one() -> None:
    slow = criterion("D", worst=90, best=10, gate=90.0)
    evaluation = result(decide(criteria=[slow], scores={"a": {"D": score(91)}}))
    assert said(evaluation, "criterion") == "Criterion D: 91 points is beyond the line, 90 points."

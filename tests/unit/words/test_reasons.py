"""Why, in words: one sentence for each case, from real results, and short enough for a screen."""

import re

import pytest
from hypothesis import given, settings

from selection.analysis.evaluation import Evaluation
from selection.analysis.reasons import reasons
from selection.analysis.robustness import Sureness, robustness
from selection.documents.plain_text import paragraph
from selection.model.base import Language
from selection.model.decision import Baseline, Decision, Policy
from selection.words import Words
from selection.words.reasons import reasons_sentence, turning
from tests.building import answer, criterion, decide, decisions, fed, need, not_answered, result, score
from tests.examples import result as example

EN = Words("en")
LENIENT = Policy(fit_line=0.0)
A, B = "a Pro", "b Pro"


def said(evaluation: Evaluation, language: Language = "en") -> str:
    return reasons_sentence(reasons(robustness(evaluation, draws=100).main), evaluation, Words(language))


def named(decision: Decision) -> str:
    return said(result(decision)).replace(" (fictional)", "")


def scored(**rows: tuple[float, ...]) -> Decision:
    scores = {
        name: {criterion_id: score(p) for criterion_id, p in zip("AB", row, strict=False)}
        for name, row in rows.items()
    }
    used = [criterion(name) for name in "AB"[: len(next(iter(rows.values())))]]
    return decide(tuple(rows), criteria=used, scores=scores)


def test_a_weight_that_would_turn_it_is_named_with_what_it_is_now() -> None:
    assert named(scored(a=(80.0, 30.0), b=(50.0, 40.0))) == (
        f"{A} is ahead of {B} by 0.10, mostly because of: Criterion A (0.15). {B} leads on: Criterion B "
        f"(0.05). {B} would be ahead if “Criterion B” weighed more than 75.0% (now 50.0%)."
    )


def test_where_nothing_would_turn_it_that_is_said() -> None:
    assert named(scored(a=(80.0,), b=(50.0,))) == (
        f"{A} is ahead of {B} by 0.30, mostly because of: Criterion A (0.30). "
        f"No single weight and no single question would put {B} ahead."
    )


def test_a_question_that_may_turn_it_is_named() -> None:
    needs = (need("N"), need("M"))
    answers = {
        "a": {"N": answer(evidence="document"), "M": answer()},
        "b": {"N": answer(), "M": answer("configuration")},
    }
    decision = decide(("a", "b"), needs=needs, answers=answers, criteria=(fed(),), policy=LENIENT)
    assert named(decision) == (
        f"{A} is ahead of {B} by 0.10, mostly because of: Criterion F (0.10). "
        f"{B} would be ahead if the answers to this turned out in its favour: N."
    )


def test_a_lead_that_rests_on_middles_says_so() -> None:
    scores = {"a": {"A": score(80)}, "b": {"B": score(20)}}
    decision = decide(("a", "b"), criteria=(criterion("A"), criterion("B")), scores=scores)
    assert named(decision) == (
        f"{A} is ahead of {B} by 0.30 at the middle of what is possible, mostly because of: "
        "Criterion A (0.15), Criterion B (0.15); open answers could still turn it. "
        f"{B} would be ahead if the answers to this turned out in its favour: Criterion A, Criterion B."
    )


def test_level_is_said_without_a_winner() -> None:
    assert named(scored(a=(50.0, 40.0), b=(40.0, 50.0))) == (
        f"{A} and {B} are level: 0.00 apart. For {A} speaks: Criterion A (0.05). "
        f"{B} leads on: Criterion B (0.05)."
    )


def test_the_only_one_is_called_so() -> None:
    assert named(scored(a=(50.0,))) == f"{A} is the only one left: there is nothing to compare it with."
    decision = decide(needs=(need("N"),), criteria=(fed(),), policy=LENIENT)
    assert named(decision) == f"{A} is the only one left, and its gates are still open: must-needs."


def test_nobody_left_is_said() -> None:
    decision = decide(needs=(need("N"),), answers={"a": {"N": answer("absent")}}, criteria=(fed(),))
    assert named(decision) == "Nothing is left: every alternative is excluded by a gate."


def test_the_baseline_wins_where_nothing_beats_it() -> None:
    keep = Baseline(name="Keep it", kind="keep", answers={"N0": answer()}, scores={"A": score(50)})
    decision = scored(a=(50.0,), b=(40.0,)).model_copy(update={"baseline": keep})
    assert named(decision) == "Nothing beats “Keep it” by 0.05."


def test_where_nothing_has_passed_nobody_is_named() -> None:
    decision = decide(
        ("a", "b"),
        needs=(need("N"),),
        answers={"a": {"N": not_answered()}},
        criteria=(fed(),),
        policy=LENIENT,
    )
    assert named(decision) == (
        "Nobody is ahead yet: nothing has passed its gates, and 2 of 2 could still be first. "
        "What is known so far says how well they are documented, not how good they are."
    )


def test_an_open_gate_before_the_better_value_is_said() -> None:
    answers = {"a": {"N": answer("add_on")}, "b": {"N": answer(evidence="document")}}
    decision = decide(
        ("a", "b"), needs=(need("N"),), answers=answers, criteria=(fed(),), stage="award", policy=LENIENT
    )
    assert named(decision) == (
        f"{A} is first of those that passed their gates. {B} would be 0.40 ahead of it, but its gates are "
        f"still open. {B} leads on: Criterion F (0.40)."
    )


@pytest.mark.parametrize("name", ["tender", "market_scan"])
@pytest.mark.parametrize("language", ["en", "he", "pl"])
def test_it_is_never_more_than_a_few_lines(name: str, language: Language) -> None:
    assert len(paragraph(said(example(name), language))) <= 8


def figures(main: Sureness) -> list[str]:
    """Write every figure that the facts of a sentence hold, as the sentence would."""
    found = reasons(main)
    told = [EN.value(abs(found.lead)), EN.number(main.evaluation.decision.policy.baseline_margin)]
    told += [EN.value(abs(gap.amount)) for gap in (*found.for_it, *found.against_it)]
    if found.tipping is not None:
        weight, more = found.tipping.weight, found.tipping.more
        # Printed is a weight at which the rival really is ahead, no farther off than a thousandth.
        written = turning(weight, EN, more=more)
        beyond = float(written.rstrip("%")) / 100 - weight
        assert -1e-9 <= (beyond if more else -beyond) < 0.001 + 1e-9 or min(weight, 1 - weight) < 0.001
        told += [written, EN.percent(found.tipping.now, 1)]
    return told


@settings(max_examples=100, deadline=None)
@given(decisions())
def test_no_figure_stands_in_the_sentence_that_is_not_a_fact(decision: Decision) -> None:
    main = robustness(result(decision), draws=100).main
    said = reasons_sentence(reasons(main), main.evaluation, EN)
    for figure in figures(main):
        said = said.replace(figure, "", 1)
    assert re.findall(r"\d+\.\d+|\d+%", said) == []

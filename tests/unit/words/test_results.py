"""What is said of a result: the answer, how sure it is, and what could change it."""

from collections.abc import Mapping

import pytest

from selection.analysis.balance import balance
from selection.analysis.evaluation import Evaluation
from selection.analysis.questions import grouped, questions
from selection.model.criteria import Branch, Group
from selection.model.decision import Baseline, Decision, NodeWeights, Policy
from selection.model.judgements import Answer, Score
from selection.words import Words
from selection.words.results import (
    balance_sentence,
    baseline_sentence,
    fit_sentence,
    fit_text,
    headline,
    question_sentence,
    rank_text,
    undecided_weights,
)
from tests.building import (
    answer,
    bid,
    criterion,
    decide,
    fact,
    fed,
    firm,
    need,
    not_answered,
    product,
    result,
    score,
)

_ = Words()
OPEN = Score(state="not_asked")


def scored(performances: Mapping[str, float | None], **more: object) -> Evaluation:
    """Offers with one performance each; None is an open one."""
    scores = {name: {"U": OPEN if p is None else score(p)} for name, p in performances.items()}
    return result(decide(tuple(performances), criteria=[criterion("U")], scores=scores, **more))


def answered(cells: Mapping[str, Mapping[str, Answer]], tier: str = "must", **more: object) -> Evaluation:
    """Offers with answers to the needs that the first of them is asked."""
    needs = [need(name, tier, phase="P1") for name in next(iter(cells.values()))]
    return result(decide(tuple(cells), needs=needs, criteria=[fed()], answers=cells, **more))


def pairs(platform: Mapping[str, float], firms: Mapping[str, float | None], **more: object) -> Evaluation:
    """Every offer with every firm, each with one performance of its own."""
    scores = {name: {"U": score(p)} for name, p in platform.items()}
    scores |= {name: {"P": OPEN if p is None else score(p)} for name, p in firms.items()}
    criteria = [criterion("U"), criterion("P", "integrator")]
    return result(decide(tuple(platform), firms=tuple(firms), criteria=criteria, scores=scores, **more))


def told(evaluation: Evaluation) -> list[str]:
    return [question_sentence(question, evaluation, _) for question in questions(evaluation)]


def baseline(performance: float) -> Baseline:
    return Baseline(name="Keep it", kind="keep", answers={"N0": answer()}, scores={"U": score(performance)})


class TestHeadline:
    def test_a_certain_winner_is_first(self) -> None:
        assert (
            headline(pairs({"a": 90, "b": 50}, {"f": 50}), _) == "a (fictional) Pro × f (fictional) is first."
        )

    def test_without_integrators_it_says_among_whom(self) -> None:
        assert headline(scored({"a": 90, "b": 50}), _) == "a (fictional) Pro is first among the platforms."

    def test_two_of_one_value_are_level(self) -> None:
        assert headline(scored({"a": 90, "b": 90, "c": 10}), _) == (
            "a (fictional) Pro, b (fictional) Pro are level in first place."
        )

    def test_an_open_gate_leaves_no_more_than_a_preference(self) -> None:
        cells = {"a": {"N1": answer(evidence="claim")}, "b": {"N1": answer("configuration", "claim")}}
        evaluation = answered(cells, stage="award", policy=Policy(configuration_counts_as_is=True))
        assert headline(evaluation, _) == (
            "a (fictional) Pro is preferred, subject to open gates: must-needs, as-is fit."
        )

    def test_open_answers_leave_several_in_front(self) -> None:
        assert headline(scored({"a": None, "b": 50, "c": 60}), _) == (
            "It is not decided yet: c (fictional) Pro or a (fictional) Pro could be first."
        )

    def test_many_that_could_be_first_are_counted(self) -> None:
        evaluation = scored(dict.fromkeys("abcdefg"))
        assert headline(evaluation, _) == "It is not decided yet: 7 of 7 could be first."

    def test_nothing_is_left_where_all_are_excluded(self) -> None:
        assert headline(answered({"a": {"N1": answer("absent")}}), _) == (
            "Nothing is left: every alternative is excluded by a gate."
        )

    def test_an_excluded_one_is_never_first_however_good(self) -> None:
        gated = criterion("U", gate=0.0)
        evaluation = result(
            decide(("a", "b"), criteria=[gated], scores={"a": {"U": score(-1)}, "b": {"U": score(5)}})
        )
        assert headline(evaluation, _) == "b (fictional) Pro is first among the platforms."

    @pytest.mark.parametrize(
        ("level", "sentence"),
        [
            (86.0, "Nothing beats “Keep it” by 0.05."),
            (85.0, "a (fictional) Pro is first among the platforms."),
        ],
    )
    def test_nothing_may_beat_the_baseline_by_the_margin(self, level: float, sentence: str) -> None:
        assert headline(scored({"a": 90, "b": 50}, baseline=baseline(level)), _) == sentence

    def test_what_may_still_beat_the_baseline_is_not_denied(self) -> None:
        evaluation = scored({"a": None}, baseline=baseline(90))
        only = "a (fictional) Pro is the only one: there is nothing to compare it with."
        assert headline(evaluation, _) == only


class TestRank:
    def test_a_certain_rank_is_a_number(self) -> None:
        assert [rank_text(a, _) for a in scored({"a": 90, "b": 50}).platforms] == ["1", "2"]

    def test_an_uncertain_rank_is_a_range(self) -> None:
        assert [rank_text(a, _) for a in scored({"a": None, "b": 50}).platforms] == [
            "1–2 possible",
            "1–2 possible",
        ]

    def test_an_open_gate_leaves_a_possible_rank(self) -> None:
        assert rank_text(answered({"a": {"N1": not_answered()}}).platforms[0], _) == "1 possible"

    def test_an_excluded_one_has_none(self) -> None:
        assert rank_text(answered({"a": {"N1": answer("absent")}}).platforms[0], _) == "excluded"


class TestBaseline:
    def test_it_says_who_surely_beats_it(self) -> None:
        evaluation = scored({"a": 90, "b": 50, "c": None}, baseline=baseline(50))
        assert baseline_sentence(evaluation, _) == (
            "Without a purchase, “Keep it” is worth 0.50; surely 0.05 better: a (fictional) Pro."
        )

    def test_it_says_that_nobody_does(self) -> None:
        evaluation = scored({"a": 52}, baseline=baseline(50))
        assert baseline_sentence(evaluation, _).endswith("surely 0.05 better: none.")

    def test_without_a_baseline_nothing_is_said(self) -> None:
        assert baseline_sentence(scored({"a": 52}), _) == ""


class TestFit:
    def of(self, cells: Mapping[str, tuple[str, Answer]], **more: object) -> tuple[str, str]:
        decision = decide(
            needs=[need(name, tier) for name, (tier, _cell) in cells.items()],
            criteria=[fed()],
            answers={"a": {name: cell for name, (_tier, cell) in cells.items()}},
            **more,
        )
        fit = result(decision).platforms[0].fit
        assert fit is not None
        return fit_text(fit, decision, _), fit_sentence(fit, decision, _)

    def test_it_stands_with_its_companions(self) -> None:
        text, sentence = self.of({"N1": ("must", answer()), "N2": ("nice", answer())})
        assert text == "100%"
        assert sentence == "100% as is (weighted), 100% plain count, must 100% · nice to have 100%."

    def test_it_names_the_figures_whose_verdict_differs(self) -> None:
        cells = {f"N{n}": ("must", answer()) for n in range(9)} | {"X": ("nice", answer("configuration"))}
        assert self.of(cells)[1] == (
            "86% as is (weighted), 90% plain count, must 100% · nice to have 0%. "
            "Mind: on the line of 80% the verdict differs for: nice to have."
        )

    def test_missing_answers_are_counted_and_make_intervals(self) -> None:
        text, sentence = self.of({"N1": ("must", answer()), "N2": ("must", not_answered())})
        assert text == "50–100%"
        assert sentence == (
            "50–100% as is (weighted), 50–100% plain count, 100% of what is answered, must 50–100%; "
            "1 answer missing. Mind: on the line of 80% the verdict differs for: what is answered."
        )

    def test_where_nothing_is_answered_it_says_so(self) -> None:
        assert self.of({"N1": ("must", not_answered())})[1] == (
            "0–100% as is (weighted), 0–100% plain count, nothing of what is answered, must 0–100%; "
            "1 answer missing."
        )

    def test_a_policy_that_counts_configuration_is_said_beside_it(self) -> None:
        policy = Policy(configuration_counts_as_is=True)
        assert self.of({"N1": ("must", answer("configuration"))}, policy=policy)[1] == (
            "100% as is (weighted), 100% plain count, must 100%. "
            "What is met by configuration counts as met as is."
        )

    def test_without_a_fit_a_table_shows_nothing(self) -> None:
        assert fit_text(None, decide(), _) == ""


class TestWeights:
    def test_undecided_nodes_are_named(self) -> None:
        branch = Branch(group="use", criteria=("U", "V"))
        decision = decide(
            criteria=[criterion("U"), criterion("V"), criterion("P", "integrator")],
            tree={"platform": ("F0", branch)},
            groups=(Group(id="use", name="Use"),),
        )
        assert undecided_weights(decision, _) == (
            "Not yet decided, so all count alike: the weights of platform and integrator, "
            "the side platform, Use."
        )

    def test_decided_weights_are_not_mentioned(self) -> None:
        assert undecided_weights(decide(criteria=[criterion("U")]), _) == ""


class TestBalance:
    def sentence(self, evaluation: Evaluation) -> str:
        found = balance(evaluation)
        assert found is not None
        return balance_sentence(found, evaluation, _)

    def crossing(self, share: float, **more: object) -> Evaluation:
        """Two bids, one with the better platform, one with the better firm."""
        return pairs(
            {"a": 90, "b": 60},
            {"f": 50, "g": 60},
            mode="tender",
            bids=(bid("x", "a", "f"), bid("y", "b", "g")),
            sides={"platform": share, "integrator": 100 - share},
            **more,
        )

    def test_it_says_from_where_on_another_pair_comes_first(self) -> None:
        assert self.sentence(self.crossing(60)) == (
            "Bid x stays ahead while the platform weighs 25.0% or more (now 60%); below that it is Bid y."
        )
        assert self.sentence(self.crossing(20)) == (
            "Bid y stays ahead while the platform weighs up to 25.0% (now 20%); above that it is Bid x."
        )

    def test_it_says_where_nothing_turns(self) -> None:
        assert self.sentence(pairs({"a": 90, "b": 60}, {"f": 50})) == (
            "a (fictional) Pro × f (fictional) stays ahead however platform and integrator are balanced."
        )

    def test_it_says_that_middles_are_compared_where_answers_are_missing(self) -> None:
        evaluation = pairs({"a": 90, "b": 60}, {"f": None})
        assert self.sentence(evaluation).startswith(
            "Answers are missing; by the middles of what is possible: a (fictional) Pro"
        )

    def test_it_says_both_ends(self) -> None:
        evaluation = pairs(
            {"a": 100, "b": 70, "c": 0},
            {"f": 0, "g": 60, "h": 100},
            mode="tender",
            bids=(bid("x", "a", "f"), bid("y", "b", "g"), bid("z", "c", "h")),
        )
        assert self.sentence(evaluation) == (
            "Bid y stays ahead while the platform weighs 36.4% to 66.7% (now 50%); "
            "below that it is Bid z, above that it is Bid x."
        )


class TestQuestions:
    def test_an_open_need_is_asked_about_with_all_that_hangs_on_it(self) -> None:
        assert told(answered({"a": {"N1": not_answered()}})) == [
            (
                "Ask a (fictional) Pro about N1, “Can do N1”. Keeps open: must-needs, as-is fit; "
                "could move the value by up to 1.00."
            )
        ]

    def test_who_was_asked_already_is_reminded(self) -> None:
        (sentence,) = told(answered({"a": {"N1": not_answered("asked")}}))
        assert sentence.startswith("Remind a (fictional) Pro of N1, “Can do N1”.")

    def test_too_weak_an_answer_is_to_be_proved(self) -> None:
        (sentence,) = told(answered({"a": {"N1": answer(evidence="claim")}}, stage="award"))
        assert sentence.startswith("Have a (fictional) Pro prove N1, “Can do N1”.")

    def test_what_has_to_be_built_takes_a_commitment(self) -> None:
        policy = Policy(fit_line=0.0)
        (sentence,) = told(answered({"a": {"N1": answer("custom", "claim")}}, stage="award", policy=policy))
        assert sentence.startswith("Get a price and a day from a (fictional) Pro for N1, “Can do N1”.")

    def test_a_conflict_of_sources_is_said(self) -> None:
        rule = {"fact": "api", "deliveries": {"true": "as_is", "false": "absent"}}
        evaluation = answered_by_facts(rule, True, False)
        (sentence,) = told(evaluation)
        assert sentence.startswith("Sources disagree; ask a (fictional) Pro about N1, “Can do N1”.")

    def test_an_open_measure_is_to_be_taken(self) -> None:
        assert told(scored({"a": None})) == [
            "Measure a (fictional) Pro on U, Criterion U. Could move the value by up to 1.00."
        ]

    def test_a_measure_on_weak_evidence_is_to_be_confirmed(self) -> None:
        gated = criterion("U", gate=0.0)
        scores = {"a": {"U": score(50, "claim")}}
        (sentence,) = told(result(decide(criteria=[gated], scores=scores, stage="award")))
        assert sentence.startswith("Find better evidence for a (fictional) Pro on U, Criterion U.")

    def test_an_unknown_partnership_is_asked_about(self) -> None:
        decision = decide(
            criteria=[criterion("P", "integrator")],
            integrators=(firm("f", {"a": "unknown"}),),
            scores={"f": {"P": score(50)}},
        )
        assert told(result(decision)) == [
            (
                "Ask whether the integrator implements the platform: a (fictional) Pro × f (fictional). "
                "Keeps open: compatibility."
            )
        ]

    def test_a_question_that_moves_nothing_says_no_more(self) -> None:
        evaluation = scored({"a": None}, points={"U": 0.0, "F0": 1.0})
        assert told(evaluation) == ["Measure a (fictional) Pro on U, Criterion U."]

    def test_one_question_may_go_to_several(self) -> None:
        evaluation = answered({"a": {"N1": not_answered()}, "b": {"N1": not_answered("asked")}})
        (group,) = grouped(questions(evaluation))
        assert question_sentence(group, evaluation, _) == (
            "Ask a (fictional) Pro, b (fictional) Pro about N1, “Can do N1”. "
            "Keeps open: must-needs, as-is fit; could move the value by up to 1.00."
        )


def answered_by_facts(rule: object, *values: object) -> Evaluation:
    told_by = need("N1", answered_by=rule)
    platforms = (product("a", {"api": tuple(fact(value) for value in values)}),)
    attributes = [{"id": "api", "title": "API", "type": "yes_no"}]
    decision: Decision = decide(needs=[told_by], criteria=[fed()], platforms=platforms, attributes=attributes)
    return result(decision)


def test_weights_of_the_sides_alone_decide_the_balance_of_a_file() -> None:
    decided = decide(
        criteria=[criterion("P", "integrator")], firms=("f",), sides={"platform": 60, "integrator": 40}
    )
    assert decided.weights["sides"] == NodeWeights(points={"platform": 60.0, "integrator": 40.0})
    assert undecided_weights(decided, _) == ""

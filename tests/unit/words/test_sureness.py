"""How sure and what to ask, in words: every verdict, every kind of question, every rule printed."""

from dataclasses import replace
from functools import cache

import pytest

from selection.analysis.askable import ALL, Ask
from selection.analysis.evaluation import evaluate
from selection.analysis.inquiry import Change, Inquiry, Step, inquire
from selection.analysis.robustness import Sureness, robustness
from selection.analysis.verdict import Grounds
from selection.analysis.verdict import Verdict as Found
from selection.model.base import Money
from selection.model.inquiry import InquiryPolicy
from selection.words import Words
from selection.words.asking import (
    ask_sentence,
    change_sentence,
    gain_sentence,
    inquiry_rule,
    inquiry_sentence,
    names_of,
)
from selection.words.sureness import critical_sentence, policy_sentence, verdict_rule, verdict_sentence
from tests.building import criterion, decide, result, score
from tests.examples import TODAY, doubtful
from tests.examples import result as example

EN = Words("en")
GROUNDS = Grounds("pass", 0.7, 0.9, {"weights": 0.7}, "b", 0.004, "b", 0.55, True, 1, 3)
NAMES = {"a": "Alba", "b": "Berg"}
ALONE = replace(GROUNDS, members=0, members_agreeing=0)


@cache
def main() -> Sureness:
    scores = {"a": {"A": score(60), "B": score(40)}, "b": {"A": score(50), "B": score(45)}}
    decision = decide(("a", "b"), criteria=(criterion("A"), criterion("B")), scores=scores)
    return robustness(result(decision), draws=100).main


class Judged:
    """A sureness with a verdict of the test's own."""

    def __init__(self, verdict: Found | None) -> None:
        self.verdict = verdict
        self.policy, self.standing, self.evaluation = main().policy, main().standing, main().evaluation


def said(verdict: Found | None) -> str:
    return verdict_sentence(Judged(verdict), NAMES, EN)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (None, "No verdict: every alternative is excluded by a gate."),
        (
            Found("open", "open_answers_decide", "a", "b", None, GROUNDS),
            (
                "Open: Alba passed its gates, but stays first in only 90% of the draws when open answers and "
                "weak evidence vary."
            ),
        ),
        (Found("tie", "rival_is_level", "a", "b", None, GROUNDS), "Tie: Alba and Berg are 0.004 apart."),
        (
            Found("tie", "rival_often_ahead", "a", "b", None, GROUNDS),
            "Tie: Alba beats Berg in only 55% of the draws.",
        ),
        (
            Found("robust", "survives_everything", "a", None, None, replace(ALONE, first=0.93)),
            "Robust: Alba comes first in 93% of the draws, and wins on good evidence alone, too.",
        ),
        (
            Found(
                "robust",
                "survives_everything",
                "a",
                None,
                None,
                replace(ALONE, first=0.93, members_agreeing=7, members=9),
            ),
            (
                "Robust: Alba comes first in 93% of the draws, wins on good evidence alone, too, and under "
                "7 of 9 members' own weights."
            ),
        ),
        (
            Found("fragile", "a_source_of_doubt", "a", "b", "weights", GROUNDS),
            "Fragile: Alba comes first in 70% of the draws; what lowers it most is: the weights.",
        ),
        (
            Found("fragile", "a_source_of_doubt", "a", "b", "weights", replace(GROUNDS, first=0.9)),
            "Fragile: Alba comes first under only 1 of 3 members' own weights.",
        ),
        (
            Found(
                "fragile",
                "a_source_of_doubt",
                "a",
                "b",
                "weights",
                replace(GROUNDS, first=0.9, same_on_evidence=False),
            ),
            "Fragile: Alba would not win on evidence of at least this level alone: document.",
        ),
    ],
)
def test_every_verdict_is_said_with_its_reason(verdict: Found | None, sentence: str) -> None:
    assert said(verdict) == sentence


def test_the_rule_of_the_verdict_is_printed_with_its_policies() -> None:
    assert verdict_rule(main().policy, EN) == (
        "The first that holds. Open: the leader's gate is not passed, or it comes first in less than 80% "
        "of the draws when only answers and evidence vary. Tie: a rival is within 0.01, or is beaten in "
        "less than 60% of the draws. Robust: first in at least 80% of the draws, the same winner on "
        "evidence of at least document, and first under at least 67% of the members' own weights. "
        "Otherwise fragile."
    )


def test_draws_and_seed_are_printed() -> None:
    found = robustness(main().evaluation, draws=100, seed=9)
    assert policy_sentence(found, EN).startswith("100 draws, seed 9. ")


def test_a_critical_weight_is_said_with_who_takes_over() -> None:
    names = names_of(main().evaluation)
    said_of_them = {critical_sentence(w, main().evaluation, names, EN) for w in main().critical_weights}
    assert said_of_them == {
        "Criterion A, now 50.0%: below 33.3% it is b (fictional) Pro.",
        "Criterion B, now 50.0%: above 66.7% it is b (fictional) Pro.",
        "Criterion F0, now 0.0%: no weight of it changes who is ahead.",
    }


ASKED = {
    "letter": "Ask all bidders (it concerns Quillmere CRM (fictional) Trade) for proof of MK05: “Lead "
    "source and campaign survive the conversion to an opportunity and appear in the report on won deals”.",
    "scenario": "Have all bidders (it concerns Quillmere CRM (fictional) Trade) show: Marketing (MK05).",
    "questionnaire": "Send all bidders (it concerns Quillmere CRM (fictional) Trade) the questionnaire: "
    "1 open answer.",
    "reference_call": "Call a reference of all bidders (it concerns Quillmere CRM (fictional) Trade), "
    "about: MK05.",
}


@pytest.mark.parametrize("kind", list(ASKED))
def test_every_kind_of_question_says_what_to_do(kind: str) -> None:
    subject = {"letter": "MK05", "scenario": "MK"}.get(kind, ALL)
    ask = Ask(kind, subject, ("quillmere-mirrin",), ("quillmere-trade",), ("MK05",), (0,))  # type: ignore[arg-type]
    assert ask_sentence(ask, example("tender"), EN) == ASKED[kind]


def test_whether_a_firm_implements_a_product_is_asked_of_the_firm() -> None:
    ask = Ask("letter", "bramblegate+zelkova", ("b",), ("zelkova",), ("bramblegate+zelkova",), (0,))
    assert ask_sentence(ask, example("tender"), EN) == (
        "Ask Zelkova Works (fictional) whether it implements Bramblegate CRM (fictional)."
    )


@cache
def asked() -> Inquiry:
    return inquire(evaluate(doubtful(), TODAY))


def test_a_question_says_which_decision_it_could_change_and_to_what() -> None:
    (step,) = asked().steps
    assert change_sentence(step, asked(), example("tender"), EN) == (
        "With a chance of 52% the choice turns from Northstar × Oakhelm (fictional) to Quillmere × "
        "Mirrin & Tal (fictional)."
    )
    assert gain_sentence(step, asked(), EN) == "Worth 0.012 of overall value, for 4 hours."


def test_of_several_changes_the_likeliest_is_named_and_no_purchase_by_the_baselines_name() -> None:
    (step,) = asked().steps
    changes = (Change(None, 0.2), Change("quillmere-mirrin", 0.1))
    said_of_it = change_sentence(Step(**{**fields(step), "changes": changes}), asked(), example("tender"), EN)
    assert said_of_it == (
        "With a chance of 30% the choice changes, most likely from Northstar × Oakhelm (fictional) to "
        "Keep the ERP's customer list (20%)."
    )


def fields(step: Step) -> dict[str, object]:
    return {name: getattr(step, name) for name in Step.__slots__}


def test_where_gates_are_supposed_nobody_is_named() -> None:
    found = inquire(example("market_scan"))
    said_of_it = change_sentence(found.steps[0], found, example("market_scan"), EN)
    assert said_of_it.endswith("who looks best, supposing all gates pass.")
    assert inquiry_sentence(found, example("market_scan"), EN).startswith(
        "With what is known it is next to impossible that anything passes all gates (less than 1%)"
    )


def test_what_choosing_now_may_cost_is_said() -> None:
    assert inquiry_sentence(asked(), example("tender"), EN) == (
        "Choosing now, counting what may fail a gate, Northstar × Oakhelm (fictional) promises most; the "
        "expected loss against knowing everything is 0.012."
    )


def test_where_nothing_is_worth_asking_the_rule_that_says_so_is_named() -> None:
    none = replace(asked(), steps=())
    assert inquiry_sentence(none, example("tender"), EN).endswith(
        "No question is worth asking: none gains 0.002."
    )
    euro = Money(amount=1.0, currency="EUR")
    priced = replace(none, policy=InquiryPolicy(value_worth=euro, hour_cost=euro))
    assert inquiry_sentence(priced, example("tender"), EN).endswith("No question is worth what it costs.")


def test_with_nothing_open_or_nothing_left_that_is_all_that_is_said() -> None:
    settled = replace(asked(), steps=(), cells=0)
    assert inquiry_sentence(settled, example("tender"), EN) == (
        "Every answer is in and well proven: there is nothing left to find out."
    )
    nothing = replace(asked(), steps=(), expected={})
    assert inquiry_sentence(nothing, example("tender"), EN) == (
        "Nothing is left to choose from, so there is nothing to ask."
    )


def test_the_rule_of_the_list_is_printed_with_its_policies() -> None:
    rest = (
        "Hours: letter with one question 1 + 0.5 for each asked; questionnaire 2 + 2 for each asked; "
        "demonstration 4 + 3 for each asked; reference call 1 + 1.5 for each asked. 1,024 draws, seed 5."
    )
    assert inquiry_rule(asked(), EN) == (
        f"Ordered by gain per hour; what gains less than 0.002 is not asked. {rest}"
    )
    policy = InquiryPolicy(
        value_worth=Money(amount=900_000.0, currency="EUR"), hour_cost=Money(amount=90.0, currency="EUR")
    )
    assert inquiry_rule(replace(asked(), policy=policy), EN) == (
        f"Ordered by gain × €900,000 less €90 an hour; what costs more than it gains is not asked. {rest}"
    )

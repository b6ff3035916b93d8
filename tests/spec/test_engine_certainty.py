"""What is called certain is certain: every claim about open answers held against trying them out."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.analysis.balance import balance, side_values
from selection.analysis.cells import Resolved
from selection.analysis.evaluation import Alternative, Evaluation, rank
from selection.analysis.fit import as_is_fit
from selection.analysis.gates import GatePart, Rules, Verdict, fit_gate, future_needs_gate, must_needs_gate
from selection.analysis.questions import questions
from selection.model.decision import Decision, Policy
from selection.model.judgements import Answer, Cell, Score
from selection.model.needs import DELIVERIES, TIERS
from tests.building import (
    DOES_NOT_APPLY,
    OFFERS,
    OPEN_STATES,
    answer,
    as_is_fit_criterion,
    criterion,
    decide,
    decisions,
    fed,
    firm,
    need,
    not_answered,
    possible,
    result,
    score,
    with_answers,
    with_scores,
)

many = settings(max_examples=max(500, settings().max_examples))
# Where one example tries out dozens of results itself.
some = settings(max_examples=max(60, settings().max_examples // 10))


# Possible ranks.


def completed(decision: Decision, random: Random, every: float) -> Decision:
    """Fill open cells, verify weak ones and settle who implements what; all of it, or some."""

    def now(cell: Cell) -> bool:
        return random.random() < every and (cell.is_open or cell.evidence not in (None, "reference"))

    def answered(cell: Answer) -> Answer:
        if cell.delivery is not None:
            return cell.model_copy(update={"evidence": "reference"})
        found = [DOES_NOT_APPLY] if cell.state == "not_applicable" else []
        refused = [not_answered("no_answer")]
        return random.choice([answer(delivery) for delivery in DELIVERIES] + found + refused)

    def scored(cell: Score) -> Score:
        if cell.performance is not None:
            return cell.model_copy(update={"evidence": "reference"})
        return random.choice([score(random.uniform(-20, 140)), Score(state="no_answer")])

    firms = [
        firm(
            known.id,
            {
                offer: random.choice(("yes", "no")) if told.answer == "unknown" else told.answer
                for offer, told in known.implements.items()
            },
        )
        for known in decision.integrators
    ]
    return decision.model_copy(
        update={
            "answers": {
                offer: {name: answered(cell) if now(cell) else cell for name, cell in row.items()}
                for offer, row in decision.answers.items()
            },
            "scores": {
                owner: {name: scored(cell) if now(cell) else cell for name, cell in row.items()}
                for owner, row in decision.scores.items()
            },
            "integrators": tuple(firms) if random.random() < every else decision.integrators,
        }
    )


def all_needs_of_a_criterion_dropped_out(decision: Decision) -> bool:
    """Then the criterion may be worth anything: nothing was said about it that could be held to."""
    return any(
        all(row[asked.id].leaves_the_count for asked in decision.needs if asked.criterion == name)
        for row in decision.answers.values()
        for name in "FG"
    )


@many
@given(decisions(settled=False), st.integers(0, 10**6), st.sampled_from((1.0, 0.5)))
def test_whatever_open_answers_turn_out_to_be_values_and_ranks_stay_within_what_was_said(
    decision: Decision, seed: int, every: float
) -> None:
    filled = completed(decision, Random(seed), every)
    if all_needs_of_a_criterion_dropped_out(filled):
        return
    before, after = result(decision), result(filled)
    for listed, now in ((before.platforms, after.platforms), (before.pairs, after.pairs)):
        said = {found.id: found for found in listed}
        for found in now:
            bounds = said[found.id]
            assert bounds.low - 1e-12 <= found.low <= found.high <= bounds.high + 1e-12
            if bounds.gate.verdict != "open":
                assert found.gate.verdict == bounds.gate.verdict
            if found.rank_best is not None and found.rank_worst is not None:
                assert bounds.rank_best is not None
                assert bounds.rank_worst is not None
                assert bounds.rank_best <= found.rank_best <= found.rank_worst <= bounds.rank_worst


def corners(decision: Decision) -> Iterator[Decision]:
    """Every way in which all open scores turn out worst or best."""
    criteria = {c.id: c for c in decision.criteria}
    still_open = [
        (owner, name) for owner, row in decision.scores.items() for name, cell in row.items() if cell.is_open
    ]
    for ends in itertools.product((0, 100), repeat=len(still_open)):
        filled = decision
        for (owner, name), end in zip(still_open, ends, strict=True):
            assert criteria[name].value.kind == "linear"
            filled = with_scores(filled, owner, **{name: score(end)})
        yield filled


FIGURE = st.sampled_from([score(figure) for figure in range(0, 101, 10)])
CELL = FIGURE | FIGURE | FIGURE | st.just(Score(state="not_asked"))


@st.composite
def four_pairs(draw: st.DrawFn) -> Decision:
    criteria = (criterion("A"), criterion("C", "integrator"), criterion("Q", "pair"))
    owners = {"a": "A", "b": "A", "x": "C", "y": "C", "a+x": "Q", "a+y": "Q", "b+x": "Q", "b+y": "Q"}
    return decide(
        ("a", "b"),
        criteria=criteria,
        firms=("x", "y"),
        scores={owner: {name: draw(CELL)} for owner, name in owners.items()},
        sides={"platform": 60, "integrator": 40},
    )


@some
@given(four_pairs())
def test_of_two_pairs_one_is_surely_ahead_exactly_where_it_is_ahead_however_open_cells_turn_out(
    decision: Decision,
) -> None:
    tried = [{pair.id: round(pair.low, 9) for pair in result(filled).pairs} for filled in corners(decision)]
    names = sorted(tried[0])
    surely = {n: sum(all(v[other] > v[n] for v in tried) for other in names) for n in names}
    possibly = {n: sum(any(v[other] > v[n] for v in tried) for other in names) for n in names}
    assert possible(result(decision).pairs) == {n: (1 + surely[n], 1 + possibly[n]) for n in names}


# The fewest answers.

TRIED = st.sampled_from(
    [
        *(answer(delivery, evidence) for delivery in DELIVERIES for evidence in ("reference", "claim")),
        *[answer()] * 6,
        *[not_answered(state) for state in (*OPEN_STATES, "no_answer")],
        *[not_answered()] * 4,
        DOES_NOT_APPLY,
    ]
)
Judge = Callable[[Mapping[str, Answer]], GatePart]


@st.composite
def asked_and_answered(draw: st.DrawFn) -> tuple[Decision, dict[str, Answer]]:
    tiers = draw(st.lists(st.sampled_from(TIERS), min_size=1, max_size=6))
    needs = [need(f"N{at}", tier, phase="P2") for at, tier in enumerate(tiers)]
    answers = {asked.id: draw(TRIED) for asked in needs}
    policy = Policy(fit_line=draw(st.sampled_from((0.3, 0.5, 0.8, 1.0))))
    stage = draw(st.sampled_from(("market_scan", "award")))
    return decide(needs=needs, answers={"a": answers}, policy=policy, stage=stage), answers


def cells(answers: Mapping[str, Answer]) -> dict[str, Resolved[Answer]]:
    return {name: Resolved(found) for name, found in answers.items()}


def judges(decision: Decision) -> tuple[Judge, Judge, Judge]:
    rules = Rules.of(decision)

    def fit(answers: Mapping[str, Answer]) -> GatePart:
        found = as_is_fit(decision.needs, cells(answers), decision.policy, decision.gate_evidence)
        return fit_gate(decision, rules, found, cells(answers))

    return (
        lambda answers: must_needs_gate(rules, cells(answers)),
        lambda answers: future_needs_gate(rules, cells(answers)),
        fit,
    )


def turned(answers: Mapping[str, Answer], names: Iterable[str], to: Answer) -> dict[str, Answer]:
    return {**answers, **dict.fromkeys(names, to)}


def fewest(
    judge: Judge, answers: Mapping[str, Answer], among: list[str], to: Answer, verdict: Verdict
) -> int | None:
    """How few answers, turned one way, bring a verdict about; tried out from the smallest number up."""
    for count in range(len(among) + 1):
        for names in itertools.combinations(among, count):
            if judge(turned(answers, names, to)).verdict == verdict:
                return count
    return None


def unsettled(decision: Decision, answers: Mapping[str, Answer]) -> list[str]:
    return [
        name
        for name, found in answers.items()
        if found.is_open or Resolved(found).is_weak(decision.gate_evidence)
    ]


@many
@given(asked_and_answered())
def test_no_fewer_answers_would_close_or_fail_an_open_gate_than_it_names(
    case: tuple[Decision, dict[str, Answer]],
) -> None:
    decision, answers = case
    worst = answer("absent")
    for judge in judges(decision):
        part = judge(answers)
        if part.verdict != "open":
            assert (part.to_pass, part.to_fail) == ((), ())
            continue
        among = [reason.item for reason in part.reasons if reason.item in answers]
        assert fewest(judge, answers, among, answer(), "pass") == (len(part.to_pass) or None)
        if part.to_pass:
            assert judge(turned(answers, part.to_pass, answer())).verdict == "pass"
        assert fewest(judge, answers, unsettled(decision, answers), worst, "fail") == (
            len(part.to_fail) or None
        )
        if part.to_fail:
            assert judge(turned(answers, part.to_fail, worst)).verdict == "fail"


# What hangs on a question.


@given(asked_and_answered(), st.booleans())
def test_no_answer_moves_the_value_by_more_than_its_question_says(
    case: tuple[Decision, dict[str, Answer]], on_a_scale: bool
) -> None:
    drawn, answers = case
    scale = as_is_fit_criterion("F") if on_a_scale else fed("F")
    decision = decide(needs=drawn.needs, answers={"a": answers}, criteria=(scale,), policy=drawn.policy)
    others = [name for name, found in answers.items() if found.is_open]
    for question in questions(result(decision)):
        for filled in ({}, dict.fromkeys(others, answer()), dict.fromkeys(others[::2], answer())):
            ends = [
                result(with_answers(decision, "a", **{**filled, question.item: end})).alternative("a")
                for end in (answer("absent"), answer())
            ]
            assert ends[1].low - ends[0].low <= question.swing + 1e-12


# The balance of the two sides.


def leads(evaluation: Evaluation, leader: str, weight: float) -> bool:
    nodes = {**evaluation.nodes, "sides": {"platform": weight, "integrator": 1 - weight}}
    pairs = rank(evaluation.foundation, nodes).pairs
    first = max(pair.low for pair in pairs)
    return next(pair.low for pair in pairs if pair.id == leader) >= first - 1e-12


def end_of_lead(evaluation: Evaluation, leader: str, inside: float, outside: float) -> float | None:
    """Search by halving where a lead ends; it is never regained, since values are linear in the weight."""
    if leads(evaluation, leader, outside):
        return None
    while abs(outside - inside) > 1e-7:
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if leads(evaluation, leader, middle) else (inside, middle)
    return inside


FIGURES = st.tuples(*[st.integers(0, 100).map(score)] * 3)


@some
@given(FIGURES, FIGURES, FIGURES, st.integers(5, 95))
def test_the_weight_at_which_the_winner_changes_is_where_searching_finds_it(
    platform: tuple[Score, ...], integrator: tuple[Score, ...], together: tuple[Score, ...], weight: int
) -> None:
    names = dict(zip(OFFERS, ("x0", "x1", "x2"), strict=True))
    decision = decide(
        OFFERS,
        criteria=(criterion("A"), criterion("C", "integrator"), criterion("Q", "pair")),
        integrators=[
            firm(name, {other: "yes" if other == offer else "no" for other in OFFERS})
            for offer, name in names.items()
        ],
        scores={
            **{offer: {"A": cell} for offer, cell in zip(OFFERS, platform, strict=True)},
            **{name: {"C": cell} for name, cell in zip(names.values(), integrator, strict=True)},
            **{f"{o}+{x}": {"Q": c} for (o, x), c in zip(names.items(), together, strict=True)},
        },
        sides={"platform": weight, "integrator": 100 - weight},
    )
    evaluation = result(decision)
    found = balance(evaluation)
    assert found is not None
    for turn, outside in ((found.lower, 0.0), (found.upper, 1.0)):
        end = end_of_lead(evaluation, found.leader, weight / 100, outside)
        if end is not None:
            assert turn is not None
            assert turn.weight == pytest.approx(end, abs=1e-6)
        elif turn is not None:
            # Level with the leader at the very end, where nobody can overtake any more.
            assert turn.weight == outside
    said: dict[str, Alternative] = {pair.id: pair for pair in evaluation.pairs}
    for sides in side_values(evaluation, evaluation.pairs):
        whole = weight / 100 * sides.platform + (1 - weight / 100) * sides.integrator
        assert whole == pytest.approx(said[sides.pair].middle, abs=1e-12)

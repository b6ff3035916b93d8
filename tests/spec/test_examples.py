"""What both examples promise, and that the market scan judges no real product."""

from collections import Counter
from random import Random
from typing import Any

import pytest
import yaml

from selection.analysis.evaluation import Evaluation, evaluate
from selection.analysis.questions import questions
from selection.analysis.weights import undecided_nodes
from selection.model.consistency import children_of, obstacles
from selection.model.decision import Decision
from selection.model.judgements import Answer
from tests.examples import EXAMPLES, TODAY, example, result

NAMES = ("tender", "market_scan")


def nodes_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(1 + nodes_of(below) for below in value.values())
    return 1 + sum(map(nodes_of, value)) if isinstance(value, list) else 1


@pytest.mark.parametrize("name", NAMES)
def test_an_example_names_its_schema_and_is_far_within_the_readers_limits(name: str) -> None:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=../schemas/decision.schema.json"
    assert len(text.encode()) < 700_000
    assert nodes_of(yaml.safe_load(text)) < 30_000


@pytest.mark.parametrize("name", NAMES)
def test_nothing_keeps_an_example_from_being_ranked(name: str) -> None:
    decision = example(name)
    assert obstacles(decision) == ()
    assert undecided_nodes(decision) == ()
    assert set(decision.weights) == set(children_of(decision))


@pytest.mark.parametrize("name", NAMES)
def test_an_example_says_what_the_project_is_for(name: str) -> None:
    decision = example(name)
    assert decision.scope.success is not None
    assert decision.scope.project_manager is not None
    assert [goal.id for goal in decision.goals if not goal.is_complete] == []
    assert [phase.id for phase in decision.phases if not phase.starts] == []
    goals = {need.goal for need in decision.needs if need.goal}
    assert goals <= {goal.id for goal in decision.goals}


@pytest.mark.parametrize("name", NAMES)
def test_the_order_in_which_things_are_written_changes_nothing(name: str) -> None:
    decision = example(name)
    for seed in range(3):
        assert outcome(evaluate(shuffled(decision, Random(seed)), TODAY)) == outcome(result(name))


def shuffled(decision: Decision, random: Random) -> Decision:
    def mixed(section: str) -> Any:
        entries = getattr(decision, section)
        if isinstance(entries, dict):
            return dict(random.sample(list(entries.items()), len(entries)))
        return tuple(random.sample(entries, len(entries)))

    sections = ("needs", "criteria", "platforms", "integrators", "offers", "bids", "answers", "scores")
    return decision.model_copy(update={section: mixed(section) for section in sections})


def outcome(evaluation: Evaluation) -> list[tuple[object, ...]]:
    return [
        (a.id, a.gate.verdict, a.rank, a.rank_best, a.rank_worst, round(a.low, 9), round(a.high, 9))
        for a in (*evaluation.platforms, *evaluation.integrators, *evaluation.pairs)
    ]


def test_the_market_scan_compares_real_products_and_judges_none() -> None:
    decision = example("market_scan")
    assert [p.id for p in decision.platforms if p.fictional] == []
    assert len(decision.platforms) == 12
    assert (decision.answers, decision.scores, decision.baseline) == ({}, {}, None)


def test_the_firms_of_the_market_scan_are_invented_and_the_whole_is_stamped() -> None:
    decision = example("market_scan")
    assert [firm.fictional for firm in decision.integrators] == [True, True, True]
    assert decision.fictional


def test_two_products_stand_there_in_two_editions() -> None:
    products = Counter(offer.product for offer in example("market_scan").offers)
    assert {product for product, count in products.items() if count == 2} == {"hubspot", "odoo"}
    assert len(products) == 12


def test_published_facts_can_answer_all_but_four_needs_of_the_scan() -> None:
    unanswerable = [need.id for need in example("market_scan").needs if need.answered_by is None]
    assert unanswerable == ["IN01", "IN02", "LN01", "LN02"]
    assert len(example("market_scan").needs) == 30


def test_nearly_every_gate_of_the_scan_is_open_and_nothing_is_ranked() -> None:
    evaluation = result("market_scan")
    assert Counter(p.gate.verdict for p in evaluation.platforms) == {"open": 13, "fail": 1}
    possible = {(p.rank, p.rank_best, p.rank_worst) for p in evaluation.platforms if p.gate.verdict == "open"}
    assert possible == {(None, 1, 13)}
    assert {pair.rank for pair in evaluation.pairs} == {None}
    assert {pair.gate.verdict for pair in evaluation.pairs} == {"open", "fail"}


def test_only_a_published_fact_excludes() -> None:
    evaluation = result("market_scan")
    excluded = {
        (platform.id, p.gate, reason.item, evaluation.foundation.answers[platform.id][reason.item].origin)
        for platform in evaluation.platforms
        for p in platform.gate.parts_that("fail")
        for reason in p.reasons
        if reason.verdict == "fail"
    }
    assert excluded == {("odoo-standard", "must_needs", "IN04", "fact")}


def test_a_product_nothing_is_known_about_is_not_excluded() -> None:
    decision = example("market_scan")
    bare = tuple(platform.model_copy(update={"facts": {}}) for platform in decision.platforms)
    evaluation = evaluate(decision.model_copy(update={"platforms": bare}), TODAY)
    assert {p.gate.verdict for p in evaluation.platforms} == {"open"}


def test_a_fact_about_one_edition_answers_nothing_for_another() -> None:
    answers = result("market_scan").foundation.answers
    assert answers["hubspot-enterprise"]["SE01"].cell.delivery == "as_is"
    assert answers["hubspot-professional"]["SE01"].cell == Answer(state="not_asked")


def test_every_derived_answer_leads_to_its_source() -> None:
    cells = [found for row in result("market_scan").foundation.answers.values() for found in row.values()]
    derived = [found for found in cells if found.cell.state == "answered"]
    assert {found.origin for found in derived} == {"fact"}
    assert [found for found in derived if not (found.facts and found.cell.source)] == []


def test_the_scan_asks_for_every_answer_that_is_missing_about_what_is_not_excluded() -> None:
    evaluation = result("market_scan")
    missing = {
        (platform.id, need)
        for platform in evaluation.platforms
        if platform.gate.verdict != "fail"
        for need, found in evaluation.foundation.answers[platform.id].items()
        if found.cell.is_open
    }
    asked = [q for q in questions(evaluation) if q.kind == "need"]
    assert {(q.alternative, q.item) for q in asked} == missing
    assert len(asked) == len(missing) > 200
    assert {q.item for q in asked[:26]} == {"LN01", "LN02"}


def test_firms_that_do_not_implement_a_product_make_no_pair_and_unknown_ones_are_asked() -> None:
    evaluation = result("market_scan")
    assert "espocrm-community+example-integrator-a" not in {pair.id for pair in evaluation.pairs}
    asked = {q.alternative for q in questions(evaluation) if q.kind == "compatibility"}
    assert "zoho-enterprise+example-integrator-c" in asked
    assert "salesforce-enterprise+example-integrator-a" not in asked

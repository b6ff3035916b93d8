"""The tender shows every rule of the engine at work."""

from collections import Counter
from fractions import Fraction
from typing import Any

from selection.analysis.balance import balance
from selection.analysis.evaluation import Alternative, Evaluation, evaluate
from selection.analysis.gates import GateName, GatePart
from selection.model.base import reading
from selection.model.decision import Decision, NodeWeights
from tests.examples import TODAY, example, result

OFFERS = {
    "northstar-business",
    "quillmere-trade",
    "bramblegate-server",
    "halvorny-studio",
    "ostravane-plus",
}
ON_WORD_ALONE = ("PL06", "IN06", "SE03", "LN02", "MG06")


def tender() -> Decision:
    return example("tender")


def found(name: str) -> Alternative:
    return result("tender").alternative(name)


def part(alternative: Alternative, gate: GateName) -> GatePart:
    return next(p for p in alternative.gate.parts if p.gate == gate)


def verdicts(alternative: Alternative) -> dict[GateName, str]:
    return {p.gate: p.verdict for p in alternative.gate.parts}


def because(alternative: Alternative, gate: GateName) -> dict[str, tuple[str, str]]:
    return {reason.item: (reason.verdict, reason.code) for reason in part(alternative, gate).reasons}


def with_answer(offer: str, need: str, **changes: Any) -> Evaluation:
    """Evaluate the tender with one answer changed."""
    answers = dict(tender().answers)
    answers[offer] = answers[offer] | {need: answers[offer][need].model_copy(update=changes)}
    return evaluate(tender().model_copy(update={"answers": answers}), TODAY)


def with_balance(platform: float) -> Evaluation:
    """Evaluate the tender with another weight of the platform's side."""
    sides = NodeWeights(points={"platform": platform, "integrator": 1 - platform})
    return evaluate(tender().model_copy(update={"weights": dict(tender().weights) | {"sides": sides}}), TODAY)


FICTIONAL = {"en": "(fictional)", "he": "(בדיוני)", "pl": "(fikcyjne)"}


def winner(evaluation: Evaluation) -> str:
    return next(pair.id for pair in evaluation.pairs if pair.rank == 1)


def test_everything_in_the_tender_is_invented_and_says_so() -> None:
    decision = tender()
    assert [word in reading(decision.title, language) for language, word in FICTIONAL.items()] == [True] * 3
    profiles = [*decision.platforms, *decision.integrators]
    assert [p.id for p in profiles if not (p.fictional and p.name.endswith("(fictional)"))] == []
    assert [bid.id for bid in decision.bids if not bid.name.endswith("(fictional)")] == []


def test_the_tender_has_five_offers_four_firms_and_eight_bids() -> None:
    decision = tender()
    assert {offer.id for offer in decision.offers} == OFFERS
    assert [firm.id for firm in decision.integrators] == ["oakhelm", "mirrin", "zelkova", "brzegowa"]
    assert len(decision.bids) == 8
    answers = {implements.answer for firm in decision.integrators for implements in firm.implements.values()}
    assert answers == {"yes", "no", "unknown"}


def test_must_needs_stay_below_three_fifths_of_all() -> None:
    tiers = Counter(need.tier for need in tender().needs)
    assert tiers == {"must": 63, "long_term": 45, "nice": 13}
    assert Fraction(tiers["must"], tiers.total()) <= Fraction(3, 5)


def test_every_need_is_answered_for_every_offer_and_for_the_baseline() -> None:
    decision = tender()
    needs = {need.id for need in decision.needs}
    assert decision.baseline is not None
    tables = decision.answers | {"baseline": decision.baseline.answers}
    assert {name: set(table) for name, table in tables.items()} == dict.fromkeys(OFFERS | {"baseline"}, needs)
    cells = [cell for table in tables.values() for cell in table.values()]
    assert len(cells) == 6 * 121
    assert [cell for cell in cells if cell.is_open or not cell.reason] == []


def test_everything_measured_has_a_score_with_evidence_source_day_person_and_reason() -> None:
    decision = tender()
    measured = {
        scope: {c.id for c in decision.criteria if c.scope == scope and c.from_ == "measure"}
        for scope in ("platform", "integrator", "pair")
    }
    expected = {offer.id: measured["platform"] for offer in decision.offers}
    expected |= {firm.id: measured["integrator"] for firm in decision.integrators}
    expected |= {bid.id: measured["pair"] for bid in decision.bids}
    assert {name: set(table) for name, table in decision.scores.items()} == expected
    cells = [cell for table in decision.scores.values() for cell in table.values()]
    assert [cell for cell in cells if not (cell.as_of and cell.by and cell.reason)] == []
    assert [cell for cell in cells if cell.state == "answered" and not (cell.evidence and cell.source)] == []
    assert decision.baseline is not None
    assert set(decision.baseline.scores) == measured["platform"] | measured["integrator"] | measured["pair"]


def test_a_project_manager_s_score_is_one_that_private_ratings_in_whole_points_can_give() -> None:
    firms = [firm.id for firm in tender().integrators]
    assert {name: tender().scores[name]["P5"].performance for name in firms} == {
        "oakhelm": 3,
        "mirrin": 4,
        "zelkova": 4,
        "brzegowa": 2,
    }


def test_weights_are_given_in_points_at_every_node_but_one() -> None:
    methods = Counter(weights.method for weights in tender().weights.values())
    assert methods == {"points": 12, "rank_order": 1}


def test_an_offer_is_excluded_by_a_must_need_although_enough_of_it_is_as_is() -> None:
    ostravane = found("ostravane-plus")
    assert verdicts(ostravane) == {"must_needs": "fail", "future_needs": "fail", "fit": "pass"}
    assert because(ostravane, "must_needs") == {
        "SE01": ("fail", "roadmap_too_late"),
        "LN02": ("fail", "absent"),
    }
    assert (ostravane.rank, ostravane.rank_best, ostravane.rank_worst) == (None, None, None)


def test_a_roadmap_that_came_in_time_would_leave_the_need_open_instead() -> None:
    in_time = with_answer("ostravane-plus", "SE01", available="2027-02").alternative("ostravane-plus")
    assert because(in_time, "must_needs")["SE01"] == ("open", "roadmap")


def test_a_planned_long_term_need_that_is_absent_closes_the_way() -> None:
    ostravane = found("ostravane-plus")
    assert because(ostravane, "future_needs") == {"SV09": ("fail", "absent")}
    policy = tender().policy.model_copy(update={"future_needs_gate": False})
    without = evaluate(tender().model_copy(update={"policy": policy}), TODAY)
    assert verdicts(without.alternative("ostravane-plus")) == {"must_needs": "fail", "fit": "pass"}


def test_an_offer_that_meets_every_must_need_is_excluded_by_the_80_percent_line() -> None:
    halvorny = found("halvorny-studio")
    assert verdicts(halvorny) == {"must_needs": "pass", "future_needs": "pass", "fit": "fail"}
    assert halvorny.fit is not None
    assert halvorny.fit.high == Fraction(3, 5) * Fraction(45, 63) + Fraction(3, 10) * Fraction(
        33, 45
    ) + Fraction(1, 10) * Fraction(8, 13)
    assert halvorny.fit.high < Fraction(4, 5)


def test_configuration_and_add_ons_meet_a_must_need() -> None:
    answers = tender().answers["northstar-business"]
    musts = {need.id for need in tender().needs if need.tier == "must"}
    built = {name: answers[name].delivery for name in musts if answers[name].delivery != "as_is"}
    assert built == {
        "SA07": "partial",
        "SE06": "configuration",
        "RP04": "configuration",
        "LN04": "configuration",
        "IN01": "add_on",
        "SV02": "add_on",
    }
    assert because(found("northstar-business"), "must_needs") == {}


def test_a_gap_passes_because_the_committee_accepts_it_with_a_reason() -> None:
    accepted = tender().answers["northstar-business"]["SA07"].accepted
    assert accepted is not None
    assert accepted.reason
    unaccepted = with_answer("northstar-business", "SA07", accepted=None).alternative("northstar-business")
    assert because(unaccepted, "must_needs") == {"SA07": ("open", "partial")}


def test_a_commitment_closes_a_must_need_in_one_bid_and_comes_too_late_in_another() -> None:
    assert because(found("quillmere-trade"), "must_needs") == {
        "MK05": ("open", "roadmap"),
        "IN01": ("open", "custom"),
    }
    assert found("quillmere-mirrin").gate.verdict == "pass"
    assert found("quillmere-zelkova").gate.verdict == "open"
    assert because(found("quillmere-zelkova"), "must_needs") == {"IN01": ("open", "committed_too_late")}


def test_the_vendors_word_alone_leaves_a_gate_open_at_the_award() -> None:
    bramblegate = found("bramblegate-server")
    assert tender().gate_evidence == "demo"
    assert verdicts(bramblegate) == {"must_needs": "open", "future_needs": "pass", "fit": "open"}
    weak = dict.fromkeys(ON_WORD_ALONE, ("open", "evidence_too_weak"))
    assert because(bramblegate, "must_needs") == weak
    assert because(bramblegate, "fit") == weak
    assert len(part(bramblegate, "fit").to_pass) == 2
    seen = evaluate(tender().model_copy(update={"stage": "market_scan"}), TODAY)
    assert seen.alternative("bramblegate-server").gate.verdict == "pass"


def test_what_was_asked_and_not_answered_counts_as_worst_and_what_was_not_asked_stays_open() -> None:
    def exit_value(evaluation: Evaluation) -> tuple[float, float]:
        northstar = evaluation.alternative("northstar-business")
        at = next(c for c in northstar.contributions if c.criterion == "I4")
        return round(at.low / at.weight, 9), round(at.high / at.weight, 9)

    six_sevenths = round(6 / 7, 9)
    assert tender().answers["northstar-business"]["PL14"].state == "no_answer"
    assert exit_value(result("tender")) == (six_sevenths, six_sevenths)
    assert exit_value(with_answer("northstar-business", "PL14", state="asked")) == (six_sevenths, 1.0)


def test_a_measurement_nobody_supplied_counts_as_worst() -> None:
    assert tender().scores["halvorny-studio"]["U4"].state == "no_answer"
    contribution = next(c for c in found("halvorny-studio").contributions if c.criterion == "U4")
    assert (contribution.low, contribution.high) == (0.0, 0.0)


def test_what_confirmedly_does_not_apply_leaves_the_count() -> None:
    def long_term(evaluation: Evaluation) -> tuple[int, int]:
        fit = evaluation.foundation.fits["bramblegate-server"]
        assert fit is not None
        return fit.by_tier["long_term"].total, fit.by_tier["long_term"].open

    assert long_term(result("tender")) == (44, 0)
    assert long_term(with_answer("bramblegate-server", "SE12", confirmed=False)) == (45, 1)


def test_the_best_pair_is_made_of_neither_the_best_platform_nor_the_best_firm() -> None:
    evaluation = result("tender")
    first = found("quillmere-mirrin")
    assert winner(evaluation) == "quillmere-mirrin"
    assert (first.gate.verdict, first.rank) == ("pass", 1)
    assert [p.id for p in evaluation.platforms if p.rank == 1] == ["northstar-business"]
    assert [i.id for i in evaluation.integrators if i.rank == 1] == ["oakhelm"]
    together = found("northstar-oakhelm")
    assert (together.gate.verdict, together.rank) == ("pass", 2)


def test_a_bid_that_passed_has_no_rank_while_an_open_one_may_be_ahead_of_it() -> None:
    third = found("northstar-brzegowa")
    assert (third.gate.verdict, third.rank, third.rank_best, third.rank_worst) == ("pass", None, 3, 5)


def test_a_bid_of_a_firm_that_may_not_implement_the_product_is_listed_and_not_ranked() -> None:
    bid = found("bramblegate-zelkova")
    assert (part(bid, "compatibility").verdict, bid.gate.verdict, bid.rank) == ("open", "open", None)


def test_the_winner_beats_the_present_system_by_more_than_the_margin() -> None:
    line = result("tender").baseline
    assert line is not None
    assert line.low == line.high
    assert found("quillmere-mirrin").low - line.high > tender().policy.baseline_margin
    assert "baseline" not in {pair.id for pair in result("tender").pairs}


def test_the_winner_stays_first_when_weak_evidence_is_not_relied_on() -> None:
    first, second = found("quillmere-mirrin"), found("northstar-oakhelm")
    assert first.proven < first.low
    assert first.proven > second.high


def test_another_pair_wins_where_the_platform_counts_for_more() -> None:
    turning = balance(result("tender"))
    assert turning is not None
    assert (turning.leader, turning.weight, turning.lower) == ("quillmere-mirrin", 0.55, None)
    assert turning.upper is not None
    assert turning.upper.rival == "northstar-oakhelm"
    assert winner(with_balance(turning.upper.weight - 0.001)) == "quillmere-mirrin"
    assert winner(with_balance(turning.upper.weight + 0.001)) == "northstar-oakhelm"

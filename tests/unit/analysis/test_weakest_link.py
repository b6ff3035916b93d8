"""Five parts of which each must hold, beside the result and never in it."""

from selection.analysis.evaluation import evaluate
from selection.analysis.weakest_link import Link, users_level, weakest_link
from selection.model.judgements import Score
from tests.examples import TODAY, example, result
from tests.undertakings import replies, undertaking

MANAGER = {"knows_organisation": 4, "knows_processes": 3, "authority": 4, "availability": 5}


def test_the_weakest_of_the_known_parts_is_named_and_the_unknown_are_listed() -> None:
    found = weakest_link(
        undertaking(
            readiness={
                "manager": MANAGER,
                "blocks": {"information": [{"by": "Dana Levi", "level": 1}]},
                "survey": replies("before", "Sales", (3, 3)),
            }
        )
    )
    assert found.links == (
        Link("software", None),
        Link("project_manager", 3),
        Link("users", 2.5),
        Link("data", 1),
        Link("documentation", None),
    )
    assert (found.level, found.weakest, found.unknown) == (1, ("data",), ("software", "documentation"))


def test_where_nothing_is_known_there_is_no_weakest() -> None:
    found = weakest_link(undertaking())
    assert (found.level, found.weakest, len(found.unknown)) == (None, (), 5)


def test_parts_that_share_the_lowest_level_are_all_named() -> None:
    found = weakest_link(
        undertaking(
            readiness={"manager": MANAGER, "blocks": {"information": [{"by": "Dana Levi", "level": 3}]}}
        )
    )
    assert found.weakest == ("project_manager", "data")


def test_users_are_the_lowest_median_of_the_newest_survey_put_on_the_same_scale() -> None:
    before = replies("before", "Sales", (1,)) + replies("before", "Sales", (5,), "q2")
    after = replies("after", "Sales", (5,)) + replies("after", "Sales", (3,), "q2")
    survey = undertaking(readiness={"survey": before}).readiness.survey
    assert users_level(survey) == 0
    assert users_level(undertaking(readiness={"survey": before + after}).readiness.survey) == 2.5
    assert users_level(()) is None


def test_the_software_of_a_bid_is_five_times_the_lowest_quality_its_offer_can_have() -> None:
    evaluation = result("tender")
    bid = evaluation.pairs[0]
    assert bid.pair is not None
    software = weakest_link(example("tender"), evaluation, bid.id).links[0]
    offer = evaluation.alternative(bid.pair.offer)
    assert software == Link("software", round(5 * offer.quality_low, 2))
    assert weakest_link(example("tender"), evaluation, offer.id).links[0] == software


def documented(performance: float | None) -> float | None:
    evaluation = result("tender")
    bid = evaluation.pairs[0]
    assert bid.pair is not None
    scores = {name: dict(found) for name, found in example("tender").scores.items()}
    for owner in (bid.id, bid.pair.integrator):
        scores.get(owner, {}).pop("P6", None)
    if performance is not None:
        scores.setdefault(bid.pair.integrator, {})["P6"] = Score(performance=performance, evidence="demo")
    decision = example("tender").model_copy(update={"scores": scores})
    return weakest_link(decision, evaluation, bid.id).links[-1].level


def test_documentation_is_the_level_the_firm_was_scored_at() -> None:
    assert (documented(3.0), documented(0.0), documented(None)) == (3.0, 0.0, None)


def test_a_firm_by_itself_has_no_software() -> None:
    evaluation = result("tender")
    firm = evaluation.integrators[0]
    assert weakest_link(example("tender"), evaluation, firm.id).links[0].level is None


def test_the_panel_changes_no_figure_of_the_result() -> None:
    decision = example("tender")
    bare = decision.model_copy(update={"readiness": undertaking().readiness})
    first, second = evaluate(decision, TODAY), evaluate(bare, TODAY)
    assert [(a.id, a.low, a.high, a.rank) for a in first.pairs] == [
        (a.id, a.low, a.high, a.rank) for a in second.pairs
    ]

from typing import Any

import pytest
from pydantic import ValidationError

from selection.model.decision import EVIDENCE_OF_STAGE, LADDER, Decision, NodeWeights, Policy, pair_id
from selection.model.goals import Goal
from selection.model.judgements import EVIDENCE
from selection.model.needs import DELIVERIES
from tests.building import decide, firm, product

REAL: dict[str, Any] = {"fictional": False}


def test_one_invented_party_makes_the_whole_decision_invented() -> None:
    real = (product("a").model_copy(update=REAL),)
    assert not decide(platforms=real).fictional
    assert decide(platforms=real, integrators=(firm("x", {}),)).fictional
    assert decide(platforms=(product("a"),)).fictional


@pytest.mark.parametrize(
    ("stage", "evidence"), [("market_scan", "claim"), ("short_list", "document"), ("award", "demo")]
)
def test_each_stage_asks_for_its_own_evidence(stage: str, evidence: str) -> None:
    assert decide(stage=stage).gate_evidence == evidence


def test_a_later_stage_never_asks_for_less() -> None:
    asked = [EVIDENCE.index(evidence) for evidence in EVIDENCE_OF_STAGE.values()]
    assert asked == sorted(asked)


def test_the_policy_is_the_published_one_unless_a_committee_sets_another() -> None:
    policy = Policy()
    assert policy.fit_line == 0.80
    assert policy.tier_shares == {"must": 0.6, "long_term": 0.3, "nice": 0.1}
    assert not policy.configuration_counts_as_is
    assert policy.future_needs_gate
    assert policy.ladder == LADDER
    assert [LADDER[delivery] for delivery in DELIVERIES] == [1.0, 0.8, 0.6, 0.5, 0.3, 0.1, 0.0]


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), True, "0.8"], ids=repr)
def test_a_share_lies_between_none_and_all(share: object) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate({"fit_line": share})


@pytest.mark.parametrize("points", [-1.0, 1e7, 1e308, float("nan"), float("inf"), True, "3"], ids=repr)
def test_points_are_neither_negative_nor_endless(points: object) -> None:
    with pytest.raises(ValidationError):
        NodeWeights.model_validate({"points": {"A": points}})


def test_a_goal_is_complete_with_an_owner_a_baseline_and_a_target() -> None:
    goal = Goal(id="G", text="Answer in a day", owner="A. Nobody", baseline="3 days", target="1 day")
    assert goal.is_complete
    for field in ("owner", "baseline", "target"):
        assert not goal.model_copy(update={field: None}).is_complete


def test_a_pair_is_named_so_that_no_bid_can_take_its_name() -> None:
    assert pair_id("a", "x") == "a+x"
    with pytest.raises(ValidationError):
        Decision.model_validate({**decide().model_dump(), "id": pair_id("a", "x")})


def test_a_decision_may_still_be_empty() -> None:
    chosen = {"kind": "criteria_set", "id": "s", "version": 1, "title": "S", "platform": []}
    empty = Decision.model_validate({"id": "d", "title": "D", "criteria_set": chosen})
    assert (empty.offers, empty.needs, empty.fictional) == ((), (), False)

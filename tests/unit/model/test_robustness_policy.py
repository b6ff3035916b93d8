"""The rules by which results are shaken: defaults as they are printed, and what can't be meant."""

import pytest
from pydantic import ValidationError

from selection.model.decision import Policy
from selection.model.robustness import RobustnessPolicy


def refusal(**fields: object) -> str:
    with pytest.raises(ValidationError) as refused:
        RobustnessPolicy.model_validate(fields)
    return str(refused.value.errors()[0]["type"])


def test_the_defaults_are_those_of_the_method() -> None:
    policy = Policy().robustness
    assert (policy.score_down, policy.score_up) == (0.15, 0.15)
    assert policy.truth == {"claim": 0.2, "document": 0.6, "demo": 1.0, "proof": 1.0, "reference": 1.0}
    assert (policy.first_at_least, policy.beats_at_least, policy.level_within) == (0.80, 0.60, 0.01)
    assert (policy.survives_evidence, policy.members_at_least) == ("document", 2 / 3)
    assert (policy.draws, policy.seed, policy.clone_distance) == (1000, 5, 0.02)


def test_steps_of_a_score_may_be_certain_together_but_not_more() -> None:
    assert RobustnessPolicy(score_down=0.5, score_up=0.5).score_up == 0.5
    assert refusal(score_down=0.6, score_up=0.5) == "score_steps_exceed_one"


def test_truth_is_stated_for_every_kind_of_evidence() -> None:
    assert refusal(truth={"claim": 0.2}) == "truth_incomplete"
    assert refusal(truth={"claim": 1.2}) == "less_than_equal"


def test_too_few_draws_are_refused() -> None:
    assert refusal(draws=10) == "greater_than_equal"

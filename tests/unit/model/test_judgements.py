from typing import Any

import pytest
from pydantic import ValidationError

from selection.model.judgements import Answer, Score

WHOLE: dict[str, dict[str, Any]] = {
    "as_is": {},
    "configuration": {},
    "add_on": {},
    "custom": {},
    "absent": {},
    "partial": {"gap": "No export"},
    "roadmap": {"available": "2027"},
}
STATES = ("not_asked", "asked", "no_answer", "cannot_judge", "not_applicable")


def codes(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return [error["type"] for error in refused.value.errors()]


@pytest.mark.parametrize("delivery", WHOLE)
def test_an_answer_is_a_delivery_and_how_we_know(delivery: str) -> None:
    given = {"delivery": delivery, "evidence": "claim", **WHOLE[delivery]}
    assert Answer.model_validate(given).model_dump(exclude_unset=True) == given


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"delivery": "as_is"}, "answer_without_evidence"),
        ({"evidence": "claim"}, "delivery_against_state"),
        ({"state": "asked", "delivery": "as_is", "evidence": "claim"}, "delivery_against_state"),
        ({"state": "not_applicable"}, "not_applicable_without_reason"),
        ({"delivery": "roadmap", "evidence": "claim"}, "roadmap_without_date"),
        ({"delivery": "as_is", "evidence": "claim", "available": "2027"}, "roadmap_without_date"),
        ({"delivery": "partial", "evidence": "claim"}, "partial_without_gap"),
        ({"delivery": "as_is", "evidence": "claim", "gap": "none"}, "partial_without_gap"),
        (
            {"delivery": "custom", "evidence": "claim", "accepted": {"reason": "fine", "by": "A"}},
            "accepted_without_gap",
        ),
    ],
)
def test_an_answer_that_does_not_say_enough_or_says_too_much_is_refused(
    given: dict[str, Any], code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Answer.model_validate(given)
    assert codes(refused) == [code]


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_answered_has_no_delivery_and_no_performance(state: str) -> None:
    assert Answer.model_validate({"state": state, "reason": "why"}).delivery is None
    assert Score.model_validate({"state": state, "reason": "why"}).performance is None


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        ("not_asked", True),
        ("asked", True),
        ("cannot_judge", True),
        ("not_applicable", True),
        ("no_answer", False),
    ],
)
def test_every_missing_answer_is_open_but_the_one_that_was_refused(state: str, is_open: bool) -> None:
    found = Answer.model_validate({"state": state, "reason": "why"})
    assert (found.is_open, found.leaves_the_count) == (is_open, False)


def test_an_answer_had_is_not_open() -> None:
    assert not Answer(delivery="absent", evidence="claim").is_open


def test_what_does_not_apply_leaves_the_count_once_it_is_confirmed() -> None:
    confirmed = Answer(state="not_applicable", reason="no shop", confirmed=True)
    assert (confirmed.is_open, confirmed.leaves_the_count) == (False, True)
    unanswered = Answer(state="asked", confirmed=True)
    assert (unanswered.is_open, unanswered.leaves_the_count) == (True, False)


@pytest.mark.parametrize(
    "given",
    [{"evidence": "claim"}, {"state": "asked", "performance": 3.0}],
)
def test_a_score_has_a_performance_if_and_only_if_it_is_answered(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        Score.model_validate(given)
    assert codes(refused) == ["performance_against_state"]


@pytest.mark.parametrize("found", [float("nan"), float("inf"), float("-inf"), True, "1,5", "١٢"], ids=repr)
def test_what_is_no_finite_number_is_no_performance(found: object) -> None:
    with pytest.raises(ValidationError):
        Score.model_validate({"performance": found, "evidence": "claim"})


def test_an_unknown_kind_of_evidence_is_refused() -> None:
    with pytest.raises(ValidationError):
        Score.model_validate({"performance": 1.0, "evidence": "hearsay"})

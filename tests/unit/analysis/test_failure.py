"""What a failure would cost: added up, held against the licences, and what nobody estimated yet."""

from selection.analysis.failure import failure_sum
from selection.model.risks import FailureCost


def test_what_was_estimated_is_added_up_and_held_against_the_licences() -> None:
    found = failure_sum(FailureCost(currency="EUR", licences=100.0, rollout=250.0, own_time=50.0))
    assert (found.total, found.times_licences) == (400.0, 4.0)
    assert found.missing == ("second_attempt", "lost_business")


def test_without_licences_there_is_nothing_to_hold_it_against() -> None:
    assert failure_sum(FailureCost(currency="EUR", rollout=250.0)).times_licences is None
    assert failure_sum(FailureCost(currency="EUR", licences=0.0, rollout=250.0)).times_licences is None


def test_with_nothing_estimated_it_is_nothing_and_all_is_missing() -> None:
    found = failure_sum(FailureCost(currency="EUR"))
    assert (found.total, len(found.missing)) == (0.0, 5)

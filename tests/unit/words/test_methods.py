"""Second opinions in words: every method has a name, an idea and a reason why it may not apply."""

import pytest

from selection.analysis.methods import PROFILES, Assumption, Method, Need
from selection.words import Words
from selection.words.methods import assumption_note, method_idea, method_name, reversal_note, unmet_need

_ = Words()


@pytest.mark.parametrize("say", [method_name, method_idea])
def test_every_method_is_told_apart(say: object) -> None:
    said = [say(method, _) for method in Method]  # type: ignore[operator]
    assert all(said)
    assert len(set(said)) == len(Method)


@pytest.mark.parametrize("method", Method)
def test_whether_it_can_reverse_ranks_is_said_with_its_reasons(method: Method) -> None:
    note, profile = reversal_note(method, _), PROFILES[method]
    assert note.startswith("Removing a loser can") == profile.can_reverse_ranks
    assert note.count(";") == max(0, len(profile.reversal_sources) - 1)


@pytest.mark.parametrize("method", Method)
def test_everything_a_method_assumes_is_said(method: Method) -> None:
    note = assumption_note(method, _)
    assert note.startswith("It assumes: ")
    assert note.count(";") == len(PROFILES[method].assumptions) - 1


def test_no_two_assumptions_are_said_alike() -> None:
    said = {part for method in Method for part in assumption_note(method, _)[12:-1].split("; ")}
    assert len(said) == len(Assumption)


def test_every_reason_for_having_no_opinion_is_told_apart() -> None:
    assert len({unmet_need(need, _) for need in Need}) == len(Need)

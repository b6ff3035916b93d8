"""How far members stand behind a result, in words."""

import pytest

from selection.analysis.member_support import MemberWinner, Support
from selection.analysis.stability import EvaluatorDrop, Without
from selection.words import Words
from selection.words.agreement import (
    evaluators_sentence,
    other_winners,
    support_rule,
    support_sentence,
    weight_consensus_word,
)

EN = Words("en")
NAMES = {"a": "Alba", "b": "Berg"}
PEOPLE = {f"m{at}": f"Member {at}" for at in range(11)}


def support(agreeing: int, of: int) -> Support:
    members = (
        MemberWinner(f"m{at}", "a" if at < agreeing else "b", agrees=at < agreeing) for at in range(of)
    )
    return Support("a", tuple(members), 2 / 3)


def test_how_many_members_weights_lead_to_the_winner_is_said() -> None:
    assert (
        support_sentence(support(9, 11), NAMES, EN) == "Alba wins under the own weights of 9 of 11 members."
    )
    assert support_sentence(support(1, 1), NAMES, EN) == "Alba wins under the own weights of 1 of 1 member."
    assert support_sentence(support(0, 0), NAMES, EN) == "No member has weighed anything alone yet."
    nobody = Support(None, (), 2 / 3)
    assert support_sentence(nobody, NAMES, EN) == "Nothing is left: every alternative is excluded by a gate."


@pytest.mark.parametrize(
    ("agreeing", "of", "said"),
    [
        (2, 3, "That is enough to call the result robust: at least 67% must."),
        (9, 11, "That is enough to call the result robust: at least 67% must."),
        (7, 11, "That is too few to call the result robust: at least 67% must."),
        (0, 0, ""),
    ],
)
def test_whether_that_is_enough_is_said_with_the_line(agreeing: int, of: int, said: str) -> None:
    assert support_rule(support(agreeing, of), EN) == said


def test_those_whose_weights_lead_elsewhere_are_listed() -> None:
    assert other_winners(support(9, 11), NAMES, PEOPLE, EN) == ("Member 9: Berg", "Member 10: Berg")
    assert other_winners(support(2, 2), NAMES, PEOPLE, EN) == ()


def test_leaving_out_one_evaluator_changes_nothing_or_names_who_would_win() -> None:
    same = EvaluatorDrop("a", (Without("m0", "a", changed=False), Without("m1", "a", changed=False)))
    assert evaluators_sentence(same, NAMES, PEOPLE, EN) == (
        "Whichever evaluator is left out, Alba wins (on lower medians of the judgements)."
    )
    other = EvaluatorDrop("a", (Without("m0", "b", changed=True), Without("m1", "a", changed=False)))
    assert evaluators_sentence(other, NAMES, PEOPLE, EN) == (
        "On lower medians of the judgements Alba wins; without Member 0 it is Berg."
    )
    assert evaluators_sentence(None, NAMES, PEOPLE, EN) == "Nobody has judged alone yet."


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (0.5, "very low"),
        (0.51, "low"),
        (0.65, "low"),
        (0.75, "moderate"),
        (0.84, "high"),
        (0.85, "very high"),
    ],
)
def test_a_consensus_on_weights_is_read_as_published(share: float, word: str) -> None:
    """Goepel (2018), table 2, read in the published article."""
    assert weight_consensus_word(share, EN) == f"{word} agreement"

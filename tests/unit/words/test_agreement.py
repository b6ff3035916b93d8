"""How far members stand behind a result, in words."""

import pytest

from selection.analysis.member_support import MemberWinner, Support
from selection.words import Words
from selection.words.agreement import (
    support_rule,
    support_sentence,
)

EN = Words("en")
NAMES = {"a": "Alba", "b": "Berg"}


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

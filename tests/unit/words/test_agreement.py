"""How far members stand behind a result, in words."""

import pytest

from selection.analysis.member_support import MemberWinner, Support
from selection.model.base import Language
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
    said = {
        counts: support_sentence(support(*counts), NAMES, EN) for counts in ((9, 11), (5, 5), (1, 1), (0, 1))
    }
    assert said == {
        (9, 11): "Alba wins under 9 of 11 members' own weights.",
        (5, 5): "Alba wins under all 5 members' own weights.",
        (1, 1): "Alba wins under the one member's own weights.",
        (0, 1): "Alba wins under 0 of 1 member's own weights.",
    }
    assert support_sentence(support(0, 0), NAMES, EN) == "No member has weighed anything alone yet."
    nobody = Support(None, (), 2 / 3)
    assert support_sentence(nobody, NAMES, EN) == "Nothing is left: every alternative is excluded by a gate."


@pytest.mark.parametrize(
    ("language", "all_of_them", "said"),
    [
        ("he", 1, "Alba\u2069 במקום הראשון לפי המשקלים האישיים של חבר הוועדה היחיד."),
        ("he", 2, "Alba\u2069 במקום הראשון לפי המשקלים האישיים של שני חברי הוועדה."),
        ("he", 5, "Alba\u2069 במקום הראשון לפי המשקלים האישיים של כל 5 חברי הוועדה."),
        ("pl", 1, "Alba wygrywa według własnych wag jedynego członka komitetu."),
        ("pl", 3, "Alba wygrywa według własnych wag wszystkich 3 członków komitetu."),
        ("pl", 5, "Alba wygrywa według własnych wag wszystkich 5 członków komitetu."),
    ],
)
def test_that_all_agree_is_said_as_each_language_counts(
    language: Language, all_of_them: int, said: str
) -> None:
    found = support_sentence(support(all_of_them, all_of_them), NAMES, Words(language))
    assert found.removeprefix("\N{LEFT-TO-RIGHT ISOLATE}") == said


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

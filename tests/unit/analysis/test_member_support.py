"""Under how many members' own weights the winner wins, and whether that is enough."""

import pytest
from hypothesis import given, settings

from selection.analysis.member_support import MemberWinner, Support, member_support
from selection.analysis.robustness import robustness
from selection.model.decision import Decision
from selection.model.members import Member
from selection.model.weights import NodeWeights
from tests.building import criterion, decide, decisions, result, score

CLOSE = decide(
    ("a", "b"),
    criteria=(criterion("X"), criterion("Y")),
    scores={"a": {"X": score(90), "Y": score(40)}, "b": {"X": score(50), "Y": score(60)}},
)


def member(name: str, **points: float) -> Member:
    said = {"platform": NodeWeights(points={"F0": 0.0, **points})} if points else {}
    return Member(id=name, weights=said)


def supported(*members: Member) -> Support:
    return member_support(result(CLOSE.model_copy(update={"members": members})))


def test_each_members_own_weights_name_a_winner() -> None:
    found = supported(member("m", X=9, Y=1), member("n", X=1, Y=9), member("o", X=5, Y=5), member("p"))
    assert found.leader == "a"
    assert found.members == (
        MemberWinner("m", "a", agrees=True),
        MemberWinner("n", "b", agrees=False),
        MemberWinner("o", "a", agrees=True),
    )


@pytest.mark.parametrize(
    ("agreeing", "of", "enough"), [(2, 3, True), (1, 2, False), (3, 3, True), (1, 3, False)]
)
def test_two_thirds_of_the_members_are_enough(agreeing: int, of: int, enough: bool) -> None:
    members = [
        member(f"m{at}", X=9, Y=1) if at < agreeing else member(f"m{at}", X=1, Y=9) for at in range(of)
    ]
    found = supported(*members)
    assert (found.agreeing, found.is_enough) == (agreeing, enough)


def test_where_nobody_weighed_nothing_stands_against_the_result() -> None:
    assert supported(member("silent")) == Support("a", (), pytest.approx(2 / 3, abs=1e-3))
    assert supported(member("silent")).is_enough


def test_where_everything_is_excluded_there_is_nothing_to_support() -> None:
    gated = decide(criteria=(criterion("X", gate=0.0),), scores={"a": {"X": score(-5)}})
    found = member_support(result(gated))
    assert (found.leader, found.is_enough) == (None, False)


@settings(max_examples=30)
@given(decisions())
def test_it_is_what_the_verdict_counts(decision: Decision) -> None:
    evaluation = result(decision)
    main = robustness(evaluation, draws=50).main
    found = member_support(evaluation)
    assert (found.leader, found.members) == (main.leader, main.members)

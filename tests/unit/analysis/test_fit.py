from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from selection.analysis.cells import Resolved
from selection.analysis.fit import Count, Fit, as_is_fit, counts_as_is, exact, need_shares, tier_shares
from selection.model.decision import Policy
from selection.model.judgements import Answer, Evidence
from selection.model.needs import DELIVERIES, Tier
from tests.building import DOES_NOT_APPLY, answer, need, not_answered

YES, NO, OPEN, SILENT = answer(), answer("custom"), not_answered(), not_answered("no_answer")
TIERS: tuple[Tier, ...] = ("must", "long_term", "nice")


def fit(
    answers: Mapping[Tier, Sequence[Answer]], level: Evidence = "claim", policy: Policy | None = None
) -> Fit:
    """The fit over needs given as answers per tier."""
    placed = [(f"{tier}{at}", tier, found) for tier in answers for at, found in enumerate(answers[tier])]
    needs = [need(name, tier) for name, tier, _ in placed]
    cells = {name: Resolved(found) for name, _, found in placed}
    found = as_is_fit(needs, cells, policy or Policy(), level)
    assert found is not None
    return found


@pytest.mark.parametrize("figure", [0.8, 0.1, 1.0, 0.0, 1e-07, 0.7999, 5e-324])
def test_a_figure_is_read_as_it_is_written(figure: float) -> None:
    assert exact(figure) == Fraction(repr(figure))
    assert float(exact(figure)) == figure


def test_eight_tenths_are_four_fifths_and_no_binary_number() -> None:
    assert exact(0.8) == Fraction(4, 5) != Fraction(0.8)


def test_fit_is_the_share_of_each_tier_times_what_is_met_as_is() -> None:
    found = fit({"must": [YES, YES, YES, NO], "long_term": [YES, NO], "nice": [NO]})
    assert found.low == found.high == found.proven == found.answered_only
    assert found.low == Fraction(6, 10) * Fraction(3, 4) + Fraction(3, 10) * Fraction(1, 2)
    assert (found.plain_low, found.plain_high) == (Fraction(4, 7), Fraction(4, 7))


def test_open_answers_make_fit_an_interval_and_refused_ones_count_as_worst() -> None:
    found = fit({"must": [YES, OPEN, SILENT, YES]})
    assert (found.low, found.high) == (Fraction(2, 4), Fraction(3, 4))
    assert found.answered_only == Fraction(2, 3)
    assert found.by_tier["must"] == Count(as_is=2, open=1, total=4)
    assert found.by_tier["must"].answered == 3


@pytest.mark.parametrize("state", ["not_asked", "asked", "cannot_judge", "not_applicable"])
def test_every_open_state_is_open_in_the_fit(state: str) -> None:
    found = fit({"must": [YES, not_answered(state)]})
    assert (found.low, found.high) == (Fraction(1, 2), Fraction(1))


def test_what_does_not_apply_is_not_among_the_needs() -> None:
    found = fit({"must": [YES, NO, DOES_NOT_APPLY]})
    assert (found.low, found.plain_low, found.by_tier["must"].total) == (Fraction(1, 2), Fraction(1, 2), 2)


def test_fit_over_nothing_that_applies_is_no_figure() -> None:
    cells = {"N1": Resolved(DOES_NOT_APPLY)}
    assert as_is_fit([need("N1")], cells, Policy(), "claim") is None
    assert as_is_fit([], {}, Policy(), "claim") is None


def test_the_share_of_an_empty_tier_is_spread_over_the_others() -> None:
    assert fit({"must": [YES], "nice": [NO]}).low == Fraction(6, 7)
    assert fit({"nice": [YES, NO]}).low == Fraction(1, 2)
    assert fit({"must": [DOES_NOT_APPLY], "long_term": [YES], "nice": [NO]}).low == Fraction(3, 4)


def test_over_answered_needs_only_a_tier_without_answers_is_spread_too() -> None:
    found = fit({"must": [OPEN, OPEN], "long_term": [YES, OPEN], "nice": [NO]})
    assert found.answered_only == Fraction(3, 4)
    assert fit({"must": [OPEN]}).answered_only is None


def test_only_answers_with_the_evidence_asked_for_are_proven() -> None:
    answers = {"must": [answer("as_is", "claim"), answer("as_is", "demo"), answer("absent", "claim"), OPEN]}
    assert [fit(answers, level).proven for level in ("claim", "document", "demo", "proof")] == [
        Fraction(2, 4),
        Fraction(1, 4),
        Fraction(1, 4),
        Fraction(0),
    ]
    assert fit(answers, "proof").by_tier["must"] == Count(2, as_is_on_weak_evidence=2, open=1, total=4)
    assert (fit(answers, "proof").low, fit(answers, "proof").high) == (Fraction(2, 4), Fraction(3, 4))


@pytest.mark.parametrize("delivery", DELIVERIES)
def test_configuration_counts_as_is_only_where_the_policy_says_so(delivery: str) -> None:
    policy = Policy(configuration_counts_as_is=True)
    assert counts_as_is(answer(delivery), Policy()) is (delivery == "as_is")
    assert counts_as_is(answer(delivery), policy) is (delivery in ("as_is", "configuration"))


def test_a_tier_without_a_share_counts_for_nothing_unless_it_is_all_there_is() -> None:
    policy = Policy(tier_shares={"must": 1.0, "long_term": 0.0, "nice": 0.0})
    assert fit({"must": [YES], "nice": [NO]}, policy=policy).low == 1
    assert fit({"long_term": [YES], "nice": [NO]}, policy=policy).low == Fraction(1, 2)


@pytest.mark.parametrize("tiers", [["must"], ["must", "nice"], ["nice", "long_term"], list(TIERS), []])
def test_shares_sum_to_one_over_the_tiers_there_are(tiers: list[Tier]) -> None:
    shares = tier_shares(Policy(), tiers)
    assert list(shares) == tiers
    assert sum(shares.values()) == (1 if tiers else 0)


def test_each_need_weighs_its_part_of_its_tiers_share_and_what_does_not_apply_nothing() -> None:
    needs = [need("M1"), need("M2"), need("M3"), need("W1", "nice")]
    cells = {asked.id: Resolved(DOES_NOT_APPLY if asked.id == "M3" else YES) for asked in needs}
    shares = need_shares(needs, cells, Policy())
    assert shares == {"M1": Fraction(3, 7), "M2": Fraction(3, 7), "W1": Fraction(1, 7)}
    assert need_shares([], {}, Policy()) == {}


LINE = Fraction(4, 5)


@pytest.mark.parametrize(
    ("answers", "differ"),
    [
        ({"must": [YES] * 4 + [NO]}, False),
        ({"must": [YES], "nice": [YES]}, False),
        ({"must": [NO], "nice": [NO]}, False),
        # Weighted 6/7, counted 1/2.
        ({"must": [YES], "nice": [NO]}, True),
        # Weighted and counted 9/10, but the nice ones alone 0.
        ({"must": [YES] * 8, "long_term": [YES], "nice": [NO]}, True),
        # Open over all needs, met over the answered ones.
        ({"must": [YES, OPEN]}, True),
        # Nothing answered, nothing to disagree with.
        ({"must": [OPEN]}, False),
    ],
)
def test_a_warning_is_due_where_another_way_of_counting_says_otherwise(
    answers: Mapping[Tier, Sequence[Answer]], differ: bool
) -> None:
    assert fit(answers).verdicts_differ(LINE) is differ

import pytest

from selection.analysis.balance import Balance, SideValues, Turn, balance, level_weight, side_values
from selection.analysis.evaluation import rank
from selection.model.decision import Decision
from tests.building import answer, criterion, decide, fed, firm, need, possible, result, score

CRITERIA = (criterion("A"), criterion("C", "integrator"), criterion("Q", "pair"))


def pairs(
    platform: dict[str, float | None], integrator: dict[str, float], weight: float = 0.5, **more: object
) -> Decision:
    """Offers and firms with one figure each; what a pair does together weighs nothing."""
    scores = {
        **{name: {"A": score(figure)} for name, figure in platform.items() if figure is not None},
        **{name: {"C": score(figure), "Q": score(0)} for name, figure in integrator.items()},
    }
    for name in integrator:
        scores[name].pop("Q")
    for offer in platform:
        scores |= {f"{offer}+{name}": {"Q": score(0)} for name in integrator}
    return decide(
        tuple(platform),
        **{
            "criteria": CRITERIA,
            "scores": scores,
            "points": {"Q": 0.0},
            "firms": tuple(integrator),
            "sides": {"platform": 100 * weight, "integrator": 100 - 100 * weight},
            **more,
        },  # type: ignore[arg-type]
    )


def each_with_its_own(*figures: tuple[str, float, float]) -> Decision:
    """Pairs that share nothing: every firm implements one offer only."""
    offers, firms = {n: p for n, p, _ in figures}, {n.upper(): j for n, _, j in figures}
    only = tuple(
        firm(name, {other: "yes" if other.upper() == name else "no" for other in offers}) for name in firms
    )
    return pairs(offers, firms, integrators=only)


@pytest.mark.parametrize(
    ("leader", "rival", "level"),
    [
        ((0.9, 0.5), (0.6, 0.6), 0.25),
        ((0.6, 0.6), (0.9, 0.5), 0.25),
        ((0.9, 0.5), (0.6, 0.4), None),
        ((0.9, 0.5), (0.9, 0.5), None),
        ((0.9, 0.5), (0.8, 0.4), None),
        ((0.9, 0.5), (0.6, 0.5), 0.0),
        ((0.6, 0.5), (0.9, 0.5), 0.0),
        ((0.9, 0.5), (0.9, 0.6), 1.0),
        ((0.9, 0.5), (0.9 + 1e-12, 0.5 - 1e-12), None),
    ],
)
def test_two_pairs_are_level_at_one_weight_at_most(
    leader: tuple[float, float], rival: tuple[float, float], level: float | None
) -> None:
    found = level_weight(SideValues("a", *leader), SideValues("b", *rival))
    assert found == level
    assert str(found) == str(level)


def test_the_nearest_turn_on_either_side_bounds_the_leaders_range() -> None:
    decision = each_with_its_own(("a", 70, 70), ("b", 90, 40), ("c", 95, 20), ("d", 40, 90), ("e", 10, 95))
    # a against b: 0.2 λ = 0.3 (1 - λ); against d: 0.3 λ = 0.2 (1 - λ).
    assert balance(result(decision)) == Balance(
        "a+A", 0.5, lower=Turn(0.4, "d+D"), upper=Turn(0.6, "b+B"), exact=True
    )


def test_a_leader_that_is_best_on_both_sides_leads_at_every_weight() -> None:
    found = balance(result(each_with_its_own(("a", 90, 90), ("b", 50, 60))))
    assert found == Balance("a+A", 0.5, lower=None, upper=None, exact=True)


def test_of_two_rivals_at_one_turn_the_one_that_gains_faster_is_first_beyond_it() -> None:
    decision = each_with_its_own(("a", 70, 70), ("b", 80, 55), ("c", 90, 40), ("d", 40, 90), ("e", 55, 80))
    found = balance(result(decision))
    assert found == Balance("a+A", 0.5, Turn(0.4, "d+D"), Turn(0.6, "c+C"), exact=True)


def test_two_leaders_that_are_level_now_turn_at_the_weight_there_is() -> None:
    found = balance(result(each_with_its_own(("a", 80, 40), ("b", 40, 80))))
    assert found == Balance("a+A", 0.5, lower=Turn(0.5, "b+B"), upper=None, exact=True)


def test_a_leader_level_but_for_noise_turns_no_earlier_than_now() -> None:
    close = each_with_its_own(("a", 50, 50), ("b", 50 + 1e-4 + 4e-8, 50 - 1e-4 + 4e-8))
    assert balance(result(close)) == Balance("a+A", 0.5, lower=None, upper=Turn(0.5, "b+B"), exact=True)


def test_pairs_of_one_firm_and_equal_platforms_never_turn() -> None:
    assert balance(result(pairs({"a": 50, "b": 50}, {"x": 70}))) == Balance("a+x", 0.5, None, None, True)


def test_open_answers_are_compared_by_their_middle_and_the_range_is_not_called_exact() -> None:
    found = balance(result(pairs({"a": 70, "b": None}, {"x": 50, "y": 40})))
    assert found is not None
    assert (found.leader, found.exact) == ("a+x", False)


def test_only_pairs_that_passed_are_compared_and_without_any_nobody_leads() -> None:
    needs, fit = (need("M"),), fed("F")
    given = {"needs": needs, "criteria": (fit, *CRITERIA), "points": {"F": 0.0, "Q": 0.0}}
    held = {"a": {"M": answer()}, "b": {"M": answer("custom")}, "c": {"M": answer("absent")}}
    decision = pairs({"a": 50, "b": 70, "c": 90}, {"x": 50}, answers=held, **given)
    found = balance(result(decision))
    assert found is not None
    assert found.leader == "a+x"
    given["answers"] = {**held, "a": {"M": answer("absent")}, "b": {}}
    assert balance(result(pairs({"a": 50, "b": 70, "c": 90}, {"x": 50}, **given))) is None


def test_without_two_sides_or_without_pairs_there_is_no_balance() -> None:
    assert balance(result(decide(("a",), criteria=(criterion("A"),)))) is None
    assert balance(result(decide(("a",), criteria=(criterion("A"),), firms=("x",)))) is None
    assert balance(result(pairs({"a": 50}, {}))) is None


def test_a_pairs_own_criteria_belong_to_the_integrators_side() -> None:
    decision = pairs({"a": 50}, {"x": 80}, points={"C": 3.0, "Q": 1.0})
    found = result(decision.model_copy(update={"scores": {**decision.scores, "a+x": {"Q": score(40)}}}))
    assert side_values(found, found.pairs) == (
        SideValues("a+x", pytest.approx(0.5, abs=1e-12), pytest.approx(0.7, abs=1e-12)),
    )
    assert side_values(found, found.platforms) == ()


def test_at_a_turn_the_two_are_first_together_and_beyond_it_the_rival_leads() -> None:
    evaluation = result(each_with_its_own(("a", 70, 70), ("b", 90, 40), ("d", 40, 90)))
    for weight, first in [
        (0.39, {"d+D"}),
        (0.4, {"a+A", "d+D"}),
        (0.41, {"a+A"}),
        (0.6, {"a+A", "b+B"}),
        (0.61, {"b+B"}),
    ]:
        nodes = {**evaluation.nodes, "sides": {"platform": weight, "integrator": 1 - weight}}
        moved = possible(rank(evaluation.foundation, nodes).pairs)
        assert {name for name, (best, _) in moved.items() if best == 1} == first

import pytest

from selection.analysis.fit import Fit
from selection.analysis.foundation import Foundation, lay_foundation
from selection.analysis.gates import GatePart
from selection.errors import DecisionError, NoAlternativeLeft
from selection.model.decision import Baseline, Decision, Policy
from tests.building import (
    TODAY,
    answer,
    bid,
    criterion,
    decide,
    fed,
    firm,
    need,
    not_answered,
    promise,
    score,
)

GATED = (
    criterion("A", gate=0.0),
    criterion("C", "integrator", gate=0.0),
    criterion("Q", "pair", gate=0.0),
)


def lay(decision: Decision) -> Foundation:
    return lay_foundation(decision, TODAY)


def parts(foundation: Foundation, name: str) -> list[tuple[str, str | None, str]]:
    return [(part.gate, part.item, part.verdict) for part in foundation.gates[name].parts]


def everything(**more: object) -> Decision:
    """An offer with a must-need to be made, a firm, and a gated criterion of each scope."""
    given = {
        "needs": (need("M"), need("L", "long_term", phase="P2")),
        "answers": {"a": {"M": answer(), "L": answer()}},
        "criteria": (fed("F"), *GATED),
        "scores": {"a": {"A": score(1.0)}, "x": {"C": score(1.0)}, "a+x": {"Q": score(1.0)}},
        "firms": ("x",),
    }
    return decide(("a",), **{**given, **more})  # type: ignore[arg-type]


def test_nothing_to_buy_is_said() -> None:
    with pytest.raises(NoAlternativeLeft) as refused:
        lay(decide(("a",)).model_copy(update={"offers": ()}))
    assert (refused.value.code, refused.value.where) == ("no_alternative_left", "offers")


def test_a_need_that_feeds_nothing_is_said() -> None:
    with pytest.raises(DecisionError) as refused:
        lay(decide(needs=(need("N1", criterion="Z"),), criteria=(criterion("A"),)))
    assert (refused.value.code, refused.value.where) == ("need_feeds_nothing", "needs.N1")


def test_the_gate_of_a_pair_is_compatibility_then_its_offers_its_firms_and_its_own() -> None:
    found = lay(everything())
    platform = [
        ("must_needs", None, "pass"),
        ("future_needs", None, "pass"),
        ("fit", None, "pass"),
        ("criterion", "A", "pass"),
    ]
    integrator = [("criterion", "C", "pass")]
    assert parts(found, "a") == platform
    assert parts(found, "x") == integrator
    assert parts(found, "a+x") == [
        ("compatibility", "a+x", "pass"),
        *platform,
        *integrator,
        ("criterion", "Q", "pass"),
    ]


def test_future_needs_are_judged_unless_the_policy_leaves_them_out() -> None:
    absent = {"a": {"M": answer(), "L": answer("absent")}}
    assert lay(everything(answers=absent)).gates["a"].verdict == "fail"
    off = lay(everything(answers=absent, policy=Policy(future_needs_gate=False, fit_line=0.5)))
    assert [gate for gate, _, _ in parts(off, "a")] == ["must_needs", "fit", "criterion"]
    assert off.gates["a"].verdict == "pass"


@pytest.mark.parametrize(
    ("name", "criterion_id", "excluded"),
    [("a", "A", {"a", "a+x"}), ("x", "C", {"x", "a+x"}), ("a+x", "Q", {"a+x"})],
)
def test_what_fails_a_part_fails_every_pair_it_is_in(
    name: str, criterion_id: str, excluded: set[str]
) -> None:
    scores = {**everything().scores, name: {criterion_id: score(-1.0)}}
    found = lay(everything(scores=scores))
    assert {key for key, gate in found.gates.items() if gate.verdict == "fail"} == excluded


@pytest.mark.parametrize(("reply", "verdict"), [("yes", "pass"), ("unknown", "open"), ("no", "fail")])
def test_a_bid_of_a_firm_that_may_not_implement_the_offer_is_open_or_excluded(
    reply: str, verdict: str
) -> None:
    tender = decide(
        ("a",), integrators=(firm("x", {"a": reply}),), mode="tender", bids=(bid("B1", "a", "x"),)
    )
    asked = ("B1",) if verdict == "open" else ()
    part = lay(tender).gates["B1"].parts[0]
    assert part == GatePart("compatibility", verdict, "B1", to_pass=asked, to_fail=asked)  # type: ignore[arg-type]


def test_a_bid_that_commits_passes_where_the_offer_alone_is_open() -> None:
    tender = everything(
        answers={"a": {"M": answer("custom"), "L": answer()}},
        policy=Policy(fit_line=0.3),
        mode="tender",
        bids=(bid("B1", "a", "x", promise("M")), bid("B2", "a", "x"), bid("B3", "a", "x", promise("L"))),
        scores={**everything().scores, **{name: {"Q": score(1.0)} for name in ("B1", "B2", "B3")}},
    )
    found = lay(tender)
    verdicts = {name: gate.verdict for name, gate in found.gates.items()}
    assert verdicts == {"a": "open", "x": "pass", "B1": "pass", "B2": "open", "B3": "open"}


def test_every_offer_has_its_fit_and_its_cells() -> None:
    found = lay(everything())
    assert isinstance(found.fits["a"], Fit)
    assert found.fits["a"].low == 1
    assert set(found.answers["a"]) == {"M", "L"}
    assert {name: set(row) for name, row in found.scores.items()} == {"a": {"A"}, "x": {"C"}, "a+x": {"Q"}}


def test_only_the_criteria_of_the_chosen_set_are_used_in_the_order_of_the_tree() -> None:
    beside = everything(
        criteria=(*GATED, fed("F"), criterion("Z", gate=0.0)),
        tree={"platform": ("A", "F"), "integrator": ("Q", "C")},
    )
    found = lay(beside)
    assert list(found.criteria) == ["A", "F", "C", "Q"]
    assert found.platform.criteria == ("A", "F")
    assert "Z" not in {item for _, item, _ in parts(found, "a")}


def test_a_weighted_fit_criterions_gate_is_the_fit_gate_and_not_another_one() -> None:
    assert [gate for gate, _, _ in parts(lay(decide(criteria=())), "a")] == [
        "must_needs",
        "future_needs",
        "fit",
    ]


def test_a_baseline_stands_on_the_same_scales_and_takes_no_published_facts() -> None:
    keep = Baseline(
        name="Keep",
        kind="keep",
        answers={"M": answer(), "L": answer("absent")},
        scores={"A": score(50.0), "C": score(20.0)},
    )
    baseline = lay(everything(baseline=keep)).baseline
    assert baseline is not None
    assert baseline.alternatives == ("baseline",)
    low = dict(zip(baseline.criteria, baseline.low[0].tolist(), strict=True))
    high = dict(zip(baseline.criteria, baseline.high[0].tolist(), strict=True))
    assert low == pytest.approx({"F": 2 / 3, "A": 0.5, "C": 0.2, "Q": 0.0}, abs=1e-12)
    assert high == pytest.approx({"F": 2 / 3, "A": 0.5, "C": 0.2, "Q": 1.0}, abs=1e-12)


def test_a_baseline_is_never_gated() -> None:
    hopeless = Baseline(name="Nothing", kind="nothing", answers={"M": not_answered("no_answer")})
    with_it, without = lay(everything(baseline=hopeless)), lay(everything())
    assert with_it.gates == without.gates
    assert without.baseline is None

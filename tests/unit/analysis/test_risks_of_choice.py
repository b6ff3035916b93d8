"""Risks that lie with the choice: for every rule what raises it and what does not."""

from typing import Any, get_args

import pytest

from selection.analysis.raised import Found
from selection.analysis.risks import RULES, RuleCode, raised_risks
from selection.model.decision import Decision
from selection.model.judgements import Score
from selection.model.profiles import IntegratorProfile
from tests.decisions import answer, criterion_in_levels, score, small_decision
from tests.undertakings import needs, risk, undertaking


def answered(*deliveries: str) -> Decision:
    given = {f"N{n}": answer(delivery) for n, delivery in enumerate(deliveries)}
    return small_decision().model_copy(update={"answers": {"northstar-pro": given}})


def test_every_offer_meets_too_few_needs_as_is() -> None:
    found = risk("poor_fit", answered(*["as_is"] * 3, *["configuration"] * 2))
    assert found == Found(("northstar-pro",), {"share": 0.6, "line": 0.8})
    assert risk("poor_fit", answered(*["as_is"] * 4, "absent")) is None


def test_four_answers_say_nothing_about_the_fit() -> None:
    assert risk("poor_fit", answered(*["absent"] * 4)) is None


NEGLECTED = {
    "no_full_picture": "F5",
    "desktop_bound": "U3",
    "costly_changes": "I3",
    "documentation_burden": "U2",
    "technical_barriers": "T1",
    "undocumented": "P6",
}


def asked(criterion: str, *performances: float) -> Decision:
    small = small_decision()
    scores = {f"offer-{n}": {criterion: score(found)} for n, found in enumerate(performances)}
    return small.model_copy(
        update={
            "needs": undertaking(needs=needs(1, criterion=criterion)).needs,
            "criteria": (*small.criteria, criterion_in_levels(criterion, "platform")),
            "scores": scores,
        }
    )


@pytest.mark.parametrize(("code", "criterion"), NEGLECTED.items())
def test_a_criterion_nobody_asks_about(code: RuleCode, criterion: str) -> None:
    assert risk(code, undertaking(needs=needs(1))) == Found((criterion,), {"why": "unasked"})
    assert risk(code, undertaking()) is None
    assert risk(code, asked(criterion)) is None


@pytest.mark.parametrize(("code", "criterion"), NEGLECTED.items())
def test_a_criterion_on_which_everything_is_weak(code: RuleCode, criterion: str) -> None:
    assert risk(code, asked(criterion, 0.0, 0.0)) == Found((criterion,), {"why": "weak", "level": 0.0})
    assert risk(code, asked(criterion, 0.0, 1.0)) is None


def test_a_score_that_is_still_to_come_is_not_weak() -> None:
    waiting = {"northstar-pro": {"U3": Score(state="asked")}}
    assert risk("desktop_bound", asked("U3").model_copy(update={"scores": waiting})) is None


def test_a_criterion_of_the_set_is_asked_about() -> None:
    small = small_decision()
    tree = small.criteria_set.model_copy(update={"integrator": ("I1", "P6")})
    assert risk("undocumented", small.model_copy(update={"criteria_set": tree})) is None


def firm(facts: dict[str, Any] | None = None, projects: float | None = None) -> IntegratorProfile:
    record = {"projects_in_industry": [told(projects)]} if projects is not None else {}
    return IntegratorProfile.model_validate(
        {
            "id": "aleph",
            "name": "Aleph (fictional)",
            "fictional": True,
            "kind": "integrator",
            "facts": facts or {},
            "implements": {"northstar": {"answer": "yes", "facts": record}},
        }
    )


def told(value: Any, method: str = "self_declared") -> dict[str, Any]:
    return {"value": value, "as_of": "2026", "source": "invented", "method": method, "confidence": "low"}


def with_firm(profile: IntegratorProfile, scores: dict[str, Any] | None = None) -> Decision:
    return small_decision().model_copy(update={"integrators": (profile,), "scores": scores or {}})


@pytest.mark.parametrize(
    ("profile", "scores", "raised"),
    [
        (firm({"crm_years": [told(2)]}), {}, True),
        (firm({"crm_years": [told(3)]}), {}, False),
        (firm({"crm_years": [told("unknown")]}), {}, False),
        (firm(projects=0), {}, True),
        (firm(projects=1), {}, False),
        (firm(), {"aleph": {"P1": score(1.0)}}, True),
        (firm(), {"aleph": {"P1": score(9.0)}}, False),
        (firm(), {"northstar-pro+aleph": {"P2": score(0.0)}}, True),
        (firm(), {"northstar-pro+other": {"P2": score(0.0)}}, False),
        (firm(), {}, False),
    ],
)
def test_a_firm_that_is_new_to_it(profile: IntegratorProfile, scores: dict[str, Any], raised: bool) -> None:
    found = risk("newcomer_integrator", with_firm(profile, scores))
    assert found == (Found(("aleph",), {"count": 1, "line": 3}) if raised else None)


def test_a_firm_known_only_from_its_own_word() -> None:
    own = firm({"crm_years": [told(12)]})
    code: RuleCode = "self_declared_references"
    assert risk(code, with_firm(own)) == Found(("aleph",), {"count": 1})
    assert risk(code, with_firm(own, {"aleph": {"P3": score(evidence="claim")}})) is not None
    assert risk(code, with_firm(own, {"aleph": {"P3": score(evidence="reference")}})) is None
    assert risk(code, with_firm(firm({"crm_years": [told(12, "secondary")]}))) is None
    assert risk(code, with_firm(firm())) is None
    assert risk(code, with_firm(firm({"crm_years": [told("unknown")]}))) is None


def test_a_weak_link_on_the_buyers_side() -> None:
    weak = undertaking(readiness={"blocks": {"information": [{"by": "Dana Levi", "level": 1}]}})
    assert risk("weak_link", weak) == Found(("data",), {"level": 1, "line": 2})
    firm_enough = undertaking(readiness={"blocks": {"information": [{"by": "Dana Levi", "level": 2}]}})
    assert risk("weak_link", firm_enough) is None


def test_nothing_entered_raises_nothing() -> None:
    assert raised_risks(undertaking()) == {}


def test_every_code_has_a_rule() -> None:
    assert set(RULES) == set(get_args(RuleCode))

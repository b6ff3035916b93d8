"""The verdict: the first rule that holds, each at its edge."""

from dataclasses import replace

import pytest

from selection.analysis.verdict import Grounds, judge
from selection.model.robustness import RobustnessPolicy

SURE = Grounds(
    gate="pass",
    first=0.95,
    first_on_answers=0.95,
    first_by_source={"weights": 0.97, "scores": 0.96, "answers": 1.0, "evidence": 0.99},
    nearest="b",
    gap=0.05,
    toughest="c",
    beats=0.95,
    same_on_evidence=True,
    members_agreeing=2,
    members=3,
)


def verdict(**changed: object) -> tuple[str, str, str | None, str | None]:
    found = judge("a", replace(SURE, **changed), RobustnessPolicy())  # type: ignore[arg-type]
    return found.sureness, found.rule, found.rival, found.source


def test_what_survives_everything_is_robust() -> None:
    assert verdict() == ("robust", "survives_everything", None, None)


@pytest.mark.parametrize("gate", ["open", "fail"])
def test_without_a_passed_gate_it_is_open(gate: str) -> None:
    assert verdict(gate=gate) == ("open", "gate_not_passed", None, None)


def test_it_is_open_if_answers_and_evidence_alone_may_change_it() -> None:
    assert verdict(first_on_answers=0.7999) == ("open", "open_answers_decide", "c", None)
    assert verdict(first_on_answers=0.80)[0] == "robust"


def test_a_rival_within_a_hundredth_is_level() -> None:
    assert verdict(gap=0.01) == ("tie", "rival_is_level", "b", None)
    assert verdict(gap=0.30 - 0.29) == ("tie", "rival_is_level", "b", None)
    assert verdict(gap=0.0101)[0] == "robust"


def test_a_rival_that_is_often_ahead_is_level() -> None:
    assert verdict(beats=0.5999) == ("tie", "rival_often_ahead", "c", None)
    assert verdict(beats=0.60)[0] == "robust"


def test_the_first_rule_that_holds_is_the_one_that_counts() -> None:
    assert verdict(gate="open", gap=0.0, first=0.1)[1] == "gate_not_passed"
    assert verdict(gap=0.0, first=0.1)[1] == "rival_is_level"


@pytest.mark.parametrize("changed", [{"first": 0.7999}, {"same_on_evidence": False}, {"members_agreeing": 1}])
def test_what_fails_one_of_the_three_is_fragile_and_names_the_source(changed: dict[str, object]) -> None:
    assert verdict(**changed) == ("fragile", "a_source_of_doubt", "c", "scores")


def test_two_thirds_of_the_members_are_enough_and_none_are_no_obstacle() -> None:
    assert verdict(members_agreeing=2, members=3)[0] == "robust"
    assert verdict(members_agreeing=3, members=5)[0] == "fragile"
    assert verdict(members_agreeing=0, members=0)[0] == "robust"


def test_without_a_rival_there_is_no_tie() -> None:
    assert verdict(nearest=None, gap=1.0, toughest=None, beats=1.0)[0] == "robust"

"""Risks that lie with the course of the project: for every rule what raises it and what does not."""

from typing import Any

from selection.analysis.raised import Found
from selection.model.decision import Decision
from tests.undertakings import governance, measure, needs, phase, process, risk, undertaking


def test_everything_in_one_phase() -> None:
    assert risk("single_phase", undertaking(phases=[phase()])) == Found()
    assert risk("single_phase", undertaking(phases=[phase("P1"), phase("P2")])) is None
    assert risk("single_phase", undertaking()) is None


def test_no_money_for_the_second_year() -> None:
    assert risk("no_second_year_budget", governance(second_year_budget=False)) == Found()
    assert risk("no_second_year_budget", governance(second_year_budget=True)) is None
    assert risk("no_second_year_budget", governance()) is None


def launched(due: str, **more: Any) -> Decision:
    return undertaking(phases=[phase(go_live="2027-03-01")], measures=[measure(due=due)], **more)


def test_nothing_is_planned_after_the_first_year() -> None:
    assert risk("campaign_style", launched("2028-02-29")) == Found(figures={"months": 12})
    assert risk("campaign_style", launched("2028-03-01")) is None
    budget = {"governance": {"second_year_budget": True}}
    assert risk("campaign_style", launched("2027-06", readiness=budget)) is None
    assert risk("campaign_style", undertaking(phases=[phase()])) is None


def test_all_three_areas_on_one_day() -> None:
    areas = ("marketing", "sales", "service")
    together = [phase(f"P{at}", area=area) for at, area in enumerate(areas)]
    assert risk("all_areas_at_once", undertaking(phases=together)) == Found()
    later = [*together[:2], phase("P2", "2027-06", area="service")]
    assert risk("all_areas_at_once", undertaking(phases=later)) is None
    assert risk("all_areas_at_once", undertaking(phases=together[:2])) is None


def test_areas_of_the_needs_of_a_phase_count_too() -> None:
    mixed = [{**needs(1, phase="P1")[0], "id": f"N{area}", "area": area} for area in ("marketing", "service")]
    decision = undertaking(phases=[phase(area="sales")], needs=mixed)
    assert risk("all_areas_at_once", decision) == Found()


def redesigned(changed: int, kept: int) -> Decision:
    return undertaking(
        processes=[process(f"p{n}", redesigned_at_go_live=n < changed) for n in range(changed + kept)]
    )


def test_most_processes_change_on_one_day() -> None:
    assert risk("big_bang", redesigned(2, 1)) == Found(("p0", "p1"), {"count": 2, "total": 3})
    assert risk("big_bang", redesigned(2, 2)) is None
    assert risk("big_bang", redesigned(1, 0)) is None


def test_more_changes_at_once_than_people_can_take_in() -> None:
    phases = [phase("P1", parallel_changes=3), phase("P2", parallel_changes=2)]
    decision = undertaking(phases=phases, pace={"most_parallel_changes": 2})
    assert risk("pace_too_fast", decision) == Found(("P1",), {"count": 1, "most": 2})
    assert risk("pace_too_fast", undertaking(phases=phases[1:], pace={"most_parallel_changes": 2})) is None
    assert risk("pace_too_fast", undertaking(phases=phases)) is None


def test_a_phase_goes_live_without_training() -> None:
    assert risk("no_training", undertaking(phases=[phase(go_live="2027-03")])) == Found(("P1",), {"count": 1})
    assert risk("no_training", undertaking(phases=[phase(go_live="2027-03", training="Two days")])) is None
    assert risk("no_training", undertaking(phases=[phase()])) is None


def test_no_phase_begins_with_a_pilot_group() -> None:
    assert risk("no_pilot_group", undertaking(phases=[phase()])) == Found()
    assert risk("no_pilot_group", undertaking(phases=[phase("P1"), phase("P2", pilot_group="Haifa")])) is None
    assert risk("no_pilot_group", undertaking()) is None

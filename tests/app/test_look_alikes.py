"""Names that look alike are said where they are entered, and nowhere else."""

from tests.app.screens import Screen, open_decision
from tests.decisions import integrator, small_decision

ALIKE = "B\u0435th (fictional)"


def test_two_firms_whose_names_look_alike_are_told_where_vendors_are_chosen(visitor: str) -> None:
    firms = (integrator("beth"), integrator("gimel").model_copy(update={"name": ALIKE}))
    decision = small_decision().model_copy(update={"integrators": firms, "scores": {}})
    screen = open_decision(visitor, decision, "vendors")
    assert [text for text in warnings(screen) if "look alike" in text] != []
    assert [
        text for text in warnings(open_decision(visitor, decision, "needs")) if "look alike" in text
    ] == []


def test_names_that_differ_are_not_warned_of(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "vendors")
    assert [text for text in warnings(screen) if "look alike" in text] == []


def warnings(screen: Screen) -> list[str]:
    return screen.shown("warning")

"""A page has one filled button: what is to be done on it next."""

import pytest

from selection.web.process import service
from selection.workshop.events import Edit
from tests.app.screens import Screen
from tests.decisions import small_decision, token
from tests.meetings import Meeting, meeting


def filled(screen: Screen) -> list[str]:
    return [one.label for one in screen.at.button if one.proto.type == "primary"]


@pytest.mark.parametrize(
    ("page", "label"), [("vendors", "Next: answers"), ("needs", "Next: criteria and weights")]
)
def test_where_something_is_entered_the_way_on_is_filled(visitor: str, page: str, label: str) -> None:
    session = service().open_session(visitor, small_decision())
    assert filled(Screen(visitor, session, page)) == [label]


@pytest.mark.parametrize(("page", "label"), [("vendors", "Add"), ("needs", "Add the chosen")])
def test_where_nothing_is_entered_yet_to_add_something_is_filled(visitor: str, page: str, label: str) -> None:
    nothing = small_decision().model_copy(
        update={"offers": (), "needs": (), "answers": {}, "scores": {}, "reference_calls": (), "bids": ()}
    )
    session = service().open_session(visitor, nothing)
    assert filled(Screen(visitor, session, page)) == [label]


def at_the_door(found: Meeting, *names: str) -> None:
    code = service().make_link(found.facilitator, found.session, "code", found.state.version)
    for name in names:
        service().join(token(name), code.secret)


def test_who_waits_is_let_in_by_the_one_filled_button() -> None:
    found = meeting(service())
    at_the_door(found, "ann")
    screen = Screen(found.facilitator, found.session, "participants")
    assert filled(screen) == ["Let in"]
    at_the_door(found, "ben")
    assert filled(screen.run()) == ["Let all in"]
    screen.press("Let all in")
    assert len(found.state.proceedings.members) == 2
    assert filled(screen) == []


def test_while_nobody_waits_to_make_the_members_link_is_filled(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    found = Meeting(service(), session, visitor)
    found.edit(Edit("procedure", (), "formal"))
    screen = Screen(visitor, session, "participants")
    assert filled(screen) == ["Make the link"]
    screen.press("Make the link")
    assert filled(screen) == []

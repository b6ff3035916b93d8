"""The wall: what the whole room sees, and what it never does."""

from streamlit.testing.v1 import AppTest

from selection.web.process import service
from selection.web.ways_in import remember
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from selection.workshop.moderation import agree_tier
from tests.app.screens import PATIENCE, Screen, written
from tests.app.test_workshop import at_needs, everything_shown, locked, revealed
from tests.decisions import small_decision, token
from tests.meetings import SINCE, Meeting, guest, meeting, once
from tests.rooms import NOTHING

__all__ = ["at_needs", "revealed"]

CONTROLS = ("button", "selectbox", "text_input", "text_area", "toggle", "checkbox", "radio", "multiselect")


def draw() -> None:
    """Draw the wall alone: who doesn't lead can't be sent there from the start page."""
    import streamlit as st

    from selection.views.desk import Visitor, desk_of
    from selection.views.wall import page
    from selection.words import Words

    desk = desk_of(Visitor(st.session_state["token"], Words("en")), st.session_state["s"])
    if desk is not None:
        page(desk)


def wall(found: Meeting, who: str = "") -> Screen:
    return Screen(who or found.facilitator, found.session, "wall")


def controls(screen: Screen) -> list[str]:
    return [kind for kind in CONTROLS if len(getattr(screen.at, kind))]


def test_the_wall_has_nothing_to_press_and_no_sidebar(at_needs: Meeting) -> None:
    screen = wall(at_needs)
    assert controls(screen) == []
    assert len(screen.at.sidebar) == 0


def test_before_a_workshop_begins_the_wall_says_so(visitor: str) -> None:
    session = service().open_session(visitor, small_decision("Our CRM"))
    screen = Screen(visitor, session, "wall")
    assert (screen.title, controls(screen)) == ("Our CRM", [])


def test_while_a_round_is_open_the_wall_shows_how_many_handed_in(at_needs: Meeting) -> None:
    screen = wall(at_needs)
    assert screen.title == "What must it be able to do?"
    assert "## 1 of 2 handed in" in screen.shown("markdown")
    assert "must" not in everything_shown(screen).replace("What must it be able to do?", "")


def test_after_the_reveal_it_shows_what_is_contested_without_names(revealed: Meeting) -> None:
    screen = wall(revealed)
    assert screen.shown("subheader") == ["1 point to talk about"]
    said = "**must** :blue[■] 1\u2003**nice to have** :blue[■] 1"
    assert f"**It can do N2**  \n{said}" in screen.shown("markdown")
    assert all(name not in everything_shown(screen) for name in ("Dana", "Yael"))


def test_once_all_is_agreed_the_wall_says_that_nothing_is_left(revealed: Meeting) -> None:
    present = [member.id for member in revealed.state.proceedings.members]
    revealed.edit(*agree_tier(revealed.state, "round-1", "N2", "nice", "It can wait", present))
    screen = wall(revealed)
    assert screen.shown("subheader") == ["Nothing is left to talk about", "1 agreed"]
    assert ":green-badge[✓ nice to have] It can do N2" in screen.shown("markdown")


def test_between_rounds_the_wall_says_that_the_next_one_comes() -> None:
    found = meeting(service(), "dana")
    found.turn_to("needs")
    assert "The next round opens in a moment." in wall(found).shown("markdown")


def test_while_people_join_the_wall_shows_the_code_and_how_many_are_here() -> None:
    found = meeting(service(), "dana", "yael")
    made = service().make_link(found.facilitator, found.session, "code", found.state.version)
    remember(found.session, "code", made)
    screen = wall(found)
    assert screen.title == "Join now. What is this about?"
    shown = screen.shown("markdown")
    assert f"## {made.secret[:4]}-{made.secret[4:]}" in shown
    assert "## 2 are here" in shown


def test_the_wall_says_when_it_was_locked() -> None:
    found = locked("dana")
    before = meeting(service(), "dana")
    for phase in ("needs", "weights", "lock"):
        before.turn_to(phase)
    lock = found.state.proceedings.lock
    assert lock is not None
    assert f"{lock.hash[:16]}…" in wall(found).shown("caption")
    assert wall(before).shown("subheader") == []


def test_who_passes_the_gates_stands_apart_from_of_whom_it_is_open() -> None:
    found = locked("dana")
    none = dict.fromkeys(must_declare_on(found.state.decision), NOTHING)
    service().declare(found.facilitator, found.session, none, once())
    found.turn_to("answers")
    rules = found.state.proceedings.rules.model_copy(update={"agenda": "second"})
    stand = {"phase": "scores", "since": SINCE, "step": 0, "step_since": SINCE}
    found.edit(Edit("rules", (), rules), Edit("stand", (), stand))
    screen = wall(found)
    assert screen.title == "Who meets every must?"
    assert screen.shown("subheader") == [":orange-badge[? open] 1", ":red-badge[✕ excluded] 1"]
    names = [text for text in screen.shown("markdown") if "(fictional)" in text]
    assert len(names) == len(set(names)) == 2


def test_an_observers_window_may_be_on_the_projector(at_needs: Meeting) -> None:
    made = service().make_link(
        at_needs.facilitator, at_needs.session, "personal", at_needs.state.version, guest("eye", "observer")
    )
    observer = token("observer of the wall")
    service().join(observer, made.secret)
    at = AppTest.from_function(draw, default_timeout=PATIENCE)
    at.session_state["token"], at.session_state["s"] = observer, at_needs.session
    at.run()
    assert "## 1 of 2 handed in" in [written(element.value) for element in at.markdown]
    assert Screen(observer, at_needs.session).at.session_state["pages"]["wall"].title == "Wall"


def test_a_member_who_opens_the_wall_sees_their_own_page(at_needs: Meeting) -> None:
    screen = Screen(at_needs.members["dana"], at_needs.session)
    assert screen.at.session_state["pages"]["wall"].title == "wall"

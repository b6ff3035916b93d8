"""An observer sees what is open to everybody, and has nothing to press."""

from selection.web.process import service
from tests.app.members import with_scores, with_tiers, workshop
from tests.app.screens import Screen, read, table
from tests.app.test_workshop import leading
from tests.decisions import token
from tests.meetings import Meeting, guest


def watching(found: Meeting) -> Screen:
    way = service().make_link(
        found.facilitator, found.session, "personal", found.state.version, guest("watcher", "observer")
    )
    service().join(token("watcher"), way.secret)
    return Screen(token("watcher"), found.session)


def test_an_observer_is_told_what_goes_on_and_has_nothing_to_press() -> None:
    screen = watching(workshop("ann"))
    assert screen.title == "A CRM for a small team"
    assert "**Now: the scope.** We settle what this is about." in screen.shown("markdown")
    assert "Nothing has been revealed yet." in screen.shown("markdown")
    assert [len(screen.at.get(kind)) for kind in ("button", "text_input", "toggle", "checkbox")] == [0] * 4


def test_an_observer_sees_nothing_of_a_round_before_its_reveal_and_all_of_it_after() -> None:
    found = with_tiers("ann", "ben")
    found.judge("ann", "r1", tiers={"N1": "must"})
    found.judge("ben", "r1", tiers={"N1": "must"})
    screen = watching(found)
    assert [expander.label for expander in screen.at.expander] == []
    for state in ("closed", "revealed"):
        found.move("r1", state)
    screen.run()
    assert [expander.label for expander in screen.at.expander] == ["What we said: Tiers of needs, round 1"]
    shown = [text.replace("**", "") for text in screen.shown("markdown")]
    assert "It can do N1  \nMust ■■ 2 · 2 of 2 judged" in shown
    assert [text for text in shown if "You said" in text] == []


def test_an_observer_declares_on_their_own_page_before_seeing_anything_of_a_bidder() -> None:
    found = with_scores("ann", declared=("ann",))
    screen = watching(found)
    assert "0 of 3 declared. Nobody sees answers before." in screen.shown("caption")
    screen.press("Declare").press("No, with none")
    assert service().state(token("watcher"), found.session).to_declare == ()
    screen.press("My page")
    assert [button.label for button in screen.at.button] == ["My declarations of interest"]
    told = leading(found, "interests")
    rows = table(read(told.at.table[0]), ("Who", "Declared"))
    assert [declared.replace("\u00a0", " ") for _who, declared in rows] == ["3 of 3", "3 of 3", "3 of 3"]


def test_once_declared_an_observer_may_read_and_change_it() -> None:
    found = with_scores("ann", declared=("ann",))
    screen = watching(found).press("Declare").press("No, with none").press("My page")
    screen.press("My declarations of interest")
    assert screen.title == "Your declarations"

"""Who leads and has not declared is told so above every page, and one press shows what was kept back."""

import pytest

from selection.web.process import service
from selection.workshop.events import Edit
from tests.app.members import with_scores
from tests.app.screens import Screen, read, table
from tests.decisions import small_decision, token
from tests.meetings import Meeting, guest

SECOND = token("second")
LINE = (
    ":material/visibility_off: Nothing that is known of 3 bidders is shown to you, or counted here, "
    "before you have said what you have to do with them."
)
REFUSED = (
    "This shows what is known of every bidder. Say first what you have to do with: "
    "Northstar (fictional) Pro, Harbour (fictional) Basic, Aleph (fictional). "
    "Declare your interest, or that there is none."
)


@pytest.fixture
def found() -> Meeting:
    """A workshop at its scores, to which a second facilitator has come."""
    held = with_scores("ann", declared=("ann",))
    said = guest("second", "facilitator")
    way = service().make_link(held.facilitator, held.session, "personal", held.state.version, said)
    service().join(SECOND, way.secret)
    return held


def everything(screen: Screen) -> str:
    return "\n".join((*screen.shown("markdown"), *screen.shown("info"), *screen.shown("caption")))


@pytest.mark.parametrize("where", ["scope", "needs", "criteria", "vendors", "risks", "plan", "log"])
def test_above_every_page_it_is_said_that_something_is_kept_back(found: Meeting, where: str) -> None:
    assert LINE in Screen(SECOND, found.session, where).shown("markdown")
    assert LINE not in Screen(found.facilitator, found.session, where).shown("markdown")


@pytest.mark.parametrize("where", ["answers", "money", "results", "sure", "documents"])
def test_in_place_of_what_rests_on_every_bidder_stands_the_way_to_declare(found: Meeting, where: str) -> None:
    screen = Screen(SECOND, found.session, where)
    assert screen.title == "What do you have to do with the bidders?"
    assert REFUSED in screen.lines()
    assert [one.label for one in screen.at.button if one.proto.type == "primary"] == [
        "Declare your own interests"
    ]
    assert Screen(found.facilitator, found.session, where).title != screen.title


def test_one_press_leads_to_the_question_and_another_answers_it(found: Meeting) -> None:
    screen = Screen(SECOND, found.session, "results").press(key="declare-now")
    assert screen.title == "What now?"
    assert LINE not in screen.shown("markdown")
    screen.press("No, with none")
    assert service().state(SECOND, found.session).to_declare == ()
    assert LINE not in Screen(SECOND, found.session, "results").shown("markdown")
    assert REFUSED not in everything(Screen(SECOND, found.session, "results"))


def test_what_is_to_be_pressed_next_is_to_declare_and_everybody_who_leads_is_listed(found: Meeting) -> None:
    screen = Screen(SECOND, found.session, "workshop")
    assert screen.widget("button", "Declare your own interests").key == "main-action"
    screen.press(key="main-action")
    rows = table(read(screen.at.table[0]), ("Who", "Declared"))
    assert [declared.replace("\u00a0", " ") for _who, declared in rows] == ["3 of 3", "0 of 3", "3 of 3"]


def test_the_session_file_is_refused_in_a_sentence_and_given_once_declared(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    Meeting(service(), session, visitor).edit(
        Edit("procedure", (), "formal"),
        Edit("stand", (), {"phase": "scope", "since": "2026-11-22T09:00:00Z"}),
    )
    screen = Screen(visitor).press(key=f"export-{session}")
    assert screen.shown("error") == [REFUSED]
    Meeting(service(), session, visitor).declare_nothing()
    screen = Screen(visitor).press(key=f"export-{session}")
    assert screen.shown("error") == []
    (given,) = (one.label for one in screen.at.get("download_button"))
    assert given.replace("\\", "") == "Download a-crm-for-a-small-team.zip"


def test_a_decision_of_which_something_is_kept_back_is_not_duplicated(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    Meeting(service(), session, visitor).edit(
        Edit("procedure", (), "formal"),
        Edit("stand", (), {"phase": "scope", "since": "2026-11-22T09:00:00Z"}),
    )
    screen = Screen(visitor).press(key=f"duplicate-{session}")
    assert screen.shown("error") == [REFUSED]
    assert len(service().my_sessions(visitor)) == 1


def test_alone_nobody_is_led_to_declare(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    for where in ("results", "documents", "workshop"):
        screen = Screen(visitor, session, where)
        assert [one for one in screen.at.button if one.key == "declare-now"] == []


def test_where_the_order_is_set_aside_the_question_is_still_asked(found: Meeting) -> None:
    entry = {"id": "L1", "day": "2026-11-22", "stage": "process", "text": "Open", "reason": "So"}
    found.edit(Edit("log", ("L1",), {**entry, "overrides": "formal"}), Edit("procedure", (), "open"))
    screen = Screen(SECOND, found.session, "results").press(key="declare-now").press("No, with none")
    assert service().state(SECOND, found.session).to_declare == ()
    assert LINE not in screen.shown("markdown")

"""The list of sessions: used once more, put away, lent as a template, and taken in from a file."""

from selection.catalogue.starting import template_of
from selection.model.decision import Decision
from selection.web.process import service
from selection.workshop.service import SessionSummary
from tests.app.screens import Screen
from tests.decisions import small_decision, token
from tests.meetings import meeting


def opened(visitor: str, screen: Screen) -> Decision:
    assert screen.session is not None
    return service().state(visitor, screen.session).decision


def test_a_duplicate_is_the_same_decision_in_a_session_of_its_own(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    screen = Screen(visitor).press(key=f"duplicate-{session}")
    assert screen.session != session
    expected = small_decision().model_copy(update={"title": f"{small_decision().title} (copy)"})
    assert opened(visitor, screen) == expected


def test_a_new_session_from_one_takes_over_how_is_judged_and_nothing_of_whom(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    screen = Screen(visitor).press(key=f"template-{session}")
    found = opened(visitor, screen)
    assert found == template_of(small_decision(), str(small_decision().title))
    assert found.criteria == small_decision().criteria
    assert [need.text for need in found.needs] == [need.text for need in small_decision().needs]
    assert (found.platforms, found.integrators, found.answers, found.scores) == ((), (), {}, {})
    people = [(need.owner, need.author, need.reason) for need in found.needs]
    assert set(people) == {(None, None, None)}


def test_what_is_put_away_leaves_the_list_and_can_be_taken_out_again(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    away = Screen(visitor).press(key=f"archive-{session}")
    assert [expander.label for expander in away.at.expander] == ["Put away (1)"]
    back = away.press(key=f"archive-{session}")
    assert [expander.label for expander in back.at.expander] == []


def test_a_member_sees_the_session_in_the_list_and_may_not_put_it_away(visitor: str) -> None:
    found = meeting(service(), "dana")
    screen = Screen(token("dana"))
    assert "you take part" in screen.shown("caption")
    assert f"archive-{found.session}" not in [button.key for button in screen.at.button]


def test_a_session_file_is_taken_in_where_the_session_is_not(visitor: str) -> None:
    session = service().open_session(visitor, small_decision())
    file = service().export(visitor, session)
    service().delete_session(visitor, session)
    screen = Screen(visitor)
    screen.at.file_uploader[1].upload("session.zip", file, "application/zip").run()
    screen.press(key="take-in")
    assert screen.session == session
    assert opened(visitor, screen) == small_decision()


def test_a_file_that_is_no_session_is_refused_in_a_sentence(visitor: str) -> None:
    screen = Screen(visitor)
    screen.at.file_uploader[1].upload("session.zip", b"nothing", "application/zip").run()
    screen.press(key="take-in")
    assert screen.shown("error") == [
        "This is no exported session. Choose a file that was exported from a session."
    ]


def test_sessions_of_the_same_name_are_told_apart_by_the_minute(visitor: str) -> None:
    for title in ("Our CRM", "Our CRM", "Another"):
        service().open_session(visitor, small_decision(title))
    changed = [text for text in Screen(visitor).shown("caption") if text.startswith("changed ")]
    assert [":" in text for text in changed] == [summary.title == "Our CRM" for summary in listed(visitor)]


def listed(visitor: str) -> list[SessionSummary]:
    return [summary for summary in service().my_sessions(visitor) if not summary.archived]

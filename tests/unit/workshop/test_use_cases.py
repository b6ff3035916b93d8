"""What a use case writes, it writes in one transaction; what is refused is logged, without secrets."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from selection.errors import NotFound, PermissionDenied
from selection.workshop.permissions import MAY, Phase, token_hash
from tests.decisions import small_decision, token
from tests.rooms import PEOPLE, Room, entered, staged
from tests.use_cases import ON_A_SESSION, UseCase

DONE_IN: dict[str, tuple[Phase, str]] = {
    "judge": ("scores", "member"),
    "hand_in_all": ("scores", "member"),
    "enter_in_round": ("scores", "member"),
    "enter_slip": ("weights", "facilitator"),
    "move_round": ("needs", "facilitator"),
    "dissent": ("decision", "member"),
    "respond": ("answers", "respondent"),
    "lock": ("lock", "facilitator"),
    "amend": ("answers", "facilitator"),
    "decide": ("decision", "facilitator"),
    "declare": ("scope", "member"),
    "introduce": ("scope", "waiting"),
    "decision_under": ("scores", "observer"),
}
"""When, and by whom, a use case can be carried out; others at any time by the facilitator."""


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[Phase, tuple[Path, Room]]:
    return staged(tmp_path_factory.mktemp("rooms"))


@pytest.fixture
def copies(stores: dict[Phase, tuple[Path, Room]], tmp_path: Path) -> Iterator[dict[Phase, Room]]:
    """Rooms of one's own, opened when they are entered."""

    class Copies(dict[Phase, Room]):
        def __missing__(self, phase: Phase) -> Room:
            self[phase] = entered(*stores[phase], tmp_path, f"{phase}")
            return self[phase]

    found = Copies()
    yield found
    for room in found.values():
        room.service.close()


def events_of(folder: Path, phase: Phase) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(folder / f"{phase}.db")) as connection:
        return connection.execute("SELECT seq, submission FROM events ORDER BY seq").fetchall()


@pytest.mark.parametrize("name", [name for name in ON_A_SESSION if name not in ("undo", "delete_session")])
def test_a_use_case_writes_its_events_as_one_submission_or_none(
    copies: dict[Phase, Room], tmp_path: Path, name: str
) -> None:
    case: UseCase = ON_A_SESSION[name]
    phase, who = DONE_IN.get(name, ("scope", "facilitator"))
    room = copies[phase]
    before = events_of(tmp_path, phase)
    case.attempt(room, PEOPLE[who])  # type: ignore[index]
    after = events_of(tmp_path, phase)
    written = after[len(before) :]
    assert (after[: len(before)], len(written)) == (before, case.writes)
    assert len({submission for _seq, submission in written}) == min(case.writes, 1)


def test_an_undo_writes_one_event_for_each_it_takes_back(copies: dict[Phase, Room], tmp_path: Path) -> None:
    ON_A_SESSION["undo"].attempt(copies["scope"], PEOPLE["facilitator"])
    assert len({submission for _seq, submission in events_of(tmp_path, "scope")[-2:]}) == 2


def test_beginning_a_session_writes_one_event_and_looking_at_what_one_has_none(
    copies: dict[Phase, Room], tmp_path: Path
) -> None:
    room = copies["scope"]
    before = len(events_of(tmp_path, "scope"))
    room.service.open_session(token("another"), small_decision())
    assert len(events_of(tmp_path, "scope")) == before + 1
    room.service.my_sessions(token("another"))
    room.service.store_version()
    room.service.seat_by(token("new"), room.secrets["members"])
    assert len(events_of(tmp_path, "scope")) == before + 1
    room.service.join(token("new"), room.secrets["members"])
    assert len(events_of(tmp_path, "scope")) == before + 2


def test_deleting_leaves_no_event(copies: dict[Phase, Room], tmp_path: Path) -> None:
    ON_A_SESSION["delete_session"].attempt(copies["scores"], PEOPLE["facilitator"])
    assert events_of(tmp_path, "scores") == []


REFUSED = [
    (name, case.action, who)
    for name, case in ON_A_SESSION.items()
    for who in ("member", "observer", "respondent", "waiting")
    if case.action is not None and case.action not in MAY[who] and name != "undo"
]


@pytest.mark.parametrize("who", ["member", "observer", "respondent", "waiting"])
def test_what_is_refused_is_logged_with_who_and_what_and_no_secret(
    copies: dict[Phase, Room], caplog: pytest.LogCaptureFixture, who: str
) -> None:
    room = copies["scores"]
    me = room.id_of(PEOPLE[who])  # type: ignore[index]
    secrets = {*PEOPLE.values(), *map(token_hash, PEOPLE.values()), *room.secrets.values()}
    for name, action, refused in REFUSED:
        if refused == who:
            caplog.clear()
            with caplog.at_level(logging.INFO), pytest.raises(PermissionDenied):
                ON_A_SESSION[name].attempt(room, PEOPLE[who])  # type: ignore[index]
            said = [record.getMessage() for record in caplog.records]
            assert said == [f"refused {action} to {me} in session {room.session}"]
            assert not [secret for secret in secrets if secret in caplog.text]


def test_visitors_without_a_seat_are_logged_without_what_they_came_with(
    copies: dict[Phase, Room], caplog: pytest.LogCaptureFixture
) -> None:
    room = copies["scores"]
    with caplog.at_level(logging.INFO):
        for who in (token("nobody"), PEOPLE["stranger"]):
            with pytest.raises(NotFound):
                room.service.state(who, room.session)
    unknown, removed = (record.getMessage() for record in caplog.records)
    assert unknown == "refused a visitor without a seat"
    assert removed.endswith(f", who was removed, in session {room.session}")
    assert not [secret for secret in (token("nobody"), PEOPLE["stranger"]) if secret in caplog.text]


def test_what_is_allowed_is_not_logged_as_refused(
    copies: dict[Phase, Room], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        copies["scores"].service.state(PEOPLE["observer"], copies["scores"].session)
    assert caplog.records == []


def test_a_failed_attempt_to_join_is_logged_without_what_was_tried(
    copies: dict[Phase, Room], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(NotFound):
        copies["scope"].service.join(token("guesser"), "ABCDEFGH")
    assert [record.getMessage() for record in caplog.records] == ["refused a seat: the link leads nowhere"]
    assert "ABCDEFGH" not in caplog.text

"""The use cases: who gets in, what is written, what is refused, and what is shown."""

import sqlite3
from pathlib import Path

import pytest

from selection.errors import (
    DecisionError,
    NotFound,
    PermissionDenied,
    SessionError,
    StaleVersion,
)
from selection.model.consistency import check
from selection.storage.rows import Seat, Submission
from selection.storage.store import Store
from selection.workshop.changes import take_in
from selection.workshop.events import Edit
from selection.workshop.permissions import token_hash
from selection.workshop.service import Service, sessions_home
from tests.decisions import answer, need, small_decision, token
from tests.unit.workshop.edits import EDITS

RETITLED = Edit("title", (), "B")


def events_in(file: Path) -> int:
    with sqlite3.connect(file) as connection:
        found = connection.execute("SELECT count(*) FROM events").fetchone()[0]
    connection.close()
    return int(found)


def test_a_session_shows_the_decision_it_was_opened_with(service: Service, ann: str, session: str) -> None:
    state = service.state(ann, session)
    assert (state.decision, state.version) == (small_decision(), 1)


def test_a_decision_that_contradicts_itself_opens_no_session(service: Service, ann: str, file: Path) -> None:
    contradictory = small_decision().model_copy(update={"phases": ()})
    with pytest.raises(DecisionError) as caught:
        service.open_session(ann, contradictory)
    assert caught.value.code == "unknown_phase"
    assert events_in(file) == 0


@pytest.mark.parametrize("visitor", ["", "alice", "a" * 44])
def test_a_visitor_without_a_token_owns_nothing(service: Service, visitor: str) -> None:
    with pytest.raises(PermissionDenied) as caught:
        service.open_session(visitor, small_decision())
    assert caught.value.code == "visitor_unknown"
    assert service.my_sessions(visitor) == ()


def test_a_visitor_lists_their_own_sessions_last_changed_first(service: Service, ann: str) -> None:
    first, second = (service.open_session(ann, small_decision(title)) for title in ("First", "Second"))
    service.open_session(token("bob"), small_decision("Bob's"))
    service.submit(ann, first, Edit("title", (), "First again"), 1, "x1")
    listed = service.my_sessions(ann)
    assert [(s.id, s.title, s.version) for s in listed] == [(first, "First again", 2), (second, "Second", 1)]
    assert [(s.created[11:19], s.updated[11:19]) for s in listed] == [
        ("09:00:01", "09:00:04"),
        ("09:00:02", "09:00:02"),
    ]


@pytest.mark.parametrize(
    "edit", [edit for edit in EDITS if edit.section != "procedure"], ids=lambda edit: edit.section
)
def test_every_section_but_the_procedure_can_be_submitted_and_undone(
    service: Service, ann: str, edit: Edit
) -> None:
    wanted = [edit]
    if edit.section == "bid":
        wanted.insert(0, Edit("mode", (), "tender"))
    session = service.open_session(ann, small_decision())
    receipt = service.submit(ann, session, wanted, 1, "x1")
    assert service.state(ann, session).version == receipt.version == 1 + len(wanted)
    service.undo(ann, session, receipt.version)
    assert service.state(ann, session).decision == small_decision()


def test_a_receipt_is_the_head_of_the_history(service: Service, ann: str, session: str) -> None:
    receipt = service.submit(ann, session, RETITLED, 1, "x1")
    assert service.verify(ann, session, [receipt]) == receipt
    assert [h.hash for h in service.history(ann, session)][receipt.seq - 1] == receipt.hash


def test_a_submission_is_written_whole_or_not_at_all(
    service: Service, ann: str, session: str, file: Path
) -> None:
    with pytest.raises(NotFound):
        service.submit(ann, session, [RETITLED, Edit("need", ("nobody",))], 1, "x1")
    assert events_in(file) == 1
    assert service.state(ann, session).decision == small_decision()


def test_an_empty_submission_is_refused(service: Service, ann: str, session: str) -> None:
    with pytest.raises(SessionError, match="nothing_submitted"):
        service.submit(ann, session, [], 1, "x1")


@pytest.mark.parametrize("name", ["", "x" * 201, "a\nb", "half \ud83d"])
def test_an_unusable_submission_id_is_refused(service: Service, ann: str, session: str, name: str) -> None:
    with pytest.raises(SessionError) as caught:
        service.submit(ann, session, RETITLED, 1, name)
    assert (caught.value.code, caught.value.where) == ("name_unusable", "submission_id")


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_whoever_has_not_seen_the_newest_version_is_told_both(
    service: Service, ann: str, session: str, expected: int
) -> None:
    service.submit(ann, session, RETITLED, 1, "x1")
    with pytest.raises(StaleVersion) as caught:
        service.submit(ann, session, Edit("title", (), "C"), expected, "x2")
    assert caught.value.figures == {"expected": expected, "found": 2}
    with pytest.raises(StaleVersion) as caught:
        service.undo(ann, session, expected)
    assert caught.value.figures == {"expected": expected, "found": 2}
    assert service.state(ann, session).decision.title == "B"


def test_a_change_that_contradicts_the_rest_is_refused(
    service: Service, ann: str, session: str, file: Path
) -> None:
    with pytest.raises(DecisionError) as caught:
        service.submit(ann, session, Edit("phase", ("P1",)), 1, "x1")
    assert (caught.value.code, caught.value.where) == ("unknown_phase", "needs.N1.phase")
    assert events_in(file) == 1


def test_changes_that_agree_only_together_are_taken_together(
    service: Service, ann: str, session: str
) -> None:
    edits = [Edit("phase", ("P1",)), Edit("need", ("N1",), need("N1"))]
    assert service.submit(ann, session, edits, 1, "x1").version == 3


def test_a_contradiction_that_was_there_before_does_not_stop_other_changes(tmp_path: Path, ann: str) -> None:
    """As when a newer version of the program is stricter than the one that took the decision in."""
    contradictory = small_decision().model_copy(update={"phases": ()})
    assert [error.code for error in check(contradictory)] == ["unknown_phase"]
    store = Store(f"sqlite:///{tmp_path}/old.db")
    session, time = "0123456789abcdef", "2026-11-22T09:00:00.000000Z"
    steps = take_in(session, contradictory, "a1", time).steps
    store.open_session(session, "a1", Submission("x0", steps, "Old", time, (Seat(token_hash(ann), "a1"),)))
    service = Service(store)
    assert service.submit(ann, session, RETITLED, 1, "x1").version == 2
    with pytest.raises(DecisionError, match="unknown_goal"):
        service.submit(ann, session, Edit("goal", ("G1",)), 2, "x2")
    service.close()


def test_sending_a_submission_again_changes_nothing_and_gives_the_same_receipt(
    service: Service, ann: str, session: str, file: Path
) -> None:
    wanted = [RETITLED, Edit("answer", ("harbour-basic", "N1"), answer(by="Dana Levi"))]
    receipt = service.submit(ann, session, wanted, 1, "x1")
    later = service.submit(ann, session, Edit("mode", (), "tender"), 3, "x2")
    assert service.submit(ann, session, wanted, 1, "x1") == receipt
    assert service.submit(ann, session, wanted, later.version, "x1") == receipt
    assert events_in(file) == 4


@pytest.mark.parametrize(
    "other",
    [
        [Edit("title", (), "C")],
        [RETITLED, RETITLED],
        [Edit("mode", (), "tender")],
    ],
)
def test_a_submission_id_is_not_used_for_something_else(
    service: Service, ann: str, session: str, file: Path, other: list[Edit]
) -> None:
    service.submit(ann, session, RETITLED, 1, "x1")
    with pytest.raises(SessionError) as caught:
        service.submit(ann, session, other, 2, "x1")
    assert (caught.value.code, caught.value.where) == ("submission_reused", "x1")
    assert events_in(file) == 2


def test_the_same_submission_id_means_nothing_in_another_session(
    service: Service, ann: str, session: str
) -> None:
    other = service.open_session(ann, small_decision())
    service.submit(ann, session, RETITLED, 1, "x1")
    service.submit(ann, other, Edit("title", (), "C"), 1, "x1")
    assert [service.state(ann, s).decision.title for s in (session, other)] == ["B", "C"]


def test_undoing_again_goes_further_back_until_nothing_is_left(
    service: Service, ann: str, session: str
) -> None:
    for version, title in enumerate(("B", "C", "D"), start=1):
        service.submit(ann, session, Edit("title", (), title), version, title)
    seen = []
    for version in (4, 5, 6):
        service.undo(ann, session, version)
        seen.append(service.state(ann, session).decision.title)
    assert seen == ["C", "B", small_decision().title]
    with pytest.raises(SessionError, match="nothing_to_undo"):
        service.undo(ann, session, 7)


def test_what_is_entered_after_an_undo_is_undone_next(service: Service, ann: str, session: str) -> None:
    service.submit(ann, session, Edit("title", (), "B"), 1, "x1")
    service.submit(ann, session, Edit("title", (), "C"), 2, "x2")
    service.undo(ann, session, 3)
    service.submit(ann, session, Edit("title", (), "D"), 4, "x3")
    titles = []
    for version in (5, 6):
        service.undo(ann, session, version)
        titles.append(service.state(ann, session).decision.title)
    assert titles == ["B", small_decision().title]


def test_what_was_submitted_together_is_undone_together(service: Service, ann: str, session: str) -> None:
    service.submit(ann, session, RETITLED, 1, "x1")
    service.submit(ann, session, [Edit("mode", (), "tender"), Edit("need", ("N1",))], 2, "x2")
    service.undo(ann, session, 4)
    decision = service.state(ann, session).decision
    assert decision == small_decision("B")


def test_the_history_tells_what_happened(service: Service, ann: str, session: str) -> None:
    given = answer(by="Dana Levi")
    service.submit(ann, session, Edit("answer", ("harbour-basic", "N1"), given), 1, "x1")
    service.undo(ann, session, 2)
    told = [(h.seq, h.kind, h.key, h.value, h.undoes, h.time) for h in service.history(ann, session)]
    assert told == [
        (1, "decision_taken_in", (), None, None, "2026-11-22T09:00:01.000000Z"),
        (2, "answer_set", ("harbour-basic", "N1"), given, None, "2026-11-22T09:00:02.000000Z"),
        (3, "answer_set", ("harbour-basic", "N1"), None, 2, "2026-11-22T09:00:03.000000Z"),
    ]


def test_what_another_process_wrote_is_seen(service: Service, ann: str, session: str, file: Path) -> None:
    assert service.state(ann, session).version == 1
    beside = Service(Store(f"sqlite:///{file}"))
    beside.submit(ann, session, RETITLED, 1, "x1")
    assert service.state(ann, session) == beside.state(ann, session)
    assert service.state(ann, session).decision.title == "B"
    beside.close()


def test_deleting_a_session_takes_it_and_leaves_the_others(service: Service, ann: str, session: str) -> None:
    other = service.open_session(ann, small_decision("Another"))
    service.state(ann, session)
    service.delete_session(ann, session)
    assert [listed.id for listed in service.my_sessions(ann)] == [other]
    with pytest.raises(NotFound):
        service.state(ann, session)
    assert service.state(ann, other).decision == small_decision("Another")


def test_sessions_live_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path))
    assert sessions_home() == f"sqlite:///{tmp_path}/sessions.db"

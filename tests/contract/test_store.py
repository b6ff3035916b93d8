"""What every store must do, whichever database it stands on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.errors import NotFound, StaleVersion, StorageError
from selection.storage.store import Draft, Store, Submission
from selection.workshop.audit import Head, link, verify
from selection.workshop.contents import Content, put_aside
from selection.workshop.events import Event, Step, to_bytes
from tests.databases import DATABASES

TIME, LATER, LAST = (f"2026-11-22T{hour}:00:00.000000Z" for hour in ("09", "10", "11"))
SESSION, OTHER = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return DATABASES[request.param](tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    opened.open_session(SESSION, "a1", "h1", submission("x0", 1))
    yield opened
    opened.close()


def step(seq: int, *contents: Content, session: str = SESSION) -> Step:
    event = Event(session, seq, "title_set", 1, "a1", TIME, {"key": [], "value": f"Title {seq}"})
    return Step(to_bytes(event), contents)


def submission(name: str, first: int, *more: int, session: str = SESSION, time: str = TIME) -> Submission:
    steps = tuple(step(seq, session=session) for seq in (first, *more))
    return Submission(name, steps, f"Title {(first, *more)[-1]}", time)


def test_a_new_session_is_listed_with_its_first_event(store: Store) -> None:
    row = store.session(SESSION)
    first = link(Head().hash, step(1).event)
    assert row is not None
    assert (row.id, row.owner, row.owner_hash, row.title) == (SESSION, "a1", "h1", "Title 1")
    assert (row.created, row.updated, row.head) == (TIME, TIME, Head(1, first))


def test_a_session_nobody_opened_is_not_there(store: Store) -> None:
    assert store.session(OTHER) is None
    with pytest.raises(NotFound):
        store.tail(OTHER)
    with pytest.raises(NotFound):
        store.append(OTHER, 0, submission("x1", 1))
    with pytest.raises(NotFound):
        store.save_draft(OTHER, "a1", "N1", Draft(1, b"x", TIME))


def test_a_session_is_not_opened_twice_under_one_id(store: Store) -> None:
    with pytest.raises(StorageError):
        store.open_session(SESSION, "a2", "h2", submission("x9", 1))
    row = store.session(SESSION)
    assert row is not None
    assert (row.owner, len(store.tail(SESSION).records)) == ("a1", 1)


def test_events_come_back_as_the_bytes_that_were_written_in_an_unbroken_chain(store: Store) -> None:
    written = store.append(SESSION, 1, submission("x1", 2, 3))
    tail = store.tail(SESSION)
    assert tail.records[1:] == written
    assert [record.bytes for record in tail.records] == [step(n).event for n in (1, 2, 3)]
    assert [record.submission for record in tail.records] == ["x0", "x1", "x1"]
    assert verify(SESSION, tail.records) == tail.head == Head(3, written[-1].hash)


def test_only_the_tail_is_given_when_only_the_tail_is_asked_for(store: Store) -> None:
    content, _ = put_aside("Dana")
    store.append(SESSION, 1, Submission("x1", (step(2, content),), "T", TIME))
    store.append(SESSION, 2, submission("x2", 3))
    assert [r.seq for r in store.tail(SESSION, 1).records] == [2, 3]
    assert dict(store.tail(SESSION, 1).contents) == {content.hash: content}
    assert ([r.seq for r in store.tail(SESSION, 2).records], store.tail(SESSION, 2).contents) == ([3], {})


def test_the_list_follows_what_is_written(store: Store) -> None:
    store.append(SESSION, 1, submission("x1", 2, time=LATER))
    row = store.session(SESSION)
    assert row is not None
    assert (row.title, row.created, row.updated) == ("Title 2", TIME, LATER)


def test_an_owners_sessions_are_listed_last_changed_first(store: Store) -> None:
    store.open_session(OTHER, "a2", "h1", submission("x0", 1, session=OTHER, time=LATER))
    store.open_session("aaaaaaaaaaaaaaaa", "a3", "h3", submission("x0", 1, session="aaaaaaaaaaaaaaaa"))
    assert [row.id for row in store.sessions_of("h1")] == [OTHER, SESSION]
    store.append(SESSION, 1, submission("x1", 2, time=LAST))
    assert [row.id for row in store.sessions_of("h1")] == [SESSION, OTHER]
    assert store.sessions_of("nobody") == ()


@pytest.mark.parametrize("expected", [0, 2])
def test_nothing_is_appended_to_another_version(store: Store, expected: int) -> None:
    with pytest.raises(StaleVersion) as caught:
        store.append(SESSION, expected, submission("x1", 2))
    assert caught.value.figures == {"expected": expected, "found": 1}
    assert len(store.tail(SESSION).records) == 1


def test_a_submission_that_is_there_is_given_and_not_written_again(store: Store) -> None:
    written = store.append(SESSION, 1, submission("x1", 2, 3))
    assert store.append(SESSION, 3, submission("x1", 4)) == written
    assert store.submission(SESSION, "x1") == written
    assert store.submission(SESSION, "x2") == ()
    assert len(store.tail(SESSION).records) == 3


def test_a_failing_submission_leaves_nothing_of_itself(store: Store) -> None:
    content, _ = put_aside("Dana")
    twice = Submission("x1", (step(2, content), step(3, content)), "T", TIME)
    before = store.tail(SESSION)
    with pytest.raises(StorageError):
        store.append(SESSION, 1, twice)
    assert store.tail(SESSION) == before
    assert len(store.append(SESSION, 1, submission("x1", 2))) == 1


def test_erased_contents_are_gone_and_the_others_stay(store: Store) -> None:
    dana, jan = put_aside("Dana")[0], put_aside("Jan")[0]
    store.append(SESSION, 1, Submission("x1", (step(2, dana, jan),), "T", TIME))
    store.open_session(OTHER, "a2", "h1", submission("x0", 1, session=OTHER))
    store.append(OTHER, 1, submission("x2", 2, session=OTHER), erasing=[dana.hash])
    store.append(SESSION, 2, submission("x3", 3))
    assert set(store.tail(SESSION).contents) == {dana.hash, jan.hash}
    store.append(SESSION, 3, submission("x4", 4), erasing=[dana.hash])
    assert set(store.tail(SESSION).contents) == {jan.hash}
    assert verify(SESSION, store.tail(SESSION).records).seq == 4


def test_contents_are_not_erased_if_their_event_is_refused(store: Store) -> None:
    dana = put_aside("Dana")[0]
    store.append(SESSION, 1, Submission("x1", (step(2, dana),), "T", TIME))
    with pytest.raises(StaleVersion):
        store.append(SESSION, 1, submission("x2", 3), erasing=[dana.hash])
    assert set(store.tail(SESSION).contents) == {dana.hash}


def test_a_deleted_session_is_gone_and_the_others_stay(store: Store) -> None:
    content, _ = put_aside("Dana")
    store.append(SESSION, 1, Submission("x1", (step(2, content),), "T", TIME))
    store.save_draft(SESSION, "a1", "N1", Draft(1, b"x", TIME))
    store.open_session(OTHER, "a2", "h1", submission("x0", 1, session=OTHER))
    store.delete_session(SESSION)
    assert store.session(SESSION) is None
    assert store.submission(SESSION, "x1") == ()
    assert store.draft(SESSION, "a1", "N1") is None
    assert len(store.tail(OTHER).records) == 1


def test_drafts_are_kept_per_person_and_subject(store: Store) -> None:
    drafts = {(who, what): Draft(1, f"{who} {what}".encode(), TIME) for who in "ab" for what in ("N1", "N2")}
    for (who, what), draft in drafts.items():
        store.save_draft(SESSION, who, what, draft)
    store.drop_draft(SESSION, "a", "N1")
    left = {place: store.draft(SESSION, *place) for place in drafts}
    assert left == drafts | {("a", "N1"): None}


def test_a_store_that_was_closed_and_opened_again_has_everything(store: Store, url: str) -> None:
    before = store.tail(SESSION)
    store.close()
    again = Store(url)
    assert again.tail(SESSION) == before
    again.close()

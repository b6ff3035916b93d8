"""What every store must do, whichever database it stands on."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from selection.errors import NotFound, SessionError, StorageError
from selection.storage.rows import Draft, Found, Seat, Submission, Tail, Way
from selection.storage.store import Store
from selection.workshop.audit import Head, link, verify
from selection.workshop.contents import Content, put_aside
from selection.workshop.events import Event, Step, to_bytes
from tests.databases import DATABASES, append, append_next

TIME, LATER, LAST = (f"2026-11-22T{hour}:00:00.000000Z" for hour in ("09", "10", "11"))
SESSION, OTHER = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return DATABASES[request.param](tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    opened.open_session(SESSION, "a1", submission("x0", 1, seats=(Seat("h1", "a1"),)))
    yield opened
    opened.close()


def step(seq: int, *contents: Content, session: str = SESSION) -> Step:
    event = Event(session, seq, "title_set", 1, "a1", TIME, {"key": [], "value": f"Title {seq}"})
    return Step(to_bytes(event), contents)


def submission(
    name: str,
    first: int,
    *more: int,
    session: str = SESSION,
    time: str = TIME,
    seats: tuple[Seat, ...] = (),
    links: tuple[Way, ...] = (),
) -> Submission:
    steps = tuple(step(seq, session=session) for seq in (first, *more))
    return Submission(name, steps, f"Title {(first, *more)[-1]}", time, seats, links)


def test_a_new_session_is_listed_with_its_first_event(store: Store) -> None:
    row = store.session(SESSION)
    first = link(Head().hash, step(1).event)
    assert row is not None
    assert (row.id, row.owner, row.seat, row.title) == (SESSION, "a1", None, "Title 1")
    assert (row.created, row.updated, row.head) == (TIME, TIME, Head(1, first))


def test_a_session_nobody_opened_is_not_there(store: Store) -> None:
    assert store.session(OTHER) is None
    with pytest.raises(NotFound):
        store.tail(OTHER)
    with pytest.raises(NotFound):
        append(store, OTHER, submission("x1", 1))
    with pytest.raises(NotFound):
        store.save_draft(OTHER, "a1", "N1", Draft(1, b"x", TIME))


def test_a_session_is_not_opened_twice_under_one_id(store: Store) -> None:
    with pytest.raises(StorageError):
        store.open_session(SESSION, "a2", submission("x9", 1))
    row = store.session(SESSION)
    assert row is not None
    assert (row.owner, len(store.tail(SESSION).records)) == ("a1", 1)


def test_events_come_back_as_the_bytes_that_were_written_in_an_unbroken_chain(store: Store) -> None:
    written = append(store, SESSION, submission("x1", 2, 3))
    tail = store.tail(SESSION)
    assert tail.records[1:] == written
    assert [record.bytes for record in tail.records] == [step(n).event for n in (1, 2, 3)]
    assert [record.submission for record in tail.records] == ["x0", "x1", "x1"]
    assert verify(SESSION, tail.records) == tail.head == Head(3, written[-1].hash)


def test_only_the_tail_is_given_when_only_the_tail_is_asked_for(store: Store) -> None:
    content, _ = put_aside("Dana")
    append(store, SESSION, Submission("x1", (step(2, content),), "T", TIME))
    append(store, SESSION, submission("x2", 3))
    assert [r.seq for r in store.tail(SESSION, 1).records] == [2, 3]
    assert dict(store.tail(SESSION, 1).contents) == {content.hash: content}
    assert ([r.seq for r in store.tail(SESSION, 2).records], store.tail(SESSION, 2).contents) == ([3], {})


def test_the_list_follows_what_is_written(store: Store) -> None:
    append(store, SESSION, submission("x1", 2, time=LATER))
    row = store.session(SESSION)
    assert row is not None
    assert (row.title, row.created, row.updated) == ("Title 2", TIME, LATER)


def test_the_sessions_somebody_has_a_seat_in_are_listed_last_changed_first(store: Store) -> None:
    hers, third = (Seat("h1", "a2"),), "aaaaaaaaaaaaaaaa"
    store.open_session(OTHER, "a2", submission("x0", 1, session=OTHER, time=LATER, seats=hers))
    store.open_session(third, "a3", submission("x0", 1, session=third, seats=(Seat("h3", "a3"),)))
    assert [row.id for row in store.sessions_of("h1")] == [OTHER, SESSION]
    append(store, SESSION, submission("x1", 2, time=LAST))
    assert [row.id for row in store.sessions_of("h1")] == [SESSION, OTHER]
    assert store.sessions_of("nobody") == ()


def test_who_has_a_seat_is_known_by_the_hash_of_a_token_in_that_session_alone(store: Store) -> None:
    append(store, SESSION, submission("x1", 2, seats=(Seat("h2", "m1"),)))
    store.open_session(OTHER, "a2", submission("x0", 1, session=OTHER))
    found = [store.session(session, who) for session in (SESSION, OTHER) for who in ("h1", "h2", "h3")]
    assert [row and row.seat for row in found] == ["a1", "m1", None, None, None, None]


def test_a_token_has_one_seat_in_a_session(store: Store) -> None:
    with pytest.raises(StorageError):
        append(store, SESSION, submission("x1", 2, seats=(Seat("h1", "m1"),)))
    assert len(store.tail(SESSION).records) == 1


def test_a_secret_leads_where_its_link_was_made(store: Store) -> None:
    append(store, SESSION, submission("x1", 2, links=(Way("s1", "l1"),)))
    assert (store.way("s1"), store.way("s2")) == (Found(SESSION, "l1"), None)
    store.delete_session(SESSION)
    assert store.way("s1") is None


def test_what_comes_next_is_composed_from_what_came_meanwhile(store: Store) -> None:
    append(store, SESSION, submission("x1", 2))
    given: list[tuple[Head, Tail]] = []

    def compose(head: Head, read: Callable[[int], Tail]) -> Submission:
        given.append((head, read(1)))
        return submission("x2", head.seq + 1)

    written = append_next(store, SESSION, "x2", compose)
    head, tail = given[0]
    assert ([record.seq for record in tail.records], tail.head) == ([2], head)
    assert ([record.seq for record in written], verify(SESSION, store.tail(SESSION).records).seq) == ([3], 3)
    assert (append_next(store, SESSION, "x2", compose), len(given)) == (written, 1)
    with pytest.raises(NotFound):
        append_next(store, OTHER, "x3", compose)


def refuse(_head: Head, _read: Callable[[int], Tail]) -> Submission:
    raise SessionError("round_not_open")


def test_what_is_refused_while_it_is_composed_leaves_nothing(store: Store) -> None:
    with pytest.raises(SessionError):
        append_next(store, SESSION, "x1", refuse)
    assert (len(store.tail(SESSION).records), store.submission(SESSION, "x1")) == (1, ())


def test_those_who_write_at_once_are_all_stored_and_who_is_refused_alone_is_not(store: Store) -> None:
    start = threading.Barrier(20)

    def write(number: int) -> bool:
        def compose(head: Head, _read: Callable[[int], Tail]) -> Submission:
            if number % 5 == 0:
                raise SessionError("round_not_open")
            return submission(f"y{number}", head.seq + 1)

        start.wait()
        try:
            return len(append_next(store, SESSION, f"y{number}", compose)) == 1
        except SessionError:
            return False

    with ThreadPoolExecutor(20) as threads:
        stored = list(threads.map(write, range(20)))
    assert stored == [number % 5 != 0 for number in range(20)]
    found = store.tail(SESSION).records
    assert {record.submission for record in found} == {"x0"} | {f"y{n}" for n in range(20) if n % 5}
    assert verify(SESSION, found).seq == 17


def test_a_session_that_was_put_away_says_so(store: Store) -> None:
    store.archive(SESSION, archived=True)
    row = store.session(SESSION)
    assert row is not None
    assert row.archived
    store.archive(SESSION, archived=False)
    row = store.session(SESSION)
    assert row is not None
    assert not row.archived


def test_a_submission_that_is_there_is_given_and_not_written_again(store: Store) -> None:
    written = append(store, SESSION, submission("x1", 2, 3))
    assert append(store, SESSION, submission("x1", 4)) == written
    assert store.submission(SESSION, "x1") == written
    assert store.submission(SESSION, "x2") == ()
    assert len(store.tail(SESSION).records) == 3


def test_a_failing_submission_leaves_nothing_of_itself(store: Store) -> None:
    content, _ = put_aside("Dana")
    twice = Submission("x1", (step(2, content), step(3, content)), "T", TIME)
    before = store.tail(SESSION)
    with pytest.raises(StorageError):
        append(store, SESSION, twice)
    assert store.tail(SESSION) == before
    assert len(append(store, SESSION, submission("x1", 2))) == 1


def test_erased_contents_are_gone_and_the_others_stay(store: Store) -> None:
    dana, jan = put_aside("Dana")[0], put_aside("Jan")[0]
    append(store, SESSION, Submission("x1", (step(2, dana, jan),), "T", TIME))
    store.open_session(OTHER, "a2", submission("x0", 1, session=OTHER))
    append(store, OTHER, submission("x2", 2, session=OTHER), erasing=[dana.hash])
    append(store, SESSION, submission("x3", 3))
    assert set(store.tail(SESSION).contents) == {dana.hash, jan.hash}
    append(store, SESSION, submission("x4", 4), erasing=[dana.hash])
    assert set(store.tail(SESSION).contents) == {jan.hash}
    assert verify(SESSION, store.tail(SESSION).records).seq == 4


def test_contents_are_not_erased_if_their_event_is_refused(store: Store) -> None:
    dana = put_aside("Dana")[0]
    append(store, SESSION, Submission("x1", (step(2, dana),), "T", TIME))
    with pytest.raises(SessionError):
        append_next(store, SESSION, "x2", refuse, erasing=[dana.hash])
    assert set(store.tail(SESSION).contents) == {dana.hash}


def test_a_deleted_session_is_gone_and_the_others_stay(store: Store) -> None:
    content, _ = put_aside("Dana")
    append(store, SESSION, Submission("x1", (step(2, content),), "T", TIME))
    store.save_draft(SESSION, "a1", "N1", Draft(1, b"x", TIME))
    store.open_session(OTHER, "a2", submission("x0", 1, session=OTHER))
    store.delete_session(SESSION)
    assert store.session(SESSION) is None
    assert store.submission(SESSION, "x1") == ()
    assert store.draft(SESSION, "a1", "N1") is None
    assert len(store.tail(OTHER).records) == 1


def test_nobody_takes_a_second_seat_and_nothing_of_the_try_is_written(store: Store) -> None:
    with pytest.raises(StorageError, match="seated_already"):
        append(store, SESSION, submission("x1", 2, seats=(Seat("h1", "a2"),)))
    row = store.session(SESSION, "h1")
    assert row is not None
    assert (row.seat, len(store.tail(SESSION).records)) == ("a1", 1)


@pytest.mark.parametrize("revision", [2**31, 2**63, 10**5000, -1, -(2**63) - 1], ids=range(5))
def test_a_draft_of_a_number_that_no_database_holds_is_refused_plainly(store: Store, revision: int) -> None:
    store.save_draft(SESSION, "a1", "N1", Draft(1, b"x", TIME))
    with pytest.raises(SessionError) as refused:
        store.save_draft(SESSION, "a1", "N1", Draft(revision, b"y", TIME))
    assert (refused.value.code, refused.value.figures) == ("draft_number_impossible", {"allowed": 2**31 - 1})
    assert store.draft(SESSION, "a1", "N1") == Draft(1, b"x", TIME)


def test_the_largest_number_a_database_holds_is_kept(store: Store) -> None:
    store.save_draft(SESSION, "a1", "N1", Draft(2**31 - 1, b"x", TIME))
    assert store.draft(SESSION, "a1", "N1") == Draft(2**31 - 1, b"x", TIME)


def test_drafts_are_kept_per_person_and_subject(store: Store) -> None:
    drafts = {(who, what): Draft(1, f"{who} {what}".encode(), TIME) for who in "ab" for what in ("N1", "N2")}
    for (who, what), draft in drafts.items():
        store.save_draft(SESSION, who, what, draft)
    store.drop_draft(SESSION, "a", "N1")
    left = {place: store.draft(SESSION, *place) for place in drafts}
    assert left == drafts | {("a", "N1"): None}


def test_drafts_of_one_session_are_rewritten_and_keep_their_revision(store: Store) -> None:
    for who in ("a", "b"):
        store.save_draft(SESSION, who, "N1", Draft(7, f"{who} names Dana".encode(), TIME))
    store.open_session(OTHER, "a", submission("x0", 1, session=OTHER))
    store.save_draft(OTHER, "a", "N1", Draft(1, b"names Dana", TIME))
    store.rewrite_drafts(SESSION, lambda draft: draft.replace(b"Dana", b""))
    assert store.draft(SESSION, "a", "N1") == Draft(7, b"a names ", TIME)
    assert store.draft(SESSION, "b", "N1") == Draft(7, b"b names ", TIME)
    assert store.draft(OTHER, "a", "N1") == Draft(1, b"names Dana", TIME)


def test_a_store_that_was_closed_and_opened_again_has_everything(store: Store, url: str) -> None:
    before = store.tail(SESSION)
    store.close()
    again = Store(url)
    assert again.tail(SESSION) == before
    again.close()

"""Of two who write at once one is told, and nothing is lost or doubled; without the check it would be."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from selection.errors import SessionError, StaleVersion
from selection.workshop.audit import Receipt
from selection.workshop.events import Edit
from selection.workshop.service import Service, open_service
from tests.databases import DATABASES
from tests.decisions import answer, small_decision
from tests.faults.writers import OWNER, submit_until_written

RACES = 1000
CONTROL_RACES = 100
REPEATS = 200
THREADS = 10

Writer = Callable[[Service, str, int, Edit, str], Receipt | StaleVersion]


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return DATABASES[request.param](tmp_path)


@pytest.fixture
def service(url: str) -> Iterator[Service]:
    opened = open_service(url)
    yield opened
    opened.close()


@pytest.fixture
def beside(url: str, service: Service) -> Iterator[Service]:
    """A second program on the same store: it shares the database and no lock."""
    opened = open_service(url)
    yield opened
    opened.close()


def with_the_version_seen(
    service: Service, session: str, seen: int, edit: Edit, name: str
) -> Receipt | StaleVersion:
    try:
        return service.submit(OWNER, session, edit, seen, name)
    except StaleVersion as stale:
        return stale


def without_the_check(
    service: Service, session: str, seen: int, edit: Edit, name: str
) -> Receipt | StaleVersion:
    """Write on top of whatever is there, as a program would that does not say what it saw."""
    return submit_until_written(service, session, edit, name)


def race(
    programs: tuple[Service, Service], session: str, write: Writer, number: int
) -> list[Receipt | StaleVersion]:
    seen = programs[0].state(OWNER, session).version
    start = Barrier(2)

    def run(place: int) -> Receipt | StaleVersion:
        start.wait()
        edit = Edit("title", (), f"{number} by {place}")
        return write(programs[place], session, seen, edit, f"{number}-{place}")

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, range(2)))


def test_of_two_who_write_at_once_one_wins_and_the_other_is_told_both_versions(
    service: Service, beside: Service
) -> None:
    session = service.open_session(OWNER, small_decision())
    for number in range(RACES):
        seen = number + 1
        ended = race((service, beside), session, with_the_version_seen, number)
        won = [end for end in ended if isinstance(end, Receipt)]
        told = [end.figures for end in ended if isinstance(end, StaleVersion)]
        assert ([receipt.version for receipt in won], told) == (
            [seen + 1],
            [{"expected": seen, "found": seen + 1}],
        )
        winner = ended.index(won[0])
        assert service.state(OWNER, session).decision.title == f"{number} by {winner}"
    assert service.verify(OWNER, session).version == RACES + 1


def test_without_the_check_one_of_two_overwrites_the_other_unseen(service: Service, beside: Service) -> None:
    session = service.open_session(OWNER, small_decision())
    lost = 0
    for number in range(CONTROL_RACES):
        ended = race((service, beside), session, without_the_check, number)
        assert all(isinstance(end, Receipt) for end in ended)
        left = service.state(OWNER, session).decision.title
        lost += sum(left != f"{number} by {place}" for place in range(2))
    assert lost == CONTROL_RACES


def test_a_submission_sent_ten_times_at_once_is_written_once(service: Service) -> None:
    session = service.open_session(OWNER, small_decision())
    with ThreadPoolExecutor(THREADS) as threads:
        for number in range(REPEATS):
            edits = [
                Edit("title", (), f"Title {number}"),
                Edit("answer", ("northstar-pro", "N1"), answer(reason=f"entry {number}")),
            ]
            version = 1 + 2 * number
            sent = [
                threads.submit(service.submit, OWNER, session, edits, version, f"x{number}")
                for _ in range(THREADS)
            ]
            receipts = {done.result() for done in sent}
            assert [receipt.version for receipt in receipts] == [version + 2]
    assert service.verify(OWNER, session).version == 1 + 2 * REPEATS


def test_of_ten_different_submissions_under_one_id_one_is_written(service: Service) -> None:
    session = service.open_session(OWNER, small_decision())

    def send(place: int) -> object:
        try:
            return service.submit(OWNER, session, Edit("title", (), f"Title {place}"), 1, "x1")
        except SessionError as refused:
            return refused.code

    with ThreadPoolExecutor(THREADS) as threads:
        ended = list(threads.map(send, range(THREADS)))
    winner = next(place for place, end in enumerate(ended) if isinstance(end, Receipt))
    assert [end for place, end in enumerate(ended) if place != winner] == ["submission_reused"] * (
        THREADS - 1
    )
    assert service.state(OWNER, session).decision.title == f"Title {winner}"


def test_200_people_who_submit_at_the_same_instant_are_all_served(service: Service) -> None:
    sessions = [service.open_session(OWNER, small_decision()) for _ in range(200)]
    start = Barrier(200)

    def send(session: str) -> Receipt:
        start.wait()
        return service.submit(OWNER, session, Edit("title", (), "B"), 1, "x1")

    with ThreadPoolExecutor(200) as threads:
        receipts = list(threads.map(send, sessions))
    assert [receipt.version for receipt in receipts] == [2] * 200

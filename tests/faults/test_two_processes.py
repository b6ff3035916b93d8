"""Two programs on one PostgreSQL server: each hears at once what the other wrote, also after a break."""

import queue
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from selection.workshop.events import Edit
from selection.workshop.service import News, Service, open_service
from tests.databases import DATABASES
from tests.meetings import Meeting, meeting

SECONDS = 20


@pytest.fixture
def url(tmp_path: Path) -> str:
    return DATABASES["postgresql"](tmp_path)


@pytest.fixture
def here(url: str) -> Iterator[Service]:
    opened = open_service(url)
    yield opened
    opened.close()


@pytest.fixture
def there(url: str) -> Iterator[Service]:
    opened = open_service(url)
    yield opened
    opened.close()


def heard_by(service: Service) -> "queue.Queue[News]":
    heard: queue.Queue[News] = queue.Queue()
    service.listen(heard.put)
    return heard


def next_of(heard: "queue.Queue[News]", seq: int) -> News:
    """Give the news of an event, and let go of what came before it."""
    while (news := heard.get(timeout=SECONDS)).seq != seq:
        pass
    return news


def begun(service: Service) -> Meeting:
    found = meeting(service, "dana")
    found.turn_to("needs")
    need = found.state.decision.needs[0].id
    found.prepare("r1", subject="tiers", needs=[need])
    found.move("r1", "open")
    return found


def test_what_one_program_writes_the_other_hears_of(here: Service, there: Service) -> None:
    held = begun(there)
    heard = heard_by(here)
    written = held.edit(Edit("title", (), "Another"))
    assert next_of(heard, written.seq) == News(held.session, written.seq, quiet=False)
    assert here.state(held.facilitator, held.session).decision.title == "Another"


def test_a_judgement_is_heard_of_as_something_that_changes_nobodys_work(
    here: Service, there: Service
) -> None:
    held = begun(there)
    heard = heard_by(here)
    need = held.state.decision.needs[0].id
    written = held.judge("dana", "r1", tiers={need: "must"})
    assert next_of(heard, written.seq) == News(held.session, written.seq, quiet=True)


def test_a_round_closed_by_one_program_takes_no_judgement_from_the_other(
    here: Service, there: Service
) -> None:
    held = begun(there)
    elsewhere = Meeting(here, held.session, held.facilitator, held.members)
    need = held.state.decision.needs[0].id
    elsewhere.judge("dana", "r1", tiers={need: "must"})
    held.move("r1", "closed")
    with pytest.raises(Exception, match="round_not_open"):
        elsewhere.judge("dana", "r1", tiers={need: "nice"})


def test_hearing_goes_on_after_the_connection_was_lost(url: str, here: Service, there: Service) -> None:
    held = begun(there)
    heard = heard_by(here)
    next_of(heard, held.edit(Edit("title", (), "Before")).seq)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
    found: list[News] = []
    while not found:
        seq = held.edit(Edit("title", (), "After")).seq
        try:
            found.append(heard.get(timeout=1))
        except queue.Empty:
            assert seq < 100
    assert found[0].session == held.session

"""Two programs on one PostgreSQL server: each hears at once what the other wrote, also after a break."""

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from selection.errors import NotFound, PermissionDenied
from selection.model.participants import Participant
from selection.workshop.events import Edit
from selection.workshop.service import News, Service, open_service
from selection.workshop.sheets import Said
from tests.databases import DATABASES
from tests.decisions import token
from tests.meetings import Meeting, meeting, once
from tests.rooms import NOTHING

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


ACTIONS: dict[str, Callable[[Meeting, str], object]] = {
    "judge": lambda held, name: held.judge(name, "r1", tiers={"N1": "must"}),
    "keep a draft": lambda held, name: held.service.save_draft(
        held.members[name], held.session, once(), 1, b"{}"
    ),
    "answer a question": lambda held, name: held.service.enter_in_round(
        held.members[name], held.session, "r1", "N1", Said(choice="must")
    ),
    "find a draft": lambda held, name: held.service.draft(held.members[name], held.session, "round:r1"),
    "read": lambda held, name: held.service.state(held.members[name], held.session),
    "look back": lambda held, name: held.service.history(held.members[name], held.session),
    "introduce": lambda held, name: held.service.introduce(
        held.members[name], held.session, "Noa", None, once()
    ),
    "declare": lambda held, name: held.service.declare(
        held.members[name], held.session, {"aleph": NOTHING}, once()
    ),
}


def warmed(service: Service, held: Meeting, name: str) -> Meeting:
    """Look at a session from another program until all of it is remembered there, seats and state."""
    elsewhere = Meeting(service, held.session, held.facilitator, held.members)
    for act in ACTIONS.values():
        act(elsewhere, name)
    return elsewhere


@pytest.mark.parametrize("action", ACTIONS)
def test_who_was_removed_by_one_program_can_do_nothing_in_the_other_from_the_next_action_on(
    here: Service, there: Service, action: str
) -> None:
    held = begun(there)
    elsewhere = warmed(here, held, "dana")
    there.admit(held.facilitator, held.session, held.id_of("dana"), "removed", held.state.version)
    with pytest.raises(NotFound, match="removed_from_session"):
        ACTIONS[action](elsewhere, "dana")


@pytest.mark.parametrize("action", ["judge", "answer a question"])
def test_who_was_made_an_observer_by_one_program_judges_no_more_in_the_other(
    here: Service, there: Service, action: str
) -> None:
    held = begun(there)
    elsewhere = warmed(here, held, "dana")
    known = held.state.proceedings.participant(held.id_of("dana"))
    assert known is not None
    held.edit(Edit("participant", (known.id,), known.model_copy(update={"role": "observer"})))
    with pytest.raises(PermissionDenied, match="not_allowed"):
        ACTIONS[action](elsewhere, "dana")


def test_a_link_withdrawn_by_one_program_lets_nobody_in_by_the_other(here: Service, there: Service) -> None:
    held = begun(there)
    watches = Participant(id="eye", role="observer")
    personal = there.make_link(held.facilitator, held.session, "personal", held.state.version, watches)
    code = there.make_link(held.facilitator, held.session, "code", held.state.version)
    for secret in (held.link, personal.secret, code.secret):
        here.join(token(f"first by {secret}"), secret)
    for link in held.state.proceedings.links:
        there.revoke_link(held.facilitator, held.session, link.id, held.state.version)
    for secret in (held.link, personal.secret, code.secret):
        with pytest.raises(NotFound, match="link_leads_nowhere"):
            here.join(token(f"second by {secret}"), secret)
        with pytest.raises(NotFound, match="link_leads_nowhere"):
            here.seat_by(token(f"first by {secret}"), secret)


def test_who_came_by_a_personal_link_and_was_removed_by_one_program_sees_nothing_in_the_other(
    here: Service, there: Service
) -> None:
    held = begun(there)
    watches = Participant(id="eye", role="observer")
    way = there.make_link(held.facilitator, held.session, "personal", held.state.version, watches)
    eye = token("eye")
    here.join(eye, way.secret)
    assert here.state(eye, held.session).version == held.state.version
    there.admit(held.facilitator, held.session, "eye", "removed", held.state.version)
    for look in (here.state, here.history, here.who_am_i):
        with pytest.raises(NotFound, match="removed_from_session"):
            look(eye, held.session)
    with pytest.raises(NotFound, match="link_leads_nowhere"):
        here.join(eye, way.secret)

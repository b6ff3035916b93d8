"""Members who hand in together share the ways to the store and nothing else."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from selection.errors import NotFound, SelectionError, SessionError, StorageError
from selection.model.rounds import Ballot
from selection.storage.store import Store
from selection.workshop.audit import Receipt
from selection.workshop.events import Edit
from selection.workshop.service import Service
from selection.workshop.state import SessionState, read_value
from tests.databases import DATABASES
from tests.faults.writers import in_line
from tests.meetings import Meeting, meeting, once

NAMES = [f"m{number}" for number in range(8)]
Ended = dict[str, Receipt | Exception]


class Careless(Service):
    """Looks whether a round is open before it lines up to write, and not again where it is written."""

    def _saying(
        self, key: tuple[str, str], ballot: Ballot
    ) -> tuple[Edit, Callable[[SessionState], Sequence[Edit]]]:
        said = Edit("judgement", key, read_value("judgement", key, ballot))
        return said, lambda _state: [said]


@pytest.fixture(params=DATABASES)
def begin(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Meeting]]:
    """What begins a meeting with an open round in which every member has entered something."""
    with ExitStack() as opened:

        def of_kind(kind: type[Service] = Service) -> Meeting:
            service = kind(Store(DATABASES[request.param](tmp_path)))
            opened.callback(service.close)
            return begun(service)

        yield of_kind


def begun(service: Service) -> Meeting:
    held = meeting(service, *NAMES)
    held.turn_to("needs")
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.move("r1", "open")
    enter(held, 1, "must")
    return held


def enter(held: Meeting, revision: int, tier: str) -> None:
    content = json.dumps({"N1": {"choice": tier}}).encode()
    for name in NAMES:
        held.service.save_draft(held.members[name], held.session, "round:r1", revision, content)


def hand_in(held: Meeting, *names: str) -> Ended:
    """Let members hand in together, and tell by their names what they were answered."""
    told = held.service.hand_in_all([held.members[name] for name in names], held.session, "r1")
    return {name: told[held.members[name]] for name in names}


def receipts(ended: Ended) -> dict[str, Receipt]:
    return {name: told for name, told in ended.items() if isinstance(told, Receipt)}


def judged(held: Meeting) -> dict[str, list[int]]:
    """Give the numbers of each member's judgements in the history."""
    happened = held.service.history(held.facilitator, held.session)
    return {
        name: [one.seq for one in happened if one.kind == "judgement_set" and one.actor == held.id_of(name)]
        for name in NAMES
    }


def test_each_is_stored_once_in_the_chain_with_a_receipt_of_its_own(begin: Callable[..., Meeting]) -> None:
    held = begin()
    before = held.state.version
    after = before + len(NAMES)
    found = receipts(hand_in(held, *NAMES))
    assert [told.seq for told in found.values()] == list(range(before + 1, after + 1))
    assert judged(held) == {name: [told.seq] for name, told in found.items()}
    assert held.service.verify(held.facilitator, held.session, list(found.values())).version == after


def test_many_take_the_store_as_many_transactions_as_one(begin: Callable[..., Meeting]) -> None:
    held = begin()
    ended: list[str] = []
    event.listen(held.service._store._database.engine, "commit", lambda _connection: ended.append("commit"))
    hand_in(held, NAMES[0])
    alone = len(ended)
    hand_in(held, *NAMES[1:])
    assert len(ended) == 2 * alone


def test_told_of_together_it_is_told_once_by_the_last_number(begin: Callable[..., Meeting]) -> None:
    held = begin()
    before = held.state.version
    heard: set[tuple[int, bool]] = set()
    held.service.listen(lambda news: heard.add((news.seq, news.quiet)))
    hand_in(held, *NAMES)
    assert heard == {(before + len(NAMES), True)}


def test_whoever_is_refused_takes_nobody_along(begin: Callable[..., Meeting]) -> None:
    held = begin()
    held.service.save_draft(held.members["m3"], held.session, "round:r1", 2, b"{}")
    held.service.save_draft(held.members["m4"], held.session, "round:r1", 2, b"\xff{")
    held.service.admit(held.facilitator, held.session, held.id_of("m5"), "removed", held.state.version)
    strangers = {"nobody": "", "unknown": "u" * 43, "leads": held.facilitator}
    held.members.update(strangers)
    ended = hand_in(held, *NAMES, *strangers)
    refused = {name: told.code for name, told in ended.items() if isinstance(told, SelectionError)}
    assert refused == {
        "m3": "nothing_submitted",
        "m4": "nothing_submitted",
        "m5": "removed_from_session",
        "nobody": "session_not_found",
        "unknown": "session_not_found",
        "leads": "not_allowed",
    }
    stored = receipts(ended)
    assert set(stored) == set(NAMES) - set(refused)
    held.service.verify(held.facilitator, held.session, list(stored.values()))


@pytest.mark.parametrize("session", ["0123456789abcdef", "no session"])
def test_in_a_session_that_is_not_there_everybody_is_refused(
    begin: Callable[..., Meeting], session: str
) -> None:
    held = begin()
    told = held.service.hand_in_all(held.members.values(), session, "r1")
    assert {type(one) for one in told.values()} == {NotFound}


def test_handed_in_again_nothing_is_written_and_the_same_receipts_are_given(
    begin: Callable[..., Meeting],
) -> None:
    held = begin()
    first = hand_in(held, "m1", "m2")
    again = hand_in(held, *NAMES)
    assert {name: again[name] for name in first} == first
    assert [len(numbers) for numbers in judged(held).values()] == [1] * len(NAMES)


def test_what_the_database_refuses_of_one_is_that_one_s_and_the_others_are_stored_once(
    begin: Callable[..., Meeting],
) -> None:
    held = begin()
    before = held.state.version
    refuse_events_of(held, held.id_of("m7"))
    ended = hand_in(held, *NAMES)
    assert isinstance(ended.pop("m7"), StorageError)
    found = receipts(ended)
    assert [told.seq for told in found.values()] == list(range(before + 1, before + len(NAMES)))
    assert judged(held) == {name: [told.seq] for name, told in found.items()} | {"m7": []}
    held.service.verify(held.facilitator, held.session, list(found.values()))


def refuse_events_of(held: Meeting, actor: str) -> None:
    """Let the database itself refuse what somebody does: a fault that no look beforehand finds."""
    database = held.service._store._database
    on_sqlite = database.engine.dialect.name == "sqlite"
    broken = (
        f"""CREATE TRIGGER broken BEFORE INSERT ON events WHEN instr(CAST(NEW.bytes AS TEXT), '"{actor}"')
            BEGIN SELECT RAISE(ABORT, 'broken'); END""",
    )
    if not on_sqlite:
        broken = (
            f"""CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF position('"{actor}"' IN convert_from(NEW.bytes, 'UTF8')) > 0 THEN
                    RAISE EXCEPTION 'broken'; END IF;
                RETURN NEW; END $$""",
            "CREATE TRIGGER broken BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION broken()",
        )
    with database.writer.begin() as connection:
        for statement in broken:
            connection.execute(text(statement))


def test_on_a_disk_that_fills_up_what_was_acknowledged_is_there_and_what_was_refused_is_not(
    tmp_path: Path,
) -> None:
    held = begun(Service(Store(f"sqlite:///{tmp_path}/sessions.db")))
    engine = held.service._store._database.engine
    pages: list[int] = []
    event.listen(engine, "checkout", lambda connection, *_rest: _limit(connection, pages))
    known: dict[str, list[int]] = {name: [] for name in NAMES}
    refused: dict[str, Exception] = {}
    for revision in count(2):
        pages[:] = [_pages(engine)]
        ended = hand_in(held, *NAMES)
        pages.clear()
        for name, told in receipts(ended).items():
            known[name].append(told.seq)
        assert judged(held) == known
        refused = {name: told for name, told in ended.items() if isinstance(told, Exception)}
        if refused:
            break
        enter(held, revision, "nice" if revision % 2 else "must")
    assert {getattr(told, "code", "") for told in refused.values()} == {"disk_full"}
    again = receipts(hand_in(held, *NAMES))
    for name in refused:
        known[name].append(again[name].seq)
    assert judged(held) == known
    held.service.verify(held.facilitator, held.session, list(again.values()))
    held.service.close()


def _pages(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


def _limit(connection: Any, pages: Sequence[int]) -> None:
    """Let the file have so many pages and no more, or as many as any file."""
    connection.execute(f"PRAGMA max_page_count = {pages[0] if pages else 2**31}")


def both_in_line(held: Meeting, *sent: Callable[[], object]) -> list[Future[object]]:
    """Let somebody and somebody else wait to write, in this order, and give what came of it."""
    store = held.service._store
    with ThreadPoolExecutor(len(sent)) as threads:
        with store._together.alone():
            waiting = []
            for place, one in enumerate(sent, 1):
                waiting.append(threads.submit(one))
                in_line(store, place)
        return waiting


@pytest.mark.parametrize("kind", [Service, Careless])
def test_a_close_that_came_first_refuses_all_of_those_who_saw_the_round_open(
    begin: Callable[..., Meeting], kind: type[Service]
) -> None:
    held = begin(kind)
    closing, handing_in = both_in_line(held, lambda: close(held), lambda: hand_in(held, *NAMES))
    ended = handing_in.result()
    assert isinstance(ended, dict)
    refused = {told.code for told in ended.values() if isinstance(told, SessionError)}
    closing.result()
    # Who does not look again where it is written stores them all in a closed round.
    assert (refused, len(receipts(ended))) == (
        (set(), len(NAMES)) if kind is Careless else ({"round_not_open"}, 0)
    )


def test_a_close_that_came_later_finds_all_of_them_in_the_round(begin: Callable[..., Meeting]) -> None:
    held = begin()
    handing_in, closing = both_in_line(held, lambda: hand_in(held, *NAMES), lambda: close(held))
    ended, closed = handing_in.result(), closing.result()
    assert isinstance(ended, dict)
    assert isinstance(closed, Receipt)
    assert len(receipts(ended)) == len(NAMES)
    assert max(told.seq for told in receipts(ended).values()) < closed.seq


def close(held: Meeting) -> Receipt:
    return held.service.move_round(held.facilitator, held.session, "r1", "closed", once())


def test_an_edit_of_the_facilitator_s_in_between_is_kept_as_they_are(begin: Callable[..., Meeting]) -> None:
    held = begin()
    title = Edit("title", (), "Another title")
    editing, handing_in = both_in_line(held, lambda: held.edit(title), lambda: hand_in(held, *NAMES))
    editing.result()
    ended = handing_in.result()
    assert isinstance(ended, dict)
    assert len(receipts(ended)) == len(NAMES)
    assert held.state.decision.title == "Another title"


def test_another_process_that_wrote_meanwhile_is_written_after(begin: Callable[..., Meeting]) -> None:
    held = begin()
    store = held.service._store
    other = Service(Store(store._database.engine.url.render_as_string(hide_password=False)))
    with ThreadPoolExecutor(1) as threads:
        with store._together.alone():
            waiting = threads.submit(hand_in, held, *NAMES)
            in_line(store, 1)
            first = other.hand_in_all([held.members["m0"]], held.session, "r1")
        ended = waiting.result()
    other.close()
    # The one that both handed in is stored once, and both processes give its receipt.
    assert ended["m0"] == first[held.members["m0"]]
    assert [len(numbers) for numbers in judged(held).values()] == [1] * len(NAMES)
    held.service.verify(held.facilitator, held.session, list(receipts(ended).values()))

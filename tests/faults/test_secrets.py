"""What must not be in the file is not in the file: tokens never, and a person's texts not after erasure."""

import random
from pathlib import Path

import pytest

from selection.errors import NotFound
from selection.model.base import ERASED
from selection.workshop.events import Edit
from selection.workshop.permissions import new_token, token_hash
from selection.workshop.service import Service
from tests.decisions import answer, bid, small_decision
from tests.faults.writers import open_service


def on_disk(file: Path) -> bytes:
    """Read the file with its log, which may hold what is not yet in the file."""
    return b"".join(path.read_bytes() for path in file.parent.iterdir())


def test_a_token_is_nowhere_on_the_disk_and_its_hash_is(service: Service, file: Path) -> None:
    tokens = [new_token() for _ in range(20)]
    for token in tokens:
        session = service.open_session(token, small_decision())
        service.submit(token, session, Edit("title", (), "B"), 1, "x1")
        service.save_draft(token, session, "N1", 1, b"draft")
        with pytest.raises(NotFound):
            service.state(new_token(), session)
    stored = on_disk(file)
    assert [token for token in tokens if token.encode() in stored] == []
    assert [token for token in tokens if token_hash(token).encode() not in stored] == []


def test_events_hold_no_token_no_hash_of_one_and_no_name(service: Service) -> None:
    token = new_token()
    decision = small_decision().model_copy(update={"bids": (bid(),), "mode": "tender"})
    session = service.open_session(token, decision)
    service.submit(token, session, Edit("answer", ("harbour-basic", "N1"), answer(by="Zofia Wrona")), 1, "x1")
    events = b"".join(record.bytes for record in service._store.tail(session).records)
    secrets = [token, token_hash(token), "Zofia Wrona", "Dana Levi", "Noa Peretz", "Miriam Halevi"]
    assert [secret for secret in secrets if secret.encode() in events] == []


def test_an_erased_name_is_nowhere_on_the_disk_and_the_chain_holds(
    service: Service, file: Path, tmp_path: Path
) -> None:
    token = new_token()
    session = service.open_session(token, small_decision())
    luck = random.Random(7)
    for number in range(200):
        who = luck.choice(["Dana Levi", "Jan Kowalski"])
        given = answer(by=who, reason=f"{who} saw it {number} times. " * luck.randint(1, 40))
        service.submit(
            token, session, Edit("answer", ("northstar-pro", "N1"), given), number + 1, f"x{number}"
        )
    receipt = service.verify(token, session)
    assert b"Dana Levi" in on_disk(file)

    erased = service.erase_person(token, session, "Dana Levi", receipt.version)

    assert b"Dana Levi" not in on_disk(file)
    assert b"Jan Kowalski" in on_disk(file)
    assert service.verify(token, session, [receipt]) == erased
    with pytest.raises(NotFound):
        service.erase_person(token, session, "Dana Levi", erased.version)
    assert service.state(token, session).decision.needs[0].owner == ERASED
    again = open_service(tmp_path)
    needs = {need.id: need for need in again.state(token, session).decision.needs}
    assert (needs["N1"].owner, needs["N1"].reason) == (ERASED, ERASED)
    assert {h.value.by for h in again.history(token, session)[1:-1]} == {ERASED, "Jan Kowalski"}  # type: ignore[attr-defined]
    again.close()


def test_a_deleted_session_is_nowhere_on_the_disk(service: Service, file: Path) -> None:
    token = new_token()
    kept = service.open_session(token, small_decision("The one that stays"))
    session = service.open_session(token, small_decision("The one that goes"))
    service.save_draft(token, session, "N1", 1, b"half a thought about it")
    service.delete_session(token, session)
    stored = on_disk(file)
    gone = [session, "The one that goes", "half a thought about it"]
    assert [text for text in gone if text.encode() in stored] == []
    assert kept.encode() in stored

"""What is entered and not submitted is kept for its author, and never goes back in time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.errors import NotFound, SessionError, StaleVersion
from selection.workshop.service import MAX_DRAFT_BYTES, Service, open_service
from tests.decisions import small_decision, token
from tests.meetings import meeting


@pytest.fixture
def elsewhere(service: Service, file: Path) -> Iterator[Service]:
    """Another program on the same store."""
    opened = open_service(f"sqlite:///{file}")
    yield opened
    opened.close()


def test_a_draft_comes_back_to_its_author_and_nobody_else(service: Service, ann: str, session: str) -> None:
    service.save_draft(ann, session, "N1", 1, b"half a thought")
    kept = service.draft(ann, session, "N1")
    assert kept is not None
    assert (kept.revision, kept.bytes) == (1, b"half a thought")
    assert service.draft(ann, session, "N2") is None
    assert service.draft(ann, service.open_session(ann, small_decision()), "N1") is None


@pytest.mark.parametrize(("revision", "content"), [(1, b"old"), (2, b"other"), (0, b"new")])
def test_a_phone_that_wakes_up_does_not_overwrite_a_newer_draft(
    service: Service, ann: str, session: str, revision: int, content: bytes
) -> None:
    service.save_draft(ann, session, "N1", 2, b"new")
    with pytest.raises(StaleVersion) as caught:
        service.save_draft(ann, session, "N1", revision, content)
    assert (caught.value.code, caught.value.figures) == ("draft_older", {"expected": revision, "found": 2})


def test_a_newer_draft_replaces_the_older_and_the_same_one_may_come_twice(
    service: Service, ann: str, session: str
) -> None:
    for revision, content in ((1, b"a"), (3, b"b"), (3, b"b")):
        service.save_draft(ann, session, "N1", revision, content)
    kept = service.draft(ann, session, "N1")
    assert kept is not None
    assert (kept.revision, kept.bytes) == (3, b"b")


def test_a_dropped_draft_is_gone_and_may_begin_again(service: Service, ann: str, session: str) -> None:
    service.save_draft(ann, session, "N1", 5, b"a")
    service.drop_draft(ann, session, "N1")
    assert service.draft(ann, session, "N1") is None
    service.save_draft(ann, session, "N1", 1, b"b")


def test_a_draft_is_no_place_for_a_file(service: Service, ann: str, session: str) -> None:
    service.save_draft(ann, session, "N1", 1, b"x" * MAX_DRAFT_BYTES)
    with pytest.raises(SessionError) as caught:
        service.save_draft(ann, session, "N1", 2, b"x" * (MAX_DRAFT_BYTES + 1))
    assert caught.value.figures == {"found": MAX_DRAFT_BYTES + 1, "allowed": MAX_DRAFT_BYTES}
    with pytest.raises(SessionError, match="name_unusable"):
        service.save_draft(ann, session, "", 1, b"x")


def test_who_was_removed_by_one_program_gets_no_draft_from_the_other(
    service: Service, elsewhere: Service
) -> None:
    held = meeting(service, "dana")
    dana = held.members["dana"]
    elsewhere.save_draft(dana, held.session, "N1", 1, b"half a thought")
    assert elsewhere.draft(dana, held.session, "N1") is not None
    service.admit(held.facilitator, held.session, held.id_of("dana"), "removed", held.state.version)
    for program in (elsewhere, service):
        with pytest.raises(NotFound, match="removed_from_session"):
            program.draft(dana, held.session, "N1")


def test_who_led_a_session_gets_no_draft_of_who_took_it_in_anew(
    service: Service, elsewhere: Service, ann: str, session: str
) -> None:
    assert elsewhere.draft(ann, session, "weights") is None
    written = service.export(ann, session)
    service.delete_session(ann, session)
    service.import_session(token("ben"), written)
    service.save_draft(token("ben"), session, "weights", 1, b"Ben's own")
    for program in (elsewhere, service):
        with pytest.raises(NotFound, match="session_not_found"):
            program.draft(ann, session, "weights")

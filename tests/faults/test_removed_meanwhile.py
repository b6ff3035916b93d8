"""Who is removed between being let in and what they do being written does nothing any more."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selection.errors import NotFound
from selection.storage.store import Store
from selection.workshop.service import Service, open_service, session_id
from tests.decisions import token
from tests.meetings import Meeting, guest, meeting

SECOND = token("second")
Act = Callable[[Service, Meeting], object]


class Names:
    """Names what is new; the next time, something else happens first."""

    def __init__(self) -> None:
        self.first: Callable[[], object] | None = None

    def __call__(self) -> str:
        happens, self.first = self.first, None
        if happens is not None:
            happens()
        return session_id()


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def second(tmp_path: Path, names: Names) -> Iterator[Service]:
    """The program in which the second facilitator sits."""
    opened = Service(Store(f"sqlite:///{tmp_path}/sessions.db"), tokens=names)
    yield opened
    opened.close()


@pytest.fixture
def held(tmp_path: Path, second: Service) -> Iterator[Meeting]:
    """A meeting led by two, the first of whom began it."""
    opened = open_service(f"sqlite:///{tmp_path}/sessions.db")
    found = meeting(opened, "mia")
    found.service.make_link(found.facilitator, found.session, "code", found.state.version)
    leads = guest("second", "facilitator")
    way = opened.make_link(found.facilitator, found.session, "personal", found.state.version, leads)
    second.join(SECOND, way.secret)
    yield found
    opened.close()


def let_in(second: Service, held: Meeting) -> object:
    watches = guest("eye", "observer")
    return second.make_link(SECOND, held.session, "personal", held.state.version, watches)


def revoke(second: Service, held: Meeting) -> object:
    (link,) = [link.id for link in held.state.proceedings.links if link.kind == "members"]
    return second.revoke_link(SECOND, held.session, link, held.state.version)


def remove(second: Service, held: Meeting) -> object:
    return second.admit(SECOND, held.session, held.id_of("mia"), "removed", held.state.version)


ACTS: dict[str, Act] = {"let somebody in": let_in, "revoke a link": revoke, "remove a member": remove}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_led_too_and_is_removed_at_that_moment_manages_nothing_more(
    held: Meeting, second: Service, names: Names, act: Act
) -> None:
    def removed() -> None:
        held.service.admit(held.facilitator, held.session, "second", "removed", held.state.version)

    names.first = removed
    with pytest.raises(NotFound, match="removed_from_session"):
        act(second, held)
    known = held.state.proceedings
    assert [one.presence for one in known.participants if one.id == "second"] == ["removed"]
    assert {one.id for one in known.participants if one.presence == "present"} == {held.id_of("mia")}
    assert not any(link.revoked for link in known.links)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_leads_too_manages_what_the_other_could(held: Meeting, second: Service, act: Act) -> None:
    before = held.state.version
    act(second, held)
    assert held.state.version > before

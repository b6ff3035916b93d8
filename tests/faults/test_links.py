"""Links let in whom they are for, until they don't; their secrets are nowhere but in them."""

import datetime as dt
import logging
import re
import threading
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest

from selection.errors import NotFound, PermissionDenied, SelectionError
from selection.model.participants import Participant, Role
from selection.storage.store import Store
from selection.workshop.events import Edit
from selection.workshop.permissions import is_token, new_token, token_hash
from selection.workshop.service import Service
from selection.workshop.service.entrance import CODE_LENGTH, CODE_LETTERS, is_code
from tests.decisions import token
from tests.faults.writers import open_service
from tests.meetings import Meeting, meeting, once


def on_disk(folder: Path) -> bytes:
    """Read every file with its log, which may hold what is not yet in the file."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def change(held: Meeting, name: str, **said: object) -> None:
    """Change what is said of a member, as their facilitator does."""
    known = held.state.proceedings.participant(held.id_of(name))
    assert known is not None
    held.edit(Edit("participant", (known.id,), known.model_dump() | said))


def remove(held: Meeting, name: str) -> None:
    version = held.state.version
    held.service.admit(held.facilitator, held.session, held.id_of(name), "removed", version)


def in_a_round(service: Service, *members: str) -> Meeting:
    held = meeting(service, *members)
    held.turn_to("needs")
    held.prepare("r1", subject="tiers", needs=("N1",))
    held.move("r1", "open")
    return held


ACTIONS: dict[str, Callable[[Meeting, str], object]] = {
    "judge": lambda held, name: held.judge(name, "r1", tiers={"N1": "must"}),
    "keep a draft": lambda held, name: held.service.save_draft(
        held.members[name], held.session, "r1", 1, b"{}"
    ),
    "read": lambda held, name: held.service.state(held.members[name], held.session),
    "introduce": lambda held, name: held.service.introduce(
        held.members[name], held.session, "Noa", None, once()
    ),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_who_was_removed_can_do_nothing_from_the_very_next_action_on(service: Service, action: str) -> None:
    held = in_a_round(service, "noa", "jan")
    ACTIONS[action](held, "noa")
    remove(held, "noa")
    with pytest.raises(NotFound, match="removed_from_session"):
        ACTIONS[action](held, "noa")
    ACTIONS[action](held, "jan")


def test_who_was_removed_finds_no_way_back_by_any_link(service: Service) -> None:
    held = meeting(service, "noa")
    remove(held, "noa")
    code = service.make_link(held.facilitator, held.session, "code", held.state.version).secret
    for secret in (held.link, code):
        with pytest.raises(NotFound, match="link_leads_nowhere"):
            service.join(held.members["noa"], secret)
        with pytest.raises(NotFound, match="link_leads_nowhere"):
            service.seat_by(held.members["noa"], secret)


def test_who_was_removed_no_longer_finds_the_session_in_their_list(service: Service) -> None:
    held = meeting(service, "noa", "jan")
    remove(held, "noa")
    assert service.my_sessions(held.members["noa"]) == ()
    assert [found.id for found in service.my_sessions(held.members["jan"])] == [held.session]


def test_who_is_let_in_again_is_who_they_were(service: Service) -> None:
    held = in_a_round(service, "noa")
    me = held.id_of("noa")
    held.judge("noa", "r1", tiers={"N1": "nice"})
    remove(held, "noa")
    service.admit(held.facilitator, held.session, me, "present", held.state.version)
    assert held.id_of("noa") == me
    assert service.state(held.members["noa"], held.session).proceedings.ballots["r1"][me].tiers == {
        "N1": "nice"
    }


def test_a_member_made_observer_judges_no_more_and_back_again_does(service: Service) -> None:
    held = in_a_round(service, "noa")
    held.judge("noa", "r1", tiers={"N1": "nice"})
    change(held, "noa", role="observer")
    with pytest.raises(PermissionDenied, match="not_allowed"):
        ACTIONS["judge"](held, "noa")
    # Who watches declares, and what they have entered of that is kept.
    ACTIONS["keep a draft"](held, "noa")
    change(held, "noa", role="member")
    held.judge("noa", "r1", tiers={"N1": "must"})


@pytest.mark.parametrize("role", ["member", "observer"])
def test_a_second_facilitator_leads_until_made_something_else(service: Service, role: Role) -> None:
    held = meeting(service)
    guest = Participant(id="g1", role="facilitator", name="Dana Levi")
    way = service.make_link(held.facilitator, held.session, "personal", held.state.version, guest)
    dana = token("dana")
    service.join(dana, way.secret)
    service.submit(dana, held.session, Edit("title", (), "By Dana"), held.state.version, once())
    held.edit(Edit("participant", ("g1",), guest.model_copy(update={"role": role})))
    refused: list[Callable[[], object]] = [
        lambda: service.submit(dana, held.session, Edit("title", (), "Again"), held.state.version, once()),
        lambda: service.make_link(dana, held.session, "members", held.state.version),
        lambda: service.revoke_link(dana, held.session, way.link, held.state.version),
        lambda: service.admit(dana, held.session, "g1", "present", held.state.version),
        lambda: service.undo(dana, held.session, held.state.version),
    ]
    for act in refused:
        with pytest.raises(PermissionDenied, match="not_allowed"):
            act()
    assert held.state.decision.title == "By Dana"


def test_nothing_a_member_does_is_written_after_their_removal_however_close_it_comes(
    service: Service, tmp_path: Path
) -> None:
    """Members introduce themselves without pause while they are removed; the log is the judge."""
    held = meeting(service, "noa", "jan", "ewa")
    ids = {name: held.id_of(name) for name in held.members}
    outcomes: list[str] = []

    def go_on(name: str) -> None:
        own = open_service(tmp_path)
        try:
            for number in count():
                own.introduce(held.members[name], held.session, f"{name} {number}", None, once())
        except SelectionError as error:
            outcomes.append(error.code)
        finally:
            own.close()

    threads = [threading.Thread(target=go_on, args=(name,), daemon=True) for name in ids]
    for thread in threads:
        thread.start()
    removed = {}
    for me in ids.values():
        version = held.state.version
        removed[me] = service.admit(held.facilitator, held.session, me, "removed", version).seq
    for thread in threads:
        thread.join(30)
    assert outcomes == ["removed_from_session"] * 3
    history = service.history(held.facilitator, held.session)
    last = {me: max(one.seq for one in history if one.actor == me) for me in removed}
    assert [me for me in removed if last[me] > removed[me]] == []


def test_a_revoked_link_lets_nobody_new_in_and_leaves_in_who_is_in(service: Service) -> None:
    held = meeting(service, "noa")
    (link,) = held.state.proceedings.links
    service.revoke_link(held.facilitator, held.session, link.id, held.state.version)
    with pytest.raises(NotFound, match="link_leads_nowhere"):
        service.join(token("late"), held.link)
    assert service.who_am_i(held.members["noa"], held.session).standing == "member"


def test_a_code_is_good_for_twelve_hours_and_a_link_until_it_is_revoked(tmp_path: Path) -> None:
    now = [dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)]
    service = Service(Store(f"sqlite:///{tmp_path}/sessions.db"), clock=lambda: now[0])
    held = meeting(service)
    code = service.make_link(held.facilitator, held.session, "code", held.state.version).secret
    now[0] += dt.timedelta(hours=12)
    service.join(token("in time"), code)
    now[0] += dt.timedelta(microseconds=1)
    with pytest.raises(NotFound, match="link_leads_nowhere"):
        service.join(token("late"), code)
    now[0] += dt.timedelta(days=400)
    service.join(token("later"), held.link)
    service.close()


def test_one_browser_is_one_member_however_often_and_however_fast_it_comes(
    service: Service, tmp_path: Path
) -> None:
    held = meeting(service)
    phone, led_to = token("phone"), []
    start = threading.Barrier(6)

    def come() -> None:
        own = open_service(tmp_path)
        start.wait()
        led_to.append(own.join(phone, held.link))
        own.close()

    threads = [threading.Thread(target=come) for _scan in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert led_to == [held.session] * 6
    assert len(held.state.proceedings.participants) == 1


def test_one_link_on_two_devices_is_two_members(service: Service) -> None:
    held = meeting(service, "phone", "laptop")
    assert held.id_of("phone") != held.id_of("laptop")


def test_the_seat_and_the_links_outlast_the_server(tmp_path: Path) -> None:
    before = open_service(tmp_path)
    held = meeting(before, "noa")
    me = held.id_of("noa")
    before.close()
    after = open_service(tmp_path)
    assert after.join(held.members["noa"], held.link) == held.session
    assert after.who_am_i(held.members["noa"], held.session).me == me
    after.join(token("new"), held.link)
    assert len(after.state(held.facilitator, held.session).proceedings.participants) == 2
    after.close()


def test_a_session_that_was_moved_away_and_back_lets_the_same_browser_in_by_a_new_link(
    service: Service,
) -> None:
    held = meeting(service, "noa")
    held.declare_nothing()
    file = service.export(held.facilitator, held.session)
    service.delete_session(held.facilitator, held.session)
    service.import_session(held.facilitator, file)
    with pytest.raises(NotFound, match="link_leads_nowhere"):
        service.join(held.members["noa"], held.link)
    way = service.make_link(held.facilitator, held.session, "members", held.state.version)
    service.join(held.members["noa"], way.secret)
    assert service.who_am_i(held.members["noa"], held.session).standing == "member"


def test_a_new_personal_link_for_somebody_keeps_what_they_said_of_themselves(service: Service) -> None:
    held = meeting(service)
    guest = Participant(id="g1", role="observer", name="D. Levi")
    ways = [service.make_link(held.facilitator, held.session, "personal", held.state.version, guest)]
    service.join(token("dana"), ways[0].secret)
    service.introduce(token("dana"), held.session, "Dana Levi", "Sales", once())
    ways.append(service.make_link(held.facilitator, held.session, "personal", held.state.version, guest))
    service.join(token("dana's phone"), ways[1].secret)
    assert [known.name for known in held.state.proceedings.participants] == ["Dana Levi"]


def test_of_a_hundred_thousand_tokens_none_comes_twice_and_each_has_256_bits() -> None:
    drawn = {new_token() for _draw in range(100_000)}
    assert len(drawn) == 100_000
    assert all(map(is_token, drawn))
    assert {len(drawn_one) for drawn_one in drawn} == {43}


def test_a_code_has_forty_bits_of_letters_nobody_takes_for_one_another(service: Service) -> None:
    held = meeting(service)
    codes = [
        service.make_link(held.facilitator, held.session, "code", held.state.version).secret
        for _code in range(50)
    ]
    assert (len(set(codes)), all(map(is_code, codes))) == (50, True)
    assert (CODE_LENGTH, len(set(CODE_LETTERS)), set("01IO") & set(CODE_LETTERS)) == (8, 32, set())


def test_no_secret_is_on_the_disk_in_a_log_in_the_history_or_in_an_export(
    service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    held = in_a_round(service, "noa", "jan")
    guest = Participant(id="g1", role="observer")
    make = (("members", None), ("code", None), ("personal", guest))
    ways = [
        service.make_link(held.facilitator, held.session, kind, held.state.version, who)  # type: ignore[arg-type]
        for kind, who in make
    ]
    service.join(token("guest"), ways[2].secret)
    service.join(token("coded"), ways[1].secret)
    service.revoke_link(held.facilitator, held.session, ways[0].link, held.state.version)
    with pytest.raises(NotFound) as refused:
        service.join(token("late"), ways[0].secret)
    held.judge("noa", "r1", tiers={"N1": "must"})
    remove(held, "jan")
    held.declare_nothing()
    exported = service.export(held.facilitator, held.session)
    with zipfile.ZipFile(BytesIO(exported)) as file:
        unpacked = b"".join(file.read(name) for name in file.namelist())
    seen = {
        "disk": on_disk(tmp_path),
        "log": caplog.text.encode(),
        "history": repr(service.history(held.facilitator, held.session)).encode(),
        "state": repr(held.state).encode(),
        "error": repr(refused.value).encode(),
        "export": unpacked,
    }
    browsers = (held.facilitator, *held.members.values(), token("guest"), token("coded"))
    secrets = [held.link, *(way.secret for way in ways), *browsers]
    assert [(where, s) for where, said in seen.items() for s in secrets if s.encode() in said] == []
    hashes = [token_hash(secret).encode() for secret in secrets]
    assert [found for found in hashes if found not in seen["disk"]] == []
    leaked = [where for where, said in seen.items() if where != "disk" and any(h in said for h in hashes)]
    assert leaked == []
    assert re.findall(rb"[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", seen["log"]) == []


def test_all_who_lead_see_that_links_exist_and_nobody_else_does(service: Service) -> None:
    held = meeting(service, "noa")
    assert len(held.state.proceedings.links) == 1
    assert service.state(held.members["noa"], held.session).proceedings.links == ()

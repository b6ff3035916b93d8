"""Ways around the table of who may do what, each tried as an attacker would: none of them leads anywhere."""

import base64
from pathlib import Path

import pytest

from selection.errors import DecisionError, NotFound, SessionError
from selection.model.participants import Participant
from selection.model.rounds import Ballot
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from selection.workshop.service import Service, entrance
from selection.workshop.state import SessionState
from tests.decisions import token
from tests.faults.writers import open_service
from tests.meetings import Meeting, meeting, once
from tests.rooms import NOTHING
from tests.sealed import leaks, opened, sealed
from tests.unit.workshop.committee import LEADER

RIVAL = "harbour-basic"
FILE = base64.b64encode(b"Answers of northstar").decode()


def guest(found: Meeting, name: str, role: str, **more: str) -> str:
    """Let somebody in by a link of their own, and give their token."""
    said = Participant.model_validate({"id": name, "role": role, **more})
    way = found.service.make_link(found.facilitator, found.session, "personal", found.state.version, said)
    found.service.join(token(name), way.secret)
    return token(name)


def seen(found: Meeting, who: str) -> SessionState:
    return found.service.who_am_i(who, found.session).state


def with_responses(service: Service) -> Meeting:
    """One vendor has answered and another has not; answers are opened."""
    found = meeting(service, "mia", "max")
    for phase in ("needs", "weights", "lock"):
        found.turn_to(phase)
    service.lock(found.facilitator, found.session, found.state.version)
    guest(found, "vendor", "respondent", answers_for="northstar-pro")
    guest(found, "rival", "respondent", answers_for=RIVAL)
    guest(found, "eye", "observer")
    found.turn_to("answers")
    service.respond(token("vendor"), found.session, "northstar-pro", "a.csv", FILE, once())
    everything = dict.fromkeys(must_declare_on(found.state.decision), NOTHING)
    service.declare(found.facilitator, found.session, everything, once())
    found.turn_to("scores")
    return found


@pytest.mark.parametrize(
    ("name", "file", "field"),
    [("", FILE, "name"), ("a" * 501, FILE, "name"), ("\ud800", FILE, "name"), ("a.csv", "=1+1;", "file")],
)
def test_a_vendor_s_file_whose_name_or_bytes_are_none_is_refused_in_our_words(
    service: Service, name: str, file: str, field: str
) -> None:
    found = with_responses(service)
    found.turn_to("answers", reason="More time")
    before = found.state.version
    with pytest.raises(DecisionError) as refused:
        service.respond(token("vendor"), found.session, "northstar-pro", name, file, once())
    assert refused.value.where == f"response.vendor.northstar-pro.{field}"
    assert found.state.version == before


def test_what_a_vendor_sent_in_is_shown_to_no_other_vendor_once_answers_are_opened(service: Service) -> None:
    found = with_responses(service)
    way = service.make_link(found.facilitator, found.session, "code", found.state.version)
    service.join(token("at the door"), way.secret)
    for who in (token("rival"), token("at the door")):
        assert seen(found, who).proceedings.responses == {}
    found.declare_nothing(token("eye"))
    for who in (token("vendor"), token("eye"), found.facilitator):
        assert list(seen(found, who).proceedings.responses["vendor"]) == ["northstar-pro"]


def test_a_member_sees_what_a_vendor_sent_in_only_after_declaring_on_it(service: Service) -> None:
    found = with_responses(service)
    mia = found.members["mia"]
    service.declare(mia, found.session, {RIVAL: NOTHING}, once())
    assert seen(found, mia).proceedings.responses == {}
    service.declare(mia, found.session, {"northstar-pro": NOTHING}, once())
    assert list(seen(found, mia).proceedings.responses["vendor"]) == ["northstar-pro"]


def test_the_history_shows_a_member_no_answer_they_have_not_declared_on(service: Service) -> None:
    found = with_responses(service)
    found.edit(Edit("answer", ("northstar-pro", "N1"), {"delivery": "as_is", "evidence": "document"}))
    mia = found.members["mia"]
    told = {one.kind: one.value for one in service.history(mia, found.session) if one.actor != mia}
    assert {told["answer_set"], told["response_set"]} == {None}
    leads = {one.kind: one.value for one in service.history(found.facilitator, found.session)}
    assert None not in (leads["answer_set"], leads["response_set"])


def test_why_the_committee_went_back_and_what_it_changed_is_told_to_no_vendor(service: Service) -> None:
    found = with_responses(service)
    found.turn_to("answers", reason="Northstar asked for more time")
    service.amend(
        found.facilitator,
        found.session,
        [Edit("title", (), "Another")],
        "Northstar was right",
        found.state.version,
        once(),
    )
    told = repr(seen(found, token("rival")).proceedings)
    assert "Northstar" not in told
    assert "Northstar asked for more time" in repr(seen(found, found.members["mia"]).proceedings)


def in_a_round(service: Service, *members: str) -> Meeting:
    found = meeting(service, *members)
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=("N1",))
    found.move("r1", "open")
    return found


def test_nobody_can_be_given_a_link_by_which_they_sit_down_as_a_member(service: Service) -> None:
    found = in_a_round(service, "mia")
    found.judge("mia", "r1", tiers={"N1": "nice"})
    mia = found.state.proceedings.participant(found.id_of("mia"))
    with pytest.raises(SessionError, match="link_for_a_member"):
        service.make_link(found.facilitator, found.session, "personal", found.state.version, mia)


def test_who_became_a_member_is_not_sat_down_as_by_an_old_link_of_theirs(service: Service) -> None:
    found = in_a_round(service)
    said = Participant(id="eye", role="observer")
    way = service.make_link(found.facilitator, found.session, "personal", found.state.version, said)
    service.join(token("eye"), way.secret)
    found.edit(Edit("participant", ("eye",), said.model_copy(update={"role": "member"})))
    service.judge(token("eye"), found.session, "r1", Ballot(tiers={"N1": "nice"}), once())
    with pytest.raises(NotFound, match="link_leads_nowhere"):
        service.join(token("somebody else"), way.secret)
    assert service.join(token("eye"), way.secret) == found.session


def test_a_seat_of_before_a_session_was_erased_is_no_seat_in_it_when_it_comes_back(service: Service) -> None:
    found = in_a_round(service, "mia")
    service.save_draft(found.members["mia"], found.session, "r1", 1, b"{}")
    found.declare_nothing()
    file = service.export(found.facilitator, found.session)
    service.delete_session(found.facilitator, found.session)
    service.import_session(found.facilitator, file)
    assert found.state.phase == "needs"
    with pytest.raises(NotFound, match="session_not_found"):
        found.judge("mia", "r1", tiers={"N1": "must"})
    with pytest.raises(NotFound, match="session_not_found"):
        service.save_draft(found.members["mia"], found.session, "r1", 2, b"{}")


def test_an_erased_name_does_not_come_back_with_what_is_written_next(service: Service) -> None:
    found = meeting(service, "mia")
    service.erase_person(found.facilitator, found.session, "Mia", found.state.version)
    service.declare(found.facilitator, found.session, {"aleph": NOTHING}, once())
    service.declare(found.facilitator, found.session, {"northstar-pro": NOTHING}, once())
    found.edit(Edit("title", (), "After"))
    (mia,) = found.state.proceedings.members
    assert mia.name == "[erased]"


def test_a_second_facilitator_cannot_put_out_who_began_the_session(service: Service) -> None:
    found = meeting(service)
    guest(found, "g1", "facilitator")
    owner = service.who_am_i(found.facilitator, found.session).me
    for gone in ("removed", "waiting"):
        said = Participant.model_validate({"id": owner, "role": "facilitator", "presence": gone})
        with pytest.raises(SessionError, match="owner_stays"):
            service.submit(
                token("g1"),
                found.session,
                Edit("participant", (owner,), said),
                found.state.version,
                once(),
            )


@pytest.mark.parametrize("role", ["facilitator", "observer"])
def test_a_second_facilitator_makes_no_link_by_which_to_sit_down_as_who_began_the_session(
    service: Service, role: str
) -> None:
    found = meeting(service)
    guest(found, "g1", "facilitator")
    said = Participant.model_validate({"id": found.state.owner, "role": role})
    with pytest.raises(SessionError, match="owner_stays"):
        service.make_link(token("g1"), found.session, "personal", found.state.version, said)


def test_who_began_a_session_does_not_turn_into_an_observer_by_a_link_of_their_own(service: Service) -> None:
    found = meeting(service)
    owner = found.state.owner
    watching, leading = (
        Participant.model_validate({"id": owner, "role": role}) for role in ("observer", "facilitator")
    )
    with pytest.raises(SessionError, match="owner_stays"):
        service.make_link(found.facilitator, found.session, "personal", found.state.version, watching)
    way = service.make_link(found.facilitator, found.session, "personal", found.state.version, leading)
    service.join(token("second device"), way.secret)
    assert service.who_am_i(token("second device"), found.session).me == owner


def test_nobody_but_who_leads_is_sent_a_sealed_price(tmp_path: Path) -> None:
    service = open_service(tmp_path)
    found = Meeting(service, service.open_session(LEADER, sealed()), LEADER)
    found.link = service.make_link(LEADER, found.session, "members", found.state.version).secret
    found.join("mia")
    for who in (found.members["mia"], guest(found, "eye", "observer")):
        assert leaks(repr(seen(found, who))) == []
        assert leaks(repr(service.history(who, found.session))) == []
    assert leaks(repr(seen(found, LEADER))) != []
    service.close()


def test_prices_that_were_opened_are_seen_by_those_who_judge(tmp_path: Path) -> None:
    service = open_service(tmp_path)
    found = Meeting(service, service.open_session(LEADER, opened()), LEADER)
    found.link = service.make_link(LEADER, found.session, "members", found.state.version).secret
    found.join("mia")
    assert leaks(repr(seen(found, found.members["mia"]).decision.bids)) != []
    service.close()


def test_a_member_who_came_to_lead_is_the_only_one_to_see_their_sealed_judgement(service: Service) -> None:
    found = in_a_round(service, "mia")
    found.judge("mia", "r1", tiers={"N1": "nice"})
    mia = found.state.proceedings.participant(found.id_of("mia"))
    assert mia is not None
    found.edit(Edit("participant", (mia.id,), mia.model_copy(update={"role": "facilitator"})))
    own, others = seen(found, found.members["mia"]), seen(found, found.facilitator)
    assert list(own.proceedings.ballots["r1"]) == [mia.id]
    assert others.proceedings.ballots == {}
    assert own.viewer != others.viewer


def test_a_link_that_gets_about_fills_a_session_only_so_far(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = meeting(service, "mia", "max")
    monkeypatch.setattr(entrance, "MOST_PARTICIPANTS", 3)
    found.join("noa")
    with pytest.raises(SessionError, match="session_full"):
        found.join("dan")
    assert service.join(token("mia"), found.link) == found.session
    assert len(found.state.proceedings.members) == 3

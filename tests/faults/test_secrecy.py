"""Before its reveal a judgement is shown to nobody but its author, and then to nobody by name if so chosen.

Every ballot carries unmistakable marks, so that there is something that could leak.
"""

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from selection.catalogue.decision_file import write_decision
from selection.errors import SelectionError
from selection.model.participants import Participant
from selection.model.rounds import Ballot
from selection.model.weights import NodeWeights
from selection.words import Words
from selection.words.errors import explain
from selection.words.happenings import happening_sentence
from selection.workshop.panels import disagreements_in
from selection.workshop.service import Service
from tests.decisions import score, token
from tests.faults.writers import open_service
from tests.meetings import Meeting, meeting, once
from tests.unit.workshop.committee import LEADER, committee, rated, recuse

MARKS = {"mia": ("Mark of mia", 41.7193), "max": ("Mark of max", 62.8431)}
OBSERVER, RESPONDENT, STRANGER = token("observer"), token("respondent"), token("stranger")
CELL = {"alternative": "harbour-basic", "criterion": "E1"}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = open_service(tmp_path)
    yield opened
    opened.close()


def marked(member: str, subject: str) -> dict[str, Any]:
    """What somebody says in a round, unmistakably."""
    text, number = MARKS[member]
    if subject == "weights":
        said = NodeWeights(points={"platform": number, "integrator": 100 - number})
        return {"weights": {"sides": said}}
    return {"scores": {"harbour-basic": {"E1": score(1.0, reason=text)}}}


def with_guests(found: Meeting) -> Meeting:
    guests = (
        Participant(id="observer", role="observer"),
        Participant(id="respondent", role="respondent", answers_for="northstar-pro"),
    )
    for who, guest in zip((OBSERVER, RESPONDENT), guests, strict=True):
        way = found.service.make_link(LEADER, found.session, "personal", found.state.version, guest)
        found.service.join(who, way.secret)
    found.declare_nothing(OBSERVER)
    return found


def judged(service: Service, subject: str, state: str, **rules: object) -> Meeting:
    """Two members have judged, and the round is at some state."""
    if subject == "weights":
        found = meeting(service, *MARKS, **rules)
        found.turn_to("weights")
        found.prepare("r1", subject="weights", nodes=["sides"])
    else:
        found = committee(service, *MARKS, **rules)
        found.prepare("r1", subject="scores", cells=[CELL])
    with_guests(found)
    found.move("r1", "open")
    for member, mark in MARKS.items():
        found.judge(member, "r1", **marked(member, subject))
        service.save_draft(found.members[member], found.session, "r1", 1, repr(mark).encode())
    for step in ("closed", "revealed")[: ("open", "closed", "revealed").index(state)]:
        found.move("r1", step)
    return found


def everything_shown(found: Meeting, who: str, subject: str) -> Iterator[str]:
    """Give all that any reading use case, document, sentence or error shows to a visitor."""
    service, session, words = found.service, found.session, Words("en")
    attempts = {
        "state": lambda: service.state(who, session),
        "who_am_i": lambda: service.who_am_i(who, session),
        "history": lambda: service.history(who, session),
        "verify": lambda: service.verify(who, session),
        "draft": lambda: service.draft(who, session, "r1"),
        "my_sessions": lambda: service.my_sessions(who),
        "file": lambda: write_decision(service.state(who, session).decision),
        "members": lambda: service.state(who, session).decision.members,
        "disagreement": lambda: disagreements_in(service.state(who, session), "r1"),
        "told": lambda: [
            happening_sentence(
                one.kind, one.key, withdrawn=one.value is None, undoes=None, sealed=one.sealed, _=words
            )
            for one in service.history(who, session)
        ],
        "judge": lambda: found.service.judge(who, session, "r9", _ballot(subject), once()),
        "again": lambda: found.service.enter_slip(who, session, "r9", "nobody", _ballot(subject), once()),
    }
    for attempt in attempts.values():
        try:
            shown = attempt()
        except SelectionError as error:
            told = explain(error, words)
            shown = (str(error), repr(error), told.sentence, told.remedy)
        yield f"{shown}{shown!r}"
    yield from _exported(found, who)


def _ballot(subject: str) -> Ballot:
    other = {"weights": {"sides": "cannot_judge"}} if subject == "weights" else {"tiers": {"N1": "must"}}
    return Ballot.model_validate(other)


def _exported(found: Meeting, who: str) -> Iterator[str]:
    try:
        file = found.service.export(who, found.session)
    except SelectionError as error:
        yield str(error)
        return
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        yield from (archive.read(name).decode() for name in archive.namelist())


def leaks(shown: Iterator[str], member: str) -> list[str]:
    text, number = MARKS[member]
    return [one for one in shown if text in one or str(number) in one]


OTHERS = {
    "facilitator": LEADER,
    "member": token("max"),
    "observer": OBSERVER,
    "respondent": RESPONDENT,
    "stranger": STRANGER,
}


@pytest.mark.parametrize("subject", ["weights", "scores"])
@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize("who", OTHERS)
def test_before_its_reveal_a_judgement_is_shown_to_nobody_else(
    service: Service, caplog: pytest.LogCaptureFixture, subject: str, state: str, who: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        found = judged(service, subject, state)
        assert leaks(everything_shown(found, OTHERS[who], subject), "mia") == []
    assert leaks(iter([caplog.text]), "mia") == []


@pytest.mark.parametrize("subject", ["weights", "scores"])
def test_its_author_sees_it_and_after_the_reveal_everybody_who_may_read(
    service: Service, subject: str
) -> None:
    found = judged(service, subject, "closed")
    assert leaks(everything_shown(found, found.members["mia"], subject), "mia")
    found.move("r1", "revealed")
    for who in ("facilitator", "member", "observer"):
        assert leaks(everything_shown(found, OTHERS[who], subject), "mia")
    for who in ("respondent", "stranger"):
        assert leaks(everything_shown(found, OTHERS[who], subject), "mia") == []


@pytest.mark.parametrize("state", ["open", "closed"])
def test_progress_shows_how_many_judged_and_no_more(service: Service, state: str) -> None:
    found = judged(service, "scores", state)
    for who in (LEADER, found.members["max"], OBSERVER):
        assert service.state(who, found.session).given == {"r1": 2}
    assert service.state(OBSERVER, found.session).proceedings.ballots == {}


def test_a_refused_judgement_is_not_told_to_anybody(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    found = judged(service, "scores", "closed")
    with caplog.at_level(logging.DEBUG), pytest.raises(SelectionError) as caught:
        found.judge("mia", "r1", **marked("mia", "scores"))
    told = explain(caught.value, Words("en"))
    shown = (str(caught.value), repr(caught.value), told.sentence, told.where, caplog.text)
    assert leaks(iter(shown), "mia") == []


def test_what_was_sealed_stays_so_where_an_export_is_taken_in(service: Service, tmp_path: Path) -> None:
    found = judged(service, "scores", "closed")
    file = service.export(LEADER, found.session)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = open_service(tmp_path / "elsewhere")
    session = elsewhere.import_session(LEADER, file)
    taken_in = Meeting(elsewhere, session, LEADER)
    for member in MARKS:
        assert leaks(everything_shown(taken_in, LEADER, "scores"), member) == []
    elsewhere.close()


def unnamed(service: Service, *order: str) -> Meeting:
    """Members judge in some order where identities are not to be shown."""
    found = with_guests(committee(service, "mia", "max", "noa", identities="anonymous"))
    found.prepare("r1", subject="scores", cells=[CELL])
    found.move("r1", "open")
    levels = {"mia": 0, "max": 1, "noa": 2}
    for member in order:
        said = score(levels[member], reason=f"Comment {levels[member]}")
        found.judge(member, "r1", scores={"harbour-basic": {"E1": said}})
    found.move("r1", "closed")
    found.move("r1", "revealed")
    return found


def test_where_identities_are_not_shown_no_order_and_no_time_tells_who_said_what(service: Service) -> None:
    seen = []
    for order in (("mia", "max", "noa"), ("noa", "mia", "max")):
        found = unnamed(service, *order)
        state = service.state(OBSERVER, found.session)
        ballots = state.proceedings.ballots["r1"]
        members = [(one.id, one.name, one.department, one.scores) for one in state.decision.members]
        seen.append((list(ballots.items()), members))
        ids = {found.id_of(member) for member in order}
        assert ids.isdisjoint(ballots)
        assert ids.isdisjoint(name for name, *_ in members)
        values = [
            one.value for one in service.history(OBSERVER, found.session) if one.kind == "judgement_set"
        ]
        assert values == [None] * 3
    assert seen[0] == seen[1]


def test_where_identities_are_not_shown_a_recused_judgement_is_left_out_too(service: Service) -> None:
    found = unnamed(service, "mia", "max", "noa")
    recuse(found, "noa", "harbour-basic")
    shown = service.state(OBSERVER, found.session)
    assert "Comment 2" not in repr(shown.proceedings.ballots) + repr(shown.decision.members)
    (about,) = disagreements_in(shown, "r1")
    assert (about.judged, about.of, about.highest) == (2, 2, 1.0)


def test_ratings_of_a_person_stay_sealed_for_good(service: Service) -> None:
    found = with_guests(committee(service, "mia", "max"))
    rated(found, "c1", {"mia": {"aleph": 5}, "max": {"aleph": 4}})
    for who in (LEADER, found.members["max"], OBSERVER):
        state = service.state(who, found.session)
        assert found.id_of("mia") not in state.proceedings.ballots.get("c1", {})
        told = [one for one in service.history(who, found.session) if one.kind == "judgement_set"]
        assert [(one.value, one.sealed) for one in told] == [(None, True)] * 2
    assert '"chemistry":{"aleph":5}' not in "".join(_exported(found, LEADER)).replace(" ", "")

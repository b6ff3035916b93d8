"""Nobody who leads or judges sees anything of a bidder before having said what they have to do with it.

What is known of the bidder carries unmistakable marks, and whoever has not declared asks for everything that
can be asked for: the state, the history, the files, what an erasure would take, and every refusal.
"""

import base64
from collections.abc import Callable, Iterator, Sequence

import pytest

from selection.catalogue.decision_file import write_decision
from selection.documents.meeting_told import meeting_told
from selection.errors import DecisionError, SelectionError
from selection.model.criteria import Ordinal
from selection.model.participants import Declaration
from selection.words import Words
from selection.words.errors import explain
from selection.workshop.awarding import Choice
from selection.workshop.declaring import whole
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from selection.workshop.moderation import agree_score, agree_tier
from selection.workshop.panels import disagreements_in
from selection.workshop.service import Service
from tests.decisions import answer, score, token
from tests.decisions import small_decision as _small
from tests.examples import TODAY
from tests.meetings import Meeting, guest, meeting, once
from tests.money import cost_line
from tests.rooms import NOTHING

EN = Words("en")
BIDDER = "northstar-pro"
SECOND, EYE = token("second"), token("eye")
MARKS = ("Mark of an answer", "Mark of a score", "Mark of a cost", "Mark of a judgement", "Mark of a reason")
SENT = base64.b64encode(b"Mark of a file").decode()
NAMES = ["Northstar (fictional) Pro", "Harbour (fictional) Basic", "Aleph (fictional)"]


@pytest.fixture
def found(service: Service) -> Meeting:
    return judged(service)


def judged(service: Service) -> Meeting:
    """A second facilitator came to a meeting in which one bidder has been answered for and judged."""
    found = meeting(service, "mia", "max")
    for phase in ("needs", "weights", "lock"):
        found.turn_to(phase)
    service.lock(found.facilitator, found.session, found.state.version)
    for said in (
        guest("vendor", "respondent", BIDDER),
        guest("eye", "observer"),
        guest("second", "facilitator"),
    ):
        way = service.make_link(found.facilitator, found.session, "personal", found.state.version, said)
        service.join(token(said.id), way.secret)
    found.turn_to("answers")
    service.respond(token("vendor"), found.session, BIDDER, "a.csv", SENT, once())
    found.declare_nothing(found.facilitator, *found.members.values())
    found.turn_to("scores")
    _enter(found)
    return found


def _enter(found: Meeting) -> None:
    marked = answer("partial", gap="Mark of an answer, by Dana Mark")
    found.edit(
        Edit("answer", (BIDDER, "N1"), marked),
        Edit("score", ("aleph", "I1"), score(1.0, reason="Mark of a score")),
        Edit("cost", ("c1",), cost_line("c1", BIDDER, 47110815.0, note="Mark of a cost")),
    )
    found.prepare("r1", subject="scores", cells=[{"alternative": BIDDER, "criterion": "E1"}])
    found.move("r1", "open")
    for member in ("mia", "max"):
        found.judge(member, "r1", scores={BIDDER: {"E1": score(1.0, reason="Mark of a judgement")}})
    for state in ("closed", "revealed"):
        found.move("r1", state)
    present = (found.id_of("mia"),)
    found.edit(*agree_score(found.state, "r1", f"{BIDDER}/E1", 1, "Mark of a reason", present))


def everything(found: Meeting, who: str) -> Iterator[str]:
    """Give all that is shown to somebody who asks for whatever can be asked for."""
    service, session = found.service, found.session
    attempts = (
        lambda: service.state(who, session),
        lambda: service.who_am_i(who, session),
        lambda: service.state(who, session).decision.members,
        lambda: write_decision(service.state(who, session).decision),
        lambda: meeting_told(service.state(who, session), EN),
        lambda: disagreements_in(service.state(who, session), "r1"),
        lambda: service.history(who, session),
        lambda: service.verify(who, session),
        lambda: service.decision_under(who, session, "1"),
        lambda: service.export(who, session),
        lambda: service.mentions(who, session, ["Dana Mark", "Mark"]).texts,
        lambda: service.undo(who, session, service.state(who, session).version),
        lambda: service.decide(who, session, _choice(), TODAY, service.state(who, session).version),
        *(_sent(found, who, edit) for edit in _probing()),
    )
    for attempt in attempts:
        try:
            shown = attempt()
        except SelectionError as error:
            told = explain(error, EN)
            shown = (str(error), repr(error), told.sentence, told.where, told.remedy)
        yield f"{shown}{shown!r}"


def _choice() -> Choice:
    return Choice(f"{BIDDER}+aleph", votes_for=2)


def _probing() -> tuple[Edit, ...]:
    """Give what might be refused by something that is kept back."""
    return (
        Edit("answer", (BIDDER, "N1")),
        Edit("score", ("aleph", "I1")),
        Edit("cost", ("c1",), cost_line("c1", "harbour-basic", 1.0)),
        Edit("need", ("N1",)),
        Edit("criterion", ("I1",)),
        Edit("offer", (BIDDER,)),
    )


def _sent(found: Meeting, who: str, edit: Edit) -> Callable[[], object]:
    return lambda: found.service.submit(who, found.session, edit, found.state.version, once())


def leaks(shown: Iterator[str]) -> set[str]:
    sought = (*MARKS, SENT, "Dana Mark", "47110815")
    return {mark for one in shown for mark in sought if mark in one}


def test_who_leads_finds_nothing_of_a_bidder_anywhere_before_declaring(found: Meeting) -> None:
    assert leaks(everything(found, SECOND)) == set()


def test_who_began_the_session_is_held_to_it_too(found: Meeting) -> None:
    state = found.state
    late = state.decision.offers[0].model_copy(update={"id": "late", "name": "Late"})
    found.edit(Edit("offer", ("late",), late))
    assert found.state.to_declare == ("late",)
    refused = refusal(lambda: found.service.export(found.facilitator, found.session))
    assert (refused.code, refused.figures) == ("declare_on_all", {"found": ["Late"]})
    assert BIDDER in found.state.decision.answers
    assert refusal(_sent(found, found.facilitator, Edit("answer", ("late", "N1"), answer()))).code == (
        "declare_first"
    )


def test_there_is_something_to_find_for_who_has_declared(found: Meeting) -> None:
    found.declare_nothing(SECOND)
    seen = found.service.state(SECOND, found.session)
    shown = iter([repr(seen), repr(found.service.history(SECOND, found.session))])
    assert leaks(shown) == {*MARKS, SENT, "Dana Mark", "47110815"}
    assert found.service.mentions(SECOND, found.session, ["Dana Mark"]).texts == (
        "Mark of an answer, by Dana Mark",
    )
    assert found.service.export(SECOND, found.session)[:2] == b"PK"
    assert (seen.to_declare, whole(seen)) == ((), found.state.decision)


def test_each_bidder_is_shown_once_it_is_declared_on(found: Meeting) -> None:
    found.service.declare(SECOND, found.session, {BIDDER: NOTHING}, once())
    seen = found.service.state(SECOND, found.session)
    assert (set(seen.decision.answers), set(seen.decision.scores)) == ({BIDDER}, {BIDDER})
    assert [line.id for line in seen.decision.costs] == ["c1"]
    assert seen.proceedings.responses == found.state.proceedings.responses
    assert seen.to_declare == ("harbour-basic", "aleph")
    assert leaks(iter([repr(seen)])) == {*MARKS, SENT, "Dana Mark", "47110815"} - {"Mark of a score"}


def test_what_was_agreed_is_told_without_its_reason_before(found: Meeting) -> None:
    seen = found.service.state(SECOND, found.session).proceedings.agreements["scores"][f"{BIDDER}/E1"]
    whole_one = found.state.proceedings.agreements["scores"][f"{BIDDER}/E1"]
    assert (seen.judged, seen.of, seen.reason) == (2, 2, None)
    assert whole_one.reason == "Mark of a reason"


def refusal(attempt: Callable[[], object]) -> SelectionError:
    with pytest.raises(SelectionError) as caught:
        attempt()
    return caught.value


def test_a_session_file_is_refused_by_naming_what_is_still_to_be_declared(found: Meeting) -> None:
    error = refusal(lambda: found.service.export(SECOND, found.session))
    assert explain(error, EN).sentence == (
        "This shows what is known of every bidder. Say first what you have to do with: "
        "Northstar (fictional) Pro, Harbour (fictional) Basic, Aleph (fictional)."
    )
    found.service.declare(SECOND, found.session, {BIDDER: NOTHING}, once())
    assert refusal(lambda: found.service.export(SECOND, found.session)).figures == {"found": NAMES[1:]}


def test_no_result_and_no_document_is_made_of_what_is_only_partly_seen(found: Meeting) -> None:
    seen = found.service.state(SECOND, found.session)
    error = refusal(lambda: whole(seen))
    assert (error.code, error.figures) == ("declare_on_all", {"found": NAMES})


def test_nobody_changes_unseen_what_is_known_of_a_bidder(found: Meeting) -> None:
    for edit in _probing()[:3]:
        assert refusal(_sent(found, SECOND, edit)).code == "declare_first"
    agreed = agree_score(found.state, "r1", f"{BIDDER}/E1", 0, "Why not", ())
    for edits in (agreed, agreed[:1]):
        assert refusal(lambda edits=edits: _submitted(found, edits)).code == "declare_first"
    found.service.submit(SECOND, found.session, Edit("title", (), "Another"), found.state.version, once())
    assert found.state.decision.title == "Another"


@pytest.mark.parametrize(
    "levels", [("poor",), ("poor", "fair"), ("poor", "fair", "good", "very good")], ids=len
)
def test_no_change_tells_by_being_refused_what_a_hidden_score_is(
    found: Meeting, levels: tuple[str, ...]
) -> None:
    held = next(one for one in found.state.decision.criteria if one.id == "I1")
    scale = Ordinal.model_construct(kind="ordinal", levels=levels)
    other = Edit("criterion", ("I1",), held.model_copy(update={"value": scale}))
    for attempt in (_sent(found, SECOND, other), lambda: amended(found, SECOND, other)):
        assert refusal(attempt).figures == {"found": NAMES}


def amended(found: Meeting, who: str, edit: Edit) -> object:
    return found.service.amend(who, found.session, [edit], "Because", found.state.version, once())


def _submitted(found: Meeting, edits: Sequence[Edit]) -> object:
    return found.service.submit(SECOND, found.session, edits, found.state.version, once())


def test_a_contradiction_with_what_is_seen_is_told_as_ever(found: Meeting) -> None:
    late = found.state.decision.offers[0].model_copy(update={"id": "late", "product": "none"})
    told = [refusal(_sent(found, who, Edit("offer", ("late",), late))) for who in (SECOND, found.facilitator)]
    assert (type(told[0]), str(told[0])) == (DecisionError, str(told[1]))


def test_who_has_not_declared_awards_nothing(found: Meeting) -> None:
    found.turn_to("decision")
    version = found.state.version
    error = refusal(lambda: found.service.decide(SECOND, found.session, _choice(), TODAY, version))
    assert (error.code, found.state.proceedings.award) == ("declare_on_all", None)


def test_an_observer_who_declared_sees_what_is_known_of_bidders_once_answers_are_opened_and_not_before(
    found: Meeting,
) -> None:
    found.declare_nothing(EYE)
    seen = found.service.state(EYE, found.session)
    assert seen.decision.answers == found.state.decision.answers
    assert leaks(iter([repr(seen)])) >= {"Mark of an answer", "Mark of a judgement", SENT}
    found.turn_to("answers", reason="More time")
    seen = found.service.state(EYE, found.session)
    assert (seen.decision.answers, seen.decision.scores, seen.decision.costs) == ({}, {}, ())
    assert leaks(iter([repr(seen)])) == set()
    assert leaks(iter([repr(found.service.history(EYE, found.session))])) == set()
    assert seen.to_declare == ()


def test_a_member_who_has_not_declared_reads_no_judgement_of_that_bidder_either(found: Meeting) -> None:
    found.join("late")
    late = found.members["late"]
    shown = (repr(found.service.state(late, found.session)), repr(found.service.history(late, found.session)))
    assert leaks(iter(shown)) == set()
    found.declare_nothing(late)
    assert "Mark of a judgement" in repr(found.service.state(late, found.session).proceedings.ballots)


def test_a_recused_facilitator_has_declared_and_sees_what_the_others_see(found: Meeting) -> None:
    out = Declaration(interest="actual", about="A cousin works there", recused=True)
    found.service.declare(
        SECOND, found.session, dict.fromkeys(must_declare_on(found.state.decision), out), once()
    )
    assert found.service.state(SECOND, found.session).to_declare == ()


@pytest.mark.parametrize("set_aside", [False, True])
def test_setting_the_order_aside_opens_nothing(found: Meeting, set_aside: bool) -> None:
    if set_aside:
        entry = {
            "id": "L1",
            "day": "2026-11-22",
            "stage": "process",
            "text": "Open",
            "reason": "Because",
            "overrides": "formal",
        }
        edits = (Edit("log", ("L1",), entry), Edit("procedure", (), "open"))
        found.service.submit(SECOND, found.session, edits, found.state.version, once())
    assert found.state.decision.procedure == ("open" if set_aside else "formal")
    assert leaks(everything(found, SECOND)) == set()


def test_alone_and_before_a_workshop_begins_nobody_is_asked_to_declare(service: Service) -> None:
    leader = token("facilitator")
    session = service.open_session(leader, _small())
    alone = Meeting(service, session, leader)
    said = guest("second", "facilitator")
    way = service.make_link(leader, session, "personal", alone.state.version, said)
    service.join(SECOND, way.secret)
    for who in (leader, SECOND):
        seen = service.state(who, session)
        assert (seen.to_declare, whole(seen)) == ((), _small())
        assert service.export(who, session)[:2] == b"PK"
    alone.edit(Edit("procedure", (), "formal"))
    assert whole(service.state(SECOND, session)).answers == _small().answers


def test_what_is_about_no_bidder_is_read_in_the_history_as_ever(service: Service) -> None:
    found = meeting(service, "mia", "max")
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=("N1",))
    found.move("r1", "open")
    for member in ("mia", "max"):
        found.judge(member, "r1", tiers={"N1": "must"})
    for state in ("closed", "revealed"):
        found.move("r1", state)
    found.edit(*agree_tier(found.state, "r1", "N1", "must", "Mia knows best", (found.id_of("mia"),)))
    assert found.state.to_declare != ()
    told = {one.kind: one.sealed for one in service.history(found.facilitator, found.session)}
    assert (told["judgement_set"], told["agreement_set"], told["need_set"]) == (False, False, False)
    assert service.mentions(found.facilitator, found.session, ["Mia knows"]).texts == ("Mia knows best",)

"""What may be decided: the first without a word, another with a reason, an open one only under conditions."""

from dataclasses import replace

import pytest

from selection.documents.meeting_told import meeting_told
from selection.errors import NotFound, SessionError
from selection.model.base import LANGUAGES, Language
from selection.model.decision import Decision
from selection.words import Words
from selection.words.fiction import told_name
from selection.workshop.awarding import Choice
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from selection.workshop.service import Service
from tests.decisions import answer, integrator, score, small_decision
from tests.examples import TODAY
from tests.meetings import SINCE, Meeting, once
from tests.rooms import NOTHING
from tests.unit.workshop.committee import LEADER

FIRST, SECOND, OPEN, EXCLUDED = (
    "northstar-pro+aleph",
    "northstar-pro+bet",
    "harbour-basic+aleph",
    "harbour-basic",
)
FOR_IT = Choice(FIRST, votes_for=2)


def with_every_verdict() -> Decision:
    """One product passes with either firm, the first of them ahead; of the other product an answer lacks."""
    small = small_decision()
    proven = answer(evidence="proof")
    return small.model_copy(
        update={
            "integrators": (*small.integrators, integrator("bet")),
            "answers": {
                "northstar-pro": {need.id: proven for need in small.needs},
                "harbour-basic": {"N1": proven, "N3": proven},
            },
            "scores": {
                "northstar-pro": {"E1": score(2.0)},
                "harbour-basic": {"E1": score(0.0)},
                "aleph": {"I1": score(2.0)},
                "bet": {"I1": score(1.0)},
            },
        }
    )


def at_the_decision(service: Service, decision: Decision | None = None, **rules: object) -> Meeting:
    found = Meeting(service, service.open_session(LEADER, decision or with_every_verdict()), LEADER)
    found.edit(
        Edit("procedure", (), "formal"),
        Edit("rules", (), rules),
        Edit("stand", (), {"phase": "lock", "since": SINCE}),
    )
    service.lock(LEADER, found.session, found.state.version)
    declared = dict.fromkeys(must_declare_on(found.state.decision), NOTHING)
    service.declare(LEADER, found.session, declared, once())
    found.turn_to("decision")
    return found


def decide(found: Meeting, choice: Choice) -> None:
    found.service.decide(LEADER, found.session, choice, TODAY, found.state.version)


def refusal(found: Meeting, choice: Choice) -> str:
    before = found.state.version
    with pytest.raises((SessionError, NotFound)) as refused:
        decide(found, choice)
    assert (found.state.version, found.state.proceedings.award) == (before, None)
    return refused.value.code


def status(found: Meeting, choice: Choice) -> tuple[str, int | None]:
    decide(found, choice)
    award = found.state.proceedings.award
    assert award is not None
    return award.status, award.rank


def test_what_is_first_is_awarded_without_a_reason(service: Service) -> None:
    assert status(at_the_decision(service), FOR_IT) == ("awarded", 1)


def test_another_than_the_first_takes_a_reason(service: Service) -> None:
    found = at_the_decision(service)
    assert refusal(found, replace(FOR_IT, winner=SECOND)) == "not_first_without_reason"
    assert status(found, replace(FOR_IT, winner=SECOND, reason="Its people know us")) == ("awarded", 2)


def test_an_open_one_is_only_preferred_and_that_under_conditions_and_with_a_reason(service: Service) -> None:
    found = at_the_decision(service)
    choice = replace(FOR_IT, winner=OPEN)
    assert refusal(found, replace(choice, reason="We like it")) == "open_without_conditions"
    assert refusal(found, replace(choice, conditions="The demo holds")) == "not_first_without_reason"
    assert status(found, replace(choice, conditions="The demo holds", reason="We like it")) == (
        "preferred",
        None,
    )


def test_what_is_excluded_is_not_decided_on_whatever_is_said(service: Service) -> None:
    decision = with_every_verdict()
    absent = {**decision.answers, "harbour-basic": {"N1": answer("absent", evidence="proof")}}
    found = at_the_decision(service, decision.model_copy(update={"answers": absent}))
    choice = Choice(OPEN, conditions="Whatever", reason="We like it", votes_for=9)
    assert refusal(found, choice) == "award_of_excluded"


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (replace(FOR_IT, winner=EXCLUDED), "award_of_no_pair"),
        (replace(FOR_IT, reserve="aleph"), "award_of_no_pair"),
        (replace(FOR_IT, reserve=FIRST), "reserve_is_winner"),
    ],
    ids=str,
)
def test_a_product_alone_or_the_winner_in_reserve_is_no_decision(
    service: Service, choice: Choice, code: str
) -> None:
    assert refusal(at_the_decision(service), choice) == code


@pytest.mark.parametrize(
    ("rule", "votes_for", "votes_against", "carried"),
    [
        ("consent", 2, 0, True),
        ("consent", 9, 1, False),
        ("consent", None, None, False),
        ("majority", 2, 1, True),
        ("majority", 2, 2, False),
        ("chair", None, None, True),
        ("chair", 0, 9, True),
    ],
)
def test_the_rule_fixed_at_the_lock_says_whether_it_is_carried(
    service: Service, rule: str, votes_for: int | None, votes_against: int | None, carried: bool
) -> None:
    found = at_the_decision(service, decision_rule=rule)
    choice = Choice(FIRST, votes_for=votes_for, votes_against=votes_against)
    if carried:
        assert status(found, choice) == ("awarded", 1)
    else:
        assert refusal(found, choice) == "not_carried"


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_say_preferred_subject_to_what_and_never_decided(
    service: Service, language: Language
) -> None:
    found, _ = at_the_decision(service), Words(language)
    decide(found, Choice(OPEN, conditions="The demo holds", reason="We like it", votes_for=2))
    told = meeting_told(found.state, _).decided
    name = told_name("Harbour (fictional) Basic + Aleph (fictional)", _)
    assert told[:2] == (
        _("Preferred: {name}", name=name),
        _("Subject to: {conditions}", conditions="The demo holds"),
    )
    assert _("Decided: {name}", name=name) not in told
    assert _("Because: {reason}", reason="We like it") in told

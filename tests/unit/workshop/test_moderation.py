"""What a meeting agrees on becomes official: with how it was agreed, and by no other way."""

from dataclasses import replace

import pytest

from selection.errors import DecisionError, NotFound, SessionError
from selection.model.judgements import Score
from selection.model.participants import Declaration
from selection.model.rounds import Agreement, MinorityNote
from selection.model.weights import NodeWeights
from selection.workshop.events import Edit
from selection.workshop.moderation import agree_en_bloc, agree_score, agree_tier, agree_weights, finish_round
from selection.workshop.service import Service
from tests.decisions import token
from tests.meetings import Meeting, meeting, once
from tests.unit.workshop.committee import LEADER, committee, rated, recuse, scored

CELL = "harbour-basic/E1"
APART = {"mia": {"harbour-basic": 0}, "max": {"harbour-basic": 2}, "noa": {"harbour-basic": 2}}
CLOSE = {"mia": {"harbour-basic": 1}, "max": {"harbour-basic": 2}}


def present(found: Meeting, *names: str) -> tuple[str, ...]:
    return tuple(found.id_of(name) for name in names)


def refusal(found: Meeting, *edits: Edit) -> tuple[str, str]:
    version = found.state.version
    with pytest.raises((SessionError, NotFound, DecisionError)) as caught:
        found.edit(*edits)
    assert found.state.version == version
    return caught.value.code, caught.value.where


@pytest.fixture
def apart(service: Service) -> Meeting:
    """Three of four judged a cell two levels apart."""
    found = committee(service, "mia", "max", "noa", "ole")
    scored(found, "r1", APART)
    return found


@pytest.fixture
def close(service: Service) -> Meeting:
    """Two of three judged a cell one level apart."""
    found = committee(service, "mia", "max", "noa")
    scored(found, "r1", CLOSE)
    return found


def test_an_agreed_score_stands_with_how_it_was_agreed(apart: Meeting) -> None:
    there = present(apart, "mia", "max")
    apart.edit(*agree_score(apart.state, "r1", CELL, 1, "The export was shown", there))
    state = apart.state
    assert state.decision.scores["harbour-basic"]["E1"] == Score(
        performance=1.0, evidence="demo", reason="The export was shown"
    )
    assert state.proceedings.agreements["scores"][CELL] == Agreement(
        round="r1", by="moderation", reason="The export was shown", judged=3, of=4, present=there
    )


def test_judgements_too_far_apart_are_not_taken_over_en_bloc(apart: Meeting) -> None:
    assert agree_en_bloc(apart.state, "r1", "E1", "Agreed", present(apart, "mia")) == ()


def test_close_judgements_are_taken_over_by_criterion_with_one_reason(close: Meeting) -> None:
    edits = agree_en_bloc(close.state, "r1", "E1", "Nobody objects", present(close, "mia"))
    close.edit(*edits)
    state = close.state
    assert state.decision.scores == {
        "harbour-basic": {"E1": Score(performance=1.0, evidence="demo", reason="Nobody objects")}
    }
    assert state.proceedings.agreements["scores"][CELL].by == "lower_median"
    assert agree_en_bloc(state, "r1", "E1", "Again", ()) == ()
    assert agree_en_bloc(state, "r1", "I1", "Nobody judged it", ()) == ()


def lower_median(found: Meeting, level: float, **more: object) -> tuple[Edit, Edit]:
    agreement, score = agree_score(found.state, "r1", CELL, int(level), "why", present(found, "mia"))
    assert isinstance(agreement.value, Agreement)
    assert isinstance(score.value, Score)
    said = agreement.value.model_copy(update={"by": "lower_median", **more})
    value = score.value.model_copy(update={"performance": level})
    return replace(agreement, value=said), replace(score, value=value)


def test_what_is_taken_over_is_the_lower_median_and_nothing_else(close: Meeting) -> None:
    assert refusal(close, *lower_median(close, 2.0))[0] == "not_the_lower_median"
    close.edit(*lower_median(close, 1.0))
    assert close.state.decision.scores["harbour-basic"]["E1"].performance == 1.0


def test_what_lies_too_far_apart_can_only_be_moderated(apart: Meeting) -> None:
    assert refusal(apart, *lower_median(apart, 2.0))[0] == "to_be_discussed"


def test_too_few_judgements_can_only_be_moderated(service: Service) -> None:
    found = committee(service, "mia", "max", "noa")
    scored(found, "r1", {"mia": {"harbour-basic": 1}})
    assert refusal(found, *lower_median(found, 1.0))[0] == "too_few_judged"
    found.edit(*agree_score(found.state, "r1", CELL, 1, "Talked about", present(found, "mia")))
    assert found.state.proceedings.agreements["scores"][CELL].judged == 1


def test_an_agreed_score_is_a_level_of_the_scale(apart: Meeting) -> None:
    agreement, score = agree_score(apart.state, "r1", CELL, 1, "why", present(apart, "mia"))
    for level in (1.67, 3.0, -1.0):
        between = replace(score, value=Score(performance=level, evidence="demo"))
        assert refusal(apart, agreement, between)[0] == "no_such_level"


def test_an_agreement_counts_who_judged_and_who_could_have(apart: Meeting) -> None:
    agreement, score = agree_score(apart.state, "r1", CELL, 1, "why", present(apart, "mia"))
    assert isinstance(agreement.value, Agreement)
    for wrong in ({"judged": 4}, {"of": 3}):
        assert refusal(apart, replace(agreement, value=agreement.value.model_copy(update=wrong)), score) == (
            "agreement_miscounted",
            f"agreement.scores.{CELL}",
        )


def test_an_agreement_names_who_was_there(apart: Meeting) -> None:
    assert refusal(apart, *agree_score(apart.state, "r1", CELL, 1, "why", ()))[0] == "nobody_present"
    nobody = agree_score(apart.state, "r1", CELL, 1, "why", ("nobody",))
    assert refusal(apart, *nobody)[0] == "nobody_of_that_id"


def test_a_judged_cell_gets_no_score_without_an_agreement(apart: Meeting) -> None:
    agreement, score = agree_score(apart.state, "r1", CELL, 1, "why", present(apart, "mia"))
    assert refusal(apart, score) == ("not_agreed", "score.harbour-basic.E1")
    assert refusal(apart, agreement)[0] == "agreement_without_value"


def test_nothing_is_agreed_before_its_reveal_not_even_with_it(service: Service) -> None:
    found = committee(service, "mia")
    found.prepare("r1", subject="scores", cells=[{"alternative": "harbour-basic", "criterion": "E1"}])
    for state in ("open", "closed"):
        service.move_round(LEADER, found.session, "r1", state, once())
        agreement = Agreement(
            round="r1", by="moderation", reason="w", judged=0, of=1, present=present(found, "mia")
        )
        edits = (
            Edit("agreement", ("scores", CELL), agreement),
            Edit("score", ("harbour-basic", "E1"), Score(performance=1.0, evidence="demo")),
        )
        if state == "closed":
            asked = found.state.proceedings.round("r1")
            assert asked is not None
            revealing = Edit("round", ("r1",), asked.model_copy(update={"state": "revealed"}))
            assert refusal(found, revealing, *edits)[0] == "round_not_revealed"
        assert refusal(found, *edits)[0] == "round_not_revealed"


@pytest.mark.parametrize(
    ("place", "round_"),
    [(("scores", "harbour-basic/I1"), "r1"), (("scores", CELL), "r9"), (("tiers", "N1"), "r1")],
)
def test_only_what_a_round_asked_for_is_agreed(apart: Meeting, place: tuple[str, str], round_: str) -> None:
    said = Agreement(
        round=round_, by="moderation", reason="why", judged=0, of=0, present=present(apart, "mia")
    )
    assert refusal(apart, Edit("agreement", place, said))[0] == "agreement_on_nothing"


def test_a_round_is_finished_once_everything_it_asked_for_is_agreed(close: Meeting) -> None:
    with pytest.raises(SessionError) as caught:
        close.service.move_round(LEADER, close.session, "r1", "agreed", once())
    assert (caught.value.code, caught.value.figures["count"]) == ("not_all_agreed", 3)
    there = present(close, "mia")
    for item in ("northstar-pro/E1", CELL, "aleph/I1"):
        close.edit(*agree_score(close.state, "r1", item, 1, "Talked about", there))
    assert finish_round(close.state, "r1")
    close.service.move_round(LEADER, close.session, "r1", "agreed", once())
    found = close.state.proceedings.round("r1")
    assert found is not None
    assert found.state == "agreed"


def test_a_score_stands_only_with_its_agreement(close: Meeting) -> None:
    close.edit(*agree_score(close.state, "r1", CELL, 1, "Talked about", present(close, "mia")))
    agreement = Edit("agreement", ("scores", CELL))
    assert refusal(close, agreement) == ("agreement_stays", f"agreement.scores.{CELL}")
    close.edit(agreement, Edit("score", ("harbour-basic", "E1")))
    assert (close.state.proceedings.agreements, close.state.decision.scores) == ({}, {})


def test_who_is_recused_takes_no_part_in_agreeing(apart: Meeting) -> None:
    recuse(apart, "ole", "harbour-basic")
    edits = agree_score(apart.state, "r1", CELL, 1, "why", present(apart, "mia", "ole"))
    agreed = edits[0].value
    assert isinstance(agreed, Agreement)
    assert (agreed.present, agreed.of) == (present(apart, "mia"), 3)
    among = replace(edits[0], value=agreed.model_copy(update={"present": present(apart, "mia", "ole")}))
    assert refusal(apart, among, edits[1])[0] == "recused_is_present"


def test_a_late_recusal_reopens_what_was_agreed_in_that_presence_and_nothing_else(close: Meeting) -> None:
    there = present(close, "mia", "noa")
    for item, by in ((CELL, there), ("northstar-pro/E1", present(close, "mia")), ("aleph/I1", there)):
        close.edit(*agree_score(close.state, "r1", item, 1, "Talked about", by))
    recuse(close, "noa", "harbour-basic")
    state = close.state
    assert set(state.proceedings.agreements["scores"]) == {"northstar-pro/E1", "aleph/I1"}
    assert "harbour-basic" not in state.decision.scores
    assert state.proceedings.declarations[close.id_of("noa")]["harbour-basic"].recused


def test_a_late_recusal_reopens_a_median_that_holds_that_person_s_judgement(close: Meeting) -> None:
    close.edit(*agree_en_bloc(close.state, "r1", "E1", "Nobody objects", present(close, "mia")))
    recuse(close, "max", "harbour-basic")
    state = close.state
    assert (state.proceedings.agreements, state.decision.scores) == ({}, {})
    judged = {member.id: member.scores for member in state.decision.members}
    assert judged[close.id_of("max")] == {}
    assert list(judged[close.id_of("mia")]) == ["harbour-basic"]


def test_a_declaration_that_recuses_nobody_reopens_nothing(close: Meeting) -> None:
    close.edit(*agree_score(close.state, "r1", CELL, 1, "Talked about", present(close, "mia")))
    before = close.state.proceedings.agreements
    said = Declaration(interest="perceived", about="Met at a fair")
    close.service.declare(close.members["mia"], close.session, {"harbour-basic": said}, once())
    assert close.state.proceedings.agreements == before


def test_who_does_not_share_an_agreement_notes_it(close: Meeting) -> None:
    def dissent() -> None:
        note = MinorityNote(text="It crashed twice")
        close.service.dissent(close.members["max"], close.session, "scores", CELL, note, once())

    with pytest.raises(SessionError, match="nothing_agreed_there"):
        dissent()
    close.edit(*agree_score(close.state, "r1", CELL, 1, "Talked about", present(close, "mia")))
    dissent()
    notes = close.state.proceedings.minority_notes["scores"][CELL]
    assert notes == {close.id_of("max"): MinorityNote(text="It crashed twice")}


def test_a_tier_is_agreed_with_the_need_it_is_of(service: Service) -> None:
    found = meeting(service, "mia", "max")
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=["N1", "N2"])
    found.move("r1", "open")
    found.judge("mia", "r1", tiers={"N1": "must", "N2": "nice"})
    found.judge("max", "r1", tiers={"N1": "nice", "N2": "nice"})
    found.move("r1", "closed")
    found.move("r1", "revealed")
    found.edit(*agree_tier(found.state, "r1", "N1", "long_term", "Only next year", present(found, "mia")))
    found.edit(*agree_en_bloc(found.state, "r1", None, "All say so", present(found, "mia")))
    tiers = {need.id: need.tier for need in found.state.decision.needs}
    assert (tiers["N1"], tiers["N2"]) == ("long_term", "nice")
    ways = {item: said.by for item, said in found.state.proceedings.agreements["tiers"].items()}
    assert ways == {"N1": "moderation", "N2": "lower_median"}
    changed = found.state.decision.needs[0].model_copy(update={"tier": "must"})
    assert refusal(found, Edit("need", ("N1",), changed)) == ("not_agreed", "need.N1")
    renamed = found.state.decision.needs[0].model_copy(update={"text": "Said more clearly"})
    found.edit(Edit("need", ("N1",), renamed))


def test_weights_are_agreed_in_the_meeting_only(service: Service) -> None:
    found = meeting(service, "mia")
    found.turn_to("weights")
    found.prepare("r1", subject="weights", nodes=["sides"])
    found.move("r1", "open")
    said = NodeWeights(points={"platform": 60, "integrator": 40})
    found.judge("mia", "r1", weights={"sides": said})
    found.move("r1", "closed")
    found.move("r1", "revealed")
    edits = agree_weights(found.state, "r1", "sides", said, "All say so", present(found, "mia"))
    assert isinstance(edits[0].value, Agreement)
    by_median = replace(edits[0], value=edits[0].value.model_copy(update={"by": "lower_median"}))
    assert refusal(found, by_median, edits[1])[0] == "not_the_lower_median"
    found.edit(*edits)
    assert found.state.decision.weights["sides"] == said


RATED = {"mia": {"aleph": 5, "bet": 1}, "max": {"aleph": 2, "bet": "cannot_judge"}, "noa": {"aleph": 4}}


def test_private_ratings_become_the_score_by_their_lower_median(service: Service) -> None:
    found = committee(service, "mia", "max", "noa")
    rated(found, "c1", RATED)
    state = found.state
    assert state.decision.scores == {"aleph": {"P5": Score(performance=4.0, evidence="demo")}}
    assert state.proceedings.agreements["chemistry"] == {
        "aleph": Agreement(round="c1", by="private_rating", judged=3, of=3),
        "bet": Agreement(round="c1", by="private_rating", judged=1, of=3),
    }


def test_private_ratings_are_seen_by_nobody_but_their_author(service: Service) -> None:
    found = committee(service, "mia", "max", "noa")
    rated(found, "c1", RATED)
    assert found.state.proceedings.ballots == {}
    assert found.state.given == {"c1": 3}
    seen = service.state(found.members["mia"], found.session).proceedings.ballots["c1"]
    assert list(seen) == [found.id_of("mia")]


def test_private_ratings_are_not_moderated(service: Service) -> None:
    found = committee(service, "mia", "max", "noa")
    rated(found, "c1", RATED)
    other = Edit("score", ("aleph", "P5"), Score(performance=5.0, evidence="demo"))
    assert refusal(found, other) == ("not_as_rated", "score.aleph.P5")
    unrated = Edit("score", ("bet", "P5"), Score(performance=5.0, evidence="demo"))
    assert refusal(found, unrated) == ("not_as_rated", "score.bet.P5")
    said = Agreement(round="c1", by="moderation", reason="w", judged=3, of=3, present=present(found, "mia"))
    assert refusal(found, Edit("agreement", ("chemistry", "aleph"), said))[0] == "agreement_on_nothing"


def test_a_round_of_ratings_is_not_revealed_without_what_they_come_to(service: Service) -> None:
    found = committee(service, "mia")
    found.prepare("c1", subject="chemistry", alternatives=["aleph"])
    for state in ("open", "closed"):
        service.move_round(LEADER, found.session, "c1", state, once())
    asked = found.state.proceedings.round("c1")
    assert asked is not None
    revealing = Edit("round", ("c1",), asked.model_copy(update={"state": "revealed"}))
    assert refusal(found, revealing) == ("ratings_not_taken_over", "round.c1")


def test_ratings_are_counted_again_without_who_is_recused_late(service: Service) -> None:
    found = committee(service, "mia", "max", "noa", "dan")
    rated(found, "c1", RATED | {"mia": {"aleph": 1}, "dan": {"aleph": 3}})
    assert found.state.decision.scores["aleph"]["P5"].performance == 2.0
    recuse(found, "mia", "aleph")
    state = found.state
    assert state.decision.scores["aleph"]["P5"].performance == 3.0
    agreed = state.proceedings.agreements["chemistry"]["aleph"]
    assert (agreed.judged, agreed.of) == (3, 3)


@pytest.mark.parametrize("members", [("mia",), ("mia", "max")])
def test_of_one_or_two_ratings_there_is_no_score_although_everybody_rated(
    service: Service, members: tuple[str, ...]
) -> None:
    found = committee(service, *members)
    rated(found, "c1", {name: {"aleph": 4} for name in members})
    state = found.state
    assert state.decision.scores == {}
    agreed = state.proceedings.agreements["chemistry"]["aleph"]
    assert (agreed.judged, agreed.of) == (len(members), len(members))


def test_a_late_recusal_that_leaves_two_ratings_takes_the_score_back(service: Service) -> None:
    found = committee(service, "mia", "max", "noa")
    rated(found, "c1", RATED)
    recuse(found, "mia", "aleph")
    assert found.state.decision.scores == {}


def test_ratings_need_their_criterion_and_one_manager_for_each_firm(service: Service) -> None:
    found = committee(service, "mia")
    asked = {"id": "c1", "subject": "chemistry", "alternatives": ["harbour-basic"]}
    assert refusal(found, Edit("round", ("c1",), asked)) == ("not_one_manager", "round.c1")
    small = meeting(service, "max")
    asked = {"id": "c1", "subject": "chemistry", "alternatives": ["aleph"]}
    assert refusal(small, Edit("round", ("c1",), asked)) == ("no_criterion_of_chemistry", "round.c1")


def test_a_visitor_without_a_seat_moves_no_round(service: Service) -> None:
    found = committee(service, "mia")
    with pytest.raises(NotFound):
        service.move_round(token("nobody"), found.session, "r1", "open", once())

"""An award made before a late recusal is told to be in doubt, everywhere, until it is written anew."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from selection.cli import main
from selection.documents.meeting_told import meeting_told
from selection.errors import SessionError
from selection.model.participants import Declaration
from selection.words import Words
from selection.words.errors import explain
from selection.words.meeting import doubt_sentence
from selection.workshop.agenda import Lack, lacking
from selection.workshop.awarding import Choice
from selection.workshop.changes import contents_with_erased
from selection.workshop.moderation import agree_score
from selection.workshop.service import Service
from selection.workshop.state import SessionState, fold
from tests.decisions import token
from tests.meetings import Meeting, guest, once
from tests.rooms import NOTHING
from tests.unit.workshop.committee import LEADER, committee, recuse, scored
from tests.unit.workshop.test_awarding import FIRST, at_the_decision

TODAY = dt.date(2026, 11, 22)
EN = Words("en")
FOR_IT = Choice("harbour-basic+aleph", conditions="the export is built", reason="chosen", votes_for=3)
NAMES = ("mia", "max", "noa")
FROM = "northstar-pro"


def awarded(service: Service) -> Meeting:
    """Three members judged, what they said was agreed on, and the award is written."""
    found = committee(service, *NAMES)
    scored(found, "s1", {name: {FROM: 1, "harbour-basic": 2, "aleph": 1} for name in NAMES})
    present = tuple(found.id_of(name) for name in NAMES)
    for item in (f"{FROM}/E1", "harbour-basic/E1", "aleph/I1"):
        found.edit(*agree_score(found.state, "s1", item, 1, "Talked about", present))
    found.move("s1", "agreed")
    found.turn_to("decision")
    decide(found)
    return found


def decide(found: Meeting, choice: Choice = FOR_IT) -> None:
    found.service.decide(LEADER, found.session, choice, TODAY, found.state.version)


def doubted(found: Meeting) -> list[str]:
    return [name for name in NAMES if found.id_of(name) in found.state.doubted_by]


def test_an_award_is_in_doubt_once_somebody_who_judged_is_recused_after_it(service: Service) -> None:
    found = awarded(service)
    before = found.state
    assert (before.doubted_by, lacking(before)) == ((), ())
    recuse(found, "noa", FROM)
    after = found.state
    assert doubted(found) == ["noa"]
    assert after.proceedings.award == before.proceedings.award
    assert lacking(after) == (Lack("award_in_doubt", 1),)


def test_who_was_recused_before_the_award_casts_no_doubt_on_it(service: Service) -> None:
    found = awarded(service)
    recuse(found, "noa", FROM)
    decide(found)
    recuse(found, "noa", FROM)
    assert found.state.doubted_by == ()
    recuse(found, "noa", FROM, "aleph")
    assert doubted(found) == ["noa"]


def test_a_declaration_that_recuses_nobody_casts_no_doubt(service: Service) -> None:
    found = awarded(service)
    said = Declaration(interest="perceived", about="We met once")
    service.declare(found.members["noa"], found.session, {FROM: said}, once())
    assert found.state.doubted_by == ()


def test_who_came_after_all_was_judged_casts_no_doubt(service: Service) -> None:
    found = awarded(service)
    found.join("dan")
    recuse(found, "dan", FROM)
    assert found.state.doubted_by == ()


def test_who_leads_casts_doubt_too(service: Service) -> None:
    found = awarded(service)
    said = Declaration(interest="actual", about="Paid by them", commission=True, recused=True)
    service.declare(LEADER, found.session, {FROM: said}, once())
    assert found.state.doubted_by == (found.state.owner,)


def test_before_any_award_a_late_recusal_is_about_cells_alone(service: Service) -> None:
    found = committee(service, *NAMES)
    scored(found, "s1", {name: {FROM: 1} for name in NAMES})
    recuse(found, "noa", FROM)
    assert found.state.doubted_by == ()


def test_taking_the_recusal_back_does_not_take_back_the_doubt(service: Service) -> None:
    found = awarded(service)
    recuse(found, "noa", FROM)
    service.declare(found.members["noa"], found.session, {FROM: NOTHING}, once())
    assert doubted(found) == ["noa"]


def test_everybody_who_stepped_back_is_named_once(service: Service) -> None:
    found = awarded(service)
    for name in ("noa", "mia"):
        recuse(found, name, FROM)
    recuse(found, "noa", "aleph")
    assert found.state.doubted_by == (found.id_of("noa"), found.id_of("mia"))


def test_confirming_it_takes_a_reason_and_clears_the_doubt(service: Service) -> None:
    found = at_the_decision(service)
    first = Choice(FIRST, votes_for=2)
    decide(found, first)
    decide(found, first)
    said = Declaration(interest="actual", about="Paid by them", commission=True, recused=True)
    service.declare(LEADER, found.session, {"harbour-basic": said}, once())
    with pytest.raises(SessionError) as caught:
        decide(found, first)
    assert explain(caught.value, EN).sentence == (
        "The award of “Northstar (fictional) Pro × Aleph (fictional)” was made before a late recusal "
        "and is confirmed only with a reason."
    )
    assert found.state.doubted_by == (found.state.owner,)
    decide(found, replace(first, reason="It was judged without them"))
    assert found.state.doubted_by == ()


def test_making_it_again_for_another_clears_the_doubt(service: Service) -> None:
    found = awarded(service)
    recuse(found, "noa", FROM)
    decide(found, replace(FOR_IT, winner="harbour-basic+bet"))
    award = found.state.proceedings.award
    assert award is not None
    assert (award.winner, found.state.doubted_by) == ("harbour-basic+bet", ())


def test_who_is_recused_from_the_winner_was_not_there_when_it_was_decided(service: Service) -> None:
    found = awarded(service)
    recuse(found, "noa", "aleph")
    ids = tuple(found.id_of(name) for name in NAMES)
    decide(found, replace(FOR_IT, present=ids))
    award = found.state.proceedings.award
    assert award is not None
    assert award.present == ids[:2]


def test_what_was_opened_again_can_be_agreed_on_and_the_award_confirmed(service: Service) -> None:
    found = awarded(service)
    recuse(found, "noa", FROM)
    assert f"{FROM}/E1" not in found.state.proceedings.agreements["scores"]
    found.turn_to("scores", reason="A late recusal")
    assert doubted(found) == ["noa"]
    present = (found.id_of("mia"), found.id_of("max"))
    found.edit(*agree_score(found.state, "s1", f"{FROM}/E1", 1, "Without Noa", present))
    assert doubted(found) == ["noa"]
    found.turn_to("decision")
    decide(found, replace(FOR_IT, reason="Nothing changed without Noa"))
    assert found.state.doubted_by == ()


ORDERS: dict[str, Callable[[Meeting], None]] = {
    "recused": lambda found: recuse(found, "noa", FROM),
    "recused, decided": lambda found: (recuse(found, "noa", FROM), decide(found))[1],
    "recused, taken back": lambda found: (
        recuse(found, "noa", FROM),
        found.service.declare(found.members["noa"], found.session, {FROM: NOTHING}, once()),
    )[0],
    "recused, decided, recused alike": lambda found: (
        recuse(found, "noa", FROM),
        decide(found),
        recuse(found, "noa", FROM),
    )[0],
}


@pytest.mark.parametrize("order", ORDERS)
def test_read_at_once_or_bit_by_bit_a_history_says_the_same(service: Service, order: str) -> None:
    found = awarded(service)
    ORDERS[order](found)
    tail = service._store.tail(found.session)
    contents = contents_with_erased(tail.records, tail.contents)
    at_once = fold(tail.records, contents)
    for cut in range(1, len(tail.records)):
        bit_by_bit: SessionState = fold(tail.records[cut:], contents, fold(tail.records[:cut], contents))
        assert bit_by_bit.doubted_by == at_once.doubted_by
    assert at_once.doubted_by == found.state.doubted_by


def test_a_session_taken_in_elsewhere_tells_the_same(service: Service) -> None:
    found = awarded(service)
    recuse(found, "noa", FROM)
    who = found.state.doubted_by
    file = service.export(LEADER, found.session)
    service.delete_session(LEADER, found.session)
    service.import_session(LEADER, file)
    assert found.state.doubted_by == who


@pytest.mark.parametrize("language", ["en", "he", "pl"])
def test_every_document_bears_that_the_award_is_in_doubt_and_no_longer_once_it_is_made_again(
    service: Service, language: str
) -> None:
    found, _ = awarded(service), Words(language)  # type: ignore[arg-type]
    said = doubt_sentence(_)
    told = meeting_told(found.state, _)
    assert (said in told.decided, told.mark.endswith(said)) == (False, False)
    recuse(found, "noa", FROM)
    told = meeting_told(found.state, _)
    assert (told.decided[1], told.mark.endswith(said)) == (said, True)
    decide(found)
    told = meeting_told(found.state, _)
    assert (said in told.decided, told.mark.endswith(said)) == (False, False)


def test_who_verifies_a_session_file_is_told(
    service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, file = awarded(service), tmp_path / "session.zip"
    said = doubt_sentence(EN)
    for cast in (False, True):
        if cast:
            recuse(found, "noa", FROM)
        file.write_bytes(service.export(LEADER, found.session))
        assert main(["verify", str(file), "--language", "en"]) == 0
        assert (said in capsys.readouterr().out) is cast
        assert main(["verify", str(file), "--json"]) == 0
        assert json.loads(capsys.readouterr().out).get("award_in_doubt", False) is cast


def test_everybody_of_the_committee_is_told_and_no_vendor(service: Service) -> None:
    found = awarded(service)
    for said in (guest("eye", "observer"), guest("vendor", "respondent", FROM)):
        way = service.make_link(LEADER, found.session, "personal", found.state.version, said)
        service.join(token(said.id), way.secret)
    recuse(found, "noa", FROM)
    seen = {
        name: service.who_am_i(who, found.session).state.doubted_by
        for name, who in (("mia", found.members["mia"]), ("eye", token("eye")), ("vendor", token("vendor")))
    }
    assert seen == {"mia": (found.id_of("noa"),), "eye": (found.id_of("noa"),), "vendor": ()}

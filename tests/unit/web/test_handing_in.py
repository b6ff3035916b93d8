"""Handing a round in by its address: what was entered is stored, once, for its author and nobody else."""

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from selection.errors import SelectionError, SessionError
from selection.model.base import LANGUAGES, Language
from selection.model.rounds import Ballot
from selection.web import signed_in
from selection.web.handing_in import Gathering, address_of
from selection.web.limits import MOST_A_MINUTE
from selection.web.process import service
from selection.words import Words
from selection.words.errors import explain
from selection.words.receipts import receipt_words
from selection.workshop.audit import Receipt
from selection.workshop.permissions import new_token
from tests.meetings import Meeting, guest, meeting, once
from tests.unit.web.visits import SENT_FROM, SITE, Browser, Reply

SAID = {"N1": "must", "N2": "nice"}


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meeting]:
    """A meeting with an open round in which Ann and Ben have entered something."""
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path))
    found = meeting(service(), "ann", "ben")
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=("N1", "N2"))
    found.move("r1", "open")
    for name in ("ann", "ben"):
        enter(found, name, 1, SAID)
    yield found
    service().close()


def enter(held: Meeting, name: str, revision: int, said: dict[str, str]) -> None:
    content = json.dumps({need: {"choice": tier} for need, tier in said.items()}).encode()
    service().save_draft(held.members[name], held.session, "round:r1", revision, content)


def browser_of(held: Meeting, name: str) -> Browser:
    return Browser(jar={"visitor": (held.members[name], "/")})


def press(held: Meeting, browser: Browser, language: Language = "en", **headers: str) -> Reply:
    return browser.post(address_of(held.session, "r1", language), {}, **headers)


def ballot(held: Meeting, name: str) -> Ballot | None:
    seen = service().state(held.members[name], held.session).proceedings
    return seen.ballots.get("r1", {}).get(held.id_of(name))


def judgements(held: Meeting) -> list[tuple[int, str]]:
    happened = service().history(held.facilitator, held.session)
    return [(one.seq, one.hash) for one in happened if one.kind == "judgement_set"]


def answer(reply: Reply) -> Any:
    return json.loads(reply.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_its_author_entered_is_stored_and_proved_in_their_language(
    held: Meeting, language: Language
) -> None:
    reply = press(held, browser_of(held, "ann"), language)
    ((seq, proof),) = judgements(held)
    assert (reply.status, reply["cache-control"]) == (200, "no-store")
    assert answer(reply) == {"stored": receipt_words(Receipt(seq, proof, seq), Words(language))}
    assert (ballot(held, "ann"), ballot(held, "ben")) == (Ballot.model_validate({"tiers": SAID}), None)


def test_pressed_again_it_is_stored_once_and_proved_by_the_same_receipt(held: Meeting) -> None:
    first, second = (answer(press(held, browser_of(held, "ann"))) for _time in range(2))
    assert first == second
    assert len(judgements(held)) == 1


def test_what_was_changed_since_is_stored_as_something_new(held: Meeting) -> None:
    press(held, browser_of(held, "ann"))
    enter(held, "ann", 2, SAID | {"N2": "must"})
    press(held, browser_of(held, "ann"))
    assert len(judgements(held)) == 2
    assert ballot(held, "ann") == Ballot(tiers={"N1": "must", "N2": "must"})


def test_what_a_slip_replaced_can_be_handed_in_as_it_was(held: Meeting) -> None:
    press(held, browser_of(held, "ann"))
    other = Ballot(tiers={"N1": "nice"})
    service().enter_slip(held.facilitator, held.session, "r1", held.id_of("ann"), other, once())
    entered = ballot(held, "ann")
    assert entered is not None
    assert entered.tiers == other.tiers
    press(held, browser_of(held, "ann"))
    assert ballot(held, "ann") == Ballot.model_validate({"tiers": SAID})


def test_the_proof_of_what_stands_there_is_given_to_its_author_again(held: Meeting) -> None:
    stored = answer(press(held, browser_of(held, "ann")))["stored"]
    found = service().handed_in(held.members["ann"], held.session, "r1")
    assert found is not None
    assert receipt_words(found, Words("en")) == stored
    assert service().handed_in(held.members["ben"], held.session, "r1") is None
    enter(held, "ann", 2, SAID | {"N2": "must"})
    assert service().handed_in(held.members["ann"], held.session, "r1") is None


def refusal(language: Language, code: str, **figures: object) -> dict[str, str]:
    with pytest.raises(SelectionError) as refused:
        raise SelectionError(code, **figures)
    said = explain(refused.value, Words(language))
    return {"refused": f"{said.sentence} {said.remedy}".strip()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_round_is_refused_in_the_member_s_language_and_nothing_is_stored(
    held: Meeting, language: Language
) -> None:
    held.move("r1", "closed")
    reply = press(held, browser_of(held, "ann"), language)
    assert reply.status == 409
    assert answer(reply) == refusal(language, "round_not_open", round_state="closed")
    assert judgements(held) == []


def test_nothing_entered_is_nothing_to_hand_in(held: Meeting) -> None:
    enter(held, "ann", 2, {})
    assert answer(press(held, browser_of(held, "ann"))) == refusal("en", "nothing_submitted")
    assert judgements(held) == []


def test_a_round_that_is_not_there_is_refused(held: Meeting) -> None:
    reply = browser_of(held, "ann").post(address_of(held.session, "r9", "en"), {})
    assert (reply.status, answer(reply)) == (409, refusal("en", "no_such_round"))


def test_an_unknown_language_is_answered_in_english(held: Meeting) -> None:
    address = address_of(held.session, "r9", "en").replace("en", "xx")
    assert answer(browser_of(held, "ann").post(address, {})) == refusal("en", "no_such_round")


@pytest.mark.parametrize("token", ["", "a" * 43, "nobody"])
def test_whoever_has_no_seat_is_refused_and_stores_nothing(held: Meeting, token: str) -> None:
    reply = press(held, Browser(jar={"visitor": (token, "/")}))
    assert (reply.status, answer(reply)) == (409, refusal("en", "session_not_found"))
    assert judgements(held) == []


def test_who_was_removed_is_told_so(held: Meeting) -> None:
    browser = browser_of(held, "ann")
    press(held, browser)
    enter(held, "ann", 2, SAID | {"N2": "must"})
    service().admit(held.facilitator, held.session, held.id_of("ann"), "removed", held.state.version)
    assert answer(press(held, browser)) == refusal("en", "removed_from_session")
    assert len(judgements(held)) == 1


@pytest.mark.parametrize("role", ["facilitator", "observer"])
def test_who_does_not_judge_is_refused(held: Meeting, role: str) -> None:
    token = held.facilitator
    if role == "observer":
        token = new_token()
        version, eye = held.state.version, guest("eye", role)
        way = service().make_link(held.facilitator, held.session, "personal", version, eye)
        service().join(token, way.secret)
    assert press(held, Browser(jar={"visitor": (token, "/")})).status == 409
    assert judgements(held) == []


@pytest.mark.parametrize(("headers", "status"), SENT_FROM)
def test_another_site_hands_nothing_in(
    held: Meeting, headers: dict[str, str], status: int, caplog: pytest.LogCaptureFixture
) -> None:
    browser = browser_of(held, "ann")
    with caplog.at_level(logging.INFO):
        assert press(held, browser, **headers).status == status
    assert len(judgements(held)) == (1 if status == 200 else 0)
    assert [one for one in (browser.token, SITE) if one in caplog.text] == []


def counted(held: Meeting) -> list[str]:
    """Keep count of the transactions of the store."""
    ended: list[str] = []
    engine = held.service._store._database.engine
    event.listen(engine, "commit", lambda _connection: ended.append("commit"))
    return ended


def at_once(held: Meeting, *tokens: str) -> list[Receipt | BaseException]:
    """Let everybody hand in at the same instant, and give what each of them was told."""

    async def all_of_them() -> list[Receipt | BaseException]:
        gathering = Gathering()
        sent = (gathering.hand_in(token, (held.session, "r1")) for token in tokens)
        return await asyncio.gather(*sent, return_exceptions=True)

    return asyncio.run(all_of_them())


def test_those_who_hand_in_at_the_same_instant_are_stored_in_one_step_each_with_their_receipt(
    held: Meeting,
) -> None:
    ended = counted(held)
    (ann,) = at_once(held, held.members["ann"])
    alone = len(ended)
    enter(held, "ann", 2, SAID | {"N2": "must"})
    ended.clear()
    assert [type(told) for told in at_once(held, *held.members.values())] == [Receipt, Receipt]
    assert len(ended) == alone
    assert isinstance(ann, Receipt)
    assert len(judgements(held)) == 3


def test_first_come_is_first_stored(held: Meeting) -> None:
    ben, ann = at_once(held, held.members["ben"], held.members["ann"])
    assert [(told.seq, told.hash) for told in (ben, ann) if isinstance(told, Receipt)] == judgements(held)


def test_pressed_twice_at_the_same_instant_it_is_stored_once_and_both_are_given_the_receipt(
    held: Meeting,
) -> None:
    first, second = at_once(held, held.members["ann"], held.members["ann"])
    ((seq, proof),) = judgements(held)
    assert first == second == Receipt(seq, proof, seq)


def test_who_is_refused_beside_others_is_told_alone(held: Meeting) -> None:
    enter(held, "ben", 2, {})
    stored, refused = at_once(held, held.members["ann"], held.members["ben"])
    assert [seq for seq, _proof in judgements(held)] == [getattr(stored, "seq", 0)]
    assert isinstance(refused, SessionError)
    assert refused.code == "nothing_submitted"


def test_whoever_comes_while_others_are_stored_is_stored_after_them(held: Meeting) -> None:
    async def one_after_the_other() -> list[Receipt]:
        gathering, place = Gathering(), (held.session, "r1")
        ann = asyncio.create_task(gathering.hand_in(held.members["ann"], place))
        with held.service._store._together.alone():
            while not held.service._store._together._line:
                await asyncio.sleep(0)
            ben = asyncio.create_task(gathering.hand_in(held.members["ben"], place))
            await asyncio.sleep(0)
        return [await ann, await ben]

    ended = counted(held)
    told = asyncio.run(one_after_the_other())
    both = len(ended)
    assert [(one.seq, one.hash) for one in told] == judgements(held)
    enter(held, "ann", 2, SAID | {"N2": "must"})
    ended.clear()
    at_once(held, held.members["ann"])
    assert both == 2 * len(ended)


def test_whoever_goes_away_takes_nobody_along(held: Meeting) -> None:
    async def one_leaves() -> Receipt:
        gathering, place = Gathering(), (held.session, "r1")
        ann, ben = (asyncio.create_task(gathering.hand_in(held.members[n], place)) for n in ("ann", "ben"))
        await asyncio.sleep(0)
        ann.cancel()
        return await ben

    told = asyncio.run(one_leaves())
    assert (told.seq, told.hash) in judgements(held)
    assert len(judgements(held)) == 2


def test_one_seat_that_hands_in_faster_than_people_can_is_refused_and_those_beside_it_are_not(
    held: Meeting,
) -> None:
    ann, ben = held.members["ann"], held.members["ben"]
    for _time in range(MOST_A_MINUTE["judge"]):
        at_once(held, ann)
    hasty, calm = at_once(held, ann, ben)
    assert isinstance(hasty, SessionError)
    assert hasty.code == "too_fast"
    assert isinstance(calm, Receipt)


def test_a_look_at_the_address_hands_nothing_in(held: Meeting) -> None:
    assert browser_of(held, "ann").get(address_of(held.session, "r1", "en")).status == 405
    assert judgements(held) == []


def test_who_is_signed_in_hands_in_from_their_own_seat(held: Meeting) -> None:
    browser = new_token()
    signed_in.remember(browser, held.members["ann"])
    try:
        assert press(held, Browser(jar={"visitor": (browser, "/")})).status == 200
    finally:
        signed_in.remember(browser, None)
    assert ballot(held, "ann") is not None


def test_who_is_signed_in_without_a_seat_hands_in_as_the_browser_s_own_visitor(held: Meeting) -> None:
    signed_in.remember(held.members["ben"], new_token())
    try:
        assert press(held, browser_of(held, "ben")).status == 200
    finally:
        signed_in.remember(held.members["ben"], None)
    assert ballot(held, "ben") is not None

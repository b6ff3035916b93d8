"""Entering an answer by its address: it is kept on its author's sheet, beside what is there."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from selection.errors import SelectionError
from selection.model.base import LANGUAGES, Language
from selection.model.participants import Declaration
from selection.model.rounds import Ballot
from selection.web import signed_in
from selection.web.entering import MOST_BYTES, address_of
from selection.web.limits import MOST_A_MINUTE, Pace
from selection.web.process import Paced, service
from selection.words import Words
from selection.words.errors import explain
from selection.workshop.audit import Receipt
from selection.workshop.permissions import new_token
from selection.workshop.service.each import raised
from selection.workshop.sheets import Said, read_sheet
from tests.meetings import Meeting, guest, meeting, once
from tests.unit.web.visits import HERE, SENT_FROM, SITE, Browser, Reply

MUST = {"choice": "must", "evidence": None, "comment": ""}


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meeting]:
    """A meeting with an open round, in which nothing was entered yet."""
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path))
    found = meeting(service(), "ann", "ben")
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=("N1", "N2"))
    found.move("r1", "open")
    yield found
    service().close()


def browser_of(held: Meeting, name: str) -> Browser:
    return Browser(jar={"visitor": (held.members[name], "/")})


def say(held: Meeting, browser: Browser, item: str, said: object, language: Language = "en") -> Reply:
    return browser.send(address_of(held.session, "r1", language), {"item": item, "said": said})


def kept(held: Meeting, name: str) -> dict[str, Said]:
    found = service().draft(held.members[name], held.session, "round:r1")
    return dict(read_sheet(found.revision, found.bytes, Said).entries) if found else {}


def answer(reply: Reply) -> Any:
    return json.loads(reply.text)


def refusal(language: Language, code: str, **figures: object) -> dict[str, str]:
    with pytest.raises(SelectionError) as refused:
        raise SelectionError(code, **figures)
    said = explain(refused.value, Words(language))
    return {"refused": f"{said.sentence} {said.remedy}".strip()}


def test_an_answer_is_kept_beside_the_others_for_its_author_alone(held: Meeting) -> None:
    browser = browser_of(held, "ann")
    first, second = say(held, browser, "N1", MUST), say(held, browser, "N2", {"choice": "cannot_judge"})
    assert (first.status, first["cache-control"], answer(first)) == (200, "no-store", {"revision": 1})
    assert answer(second) == {"revision": 2}
    assert kept(held, "ann") == {"N1": Said(choice="must"), "N2": Said(choice="cannot_judge")}
    assert kept(held, "ben") == {}


def test_an_answer_given_anew_takes_the_place_of_the_one_before(held: Meeting) -> None:
    for choice in ("must", "nice"):
        say(held, browser_of(held, "ann"), "N1", {"choice": choice})
    assert kept(held, "ann") == {"N1": Said(choice="nice")}


def hand_in(held: Meeting, name: str) -> Receipt:
    token = held.members[name]
    return raised(service().hand_in_all([token], held.session, "r1")[token])


def test_what_was_entered_is_what_is_handed_in(held: Meeting) -> None:
    say(held, browser_of(held, "ann"), "N1", MUST)
    hand_in(held, "ann")
    seen = service().state(held.members["ann"], held.session).proceedings
    assert seen.ballots["r1"][held.id_of("ann")] == Ballot(tiers={"N1": "must"})


def test_two_devices_that_write_at_once_lose_nothing_of_each_other(held: Meeting) -> None:
    last = {"N1": "nice", "N2": "long_term"}

    def device(item: str) -> list[int]:
        browser = browser_of(held, "ann")
        return [enter(browser, item, choice) for choice in ("must", "cannot_judge") * 10 + (last[item],)]

    def enter(browser: Browser, item: str, choice: str) -> int:
        # As the page does: what can't be taken now is sent again.
        while (reply := say(held, browser, item, {"choice": choice})).status == 503:
            pass
        return int(answer(reply)["revision"])

    with ThreadPoolExecutor(2) as devices:
        revisions = [one for mine in devices.map(device, last) for one in mine]
    assert kept(held, "ann") == {
        item: Said.model_validate({"choice": choice}) for item, choice in last.items()
    }
    assert sorted(revisions) == [*range(1, 43)]


def test_a_store_that_fails_is_told_as_something_to_try_again(held: Meeting, tmp_path: Path) -> None:
    browser = browser_of(held, "ann")
    for name, status in (("drafts_away", 503), ("drafts", 200)):
        with closing(sqlite3.connect(tmp_path / "sessions.db")) as store:
            other = "drafts" if name == "drafts_away" else "drafts_away"
            store.execute(f"ALTER TABLE {other} RENAME TO {name}")
        assert say(held, browser, "N1", MUST).status == status
    assert kept(held, "ann") == {"N1": Said(choice="must")}


def test_who_enters_faster_than_fingers_can_is_told_to_wait_and_loses_nothing_before(
    held: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Paced, "pace", Pace(lambda: 0.0, {**MOST_A_MINUTE, "draft": 1}))
    browser = browser_of(held, "ann")
    assert [say(held, browser, item, MUST).status for item in ("N1", "N2")] == [200, 429]
    monkeypatch.setattr(Paced, "pace", Pace(lambda: 0.0))
    assert kept(held, "ann") == {"N1": Said(choice="must")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("item", ["N3", "platform.use", "aleph/E1", "x" * 500])
def test_what_is_not_asked_is_refused_in_the_member_s_language(
    held: Meeting, language: Language, item: str
) -> None:
    reply = say(held, browser_of(held, "ann"), item, MUST, language)
    assert (reply.status, answer(reply)) == (409, refusal(language, "judgement_not_asked"))
    assert kept(held, "ann") == {}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b'"must"', 400),
        (b"\xff\xfe", 400),
        (b'{"item": "N1"}', 400),
        (b'{"item": "", "said": {"choice": "must"}}', 400),
        (b'{"item": "' + b"x" * 501 + b'", "said": {"choice": "must"}}', 400),
        (b'{"item": "N1", "said": {"choice": "perhaps"}}', 400),
        (b'{"item": "N1", "said": {"choice": 11}}', 400),
        (b'{"item": "N1", "said": {"choice": true}}', 400),
        (b'{"item": "N1", "said": {"choice": "must", "more": 1}}', 400),
        (b'{"item": "N1", "said": {"choice": "must"}, "more": 1}', 400),
        (b'{"item": "N1", "said": {"choice": "must", "comment": "' + b"x" * MOST_BYTES + b'"}}', 400),
        (b'{"item": "N1", "said": {"choice": 2}}', 409),
        (b'{"item": "N1", "said": {"weights": {"method": "rank_order"}}}', 409),
    ],
)
def test_what_is_no_answer_to_such_a_question_is_refused(held: Meeting, body: bytes, status: int) -> None:
    headers = {"origin": HERE, "content-type": "application/json"}
    reply = browser_of(held, "ann").ask("POST", address_of(held.session, "r1", "en"), headers, body)
    assert (reply.status, answer(reply)) == (status, refusal("en", "judgement_of_no_kind"))
    assert kept(held, "ann") == {}


def test_weights_have_no_such_address(held: Meeting) -> None:
    held.move("r1", "closed")
    held.turn_to("weights")
    held.prepare("w1", subject="weights", nodes=("sides",))
    held.move("w1", "open")
    entered = {"item": "sides", "said": {"weights": {"method": "rank_order", "order": ["platform"]}}}
    reply = browser_of(held, "ann").send(address_of(held.session, "w1", "en"), entered)
    assert (reply.status, answer(reply)) == (409, refusal("en", "judgement_of_no_kind"))


@pytest.mark.parametrize("asked", ["r9", "r2"])
def test_a_round_that_is_not_there_or_not_opened_is_refused(held: Meeting, asked: str) -> None:
    held.prepare("r2", subject="tiers", needs=("N1",))
    sent = {"item": "N1", "said": MUST}
    reply = browser_of(held, "ann").send(address_of(held.session, asked, "en"), sent)
    assert (reply.status, answer(reply)) == (409, refusal("en", "no_such_round"))


def test_what_comes_after_the_close_is_kept_for_its_author_and_counts_for_nothing(held: Meeting) -> None:
    held.move("r1", "closed")
    assert say(held, browser_of(held, "ann"), "N1", MUST).status == 200
    assert kept(held, "ann") == {"N1": Said(choice="must")}
    with pytest.raises(SelectionError) as refused:
        hand_in(held, "ann")
    assert refused.value.code == "round_not_open"
    assert held.state.given == {}


@pytest.mark.parametrize("token", ["", "a" * 43, "nobody"])
def test_whoever_has_no_seat_is_refused(held: Meeting, token: str) -> None:
    reply = say(held, Browser(jar={"visitor": (token, "/")}), "N1", MUST)
    assert (reply.status, answer(reply)) == (503, refusal("en", "session_not_found"))


def test_who_was_removed_is_told_so(held: Meeting) -> None:
    service().admit(held.facilitator, held.session, held.id_of("ann"), "removed", held.state.version)
    reply = say(held, browser_of(held, "ann"), "N1", MUST)
    assert (reply.status, answer(reply)) == (409, refusal("en", "removed_from_session"))


@pytest.mark.parametrize("role", ["facilitator", "observer"])
def test_who_does_not_judge_is_refused(held: Meeting, role: str) -> None:
    token = held.facilitator
    if role == "observer":
        token = new_token()
        version, eye = held.state.version, guest("eye", role)
        way = service().make_link(held.facilitator, held.session, "personal", version, eye)
        service().join(token, way.secret)
    assert say(held, Browser(jar={"visitor": (token, "/")}), "N1", MUST).status == 409


def test_who_stepped_back_is_not_asked(held: Meeting) -> None:
    held.move("r1", "closed")
    for phase in ("weights", "lock"):
        held.turn_to(phase)
    service().lock(held.facilitator, held.session, held.state.version)
    held.declare_nothing(held.facilitator, held.members["ann"])
    held.turn_to("answers")
    held.turn_to("scores")
    held.prepare("s1", subject="scores", cells=({"alternative": "aleph", "criterion": "I1"},))
    held.move("s1", "open")
    browser = browser_of(held, "ann")
    asked = {"item": "aleph/I1", "said": {"choice": 2, "evidence": "demo", "comment": "Seen"}}
    address = address_of(held.session, "s1", "en")
    tier = {"item": "aleph/I1", "said": {"choice": "must", "evidence": "demo"}}
    assert answer(browser.send(address, tier)) == refusal("en", "judgement_of_no_kind")
    assert answer(browser.send(address, asked)) == {"revision": 1}
    recused = Declaration(interest="actual", about="My brother", recused=True)
    service().declare(held.members["ann"], held.session, {"aleph": recused}, once())
    assert answer(browser.send(address, asked)) == refusal("en", "judgement_not_asked")


@pytest.mark.parametrize(("headers", "status"), SENT_FROM)
def test_another_site_enters_nothing(
    held: Meeting, headers: dict[str, str], status: int, caplog: pytest.LogCaptureFixture
) -> None:
    browser = browser_of(held, "ann")
    with caplog.at_level(logging.INFO):
        sent = {"item": "N1", "said": MUST}
        assert browser.send(address_of(held.session, "r1", "en"), sent, **headers).status == status
    assert len(kept(held, "ann")) == (1 if status == 200 else 0)
    assert [one for one in (browser.token, SITE) if one in caplog.text] == []


def test_a_look_at_the_address_enters_nothing(held: Meeting) -> None:
    assert browser_of(held, "ann").get(address_of(held.session, "r1", "en")).status == 405


def test_who_is_signed_in_enters_from_their_own_seat(held: Meeting) -> None:
    browser = new_token()
    signed_in.remember(browser, held.members["ann"])
    try:
        assert say(held, Browser(jar={"visitor": (browser, "/")}), "N1", MUST).status == 200
    finally:
        signed_in.remember(browser, None)
    assert kept(held, "ann") == {"N1": Said(choice="must")}

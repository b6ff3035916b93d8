"""What the entrance refuses is logged without saying who it was, and told in the visitor's language."""

import datetime as dt
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.web import join
from selection.web.limits import Guesses
from selection.web.process import service
from selection.workshop.permissions import token_hash
from tests.unit.web.test_join import told
from tests.unit.web.visits import Browser, Host

ADDRESS = "203.0.113.77"
SITE = "http://elsewhere.example"
HEBREW, POLISH = re.compile("[\u05d0-\u05ea]"), re.compile("[ąćęłńóśźż]")


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path))
    monkeypatch.setattr(join, "GUESSES", Guesses(lambda: 0.0))
    yield Host()
    service().close()


def logged(caplog: pytest.LogCaptureFixture, phone: Browser, *secrets: str) -> list[str]:
    """Give what was logged, and make sure that it says nothing of who it was and what they came with."""
    personal = (ADDRESS, phone.token, token_hash(phone.token), SITE, *secrets)
    assert [one for one in personal if one in caplog.text] == []
    return [record.getMessage() for record in caplog.records if record.name.startswith("selection.")]


@pytest.mark.parametrize("path", ["/join", "/code"])
def test_a_form_of_another_site_is_logged_without_what_was_in_it_or_whose_browser_it_was(
    host: Host, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    secrets = {"link": host.way().secret, "code": host.way("code").secret}
    phone = Browser(address=ADDRESS)
    phone.get("/code")
    with caplog.at_level(logging.INFO):
        phone.post(path, secrets, origin=SITE)
    said = logged(caplog, phone, *secrets.values())
    assert said == [f"refused a form for {path} that was sent from another site"]
    caplog.clear()
    with caplog.at_level(logging.INFO):
        phone.post(path, secrets)
    assert [one for one in logged(caplog, phone) if "another site" in one] == []


def test_codes_that_are_no_longer_tried_are_logged_without_the_address_and_the_code(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    code, phone = host.way("code").secret, Browser(address=ADDRESS)
    phone.get("/code")
    with caplog.at_level(logging.INFO):
        for _guess in range(10):
            phone.post("/code", {"code": "ABCDEFGH"})
        phone.post("/code", {"code": code})
    said = logged(caplog, phone, code, "ABCDEFGH")
    assert said[:10] == ["refused a seat: the link leads nowhere"] * 10
    assert said[10:] == ["refused a code: too many wrong ones were tried, the next is in 60 s"]


SAYS = {
    "a wrong code": ("ABCDEFGH", 404),
    "no code": ("ABC", 400),
    "an expired code": ("", 404),
}


@pytest.mark.parametrize("what", SAYS)
def test_a_code_that_does_not_let_in_is_told_in_one_sentence_of_the_visitor_s_language_with_the_field(
    host: Host, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    code, status = SAYS[what]
    if not code:
        code = host.way("code").secret
        later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=12, seconds=1)
        monkeypatch.setattr(service(), "_clock", lambda: later)
    said = {}
    for language in ("en", "he", "pl"):
        phone = Browser(language=language)
        phone.get("/code")
        reply = phone.post("/code", {"code": code})
        assert (reply.status, reply.text.count('name="code"'), reply.text.count('role="alert"')) == (
            status,
            1,
            1,
        )
        assert f'lang="{language}"' in reply.text
        said[language] = told(reply.text)
    assert len(set(said.values())) == 3
    assert HEBREW.search(said["he"])
    assert POLISH.search(said["pl"])
    assert host.participants() == ()


def test_an_expired_code_is_told_like_a_wrong_one_and_whoever_came_by_it_in_time_stays(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, early, late = host.way("code").secret, Browser(), Browser()
    for phone in (early, late):
        phone.get("/code")
    early.post("/code", {"code": code})
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=13)
    monkeypatch.setattr(service(), "_clock", lambda: later)
    wrong = late.post("/code", {"code": "ABCDEFGH"})
    expired = late.post("/code", {"code": code})
    assert (expired.status, told(expired.text)) == (wrong.status, told(wrong.text))
    assert service().who_am_i(early.token, host.session).standing == "waiting"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Did you join on another device before? Go on there: here you would be one more person."),
        ("he", "הצטרפתם כבר במכשיר אחר? המשיכו שם: כאן תיחשבו למשתתף נוסף."),
        (
            "pl",
            "Kto dołączył już na innym urządzeniu, powinien wrócić tam: tutaj będzie jeszcze jedną osobą.",
        ),
    ],
)
def test_a_link_on_a_second_device_says_before_the_press_what_that_means_and_the_first_keeps_its_seat(
    host: Host, language: str, sentence: str
) -> None:
    secret, phone, laptop = host.way().secret, Browser(), Browser(language=language)
    phone.join(secret)
    (first,) = host.participants()
    laptop.get(f"/join/{secret}")
    assert sentence in laptop.get("/join").text
    assert host.participants() == (first,)
    laptop.post("/join", {"link": secret})
    assert len(host.participants()) == 2
    assert service().who_am_i(phone.token, host.session).me == first.id

"""A link and a code lead to one seat each, by pages that change nothing by being looked at."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.model.participants import Participant
from selection.views import palette
from selection.web import join
from selection.web.limits import Guesses
from selection.web.plain_page import COLOURS, FONT, plain_page
from selection.web.process import service
from selection.words import Words
from selection.workshop.permissions import is_token, new_token
from tests.unit.web.visits import HERE, Browser, Host

ROOT = Path(__file__).resolve().parents[3]

NOWHERE = "What you came by leads nowhere, or was withdrawn. Ask whoever runs the session for a new link."
WRONG = "No session has this code now. Look at it again, letter by letter."


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path))
    monkeypatch.setattr(join, "GUESSES", Guesses(lambda: 0.0))
    yield Host()
    service().close()


def told(text: str) -> str:
    """Read what a plain page says, without its style."""
    return re.sub(r"<[^>]+>", " ", text.partition("<body>")[2]).strip()


def test_a_link_leads_by_one_button_to_a_seat_and_no_secret_stays_in_the_address(host: Host) -> None:
    secret, phone = host.way().secret, Browser()
    first = phone.get(f"/join/{secret}")
    assert (first.status, first["location"], first["cache-control"]) == (303, "/join", "no-store")
    asked = phone.get("/join")
    assert (asked.status, asked.text.count("<button>"), asked.text.count("<script")) == (200, 1, 0)
    let_in = phone.post("/join", {"link": secret})
    assert (let_in.status, let_in["location"]) == (303, f"/?s={host.session}")
    assert [(known.role, known.presence) for known in host.participants()] == [("member", "present")]
    assert service().who_am_i(phone.token, host.session).standing == "member"


def test_the_token_that_is_seated_is_the_one_the_browser_was_given_with_the_link(host: Host) -> None:
    phone = Browser()
    given = phone.get(f"/join/{(secret := host.way().secret)}").cookies["visitor"].partition(";")[0]
    assert is_token(given)
    phone.post("/join", {"link": secret})
    assert phone.token == given
    assert service().who_am_i(given, host.session).standing == "member"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_only_looks_at_a_link_takes_no_seat(host: Host, method: str) -> None:
    secret = host.way().secret
    before = host.version
    for _look in range(5):
        Browser(keeps_cookies=False).ask(method, f"/join/{secret}", {"accept": "*/*"})
        looker = Browser()
        looker.ask(method, f"/join/{secret}", {"sec-purpose": "prefetch"})
        looker.ask(method, "/join", {})
    assert (host.version, host.participants()) == (before, ())


def test_a_second_scan_a_reload_and_a_double_press_are_the_same_member(host: Host) -> None:
    secret, phone = host.way().secret, Browser()
    phone.join(secret)
    again = phone.get(f"/join/{secret}")
    assert (again.status, again["location"]) == (303, f"/?s={host.session}")
    assert phone.join(secret)["location"] == f"/?s={host.session}"
    assert phone.post("/join", {"link": secret})["location"] == f"/?s={host.session}"
    assert len(host.participants()) == 1


def test_a_link_used_on_two_devices_is_two_members(host: Host) -> None:
    secret, phone, laptop = host.way().secret, Browser(), Browser()
    phone.join(secret)
    laptop.join(secret)
    ids = {service().who_am_i(device.token, host.session).me for device in (phone, laptop)}
    assert (len(ids), len(host.participants())) == (2, 2)


def test_another_link_into_the_same_session_keeps_the_seat(host: Host) -> None:
    phone = Browser()
    phone.join(host.way().secret)
    phone.join(host.way("personal", Participant(id="o1", role="observer")).secret)
    assert service().who_am_i(phone.token, host.session).standing == "member"


@pytest.mark.parametrize("role", ["facilitator", "observer"])
def test_a_personal_link_makes_its_holder_what_it_says_on_every_device(host: Host, role: str) -> None:
    guest = Participant.model_validate({"id": "g1", "role": role, "name": "Dana Levi"})
    secret, desk, phone = host.way("personal", guest).secret, Browser(), Browser()
    desk.join(secret)
    phone.join(secret)
    for device in (desk, phone):
        caller = service().who_am_i(device.token, host.session)
        assert (caller.me, caller.standing) == ("g1", role)
    assert host.participants() == (guest,)


def broken_links(host: Host) -> dict[str, str]:
    way = host.way()
    host.revoke(way)
    return {
        "revoked": way.secret,
        "never given out": new_token(),
        "cut short": host.way().secret[:-1],
        "a code": host.way("code").secret,
        "markup": "%3Cscript%3E",
    }


@pytest.mark.parametrize("kind", ["revoked", "never given out", "cut short", "a code", "markup"])
def test_a_link_that_leads_nowhere_is_told_in_plain_words_at_every_step(host: Host, kind: str) -> None:
    secret, phone = broken_links(host)[kind], Browser()
    phone.get("/")
    for reply in (phone.get(f"/join/{secret}"), phone.post("/join", {"link": secret})):
        assert (reply.status, told(reply.text)) == (404, f"You are not in yet  {NOWHERE}")
    assert host.participants() == ()


def test_a_link_revoked_between_the_look_and_the_press_lets_nobody_in(host: Host) -> None:
    way, phone = host.way(), Browser()
    phone.get(f"/join/{way.secret}")
    host.revoke(way)
    assert phone.get("/join").status == 404
    assert phone.post("/join", {"link": way.secret}).status == 404
    assert host.participants() == ()


def test_who_was_removed_does_not_come_back_by_the_link_they_had(host: Host) -> None:
    secret, phone = host.way().secret, Browser()
    phone.join(secret)
    (known,) = host.participants()
    service().admit(host.token, host.session, known.id, "removed", host.version)
    assert phone.get(f"/join/{secret}").status == 404
    assert phone.join(secret).status == 404
    assert [known.presence for known in host.participants()] == ["removed"]


@pytest.mark.parametrize(
    ("language", "lang", "way", "button"),
    [("en-GB,en", "en", "ltr", "Join"), ("he-IL,en;q=0.5", "he", "rtl", None), ("pl", "pl", "ltr", None)],
)
def test_the_page_speaks_as_the_browser_does(
    host: Host, language: str, lang: str, way: str, button: str | None
) -> None:
    phone = Browser(language=language)
    phone.get(f"/join/{host.way().secret}")
    text = phone.get("/join").text
    assert f'<html lang="{lang}" dir="{way}">' in text
    assert button is None or f"<button>{button}</button>" in text


def test_without_cookies_one_plain_sentence_says_so(host: Host) -> None:
    secret, phone = host.way().secret, Browser(keeps_cookies=False)
    phone.get(f"/join/{secret}")
    sentence = "Your browser does not keep cookies for this site. Allow them and open the link again."
    for reply in (phone.get("/join"), phone.post("/join", {"link": secret}), phone.post("/code", {})):
        assert (reply.status, told(reply.text)) == (400, f"You are not in yet  {sentence}")
    assert host.participants() == ()


def test_the_invitation_lasts_ten_minutes_and_only_its_own_pages_are_sent_it(host: Host) -> None:
    secret, phone = host.way().secret, Browser()
    said = phone.get(f"/join/{secret}").cookies["invitation"]
    assert said == f"{secret}; HttpOnly; Max-Age=600; Path=/join; SameSite=lax"
    phone.post("/join", {"link": secret})
    assert "invitation" not in phone.jar


@pytest.mark.parametrize(
    ("base", "forwarded", "secure"),
    [(HERE, "", False), ("https://room.example", "", True), (HERE, "https", True)],
)
def test_cookies_are_kept_to_https_only_where_the_visitor_came_by_it(
    host: Host, base: str, forwarded: str, secure: bool
) -> None:
    reply = Browser(base).get(f"/join/{host.way().secret}", x_forwarded_proto=forwarded)
    assert {name: "; Secure" in said for name, said in reply.cookies.items()} == {
        "invitation": secure,
        "visitor": secure,
    }


@pytest.mark.parametrize(
    ("path", "said"), [("/join", {"link": "{link}"}), ("/code", {"code": "{code}"})], ids=["link", "code"]
)
@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"origin": "http://elsewhere.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
    ],
)
def test_a_form_is_taken_only_from_our_own_page(
    host: Host, path: str, said: dict[str, str], headers: dict[str, str], taken: bool
) -> None:
    secrets = {"link": host.way().secret, "code": host.way("code").secret}
    phone = Browser()
    phone.get("/join")
    reply = phone.post(path, {name: value.format(**secrets) for name, value in said.items()}, **headers)
    assert (reply.status, len(host.participants())) == ((303, 1) if taken else (403, 0))


@pytest.mark.parametrize("path", ["/join", "/code"])
def test_a_form_that_is_no_form_is_answered_in_words(host: Host, path: str) -> None:
    phone = Browser()
    phone.get("/join")
    for body in (b"", b"\xff\xfe\x00", b"link=" + b"a" * 100_000, b"code=%00%00&&&==", b"{}"):
        reply = phone.ask("POST", path, {"origin": HERE}, body)
        assert reply.status in (400, 404)
        assert "<h1>" in reply.text


def test_a_code_leads_to_the_waiting_room(host: Host) -> None:
    code, phone = host.way("code").secret, Browser()
    assert phone.get("/code").text.count('name="code"') == 1
    typed = f" {code[:4].lower()}-{code[4:]} "
    reply = phone.post("/code", {"code": typed})
    assert (reply.status, reply["location"]) == (303, f"/?s={host.session}")
    assert service().who_am_i(phone.token, host.session).standing == "waiting"
    (known,) = host.participants()
    service().admit(host.token, host.session, known.id, "present", host.version)
    assert service().who_am_i(phone.token, host.session).standing == "member"


def test_who_has_a_seat_keeps_it_when_they_type_the_code_too(host: Host) -> None:
    phone = Browser()
    phone.join(host.way().secret)
    phone.post("/code", {"code": host.way("code").secret})
    assert [known.presence for known in host.participants()] == ["present"]


def test_a_wrong_code_is_told_with_the_field_to_try_again(host: Host) -> None:
    phone = Browser()
    phone.get("/code")
    reply = phone.post("/code", {"code": "ABCDEFGH"})
    assert (reply.status, WRONG in reply.text, reply.text.count('name="code"')) == (404, True, 1)


@pytest.mark.parametrize("code", ["", "ABC", "ABCDEFGHJ", "ABCD0123", "אבגדהוזח", "<script>"])
def test_what_is_no_code_is_told_so_and_is_no_guess(host: Host, code: str) -> None:
    phone = Browser()
    phone.get("/code")
    replies = [phone.post("/code", {"code": code}) for _again in range(20)]
    assert {reply.status for reply in replies} == {400}
    assert "A code has 8 letters and digits; yours has another length, or other signs." in replies[0].text
    assert "<script>" not in replies[0].text


def test_guessing_is_stopped_with_a_sentence_and_the_right_code_comes_too_late(host: Host) -> None:
    code, guesser = host.way("code").secret, Browser()
    guesser.get("/code")
    assert [guesser.post("/code", {"code": "ABCDEFGH"}).status for _guess in range(10)] == [404] * 10
    stopped = guesser.post("/code", {"code": code})
    assert (stopped.status, stopped["retry-after"]) == (429, "60")
    sentence = "Too many wrong codes came from here. Try again in 1 minute, or ask for the link instead."
    assert told(stopped.text) == f"You are not in yet  {sentence}"
    assert host.participants() == ()


def test_who_guessed_too_often_still_comes_in_by_a_link_and_others_by_the_code(host: Host) -> None:
    guesser, member = Browser(), Browser(address="192.0.2.2")
    guesser.get("/code")
    for _guess in range(20):
        guesser.post("/code", {"code": "ABCDEFGH"})
    assert guesser.join(host.way().secret)["location"] == f"/?s={host.session}"
    member.get("/code")
    assert member.post("/code", {"code": host.way("code").secret}).status == 303


def test_a_fresh_cookie_is_no_fresh_start(host: Host) -> None:
    statuses = []
    for _guess in range(12):
        guesser = Browser()
        guesser.get("/code")
        statuses.append(guesser.post("/code", {"code": "ABCDEFGH"}).status)
    assert statuses == [404] * 10 + [429] * 2


def test_a_room_behind_one_address_comes_in_by_one_code(host: Host) -> None:
    code = host.way("code").secret
    statuses = []
    for _member in range(15):
        phone = Browser()
        phone.get("/code")
        statuses.append(phone.post("/code", {"code": code}).status)
    assert statuses == [303] * 15


def test_a_code_is_not_taken_as_a_link_where_nobody_counts_guesses(host: Host) -> None:
    code, guesser = host.way("code").secret, Browser()
    guesser.get("/")
    assert guesser.get(f"/join/{code}").status == 404
    assert guesser.post("/join", {"link": code}).status == 404


def test_every_page_of_the_entrance_is_kept_by_nobody_and_tells_nobody_where_it_was(host: Host) -> None:
    secret, phone = host.way().secret, Browser()
    replies = [
        phone.get(f"/join/{secret}"),
        phone.get("/join"),
        phone.get("/code"),
        phone.post("/code", {"code": "ABCDEFGH"}),
        phone.post("/join", {"link": "x"}),
        phone.post("/join", {"link": secret}),
    ]
    assert {(r["cache-control"], r["referrer-policy"]) for r in replies} == {("no-store", "no-referrer")}


def test_the_plain_pages_are_coloured_as_the_app_is() -> None:
    known = [palette.GROUND, palette.INK, palette.EDGE, palette.ACCENT, palette.ON_ACCENT]
    known.append(palette.GATE_TEXT["fail"])
    assert {colour.name: (colour.light, colour.dark) for colour in known} == COLOURS


def test_the_plain_pages_are_set_in_the_font_of_the_app() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    faces = {face["url"]: face["unicodeRange"] for face in theme["fontFaces"]}
    assert {f"app/static/{file}": letters for file, letters in FONT.items()} == faces
    page = plain_page(Words("he"), "", "")
    assert re.findall(r'url\("([^"]*)"\); unicode-range: ([^;]*);', page) == [
        (f"/{url}", letters) for url, letters in faces.items()
    ]
    assert f"font: 1.125rem/1.5 {theme['font']};" in page

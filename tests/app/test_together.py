"""Fifty windows on one server, drawn in turn: each shows its own session to its own visitor, and no other."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from selection.model.participants import Participant
from selection.web.process import service
from selection.workshop.events import Edit
from tests.app.screens import Screen
from tests.decisions import token
from tests.meetings import Meeting, meeting, once
from tests.rooms import NOTHING

SESSIONS = 5
JUDGES = ("ann", "ben", "cleo", "dan", "eve")
CELL = {"alternative": "northstar-pro", "criterion": "E1"}
MARK = re.compile(r"Mark\d[a-z]+")


@dataclass
class Window:
    """A screen, whose it is, and the marks it shows: those it must, and those it may."""

    screen: Screen
    who: str
    must: frozenset[str]
    may: frozenset[str]

    def shown(self) -> frozenset[str]:
        parts = (self.screen.at.main, self.screen.at.sidebar)
        sent = [str(element.proto) for part in parts for element in part]
        # What stands in a field is sent once, and then kept by the browser.
        sent += [str(field.value) for field in (*self.screen.at.text_area, *self.screen.at.text_input)]
        return frozenset(MARK.findall("\n".join(sent)))

    def draw(self) -> None:
        self.screen.run()
        shown = self.shown()
        assert (self.who, self.must - shown, shown - self.must - self.may) == (self.who, set(), set())


def judging(number: int) -> Meeting:
    """Hold a session whose every text tells whose it is; one round is open, and one revealed."""
    found = meeting(service(), *(f"{name}{number}" for name in JUDGES))
    found.edit(Edit("title", (), f"Mark{number}title"))
    found.turn_to("needs")
    for name, need in (("r1", "N1"), ("r2", "N2")):
        found.prepare(name, subject="tiers", needs=(need,), title=f"Mark{number}{name[0]}ound")
        found.move(name, "open")
    for state in ("closed", "revealed"):
        found.move("r1", state)
    for phase in ("weights", "lock"):
        found.turn_to(phase)
    service().lock(found.facilitator, found.session, found.state.version)
    names = ("northstar-pro", "harbour-basic", "aleph", *(bid.id for bid in found.state.decision.bids))
    for who in (found.facilitator, *found.members.values()):
        service().declare(who, found.session, dict.fromkeys(names, NOTHING), once())
    for phase in ("answers", "scores"):
        found.turn_to(phase)
    found.prepare("s1", subject="scores", cells=[CELL], title=f"Mark{number}asked")
    found.move("s1", "open")
    for name in JUDGES:
        _begin(found, number, name)
    return found


def _begin(found: Meeting, number: int, name: str) -> None:
    """Let a member say who they are, and enter a comment they have not handed in."""
    who = found.members[f"{name}{number}"]
    service().introduce(who, found.session, f"Mark{number}{name}", None, once())
    entered = {"northstar-pro/E1": {"choice": 1, "comment": f"Mark{number}{name}draft"}}
    service().save_draft(who, found.session, "round:s1", 1, json.dumps(entered).encode())


def guest(found: Meeting, number: int, name: str, role: str, **more: str) -> str:
    who = token(f"{name}{number}")
    said = Participant.model_validate({"id": f"{name}{number}", "role": role, **more})
    way = service().make_link(found.facilitator, found.session, "personal", found.state.version, said)
    service().join(who, way.secret)
    return who


def windows(number: int, found: Meeting) -> Iterator[Window]:
    """Open ten windows on a session, one for each of those who may be there."""
    title, people = f"Mark{number}title", frozenset(f"Mark{number}{name}" for name in JUDGES)
    asked = frozenset({f"Mark{number}round", f"Mark{number}asked"})
    both = frozenset({title})

    def window(who: str, must: frozenset[str], may: frozenset[str], page: str | None = None) -> Window:
        return Window(Screen(who, found.session, page), f"{who[:12]} in {number}", must, may)

    yield window(found.facilitator, both | people, asked, "participants")
    yield window(found.facilitator, both | {f"Mark{number}asked"}, asked | people, "workshop")
    for name in JUDGES:
        own = frozenset({f"Mark{number}{name}draft"})
        yield window(found.members[f"{name}{number}"], own, both | asked | {f"Mark{number}{name}"})
    yield window(guest(found, number, "eye", "observer"), both, asked)
    vendor = guest(found, number, "vendor", "respondent", answers_for="northstar-pro")
    yield window(vendor, both, frozenset())
    way = service().make_link(found.facilitator, found.session, "code", found.state.version)
    service().join(token(f"door{number}"), way.secret)
    yield window(token(f"door{number}"), frozenset(), both)


@pytest.fixture(scope="module")
def everybody() -> list[Window]:
    held = [judging(number) for number in range(SESSIONS)]
    return [window for number, found in enumerate(held) for window in windows(number, found)]


def test_fifty_windows_drawn_in_turn_show_each_visitor_their_own_and_nothing_else(
    everybody: list[Window],
) -> None:
    assert len(everybody) == 50
    turns = [*everybody]
    random.Random(5).shuffle(turns)
    for window in turns:
        window.draw()


def test_a_window_that_turns_to_another_session_takes_nothing_along(everybody: list[Window]) -> None:
    leaders = everybody[::10]
    for here, there in zip(leaders, [*leaders[1:], leaders[0]], strict=True):
        screen = Screen(here.screen.token, here.screen.session, "participants")
        turned = Window(screen, "", there.must, there.may)
        turned.screen.at.query_params["s"] = there.screen.session
        turned.draw()


def test_a_visitor_who_opens_the_address_of_another_session_is_shown_nothing_of_it(
    everybody: list[Window],
) -> None:
    for window in everybody[2:10]:
        opened = Screen(window.screen.token, everybody[10].screen.session)
        assert Window(opened, "", frozenset(), frozenset()).shown() <= window.must | window.may
        (told,) = opened.shown("error")
        assert told.startswith("There is no such decision here, or it was made in another browser.")

"""A member's window in a workshop, and short words for what a member does there."""

import json
from typing import Any

from selection.model.criteria import Linear
from selection.model.participants import Declaration
from selection.model.rounds import Ballot
from selection.web.process import service
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from tests.app.screens import Screen
from tests.decisions import criterion_in_levels
from tests.meetings import SINCE, Meeting, meeting, once
from tests.unit.web.visits import Browser

MUST = "Must · without it we do not buy"
NICE = "Nice to have · we could do without"
LONG = "Long-term · needed, but later"
UNABLE = "I can't judge this"
NEEDS = ("N1", "N2", "N3")
CELLS = tuple({"alternative": name, "criterion": "E1"} for name in ("northstar-pro", "harbour-basic"))


CHEMISTRY = criterion_in_levels("P5", "integrator").model_copy(
    update={"value": Linear(kind="linear", unit="points", worst=0, best=5)}
)


def workshop(*members: str, **rules: Any) -> Meeting:
    """Begin a workshop whose members said who they are."""
    return meeting(service(), *members, **rules)


def with_tiers(*members: str, **more: Any) -> Meeting:
    """Begin a workshop and ask for the tiers of its needs."""
    found = workshop(*members)
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=NEEDS, **more)
    found.move("r1", "open")
    return found


def with_scores(*members: str, declared: tuple[str, ...] = (), **rules: Any) -> Meeting:
    """Bring a workshop to its scores; `declared` have said already that they have no interest."""
    found = workshop(*members, **rules)
    found.edit(Edit("criterion", ("P5",), CHEMISTRY))
    for phase in ("needs", "weights", "lock"):
        found.turn_to(phase)
    service().lock(found.facilitator, found.session, found.state.version)
    none = {name: Declaration(interest="none") for name in must_declare_on(found.state.decision)}
    for who in (found.facilitator, *(found.members[name] for name in declared)):
        service().declare(who, found.session, none, once())
    found.turn_to("answers")
    found.turn_to("scores")
    found.prepare("s1", subject="scores", cells=CELLS)
    found.move("s1", "open")
    return found


def until(found: Meeting, phase: str, deadline: str) -> None:
    """Let a phase end at a moment."""
    found.edit(Edit("stand", (), {"phase": phase, "since": SINCE, "deadline": deadline}))


def window(found: Meeting, name: str) -> Screen:
    """Open a member's page, as on a phone that was never here before."""
    return Screen(found.members[name], found.session)


def stored(found: Meeting, name: str, asked: str = "r1") -> Ballot | None:
    """Give what is stored of a member in a round."""
    seen = service().state(found.members[name], found.session).proceedings
    return seen.ballots.get(asked, {}).get(found.id_of(name))


def count_of(found: Meeting, kind: str) -> int:
    """Count what happened of a kind."""
    happened = service().history(found.facilitator, found.session)
    return sum(one.kind == kind for one in happened)


def labels(screen: Screen) -> list[str]:
    """Name every button, in the order it stands on the page; the one that hands a round in comes last."""
    own = handing_in(screen).get("label")
    return [written_label(button.label) for button in screen.at.button] + ([own] if own else [])


def written_label(label: str) -> str:
    return label.replace("**", "").replace("\\", "")


def touch(screen: Screen, label: str) -> Screen:
    """Press a button by the words on it, whatever of them is bold."""
    if handing_in(screen).get("label") == label:
        hand_in(screen)
        return screen.run()
    (found,) = [button for button in screen.at.button if written_label(button.label) == label]
    found.click()
    return screen.run()


def handing_in(screen: Screen) -> dict[str, Any]:
    """Give what the part of the page is told that hands a round in; nothing where there is none."""
    components = [one.proto for one in screen.at.get("bidi_component")]
    told = [json.loads(one.json) for one in components if one.component_name == "hand_in"]
    return told[0] if told else {}


def hand_in(screen: Screen) -> dict[str, Any]:
    """Ask the app to hand the round in, as the page does, and give its answer; the page stays as it is."""
    browser = Browser(jar={"visitor": (screen.token, "/")})
    answer: dict[str, Any] = json.loads(browser.post(handing_in(screen)["address"], {}).text)
    return answer

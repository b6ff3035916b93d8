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
REVIEW = "review"
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


def window(found: Meeting, name: str) -> "Phone":
    """Open a member's page, as on a phone that was never here before."""
    return Phone(found.members[name], found.session)


def stored(found: Meeting, name: str, asked: str = "r1") -> Ballot | None:
    """Give what is stored of a member in a round."""
    seen = service().state(found.members[name], found.session).proceedings
    return seen.ballots.get(asked, {}).get(found.id_of(name))


def count_of(found: Meeting, kind: str) -> int:
    """Count what happened of a kind."""
    happened = service().history(found.facilitator, found.session)
    return sum(one.kind == kind for one in happened)


class Phone(Screen):
    """A member's window, with the part of it that goes through a round by itself.

    It is told all questions at once and asks the app by itself, as the browser does; what it shows is
    tested in a browser.
    """

    at_item = ""
    """At which question the walk is; nothing before it was begun."""

    @property
    def walk(self) -> dict[str, Any]:
        """Give what the walk through a round is told; nothing where there is none."""
        return told(self, "member_walk")

    @property
    def question(self) -> dict[str, Any]:
        """Give the question that is asked now; nothing at the review, and where there is no walk."""
        walk = self.walk
        known = {question["item"]: question for question in walk.get("questions", ())}
        if walk and self.at_item not in (*known, REVIEW):
            self.at_item = walk["at"] or self._first_open()
        return known.get(self.at_item, {})

    @property
    def title(self) -> str:
        if not self.walk:
            return super().title
        return str(self.question.get("asked") or self.walk["title"])

    @property
    def chosen(self) -> str:
        """Name the answer that is shown as chosen; nothing where none is."""
        said = self._said(self.question["item"])
        return "".join(_words(one) for one in self.question["choices"] if one["value"] == said["choice"])

    @property
    def beside(self) -> list[str]:
        """Give what is said beside a question, or at the review before its list."""
        walk, asked = self.walk, self.question
        if asked:
            lacks_how = asked["says_how"] and isinstance(self._said(asked["item"])["choice"], int)
            is_answered = self._is_answered(asked)
            told_of_how = [walk["words"]["choose_how"]] if lacks_how and not is_answered else []
            return [*filter(None, [asked["about"], asked["explained"]]), *asked["notes"], *told_of_how]
        left = len(walk["questions"]) - len(self.done)
        return [*([walk["words"]["open"][left]] if left else []), *filter(None, [walk["left_out"]])]

    @property
    def known(self) -> list[list[str]]:
        """Give what is known of the alternative, folded below the question: line by line."""
        rows = [[(row["strong"], row["text"]) for row in one] for one in self.question["known"]]
        return [[" · ".join(filter(None, row)) for row in one] for one in rows]

    @property
    def done(self) -> list[str]:
        """Name the questions that have a whole answer."""
        return [one["item"] for one in self.walk["questions"] if self._is_answered(one)]

    def run(self) -> "Phone":
        super().run()
        if not self.walk:
            self.at_item = ""
        return self

    def walk_labels(self) -> list[str]:
        """Name what can be pressed in the walk, in its order."""
        walk, asked = self.walk, self.question
        words = walk["words"]
        if asked:
            onward = words["next"] if self._is_answered(asked) else words["leave"]
            return [*map(_words, asked["choices"]), words["back"], onward]
        lines = [self._line(one) for one in walk["questions"]]
        is_open = len(self.done) < len(walk["questions"])
        return [
            *([words["to_open"]] if is_open else []),
            *lines,
            *filter(None, [handing_in(self).get("label")]),
        ]

    def press_in_walk(self, label: str) -> None:
        """Press something in the walk: answers are entered at their address, and the page goes on."""
        words, asked = self.walk["words"], self.question
        steps = {words["back"]: -1, words["next"]: 1, words["leave"]: 1}
        if not asked:
            lines = {self._line(one): one["item"] for one in self.walk["questions"]}
            self.at_item = self._first_open() if label == words["to_open"] else lines[label]
        elif label in steps:
            self._go(steps[label])
        else:
            (value,) = [one["value"] for one in asked["choices"] if _words(one) == label]
            is_unable = value == self.walk["unable"]
            self.enter(**({"choice": value, "evidence": None} if is_unable else {"choice": value}))
            self.run()
            if is_unable or not asked["says_how"]:
                self._go(1)

    def enter(self, **said: object) -> dict[str, Any]:
        """Enter something of an answer, as the page does, and give the app's answer."""
        item = self.question["item"]
        whole = {"item": item, "said": {**self._said(item), **said}}
        reply = Browser(jar={"visitor": (self.token, "/")}).send(self.walk["enter"], whole)
        answer: dict[str, Any] = json.loads(reply.text)
        return answer

    def _go(self, steps: int) -> None:
        items = [one["item"] for one in self.walk["questions"]]
        self.at_item = [*items, REVIEW][items.index(self.at_item) + steps]

    def _said(self, item: str) -> dict[str, Any]:
        nothing = {"choice": None, "evidence": None, "comment": ""}
        return {**nothing, **self.walk["said"].get(item, {})}

    def _is_answered(self, asked: dict[str, Any]) -> bool:
        said = self._said(asked["item"])
        is_known = said["evidence"] is not None or said["choice"] == self.walk["unable"]
        return said["choice"] is not None and (is_known or not asked["says_how"])

    def _first_open(self) -> str:
        open_ones = (one["item"] for one in self.walk["questions"] if one["item"] not in self.done)
        return next(open_ones, REVIEW)

    def _line(self, asked: dict[str, Any]) -> str:
        said = self._said(asked["item"])
        told_as = {one["value"]: one["told"] for one in asked["choices"]}
        how = {one["value"]: f" ({one['told']})" for one in self.walk["evidence"]}
        words = told_as[said["choice"]] + how.get(said["evidence"], "") if self._is_answered(asked) else ""
        return f"{asked['name']} · {words or self.walk['words']['unsaid']}"


def _words(choice: dict[str, Any]) -> str:
    return f"{choice['strong']}{choice['beside']}"


def labels(screen: Screen) -> list[str]:
    """Name every button, in the order it stands on the page; the one that hands a round in comes last."""
    drawn = [written_label(button.label) for button in screen.at.button]
    if isinstance(screen, Phone) and screen.walk:
        return drawn + screen.walk_labels()
    own = handing_in(screen).get("label")
    return drawn + ([own] if own else [])


def written_label(label: str) -> str:
    return label.replace("**", "").replace("\\", "")


def touch(screen: Phone, label: str) -> Phone:
    """Press a button by the words on it, whatever of them is bold."""
    if handing_in(screen).get("label") == label:
        hand_in(screen)
        return screen.run()
    if screen.walk and label in screen.walk_labels():
        screen.press_in_walk(label)
        return screen
    (found,) = [button for button in screen.at.button if written_label(button.label) == label]
    found.click()
    return screen.run()


def told(screen: Screen, component: str) -> dict[str, Any]:
    """Give what a part of the page is told that goes on in the browser; nothing where there is none."""
    found = [one.proto for one in screen.at.get("bidi_component")]
    data: list[dict[str, Any]] = [json.loads(one.json) for one in found if one.component_name == component]
    return data[0] if data else {}


def handing_in(screen: Screen) -> dict[str, Any]:
    """Give what is told of handing in where a button for it may stand: label, receipt, address."""
    walk = told(screen, "member_walk")
    if not walk:
        return told(screen, "hand_in")
    if isinstance(screen, Phone) and (screen.question or not screen.done):
        return {}
    label = _hand_in_label(screen, walk) if isinstance(screen, Phone) else ""
    return {"label": label, "stored": walk["stored"], "address": walk["hand_in"]}


def _hand_in_label(screen: Phone, walk: dict[str, Any]) -> str:
    handed = walk["handed"]
    if handed is None:
        return str(walk["words"]["hand_in"])
    is_same = {item: walk["said"][item] for item in screen.done} == handed
    return "" if is_same else str(walk["words"]["again"])


def hand_in(screen: Screen) -> dict[str, Any]:
    """Ask the app to hand the round in, as the page does, and give its answer; the page stays as it is."""
    browser = Browser(jar={"visitor": (screen.token, "/")})
    answer: dict[str, Any] = json.loads(browser.post(handing_in(screen)["address"], {}).text)
    return answer

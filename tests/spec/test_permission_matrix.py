"""Who may do what, when: every cell of the table, tried on a real service.

The cells come from the table, the verdicts from what the service does: who may not is refused and nothing
is written, who may is not refused for who they are.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.errors import NotFound, PermissionDenied, SelectionError
from selection.model.rounds import ROUND_STATES, RoundState, Subject
from selection.workshop.events import Edit
from selection.workshop.guards import PHASE_OF_SUBJECT, must_declare_on
from selection.workshop.locking import TOUCHING
from selection.workshop.permissions import (
    ACTION_OF_SECTION,
    ACTIONS,
    IN_ROUND,
    PHASES,
    STANDINGS,
    Action,
    Phase,
    RoundAction,
    Standing,
    may,
)
from tests.decisions import small_decision, token
from tests.rooms import NOTHING, PEOPLE, SAID, SECOND, SUBJECTS, Room, entered, round_named, staged
from tests.use_cases import EDITED, ELSEWHERE, ON_A_SESSION, UseCase, use_cases

TRIED = {**ON_A_SESSION, **EDITED}
CELLS = [(phase, standing, name) for phase in PHASES for standing in STANDINGS for name in TRIED]
ROUND_ACTIONS: tuple[RoundAction, ...] = ("prepare", "judge", "see_others", "moderate")
ROUND_CELLS = [
    (subject, standing, action, state)
    for subject in SUBJECTS
    for standing in STANDINGS
    for action in ROUND_ACTIONS
    for state in ROUND_STATES
]
FOREIGN = [(standing, name) for standing in STANDINGS for name in TRIED]
CHANGES_NOTHING = {name for name, case in ON_A_SESSION.items() if not case.writes} - {
    "archive",
    "delete_session",
}
NOT_REFUSED_BY_ROLE = {"undo"}
"""Takes back only what the visitor did: who did nothing is told that, whoever they are."""


class Rooms:
    """The same session in every phase: shared where nothing is written, else each time anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stores = staged(folder)
        self._open: list[Room] = []
        self._shared = {phase: self.own(phase) for phase in PHASES}

    def shared(self, phase: Phase) -> Room:
        return self._shared[phase]

    def own(self, phase: Phase) -> Room:
        self._open.append(entered(*self._stores[phase], self._folder, f"own{len(self._open)}"))
        return self._open[-1]

    def close(self) -> None:
        for room in self._open:
            room.service.close()


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    furnished = Rooms(tmp_path_factory.mktemp("rooms"))
    yield furnished
    furnished.close()


def outcome(use_case: UseCase, room: Room, standing: Standing) -> str:
    """Try something: done, refused because of who tried it or when, or hindered by something else."""
    try:
        use_case.attempt(room, PEOPLE[standing])
    except PermissionDenied as error:
        return "refused" if error.code in ("not_allowed", "not_in_this_phase") else error.code
    except NotFound as error:
        known = (": session_not_found", ": removed_from_session")
        return "refused" if str(error) in known else "hindered"
    except SelectionError:
        return "hindered"
    return "done"


def is_allowed(use_case: UseCase, standing: Standing, phase: Phase) -> bool:
    if use_case.action is None:
        return standing != "stranger"
    return may(standing, use_case.action, phase)


def head(room: Room) -> object:
    return room.service._store.session(room.session)


def test_there_are_well_over_a_thousand_cells() -> None:
    assert len(CELLS) + len(ROUND_CELLS) + len(FOREIGN) > 3000


def test_every_use_case_has_a_row() -> None:
    assert use_cases() == {name.split()[0] for name in ON_A_SESSION} | ELSEWHERE


def test_every_action_is_tried() -> None:
    tried = {case.action for case in TRIED.values()}
    assert tried | {"read_own", "moderate"} == {*ACTIONS, None}
    assert set(ACTION_OF_SECTION.values()) - tried == {"moderate"}


@pytest.mark.parametrize("phase", PHASES, ids=str)
@pytest.mark.parametrize("standing", STANDINGS)
def test_who_may_not_is_refused_and_nothing_is_written(
    rooms: Rooms, phase: Phase, standing: Standing
) -> None:
    room = rooms.shared(phase)
    before = head(room)
    rows = {n: case for n, case in TRIED.items() if not is_allowed(case, standing, phase)}
    passed = {name for name, case in rows.items() if outcome(case, room, standing) != "refused"}
    assert passed - NOT_REFUSED_BY_ROLE == set()
    assert head(room) == before


ALLOWED = [(p, s, n) for p, s, n in CELLS if is_allowed(TRIED[n], s, p)]


@pytest.mark.parametrize(
    ("phase", "standing", "name"),
    [cell for cell in ALLOWED if cell[2] in ON_A_SESSION],
    ids=str,
)
def test_who_may_is_not_refused(rooms: Rooms, phase: Phase, standing: Standing, name: str) -> None:
    room = rooms.shared(phase) if name in CHANGES_NOTHING else rooms.own(phase)
    assert outcome(TRIED[name], room, standing) == ("hindered" if (phase, name) in HINDERED else "done")


HINDERED: set[tuple[Phase, str]] = {
    *((phase, "move_round") for phase in (None, "scope")),
    *((phase, "decision_under") for phase in (None, "scope", "needs", "weights", "lock")),
    *((phase, "amend") for phase in ("needs", "weights", "lock")),
    ("weights", "enter_in_round"),
}
"""Where something is allowed and yet impossible: no round is there yet, nothing is locked, or weights are
entered as a whole."""


@pytest.mark.parametrize("phase", PHASES, ids=str)
def test_the_facilitator_changes_what_the_phase_is_for(rooms: Rooms, phase: Phase) -> None:
    room = rooms.own(phase)
    rows = [name for p, s, name in ALLOWED if name in EDITED and (p, s) == (phase, "facilitator")]
    ended = {}
    for name in rows:
        # A bid that came in a moment ago is one more to declare on.
        everything = dict.fromkeys(must_declare_on(room.state.decision), NOTHING)
        room.service.declare(PEOPLE["facilitator"], room.session, everything, room.once())
        ended[name] = outcome(EDITED[name], room, "facilitator")
    locked = {
        name for name in rows if name.split()[1] in TOUCHING - {"rules"} and phase in ("answers", "scores")
    }
    # A workshop has phases only once it is formal; and what members judge is official once it is agreed.
    others = {None: {"submit stand"}, "scores": {"submit score"}}.get(phase, set())
    assert {name for name, end in ended.items() if end != "done"} == locked | others
    assert "refused" not in ended.values()


def test_nobody_but_the_facilitator_edits_a_section() -> None:
    assert {standing for _p, standing, name in ALLOWED if name in EDITED} == {"facilitator"}


@pytest.mark.parametrize("name", TRIED)
def test_another_s_session_looks_to_everybody_as_if_there_were_none(rooms: Rooms, name: str) -> None:
    room = rooms.shared("scores")
    session = room.service.open_session(token("another"), small_decision("Another one's"))
    said = set()
    for person in PEOPLE.values():
        for which in (session, "0" * 32, "../x", ""):
            with pytest.raises(NotFound) as caught:
                TRIED[name].attempt(Elsewhere(room, which), person)
            said.add((caught.value.code, caught.value.where, str(caught.value.figures)))
    assert said == {("session_not_found", "", "{}")}
    assert room.service.state(token("another"), session).version == 1


class Elsewhere(Room):
    """The same people and arguments, on a session that is none of theirs."""

    def __init__(self, room: Room, session: str) -> None:
        super().__init__(room.service, session, room.secrets, room.names)
        self._here = room

    @property
    def state(self):  # type: ignore[no-untyped-def]
        return self._here.state

    def id_of(self, who: str) -> str:
        return self._here.id_of(who)


def tried_in_round(room: Room, who: str, action: RoundAction, subject: Subject, state: RoundState) -> bool:
    """Try something on a round, and tell whether it came about."""
    name = round_named(subject, state)
    try:
        match action:
            case "prepare":
                asked = room.state.proceedings.round(name)
                assert asked is not None
                edit = Edit("round", (name,), asked.model_copy(update={"title": "Renamed"}))
                room.service.submit(who, room.session, edit, room.version, room.once())
            case "judge":
                room.service.judge(who, room.session, name, SAID[subject], room.once())
            case "see_others":
                seen = room.service.state(who, room.session).proceedings.ballots.get(name, {})
                return room.id_of(SECOND) in seen
            case "moderate":
                edits = room.agreement(name)
                room.service.submit(who, room.session, edits, room.version, room.once())
    except SelectionError:
        return False
    return True


ACTION_OF_ROUND_ACTION: dict[RoundAction, Action] = {
    "prepare": "lead",
    "judge": "judge",
    "see_others": "read",
    "moderate": "moderate",
}


@pytest.mark.parametrize(("subject", "standing", "action", "state"), ROUND_CELLS, ids=str)
def test_what_may_be_done_in_a_round_depends_on_its_state(
    rooms: Rooms, subject: Subject, standing: Standing, action: RoundAction, state: RoundState
) -> None:
    phase = PHASE_OF_SUBJECT[subject]
    allowed = may(standing, ACTION_OF_ROUND_ACTION[action], phase) and state in IN_ROUND[action]
    changes = allowed and action != "see_others"
    room = rooms.own(phase) if changes else rooms.shared(phase)
    before = room.version
    assert tried_in_round(room, PEOPLE[standing], action, subject, state) is allowed
    assert (room.version > before) is changes

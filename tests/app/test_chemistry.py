"""The proposed project manager, on every screen: a middle value and how many judged, no single rating."""

from collections.abc import Mapping

import pytest

from selection.model.participants import Declaration
from selection.web.process import service
from selection.workshop.events import Edit
from tests.app.members import labels, stored, touch, window, with_scores
from tests.app.screens import Screen, read, table
from tests.app.test_workshop import open_part
from tests.decisions import bid, token
from tests.meetings import Meeting, guest, once

PEOPLE = ("ann", "ben", "cia", "dan", "eve")
RATED = {"ann": 0, "ben": 5, "cia": 3, "dan": 4, "eve": 3}
THE_SAME_MEDIAN = {"ann": 0, "ben": 3, "cia": 1, "dan": 5, "eve": 4}
ANOTHER_MEDIAN = RATED | {"ben": 1, "dan": 1}
COLUMNS = ("Proposed project manager", "Lower median", "Judged")
KINDS = ("title", "header", "subheader", "markdown", "caption", "info", "success", "error", "warning", "code")
PARTS = ("rounds", "prepare", "differences", "interests", "decision")
PAGES = ("results", "sure", "answers", "criteria")


def asked(*members: str) -> Meeting:
    """Bring a workshop to an open round about the project manager its firm proposes."""
    found = with_scores(*members, declared=members)
    found.move("s1", "closed")
    found.prepare("c1", subject="chemistry", alternatives=("aleph",))
    found.move("c1", "open")
    return found


def step(found: Meeting, *states: str) -> None:
    for state in states:
        service().move_round(found.facilitator, found.session, "c1", state, once())  # type: ignore[arg-type]


def revealed(ratings: Mapping[str, object]) -> Meeting:
    found = asked(*ratings)
    for name, level in ratings.items():
        found.judge(name, "c1", chemistry={"aleph": level})
    step(found, "closed", "revealed")
    return found


def everything(screen: Screen) -> list[object]:
    """Give every text on a screen, what is in tables and on buttons, too."""
    texts: list[object] = [text for kind in KINDS for text in screen.shown(kind)]
    texts += [button.label for button in screen.at.button]
    texts += [expander.label for expander in screen.at.expander]
    return texts + [read(one).to_dict() for one in screen.at.table]


def of_the_facilitator(found: Meeting) -> list[object]:
    screen = Screen(found.facilitator, found.session, "workshop")
    shown = [everything(open_part(screen, part)) for part in PARTS]
    return shown + [everything(Screen(found.facilitator, found.session, page)) for page in (*PAGES, "wall")]


def of_an_observer(found: Meeting) -> list[object]:
    said = guest("watcher", "observer")
    version = found.state.version
    way = service().make_link(found.facilitator, found.session, "personal", version, said)
    service().join(token("watcher"), way.secret)
    found.declare_nothing(token("watcher"))
    return everything(Screen(token("watcher"), found.session))


def of_a_member(found: Meeting) -> list[object]:
    """Ann gave the same rating in both committees."""
    return everything(window(found, "ann"))


VIEWERS = {"facilitator": of_the_facilitator, "observer": of_an_observer, "member": of_a_member}


def private_table(found: Meeting) -> list[tuple[str, ...]]:
    screen = open_part(Screen(found.facilitator, found.session, "workshop"), "differences")
    (only,) = screen.at.table
    return table(read(only), COLUMNS)


@pytest.fixture(scope="module")
def committees() -> dict[str, Meeting]:
    """Three committees that differ in who rated how."""
    rated = {"one": RATED, "same": THE_SAME_MEDIAN, "other": ANOTHER_MEDIAN}
    return {name: revealed(ratings) for name, ratings in rated.items()}


@pytest.mark.parametrize("who", VIEWERS)
def test_no_screen_of_anybody_shows_more_of_the_ratings_than_their_lower_median(
    committees: dict[str, Meeting], who: str
) -> None:
    shown = {name: VIEWERS[who](found) for name, found in committees.items()}
    assert shown["one"] == shown["same"]
    assert shown["one"] != shown["other"]


def test_the_facilitator_sees_the_lower_median_and_how_many_judged(committees: dict[str, Meeting]) -> None:
    assert private_table(committees["one"]) == [("Aleph (fictional)", "3", "5 of 5 judged")]
    assert private_table(committees["other"]) == [("Aleph (fictional)", "1", "5 of 5 judged")]


def test_a_member_sees_the_lower_median_and_their_own_rating_alone(committees: dict[str, Meeting]) -> None:
    shown = [text.replace("**", "") for text in window(committees["one"], "ben").shown("markdown")]
    assert "Aleph (fictional)  \n■■■ Middle value 3 of 5 · 5 of 5 judged" in shown
    assert [text for text in shown if "could work" in text or "very well" in text] == [
        text for text in shown if "5 · very well" in text
    ]


@pytest.mark.parametrize("state", ["open", "closed"])
def test_before_the_reveal_the_facilitator_sees_how_many_rated_and_no_value(state: str) -> None:
    found = asked("ann", "ben", "cia")
    for name in ("ann", "ben"):
        found.judge(name, "c1", chemistry={"aleph": 4})
    if state == "closed":
        step(found, "closed")
    shown = of_the_facilitator(found)
    assert "Lower median" not in str(shown[PARTS.index("differences")])
    assert found.state.given["c1"] == 2
    assert found.state.proceedings.ballots.get("c1", {}) == {}


@pytest.mark.parametrize(
    ("ratings", "row"),
    [
        ({"ann": 4}, ("too few judged", "1 of 1 judged")),
        ({"ann": 4, "ben": 5}, ("too few judged", "2 of 2 judged")),
        ({"ann": 4, "ben": 5, "cia": 0}, ("4", "3 of 3 judged")),
        ({"ann": 4, "ben": 5, "cia": 0, "dan": 1}, ("1", "4 of 4 judged")),
        ({"ann": 4, "ben": 5, "cia": 0, "dan": "cannot_judge"}, ("4", "3 of 4 judged")),
        (
            {"ann": 4, "ben": 5, "cia": "cannot_judge", "dan": "cannot_judge"},
            ("too few judged", "2 of 4 judged"),
        ),
        (
            {"ann": 4, "ben": 5, "cia": 0} | dict.fromkeys(("dan", "eve", "fay", "gil"), "cannot_judge"),
            ("too few judged", "3 of 7 judged"),
        ),
    ],
    ids=str,
)
def test_a_middle_value_takes_a_quorum_and_three_ratings_and_cannot_judge_is_no_zero(
    ratings: dict[str, object], row: tuple[str, str]
) -> None:
    assert private_table(revealed(ratings)) == [("Aleph (fictional)", *row)]


def test_whoever_stepped_back_is_not_asked_and_counts_nowhere() -> None:
    found = asked("ann", "ben", "cia", "dan")
    said = Declaration(interest="actual", about="My brother works there", recused=True)
    service().declare(found.members["dan"], found.session, {"aleph": said}, once())
    assert "Begin" not in labels(window(found, "dan"))
    for name, level in {"ann": 1, "ben": 2, "cia": 5}.items():
        found.judge(name, "c1", chemistry={"aleph": level})
    step(found, "closed", "revealed")
    assert private_table(found) == [("Aleph (fictional)", "2", "3 of 3 judged")]


def test_a_rating_is_touched_handed_in_and_changed_while_the_round_is_open() -> None:
    found = asked("ann")
    screen = touch(touch(touch(window(found, "ann"), "Begin"), "I can't judge this"), "Hand in")
    ballot = stored(found, "ann", "c1")
    assert ballot is not None
    assert ballot.chemistry == {"aleph": "cannot_judge"}
    screen = window(found, "ann")
    touch(screen, "Look at it or change it")
    again = next(label for label in labels(screen) if label.startswith("Aleph (fictional)"))
    touch(touch(touch(screen, again), "4 · well"), "Hand in again")
    ballot = stored(found, "ann", "c1")
    assert ballot is not None
    assert ballot.chemistry == {"aleph": 4}


def test_the_question_names_the_proposed_person_where_the_bids_name_one() -> None:
    found = asked("ann")
    found.edit(Edit("bid", ("b1",), bid("b1")))
    named = found.state.decision.bids[0].project_manager
    screen = touch(window(found, "ann"), "Begin")
    assert screen.title.startswith("How well could you work with ")
    assert str(named) in screen.title

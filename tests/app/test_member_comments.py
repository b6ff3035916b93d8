"""Comments given with scores, as members read them once a round is revealed."""

from selection.model.participants import Declaration
from selection.web.process import service
from tests.app.members import window, with_scores
from tests.app.screens import Screen
from tests.meetings import Meeting, once

LEVELS = {"ann": (2.0, "Seen in the demo"), "ben": (0.0, "Too slow"), "cia": (2.0, None)}
PEOPLE = tuple(LEVELS)


def judged(**rules: object) -> Meeting:
    """Let three people of whom one is of Sales judge one cell, two of them with a comment."""
    found = with_scores(*PEOPLE, declared=PEOPLE, **rules)
    service().introduce(found.members["ben"], found.session, "Ben", "Sales", once())
    for name, (level, comment) in LEVELS.items():
        said = {"performance": level, "evidence": "demo", "reason": comment}
        found.judge(name, "s1", scores={"northstar-pro": {"E1": said}})
    return found


def reveal(found: Meeting) -> None:
    for state in ("closed", "revealed"):
        found.move("s1", state)


def comments(screen: Screen) -> list[str]:
    return [line for text in screen.shown("markdown") for line in text.splitlines() if line.startswith("- ")]


def test_before_the_reveal_no_comment_is_shown() -> None:
    found = judged()
    assert comments(window(found, "cia")) == []
    found.move("s1", "closed")
    assert comments(window(found, "cia")) == []


def test_once_revealed_everybody_reads_the_comments_by_department() -> None:
    found = judged()
    reveal(found)
    expected = ["- Sales, 0: Too slow", "- somebody, 2: Seen in the demo"]
    assert [comments(window(found, name)) for name in PEOPLE] == [expected] * 3


def test_where_identities_are_not_shown_comments_are_unnamed() -> None:
    found = judged(identities="anonymous")
    reveal(found)
    expected = ["- somebody, 0: Too slow", "- somebody, 2: Seen in the demo"]
    assert [comments(window(found, name)) for name in PEOPLE] == [expected] * 3


def test_the_comment_of_whoever_stepped_back_is_left_out() -> None:
    found = judged()
    recused = {"northstar-pro": Declaration(interest="actual", about="My brother", recused=True)}
    service().declare(found.members["ben"], found.session, recused, once())
    reveal(found)
    assert [comments(window(found, name)) for name in PEOPLE] == [["- somebody, 2: Seen in the demo"]] * 3

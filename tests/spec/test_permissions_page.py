"""The page about permissions says what the code does."""

from selection.model.rounds import ROUND_STATES
from selection.workshop.permissions import ACTIONS, IN_ROUND
from selection.workshop.permissions_page import IN_A_ROUND, MEANING, PAGE, permissions_page


def test_the_page_is_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == permissions_page()


def test_every_action_is_explained() -> None:
    assert list(MEANING) == list(ACTIONS)
    assert list(IN_A_ROUND) == list(IN_ROUND)


def test_some_rows_are_told_here_once_more() -> None:
    lines = permissions_page().splitlines()
    judging = next(line for line in lines if line.startswith("| `judge` | judge alone"))
    assert judging == "| `judge` | judge alone in a round | no | needs, weights, scores | no | no | no |"
    in_round = next(line for line in lines if line.startswith("| `judge` | hand in"))
    states = dict(zip(ROUND_STATES, in_round.strip("| ").split(" | ")[2:], strict=True))
    assert states == {"draft": "no", "open": "yes", "closed": "no", "revealed": "no", "agreed": "no"}

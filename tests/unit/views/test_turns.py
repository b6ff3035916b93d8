"""Pages that are drawn one after the other, and what must never keep one from being drawn."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from selection.views.turns import Turns

LONG, SOON, NONE = 60.0, 0.2, 0.0
"""How long somebody waits, in seconds."""


@pytest.fixture
def patient() -> Turns:
    return Turns(patience=LONG)


def drawn_meanwhile(turns: Turns, wait: float, parts: int = 0) -> bool:
    """Draw a page with its parts, and tell whether somebody else could draw at the same time."""
    draws = threading.Event()

    def draw() -> None:
        with turns.turn():
            draws.set()

    with ThreadPoolExecutor(1) as thread:
        with turns.turn():
            for _part in range(parts):
                with turns.turn():
                    pass
            asked = thread.submit(draw)
            found = draws.wait(wait)
        asked.result()
    assert draws.is_set()
    return found


def test_a_drawing_waits_until_another_is_through(patient: Turns) -> None:
    assert not drawn_meanwhile(patient, SOON)


def test_who_has_waited_long_enough_draws_beside_the_other() -> None:
    assert drawn_meanwhile(Turns(patience=NONE), LONG)


def test_a_part_drawn_within_its_page_shares_its_turn_and_does_not_end_it(patient: Turns) -> None:
    assert not drawn_meanwhile(patient, SOON, parts=2)


def test_a_drawing_that_breaks_off_gives_its_turn_back(patient: Turns) -> None:
    with pytest.raises(ZeroDivisionError), patient.turn():
        raise ZeroDivisionError
    assert not drawn_meanwhile(patient, SOON)

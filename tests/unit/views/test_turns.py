"""Pages that are drawn one after the other, and what must never keep one from being drawn."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from selection.views.turns import Turns

LONG, SOON, NONE = 60.0, 0.2, 0.0
"""How long somebody waits, in seconds."""
PARTS = int(LONG / SOON)
"""So many parts that, did each of them wait, somebody would wait for long."""


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


def test_a_part_of_a_page_that_waited_long_enough_does_not_wait_once_more() -> None:
    turns, drawn = Turns(patience=SOON), threading.Event()

    def draw() -> None:
        with turns.turn():
            for _part in range(PARTS):
                with turns.turn():
                    pass
        drawn.set()

    with ThreadPoolExecutor(1) as thread, turns.turn():
        asked = thread.submit(draw)
        assert drawn.wait(LONG / 2)
        asked.result()


def test_who_drew_without_a_turn_waits_for_the_turn_of_the_next_page() -> None:
    turns = Turns(patience=SOON)

    def waited_for_a_page() -> float:
        began = time.monotonic()
        with turns.turn():
            return time.monotonic() - began

    with ThreadPoolExecutor(1) as thread, turns.turn():
        waited = [thread.submit(waited_for_a_page).result() for _page in range(2)]
    assert [seconds >= SOON for seconds in waited] == [True, True]

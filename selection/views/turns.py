"""Whose page is drawn next: drawings follow each other instead of slowing each other down.

A process of Python computes one thing at a time. Twenty pages drawn side by side are all done late, at the
time of the last; drawn in the order they came, half of them are done by half that time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A line of those who want to draw.

    Parameters
    ----------
    patience
        Who has waited for so many seconds draws beside the others: no page stands still because another
        computes for long.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._turn = threading.Lock()
        self._mine = threading.local()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn to draw; a part of a page that is drawn within the page waits for none."""
        if getattr(self._mine, "draws", False):
            yield
            return
        is_its_turn = self._turn.acquire(timeout=self._patience)
        # Its parts go on with a page that goes on without a turn: they would not get one sooner.
        self._mine.draws = True
        try:
            yield
        finally:
            self._mine.draws = False
            if is_its_turn:
                self._turn.release()


turn = Turns(patience=0.25).turn

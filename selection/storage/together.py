"""Writers who wait share a transaction: the disk is waited for once for all of them, not once for each.

On a disk that takes 5 ms to say that something is there to stay, two hundred people handing in at the
same instant would otherwise wait a second for each other.

References
----------
DeWitt, D. J. et al. (1984). Implementation techniques for main memory database systems. SIGMOD Record
14(2), section 5.2: group commit.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from selection.errors import StorageError, StoreBusy
from selection.storage.failures import store_busy

T = TypeVar("T")

MOST_AT_ONCE = 64


@dataclass(eq=False)
class _Job:
    """Somebody's work, and what came of it."""

    work: Callable[[Connection], Any]
    result: Any = None
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)


class Together:
    """The one door to writing, for all threads of the process.

    Parameters
    ----------
    begin
        Opens a transaction, and says what goes wrong with it in our words.
    patience
        How many seconds somebody waits at the door.
    """

    def __init__(self, begin: Callable[[], AbstractContextManager[Connection]], patience: float) -> None:
        self._begin = begin
        self._patience = patience
        self._turn = threading.Lock()
        self._line: list[_Job] = []
        self._lining_up = threading.Lock()

    def do(self, work: Callable[[Connection], T]) -> T:
        """Do somebody's work in a transaction, perhaps with others', and give its result once it is stored.

        Work must refuse before it writes: what raises is left out, and the others' is stored all the same.

        Raises
        ------
        StoreBusy
            If the door did not become free in time; then nothing of it is stored.
        """
        mine = _Job(work)
        with self._lining_up:
            self._line.append(mine)
        try:
            with self.alone():
                while not mine.done.is_set():
                    self._do_next()
        except StoreBusy:
            if self._leave_line(mine):
                raise
            # Somebody has taken it along and is writing it: it is there or not once they are through.
            mine.done.wait()
        finally:
            self._leave_line(mine)
        if mine.error is not None:
            raise mine.error
        result: T = mine.result
        return result

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep the door for oneself.

        Raises
        ------
        StoreBusy
            If it did not become free in time.
        """
        if not self._turn.acquire(timeout=self._patience):
            raise store_busy(self._patience)
        try:
            yield
        finally:
            self._turn.release()

    def _leave_line(self, mine: _Job) -> bool:
        """Leave the line; False for whoever is not in it any more."""
        with self._lining_up:
            waits = mine in self._line
            if waits:
                self._line.remove(mine)
            return waits

    def _do_next(self) -> None:
        with self._lining_up:
            jobs, self._line = self._line[:MOST_AT_ONCE], self._line[MOST_AT_ONCE:]
        try:
            self._do_all(jobs)
        finally:
            for job in jobs:
                job.done.set()

    def _do_all(self, jobs: list[_Job]) -> None:
        try:
            with self._begin() as connection:
                for job in jobs:
                    _attempt(job, connection)
        except StorageError as error:
            for job in jobs:
                # What was tried is taken back, whatever came of it, until it is tried again.
                job.error = error
            if len(jobs) > 1:
                # One of them may be what the database can't store; the others must not suffer for it.
                for job in jobs:
                    self._do_all([job])
        except BaseException as error:
            for job in jobs:
                job.error = error
            raise


def _attempt(job: _Job, connection: Connection) -> None:
    job.error = None
    try:
        job.result = job.work(connection)
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001 -- it is told to whoever's work it is
        job.error = error

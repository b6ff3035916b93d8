"""Hearing, in one process, what another has written to the same PostgreSQL server.

What is heard only hurries what asking for the version would find; so a lost connection is made anew, and
what was said meanwhile is not missed for long.
"""

import logging
import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import URL

from selection.storage.rows import News

CHANNEL = "vendor_selection_sessions"
SECONDS_BETWEEN_LOOKS = 0.5
"""How often the thread looks whether it should end."""
SECONDS_BEFORE_AGAIN = 1.0
SECONDS_TO_BEGIN = 10.0

_log = logging.getLogger(__name__)


class Listening:
    """A thread that hears announcements until it is ended.

    Parameters
    ----------
    address
        Where the database is.
    heard
        Who is told, in that thread.
    """

    def __init__(self, address: URL, heard: Callable[[News], None]) -> None:
        plain = address.set(drivername="postgresql")
        self._address = plain.render_as_string(hide_password=False)
        self._heard = heard
        self._ended = threading.Event()
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._run, name="session-news", daemon=True)
        self._thread.start()
        # What is written from here on is heard; a server that can't be reached is no reason not to start.
        self._begun.wait(SECONDS_TO_BEGIN)

    def end(self) -> None:
        """Hear nothing more."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._hear()
            except psycopg.Error as error:
                _log.warning("no longer told of others' changes: %s", type(error).__name__)
                self._ended.wait(SECONDS_BEFORE_AGAIN)

    def _hear(self) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._begun.set()
            while not self._ended.is_set():
                for notice in connection.notifies(timeout=SECONDS_BETWEEN_LOOKS):
                    session, seq, quiet = notice.payload.split(" ")
                    self._heard(News(session, int(seq), quiet == "1"))

"""The one store of the process, shared by the routes and the pages."""

import threading

from selection.workshop.service import News, Service, open_service, sessions_home

__all__ = ["News", "service"]

_opened: dict[str, Service] = {}
_opening = threading.Lock()


def service() -> Service:
    """Give the use cases on this process's store, which is opened when somebody first asks.

    Raises
    ------
    StorageError
        If the store can't be opened; the next caller tries again.
    """
    home = sessions_home()
    with _opening:
        if home not in _opened:
            _opened[home] = open_service(home)
        return _opened[home]

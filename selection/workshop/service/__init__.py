"""The use cases: the only way from a screen, a route or a command to what is stored."""

from selection.storage.database import store_url
from selection.storage.rows import News
from selection.storage.store import Store
from selection.workshop.service.access import Access, Caller, session_id, utc_now
from selection.workshop.service.ballots import Ballots
from selection.workshop.service.drafts import MAX_DRAFT_BYTES, Drafts
from selection.workshop.service.entrance import Entrance, Way
from selection.workshop.service.meetings import Meetings
from selection.workshop.service.sessions import Happening, Sessions, SessionSummary
from selection.workshop.service.transfers import Transfers

__all__ = [
    "MAX_DRAFT_BYTES",
    "Access",
    "Caller",
    "Happening",
    "News",
    "Service",
    "SessionSummary",
    "Way",
    "open_service",
    "session_id",
    "sessions_home",
    "utc_now",
]


class Service(Sessions, Entrance, Drafts, Ballots, Meetings, Transfers):
    """Everything that can be done with sessions, by visitors who are known by their token alone.

    A session that doesn't exist and a session somebody has no seat in look the same to a visitor: every
    method that takes a session raises NotFound with the same code and no figures.
    """


def sessions_home() -> str:
    """Name the database in which sessions live, as the environment says now."""
    return store_url()


def open_service(url: str | None = None, kind: type[Service] = Service) -> Service:
    """Open the store and give the use cases on it, as they are or as a `kind` of them.

    Raises
    ------
    StorageError
        If the store can't be opened.
    """
    return kind(Store(url))

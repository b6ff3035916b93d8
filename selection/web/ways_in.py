"""Ways in that were just made, for as long as they may be shown.

The secret of a link is stored nowhere; only this process remembers, until it stops or the link is
replaced, what the link for all members and the code of a session are. So every screen of whoever leads the
session can show them, the wall in a window of its own, too. Personal links are never kept here.
"""

from selection.model.participants import LinkKind
from selection.workshop.recent import Recent
from selection.workshop.service import Way

_MOST = 512
_shown: Recent[tuple[str, LinkKind], Way] = Recent(_MOST)


def remember(session: str, kind: LinkKind, way: Way) -> None:
    """Keep a way in for showing it again, in place of the one before."""
    _shown.keep((session, kind), way)


def remembered(session: str, kind: LinkKind) -> Way | None:
    """Give the newest way into a session that this process made."""
    return _shown.get((session, kind))

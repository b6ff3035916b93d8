"""What is asked of the database over and over, put together once: that is two fifths of what asking costs.

Places are bound by names that no column has where a statement also sets columns.
"""

from sqlalchemy import BindParameter, and_, bindparam, delete, insert, select, update

from selection.storage.rows import CONTENTS, DRAFTS, EVENTS, SEATS, SESSIONS

_SESSION: BindParameter[str] = bindparam("of_session")
_MINE = and_(SEATS.c.session == SESSIONS.c.id, SEATS.c.token_hash == bindparam("of_token"))
_DRAFT_PLACE = (
    DRAFTS.c.session == _SESSION,
    DRAFTS.c.actor == bindparam("of_actor"),
    DRAFTS.c.subject == bindparam("on_subject"),
)

SESSION = select(SESSIONS).where(SESSIONS.c.id == _SESSION)
# Where writers of several sessions write side by side, those of one session wait for each other here.
SESSION_TO_WRITE = SESSION.with_for_update(key_share=True)
SESSION_FOR = select(SESSIONS, SEATS.c.participant).outerjoin(SEATS, _MINE).where(SESSIONS.c.id == _SESSION)
SEATS_OF = select(SEATS.c.token_hash, SEATS.c.participant).where(
    SEATS.c.session == _SESSION, SEATS.c.token_hash.in_(bindparam("of_tokens", expanding=True))
)
SUBMISSIONS = (
    select(EVENTS)
    .where(EVENTS.c.session == _SESSION, EVENTS.c.submission.in_(bindparam("of_submissions", expanding=True)))
    .order_by(EVENTS.c.submission, EVENTS.c.part)
)
EVENTS_AFTER = (
    select(EVENTS)
    .where(EVENTS.c.session == _SESSION, EVENTS.c.seq > bindparam("after"))
    .order_by(EVENTS.c.seq)
)
CONTENTS_AFTER = select(CONTENTS).where(CONTENTS.c.session == _SESSION, CONTENTS.c.seq > bindparam("after"))
ADD_EVENT = insert(EVENTS)
ADD_CONTENT = insert(CONTENTS)
ERASE_CONTENT = delete(CONTENTS).where(CONTENTS.c.session == _SESSION, CONTENTS.c.hash == bindparam("erased"))
LIST_SESSION = (
    update(SESSIONS)
    .where(SESSIONS.c.id == _SESSION)
    .values({name: bindparam(name) for name in ("title", "updated", "head_seq", "head_hash")})
)
DRAFT = select(DRAFTS.c.revision, DRAFTS.c.bytes, DRAFTS.c.updated).where(*_DRAFT_PLACE)
DRAFTS_OF = select(DRAFTS.c.actor, DRAFTS.c.revision, DRAFTS.c.bytes, DRAFTS.c.updated).where(
    DRAFTS.c.session == _SESSION,
    DRAFTS.c.actor.in_(bindparam("of_actors", expanding=True)),
    DRAFTS.c.subject == bindparam("on_subject"),
)
ADD_DRAFT = insert(DRAFTS)
FORGET_DRAFT = delete(DRAFTS).where(*_DRAFT_PLACE)
DRAFTS_OF_SESSION = select(DRAFTS).where(DRAFTS.c.session == _SESSION)
CHANGE_DRAFT = update(DRAFTS).where(*_DRAFT_PLACE).values(bytes=bindparam("bytes"))

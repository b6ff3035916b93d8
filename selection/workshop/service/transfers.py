"""A whole session as one file: written with everything that may leave, and taken in again elsewhere."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from selection.analysis.evaluation import evaluate
from selection.errors import PermissionDenied, SelectionError, SessionError, UploadError, UploadTooLarge
from selection.model.base import Instant, to_line
from selection.storage.rows import Restored, Seat, Tail
from selection.workshop import checker
from selection.workshop.audit import Head
from selection.workshop.awarding import result_bytes
from selection.workshop.changes import contents_with_erased, erasure
from selection.workshop.contents import Content, Contents, references
from selection.workshop.declaring import refuse_undeclared
from selection.workshop.events import Record, from_bytes
from selection.workshop.exported import contents_of, listed, records_of, state_of
from selection.workshop.permissions import is_token, token_hash
from selection.workshop.seals import hidden_contents
from selection.workshop.service.access import is_session_id
from selection.workshop.service.writing import Writing, refuse_name
from selection.workshop.state import fold

LARGEST_FILE = 20_000_000
"""Bytes of an export that are looked at; packed, sessions are far smaller."""
LARGEST_UNPACKED = 100_000_000
MOST_EVENTS = 200_000
MOST_PARTS = 6_000_000
"""Marks that begin a list or a table, or part two entries; an event with what lies beside it has about 60.

Of a few kilobytes that unpack to nothing but such marks Python would make gigabytes.
"""
_MARKS = (b"[", b"{", b",")
_CHECKER = "check.py"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_INSTANT: TypeAdapter[Instant] = TypeAdapter(Instant)


class Transfers(Writing):
    """The use cases of keeping and moving sessions."""

    def export(self, token: str, session: str) -> bytes:
        """Write a session as one file, with what checks it; judgements still sealed stay behind.

        The same session gives the same bytes; a part of it would not verify, so who has not declared on every
        bidder gets none of it.

        Raises
        ------
        SessionError
            Naming the bidders on whom the visitor has not declared, once a workshop has begun.
        """
        caller = self._enter(token, session, "export")
        refuse_undeclared(caller.state, caller.me, caller.standing, "export")
        history = self._store.tail(session)
        state = self._brought_up(session, None, lambda _after: history)
        sealed = hidden_contents(history.records, history.contents, state)
        kept_back = sorted(sealed & set(history.contents))
        written = {
            "format": checker.FORMAT,
            "schema": 1,
            "session": session,
            "owner": caller.state.owner,
            "head": {"seq": state.version, "hash": state.head_hash},
            "events": [_event(record) for record in history.records],
            "contents": [_content(found) for found in history.contents.values() if found.hash not in sealed],
            "withheld": kept_back,
        }
        files = {
            checker.SESSION: json.dumps(written, ensure_ascii=False).encode(),
            _CHECKER: Path(checker.__file__).read_bytes(),
        }
        known = contents_with_erased(history.records, history.contents)
        return _packed(files | _result(history, known))

    def import_session(self, token: str, file: bytes) -> str:
        """Take an exported session in, under its own name, with the visitor as its facilitator.

        Sealed judgements that stayed behind are written down as gone; everybody else needs a new link.

        Raises
        ------
        UploadError
            If it is no export, or not what was written.
        StorageError
            If that session is here already.
        """
        if not is_token(token):
            raise PermissionDenied("visitor_unknown")
        try:
            session = _unpacked(file)
            for code, figures in checker.defects(session):
                raise UploadError(code, **figures)
            restored = self._read_back(token, session)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zipfile.BadZipFile):
            raise UploadError("not_an_export") from None
        except UploadError:
            raise
        except SelectionError as error:
            raise UploadError("export_unreadable", error.where, defect=error.code) from None
        # A session of that name may have been here, with seats that are nobody's now.
        self._forget(restored.session)
        self._store.restore(restored)
        return restored.session

    def _read_back(self, token: str, session: Mapping[str, object]) -> Restored:
        records = tuple(records_of(session))
        for record in records:
            _refuse_unlikely(record)
        contents = {found.hash: found for found in contents_of(session)}
        withheld = [str(name) for name in listed(session, "withheld")]
        state = state_of(session)
        if not is_session_id(state.session):
            raise UploadError("not_an_export")
        tail = Tail(Head(state.version, state.head_hash), records, contents)
        time = self._time()
        steps = erasure(state, withheld, state.owner, time).steps if withheld else ()
        places = _places(records, contents)
        return Restored(
            session=state.session,
            owner=state.owner,
            title=to_line(state.decision.title),
            time=time,
            tail=tail,
            places={name: places[name] for name in contents},
            steps=steps,
            submission=self._tokens(),
            seats=(Seat(token_hash(token), state.owner),),
        )


def _event(record: Record) -> dict[str, str]:
    return {"bytes": record.bytes.decode(), "hash": record.hash, "submission": record.submission}


def _content(found: Content) -> dict[str, str]:
    return {"hash": found.hash, "nonce": found.nonce.hex(), "bytes": found.bytes.decode()}


def _result(history: Tail, contents: Contents) -> dict[str, bytes]:
    """Compute the result once more on which was decided; if it comes out otherwise now, the check says so."""
    awards = [record for record in history.records if from_bytes(record.bytes).kind == "award_set"]
    if not awards:
        return {}
    then = fold(history.records[: awards[-1].seq - 1], contents)
    day = dt.date.fromisoformat(from_bytes(awards[-1].bytes).time[:10])
    return {checker.RESULT: result_bytes(evaluate(then.decision, day))}


def _packed(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _unpacked(file: bytes) -> dict[str, object]:
    if len(file) > LARGEST_FILE:
        raise UploadTooLarge("upload_too_large", found=len(file), allowed=LARGEST_FILE)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        size = sum(info.file_size for info in archive.infolist())
        if size > LARGEST_UNPACKED:
            raise UploadTooLarge("upload_too_large", found=size, allowed=LARGEST_UNPACKED)
        written = checker.unpacked(archive, checker.SESSION)
    if sum(map(written.count, _MARKS)) > MOST_PARTS:
        raise UploadError("not_an_export")
    session = json.loads(written)
    if session.get("format") != checker.FORMAT or len(session["events"]) > MOST_EVENTS:
        raise UploadError("not_an_export")
    session["result"] = None
    return dict(session)


def _refuse_unlikely(record: Record) -> None:
    """Refuse an event that nobody could have written: whoever looks back on it would stumble over it.

    Raises
    ------
    UploadError
        If its submission, or who wrote it, has no name that could be one.
    ValueError
        If it was written at no time there is.
    """
    event = from_bytes(record.bytes)
    try:
        refuse_name("submission_id", record.submission)
        refuse_name("actor", event.actor)
    except SessionError:
        raise UploadError("not_an_export") from None
    _INSTANT.validate_python(event.time)


def _places(records: Sequence[Record], contents: Contents) -> dict[str, int]:
    """Tell beside which event each content lies."""
    places: dict[str, int] = {}
    for record in records:
        event = from_bytes(record.bytes)
        waiting = list(references(event.body.get("value")))
        while waiting:
            name = waiting.pop()
            content = contents.get(name)
            if content is not None and name not in places:
                places[name] = event.seq
                waiting.extend(references(json.loads(content.bytes)))
    return places

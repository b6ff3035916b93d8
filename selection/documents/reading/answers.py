"""Answers and scores, from the row of a form or of a table to what it changes."""

from collections.abc import Iterable, Mapping
from typing import Final

from selection.documents.reading.preview import Entry, differences
from selection.documents.reading.row import Reading, Row, made, plain_fields
from selection.documents.reading.seals import SEALED, is_sealed_score
from selection.documents.reading.values import Value
from selection.errors import UploadError
from selection.model.judgements import Answer, Score
from selection.model.needs import DELIVERIES

NOT_ASKED: Final = "not_asked"


def answer_entries(row: Row, reading: Reading) -> Iterable[Entry]:
    """Read how a need is delivered."""
    need = row.filled.key
    old = reading.decision.answers.get(reading.alternative, {}).get(need)
    return answer_entry(row.values, row.places, old, (reading.alternative, need))


def answer_entry(
    values: Mapping[str, Value], places: Mapping[str, str], old: Answer | None, key: tuple[str, str]
) -> Iterable[Entry]:
    """Make the entry of one answer; what is left empty never deletes what was there."""
    chosen = values.get("delivery") or (old and _chosen(old))
    if not chosen:
        raise UploadError("answer_without_delivery", places[""])
    kept = plain_fields(old) if old is not None and _chosen(old) == chosen else {}
    said = {("reason" if code == "comment" else code): value for code, value in values.items()}
    fields = {**kept, **said, "delivery": None, "state": chosen}
    if chosen in DELIVERIES:
        fields |= {"delivery": chosen, "state": "answered"}
        fields.setdefault("evidence", "claim")
    if fields.get("gap") != kept.get("gap"):
        fields.pop("accepted", None)
    if fields.get("reason") != kept.get("reason"):
        fields.pop("confirmed", None)
    new = made(Answer, fields, places)
    changes = differences(key[1], _answer_fields(old), _answer_fields(new), places)
    return (Entry("answer", key, new, changes),) if changes else ()


def _chosen(answer: Answer) -> str:
    return answer.delivery or answer.state


def _answer_fields(answer: Answer | None) -> dict[str, object]:
    if answer is None:
        return {}
    found = {
        code: getattr(answer, name)
        for code, name in (("evidence", "evidence"), ("available", "available"), ("gap", "gap"))
    }
    chosen = None if _chosen(answer) == NOT_ASKED else _chosen(answer)
    return {"delivery": chosen, **found, **_saying(answer)}


def _saying(cell: Answer | Score) -> dict[str, object]:
    return {"source": cell.source, "as_of": cell.as_of, "comment": cell.reason, "by": cell.by}


def score_entries(row: Row, reading: Reading) -> Iterable[Entry]:
    """Read a score of a scoring sheet."""
    criterion, _slash, alternative = row.filled.key.partition("/")
    old = reading.decision.scores.get(alternative, {}).get(criterion)
    sealed = is_sealed_score(criterion, reading.decision)
    return score_entry(row.values, row.places, old, (alternative, criterion), sealed=sealed)


def score_entry(
    values: Mapping[str, Value],
    places: Mapping[str, str],
    old: Score | None,
    key: tuple[str, str],
    *,
    sealed: bool,
) -> Iterable[Entry]:
    """Make the entry of one score; whoever states a sealed one does not learn whether it was the same."""
    said = {("reason" if code == "comment" else code): value for code, value in values.items()}
    if "performance" in said and "state" in said:
        raise UploadError("score_and_none", places.get("state", places[""]))
    guessed = sealed and "performance" in said
    same = old is not None and not guessed and said.get("performance", old.performance) == old.performance
    kept = plain_fields(old) if old is not None and same and "state" not in said else {}
    if "performance" not in said and "state" not in said and not kept:
        raise UploadError("score_missing", places[""])
    fields = {**kept, **said}
    if "performance" in fields and fields["performance"] is not None:
        fields = {"evidence": "claim", **fields, "state": "answered"}
    new = made(Score, fields, places)
    before, after = _score_fields(old), _score_fields(new)
    if guessed:
        before = {"performance": SEALED} if before else {}
    if new.performance is None:
        # What was scored and is now said to be no score is a change of the score.
        before["state"] = before.get("state") or before.get("performance")
    changes = differences(f"{key[1]} · {key[0]}", before, after, places)
    return (Entry("score", key, new, changes),) if changes else ()


def _score_fields(score: Score | None) -> dict[str, object]:
    if score is None:
        return {}
    state = None if score.state in ("answered", NOT_ASKED) else score.state
    return {"performance": score.performance, "state": state, "evidence": score.evidence, **_saying(score)}

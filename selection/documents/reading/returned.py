"""A form that came back, held against the decision it was made from: the preview of what it would change."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from selection.documents.questionnaire.files import blank_questionnaires, questionnaire
from selection.documents.questionnaire.form import Form
from selection.documents.questionnaire.integrator import FREE_SHEETS, own_attributes
from selection.documents.questionnaire.scoring import scoring_form
from selection.documents.reading.answers import answer_entries, score_entries
from selection.documents.reading.filled import Filled, FilledRow, read_filled
from selection.documents.reading.preview import Entry, Note, Preview, contradictions
from selection.documents.reading.records import (
    attribute_entries,
    bid_entries,
    commitment_entries,
    fact_entries,
    free_entries,
    record_entries,
)
from selection.documents.reading.row import Reading, Row, parsed
from selection.documents.reading.seals import hushed, with_seals
from selection.errors import NotFound, SelectionError, UploadError
from selection.model.decision import Decision
from selection.words import Words


def preview_of_form(
    data: bytes, name: str, decision: Decision, today: dt.date, alternative: str | None = None
) -> Preview:
    """Read a questionnaire or scoring sheet back and say what it would change.

    Parameters
    ----------
    alternative
        Whom it is about, where the form was made for nobody in particular.

    Raises
    ------
    SelectionError
        If the file can't be read, is of another decision, or doesn't say whom it is about.
    """
    return preview_of_filled(read_filled(data, name), decision, today, alternative)


def preview_of_filled(
    filled: Filled, decision: Decision, today: dt.date, alternative: str | None = None
) -> Preview:
    """Say what a form that was read would change; raises as `preview_of_form`."""
    if filled.stamp["decision"] != decision.id:
        raise UploadError(
            "form_of_other_decision", filled.name, found=filled.stamp["decision"], allowed=decision.id
        )
    about = _about(filled, decision, alternative)
    form = _form_now(filled, decision, about, today)
    reading = Reading(decision, form, about, filled.name, today)
    entries, refusals, gone = _read(filled, reading)
    alternatives = (about,) if about else tuple(dict.fromkeys(e.key[0] for e in entries))
    preview = Preview(filled.name, decision, alternatives, tuple(entries), ())
    found = (*filled.refusals, *refusals, *contradictions(preview))
    notes = _notes(filled, form, gone)
    return with_seals(Preview(filled.name, decision, alternatives, tuple(entries), found, notes))


def _about(filled: Filled, decision: Decision, alternative: str | None) -> str:
    said = filled.stamp.get("alternative", "")
    if alternative and said and alternative != said:
        raise UploadError("form_about_another", filled.name, found=said, allowed=alternative)
    about = alternative or said
    kind = filled.stamp["kind"]
    if kind == "scoring":
        return said
    asked = decision.offers if kind == "platform" else decision.integrators
    known = [entry.id for entry in asked]
    if not about:
        raise UploadError("form_about_nobody", filled.name, allowed=known)
    if about not in known:
        raise NotFound("unknown_alternative", filled.name, found=about, allowed=known)
    return about


def _form_now(filled: Filled, decision: Decision, about: str, today: dt.date) -> Form:
    """Make the form anew as the decision asks today, so that what changed since shows."""
    words = Words("en")
    if filled.stamp["kind"] == "scoring":
        return scoring_form(decision, about, today, words)
    if filled.stamp.get("alternative") or about:
        return questionnaire(decision, about, today, words)
    return blank_questionnaires(decision, today, words)[f"questionnaire-{filled.stamp['kind']}"]


def _read(filled: Filled, reading: Reading) -> tuple[list[Entry], list[SelectionError], list[str]]:
    sheets = {sheet.code: sheet for sheet in reading.form.sheets}
    questions = {code: {q.key: q for q in sheet.questions} for code, sheet in sheets.items()}
    rows: list[Row] = []
    refusals: list[SelectionError] = []
    gone: list[str] = []
    changed = filled.stamp.get("asked") != reading.form.stamp["asked"]
    for found in filled.rows:
        question = questions.get(found.sheet, {}).get(found.key)
        if question is None:
            was_asked = _was_asked(filled, found) if filled.fingerprints else changed
            gone += [found.key] if was_asked else []
            refusals += [] if was_asked else [_never_asked(found)]
            continue
        row, defects = parsed(found, sheets[found.sheet], question)
        refusals += [hushed(defect, found, reading.decision) for defect in defects]
        if not defects and row.values:
            rows.append(row)
    entries = list(_entries(rows, reading, refusals))
    return entries, refusals, gone


def _was_asked(filled: Filled, row: FilledRow) -> bool:
    return f"{row.sheet}/{row.key}" in filled.fingerprints


def _never_asked(row: FilledRow) -> UploadError:
    return UploadError("question_unknown", row.where, found=row.key)


def _entries(rows: list[Row], reading: Reading, refusals: list[SelectionError]) -> Iterator[Entry]:
    facts = {a.id for a in reading.decision.attributes} | own_attributes().keys()
    needed = [FREE_SHEETS[r.filled.sheet][0] for r in rows if r.filled.sheet in FREE_SHEETS]
    needed += [row.filled.key for row in rows if row.filled.sheet == "firm" and row.filled.key in facts]
    yield from attribute_entries(needed, reading.decision)
    made = _free_rows(rows)
    for row in rows:
        try:
            yield from _entries_of(row, reading)
        except SelectionError as error:
            refusals.append(hushed(error, row.filled, reading.decision))
    for code, of_sheet in made.items():
        yield from free_entries(code, of_sheet, reading)


def _entries_of(row: Row, reading: Reading) -> Iterable[Entry]:
    maker = "scores" if row.filled.sheet.startswith("scores_") else row.filled.sheet
    return () if maker in FREE_SHEETS else _MAKERS[maker](row, reading)


def _free_rows(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.filled.sheet in FREE_SHEETS:
            found.setdefault(row.filled.sheet, []).append(row)
    return found


def _notes(filled: Filled, form: Form, gone: list[str]) -> tuple[Note, ...]:
    """Say how the questions differ from those that were sent out."""
    before: Mapping[str, str] = filled.fingerprints
    now = form.fingerprints
    notes = [Note("sheet_not_read", (name,)) for name in filled.other_sheets]
    if filled.stamp.get("asked") == form.stamp["asked"]:
        return tuple(notes)
    if not before:
        return (*notes, Note("questions_changed"))
    reworded = tuple(_key(name) for name, mark in before.items() if name in now and now[name] != mark)
    added = tuple(_key(name) for name in now if name not in before)
    notes += [Note("questions_reworded", reworded)] if reworded else []
    notes += [Note("questions_added", added)] if added else []
    notes += [Note("questions_gone", tuple(gone))] if gone else []
    return tuple(notes)


def _key(name: str) -> str:
    return name.partition("/")[2]


_MAKERS: Final[Mapping[str, Callable[[Row, Reading], Iterable[Entry]]]] = {
    "needs": answer_entries,
    "scores": score_entries,
    "facts": fact_entries,
    "prices": fact_entries,
    "firm": fact_entries,
    "records": record_entries,
    "bids": bid_entries,
    "commitments": commitment_entries,
}
"""What the rows of each sheet become; free rows become one fact together."""

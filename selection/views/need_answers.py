"""How every offer meets one need: delivery, evidence and reason, offer by offer."""

from collections.abc import Callable, Mapping

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from selection.analysis.cells import Resolved, need_cells
from selection.model.base import Day
from selection.model.consistency import criterion_fed_by, offer_name
from selection.model.judgements import EVIDENCE, Answer
from selection.model.needs import DELIVERIES, Need
from selection.views.cells import (
    BASELINE,
    STATES,
    WHY_HEIGHT,
    Entered,
    Row,
    first_open,
    provenance,
    row_title,
    say_what_is_lacking,
    sources_line,
)
from selection.views.desk import Desk
from selection.views.forms import PERSON, PROSE, as_held, show_stored, too_long
from selection.views.widgets import plain
from selection.words import Words
from selection.words.terms import delivery_word, evidence_word, state_word, tier_word

OPTIONS = (*DELIVERIES, *STATES)
ASKED_BESIDES: Mapping[str, tuple[str, ...]] = {
    "partial": ("gap", "accepted"),
    "roadmap": ("available",),
    "not_applicable": ("confirmed",),
}
_DAY = TypeAdapter(Day)


def answer_need(desk: Desk, need: Need) -> None:
    """Ask, offer by offer, how the need is met; the baseline is asked too."""
    _ = desk.words
    st.subheader(plain(_.told(need.text)), anchor=False)
    st.caption(f"{tier_word(need.tier, _)} · {need.id}")
    sources_line(desk, need.criterion, criterion_fed_by(desk.decision, need))
    cells = {offer: row[need.id] for offer, row in need_cells(desk.decision, desk.today).items()}
    names = {offer: offer_name(desk.told, offer) for offer in cells}
    baseline = desk.decision.baseline
    if baseline is not None:
        cells[BASELINE] = Resolved(
            baseline.answers.get(need.id, Answer(state="not_asked")),
            "stated" if need.id in baseline.answers else "none",
        )
        names[BASELINE] = _.text(baseline.name)
    first = first_open(cells)
    for who, found in cells.items():
        row = Row(desk, "answer", who, need.id, str(need.text))
        _need_row(row, names[who], found, who == first)


def _need_row(row: Row, name: str, found: Resolved[Answer], is_first: bool) -> None:
    _ = row.desk.words
    kept = row.draft()
    shown = kept or _parts(found.cell, _)

    def save() -> None:
        entered = _entered(row)
        unchanged = entered == _parts(found.cell, _)
        held = found.cell if found.origin == "stated" else Answer(state="not_asked")
        answer = _read_answer(held, entered, _)
        finished = unchanged or (answer is not None and not _lacking(entered, _))
        row.settle(entered, None if unchanged else answer, finished)

    title = row_title(row, name, found, _choice_word(found.cell.delivery or found.cell.state, _), bool(kept))
    with st.expander(title, expanded=is_first or bool(kept) or found.origin == "stated"):
        provenance(found, row.desk)
        chosen = _fields(row, shown, save)
        _extra_fields(row, chosen, shown, save)
        if say_what_is_lacking(row, bool(kept), _lacking(shown, _)):
            st.button(_("Save now"), key=row.key("again"), on_click=save)
        if found.cell.state == chosen == "not_applicable" and not (found.cell.confirmed or kept):
            st.caption(_("Saved; it stays open until you confirm it."))


def _choice_word(choice: str, _: Words) -> str:
    words: dict[str, str] = {found: delivery_word(found, _) for found in DELIVERIES}
    return (words | {found: state_word(found, _) for found in STATES})[choice]


def _fields(row: Row, shown: Entered, save: Callable[[], None]) -> str:
    _ = row.desk.words
    for part in ("delivery", "evidence", "reason"):
        show_stored(row.key(part), shown[part])
    columns = st.columns([2, 2, 4])
    chosen = columns[0].selectbox(
        _("Delivery"),
        OPTIONS,
        format_func=lambda choice: _choice_word(choice, _),
        key=row.key("delivery"),
        on_change=save,
    )
    columns[1].selectbox(
        _("How do we know?"),
        EVIDENCE,
        format_func=lambda e: evidence_word(e, _),
        key=row.key("evidence"),
        on_change=save,
        disabled=chosen in STATES,
    )
    columns[2].text_area(_("Why?"), height=WHY_HEIGHT, key=row.key("reason"), on_change=save)
    return str(chosen)


def _extra_fields(row: Row, chosen: str, shown: Entered, save: Callable[[], None]) -> None:
    _ = row.desk.words
    for part in ASKED_BESIDES.get(chosen, ()):
        show_stored(row.key(part), shown[part])
    if chosen == "partial":
        st.text_area(
            _("What is missing? Needed to save a partial delivery"), key=row.key("gap"), on_change=save
        )
        st.text_input(
            _("Does the committee accept the gap? Then say who, and give the reason above"),
            key=row.key("accepted"),
            on_change=save,
        )
    if chosen == "roadmap":
        st.text_input(
            _("Promised for when? Year, or year-month-day; needed to save"),
            key=row.key("available"),
            placeholder="2027-06-30",
            on_change=save,
        )
    if chosen == "not_applicable":
        st.checkbox(
            _("Confirmed: the question does not arise here, it leaves the count. A reason is needed."),
            key=row.key("confirmed"),
            on_change=save,
        )


def _entered(row: Row) -> dict[str, object]:
    """Give what stands in the row's fields, without what only another delivery is asked."""
    blank = _parts(Answer(state="not_asked"), row.desk.words)
    entered = row.entered(blank)
    besides = {part for parts in ASKED_BESIDES.values() for part in parts}
    gone = besides.difference(ASKED_BESIDES.get(str(entered["delivery"]), ()))
    return entered | {part: blank[part] for part in gone}


def _parts(cell: Answer, _: Words) -> dict[str, object]:
    """Give what stands in the fields of a row that shows a cell."""
    return {
        "delivery": cell.delivery or cell.state,
        "evidence": cell.evidence or EVIDENCE[0],
        "reason": _.text(cell.reason) if cell.reason else "",
        "gap": _.text(cell.gap) if cell.gap else "",
        "accepted": _.text(cell.accepted.by) if cell.accepted else "",
        "available": cell.available or "",
        "confirmed": cell.confirmed,
    }


def _lacking(entered: Entered, _: Words) -> str:
    """Say what keeps a row, or a part of it, from being stored; nothing if it is complete."""
    reason, gap, by, day = (str(entered[part] or "") for part in ("reason", "gap", "accepted", "available"))
    texts = ((_("Why?"), reason, PROSE), (_("What is missing?"), gap, PROSE), (_("Accepted by"), by, PERSON))
    for problem in too_long(_, *texts):
        return _("Not saved yet: {problem}", problem=problem)
    choice = entered["delivery"]
    wanting = (
        (choice == "partial" and not gap, _("Not saved yet: say what is missing.")),
        (by and not reason, _("The acceptance is not stored until you give a reason under Why.")),
        (choice == "roadmap" and not day, _("Not saved yet: say when it is promised for.")),
        (day and not _is_day(day), _("Not saved yet: write the day as 2027, 2027-06 or 2027-06-30.")),
        (choice == "not_applicable" and not reason, _("Not saved yet: give a reason and confirm.")),
    )
    return next((sentence for is_so, sentence in wanting if is_so), "")


def _is_day(text: str) -> bool:
    try:
        _DAY.validate_python(text)
    except ValidationError:
        return False
    return True


def _read_answer(held: Answer, entered: Entered, _: Words) -> Answer | None:
    """Make an answer of what was entered; None while it is not complete."""
    choice = str(entered["delivery"])
    delivered = choice in DELIVERIES
    fields = {
        "state": "answered" if delivered else choice,
        "delivery": choice if delivered else None,
        "evidence": entered["evidence"] if delivered else None,
        "reason": as_held(held.reason, entered["reason"], _),
        "gap": as_held(held.gap, entered["gap"], _) if choice == "partial" else None,
        "available": entered["available"] or None if choice == "roadmap" else None,
        "confirmed": bool(entered["confirmed"]) and choice == "not_applicable",
        "accepted": _accepted(held, entered, _) if choice == "partial" else None,
        "source": held.source,
        "as_of": held.as_of,
        "by": held.by,
    }
    try:
        return Answer.model_validate(fields)
    except ValidationError:
        return None


def _accepted(held: Answer, entered: Entered, _: Words) -> dict[str, object] | None:
    by, reason = entered["accepted"], entered["reason"]
    if held.accepted and by == _.text(held.accepted.by) and held.reason and reason == _.text(held.reason):
        return held.accepted.model_dump()
    return {"by": by, "reason": as_held(held.reason, reason, _)} if by and reason else None

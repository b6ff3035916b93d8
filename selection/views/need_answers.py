"""How every offer meets one need: delivery, evidence and reason, offer by offer."""

from collections.abc import Callable, Mapping

import streamlit as st

from selection.analysis.cells import Resolved, need_cells
from selection.model.consistency import offer_name
from selection.model.decision import Baseline
from selection.model.judgements import EVIDENCE, AcceptedGap, Answer
from selection.model.needs import DELIVERIES, Need
from selection.views.cells import BASELINE, STATES, cell_key, provenance
from selection.views.desk import Desk
from selection.views.widgets import plain
from selection.words.terms import delivery_word, evidence_word, state_word, tier_word
from selection.workshop.events import Edit


def answer_need(desk: Desk, need: Need) -> None:
    """Ask, offer by offer, how the need is met; the baseline is asked too."""
    _ = desk.words
    st.subheader(plain(_.text(need.text)), anchor=False)
    st.caption(f"{tier_word(need.tier, _)} · {need.id}")
    cells = need_cells(desk.decision, desk.today)
    for offer in desk.decision.offers:
        found = cells[offer.id][need.id]
        _need_row(
            desk,
            need,
            offer.id,
            offer_name(desk.decision, offer.id),
            found,
            lambda answer, offer=offer: Edit("answer", (offer.id, need.id), answer),
        )
    baseline = desk.decision.baseline
    if baseline is not None:
        held = baseline.answers.get(need.id, Answer(state="not_asked"))
        _need_row(
            desk,
            need,
            BASELINE,
            baseline.name,
            Resolved(held),
            lambda answer: _baseline_answer(baseline, need, answer),
        )


def _baseline_answer(baseline: Baseline, need: Need, answer: Answer | None) -> Edit:
    answers = {name: held for name, held in baseline.answers.items() if name != need.id}
    if answer is not None:
        answers[need.id] = answer
    return Edit("baseline", (), baseline.model_copy(update={"answers": answers}))


def _need_row(
    desk: Desk,
    need: Need,
    who: str,
    name: str,
    found: Resolved[Answer],
    edit: Callable[[Answer | None], Edit],
) -> None:
    _ = desk.words
    cell = found.cell

    def key(part: str) -> str:
        return cell_key(desk, cell, need.id, who, part)

    def save() -> None:
        held = cell if found.origin == "stated" else Answer(state="not_asked")
        answer = _read_answer(held, {part: st.session_state.get(key(part)) for part in _PARTS})
        if answer is not None:
            desk.submit(edit(answer))

    with st.container(border=True):
        st.markdown(f"**{plain(name)}**")
        provenance(found, desk)
        columns = st.columns([2, 2, 4])
        options = [*DELIVERIES, *STATES]
        shown = cell.delivery or cell.state
        chosen = columns[0].selectbox(
            _("Delivery"),
            options,
            index=options.index(shown),
            format_func=lambda o: delivery_word(o, _) if o in DELIVERIES else state_word(o, _),
            key=key("delivery"),
            on_change=save,
        )
        columns[1].selectbox(
            _("How do we know?"),
            EVIDENCE,
            index=EVIDENCE.index(cell.evidence) if cell.evidence else 0,
            format_func=lambda e: evidence_word(e, _),
            key=key("evidence"),
            on_change=save,
            disabled=chosen in STATES,
        )
        columns[2].text_input(
            _("Why?"),
            value=_.text(cell.reason) if cell.reason else "",
            max_chars=1000,
            key=key("reason"),
            on_change=save,
        )
        _extra_fields(desk, str(chosen), cell, key, save)


_PARTS = ("delivery", "evidence", "reason", "gap", "accepted", "available", "confirmed")


def _extra_fields(
    desk: Desk, chosen: str, cell: Answer, key: Callable[[str], str], save: Callable[[], None]
) -> None:
    _ = desk.words
    if chosen == "partial":
        st.text_input(
            _("What is missing? Needed to save a partial delivery"),
            value=cell.gap or "",
            key=key("gap"),
            on_change=save,
        )
        st.text_input(
            _("Does the committee accept the gap? Then say who, and give the reason above"),
            value=_.text(cell.accepted.by) if cell.accepted else "",
            max_chars=200,
            key=key("accepted"),
            on_change=save,
        )
    if chosen == "roadmap":
        st.text_input(
            _("Promised for when? Year, or year-month-day; needed to save"),
            value=cell.available or "",
            key=key("available"),
            placeholder="2027-06-30",
            on_change=save,
        )
    if chosen == "not_applicable":
        st.checkbox(
            _("Confirmed: the question does not arise here, it leaves the count. A reason is needed."),
            value=cell.confirmed,
            key=key("confirmed"),
            on_change=save,
        )


def _read_answer(held: Answer, entered: Mapping[str, object]) -> Answer | None:
    """Make an answer of what was entered; None while it is not complete."""
    choice = str(entered["delivery"])
    delivered = choice in DELIVERIES
    fields = {
        "state": "answered" if delivered else choice,
        "delivery": choice if delivered else None,
        "evidence": entered["evidence"] if delivered else None,
        "reason": str(entered["reason"] or "").strip() or None,
        "gap": str(entered["gap"] or "").strip() or None if choice == "partial" else None,
        "available": str(entered["available"] or "").strip() or None if choice == "roadmap" else None,
        "confirmed": bool(entered["confirmed"]) and choice == "not_applicable",
        "accepted": _accepted(entered) if choice == "partial" else None,
        "source": held.source,
        "as_of": held.as_of,
        "by": held.by,
    }
    try:
        return Answer.model_validate(fields)
    except ValueError:
        return None


def _accepted(entered: Mapping[str, object]) -> AcceptedGap | None:
    by, reason = (str(entered[part] or "").strip() for part in ("accepted", "reason"))
    return AcceptedGap(by=by, reason=reason) if by and reason else None

"""The tender's file: deadline, receipts, opening, low prices, questions and answers, stages; within Money."""

import datetime as dt

import streamlit as st

from selection.analysis.award import late_bids, low_prices
from selection.errors import SelectionError
from selection.model.decision import Bid
from selection.model.pricing import PricePolicy
from selection.model.tender import Clarification, LowPriceOutcome, LowPriceReview, Opening, TenderFile
from selection.views.desk import Desk
from selection.views.forms import PERSON, PROSE, form_key, missing, refused, stated, store, too_long
from selection.views.language import day_order
from selection.views.naming import free
from selection.views.widgets import plain, unbroken
from selection.words import Words
from selection.words.errors import explain
from selection.words.money import criterion_stage_word, low_price_word
from selection.workshop.events import Edit

OUTCOMES: tuple[LowPriceOutcome, ...] = ("asked", "accepted", "rejected")
NOON = dt.time(12, 0)

STAGES = ("selection", "award")


def tender_section(desk: Desk) -> None:
    """Keep what a tender is asked for afterwards."""
    _ = desk.words
    if desk.decision.mode == "tender":
        _deadline(desk)
        _opening(desk)
        _low_prices(desk)
    else:
        st.caption(_("Deadline, opening and receipts are kept once platform and integrator are tendered."))
    _clarifications(desk)
    _stages(desk)


def _file(desk: Desk) -> TenderFile:
    return desk.decision.tender_file or TenderFile()


def _put(desk: Desk, **changes: object) -> None:
    desk.submit(Edit("tender_file", (), _file(desk).model_copy(update=changes)))


def _moment(day: dt.date, time: dt.time) -> str:
    return dt.datetime.combine(day, time).isoformat(timespec="minutes")


def moment_text(moment: str, _: Words) -> str:
    """Write a day and a time."""
    day, _t, time = moment.partition("T")
    return unbroken(f"{_.day(day)}, {time}")


def _deadline(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Deadline and receipts"), anchor=False)
    policy = desk.decision.price_policy or PricePolicy()
    if policy.deadline:
        st.caption(plain(_("Bids are due on {moment}.", moment=moment_text(policy.deadline, _))))
    with st.form(form_key(desk, "deadline"), border=False):
        left, right = st.columns(2)
        due = dt.datetime.fromisoformat(policy.deadline) if policy.deadline else None
        day = left.date_input(_("Deadline"), value=due and due.date(), format=day_order(_))
        time = right.time_input(_("Time of the deadline"), due.time() if due else NOON)
        if st.form_submit_button(_("Set the deadline")) and not refused(
            missing((day, _("Choose the day first.")))
        ):
            kept = policy.model_copy(update={"deadline": _moment(stated(day), time)})
            store(desk, ("deadline",), Edit("price_policy", (), kept))
    late = late_bids(desk.decision)
    for bid in desk.told.bids:
        _receipt(desk, bid, is_late=bid.id in late)


def _receipt(desk: Desk, bid: Bid, *, is_late: bool) -> None:
    _ = desk.words
    received = _file(desk).received.get(bid.id)
    if received:
        stamp = f" · :red-badge[{_('LATE')}]" if is_late else ""
        said = _("{bid} came in on {moment}.", bid=bid.name, moment=moment_text(received, _))
        st.markdown(plain(said) + stamp)
        return
    with st.form(form_key(desk, "receipt", bid.id), border=False):
        left, right = st.columns(2)
        day = left.date_input(_("{bid} came in on", bid=bid.name), value=None, format=day_order(_))
        time = right.time_input(_("at"), NOON, key=desk.key("receipt-time", bid.id))
        if st.form_submit_button(_("Note the receipt")) and not refused(
            missing((day, _("Choose the day first.")))
        ):
            kept = {**_file(desk).received, bid.id: _moment(stated(day), time)}
            file = _file(desk).model_copy(update={"received": kept})
            store(desk, ("receipt", bid.id), Edit("tender_file", (), file))


def _opening(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Protocol of the opening"), anchor=False)
    opening = _file(desk).opening
    names = {bid.id: bid.name for bid in desk.told.bids}
    if opening:
        st.markdown(
            plain(
                _(
                    "Opened on {moment} by {one} and {other}: {bids}.",
                    moment=moment_text(opening.opened, _),
                    one=_.text(opening.by),
                    other=_.text(opening.witness),
                    bids=", ".join(_.apart(names.get(bid, bid)) for bid in opening.bids),
                )
            )
        )
        return
    first, second = _("Opened by"), _("Second person present")
    with st.form(form_key(desk, "opening"), border=False):
        left, right = st.columns(2)
        by, witness = left.text_input(first), right.text_input(second)
        day = left.date_input(_("Day of the opening"), value=None, format=day_order(_))
        time = right.time_input(_("Time of the opening"), NOON)
        bids = st.multiselect(_("Bids opened"), list(names), list(names), format_func=lambda b: names[b])
        if st.form_submit_button(_("Keep the protocol")) and not refused(
            [
                *missing(
                    (by.strip() and witness.strip(), _("An opening needs two people, both named.")),
                    (day, _("Choose the day first.")),
                ),
                *too_long(_, (first, by, PERSON), (second, witness, PERSON)),
            ]
        ):
            made = Opening(
                opened=_moment(stated(day), time), by=by.strip(), witness=witness.strip(), bids=tuple(bids)
            )
            file = _file(desk).model_copy(update={"opening": made})
            store(desk, ("opening",), Edit("tender_file", (), file))


def _low_prices(desk: Desk) -> None:
    _ = desk.words
    try:
        found = low_prices(desk.decision)
    except SelectionError as error:
        st.error(plain(explain(error, _).sentence))
        return
    if not found:
        return
    st.subheader(_("Abnormally low prices"), anchor=False)
    names = {bid.id: bid.name for bid in desk.told.bids}
    for low in found:
        against = _("the benchmark") if low.against_benchmark else _("the median of the other bids")
        st.markdown(
            plain(
                _(
                    "{bid}: {share} of {against}.",
                    bid=names[low.bid],
                    share=_.percent(low.share),
                    against=against,
                )
            )
        )
        if low.review:
            said = f"{low_price_word(low.review.outcome, _)}: {_.text(low.review.explanation)}"
            st.caption(plain(said))
        _review(desk, low.bid)


def _review(desk: Desk, bid: str) -> None:
    _ = desk.words
    form = form_key(desk, "review", bid)
    label, who = _("How the bidder explains it"), _("Reviewed by")
    with st.form(form, border=False):
        left, right = st.columns(2)
        outcome = left.selectbox(
            _("Outcome of the review"),
            OUTCOMES,
            format_func=lambda o: low_price_word(o, _),
            key=f"{form}-outcome",
        )
        person = right.text_input(who, key=f"{form}-by")
        text = st.text_area(label, key=f"{form}-text")
        if st.form_submit_button(_("Keep the review")) and not refused(
            [
                *missing((text.strip() and person.strip(), _("Give the explanation and who reviewed it."))),
                *too_long(_, (label, text, PROSE), (who, person, PERSON)),
            ]
        ):
            made = LowPriceReview(
                outcome=outcome, explanation=text.strip(), by=person.strip(), on=desk.today.isoformat()
            )
            kept = {**_file(desk).low_price_reviews, bid: made}
            file = _file(desk).model_copy(update={"low_price_reviews": kept})
            store(desk, ("review", bid), Edit("tender_file", (), file))


def _clarifications(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Questions and answers, for all bidders"), anchor=False)
    for entry in desk.decision.clarifications:
        st.markdown(f"**{plain(entry.id)}** · {_.day(entry.asked_on)} · {plain(entry.question)}")
        if entry.answer:
            st.markdown(plain(entry.answer))
        _settle(desk, entry)
    label = _("Question, without the name of who asked")
    with st.form(form_key(desk, "question"), border=False):
        text = st.text_area(label)
        if st.form_submit_button(_("Add the question")) and not refused(
            [
                *missing((text.strip(), _("Write the question first."))),
                *too_long(_, (label, text, PROSE)),
            ]
        ):
            taken = {entry.id for entry in desk.decision.clarifications}
            made = Clarification(id=free("Q1", taken), asked_on=desk.today.isoformat(), question=text.strip())
            store(desk, ("question",), Edit("clarification", (made.id,), made))


def _settle(desk: Desk, entry: Clarification) -> None:
    """Let an open question be answered, and an answer be sent to all."""
    _ = desk.words
    if entry.published_on:
        st.caption(_("Sent to all bidders on {day}.", day=_.day(entry.published_on)))
        return
    if entry.answer:
        sent = entry.model_copy(update={"published_on": desk.today.isoformat()})
        st.button(
            _("It has gone to all bidders"),
            key=desk.key("published", entry.id),
            on_click=lambda: desk.keep(Edit("clarification", (entry.id,), sent)),
        )
        return
    form = form_key(desk, "answer", entry.id)
    label = _("Answer to {question}", question=entry.id)
    with st.form(form, border=False):
        text = st.text_area(label, key=f"{form}-text")
        if st.form_submit_button(_("Keep the answer")) and not refused(
            [*missing((text.strip(), _("Write the answer first."))), *too_long(_, (label, text, PROSE))]
        ):
            made = entry.model_copy(update={"answer": text.strip()})
            store(desk, ("answer", entry.id), Edit("clarification", (entry.id,), made))


def _stages(desk: Desk) -> None:
    """Let criteria about firms be marked as selection or award."""
    _ = desk.words
    firms = {c.id: _.text(c.name) for c in desk.decision.criteria if c.scope != "platform" and not c.is_cost}
    if not firms:
        return
    st.subheader(_("Selection or award"), anchor=False)
    file = _file(desk)
    key = desk.key("past-record")
    st.multiselect(
        _("Criteria about what a firm has done before"),
        list(firms),
        [name for name in file.past_record if name in firms],
        format_func=lambda name: firms[name],
        key=key,
        on_change=lambda: _put(desk, past_record=tuple(st.session_state[key])),
    )
    for name, title in firms.items():
        stage_key = desk.key("stage-of", name)
        st.segmented_control(
            title,
            STAGES,
            default=file.criterion_stages.get(name),
            format_func=lambda stage: criterion_stage_word(stage, _),
            key=stage_key,
            on_change=lambda name=name, key=stage_key: _put_stage(desk, name, st.session_state[key]),
        )


def _put_stage(desk: Desk, name: str, stage: str | None) -> None:
    kept = {other: said for other, said in _file(desk).criterion_stages.items() if other != name}
    _put(desk, criterion_stages={**kept, **({name: stage} if stage else {})})

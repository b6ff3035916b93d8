"""Bids: in a tender, who offers which product with which firm, led by whom, at what price, promising what."""

import streamlit as st

from selection.model.base import Money
from selection.model.consistency import offer_name
from selection.model.decision import Bid, Commitment, Mode
from selection.model.needs import Need
from selection.views.desk import Desk
from selection.views.naming import free, slug
from selection.views.widgets import plain
from selection.words.terms import mode_word
from selection.workshop.events import Edit

MODES: tuple[Mode, ...] = ("market_scan", "tender")
CURRENCIES = ("EUR", "USD", "ILS", "PLN", "GBP")


def bids_section(desk: Desk) -> None:
    """Choose how pairs come about, and state the bids of a tender."""
    _ = desk.words
    key = desk.key("mode")
    st.segmented_control(
        _("How do platform and integrator come together?"),
        MODES,
        default=desk.decision.mode,
        format_func=lambda mode: mode_word(mode, _),
        required=True,
        key=key,
        on_change=lambda: desk.submit(Edit("mode", (), st.session_state[key])),
    )
    if desk.decision.mode == "market_scan":
        st.caption(_("Every product is paired with every integrator that implements it."))
        return
    st.caption(
        _("Only what was bid is paired: one product, one integrator, a named project manager, a price.")
    )
    for bid in desk.decision.bids:
        _bid(desk, bid)
    if desk.decision.offers and desk.decision.integrators:
        with st.expander(_("Add a bid"), expanded=not desk.decision.bids):
            _add_bid(desk)
    else:
        st.info(_("Add products and integrators first."))


def _bid(desk: Desk, bid: Bid) -> None:
    _ = desk.words
    decision = desk.decision
    firm = next(i.name for i in decision.integrators if i.id == bid.integrator)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(bid.name)}** · {plain(_.money(bid.price))}", width="stretch")
            st.button(
                _("Remove"),
                type="tertiary",
                key=desk.key("bid-gone", bid.id),
                on_click=lambda: desk.submit(*_bid_removal(desk, bid)),
            )
        st.caption(
            plain(
                _(
                    "{offer} by {firm}, led by {manager}",
                    offer=offer_name(decision, bid.offer),
                    firm=firm,
                    manager=_.text(bid.project_manager),
                )
            )
        )
        count = len(bid.commitments)
        with st.expander(_.counted("{count} commitment", "{count} commitments", count)):
            _commitments(desk, bid)


def _bid_removal(desk: Desk, bid: Bid) -> list[Edit]:
    scores = [Edit("score", (bid.id, criterion)) for criterion in desk.decision.scores.get(bid.id, {})]
    return [*scores, Edit("bid", (bid.id,))]


def _add_bid(desk: Desk) -> None:
    _ = desk.words
    decision = desk.decision
    offers = {o.id: offer_name(decision, o.id) for o in decision.offers}
    firms = {i.id: i.name for i in decision.integrators}
    with st.form(desk.key("bid"), border=False):
        name = st.text_input(_("What is the bid called?"), max_chars=120)
        left, right = st.columns(2)
        offer = left.selectbox(_("Product"), list(offers), format_func=lambda o: offers[o])
        firm = right.selectbox(_("Integrator"), list(firms), format_func=lambda i: firms[i])
        manager = left.text_input(_("Named project manager"), max_chars=200)
        price = right.number_input(_("Price"), 0.0, 1e12, value=0.0, step=1000.0)
        currency = right.selectbox(_("Currency"), CURRENCIES)
        if st.form_submit_button(_("Add bid"), type="primary") and manager.strip():
            title = name.strip() or f"{offers[str(offer)]} × {firms[str(firm)]}"
            taken = {a.id for a in (*decision.offers, *decision.integrators, *decision.bids)}
            bid = Bid(
                id=free(slug(title), taken),
                name=title,
                offer=str(offer),
                integrator=str(firm),
                project_manager=manager.strip(),
                price=Money(amount=price, currency=str(currency)),
            )
            desk.submit(Edit("bid", (bid.id,), bid))
            st.rerun()
        st.caption(_("A bid without a named project manager is not accepted: the person matters."))


def _commitments(desk: Desk, bid: Bid) -> None:
    _ = desk.words
    needs = {need.id: need for need in desk.decision.needs}
    for commitment in bid.commitments:
        with st.container(horizontal=True, vertical_alignment="center"):
            text = _.text(needs[commitment.need].text) if commitment.need in needs else ""
            price, day = plain(_.money(commitment.price)), _.day(commitment.by)
            st.markdown(f"{commitment.need} · {plain(text)} · {price} · {day}", width="stretch")
            st.button(
                _("Remove"),
                type="tertiary",
                key=desk.key("commitment-gone", bid.id, commitment.need),
                on_click=lambda need=commitment.need: _put_commitments(
                    desk, bid, tuple(c for c in bid.commitments if c.need != need)
                ),
            )
    _add_commitment(desk, bid, needs)


def _put_commitments(desk: Desk, bid: Bid, commitments: tuple[Commitment, ...]) -> None:
    desk.submit(Edit("bid", (bid.id,), bid.model_copy(update={"commitments": commitments})))


def _add_commitment(desk: Desk, bid: Bid, needs: dict[str, Need]) -> None:
    _ = desk.words
    promised = {c.need for c in bid.commitments}
    open_needs = [name for name in needs if name not in promised]
    if not open_needs:
        return
    with st.form(desk.key("commitment", bid.id), border=False):
        need = st.selectbox(
            _("Promised need"), open_needs, format_func=lambda n: f"{n} · {_.text(needs[n].text)}"
        )
        left, right = st.columns(2)
        price = left.number_input(_("Its price"), 0.0, 1e12, value=0.0, step=1000.0)
        by = right.date_input(_("Delivered by"), value=desk.today)
        if st.form_submit_button(_("Add the commitment")):
            made = Commitment(
                need=str(need), price=Money(amount=price, currency=bid.price.currency), by=by.isoformat()
            )
            _put_commitments(desk, bid, (*bid.commitments, made))
            st.rerun()

"""Bids: in a tender, who offers which product with which firm, led by whom, at what price, promising what."""

import streamlit as st

from selection.analysis.costs import policy_of
from selection.model.base import Money
from selection.model.consistency import offer_name
from selection.model.decision import Bid, Commitment, Mode
from selection.model.needs import Need
from selection.model.price_rules import prices_are_sealed, visible_price
from selection.views.desk import Desk
from selection.views.forms import LINE, PERSON, form_key, missing, refused, stated, store, too_long
from selection.views.language import day_order
from selection.views.money_removals import money_removals
from selection.views.naming import free, slug
from selection.views.widgets import plain
from selection.words.fiction import told_name
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
        on_change=lambda: desk.keep(Edit("mode", (), st.session_state[key])),
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
    decision = desk.told
    firm = next(i.name for i in decision.integrators if i.id == bid.integrator)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            price = visible_price(decision, bid)
            shown = plain(_.money(price)) if price else f":material/lock: {_('sealed')}"
            st.markdown(f"**{plain(_.apart(told_name(bid.name, _)))}** · {shown}", width="stretch")
            st.button(
                _("Remove"),
                type="tertiary",
                key=desk.key("bid-gone", bid.id),
                on_click=lambda: desk.keep(*_bid_removal(desk, bid)),
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
    return [*scores, *money_removals(desk.decision, [bid.id]), Edit("bid", (bid.id,))]


def _add_bid(desk: Desk) -> None:
    _ = desk.words
    decision = desk.decision
    offers = {o.id: offer_name(decision, o.id) for o in decision.offers}
    firms = {i.id: i.name for i in decision.integrators}
    called, led = _("What is the bid called?"), _("Named project manager")
    form = form_key(desk, "bid")
    with st.form(form, border=False):
        name = st.text_input(called)
        left, right = st.columns(2)
        offer = left.selectbox(
            _("Product"), list(offers), format_func=lambda o: told_name(offers[o], _), key=f"{form}-offer"
        )
        firm = right.selectbox(
            _("Integrator"), list(firms), format_func=lambda i: told_name(firms[i], _), key=f"{form}-firm"
        )
        manager = left.text_input(led)
        price = right.number_input(_("Price"), 0.0, 1e12, value=None, step=1000.0, format="%g")
        currency = right.selectbox(_("Currency"), CURRENCIES)
        free_of_charge = right.checkbox(_("Free of charge"))
        title = name.strip() or f"{offers[str(offer)]} × {firms[str(firm)]}"
        if st.form_submit_button(_("Add bid")) and not refused(
            [
                *missing((manager.strip(), _("A bid needs a named project manager."))),
                *_price_problems(desk, price, free_of_charge),
                *too_long(_, (called, title, LINE), (led, manager, PERSON)),
            ]
        ):
            taken = {o.id for o in decision.offers} | {f.id for f in decision.integrators}
            taken |= {b.id for b in decision.bids}
            bid = Bid(
                id=free(slug(title), taken),
                name=title,
                offer=str(offer),
                integrator=str(firm),
                project_manager=manager.strip(),
                price=Money(amount=price or 0.0, currency=str(currency)),
            )
            store(desk, ("bid",), Edit("bid", (bid.id,), bid))
        st.caption(_("A bid without a named project manager is not accepted: the person matters."))


def _price_problems(desk: Desk, price: float | None, free_of_charge: bool) -> list[str]:
    """Say what is wrong with a price: nobody gives anything for nothing by leaving a field empty."""
    _ = desk.words
    if price and free_of_charge:
        return [_("Either it has a price or it is free of charge, not both.")]
    if not price and not free_of_charge:
        return [_("Enter a price above 0, or tick that it is free of charge.")]
    return []


def _commitments(desk: Desk, bid: Bid) -> None:
    _ = desk.words
    needs = {need.id: need for need in desk.decision.needs}
    for commitment in bid.commitments:
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            text = _.text(needs[commitment.need].text) if commitment.need in needs else ""
            shown = None if prices_are_sealed(desk.decision) else commitment.price
            price = _("sealed") if shown is None else plain(_.money(shown))
            st.markdown(
                f"{commitment.need} · {plain(_.apart(text))} · {price} · {_.day(commitment.by)}",
                width="stretch",
            )
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
    form = form_key(desk, "commitment", bid.id)
    currency = bid.price.currency if bid.price else policy_of(desk.decision).currency
    with st.form(form, border=False):
        need = st.selectbox(
            _("Promised need"),
            open_needs,
            index=None,
            placeholder=_("Choose a need"),
            format_func=lambda n: _.led(f"{n} · {_.text(needs[n].text)}"),
            key=f"{form}-need",
        )
        left, right = st.columns(2)
        price = left.number_input(
            _("Its price in {currency}", currency=currency),
            0.0,
            1e12,
            value=None,
            step=1000.0,
            format="%g",
        )
        free_of_charge = left.checkbox(_("Free of charge"))
        by = right.date_input(_("Delivered by"), value=None, format=day_order(_))
        if st.form_submit_button(_("Add the commitment")) and not refused(
            [
                *missing(
                    (need, _("Choose the need that is promised first.")),
                    (by, _("Say by when it is delivered.")),
                ),
                *_price_problems(desk, price, free_of_charge),
            ]
        ):
            made = Commitment(
                need=str(need),
                price=Money(amount=price or 0.0, currency=currency),
                by=stated(by).isoformat(),
            )
            kept = bid.model_copy(update={"commitments": (*bid.commitments, made)})
            store(desk, ("commitment", bid.id), Edit("bid", (bid.id,), kept))

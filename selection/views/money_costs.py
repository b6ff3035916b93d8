"""What each alternative costs, line by line, and how lines are added up; within Money."""

import streamlit as st

from selection.analysis.costs import Range, policy_of
from selection.model.base import ERASED
from selection.model.consistency import alternative_names, offer_names
from selection.model.costs import (
    BASELINE,
    COST_KINDS,
    HORIZONS,
    Charged,
    CostLine,
    CostPolicy,
    Estimate,
    ExchangeRate,
    LicenceModel,
)
from selection.model.decision import pair_id
from selection.model.price_rules import prices_are_sealed
from selection.views.bids import CURRENCIES
from selection.views.desk import Desk
from selection.views.forms import LINE, form_key, missing, refused, stated, store, too_long
from selection.views.language import day_order
from selection.views.naming import free
from selection.views.widgets import plain
from selection.words.money import amounts, charged_word, cost_kind_word, licence_model_word
from selection.workshop.events import Edit

CHARGED: tuple[Charged, ...] = ("once", "yearly", "per_user_yearly", "at_end")
MODELS: tuple[LicenceModel, ...] = ("subscription", "perpetual", "self_hosted")


def alternatives(desk: Desk) -> dict[str, str]:
    """Name everything a cost can be stated for; a market scan's pairs are named by their parts."""
    _, decision = desk.words, desk.told
    names = alternative_names(decision)
    pairs = {
        pair_id(offer.id, firm.id): f"{names[offer.id]} × {names[firm.id]}"
        for offer in decision.offers
        for firm in decision.integrators
        if decision.mode == "market_scan"
    }
    line = {BASELINE: _.text(decision.baseline.name)} if decision.baseline else {}
    return {**names, **pairs, **line}


def costs_section(desk: Desk) -> None:
    """Let lines of cost be stated, and the rules by which they are added up."""
    _ = desk.words
    names = alternatives(desk)
    sealed = {bid.id for bid in desk.decision.bids} if prices_are_sealed(desk.decision) else set()
    shown = [name for name in names if name not in sealed]
    _rules(desk)
    if not shown:
        st.info(_("Add products, integrators or bids first."))
        return
    chosen = st.selectbox(
        _("Costs of"), shown, format_func=lambda name: names[name], key=f"{desk.session[:8]}-costs-of"
    )
    lines = [line for line in desk.decision.costs if line.alternative == chosen]
    for line in lines:
        _line(desk, line)
    if not lines:
        st.caption(_("Nothing is stated yet. That is not the same as free."))
    with st.expander(_("Add a cost"), expanded=not lines):
        _add(desk, str(chosen))


def _line(desk: Desk, line: CostLine) -> None:
    _ = desk.words
    found = Range(line.amount.low, line.amount.likely, line.amount.high)
    parts = [cost_kind_word(line.kind, _), amounts(found, line.currency, _), charged_word(line.charged, _)]
    parts += [_("with VAT")] if line.includes_vat else []
    parts += [_("valid until {day}", day=_.day(line.valid_until))] if line.valid_until else []
    note = line.note if line.note and line.note != ERASED else None
    parts += [_.text(text) for text in (line.source, note) if text]
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(" · ".join(plain(part) for part in parts), width="stretch")
        st.button(
            _("Remove"),
            type="tertiary",
            key=desk.key("cost-gone", line.id),
            on_click=lambda: desk.keep(Edit("cost", (line.id,))),
        )


def _add(desk: Desk, alternative: str) -> None:
    _ = desk.words
    form = form_key(desk, "cost", alternative)
    currencies = list(dict.fromkeys([policy_of(desk.decision).currency, *CURRENCIES]))
    with st.form(form, border=False):
        left, right = st.columns(2)
        kind = left.selectbox(
            _("What is paid for"), COST_KINDS, 1, lambda k: cost_kind_word(k, _), key=f"{form}-kind"
        )
        charged = right.selectbox(
            _("How often"), CHARGED, 0, lambda c: charged_word(c, _), key=f"{form}-charged"
        )
        likely = left.number_input(
            _("Likely amount"), 0.0, 1e12, value=None, step=1000.0, key=f"{form}-likely", format="%g"
        )
        currency = right.selectbox(_("Currency"), currencies, key=f"{form}-currency")
        low = left.number_input(
            _("At the lowest"), 0.0, 1e12, value=None, step=1000.0, key=f"{form}-low", format="%g"
        )
        high = right.number_input(
            _("At the highest"), 0.0, 1e12, value=None, step=1000.0, key=f"{form}-high", format="%g"
        )
        first = left.number_input(_("First year"), 1, 7, 1, key=f"{form}-first")
        rise = right.number_input(
            _("Price rise per year, in percent"), -50.0, 200.0, 0.0, 0.5, key=f"{form}-rise", format="%g"
        )
        gross = left.checkbox(_("The amount includes VAT"), key=f"{form}-gross")
        until = right.date_input(_("Valid until"), value=None, key=f"{form}-until", format=day_order(_))
        label = _("Where the figure comes from")
        source = st.text_input(label, key=f"{form}-source")
        problems = [
            *missing((likely is not None, _("Enter the likely amount; 0 if it is free of charge."))),
            *_disorder(desk, low, likely, high),
            *too_long(_, (label, source, LINE)),
        ]
        if st.form_submit_button(_("Add the cost"), type="primary") and not refused(problems):
            sure = float(likely or 0.0)
            made = CostLine(
                id=free("c1", {line.id for line in desk.decision.costs}),
                alternative=alternative,
                kind=kind,
                amount=Estimate(
                    low=sure if low is None else low, likely=sure, high=sure if high is None else high
                ),
                currency=str(currency),
                charged=charged,
                first_year=int(first),
                indexation=round(rise / 100, 9),
                includes_vat=gross,
                valid_until=until.isoformat() if until else None,
                source=source.strip() or None,
            )
            store(desk, ("cost", alternative), Edit("cost", (made.id,), made))


def _disorder(desk: Desk, low: float | None, likely: float | None, high: float | None) -> list[str]:
    known = [figure for figure in (low, likely, high) if figure is not None]
    if known == sorted(known):
        return []
    return [desk.words("The lowest amount must not be above the likely one, nor that above the highest.")]


def _rules(desk: Desk) -> None:
    _ = desk.words
    policy = policy_of(desk.decision)
    key = desk.key("horizon")
    st.segmented_control(
        _("Over how many years?"),
        HORIZONS,
        default=policy.horizon,
        format_func=lambda years: _.counted("{count} year", "{count} years", years),
        required=True,
        key=key,
        on_change=lambda: _put(desk, horizon=st.session_state[key]),
    )
    with st.expander(_("How costs are added up")):
        _figures(desk, policy)
        _rates(desk, policy)
        _licences(desk, policy)


def _put(desk: Desk, **changes: object) -> None:
    desk.submit(Edit("cost_policy", (), policy_of(desk.decision).model_copy(update=changes)))


def _figures(desk: Desk, policy: CostPolicy) -> None:
    _ = desk.words
    form = desk.key("cost-rules")
    with st.form(form, border=False):
        left, right = st.columns(2)
        options = list(dict.fromkeys([policy.currency, *CURRENCIES]))
        currency = left.selectbox(_("Currency of totals"), options, key=f"{form}-currency")
        discount = right.number_input(
            _("Discount rate per year, in percent"), 0.0, 100.0, 100 * policy.discount_rate, 0.5, format="%g"
        )
        users = left.number_input(
            _("Users in the first year"), 1, 1_000_000, policy.users or desk.decision.scope.users
        )
        growth = right.number_input(
            _("Growth of users per year, in percent"),
            -50.0,
            200.0,
            100 * policy.user_growth,
            1.0,
            format="%g",
        )
        known = None if policy.vat_rate is None else 100 * policy.vat_rate
        vat = left.number_input(_("VAT, in percent"), 0.0, 100.0, known, 1.0, format="%g")
        gross = right.checkbox(_("Show totals with VAT"), policy.with_vat)
        if st.form_submit_button(_("Keep these rules")):
            _put(
                desk,
                currency=str(currency),
                discount_rate=round(discount / 100, 9),
                users=users,
                user_growth=round(growth / 100, 9),
                vat_rate=None if vat is None else round(vat / 100, 9),
                with_vat=gross,
                # A rate is into the currency of totals, so that it says nothing about another.
                rates=policy.rates if currency == policy.currency else (),
            )
            st.rerun()


def _rates(desk: Desk, policy: CostPolicy) -> None:
    _ = desk.words
    for rate in policy.rates:
        st.markdown(
            plain(
                _(
                    "1 {currency} = {rate} {target} on {day} ({source})",
                    currency=rate.currency,
                    rate=_.number(rate.rate, 6),
                    target=policy.currency,
                    day=_.day(rate.as_of),
                    source=_.text(rate.source),
                )
            )
        )
    form = form_key(desk, "rate")
    with st.form(form, border=False):
        left, middle, right = st.columns(3)
        others = [name for name in CURRENCIES if name != policy.currency]
        currency = left.selectbox(_("Exchange rate of"), others, key=f"{form}-currency")
        worth = middle.number_input(
            _("One unit in {currency}", currency=policy.currency), 0.0, 1e9, None, format="%.6f"
        )
        day = right.date_input(_("Rate of the day"), value=None, format=day_order(_))
        label = _("Source of the rate")
        source = st.text_input(label)
        if st.form_submit_button(_("Keep the rate")) and not refused(
            [
                *missing(
                    (worth, _("Enter the rate.")),
                    (day, _("Say of which day the rate is.")),
                    (source.strip(), _("Say where the rate comes from.")),
                ),
                *too_long(_, (label, source, LINE)),
            ]
        ):
            made = ExchangeRate(
                currency=str(currency),
                rate=stated(worth),
                as_of=stated(day).isoformat(),
                source=source.strip(),
            )
            kept = (*(rate for rate in policy.rates if rate.currency != currency), made)
            store(desk, ("rate",), Edit("cost_policy", (), policy.model_copy(update={"rates": kept})))


def _licences(desk: Desk, policy: CostPolicy) -> None:
    """Let every offer say how its licence is paid for, so that the three ways can be compared."""
    _ = desk.words
    for offer, name in offer_names(desk.told).items():
        key = desk.key("licence-model", offer)
        st.selectbox(
            _("How {offer} is paid for", offer=name),
            MODELS,
            index=MODELS.index(policy.licence_models[offer]) if offer in policy.licence_models else None,
            format_func=lambda model: licence_model_word(model, _),
            placeholder=_("not stated"),
            key=key,
            on_change=lambda offer=offer, key=key: _put_model(desk, offer, st.session_state[key]),
        )


def _put_model(desk: Desk, offer: str, model: LicenceModel | None) -> None:
    kept = {name: stated for name, stated in policy_of(desk.decision).licence_models.items() if name != offer}
    _put(desk, licence_models={**kept, **({offer: model} if model else {})})

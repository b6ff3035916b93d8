"""How price counts: formula, published figures, seal and deadline; within Money."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from selection.analysis.award import final_quality, usable_formulas
from selection.analysis.costs import policy_of
from selection.analysis.evaluation import Evaluation
from selection.model.base import Money
from selection.model.price_rules import prices_are_sealed
from selection.model.pricing import PRICE_FORMULAS, PriceFormula, PricePolicy, QualityFinal
from selection.views.desk import Desk
from selection.views.forms import PERSON, form_key, missing, refused, store, too_long
from selection.views.widgets import plain
from selection.words.money import formula_name, formula_text, formula_warning
from selection.workshop.events import Edit

NO_FORMULA = "none"
MOST = 1e12
"""An amount no price is above."""


def rules_section(desk: Desk, result: Evaluation | None) -> None:
    """Let the published figures, the formula and the seal be set."""
    _ = desk.words
    policy = desk.decision.price_policy or PricePolicy()
    _figures(desk, policy)
    _formula(desk, policy)
    st.subheader(_("Text for the tender documents"), anchor=False)
    with st.container(key="wording"):
        st.code(formula_text(policy, _), language=None, wrap_lines=True)
    _seal(desk, policy, result)


def _put(desk: Desk, policy: PricePolicy, **changes: object) -> None:
    desk.submit(Edit("price_policy", (), policy.model_copy(update=changes)))


def _formula(desk: Desk, policy: PricePolicy) -> None:
    _ = desk.words
    usable = usable_formulas(desk.decision)
    options: list[str] = [NO_FORMULA, *usable]
    key = desk.key("formula")

    def named(choice: str) -> str:
        formulas: dict[str, PriceFormula] = {formula: formula for formula in PRICE_FORMULAS}
        return formula_name(formulas[choice], _) if choice in formulas else _("no price formula")

    chosen = st.selectbox(
        _("Price formula"),
        options,
        index=options.index(policy.formula) if policy.formula in usable else 0,
        format_func=named,
        key=key,
        on_change=lambda: _put(
            desk, policy, formula=None if st.session_state[key] == NO_FORMULA else st.session_state[key]
        ),
    )
    lacking = [formula for formula in PRICE_FORMULAS if formula not in usable]
    if lacking:
        names = ", ".join(formula_name(formula, _) for formula in lacking)
        st.caption(plain(_("To be chosen once its figure is published above: {formulas}.", formulas=names)))
    warning = formula_warning(policy.formula, _) if policy.formula and chosen != NO_FORMULA else None
    if warning:
        st.warning(plain(warning), icon=":material/warning:")
    if policy.formula:
        st.caption(_("With a price formula in force the criteria of cost carry no weight."))


def _figures(desk: Desk, policy: PricePolicy) -> None:
    _ = desk.words
    usual = policy_of(desk.decision).currency
    form = desk.key("price-rules")

    def unit(money: Money | None) -> str:
        return money.currency if money else usual

    def ask(place: DeltaGenerator, label: str, money: Money | None, step: float) -> float | None:
        held = money.amount if money else None
        return place.number_input(label, 0.0, MOST, held, step, format="%g")

    with st.form(form, border=False):
        left, right = st.columns(2)
        of_benchmark = _(
            "Benchmark: the price that earns no points, in {currency}", currency=unit(policy.benchmark)
        )
        benchmark = ask(left, of_benchmark, policy.benchmark, 1000.0)
        of_full = _("Price that earns all points, in {currency}", currency=unit(policy.full_points_at))
        full = ask(right, of_full, policy.full_points_at, 1000.0)
        of_k = _("K: worth of one point of quality, in {currency}", currency=unit(policy.money_per_point))
        k = ask(left, of_k, policy.money_per_point, 100.0)
        share = right.slider(_("Weight of price, in percent"), 0, 100, round(100 * policy.price_share), 5)
        line = left.number_input(
            _("Review prices below this percentage of the benchmark"),
            1.0,
            100.0,
            100 * policy.low_price_line if policy.low_price_line else None,
            5.0,
            format="%g",
        )
        if st.form_submit_button(_("Publish these figures")):
            _put(
                desk,
                policy,
                benchmark=_money(benchmark, unit(policy.benchmark)),
                full_points_at=_money(full, unit(policy.full_points_at)),
                money_per_point=_money(k, unit(policy.money_per_point)),
                price_share=share / 100,
                low_price_line=round(line / 100, 9) if line else None,
            )
            st.rerun()


def _money(amount: float | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount=amount, currency=currency)


def _seal(desk: Desk, policy: PricePolicy, result: Evaluation | None) -> None:
    _ = desk.words
    st.subheader(_("When prices may be seen"), anchor=False)
    key = desk.key("sealed")
    st.toggle(
        _("Keep prices sealed until quality is final"),
        value=policy.sealed,
        disabled=policy.quality_final is not None,
        key=key,
        on_change=lambda: _put(desk, policy, sealed=st.session_state[key]),
    )
    final = policy.quality_final
    if final:
        st.caption(
            plain(
                _("{person} declared quality final on {day}.", person=_.text(final.by), day=_.day(final.on))
            )
        )
    elif prices_are_sealed(desk.decision):
        _declare_final(desk, policy, result)


def _declare_final(desk: Desk, policy: PricePolicy, result: Evaluation | None) -> None:
    _ = desk.words
    label = _("Who declares quality final?")
    with st.form(form_key(desk, "final"), border=False):
        person = st.text_input(label)
        if st.form_submit_button(_("Quality is final; open the prices")) and not refused(
            [
                *missing((person.strip(), _("Name the person who declares it."))),
                *too_long(_, (label, person, PERSON)),
            ]
        ):
            quality = final_quality(result) if result else {}
            final = QualityFinal(on=desk.today.isoformat(), by=person.strip(), quality=quality)
            store(
                desk,
                ("final",),
                Edit("price_policy", (), policy.model_copy(update={"quality_final": final})),
            )

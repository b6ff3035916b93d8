"""What a failure would cost, within Risks: the organisation's own estimate, in one sentence."""

import streamlit as st

from selection.analysis.failure import failure_sum
from selection.model.risks import FailureCost
from selection.views.desk import Desk
from selection.views.entries import Field, entry_form
from selection.views.forms import store
from selection.views.widgets import plain
from selection.words import Words
from selection.words.surroundings import failure_sentence, failure_words
from selection.workshop.events import Edit

CURRENCIES = ("EUR", "ILS", "PLN", "USD", "GBP", "CHF")


def failure(desk: Desk) -> None:
    """Say what a failure would cost, and ask for what it rests on."""
    _ = desk.words
    held = desk.decision.failure_cost
    st.subheader(_("What would a failure cost you?"), anchor=False)
    if held is None:
        st.caption(_("More than the licences, as a rule. Your own estimate says how much care is worth."))
    else:
        found = failure_sum(held)
        st.markdown(plain(failure_sentence(found, held.currency, _)))
        if found.missing:
            names = ", ".join(failure_words(_)[item] for item in found.missing)
            st.caption(plain(_("Not estimated yet: {items}.", items=names)))
    with st.expander(_("Estimate it"), expanded=False):
        _form(desk, held, _)


def _form(desk: Desk, held: FailureCost | None, _: Words) -> None:
    policy = desk.decision.cost_policy
    usual = held.currency if held else policy.currency if policy else CURRENCIES[0]
    currencies = {code: code for code in dict.fromkeys((usual, *CURRENCIES))}
    amounts = (Field(item, label, "number", low=0.0) for item, label in failure_words(_).items())
    fields = (
        Field("currency", _("Currency"), "choice", currencies, _("Choose a currency first.")),
        *amounts,
        Field("note", _("How was it estimated?"), "prose"),
    )
    shown = held.model_dump() | {"note": held.note} if held else {"currency": usual}
    buttons = (_("Save"), _("Withdraw")) if held else (_("Save"),)
    said = entry_form(desk, ("failure",), fields, shown, buttons)
    if said is not None:
        value = None if said[0] == _("Withdraw") else said[1]
        store(desk, ("failure",), Edit("failure_cost", (), value))

"""Risks: which known risks what was entered raises, and what the team does about them."""

from collections.abc import Iterator

import streamlit as st

from selection.analysis.plan import passed_days
from selection.analysis.raised import Found
from selection.analysis.risks import RuleCode, raised_risks
from selection.model.risks import Claim, Risk
from selection.views.desk import Desk, library
from selection.views.entries import Field, entry_form, told
from selection.views.failure import failure
from selection.views.forms import store
from selection.views.widgets import onward, plain, question
from selection.words.plan import passed_sentence
from selection.words.project_terms import response_words
from selection.words.risks import raised_because, with_names
from selection.workshop.events import Edit

FIRST = 8
"""So many risks are opened up at once; the others wait behind a line."""


def page(desk: Desk) -> None:
    """Say what could sink the project, and ask who looks after it."""
    _ = desk.words
    found = raised_risks(desk.decision)
    known = library().risks.risks
    raised = [risk for risk in known if risk.rule in found]
    by_hand = [risk for risk in known if risk not in raised and risk.id in desk.decision.risks]
    ordered = sorted([*raised, *by_hand], key=lambda risk: _is_met(desk, risk))
    question(_("What could sink it?"), plain(_summary(desk, ordered)))
    for risk in ordered[:FIRST]:
        _card(desk, risk, found)
    if ordered[FIRST:]:
        with st.expander(_.counted("{count} more risk", "{count} more risks", len(ordered) - FIRST)):
            for risk in ordered[FIRST:]:
                _card(desk, risk, found)
    failure(desk)
    _raise_by_hand(desk, [risk for risk in known if risk not in ordered])
    _claims(desk, library().risks.claims)
    onward(_("Next: plan"), "plan")


def _is_met(desk: Desk, risk: Risk) -> bool:
    """Tell whether somebody looks after a risk and says how."""
    held = desk.decision.risks.get(risk.id)
    return bool(held and held.owner and (held.kind or held.response))


def _summary(desk: Desk, risks: list[Risk]) -> str:
    _ = desk.words
    if not risks:
        return _("What was entered so far raises none of the known risks.")
    unmet = sum(not _is_met(desk, risk) for risk in risks)
    said = _.counted("{count} risk is raised.", "{count} risks are raised.", len(risks))
    if not unmet:
        return _("{said} Each has an owner and a response.", said=said)
    return _.counted(
        "{said} {count} has no owner or no response yet.",
        "{said} {count} have no owner or no response yet.",
        unmet,
        said=said,
    )


def _card(desk: Desk, risk: Risk, found: dict[RuleCode, Found]) -> None:
    _ = desk.words
    held = desk.decision.risks.get(risk.id)
    sign = "✓" if _is_met(desk, risk) else "?"
    with st.container(border=True):
        st.markdown(f"**{sign} {plain(_.told(risk.name))}**")
        st.markdown(plain(_.told(risk.text)))
        if risk.rule in found:
            why = raised_because(risk.rule, with_names(risk.rule, found[risk.rule], desk.told, _), _)
            st.caption(plain(_("Raised because: {why}", why=why)))
        if held:
            st.markdown(told(tuple(_told(desk, risk))))
            _passed(desk, risk)
        with st.expander(_("Who looks after it, and how?")):
            _response(desk, risk)


def _passed(desk: Desk, risk: Risk) -> None:
    """Say that the day by which it was to be met has gone by."""
    for one in passed_days(desk.decision, desk.today):
        if (one.kind, one.id) == ("response", risk.id):
            st.caption(passed_sentence(one, desk.words))


def _told(desk: Desk, risk: Risk) -> Iterator[tuple[str, object]]:
    _ = desk.words
    held = desk.decision.risks[risk.id]
    yield _("owner"), held.owner and _.told(held.owner)
    yield _("way"), held.kind and response_words(_)[held.kind]
    yield _("response"), held.response and _.told(held.response)
    yield _("by"), held.due and _.day(held.due)


def _response(desk: Desk, risk: Risk) -> None:
    _ = desk.words
    for usual in risk.responses:
        st.markdown(f"- {plain(_.told(usual))}")
    held = desk.decision.risks.get(risk.id)
    fields = (
        Field("owner", _("Who looks after it?"), "person", wanted=_("Name who looks after it first.")),
        Field("kind", _("How is it met?"), "choice", response_words(_)),
        Field("due", _("By when?"), "day"),
        Field("response", _("What exactly?"), "prose"),
    )
    shown = {name: getattr(held, name) for name in ("owner", "kind", "due", "response")} if held else {}
    buttons = (_("Save"), _("Withdraw")) if held else (_("Save"),)
    said = entry_form(desk, ("risk", risk.id), fields, shown, buttons)
    if said is not None:
        value = None if said[0] == _("Withdraw") else said[1]
        store(desk, ("risk", risk.id), Edit("risk", (risk.id,), value))


def _raise_by_hand(desk: Desk, risks: list[Risk]) -> None:
    _ = desk.words
    if not risks:
        return
    names = {risk.id: _.text(risk.name) for risk in risks}
    with st.expander(_("Raise another known risk")):
        fields = (
            Field("risk", _("Which one?"), "choice", names, _("Choose a risk first.")),
            Field("owner", _("Who looks after it?"), "person", wanted=_("Name who looks after it first.")),
        )
        said = entry_form(desk, ("risk", "by-hand"), fields, {}, (_("Raise it"),))
        if said is not None:
            store(desk, ("risk", "by-hand"), Edit("risk", (said[1]["risk"],), {"owner": said[1]["owner"]}))


def _claims(desk: Desk, claims: tuple[Claim, ...]) -> None:
    """Show what is often quoted, with who says so and who says otherwise; it enters no figure."""
    _ = desk.words
    with st.expander(_("Often quoted, and contested")):
        st.caption(_("These figures are claims. None of them enters any calculation here."))
        for claim in claims:
            st.markdown(f"**{plain(_.told(claim.text))}**")
            st.markdown(plain(_("Says: {source}", source=claim.source)))
            st.markdown(plain(_.told(claim.counter)))
            st.markdown(plain(_("Says: {source}", source=claim.counter_source)))

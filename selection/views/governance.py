"""Who answers for the project, and what the project manager brings, within Readiness."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from selection.analysis.readiness import MANAGER_ITEMS, ReadinessResult
from selection.views.desk import Desk, desk_of
from selection.views.widgets import plain
from selection.views.yes_no import yes_no
from selection.words import Words
from selection.workshop.events import Edit

LEVELS = 5


def governance(desk: Desk, result: ReadinessResult) -> None:
    """Ask who answers for the project; none makes up for another."""
    _ = desk.words
    held = desk.decision.readiness.governance
    st.markdown(_("Each of these stands for itself: one never makes up for another."))
    with st.container(border=True):
        for name, asked in _questions(_).items():
            yes_no(desk, name, asked, getattr(held, name), partial(_put, desk, "governance", name))
        key = desk.key("horizon")
        st.number_input(
            _("How many years does the sponsor look ahead?"),
            0.0,
            30.0,
            held.sponsor_horizon_years,
            step=1.0,
            key=key,
            on_change=lambda: _put(desk, "governance", "sponsor_horizon_years", st.session_state[key]),
            format="%g",
        )
    _manager(desk, result)


def _questions(_: Words) -> Mapping[str, str]:
    return {
        "owner": _("Is there one named owner of the project?"),
        "project_manager": _("Is there a project manager on your side?"),
        "user_representatives": _("Are representatives of the users part of the team?"),
        "sponsor": _("Does a member of the management back it?"),
        "data_owner": _("Does somebody own the customer data?"),
        "entry_rules": _("Are there rules for entering and tidying data?"),
        "forced_entry": _("Are people to be made to type by rewards and punishments?"),
        "second_year_budget": _("Is there a budget for the second year?"),
    }


def _manager(desk: Desk, result: ReadinessResult) -> None:
    _ = desk.words
    held = desk.decision.readiness.manager
    st.subheader(_("What does the project manager bring?"), anchor=False)
    st.markdown(plain(_strength(result, _)))
    with st.container(border=True):
        for name, asked in manager_words(_).items():
            key = desk.key("manager", name)
            st.select_slider(
                asked,
                [None, *range(LEVELS + 1)],
                getattr(held, name),
                format_func=lambda level: _("not said") if level is None else str(level),
                key=key,
                on_change=lambda name=name, key=key: _put(desk, "manager", name, st.session_state[key]),
            )
        yes_no(
            desk,
            "is_chief_executive",
            _("Is the project manager the chief executive?"),
            held.is_chief_executive,
            lambda said: _put(desk, "manager", "is_chief_executive", bool(said)),
        )
        key = desk.key("relieved")
        st.number_input(
            _("What share of their other duties is taken off them, in percent?"),
            0.0,
            100.0,
            held.relieved_percent,
            step=10.0,
            key=key,
            on_change=lambda: _put(desk, "manager", "relieved_percent", st.session_state[key]),
            format="%g",
        )


def manager_words(_: Words) -> Mapping[str, str]:
    """Name what a project manager must bring; 0 is nothing, 5 is all it takes."""
    words = {
        "knows_organisation": _("Knows the whole organisation"),
        "knows_processes": _("Knows its processes"),
        "authority": _("Has the authority"),
        "availability": _("Has the time"),
    }
    return {name: words[name] for name in MANAGER_ITEMS}


def _strength(result: ReadinessResult, _: Words) -> str:
    """Say that the weakest of the four decides."""
    manager = result.manager
    if manager.level is None:
        return _("From 0, nothing, to 5, all it takes. The weakest of the four decides.")
    names = ", ".join(manager_words(_)[name] for name in manager.items)
    return _("{level} of 5, for the weakest decides: {items}.", level=manager.level, items=names)


def _put(desk: Desk, part: str, name: str, said: object) -> None:
    """Store one answer; two left in one go find each other's change already stored."""
    now = desk_of(desk.visitor, desk.session) or desk
    held = now.decision.readiness
    changed = getattr(held, part).model_copy(update={name: said})
    now.submit(Edit("readiness", (), held.model_copy(update={part: changed})))

"""Conflicts of interest: who declared what, and the declaration of whoever leads."""

import uuid
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from selection.errors import SelectionError
from selection.model.participants import Declaration, Interest, Role
from selection.model.proceedings import Proceedings
from selection.views.desk import Desk
from selection.views.forms import PROSE, field_key, refused, too_long
from selection.views.tables import read_table
from selection.views.widgets import plain
from selection.views.workshop_names import bidder_names, person_name
from selection.views.workshop_rounds import filled
from selection.web.process import service
from selection.words import Words
from selection.words.workshop_terms import workshop_words
from selection.workshop.agenda import undeclared

INTERESTS: tuple[Interest, ...] = ("potential", "perceived", "actual")
IN_ORDER: tuple[Role, ...] = ("facilitator", "member", "observer")
"""Who declares, in the order in which they are listed."""


def interests_part(desk: Desk) -> None:
    """Show who has something to do with whom; nobody sees answers of a bidder before having declared."""
    _ = desk.words
    bidders = bidder_names(desk)
    if not bidders:
        st.markdown(_("There are no bidders yet to have an interest in."))
        return
    _own(desk, bidders)
    _overview(desk, bidders)


def _own(desk: Desk, bidders: Mapping[str, str]) -> None:
    _ = desk.words
    missing = undeclared(desk.state, desk.me)
    if not missing:
        with st.expander(_("Change what you have declared")):
            _declare(desk, bidders)
        return
    with st.container(border=True):
        st.subheader(_("Your own interests"), anchor=False)
        st.markdown(
            plain(
                _.counted(
                    "Whoever leads declares too, before seeing anything of a bidder: {count} is left.",
                    "Whoever leads declares too, before seeing anything of a bidder: {count} are left.",
                    len(missing),
                )
            )
        )
        if _ask_all(desk, bidders, missing):
            _declare(desk, bidders)


def _ask_all(desk: Desk, bidders: Mapping[str, str], missing: Sequence[str]) -> bool:
    """Ask the one question that is enough for most; tell whether there is more to ask."""
    _ = desk.words
    key = field_key(desk, "own-some")
    if st.session_state.get(key):
        return True
    st.markdown(f"**{_('Do you have to do with any of these bidders?')}**")
    st.caption(_("Work, shares, family, friendship, a fee: whatever might sway you, or seem to."))
    with st.container(key="bidders"):
        st.markdown("\n".join(f"- {plain(_.apart(bidders[name]))}" for name in missing))
    with st.container(horizontal=True):
        if st.button(_("No, with none"), type=filled(desk, "interests"), key="declare-none"):
            _store(desk, {name: Declaration(interest="none") for name in missing})
        if st.button(_("Yes, with some"), key="declare-some"):
            st.session_state[key] = True
            st.rerun()
    return False


def _declare(desk: Desk, bidders: Mapping[str, str]) -> None:
    """Let somebody choose whom they have to do with, and say of each of these what it is."""
    _ = desk.words
    held = desk.state.proceedings.declarations.get(desk.me, {})
    st.markdown(_("With whom do you have anything to do: work, shares, family, a commission?"))
    chosen = [name for name in bidders if _is_chosen(desk, name, bidders[name], held.get(name))]
    declared = {name: Declaration(interest="none") for name in bidders if name not in chosen}
    problems: list[str] = []
    for name in chosen:
        found = _one(desk, name, bidders[name], held.get(name), problems)
        if found is not None:
            declared[name] = found
    pressed = st.button(_("Declare this"), type=filled(desk, "interests"), key="declare-own")
    if pressed and not refused(problems):
        _store(desk, {name: found for name, found in declared.items() if held.get(name) != found})


def _is_chosen(desk: Desk, name: str, shown: str, held: Declaration | None) -> bool:
    key = field_key(desk, "own-interest", name, "some")
    return st.checkbox(plain(desk.words.apart(shown)), held is not None and held.interest != "none", key=key)


def _store(desk: Desk, declared: dict[str, Declaration]) -> None:
    if declared:
        try:
            service().declare(desk.visitor.token, desk.session, declared, uuid.uuid4().hex)
        except SelectionError as error:
            desk.visitor.tell(error)
        else:
            st.session_state.pop(field_key(desk, "own-some"), None)
    st.rerun()


def _one(
    desk: Desk, name: str, shown: str, held: Declaration | None, problems: list[str]
) -> Declaration | None:
    """Ask what the interest in one bidder is; what keeps it from being declared goes to the problems."""
    _ = desk.words
    key = field_key(desk, "own-interest", name)
    words = workshop_words(_)["interest"]
    with st.container(border=True):
        st.markdown(f"**{plain(shown)}**")
        first = INTERESTS.index(held.interest) if held and held.interest in INTERESTS else 0
        interest = st.radio(
            _("What kind of interest?"),
            INTERESTS,
            first,
            format_func=lambda kind: words[kind],
            horizontal=True,
            key=f"{key}-kind",
        )
        about = st.text_input(
            _("What is it?"), _.text(held.about) if held and held.about else "", key=f"{key}-about"
        )
        commission = st.checkbox(
            _("I would be paid if they were chosen"), bool(held and held.commission), key=f"{key}-paid"
        )
        kept = _.text(held.mitigation) if held and held.mitigation else ""
        mitigation = st.text_input(_("What is done about it?"), kept, key=f"{key}-mitigation")
        recused = st.checkbox(
            _("I stay out of everything that concerns them"), bool(held and held.recused), key=f"{key}-out"
        )
    problems.extend(too_long(_, (shown, about, PROSE), (shown, mitigation, PROSE)))
    fields = {"interest": interest, "about": about.strip() or None, "commission": commission}
    try:
        return Declaration.model_validate(
            {**fields, "mitigation": mitigation.strip() or None, "recused": recused}
        )
    except ValidationError:
        problems.append(_("Say what your interest in {name} is.", name=shown))
        return None


def _overview(desk: Desk, bidders: Mapping[str, str]) -> None:
    _ = desk.words
    st.subheader(_("Who declared what"), anchor=False)
    known = desk.state.proceedings
    here = [one for one in known.participants if one.presence == "present"]
    asked = (one.id for role in IN_ORDER for one in here if one.role == role)
    people = list(dict.fromkeys([desk.state.owner, *asked]))
    complete = sum(not undeclared(desk.state, name) for name in people)
    st.markdown(plain(_("{count} of {all} have declared on all bidders.", count=complete, all=len(people))))
    rows = [
        {
            _("Who"): person_name(desk, name),
            _("Declared"): _declared(len(bidders) - len(undeclared(desk.state, name)), len(bidders), _),
            _("Interests"): _interests(known, name, bidders, _),
            _("Left out"): _recusals(known, name, bidders, _),
        }
        for name in people
    ]
    read_table(pd.DataFrame(rows), _("Who declared what"), stacked=True)
    st.caption(
        _("What somebody who stays out has judged of that bidder is left out of every figure, also later.")
    )


def _declared(count: int, of: int, _: Words) -> str:
    """Say on how many somebody has declared, in one line however narrow the column is."""
    return _("{count} of {all}", count=count, all=of).replace(" ", "\u00a0")


def _interests(known: Proceedings, name: str, bidders: Mapping[str, str], _: Words) -> str:
    words = workshop_words(_)["interest"]
    told = []
    for one, found in known.declarations.get(name, {}).items():
        if found.interest == "none" or one not in bidders:
            continue
        parts = [words[found.interest]]
        parts += [_.told(found.about)] if found.about else []
        parts += [_.told(found.mitigation)] if found.mitigation else []
        parts += [_("commission")] if found.commission else []
        told.append(f"{_.apart(bidders[one])}: {'; '.join(parts)}")
    return " · ".join(told) or "—"


def _recusals(known: Proceedings, name: str, bidders: Mapping[str, str], _: Words) -> str:
    found = known.declarations.get(name, {})
    return ", ".join(_.apart(bidders[one]) for one in found if found[one].recused and one in bidders) or "—"
